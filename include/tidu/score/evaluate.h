// SPDX-License-Identifier: Apache-2.0
// The scoring kernel: checked answers of one enterprise in, every value of spec sections 1-3 out.
#pragma once

#include <span>

#include "tidu/answers/answer_sheet.h"
#include "tidu/score/evaluation.h"
#include "tidu/score/program.h"

namespace tidu {

struct EvaluateOptions {
    /// A direct answer to a question that declares evidence but names none counts as missing (spec
    /// section 2.9).
    bool evidence_strict = false;
};

/// Scores one enterprise. `answers` has one entry per item of the program's outline. `out` is overwritten and
/// keeps its memory. Findings of severity error mean that nothing else in `out` may be shown. Source:
/// aggregation rules in docs/methods/scoring.md.
void evaluate(const Program& program, std::span<const Answer> answers, const EvaluateOptions& options,
              Evaluation& out);

/// Truth of one condition against finished values. A view: computes nothing that is not in `evaluation`.
Truth truth_of(const Program& program, const Evaluation& evaluation, ConditionIndex condition);

}  // namespace tidu
