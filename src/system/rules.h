// SPDX-License-Identifier: Apache-2.0
// The stable ids of what loading can report. Their severities and summaries stand in the table of rules.cpp.
#pragma once

#include <string_view>

namespace tidu::rule {

inline constexpr std::string_view duplicate_key =
    "duplicate-key";  // as of the tree, of answers that mean the same
inline constexpr std::string_view unknown_key = "unknown-key";
inline constexpr std::string_view missing_key = "missing-key";
inline constexpr std::string_view key_conflict = "key-conflict";
inline constexpr std::string_view wrong_type = "wrong-type";
inline constexpr std::string_view number_syntax = "number-syntax";
inline constexpr std::string_view number_bounds = "number-bounds";
inline constexpr std::string_view identifier_syntax = "identifier-syntax";
inline constexpr std::string_view date_syntax = "date-syntax";
inline constexpr std::string_view unknown_word = "unknown-word";
inline constexpr std::string_view list_size = "list-size";
inline constexpr std::string_view text_language = "text-language";
inline constexpr std::string_view document_count = "document-count";
inline constexpr std::string_view root_id = "root-id";
inline constexpr std::string_view duplicate_id = "duplicate-id";
inline constexpr std::string_view unknown_reference = "unknown-reference";
inline constexpr std::string_view wrong_reference = "wrong-reference";
inline constexpr std::string_view unknown_option = "unknown-option";
inline constexpr std::string_view circular_definition = "circular-definition";

}  // namespace tidu::rule
