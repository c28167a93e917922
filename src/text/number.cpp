// SPDX-License-Identifier: Apache-2.0
// Numbers in and out by std::from_chars and std::to_chars, which know no locale.
#include "tidu/text/number.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>
#include <cmath>
#include <cstdint>

namespace tidu {

namespace {

bool is_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

/// Moves past digits; false when there are none.
bool skip_digits(std::string_view text, std::size_t& offset) {
    const std::size_t start = offset;
    while (offset < text.size() && is_digit(text[offset]))
        ++offset;
    return offset > start;
}

std::string fixed(double value, int digits) {
    std::array<char, 400> buffer;  // the largest double has 309 digits
    const auto result =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed, digits);
    return {buffer.data(), result.ptr};
}

}  // namespace

bool is_decimal(std::string_view text) {
    std::size_t offset = 0;
    const auto skip = [&](std::string_view any_of) {
        const bool there = offset < text.size() && any_of.find(text[offset]) != std::string_view::npos;
        if (there) ++offset;
        return there;
    };
    skip("+-");
    if (!skip_digits(text, offset)) return false;
    if (skip(".") && !skip_digits(text, offset)) return false;
    if (skip("eE")) {
        skip("+-");
        if (!skip_digits(text, offset)) return false;
    }
    return offset == text.size();
}

std::optional<double> parse_number(std::string_view text) {
    if (!is_decimal(text)) return std::nullopt;
    if (text.front() == '+') text.remove_prefix(1);  // from_chars knows no plus
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

std::string format_number(double value) {
    assert(std::isfinite(value));
    if (value == 0) return "0";
    const double magnitude = std::fabs(value);
    const bool plain = magnitude >= 1e-7 && magnitude < 1e21;
    std::array<char, 64> buffer;
    const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                      plain ? std::chars_format::fixed : std::chars_format::scientific);
    return {buffer.data(), result.ptr};
}

std::string format_cut(double value, int digits) {
    assert(std::isfinite(value) && digits >= 0 && digits <= 15);
    const double cut = std::floor((value + tolerance) * std::pow(10.0, digits));
    if (std::fabs(cut) >= 9e15) return fixed(value, digits);  // the value has no such decimals any more
    // The digits of the whole number, with the point put in: no second rounding.
    const auto units = static_cast<std::int64_t>(cut);
    std::string text = std::to_string(std::abs(units));
    const auto decimals = static_cast<std::size_t>(digits);
    if (text.size() <= decimals) text.insert(0, decimals + 1 - text.size(), '0');
    if (decimals > 0) text.insert(text.size() - decimals, 1, '.');
    return units < 0 ? "-" + text : text;
}

int decimals_of(double value) {
    const std::string text = format_number(value);
    if (text.find('e') != std::string::npos) return std::fabs(value) < 1 ? 9 : 0;
    const std::size_t point = text.find('.');
    if (point == std::string::npos) return 0;
    return static_cast<int>(std::min<std::size_t>(text.size() - point - 1, 9));
}

}  // namespace tidu
