// SPDX-License-Identifier: Apache-2.0
// Tables of estimates: levels reached and mean scores by city, industry, size, cluster, chain or any column.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "tidu/survey/estimate.h"
#include "tidu/survey/interval.h"
#include "tidu/survey/registry.h"
#include "tidu/survey/reliability.h"
#include "tidu/survey/survey_sample.h"

namespace tidu::survey {

/// Levels of one ladder, lowest first; the results' column is `<ladder>_level`.
struct LadderScale {
    std::string ladder;
    std::vector<std::string> levels;
};

/// The level of every respondent: 0 below the first. nullopt: off the ladder, or not known.
struct RespondentLevels {
    std::vector<std::optional<std::uint32_t>> rungs;
    std::uint64_t off_ladder = 0;
    std::uint64_t unknown = 0;
};

/// Reads `<ladder>_level` of the respondents. Empty exactly when an error was reported: no such column, or a
/// level the system does not have (results of another system or version).
std::optional<RespondentLevels> read_levels(const SurveySample& sample, const TextTable& results,
                                            const LadderScale& scale, Diagnostics& diagnostics);

/// Numbers of a column of the results (`total`, a dimension). nullopt entries: empty cells.
std::optional<std::vector<std::optional<double>>> read_numbers(const SurveySample& sample,
                                                               const TextTable& results,
                                                               std::string_view column,
                                                               Diagnostics& diagnostics);

struct TableOptions {
    IntervalMethod method = IntervalMethod::wilson;
    double confidence = 0.95;
    ReliabilityRule reliability;
    std::uint64_t disclosure_minimum = 3;  ///< cells of fewer respondents are hidden; 0: none
};

/// Enterprises of the registry by domain; keys are the values joined by `|`.
using FrameCounts = std::map<std::string, std::uint64_t, std::less<>>;
/// nullopt when the registry lacks a column.
std::optional<FrameCounts> count_frame(const Registry& registry, std::span<const std::string> columns);

struct EstimateRow {
    std::vector<std::string> domain;  ///< values of the table's columns
    std::string measure;              ///< a level (reached or above), or a column of scores
    bool is_share = true;
    MeanEstimate estimate;
    double effective_size = 0;  ///< of a share
    ConfidenceInterval interval;
    /// Of a share: the method in force, which is `exact` only where the domain is one simple random sample.
    IntervalMethod method = IntervalMethod::wilson;
    ConfidenceInterval count_interval;
    std::optional<double> frame_population;  ///< enterprises of the domain in the registry
    ReliabilityVerdict reliability;
    bool is_hidden = false;  ///< by the disclosure minimum or beside such a cell
};

struct EstimateTable {
    std::vector<std::string> columns;  ///< empty: the whole population
    std::vector<EstimateRow> rows;     ///< by domain in byte order, then by measure
};

/// One variable to estimate: 0/1 for a level, scores else. Respondents without a value are left out.
struct Measure {
    std::string name;
    bool is_share = true;
    std::vector<std::optional<double>> values;
};
/// One measure per level of the scale.
std::vector<Measure> level_measures(const RespondentLevels& levels, const LadderScale& scale);

/// Estimates every measure in every domain that respondents or the frame have. Empty exactly when a column
/// was not found (reported). `frame`: counts by these columns where the registry is given.
std::optional<EstimateTable> estimate_table(const SurveySample& sample, const TextTable& results,
                                            const std::vector<std::string>& columns,
                                            std::span<const Measure> measures,
                                            const std::optional<FrameCounts>& frame,
                                            const TableOptions& options, Diagnostics& diagnostics);

/// Post-stratifies the sample to the counts of the registry by `columns`. False when an error was reported: a
/// column that is not there, a post-stratum without a respondent.
bool post_stratify_to_registry(SurveySample& sample, const TextTable& results, const Registry& registry,
                               const std::vector<std::string>& columns, Diagnostics& diagnostics);

}  // namespace tidu::survey
