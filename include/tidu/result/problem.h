// SPDX-License-Identifier: Apache-2.0
// What the kernel found, said in words and with its place: the same kind of finding that loading and binding
// report.
#pragma once

#include "tidu/answers/answer_sheet.h"
#include "tidu/result/record.h"
#include "tidu/score/evaluation.h"
#include "tidu/score/program.h"
#include "tidu/text/diagnostic.h"

namespace tidu {

/// A finding of the kernel as a diagnostic at the place of its answer (of the sheet, where it has none).
Diagnostic diagnose(const Finding& finding, const Program& program, const AnswerSheet& sheet);

/// A diagnostic in both languages, as results carry it. Notes are left out.
ProblemRecord problem_record(const Diagnostic& diagnostic);

}  // namespace tidu
