// SPDX-License-Identifier: Apache-2.0
// Result files: a record as JSON and back. The fields are described by docs/schema/result.schema.json and
// docs/results.md.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tidu/result/record.h"
#include "tidu/text/diagnostic.h"

namespace tidu {

enum class ResultLayout {
    line,   ///< one line, as in JSON Lines; without the newline
    pages,  ///< indented, for people; ends with a newline
};

/// Appends one record. Same record, same bytes: keys in a fixed order, numbers by their shortest digits.
/// Absent: numbers that do not exist are null; texts, lists and flags that are empty are left out.
void append_result_json(std::string& out, const AssessmentRecord& record, ResultLayout layout);

/// All records of a result file, JSON or JSON Lines; nullopt exactly when an error was reported. Unknown keys
/// are passed over (a later tidu may write more).
std::optional<std::vector<AssessmentRecord>> read_results(const SourcePtr& source, Diagnostics& diagnostics);

/// The published JSON Schema (2020-12) of one record, as in docs/schema/result.schema.json.
std::string_view result_schema();

}  // namespace tidu
