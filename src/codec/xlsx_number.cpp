// SPDX-License-Identifier: Apache-2.0
// Number formats and dates of workbooks.
#include "xlsx_number.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <chrono>
#include <cmath>

namespace tidu {

namespace {

/// The code without texts, colours and padding: what is left shows the number.
std::string bare_format(std::string_view code) {
    std::string bare;
    for (std::size_t offset = 0; offset < code.size(); ++offset) {
        const char byte = code[offset];
        if (byte == '"' || byte == '[') {
            const std::size_t end = code.find(byte == '"' ? '"' : ']', offset + 1);
            if (end == std::string_view::npos) break;
            const std::string_view inside = code.substr(offset + 1, end - offset - 1);
            if (byte == '[' && inside.find_first_not_of("hmsHMS") == std::string_view::npos)
                bare += inside;  // elapsed time
            offset = end;
        } else if (byte == '\\' || byte == '_' || byte == '*') {
            ++offset;
        } else {
            bare += byte;
        }
    }
    return bare;
}

}  // namespace

NumberLook look_of_format(std::string_view code) {
    const std::string bare = bare_format(code.substr(0, code.find(';')));
    if (bare.find('%') != std::string::npos) return NumberLook::percent;
    const bool is_date = bare != "General" && bare.find_first_of("ymdhsYMDHS") != std::string::npos;
    return is_date ? NumberLook::date : NumberLook::plain;
}

NumberLook look_of_builtin_format(unsigned id) {
    const auto is_between = [id](unsigned first, unsigned last) { return id >= first && id <= last; };
    if (is_between(9, 10)) return NumberLook::percent;
    const bool is_date = is_between(14, 22) || is_between(27, 36) || is_between(45, 47) || is_between(50, 58);
    return is_date ? NumberLook::date : NumberLook::plain;
}

std::string format_date(double days, bool from_1904) {
    using namespace std::chrono;
    constexpr double day_after_last = 2958466;  // 10000-01-01
    if (!(days >= 0 && days < day_after_last)) return {};
    const auto second = static_cast<long>(std::llround(days * 86400));
    const long day = second / 86400;
    const auto time = fmt::format("{:02}:{:02}:{:02}", second / 3600 % 24, second / 60 % 60, second % 60);
    if (day == 0 && !from_1904) return time;
    const long before_the_false_leap_day = day < 60 ? 1 : 0;
    const sys_days start =
        from_1904 ? sys_days(year(1904) / 1 / 1)
                  : sys_days(year(1899) / 12 / 30) + std::chrono::days(before_the_false_leap_day);
    const year_month_day date(start + std::chrono::days(day));
    const auto text = fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return second % 86400 == 0 ? text : text + "T" + time;
}

std::string format_percent(double value) {
    // Fifteen digits, as Excel keeps them: 100 * 0.57 is not 57 in binary.
    std::array<char, 32> buffer;
    const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value * 100,
                                      std::chars_format::general, 15);
    return std::string(buffer.data(), result.ptr) + "%";
}

}  // namespace tidu
