// SPDX-License-Identifier: Apache-2.0
// Ids of the findings that the codecs report.
#pragma once

#include <string_view>

namespace tidu::rules {

inline constexpr std::string_view file_size = "file-size";
inline constexpr std::string_view encoding = "encoding";
inline constexpr std::string_view control_character = "control-character";
inline constexpr std::string_view nesting_depth = "nesting-depth";
inline constexpr std::string_view node_count = "node-count";
inline constexpr std::string_view duplicate_key = "duplicate-key";
inline constexpr std::string_view key_type = "key-type";
inline constexpr std::string_view merge_key = "merge-key";
inline constexpr std::string_view alias = "alias";
inline constexpr std::string_view yaml_tag = "yaml-tag";
inline constexpr std::string_view yaml_syntax = "yaml-syntax";
inline constexpr std::string_view csv_cell_size = "csv-cell-size";
inline constexpr std::string_view csv_cells = "csv-cells";
inline constexpr std::string_view csv_quote = "csv-quote";
inline constexpr std::string_view workbook_format = "workbook-format";
inline constexpr std::string_view workbook_encrypted = "workbook-encrypted";
inline constexpr std::string_view workbook_size = "workbook-size";
inline constexpr std::string_view workbook_broken = "workbook-broken";
inline constexpr std::string_view json_syntax = "json-syntax";

}  // namespace tidu::rules
