// SPDX-License-Identifier: Apache-2.0
// The indicator system a command works with: a bundled one by its name, or a file by its path.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "cli/console.h"
#include "tidu/score/program.h"
#include "tidu/system/system.h"

namespace tidu::cli {

/// The system of answers that name none.
inline constexpr const char* default_system = "general";

/// Names of the bundled systems, in alphabetical order; data files are not among them.
std::vector<std::string> bundled_system_names();

/// Loads a system. What is wrong with a file, by loading or by lint, is reported; null when it has errors.
/// Throws UsageError for a name that is neither bundled nor a file, with the nearest match.
std::shared_ptr<const System> open_system(const std::string& name, Console& console);

/// Compiled systems by name, each loaded once: answers of one run may name several.
class OpenPrograms {
  public:
    explicit OpenPrograms(Console& console) : console_(console) {}

    /// Null when the file has errors (reported the first time). Throws like open_system.
    std::shared_ptr<const Program> open(const std::string& name);
    /// Whether some system could not be loaded.
    bool has_failed() const { return has_failed_; }

  private:
    Console& console_;
    std::map<std::string, std::shared_ptr<const Program>> programs_;
    bool has_failed_ = false;
};

}  // namespace tidu::cli
