// SPDX-License-Identifier: Apache-2.0
// What the index commands work on: scored sheets of regions and years, by one system.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/drive.h"
#include "tidu/score/program.h"
#include "tidu/survey/index_system.h"
#include "tidu/survey/robustness.h"

namespace tidu::cli {

/// Options of every index command.
struct IndexOptions {
    std::vector<std::string> paths;
    std::string system;
    std::vector<std::string> powers;     ///< NODE=P
    std::vector<std::string> estimates;  ///< PERIOD=FILE
    std::vector<std::string> figures;    ///< QUESTION=MEASURE
    std::string estimates_by;            ///< empty: city
    bool is_older_set = false;           ///< figures for questions that it has not are not its own
    DriveOptions drive;
};
std::vector<OptionSpec> index_options(IndexOptions& options, std::vector<std::string_view> formats);
ArgumentSpec index_argument(IndexOptions& options);

/// Units by period, then id, whatever the order of the files.
struct IndexData {
    std::shared_ptr<const Program> program;
    survey::IndexTree tree;
    std::vector<survey::IndexUnit> units;
    std::vector<survey::IndexScores> scores;  ///< of each unit
    survey::ScoreErrors errors;               ///< of each unit, from the estimates; empty without any

    const survey::IndexUnit* find(std::string_view id, std::string_view period) const;
    /// In order.
    std::vector<std::string> periods() const;
    std::string title(std::uint32_t node, Language language) const;
};

/// Reads and scores all sheets of `options.system`; those that name another system are passed over. Figures
/// from estimates are put into the sheet of their region and year, or make one. Nothing when an error was
/// reported: a sheet twice, a system that is no index. Sheets with errors of their own are left out, and that
/// is recorded. Throws UsageError for a system about enterprises.
std::optional<IndexData> open_index(const IndexOptions& options, DriveRun& run);

}  // namespace tidu::cli
