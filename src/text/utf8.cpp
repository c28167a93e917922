// SPDX-License-Identifier: Apache-2.0
// UTF-8 by hand where it is simple, by utf8proc where it needs the Unicode tables (widths).
#include "tidu/text/utf8.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <cstring>

namespace tidu {

namespace {

constexpr char32_t replacement = 0xFFFD;

std::uint8_t byte_at(std::string_view text, std::size_t offset) {
    return static_cast<std::uint8_t>(text[offset]);
}

/// Bytes of the valid character at `offset`, and the character; length 0 where it is not valid.
struct Decoded {
    char32_t code_point = replacement;
    std::size_t length = 0;
};

Decoded decode(std::string_view text, std::size_t offset) {
    const std::uint8_t lead = byte_at(text, offset);
    if (lead < 0x80) return {lead, 1};
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || text.size() - offset < length) return {};
    char32_t code_point = lead & (0x7Fu >> length);
    for (std::size_t next = 1; next < length; ++next) {
        const std::uint8_t byte = byte_at(text, offset + next);
        if ((byte & 0xC0) != 0x80) return {};
        code_point = code_point << 6 | (byte & 0x3Fu);
    }
    constexpr std::array<char32_t, 5> smallest{0, 0, 0x80, 0x800, 0x10000};
    const bool surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
    if (code_point < smallest[length] || code_point > 0x10FFFF || surrogate) return {};
    return {code_point, length};
}

std::size_t width_of(char32_t code_point) {
    const int width = utf8proc_charwidth(static_cast<utf8proc_int32_t>(code_point));
    return width < 0 ? 0 : static_cast<std::size_t>(width);
}

bool is_blank(char32_t code_point) {
    return code_point == ' ' || (code_point >= '\t' && code_point <= '\r') || code_point == 0xA0 ||
           code_point == 0x3000;
}

bool is_one_of(char32_t code_point, std::u32string_view characters) {
    return characters.find(code_point) != std::u32string_view::npos;
}
bool opens(char32_t code_point) {
    return is_one_of(code_point, U"([{（［｛“‘《〈「『【");
}
bool closes(char32_t code_point) {
    return is_one_of(code_point, U")]}）］｝”’》〉」』】，。、；：！？…,.;:!?%％");
}

bool is_hidden(char32_t code_point) {
    const bool control = (code_point < 0x20 && code_point != '\n' && code_point != '\t') ||
                         (code_point >= 0x7F && code_point < 0xA0);
    const bool bidi =
        (code_point >= 0x202A && code_point <= 0x202E) || (code_point >= 0x2066 && code_point <= 0x2069);
    const bool no_character = (code_point & 0xFFFE) == 0xFFFE;  // nothing, in any plane; XML refuses them
    return control || bidi || no_character;
}

constexpr std::size_t ascii_step = sizeof(std::uint64_t);

/// Whether the next eight bytes are there and ASCII: most text is, and is passed eight bytes at a time.
bool are_ascii(std::string_view text, std::size_t offset) {
    if (text.size() - offset < ascii_step) return false;
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, text.data() + offset, ascii_step);
    return (bytes & 0x8080808080808080u) == 0;
}

}  // namespace

std::optional<std::size_t> first_invalid_utf8(std::string_view text) {
    std::size_t offset = 0;
    while (offset < text.size()) {
        if (are_ascii(text, offset)) {
            offset += ascii_step;
            continue;
        }
        const Decoded decoded = decode(text, offset);
        if (decoded.length == 0) return offset;
        offset += decoded.length;
    }
    return std::nullopt;
}

char32_t next_code_point(std::string_view text, std::size_t& offset) {
    const Decoded decoded = decode(text, offset);
    offset += std::max<std::size_t>(decoded.length, 1);
    return decoded.code_point;
}

void append_utf8(std::string& out, char32_t code_point) {
    const auto push = [&out](char32_t byte) { out += static_cast<char>(byte); };
    if (code_point < 0x80) {
        push(code_point);
        return;
    }
    if (code_point < 0x800) {
        push(0xC0 | code_point >> 6);
    } else {
        if (code_point < 0x10000) {
            push(0xE0 | code_point >> 12);
        } else {
            push(0xF0 | code_point >> 18);
            push(0x80 | (code_point >> 12 & 0x3F));
        }
        push(0x80 | (code_point >> 6 & 0x3F));
    }
    push(0x80 | (code_point & 0x3F));
}

std::size_t code_point_count(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t offset = 0; offset < text.size();) {
        if (are_ascii(text, offset)) {
            offset += ascii_step;
            count += ascii_step;
        } else {
            next_code_point(text, offset);
            ++count;
        }
    }
    return count;
}

std::size_t offset_of_code_point(std::string_view text, std::size_t position) {
    std::size_t offset = 0;
    while (position > 0 && offset < text.size()) {
        if (position >= ascii_step && are_ascii(text, offset)) {
            offset += ascii_step;
            position -= ascii_step;
        } else {
            next_code_point(text, offset);
            --position;
        }
    }
    return offset;
}

std::size_t display_width(std::string_view text) {
    std::size_t width = 0;
    for (std::size_t offset = 0; offset < text.size();)
        width += width_of(next_code_point(text, offset));
    return width;
}

std::string fit_width(std::string_view text, std::size_t width) {
    if (display_width(text) <= width) return std::string(text);
    if (width == 0) return {};
    std::size_t used = 1;  // the ellipsis
    std::size_t end = 0;
    for (std::size_t offset = 0; offset < text.size(); end = offset) {
        used += width_of(next_code_point(text, offset));
        if (used > width) break;
    }
    return std::string(text.substr(0, end)) + "…";
}

