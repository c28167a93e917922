// SPDX-License-Identifier: Apache-2.0
// The index of growth rates: every indicator's symmetric rate, averaged within the fields, chained from 100.
// Source: the National Bureau of Statistics' China Innovation Index (facts 6.10.2).
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "tidu/survey/index_tree.h"

namespace tidu::survey {

/// One year of one unit. Fields are the children of the root.
struct GrowthYear {
    std::vector<std::optional<double>> fields;  ///< index of each field, base year = 100
    /// Weighted arithmetic mean of the fields that have an index; absent below the root's `present`.
    std::optional<double> total;
};

/// Indices of consecutive years of one unit, the first = 100. A field whose figures are missing by more than
/// a third of their weight has no index from that year on. `lower_is_better` is by node.
std::vector<GrowthYear> grow_fields(const IndexTree& tree, std::span<const IndexUnit* const> years,
                                    std::span<const char> lower_is_better);

}  // namespace tidu::survey
