// SPDX-License-Identifier: Apache-2.0
// Counts over leaves and checks: how many surely count, and how many still may.
#pragma once

#include <optional>

#include "tidu/score/evaluation.h"
#include "tidu/score/program.h"

namespace tidu {

struct SelectionCount {
    double low = 0;         ///< count for certain
    double high = 0;        ///< may count once every open answer is given
    double applicable = 0;  ///< leaves and checks that apply at all
};

/// nullopt: the threshold of the selector is itself not applicable.
std::optional<SelectionCount> count_selected(const Program& program, const Evaluation& evaluation,
                                             const CompiledSelector& selector);

/// Share of `part` in `of` as the range it may take; nullopt when nothing of `of` may count (spec section 1,
/// conditions).
std::optional<Interval> share_of(const SelectionCount& part, const SelectionCount& of);

/// The value of an operand as the range it may take; nullopt: its item is not applicable.
std::optional<Interval> operand_range(const Evaluation& evaluation, const CompiledOperand& operand);

/// Three-valued comparison of two ranges, with the tolerance of spec 2.7.
Truth compare(const Interval& present, Comparator comparator, const Interval& needed);

}  // namespace tidu
