// SPDX-License-Identifier: Apache-2.0
// A plan as a document: what it costs, whether it is proven, its steps in stages, or why there is none.
#pragma once

#include <string>

#include "tidu/report/document.h"
#include "tidu/result/record.h"
#include "tidu/score/plan.h"

namespace tidu {

struct PlanReportSettings {
    Language language = Language::en;
    int digits = 1;
    std::string date;  ///< as the caller wishes it to be shown; empty: none
};

/// `record` is the assessment of the answers before the plan.
Document build_plan(const AssessmentRecord& record, const Program& program, const Plan& plan,
                    const PlanReportSettings& settings);

}  // namespace tidu
