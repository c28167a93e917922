// SPDX-License-Identifier: Apache-2.0
// The rules that answers can break: one line each, so that the reference page and the tests see them all.
#pragma once

#include <string_view>
#include <vector>

#include "tidu/text/diagnostic.h"
#include "tidu/text/message.h"

namespace tidu {

/// A finding about answers. `severity` is the usual one; a note in the summary says where it differs.
struct AnswerRule {
    std::string_view id;
    Severity severity;
    Phrase summary;
};

/// All rules of reading and binding in the order of the reference page.
const std::vector<AnswerRule>& answer_rules();

namespace rules {

inline constexpr std::string_view answer_file = "answer-file";
inline constexpr std::string_view answer_shape = "answer-shape";
inline constexpr std::string_view credit_code = "credit-code";
inline constexpr std::string_view exclusive_option = "exclusive-option";
inline constexpr std::string_view not_a_number = "not-a-number";
inline constexpr std::string_view not_a_question = "not-a-question";
inline constexpr std::string_view not_applicable_forbidden = "not-applicable-forbidden";
inline constexpr std::string_view not_applicable_reason = "not-applicable-reason";
inline constexpr std::string_view not_yes_or_no = "not-yes-or-no";
inline constexpr std::string_view one_answer = "one-answer";
inline constexpr std::string_view out_of_range = "out-of-range";
inline constexpr std::string_view repeated_answer = "repeated-answer";
inline constexpr std::string_view repeated_sheet = "repeated-sheet";
inline constexpr std::string_view required_answer = "required-answer";
inline constexpr std::string_view system_differs = "system-differs";
inline constexpr std::string_view unknown_id = "unknown-id";
inline constexpr std::string_view unknown_option = "unknown-option";
inline constexpr std::string_view version_differs = "version-differs";

}  // namespace rules
}  // namespace tidu
