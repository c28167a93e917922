// SPDX-License-Identifier: Apache-2.0
// What enters a group from its children, for each aspect of its value. Shared by the kernel and the gaps.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "tidu/score/evaluation.h"
#include "tidu/score/program.h"

namespace tidu {

/// The values of a node that are made from the same values of its children.
enum class Aspect { score, maximum, minimum, low, high, open_maximum, open_minimum };

using NodeValues = std::span<const NodeValue>;
using Scratch = std::vector<Evaluation::WeightedValue>;

/// A value of a child as its parent takes it: as it is, or normalised between the child's own ends.
/// nullopt: the ends coincide (or the maximum is not above 0), so that it cannot be normalised.
std::optional<double> entering_value(Normalise normalise, double value, double minimum, double maximum);

/// Aggregate of one aspect over the children that count for it. nullopt: none does. `scratch` is overwritten.
std::optional<double> aggregate_children(const CompiledNode& group, NodeValues nodes, Aspect aspect,
                                         Scratch& scratch);

/// Enough of the applicable weight has a known value, as `present` asks (a group counts where it has a
/// score).
bool is_present(const Program& program, const CompiledNode& group, NodeValues nodes);

/// Sets what a group counts: score, maximum and minimum, from children whose weights are set.
void score_group(const Program& program, NodeIndex group, std::span<NodeValue> nodes, Scratch& scratch);

}  // namespace tidu
