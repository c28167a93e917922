// SPDX-License-Identifier: Apache-2.0
// Year-on-year change of every domain and measure, overlap of the samples included.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "tidu/survey/change.h"
#include "tidu/survey/estimate_table.h"

namespace tidu::survey {

/// One year of a drive. The registry and its plan are needed for the number of enterprises in both frames;
/// without them the years count as independent.
struct DriveYear {
    const SurveySample* sample = nullptr;
    const TextTable* results = nullptr;
    std::span<const Measure> measures;
    const Registry* registry = nullptr;
    const SamplePlan* plan = nullptr;
};

struct ChangeRow {
    std::vector<std::string> domain;
    std::string measure;
    MeanEstimate before;
    MeanEstimate after;
    ChangeEstimate change;
    ConfidenceInterval interval;
    ReliabilityVerdict reliability;  ///< the more doubtful of the two years' shares
    bool is_hidden = false;          ///< fewer respondents than the disclosure minimum in either year
};

/// Changes of all measures that both years have, in all domains that both years have. Empty exactly when an
/// error was reported.
std::optional<std::vector<ChangeRow>> change_table(const DriveYear& before, const DriveYear& after,
                                                   const std::vector<std::string>& columns,
                                                   const TableOptions& options, Diagnostics& diagnostics);

}  // namespace tidu::survey
