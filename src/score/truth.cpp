// SPDX-License-Identifier: Apache-2.0
// Truth of conditions (spec section 1, conditions): single ones hold against every value that the open
// answers allow, groups follow Kleene and leave out what is not applicable.
#include <algorithm>
#include <cmath>

#include "selection.h"
#include "tidu/score/evaluate.h"
#include "tidu/text/number.h"

namespace tidu {
namespace {

class Judge {
  public:
    Judge(const Program& program, const Evaluation& evaluation)
        : program_(program), evaluation_(evaluation) {}

    Truth judge(ConditionIndex index) const {
        const CompiledCondition& condition = program_[index];
        switch (condition.kind) {
            case ConditionKind::score:
                return judge_score(condition);
            case ConditionKind::percent:
                return judge_percent(condition);
            case ConditionKind::answer_compare:
                return judge_answer(condition);
            case ConditionKind::answer_in:
                return judge_membership(condition);
            case ConditionKind::answer_includes:
                return judge_inclusion(condition);
            case ConditionKind::evidence:
                return judge_evidence(condition);
            case ConditionKind::check:
                return evaluation_.checks[condition.subject];
            case ConditionKind::count:
                return judge_count(condition);
            case ConditionKind::share:
                return judge_share(condition);
            case ConditionKind::level:
                return judge_level(condition);
            case ConditionKind::all:
                return judge_group(condition, Truth::no, Truth::yes);
            case ConditionKind::any:
                return judge_group(condition, Truth::yes, Truth::no);
            case ConditionKind::negation:
                return judge_negation(condition);
        }
        return Truth::unknown;
    }

  private:
    const ItemValue& item(std::uint32_t number) const { return evaluation_.items[number]; }

    /// All comparisons of a condition against the range its subject may take.
    Truth compare_all(const CompiledCondition& condition, const Interval& present) const {
        Truth all = Truth::yes;
        for (std::uint32_t position = 0; position < condition.comparisons.count; ++position) {
            const CompiledComparison& comparison =
                program_.comparisons[condition.comparisons.first + position];
            const auto needed = operand_range(evaluation_, comparison.operand);
            if (!needed) return Truth::not_applicable;
            const Truth one = compare(present, comparison.comparator, *needed);
            if (one == Truth::no || all == Truth::no)
                all = Truth::no;
            else if (one == Truth::unknown)
                all = Truth::unknown;
        }
        return all;
    }

    Truth judge_score(const CompiledCondition& condition) const {
        const NodeValue& node = evaluation_.nodes[condition.subject];
        if (node.state == NodeState::not_applicable || !node.has_bounds) return Truth::not_applicable;
        return compare_all(condition, {node.low, node.high});
    }

    Truth judge_percent(const CompiledCondition& condition) const {
        const NodeValue& node = evaluation_.nodes[condition.subject];
        if (node.state == NodeState::not_applicable || !node.has_bounds || node.open_maximum <= 0)
            return Truth::not_applicable;
        return compare_all(condition,
                           {100 * node.low / node.open_maximum, 100 * node.high / node.open_maximum});
    }

    Truth judge_answer(const CompiledCondition& condition) const {
        const ItemValue& value = item(condition.subject);
        if (value.state == AnswerState::not_applicable) return Truth::not_applicable;
        return compare_all(condition, value.possible);
    }

    /// Whether one value is among those listed. Numbers within the tolerance are equal.
    Truth is_listed(const CompiledCondition& condition, const Interval& value) const {
        Truth any = Truth::no;
        for (std::uint32_t position = 0; position < condition.operands.count; ++position) {
            const auto listed =
                operand_range(evaluation_, program_.operands[condition.operands.first + position]);
            if (!listed) return Truth::not_applicable;
            if (value.high < listed->low - tolerance || value.low > listed->high + tolerance) continue;
            const bool certain =
                value.high <= listed->low + tolerance && value.low >= listed->high - tolerance;
            if (certain) return Truth::yes;
            any = Truth::unknown;
        }
        return any;
    }

