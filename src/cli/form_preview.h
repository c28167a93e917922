// SPDX-License-Identifier: Apache-2.0
// What a form shows before a spreadsheet program has calculated it.
#pragma once

#include "tidu/answers/answer_sheet.h"
#include "tidu/answers/form.h"
#include "tidu/score/program.h"

namespace tidu::cli {

/// What does not apply and which values derive from the answers so far, by the kernel.
FormPreview preview_form(const Program& program, const AnswerSheet& sheet);

}  // namespace tidu::cli
