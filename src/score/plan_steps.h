// SPDX-License-Identifier: Apache-2.0
// The order of a plan's steps, and what each does.
#pragma once

#include <vector>

#include "tidu/score/plan.h"

namespace tidu {

/// Orders the changes from `before` to `after` and re-scores after each. `changes` has item, answer and
/// effort. Quick wins come first: what alone brings most points and requirements for its effort, as long as
/// that is more than the whole plan brings on average; then the rest, by the same measure.
std::vector<PlanStep> order_steps(const Program& program, std::span<const Answer> answers,
                                  const Evaluation& before, LadderIndex ladder, Rung target,
                                  const EvaluateOptions& options, std::vector<PlanStep> changes);

}  // namespace tidu
