// SPDX-License-Identifier: Apache-2.0
// How the values of children make the value of their parent. One family of functions for every aspect of a
// node.
#pragma once

#include <optional>
#include <span>

#include "tidu/score/evaluation.h"
#include "tidu/system/system.h"

namespace tidu {

/// Aggregate of the children that count, in file order; all weights are positive. nullopt: no child counts.
/// Source: spec section 2.4-2.5; staged by GB/T 39117, mpi by Mazziotta and Pareto (2013).
std::optional<double> aggregate(const Aggregate& rule, std::span<const Evaluation::WeightedValue> children);

}  // namespace tidu
