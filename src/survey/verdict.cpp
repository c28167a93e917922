// SPDX-License-Identifier: Apache-2.0
// Three-way verdicts on targets. What `targets` prints.
#include "tidu/survey/verdict.h"

#include <algorithm>
#include <array>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <numeric>

namespace tidu::survey {

std::string_view verdict_name(TargetVerdict verdict) {
    constexpr std::array<std::string_view, 3> names = {"met", "not_met", "not_decided"};
    return names[static_cast<std::size_t>(verdict)];
}

TargetVerdict judge_share(const ConfidenceInterval& interval, double target) {
    constexpr double tolerance = 1e-9;  // as in every comparison with a threshold (spec section 2.7)
    if (interval.lower >= target - tolerance) return TargetVerdict::met;
    if (interval.upper < target - tolerance) return TargetVerdict::not_met;
    return TargetVerdict::not_decided;
}

TargetGap gap_to_target(double share, const ConfidenceInterval& interval, double target, double population) {
    constexpr double tolerance = 1e-9;
    const double needed = std::ceil(target * population - tolerance * std::max(1.0, population));
    return {needed - population * share, needed - population * interval.upper,
            needed - population * interval.lower};
}

double target_p_value(double share, double target, double effective_size) {
    const double spread = target * (1 - target);
    if (spread <= 0) return 1;
    if (std::isinf(effective_size)) return share == target ? 1 : 0;
    const double z = std::abs(share - target) / std::sqrt(spread / effective_size);
    return 2 * boost::math::cdf(boost::math::complement(boost::math::normal(), z));
}

std::vector<char> holm_significant(std::span<const double> p_values, double alpha) {
    std::vector<std::size_t> order(p_values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return p_values[a] < p_values[b]; });
    std::vector<char> significant(p_values.size());
    for (std::size_t rank = 0; rank < order.size(); ++rank) {
        if (p_values[order[rank]] > alpha / static_cast<double>(order.size() - rank)) break;
        significant[order[rank]] = 1;
    }
    return significant;
}

double linear_path(double baseline, int baseline_year, double target, int target_year, int year) {
    if (year >= target_year) return target;
    if (year <= baseline_year) return baseline;
    return baseline + (target - baseline) * (year - baseline_year) / (target_year - baseline_year);
}

}  // namespace tidu::survey
