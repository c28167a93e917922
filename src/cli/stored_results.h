// SPDX-License-Identifier: Apache-2.0
// Result files as input: commands take them beside answers, and show or compare them without scoring again.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cli/open_system.h"
#include "tidu/result/record.h"
#include "tidu/text/diagnostic.h"

namespace tidu::cli {

/// One assessed sheet with the system it was assessed by.
struct Assessed {
    std::shared_ptr<const Program> program;
    AssessmentRecord record;
};

/// Whether a path names a JSON file that begins as a result of ours. Throws IoError where it cannot be read.
bool is_result_file(const std::string& path);

/// The results in a file, with the systems they name (`system`, if not empty, instead). Warns where the
/// system has changed since. Findings go to `diagnostics`.
std::vector<Assessed> read_stored_results(const std::string& path, const std::string& system,
                                          OpenPrograms& programs, Console& console, Diagnostics& diagnostics);

}  // namespace tidu::cli
