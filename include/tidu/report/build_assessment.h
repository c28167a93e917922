// SPDX-License-Identifier: Apache-2.0
// The report on one enterprise: verdict, ladders, dimensions, what the next level needs, what pays most, what
// is open.
#pragma once

#include <cstddef>
#include <string>

#include "tidu/report/document.h"
#include "tidu/result/record.h"
#include "tidu/score/program.h"

namespace tidu {

struct ReportSettings {
    Language language = Language::en;
    int digits = 1;               ///< decimals of scores, more where a verdict needs them
    std::size_t gap_limit = 10;   ///< improvements listed
    bool every_question = false;  ///< answers and how each was scored
    std::string date = {};        ///< of the report, as the caller wishes it to be shown; empty: none
};

/// `program` is the system that the record names.
Document build_assessment(const AssessmentRecord& record, const Program& program,
                          const ReportSettings& settings);

}  // namespace tidu