    Truth judge_membership(const CompiledCondition& condition) const {
        const ItemValue& value = item(condition.subject);
        if (value.state == AnswerState::not_applicable) return Truth::not_applicable;
        const CompiledItem& subject = program_.items[condition.subject];
        if (value.state == AnswerState::known || subject.type == AnswerType::number)
            return is_listed(condition, value.possible);
        return judge_open_membership(condition, subject);
    }

    /// An open choice or yes/no: certain only when all of its possible answers agree.
    Truth judge_open_membership(const CompiledCondition& condition, const CompiledItem& subject) const {
        const std::uint32_t answers = subject.type == AnswerType::yesno ? 2 : subject.option_count;
        bool some_yes = false;
        bool some_no = false;
        for (std::uint32_t answer = 0; answer < answers; ++answer) {
            if (subject.type != AnswerType::yesno && answer < 64 && !(subject.answerable >> answer & 1))
                continue;
            const Truth listed = is_listed(condition, {double(answer), double(answer)});
            if (listed == Truth::not_applicable) return listed;
            some_yes |= listed != Truth::no;
            some_no |= listed != Truth::yes;
        }
        if (some_yes && some_no) return Truth::unknown;
        return some_yes ? Truth::yes : Truth::no;
    }

    Truth judge_inclusion(const CompiledCondition& condition) const {
        const ItemValue& value = item(condition.subject);
        if (value.state == AnswerState::not_applicable) return Truth::not_applicable;
        if (value.state == AnswerState::missing) return Truth::unknown;
        return value.chosen >> condition.other & 1 ? Truth::yes : Truth::no;
    }

    Truth judge_evidence(const CompiledCondition& condition) const {
        const ItemValue& value = item(condition.subject);
        if (value.state == AnswerState::not_applicable) return Truth::not_applicable;
        const double named = value.evidence_count;
        // An answer still to come may bring any number of proofs.
        const bool open = value.state == AnswerState::missing;
        return compare_all(condition, {named, open ? HUGE_VAL : named});
    }

    Truth judge_count(const CompiledCondition& condition) const {
        const auto count = count_selected(program_, evaluation_, program_.selectors[condition.subject]);
        if (!count) return Truth::not_applicable;
        if (!condition.every) return compare_all(condition, {count->low, count->high});
        if (count->applicable == 0) return Truth::not_applicable;
        if (count->low == count->applicable) return Truth::yes;
        return count->high < count->applicable ? Truth::no : Truth::unknown;
    }

    Truth judge_share(const CompiledCondition& condition) const {
        const auto part = count_selected(program_, evaluation_, program_.selectors[condition.subject]);
        const auto of = count_selected(program_, evaluation_, program_.selectors[condition.other]);
        if (!part || !of) return Truth::not_applicable;
        const auto share = share_of(*part, *of);
        return share ? compare_all(condition, *share) : Truth::not_applicable;
    }

    Truth judge_level(const CompiledCondition& condition) const {
        const LadderValue& ladder = evaluation_.ladders[condition.subject];
        if (ladder.state == LadderState::not_applicable) return Truth::not_applicable;
        if (ladder.state == LadderState::unknown) return Truth::unknown;
        if (ladder.level >= condition.other) return Truth::yes;
        return ladder.possible < condition.other ? Truth::no : Truth::unknown;
    }

    /// Kleene's `all` (decided by a no) and `any` (decided by a yes).
    Truth judge_group(const CompiledCondition& condition, Truth deciding, Truth otherwise) const {
        Truth group = Truth::not_applicable;
        for (std::uint32_t position = 0; position < condition.parts.count; ++position) {
            const Truth part = judge(program_.condition_parts[condition.parts.first + position]);
            if (part == deciding) return deciding;
            if (part == Truth::unknown)
                group = Truth::unknown;
            else if (part == otherwise && group == Truth::not_applicable)
                group = otherwise;
        }
        return group;
    }

    Truth judge_negation(const CompiledCondition& condition) const {
        const Truth part = judge(program_.condition_parts[condition.parts.first]);
        if (part == Truth::yes) return Truth::no;
        return part == Truth::no ? Truth::yes : part;
    }

    const Program& program_;
    const Evaluation& evaluation_;
};

}  // namespace

Truth truth_of(const Program& program, const Evaluation& evaluation, ConditionIndex condition) {
    return Judge(program, evaluation).judge(condition);
}

}  // namespace tidu
