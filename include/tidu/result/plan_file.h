// SPDX-License-Identifier: Apache-2.0
// A plan as JSON: ids and values, described in docs/commands/plan.md.
#pragma once

#include <string>

#include "tidu/result/record.h"
#include "tidu/score/plan.h"

namespace tidu {

/// Indented, ends with a newline. Same plan, same bytes. `record` is the assessment before the plan.
std::string plan_json(const AssessmentRecord& record, const Program& program, const Plan& plan);

}  // namespace tidu
