// SPDX-License-Identifier: Apache-2.0
#include "selection.h"

#include <algorithm>

#include "tidu/text/number.h"

namespace tidu {
namespace {

Truth at_least(const Interval& present, const Interval& needed) {
    if (present.low >= needed.high - tolerance) return Truth::yes;
    return present.high >= needed.low - tolerance ? Truth::unknown : Truth::no;
}

Truth at_most(const Interval& present, const Interval& needed) {
    if (present.high <= needed.low + tolerance) return Truth::yes;
    return present.low <= needed.high + tolerance ? Truth::unknown : Truth::no;
}

Truth opposite(Truth truth) {
    if (truth == Truth::yes) return Truth::no;
    return truth == Truth::no ? Truth::yes : truth;
}

void tally(Truth truth, SelectionCount& count) {
    if (truth == Truth::not_applicable) return;
    count.applicable += 1;
    if (truth == Truth::yes) count.low += 1;
    if (truth != Truth::no) count.high += 1;
}

}  // namespace

Truth compare(const Interval& present, Comparator comparator, const Interval& needed) {
    switch (comparator) {
        case Comparator::at_least:
            return at_least(present, needed);
        case Comparator::below:
            return opposite(at_least(present, needed));
        case Comparator::at_most:
            return at_most(present, needed);
        case Comparator::above:
            return opposite(at_most(present, needed));
    }
    return Truth::unknown;
}

std::optional<Interval> operand_range(const Evaluation& evaluation, const CompiledOperand& operand) {
    if (!operand.item) return Interval{operand.number, operand.number};
    const ItemValue& value = evaluation.items[operand.item->value];
    if (value.state == AnswerState::not_applicable) return std::nullopt;
    return value.possible;
}

std::optional<SelectionCount> count_selected(const Program& program, const Evaluation& evaluation,
                                             const CompiledSelector& selector) {
    const auto threshold = operand_range(evaluation, selector.scoring);
    if (!threshold) return std::nullopt;
    SelectionCount count;
    for (const NodeIndex leaf : selector.leaves) {
        const NodeValue& value = evaluation.nodes[leaf.value];
        if (!value.applicable) continue;
        if (!selector.by_score) {
            tally(Truth::yes, count);
            continue;
        }
        const double best = program[leaf].score.best;
        const Interval needed = selector.best ? Interval{best, best} : *threshold;
        tally(compare({value.low, value.high}, Comparator::at_least, needed), count);
    }
    for (const CheckIndex check : selector.checks) {
        const Truth truth = evaluation.checks[check.value];
        tally(selector.every && truth != Truth::not_applicable ? Truth::yes : truth, count);
    }
    return count;
}

std::optional<Interval> share_of(const SelectionCount& part, const SelectionCount& of) {
    if (of.high == 0) return std::nullopt;
    const double low = part.low / of.high;
    if (of.low == 0) return Interval{low, part.high == 0 ? 0.0 : 1.0};
    return Interval{low, std::min(1.0, part.high / of.low)};
}

}  // namespace tidu
