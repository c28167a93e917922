// SPDX-License-Identifier: Apache-2.0
// Other ways than the system's own to bring figures to one scale: alternatives for the robustness of an
// index.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "tidu/survey/index_tree.h"

namespace tidu::survey {

enum class Normalisation : std::uint8_t {
    own,     ///< the system's scoring rules
    minmax,  ///< 100 (x - lo)/(hi - lo), lo and hi the extremes of the base year
    zscore,  ///< 100 + 10 (x - m)/sd, mean and population deviation of the base year
};

/// Leaf scores that stand in for the units' own. Shape: `scores` has one row per unit with one entry per
/// node. Empty: the units' own.
struct NormalisedLeaves {
    std::vector<std::vector<double>> scores;
    /// By node: spread of these scores over the units against that of their own, which standard errors in
    /// points are multiplied by.
    std::vector<double> error_scale;

    bool is_own() const { return scores.empty(); }
};

/// Scores the leaves of `units` anew, with the parameters of `base` (the units of the base year; facts
/// 6.10.2), ends swapped where lower is better. A leaf whose figures are no numbers is taken by its own
/// scores; one that does not vary in the base year keeps them. `lower_is_better` is by node.
NormalisedLeaves normalise_leaves(const IndexTree& tree, std::span<const IndexUnit> base,
                                  std::span<const IndexUnit> units, std::span<const char> lower_is_better,
                                  Normalisation normalisation);

}  // namespace tidu::survey
