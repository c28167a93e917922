// SPDX-License-Identifier: Apache-2.0
// Pieces of answer sheets in YAML, for whole files and for forms with comments.
#pragma once

#include <string>
#include <string_view>

#include "tidu/answers/raw_answers.h"

namespace tidu {

/// A scalar that every YAML reader gives back as the same text: plain where that is safe, else in double
/// quotes.
std::string yaml_scalar(std::string_view text);

/// An answer in canonical form as what stands behind its key: `62.5`, `[erp, mes]`,
/// `{value: built, evidence: [a.pdf], note: ok}`; empty where nothing was answered.
std::string yaml_answer(const RawAnswer& answer);

}  // namespace tidu
