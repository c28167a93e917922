// SPDX-License-Identifier: Apache-2.0
// The report on two or more results of one system: all side by side, then what changed from each to the next.
#pragma once

#include <vector>

#include "tidu/report/build_assessment.h"
#include "tidu/result/compare.h"

namespace tidu {

struct ComparisonReportSettings {
    Language language = Language::en;
    int digits = 1;
    std::size_t row_limit = 0;  ///< changes listed one by one, the rest in one row; 0: all
    bool is_review =
        false;  ///< each later result reviews the one before: differences are over- or understatements
};

/// `comparisons` has one entry less than `records`: from each to the next. All records are valid.
Document build_comparison(const std::vector<AssessmentRecord>& records,
                          const std::vector<ResultComparison>& comparisons, const Program& program,
                          const ComparisonReportSettings& settings);

}  // namespace tidu
