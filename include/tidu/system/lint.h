// SPDX-License-Identifier: Apache-2.0
// Everything that is wrong or doubtful in an indicator system beyond its structure. One rule is one line of a
// table.
#pragma once

#include <string_view>
#include <vector>

#include "tidu/system/outline.h"
#include "tidu/text/diagnostic.h"
#include "tidu/text/message.h"

namespace tidu {

/// A rule that lint or load can report. Documented one by one; every rule has a good and a bad fixture.
struct RuleInfo {
    std::string_view id;
    Severity severity;
    Phrase summary;
};

/// All rules in the order of the reference page.
const std::vector<RuleInfo>& lint_rules();

/// Runs every semantic rule over a system that loaded without errors.
void lint_system(const Outline& outline, Diagnostics& diagnostics);

/// All that is wrong or doubtful in an indicator file, in one run: what loading reports, and the semantic
/// rules over everything that could be built. Findings that only follow from an error are left out.
void lint_source(const SourcePtr& source, Diagnostics& diagnostics);

}  // namespace tidu
