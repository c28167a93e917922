// SPDX-License-Identifier: Apache-2.0
// Derived values: what an item is worth when it is computed from others.
#pragma once

#include <optional>

#include "tidu/score/evaluation.h"
#include "tidu/score/program.h"

namespace tidu {

/// A derived value with its state; `problem` is set where the values allow none.
struct Derived {
    AnswerState state = AnswerState::missing;
    double number = 0;
    std::uint64_t chosen = 0;
    std::optional<Interval> possible;  ///< of a missing count or share: narrower than the item's range
    std::optional<Finding::Kind> problem;
};

/// Spec section 1, derived values. The item has a derivation and all it refers to is evaluated.
Derived derive(const Program& program, const Evaluation& evaluation, const CompiledItem& item);

}  // namespace tidu
