// SPDX-License-Identifier: Apache-2.0
// Which of several cheapest plans is shown.
#pragma once

#include "plan_model.h"

namespace tidu {

/// Of plans that cost the same: one of the fewest steps; of these the one that puts most effort into the
/// first question of the file, then into the second, and so on. `cheapest` are moves that the kernel accepts,
/// and the model's objective is the effort; the model is used up. Limited by work, not by time, so that every
/// machine finds the same; where the limit is met the plan is as cheap, and what is not yet compared stays as
/// the solver left it.
PlanModel::Moves choose_among_equals(PlanModel& model, const PlanModel::Moves& cheapest,
                                     const PlanModel::Refuses& is_refused);

}  // namespace tidu
