// SPDX-License-Identifier: Apache-2.0
// One question in words: its answer, how that became points, and what would be better.
#pragma once

#include <string>

#include "tidu/report/document.h"
#include "wording.h"

namespace tidu {

QuestionList::Question question_entry(const Node& node, const AnswerRecord& answer, const NodeRecord& scores,
                                      const Wording& words);

/// How answers to the question become points.
std::string scoring_text(const Question& question, const Wording& words);

/// The nearest answer that scores more than the present one: an option, or a point or step of a number's
/// scale. Empty where there is none or the question is a multi.
std::string next_answer(const Question& question, const AnswerRecord& answer, const Wording& words);

}  // namespace tidu
