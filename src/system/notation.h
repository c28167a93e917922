// SPDX-License-Identifier: Apache-2.0
// Parts of a system in the notation of the file, on one line: equal parts give equal texts.
#pragma once

#include <string>

#include "tidu/system/system.h"

namespace tidu {

std::string notation(const Condition& condition);
/// What a condition looks at, without the thresholds.
std::string subject_notation(const Condition& condition);
std::string notation(const Derivation& derivation);
std::string notation(const Weight& weight);
std::string notation(const Scoring& scoring);
std::string notation(const Aggregate& aggregate);
std::string notation(const NotApplicableRule& rule);
std::string_view notation(AnswerType type);
std::string_view notation(MissingRule rule);
std::string_view notation(Normalise rule);

}  // namespace tidu