std::string pad_width(std::string_view text, std::size_t width) {
    const std::size_t used = display_width(text);
    std::string padded(text);
    if (used < width) padded.append(width - used, ' ');
    return padded;
}

namespace {

/// Pieces that are never broken: a word with the blanks after it, or one wide character with the punctuation
/// that clings to it. A newline ends its piece.
std::vector<std::string_view> unbreakable_pieces(std::string_view text) {
    std::vector<std::string_view> pieces;
    std::size_t start = 0;
    char32_t previous = 0;
    for (std::size_t offset = 0; offset < text.size();) {
        const std::size_t here = offset;
        const char32_t current = next_code_point(text, offset);
        const bool after_blank = is_blank(previous) && !is_blank(current);
        const bool beside_wide = width_of(current) == 2 || width_of(previous) == 2;
        const bool may_break = previous == '\n' || after_blank ||
                               (beside_wide && !is_blank(current) && !closes(current) && !opens(previous));
        if (here > start && may_break) {
            pieces.push_back(text.substr(start, here - start));
            start = here;
        }
        previous = current;
    }
    if (start < text.size()) pieces.push_back(text.substr(start));
    return pieces;
}

std::string_view without_trailing_blanks(std::string_view text) {
    while (!text.empty() && (text.back() == ' ' || text.back() == '\n'))
        text.remove_suffix(1);
    return text;
}

/// Cuts off what fits into `width` columns, at least one character.
std::string_view take_width(std::string_view& text, std::size_t width) {
    std::size_t used = 0;
    std::size_t end = 0;
    for (std::size_t offset = 0; offset < text.size(); end = offset) {
        used += width_of(next_code_point(text, offset));
        if (used > width && end > 0) break;
    }
    const std::string_view taken = text.substr(0, end);
    text.remove_prefix(end);
    return taken;
}

}  // namespace

std::vector<std::string> wrap_width(std::string_view text, std::size_t width) {
    std::vector<std::string> lines(1);
    for (std::string_view piece : unbreakable_pieces(text)) {
        const bool ends_line = piece.back() == '\n';
        std::size_t needed = display_width(without_trailing_blanks(piece));
        if (!lines.back().empty() && display_width(lines.back()) + needed > width) lines.emplace_back();
        while (needed > width && !piece.empty()) {
            const std::string_view part = take_width(piece, width);
            needed -= std::min(needed, display_width(part));
            lines.back() += part;
            lines.emplace_back();
        }
        lines.back() += ends_line ? without_trailing_blanks(piece) : piece;
        if (ends_line) lines.emplace_back();
    }
    for (std::string& line : lines)
        line.resize(without_trailing_blanks(line).size());
    if (lines.size() > 1 && lines.back().empty()) lines.pop_back();
    return lines;
}

std::string_view trim(std::string_view text) {
    std::size_t begin = 0;
    for (std::size_t offset = 0; offset < text.size(); begin = offset)
        if (!is_blank(next_code_point(text, offset))) break;
    text.remove_prefix(begin);
    // Backwards by the bytes of the blanks: long texts are not decoded for their ends.
    constexpr std::string_view wide_blanks[] = {"\xC2\xA0", "\xE3\x80\x80"};
    for (;;) {
        const std::size_t before = text.size();
        while (!text.empty() && is_blank(static_cast<unsigned char>(text.back())) &&
               static_cast<unsigned char>(text.back()) < 0x80)
            text.remove_suffix(1);
        for (const std::string_view blank : wide_blanks)
            if (text.ends_with(blank)) text.remove_suffix(blank.size());
        if (text.size() == before) return text;
    }
}

std::string fold_width(std::string_view text) {
    std::string folded;
    folded.reserve(text.size());
    for (std::size_t offset = 0; offset < text.size();) {
        const std::size_t here = offset;
        const char32_t code_point = next_code_point(text, offset);
        if (code_point >= 0xFF01 && code_point <= 0xFF5E) {
            folded += static_cast<char>(code_point - 0xFF01 + '!');
        } else if (code_point == 0x3000) {
            folded += ' ';
        } else {
            folded += text.substr(here, offset - here);
        }
    }
    return std::string(trim(folded));
}

std::string fold_case(std::string_view text) {
    utf8proc_uint8_t* folded = nullptr;
    const auto options =
        static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD);
    const auto size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                   static_cast<utf8proc_ssize_t>(text.size()), &folded, options);
    if (size < 0) return to_lower_ascii(text);  // no UTF-8
    std::string result(reinterpret_cast<const char*>(folded), static_cast<std::size_t>(size));
    std::free(folded);
    return result;
}

std::string to_lower_ascii(std::string_view text) {
    std::string lower(text);
    for (char& byte : lower)
        if (byte >= 'A' && byte <= 'Z') byte = static_cast<char>(byte - 'A' + 'a');
    return lower;
}

std::string escape_controls(std::string_view text) {
    constexpr char digits[] = "0123456789abcdef";
    std::string visible;
    visible.reserve(text.size());
    for (std::size_t offset = 0; offset < text.size();) {
        const char32_t code_point = next_code_point(text, offset);
        if (!is_hidden(code_point)) {
            append_utf8(visible, code_point);
            continue;
        }
        visible += "\\u{";
        int digit = code_point > 0xFFFF ? 5 : code_point > 0xFF ? 3 : 1;  // the highest
        for (; digit >= 0; --digit)
            visible += digits[code_point >> 4 * digit & 15];
        visible += '}';
    }
    return visible;
}

}  // namespace tidu
