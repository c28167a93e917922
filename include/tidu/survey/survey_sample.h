// SPDX-License-Identifier: Apache-2.0
// A sample with its answers, ready to be estimated from: drawn by tidu, or elsewhere and described by a table
// of strata.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tidu/survey/design.h"
#include "tidu/survey/estimate.h"
#include "tidu/survey/manifest.h"
#include "tidu/survey/response.h"
#include "tidu/survey/table.h"

namespace tidu::survey {

struct DesignOptions {
    OneUnitRule one_unit = OneUnitRule::merge;
    ClassRule classes;
};

/// Shape: `ids`, `result_rows` and `frame_values` have one entry per respondent.
struct SurveySample {
    SampleDesign design;
    Respondents respondents;
    std::vector<std::string> ids;
    std::vector<std::uint32_t> result_rows;  ///< row of the results of each respondent
    std::vector<std::string> frame_columns;  ///< of the registry; empty for a sample drawn elsewhere
    std::vector<std::vector<std::string>> frame_values;

    /// No drawn enterprise turned out closed, out of scope or of unknown eligibility: counts of the frame are
    /// those of the population.
    bool frame_is_population() const;
};

/// Weights the answers of a drawn sample. Empty exactly when an error was reported: a stratum without a drawn
/// unit, a class without respondents, a stratum of one that has no partner.
std::optional<SurveySample> sample_from_manifest(const SampleManifest& manifest, const Response& response,
                                                 const DesignOptions& options, Diagnostics& diagnostics);

/// A sample drawn elsewhere: every result is of a drawn enterprise whose stratum stands in `column`;
/// `population` has the columns `stratum`, `N`, and if wanted `city`, `group` and `drawn` (n_h, where some
/// did not answer). Refuses strata that the table lacks, more results than units, and rates that do not add
/// up.
std::optional<SurveySample> sample_from_strata(const TextTable& results, std::string_view column,
                                               const TextTable& population, const DesignOptions& options,
                                               Diagnostics& diagnostics);

/// Values of a column for every respondent: the registry's where it has the column, else the results'. Empty
/// when neither has it.
std::optional<std::vector<std::string>> domain_values(const SurveySample& sample, const TextTable& results,
                                                      std::string_view column);

}  // namespace tidu::survey
