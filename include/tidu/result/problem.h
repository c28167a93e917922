// SPDX-License-Identifier: Apache-2.0
// What the kernel found, said in words and with its place: the same kind of finding that loading and binding
// report.
#pragma once

#include <vector>

#include "tidu/answers/answer_sheet.h"
#include "tidu/result/record.h"
#include "tidu/score/evaluation.h"
#include "tidu/score/program.h"
#include "tidu/text/diagnostic.h"

namespace tidu {

/// A finding of the kernel as a diagnostic at the place of its answer (of the sheet, where it has none).
Diagnostic diagnose(const Finding& finding, const Program& program, const AnswerSheet& sheet);

/// All findings of the kernel about a sheet, in file order. A sheet that did not bind is evaluated over the
/// answers that were understood: what they contradict is said with the rest, but not how much of a dimension
/// is not applicable, which hangs on all of them. None where the sheet has no answers at all.
std::vector<Diagnostic> diagnose_findings(const Evaluation& evaluation, const Program& program,
                                          const AnswerSheet& sheet);

/// A diagnostic in both languages, as results carry it. Notes are left out.
ProblemRecord problem_record(const Diagnostic& diagnostic);

}  // namespace tidu
