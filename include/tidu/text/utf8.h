// SPDX-License-Identifier: Apache-2.0
// UTF-8: checking, walking, and the width of text in a terminal.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tidu {

/// Byte offset of the first byte that is not valid UTF-8 (overlong, surrogate, truncated, above U+10FFFF);
/// nullopt: valid.
std::optional<std::size_t> first_invalid_utf8(std::string_view text);

/// Decodes one code point at `offset` and moves past it; U+FFFD and one byte for invalid input. offset <
/// text.size().
char32_t next_code_point(std::string_view text, std::size_t& offset);
void append_utf8(std::string& out, char32_t code_point);
std::size_t code_point_count(std::string_view text);
/// Byte offset of a code point (0 = first); the size of the text where it has fewer.
std::size_t offset_of_code_point(std::string_view text, std::size_t position);

/// Columns a terminal uses: 2 for wide and full-width, 0 for combining and control characters.
std::size_t display_width(std::string_view text);
/// Cuts to at most `width` columns, ending in `…` where something was cut.
std::string fit_width(std::string_view text, std::size_t width);
/// Pads with spaces on the right to `width` columns (never cuts).
std::string pad_width(std::string_view text, std::size_t width);
/// Breaks into lines of at most `width` columns: at spaces, and between CJK characters but not before closing
/// punctuation.
std::vector<std::string> wrap_width(std::string_view text, std::size_t width);

/// Full-width ASCII forms (`６２％`), full-width space and Chinese colon folded to ASCII; outer blanks
/// removed. For reading answers.
std::string fold_width(std::string_view text);
std::string_view trim(std::string_view text);
/// Equal for texts that differ only in case or in how a letter and its accent are put together.
std::string fold_case(std::string_view text);
/// ASCII letters only; other bytes unchanged.
std::string to_lower_ascii(std::string_view text);
/// Control characters (C0 other than newline and tab, DEL, C1), bidirectional overrides and code points that
/// are no characters made visible as `\u{..}`: for terminals, and for formats that refuse them.
std::string escape_controls(std::string_view text);

}  // namespace tidu
