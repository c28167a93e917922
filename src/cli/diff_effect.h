// SPDX-License-Identifier: Apache-2.0
// `tidu diff --on`: answers scored by both versions of a system.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cli/console.h"
#include "cli/exit_code.h"
#include "tidu/result/effect.h"
#include "tidu/score/program.h"

namespace tidu {
class JsonWriter;
}

namespace tidu::cli {

/// The two versions, compiled, and what they make of each sheet.
struct DiffEffect {
    std::shared_ptr<const Program> before;
    std::shared_ptr<const Program> after;
    std::vector<EnterpriseEffect> enterprises;
    ExitCode exit_code =
        ExitCode::done;  ///< data_errors where a sheet is invalid, failed where a file cannot be read
};

/// Reads files, folders and tables of answers, and results, whose answers are scored again. Throws IoError
/// for a path that is not there.
DiffEffect find_effect(const std::string& old_system, const std::string& new_system,
                       const std::vector<std::string>& paths, Console& console);

/// The member `effect` of the JSON form.
void write_effect(JsonWriter& json, const std::vector<EnterpriseEffect>& effects);

}  // namespace tidu::cli
