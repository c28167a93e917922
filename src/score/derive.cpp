// SPDX-License-Identifier: Apache-2.0
#include "derive.h"

#include <algorithm>
#include <cmath>

#include "selection.h"
#include "tidu/score/evaluate.h"
#include "tidu/system/number_range.h"
#include "tidu/text/number.h"

namespace tidu {
namespace {

Derived known(double number) {
    return {AnswerState::known, number, 0, {}, {}};
}
Derived of_state(AnswerState state) {
    return {state, 0, 0, {}, {}};
}
bool is_zero(double number) {
    return std::abs(number) <= tolerance;
}  // every comparison has the tolerance
Derived failed(Finding::Kind problem) {
    return {AnswerState::missing, 0, 0, {}, problem};
}

class Deriver {
  public:
    Deriver(const Program& program, const Evaluation& evaluation, const CompiledItem& item)
        : program_(program), evaluation_(evaluation), item_(item) {}

    Derived operator()(const std::monostate&) const { return {}; }

    Derived operator()(const PercentStep& step) const {
        const ItemValue& part = value(step.part);
        const ItemValue& whole = value(step.whole);
        if (const auto state = state_of_parts({&part, &whole})) return of_state(*state);
        if (is_zero(whole.number)) return divided_by_zero(part.number);
        return known(100 * part.number / whole.number);
    }

    Derived operator()(const ChangeStep& step) const {
        const ItemValue& after = value(step.after);
        const ItemValue& before = value(step.before);
        if (const auto state = state_of_parts({&after, &before})) return of_state(*state);
        if (is_zero(before.number)) return divided_by_zero(after.number);
        if (before.number < 0) return failed(Finding::Kind::change_from_nonpositive);
        return known(100 * (after.number - before.number) / before.number);
    }

    Derived operator()(const SumStep& step) const {
        double sum = 0;
        AnswerState state = AnswerState::known;
        for (const auto& [term, factor] : step.terms) {
            const ItemValue& part = value(term);
            if (part.state == AnswerState::not_applicable) return of_state(AnswerState::not_applicable);
            if (part.state == AnswerState::missing) state = AnswerState::missing;
            sum += factor * part.number;
        }
        return state == AnswerState::known ? known(sum) : of_state(state);
    }

    Derived operator()(const DifferenceStep& step) const {
        const ItemValue& minuend = value(step.minuend);
        const ItemValue& subtrahend = value(step.subtrahend);
        if (const auto state = state_of_parts({&minuend, &subtrahend})) return of_state(*state);
        return known(minuend.number - subtrahend.number);
    }

    Derived operator()(const CountStep& step) const {
        const auto count = selected(step.selector);
        if (!count) return of_state(AnswerState::not_applicable);
        return range({count->low, count->high});
    }

    Derived operator()(const ShareStep& step) const {
        const auto part = selected(step.part);
        const auto of = selected(step.of);
        if (!part || !of) return of_state(AnswerState::not_applicable);
        const auto share = share_of(*part, *of);
        return share ? range(*share) : divided_by_zero(0);
    }

    Derived operator()(const FirstStep& step) const {
        for (const FirstStep::Case& entry : step.cases) {
            const Truth holds = entry.when ? truth_of(program_, evaluation_, *entry.when) : Truth::yes;
            if (holds == Truth::unknown) return of_state(AnswerState::missing);
            if (holds == Truth::yes) return {AnswerState::known, entry.value, entry.chosen, {}, {}};
        }
        return of_state(AnswerState::missing);
    }

  private:
    const ItemValue& value(ItemIndex index) const { return evaluation_.items[index.value]; }

    std::optional<SelectionCount> selected(SelectorIndex selector) const {
        return count_selected(program_, evaluation_, program_.selectors[selector.value]);
    }

    /// What keeps a value from being computed: a part that is not applicable, else one that is missing.
    static std::optional<AnswerState> state_of_parts(std::initializer_list<const ItemValue*> parts) {
        const auto any = [&](AnswerState state) {
            return std::ranges::any_of(parts, [&](const ItemValue* part) { return part->state == state; });
        };
        if (any(AnswerState::not_applicable)) return AnswerState::not_applicable;
        if (any(AnswerState::missing)) return AnswerState::missing;
        return std::nullopt;
    }

    /// 0/0 says nothing about the enterprise, so it is not applicable where the item may be; else no value is
    /// possible.
    Derived divided_by_zero(double dividend) const {
        if (is_zero(dividend) && item_.not_applicable_allowed) return of_state(AnswerState::not_applicable);
        return failed(Finding::Kind::derived_division_by_zero);
    }

    static Derived range(const Interval& interval) {
        if (interval.low == interval.high) return known(interval.low);
        Derived open = of_state(AnswerState::missing);
        open.possible = interval;
        return open;
    }

    const Program& program_;
    const Evaluation& evaluation_;
    const CompiledItem& item_;
};

}  // namespace

Derived derive(const Program& program, const Evaluation& evaluation, const CompiledItem& item) {
    Derived derived = std::visit(Deriver(program, evaluation, item), item.derivation);
    if (derived.state != AnswerState::known || item.type != AnswerType::number) return derived;
    const Range range = number_range(item.range);
    if (derived.number < range.low - tolerance || derived.number > range.high + tolerance)
        derived.problem = Finding::Kind::derived_out_of_range;
    else
        derived.number = std::clamp(derived.number, range.low, range.high);
    return derived;
}

}  // namespace tidu
