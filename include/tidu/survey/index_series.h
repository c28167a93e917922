// SPDX-License-Identifier: Apache-2.0
// An index over years: base year = 100, links where the indicator set changes, and the index of growth rates.
#pragma once

#include <optional>
#include <span>
#include <vector>

namespace tidu::survey {

/// 100 value / base; nullopt where either is unknown or the base is 0.
std::optional<double> relative_index(std::optional<double> value, std::optional<double> base);

/// What scores of a new indicator set are multiplied by so that they go on from the old one:
/// CI_t(old)/CI_t(new) in the year in which both were computed. nullopt where either is unknown or the new
/// one is 0.
std::optional<double> link_factor(std::optional<double> old_score, std::optional<double> new_score);

/// Symmetric growth rate in per cent, 200 (x1 - x0)/(x1 + x0); nullopt where a figure is below 0 or both are
/// 0. For an indicator that is better when lower the sign turns, which is the rate of 1/x.
std::optional<double> symmetric_growth(double before, double after, bool lower_is_better = false);

/// One year's step of a growth index: I (200 + g)/(200 - g).
/// Source: the National Bureau of Statistics' China Innovation Index (facts 6.10.2).
double grow_index(double index, double growth);

/// Weighted mean of the growth rates that are known; nullopt where their weight is below `least_present` of
/// all.
std::optional<double> mean_growth(std::span<const double> weights,
                                  std::span<const std::optional<double>> growth,
                                  double least_present = 2.0 / 3);

}  // namespace tidu::survey
