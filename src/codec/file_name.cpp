// SPDX-License-Identifier: Apache-2.0
#include "tidu/codec/file_name.h"

#include <algorithm>
#include <array>

#include "tidu/text/utf8.h"

namespace tidu {
namespace {

constexpr std::size_t longest_name = 120;
constexpr std::string_view forbidden = "/\\<>:\"|?*";
constexpr std::array<std::string_view, 4> device_names{"con", "prn", "aux", "nul"};

bool is_device(std::string_view lower) {
    const bool is_numbered = lower.size() == 4 && (lower.starts_with("com") || lower.starts_with("lpt")) &&
                             lower[3] >= '0' && lower[3] <= '9';
    return is_numbered || std::find(device_names.begin(), device_names.end(), lower) != device_names.end();
}

bool is_control(char32_t code_point) {
    const bool is_bidirectional =
        (code_point >= 0x202A && code_point <= 0x202E) || (code_point >= 0x2066 && code_point <= 0x2069);
    return code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0) || is_bidirectional;
}

/// Dots and blanks at the ends are hidden, dropped or mean a folder.
std::string_view without_outer_dots(std::string_view text) {
    const std::size_t first = text.find_first_not_of(". ");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(". ") - first + 1);
}

bool stands_for_itself(char letter) {
    const bool is_alphanumeric = (letter >= '0' && letter <= '9') || (letter >= 'A' && letter <= 'Z') ||
                                 (letter >= 'a' && letter <= 'z');
    return is_alphanumeric || std::string_view("-._~/").find(letter) != std::string_view::npos;
}

}  // namespace

std::string safe_file_name(std::string_view text) {
    std::string name;
    for (std::size_t offset = 0; offset < text.size();) {
        const char32_t code_point = next_code_point(text, offset);
        const bool is_allowed =
            !is_control(code_point) &&
            (code_point >= 0x80 || forbidden.find(static_cast<char>(code_point)) == std::string_view::npos);
        std::string letter;
        append_utf8(letter, is_allowed ? code_point : U'_');
        if (name.size() + letter.size() > longest_name) break;
        name += letter;
    }
    name = without_outer_dots(name);
    if (name.empty()) return "_";
    return is_device(to_lower_ascii(name.substr(0, name.find('.')))) ? "_" + name : name;
}

std::string url_of_path(std::string_view path) {
    static constexpr std::string_view digits = "0123456789ABCDEF";
    std::string url;
    for (const char letter : path) {
        if (stands_for_itself(letter)) {
            url += letter;
            continue;
        }
        const auto byte = static_cast<unsigned char>(letter);
        url += '%';
        url += digits[byte >> 4];
        url += digits[byte & 15];
    }
    return url;
}

std::string FileNames::make(std::string_view text) {
    const std::string name = safe_file_name(text);
    std::string unique = name;
    for (int number = 2; !taken_.insert(fold_case(unique)).second; ++number)
        unique = name + "-" + std::to_string(number);
    return unique;
}

}  // namespace tidu
