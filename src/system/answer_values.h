// SPDX-License-Identifier: Apache-2.0
// Which written values are answers to which items.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tidu/system/system.h"

namespace tidu {

/// An option of the item, yes or no, or a number within its range.
bool is_answer(const Item& item, std::string_view value);

/// Whether two written values are the same answer to an item: `yes` and `true` are to a yesno.
bool is_same_answer(const Item& item, std::string_view one, std::string_view other);

/// All answers to a choice (option ids) or a yesno (`no`, `yes`) in their order; empty for the other types.
/// Options that mean "not applicable" are answers, too.
std::vector<std::string> answers_of(const Item& item);

/// Positions of the answers to a choice or yesno for which a condition on it holds; thresholds that are
/// answers are passed over. Options that mean "not applicable" are none.
std::set<std::size_t> answers_that_meet(const Item& item, const AnswerCondition& condition);

/// The parts of `a|b|c`; nothing for an empty text.
std::vector<std::string> split_list(std::string_view text);

}  // namespace tidu
