// SPDX-License-Identifier: Apache-2.0
// Findings about files as text, JSON and SARIF: the same values each time.
#pragma once

#include <string>
#include <vector>

#include "tidu/text/diagnostic.h"

namespace tidu::cli {

/// What was found in the files of one run, in the order the files were named.
struct FileFindings {
    std::string name;
    Diagnostics findings;
};

/// `{"tidu", "files": [{"file", "findings": [...]}], "errors", "warnings"}`; lines and columns start at 1 and
/// count characters, absent where a finding is about the whole file.
std::string findings_json(const std::vector<FileFindings>& files, Language language);

/// SARIF 2.1.0 with every rule of the table, as code-scanning services read it.
std::string findings_sarif(const std::vector<FileFindings>& files, Language language);

}  // namespace tidu::cli
