// SPDX-License-Identifier: Apache-2.0
// Cutting keeps `at_least` and `below` right as soon as the threshold itself can be written; only a value
// just above the threshold of `above` or `at_most` may need more decimals to be seen above it.
#include "tidu/result/digits.h"

#include <algorithm>
#include <cmath>

#include "tidu/text/number.h"

namespace tidu {
namespace {

constexpr int most_digits = 9;  // a billionth is the tolerance of every comparison

bool is_cut_to(double value, double threshold, int digits) {
    const double scale = std::pow(10.0, digits);
    return std::floor((value + tolerance) * scale) == std::floor((threshold + tolerance) * scale);
}

}  // namespace

int digits_against(double value, Comparator comparator, double threshold, int digits) {
    digits = std::max(digits, decimals_of(threshold));
    const bool tells_above = comparator == Comparator::above || comparator == Comparator::at_most;
    if (!tells_above || value <= threshold + tolerance) return std::min(digits, most_digits);
    while (digits < most_digits && is_cut_to(value, threshold, digits))
        ++digits;
    return std::min(digits, most_digits);
}

int digits_on_scale(double maximum, int digits) {
    constexpr double small_scale = 10;
    return maximum <= small_scale ? std::min(digits + 1, most_digits) : digits;
}

ScoreDigits::ScoreDigits(const Program& program)
    : scores_(program.nodes.size()), percents_(program.nodes.size()) {
    for (const CompiledCondition& condition : program.conditions) {
        const bool is_score = condition.kind == ConditionKind::score;
        if (!is_score && condition.kind != ConditionKind::percent) continue;
        Thresholds& thresholds = (is_score ? scores_ : percents_)[condition.subject];
        for (std::uint32_t position = 0; position < condition.comparisons.count; ++position)
            add(program.comparisons[condition.comparisons.first + position], thresholds);
    }
}

void ScoreDigits::add(const CompiledComparison& comparison, Thresholds& thresholds) {
    const bool tells_above =
        comparison.comparator == Comparator::above || comparison.comparator == Comparator::at_most;
    if (comparison.operand.item || tells_above)
        thresholds.telling.push_back(comparison);
    else
        thresholds.decimals = std::max(thresholds.decimals, decimals_of(comparison.operand.number));
}

int ScoreDigits::of_score(NodeIndex node, double value, std::span<const ItemValue> items, int digits) const {
    return needed(scores_[node.value], value, items, digits);
}

int ScoreDigits::of_percent(NodeIndex node, double value, std::span<const ItemValue> items,
                            int digits) const {
    return needed(percents_[node.value], value, items, digits);
}

int ScoreDigits::needed(const Thresholds& thresholds, double value, std::span<const ItemValue> items,
                        int digits) {
    digits = std::max(digits, thresholds.decimals);
    for (const CompiledComparison& threshold : thresholds.telling) {
        const std::optional<ItemIndex> item = threshold.operand.item;
        if (item && (item->value >= items.size() || items[item->value].state != AnswerState::known)) continue;
        const double limit = item ? items[item->value].number : threshold.operand.number;
        digits = digits_against(value, threshold.comparator, limit, digits);
    }
    return digits;
}

}  // namespace tidu
