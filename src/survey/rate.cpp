// SPDX-License-Identifier: Apache-2.0
// Decimal text to exact fraction. First step of every plan.
#include "tidu/survey/rate.h"

#include <numeric>

#include "wide.h"

namespace tidu::survey {
namespace {

std::string_view trim_blanks(std::string_view text) {
    while (!text.empty() && text.front() == ' ')
        text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ')
        text.remove_suffix(1);
    return text;
}

/// Digits with at most one point, as numerator over a power of ten.
std::optional<Rate> parse_decimal(std::string_view text) {
    constexpr std::size_t digit_limit = 15;
    constexpr int decimal_limit = 12;
    if (text.empty() || text.size() > digit_limit) return std::nullopt;
    Rate rate{0, 1};
    int decimals = -1;
    bool has_digit = false;
    for (char c : text) {
        if (c == '.' && decimals < 0) {
            decimals = 0;
        } else if (c >= '0' && c <= '9') {
            has_digit = true;
            rate.numerator = rate.numerator * 10 + static_cast<std::uint64_t>(c - '0');
            if (decimals >= 0) {
                rate.denominator *= 10;
                ++decimals;
            }
        } else {
            return std::nullopt;
        }
    }
    if (!has_digit || decimals > decimal_limit) return std::nullopt;
    return rate;
}

std::optional<Rate> reduced(Rate rate) {
    if (rate.denominator == 0 || rate.numerator > rate.denominator) return std::nullopt;
    const std::uint64_t divisor = std::gcd(rate.numerator, rate.denominator);
    return Rate{rate.numerator / divisor, rate.denominator / divisor};
}

}  // namespace

std::optional<Rate> parse_rate(std::string_view text) {
    text = trim_blanks(text);
    if (const std::size_t slash = text.find('/'); slash != std::string_view::npos) {
        const auto above = parse_decimal(trim_blanks(text.substr(0, slash)));
        const auto below = parse_decimal(trim_blanks(text.substr(slash + 1)));
        if (!above || !below || above->denominator != 1 || below->denominator != 1) return std::nullopt;
        return reduced({above->numerator, below->numerator});
    }
    const bool percent = !text.empty() && text.back() == '%';
    if (percent) text = trim_blanks(text.substr(0, text.size() - 1));
    auto rate = parse_decimal(text);
    if (!rate) return std::nullopt;
    if (percent) rate->denominator *= 100;
    return reduced(*rate);
}

std::string format_rate(Rate rate) {
    return std::to_string(rate.numerator) + "/" + std::to_string(rate.denominator);
}

std::uint64_t share_rounded_up(Rate rate, std::uint64_t population) {
    const Unsigned128 product = Unsigned128{rate.numerator} * population;
    return static_cast<std::uint64_t>((product + rate.denominator - 1) / rate.denominator);
}

}  // namespace tidu::survey
