// SPDX-License-Identifier: Apache-2.0
// Where the score of one node comes from, and which levels look at it.
#pragma once

#include "tidu/report/build_assessment.h"

namespace tidu {

/// `node` must be of the program; the record must be valid (have scores).
Document build_explanation(const AssessmentRecord& record, const Program& program, NodeIndex node,
                           const ReportSettings& settings);

}  // namespace tidu
