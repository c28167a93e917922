// SPDX-License-Identifier: Apache-2.0
// Columns of the fast path: which items differ from row to row, and what the table holds of them.
#include <algorithm>
#include <cmath>

#include "fast_planner.h"
#include "tidu/system/number_range.h"
#include "tidu/text/number.h"
#include "tidu/text/overloaded.h"

namespace tidu {

/// A score is printed with as many digits as its threshold has: a row that gives one of its own is rare, and
/// the plain path's.
void FastPlanner::find_thresholds() {
    is_threshold_.assign(program_.items.size(), false);
    for (const CompiledCondition& condition : program_.conditions) {
        if (condition.kind != ConditionKind::score && condition.kind != ConditionKind::percent) continue;
        for (std::uint32_t position = 0; position < condition.comparisons.count; ++position) {
            const auto& item = program_.comparisons[condition.comparisons.first + position].operand.item;
            if (!item || program_[*item].type != AnswerType::number) continue;
            is_threshold_[item->value] = base_[item->value].state == AnswerState::known;
        }
    }
}

/// Items in the order of dependence, so that a derived one knows of its parts.
void FastPlanner::find_varying_items() {
    varies_.assign(program_.items.size(), false);
    is_derived_.assign(program_.items.size(), false);
    for (const Definition& definition : program_.order) {
        const auto* item = std::get_if<ItemIndex>(&definition);
        if (!item) continue;
        is_derived_[item->value] = varies(program_[*item].derivation);
        varies_[item->value] = (has_column(*item) && !is_threshold_[item->value]) || is_derived_[item->value];
    }
}

/// What the kernel computes with or holds against another number, whether the table has it or not.
void FastPlanner::find_parts() {
    is_part_.assign(program_.items.size(), false);
    const auto mark = [&](ItemIndex part) { is_part_[part.value] = true; };
    for (std::size_t item = 0; item < program_.items.size(); ++item) {
        if (!is_derived_[item]) continue;
        std::visit(Overloaded{[&](const PercentStep& step) { mark(step.part), mark(step.whole); },
                              [&](const ChangeStep& step) { mark(step.after), mark(step.before); },
                              [&](const DifferenceStep& step) { mark(step.minuend), mark(step.subtrahend); },
                              [&](const SumStep& step) {
                                  for (const auto& [term, factor] : step.terms)
                                      mark(term);
                              },
                              [](const auto&) {}},
                   program_.items[item].derivation);
    }
    for (const CompiledCondition& condition : program_.conditions)
        for (std::uint32_t position = 0; position < condition.comparisons.count; ++position) {
            const auto& operand = program_.comparisons[condition.comparisons.first + position].operand;
            if (!operand.item || !varies_[operand.item->value]) continue;
            if (condition.kind == ConditionKind::answer_compare) mark({condition.subject});
        }
    for (const CompiledComparison& comparison : program_.comparisons) {
        const auto& item = comparison.operand.item;
        if (!item) continue;
        const bool is_given = is_threshold_[item->value] && has_column(*item);
        if (is_given || base_[item->value].state == AnswerState::missing) mark(*item);
    }
}

/// Where no part of a rate can be known, the plain path finds it missing in every row.
bool FastPlanner::varies(const CompiledDerivation& derivation) const {
    const auto either = [&](ItemIndex one, ItemIndex other) {
        return varies_[one.value] || varies_[other.value];
    };
    return std::visit(
        Overloaded{[](const std::monostate&) { return false; },
                   [&](const PercentStep& step) { return either(step.part, step.whole); },
                   [&](const ChangeStep& step) { return either(step.after, step.before); },
                   [&](const DifferenceStep& step) { return either(step.minuend, step.subtrahend); },
                   [&](const SumStep& step) {
                       return std::ranges::any_of(
                           step.terms, [&](const auto& term) { return bool(varies_[term.first.value]); });
                   },
                   [](const auto&) { return true; }},
        derivation);
}

/// Binding asks for it; a derived one is asked for by the kernel of score.
bool FastPlanner::is_required(ItemIndex item) const {
    const Outline::ItemEntry& entry = (*program_.outline)[item];
    return entry.input && entry.input->required && !entry.item->derive;
}

void FastPlanner::lay_out_columns() {
    sources_.resize(program_.items.size());
    for (std::uint32_t number = 0; number < program_.items.size(); ++number) {
        const ItemIndex item{number};
        const AnswerType type = program_[item].type;
        if (type == AnswerType::number && (varies_[number] || is_part_[number]))
            add_number_column(item);
        else if (type == AnswerType::multi && varies_[number])
            add_multi_column(item);
        else
            add_class_column(item);
    }
}

void FastPlanner::add_class_column(ItemIndex item) {
    sources_[item.value] = {FastSource::classes, static_cast<std::uint32_t>(plan_->class_columns_.size())};
    FastClassColumn column;
    column.present = has_column(item) ? 1 : 0;
    column.reads_reasons = reads_reasons(item) ? 1 : 0;
    column.field = fields_[item.value].value_or(0);
    plan_->class_columns_.push_back(column);
}

void FastPlanner::add_number_column(ItemIndex item) {
    sources_[item.value] = {FastSource::number, static_cast<std::uint32_t>(plan_->number_columns_.size())};
    const Answer& base = base_[item.value];
    const auto& range = program_[item].range;
    FastNumberColumn column;
    column.present = has_column(item) ? 1 : 0;
    column.field = fields_[item.value].value_or(0);
    column.na_refused = 0;
    column.reads_reasons = reads_reasons(item) ? 1 : 0;
    column.has_default = base.state == AnswerState::known ? 1 : 0;
    column.default_value = base.number;
    column.empty_refused = is_required(item) && base.state == AnswerState::missing ? 1 : 0;
    column.given_refused = is_threshold_[item.value] ? 1 : 0;
    column.takes_percent_sign = takes_percent_sign(item) ? 1 : 0;
    column.low = number_range(range).low;
    column.high = number_range(range).high;
    column.open_low = range ? range->low : -HUGE_VAL;
    column.open_high = range ? range->high : HUGE_VAL;
    // A default would give way to a derived value, and a known number does not.
    const bool gives_way = column.has_default != 0 && is_derived_[item.value];
    if (gives_way || base.state == AnswerState::not_applicable) fits_ = false;
    plan_->number_columns_.push_back(column);
}

/// Where no option is called so.
bool FastPlanner::reads_reasons(ItemIndex item) const {
    const auto& options = (*program_.outline)[item].item->options;
    return std::ranges::none_of(options, [](const Option& option) {
        return parse_not_applicable(option.id.text) || parse_not_applicable(option.text.zh) ||
               parse_not_applicable(option.text.en);
    });
}

bool FastPlanner::takes_percent_sign(ItemIndex item) const {
    const auto& range = program_[item].range;
    const double number = range ? std::clamp(1.0, range->low, range->high) : 1;
    const Understanding understood = binder_.reader(item).understand(format_number(number) + "%");
    return !understood.problem && understood.answer.number == number;
}

void FastPlanner::add_multi_column(ItemIndex item) {
    sources_[item.value] = {FastSource::multi, static_cast<std::uint32_t>(plan_->multi_columns_.size())};
    const Answer& base = base_[item.value];
    FastMultiColumn column;
    column.field = fields_[item.value].value_or(0);
    column.na_refused = 0;
    column.reads_reasons = reads_reasons(item) ? 1 : 0;
    column.option_count = program_[item].option_count;
    column.has_default = base.state == AnswerState::known ? 1 : 0;
    column.default_chosen = static_cast<std::uint16_t>(base.chosen);
    const auto& options = (*program_.outline)[item].item->options;
    for (std::size_t option = 0; option < options.size(); ++option)
        if (options[option].exclusive) column.exclusive |= static_cast<std::uint16_t>(1u << option);
    if (is_derived_[item.value] || is_required(item) || base.state == AnswerState::not_applicable)
        fits_ = false;
    plan_->multi_columns_.push_back(column);
    add_multi_words(item);
}

}  // namespace tidu
