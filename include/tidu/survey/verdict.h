// SPDX-License-Identifier: Apache-2.0
// An estimate against a policy target: met, not met, or not decided.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "tidu/survey/interval.h"

namespace tidu::survey {

enum class TargetVerdict { met, not_met, not_decided };

/// `met`, `not_met`, `not_decided`
std::string_view verdict_name(TargetVerdict verdict);

/// L >= T is met, U < T is not met, else not decided (facts 6.6). The interval shown is the one judged.
TargetVerdict judge_share(const ConfidenceInterval& interval, double target);

/// Enterprises missing to a target share: ceil(T N) - N p, negative where there is a surplus, with the limits
/// of p carried over (`lower` belongs to the upper limit of p).
struct TargetGap {
    double gap = 0;
    double lower = 0;
    double upper = 0;
};
TargetGap gap_to_target(double share, const ConfidenceInterval& interval, double target, double population);

/// Two-sided p-value of z = (p - T)/sqrt(T(1-T)/n_eff). 1 where the target is 0 or 1.
double target_p_value(double share, double target, double effective_size);

/// Holm's step-down: which of several p-values stay significant at `alpha` together. In the order given.
std::vector<char> holm_significant(std::span<const double> p_values, double alpha);

/// The straight way from a baseline to a target, for the year's light; the first year has the baseline, the
/// last the target. Outside it stays flat.
double linear_path(double baseline, int baseline_year, double target, int target_year, int year);

}  // namespace tidu::survey
