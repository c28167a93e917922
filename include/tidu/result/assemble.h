// SPDX-License-Identifier: Apache-2.0
// From what the kernel left behind to a record that stands on its own: ids and values, no indexes.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "tidu/answers/answer_sheet.h"
#include "tidu/result/record.h"
#include "tidu/score/evaluation.h"
#include "tidu/score/program.h"

namespace tidu {

struct AssessSettings {
    bool evidence_strict = false;
    /// What else shaped the result, kept in the record: `--set`, `--import` ... in the order given.
    std::vector<std::pair<std::string, std::string>> options;
};

/// A view of one evaluation. An invalid sheet (an error of bind or of the kernel) has only its problems.
AssessmentRecord assemble(const Program& program, const AnswerSheet& sheet, const Evaluation& evaluation,
                          const AssessSettings& settings);

/// Scores one sheet and assembles its record. Where answers name evidence, the total under `--evidence
/// strict` is computed too. `evaluation` is overwritten and keeps its memory for the next sheet.
AssessmentRecord assess(const Program& program, const AnswerSheet& sheet, const AssessSettings& settings,
                        Evaluation& evaluation);

}  // namespace tidu
