// SPDX-License-Identifier: Apache-2.0
#include "tidu/survey/calendar_date.h"

#include <array>
#include <chrono>

namespace tidu::survey {
namespace {

/// Year, month and day: runs of digits, the year of four; without separators two digits each follow it.
std::optional<std::array<unsigned, 3>> split_digits(std::string_view text) {
    std::array<unsigned, 3> parts{};
    std::size_t part = 0;
    std::size_t digits = 0;
    for (char c : text) {
        if (c < '0' || c > '9') {
            if (digits > 0) ++part;
            digits = 0;
            continue;
        }
        if (digits == (part == 0 ? 4 : 2)) {
            ++part;
            digits = 0;
        }
        if (part >= parts.size()) return std::nullopt;
        parts[part] = parts[part] * 10 + static_cast<unsigned>(c - '0');
        ++digits;
    }
    return parts;
}

void append_digits(std::string& text, unsigned number, std::size_t width) {
    const std::string digits = std::to_string(number);
    text.append(width - digits.size(), '0');
    text += digits;
}

}  // namespace

std::optional<std::string> iso_date(std::string_view text) {
    const auto parts = split_digits(text);
    if (!parts || (*parts)[0] < 1900) return std::nullopt;
    const auto [year, month, day] = *parts;
    const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(year)),
                                           std::chrono::month(month), std::chrono::day(day)};
    if (!date.ok()) return std::nullopt;
    std::string written;
    append_digits(written, year, 4);
    written += '-';
    append_digits(written, month, 2);
    written += '-';
    append_digits(written, day, 2);
    return written;
}

}  // namespace tidu::survey
