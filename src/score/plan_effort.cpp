// SPDX-License-Identifier: Apache-2.0
#include "plan_effort.h"

#include <algorithm>
#include <cmath>

namespace tidu {
namespace {

constexpr double default_of_best = 100;

double whole_units(double effort) {
    return std::floor(effort + 0.5);
}

}  // namespace

double counted_effort(double effort) {
    return std::nearbyint(effort * 10) / 10;
}

ItemEffort::ItemEffort(const Program& program, ItemIndex item, std::span<const EffortOverride> overrides)
    : compiled_(program[item]), item_(*(*program.outline)[item].item) {
    if (compiled_.node) score_ = &program[*compiled_.node].score;
    options_.resize(compiled_.type == AnswerType::yesno ? 2 : item_.options.size());
    for (std::size_t option = 0; option < item_.options.size(); ++option)
        options_[option] = item_.options[option].effort;
    if (compiled_.type == AnswerType::number) whole_ = item_.effort_per_unit;
    for (const EffortOverride& entry : overrides) {
        if (entry.item != item) continue;
        if (entry.option) {
            options_[*entry.option] = entry.effort;
        } else {
            whole_ = entry.effort;
            if (compiled_.type != AnswerType::number) std::ranges::fill(options_, std::nullopt);
        }
    }
    stated_by_option_ = std::ranges::any_of(options_, [](const auto& effort) { return effort.has_value(); });
    stated_ = whole_ || stated_by_option_;
}

double ItemEffort::share_of_points(double points) const {
    return score_->best > score_->worst ? (points - score_->worst) / (score_->best - score_->worst) : 0;
}

double ItemEffort::default_of_option(std::uint32_t option) const {
    const bool is_multi = compiled_.type == AnswerType::multi;
    const auto count = static_cast<double>(options_.size());
    const bool by_position = !score_ || score_->rule == LeafScore::Rule::multi_count;
    if (by_position) return is_multi ? 1 / count : count > 1 ? option / (count - 1) : 0;
    const double points = score_->options[option];
    if (!is_multi) return share_of_points(points);
    return score_->best > 0 ? std::max(0.0, points / score_->best) : 0;
}

double ItemEffort::of_option(std::uint32_t option) const {
    if (options_[option]) return *options_[option];
    if (stated_by_option_) return 0;  // beside options that say what they cost
    if (whole_) return *whole_ * default_of_option(option);
    return whole_units(default_of_best * default_of_option(option));
}

double ItemEffort::of_number(double from, double to, double points_from, double points_to) const {
    if (from == to) return 0;
    if (whole_) return *whole_ * std::abs(to - from);
    double share = 0;
    if (score_)
        share = share_of_points(points_to) - share_of_points(points_from);
    else if (compiled_.range && compiled_.range->high > compiled_.range->low)
        share = std::abs(to - from) / (compiled_.range->high - compiled_.range->low);
    return std::max(1.0, whole_units(default_of_best * share));
}

}  // namespace tidu
