// SPDX-License-Identifier: Apache-2.0
// Answer sheets out, in every text format that `read_answers` reads. Workbooks are forms (form.h).
#pragma once

#include <string>
#include <vector>

#include "tidu/answers/raw_answers.h"
#include "tidu/answers/read.h"

namespace tidu {

/// The bytes of a file that holds the sheets (in canonical form, see canonical.h): values, reasons, evidence
/// and notes read back the same. `format` is one of the text formats.
std::string write_answers(AnswerFormat format, const std::vector<RawSheet>& sheets);

}  // namespace tidu
