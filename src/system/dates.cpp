// SPDX-License-Identifier: Apache-2.0
#include "dates.h"

#include <algorithm>
#include <chrono>

namespace tidu {

namespace {

/// The number in the digits of `text`; they have been checked.
int number_in(std::string_view text) {
    int number = 0;
    for (const char digit : text)
        number = number * 10 + (digit - '0');
    return number;
}

}  // namespace

bool is_iso_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
    const auto is_digit_or_dash = [](char c) { return (c >= '0' && c <= '9') || c == '-'; };
    if (!std::all_of(text.begin(), text.end(), is_digit_or_dash) ||
        std::count(text.begin(), text.end(), '-') != 2)
        return false;
    const auto day = static_cast<unsigned>(number_in(text.substr(8)));
    const auto month = static_cast<unsigned>(number_in(text.substr(5, 2)));
    return std::chrono::year_month_day(std::chrono::year(number_in(text.substr(0, 4))),
                                       std::chrono::month(month), std::chrono::day(day))
        .ok();
}

}  // namespace tidu
