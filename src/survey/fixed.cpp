// SPDX-License-Identifier: Apache-2.0
#include "tidu/survey/fixed.h"

#include <array>
#include <charconv>
#include <cmath>

namespace tidu::survey {

std::string format_fixed(double value, int digits) {
    if (!std::isfinite(value)) return {};
    std::array<char, 400> text{};
    const auto [end, error] =
        std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed, digits);
    std::string written(text.data(), end);
    const bool is_zero = written.find_first_not_of("-0.") == std::string::npos;
    if (is_zero && written.front() == '-') written.erase(0, 1);
    return written;
}

double rounded(double value, int digits) {
    const std::string text = format_fixed(value, digits);
    double number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

std::string format_fixed(const std::optional<double>& value, int digits) {
    return value ? format_fixed(*value, digits) : std::string();
}

std::optional<double> rounded(const std::optional<double>& value, int digits) {
    return value ? std::optional(rounded(*value, digits)) : std::nullopt;
}

}  // namespace tidu::survey
