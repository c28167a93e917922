// SPDX-License-Identifier: Apache-2.0
// `--effort FILE`: what improvements cost in this enterprise.
#pragma once

#include <string>
#include <vector>

#include "tidu/score/plan.h"
#include "tidu/text/diagnostic.h"

namespace tidu::cli {

/// Reads `ID: EFFORT`, `ID.OPTION: EFFORT` or `ID: {OPTION: EFFORT}` from YAML, or lines `ID,EFFORT` from CSV
/// (by the ending of the path; a heading without a number is passed over). Efforts are not negative. Throws
/// IoError.
std::vector<EffortOverride> read_efforts(const std::string& path, const Outline& outline,
                                         Diagnostics& diagnostics);

}  // namespace tidu::cli
