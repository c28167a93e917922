// SPDX-License-Identifier: Apache-2.0
// Results of `tidu batch` and `tidu assess` as one table, whatever the form they were written in.
#pragma once

#include <optional>
#include <string>

#include "tidu/survey/plan.h"
#include "tidu/survey/system_version.h"
#include "tidu/survey/table.h"
#include "tidu/system/system.h"
#include "tidu/text/diagnostic.h"

namespace tidu::survey {

/// Results, one row each, and who scored them. Columns of JSON: the attributes of the enterprises, `period`,
/// `result_status` (`ok`, `invalid`), the score of every node by its id (full digits), `LADDER_level`.
struct ScoredTable {
    TextTable table;
    std::optional<SystemVersion> system;  ///< absent: CSV does not name it
};

/// Reads CSV, JSON Lines or JSON, told apart by the first character. JSON Lines are read line by line: memory
/// is that of the table. Empty exactly when an error was reported: broken text, results of several systems or
/// of several versions of one. Throws IoError.
std::optional<ScoredTable> read_results_table(const std::string& path, Diagnostics& diagnostics);
/// The same from bytes.
std::optional<ScoredTable> read_results_table_from(std::string name, std::string_view bytes,
                                                   Diagnostics& diagnostics);

/// Whether the results are of this system: by its hash where they name one, else by the columns that
/// `tidu batch` writes for a system's dimensions (a table without them is taken at its word). False when an
/// error was reported.
bool check_scored_by(const ScoredTable& results, const System& system, Diagnostics& diagnostics);

/// Whether results may be held against a plan: not when it was made for another version of the same system.
/// Another system is no business of the plan's: one sample may serve several. False when an error was
/// reported.
bool check_planned_for(const SamplePlan& plan, const SystemVersion& scored_by, const TextTable& results,
                       Diagnostics& diagnostics);

}  // namespace tidu::survey
