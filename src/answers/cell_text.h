// SPDX-License-Identifier: Apache-2.0
// What takes several values as the text of one cell, and back.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tidu/answers/raw_answers.h"

namespace tidu {

/// The value of an answer in canonical form: options with `|` between them, `[]` for none chosen, `NA` for
/// not applicable (without its reason); empty where nothing was answered.
std::string answer_cell(const RawAnswer& answer);

/// `a.pdf; b.pdf`; one piece a line (the last line ended too) where a piece holds a separator itself.
std::string join_evidence(const std::vector<std::string>& evidence);
/// Lines where there are several or the text ends a line, else pieces between `;`, `；` or `|`. Blank pieces
/// are dropped.
std::vector<std::string> split_evidence(std::string_view text);

}  // namespace tidu
