// SPDX-License-Identifier: Apache-2.0
// Ids of the findings that scoring reports.
#pragma once

#include <string_view>

namespace tidu::rules {

inline constexpr std::string_view derived_out_of_range = "derived-out-of-range";
inline constexpr std::string_view derived_division_by_zero = "derived-division-by-zero";
inline constexpr std::string_view required_answer = "required-answer";  // as when binding finds it
inline constexpr std::string_view derived_disagrees = "derived-disagrees";
inline constexpr std::string_view change_from_nonpositive = "change-from-nonpositive";
inline constexpr std::string_view answer_to_inapplicable = "answer-to-inapplicable";
inline constexpr std::string_view not_applicable_forbidden = "not-applicable-forbidden";
inline constexpr std::string_view not_applicable_limit = "not-applicable-limit";
inline constexpr std::string_view outside_scale = "outside-scale";
inline constexpr std::string_view constraint_violated = "constraint-violated";
inline constexpr std::string_view result_format = "result-format";

}  // namespace tidu::rules
