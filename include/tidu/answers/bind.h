// SPDX-License-Identifier: Apache-2.0
// Raw answers against a system: understands people's ways to write things, and says what it did not understand.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "tidu/answers/answer_sheet.h"
#include "tidu/answers/raw_answers.h"
#include "tidu/system/outline.h"

namespace tidu {

struct BindOptions {
    /// `--set ID=VALUE`: replaces what the sheet says, in the order given.
    std::vector<std::pair<std::string, std::string>> overrides;
};

/// Checks one sheet: every answer of the outline gets a state; what is not understood becomes a problem with its place
/// and the nearest match, never a silent zero. Defaults of inputs are filled in and marked `assumed`; a required input
/// without a value is an error. Derived items without a direct answer stay missing here: the kernel derives them.
AnswerSheet bind_answers(const Outline& outline, const RawSheet& raw, const BindOptions& options = {});

}  // namespace tidu
