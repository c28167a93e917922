// SPDX-License-Identifier: Apache-2.0
// Shares as exact fractions. A rate of 0.07 in binary floating point asks one enterprise too many in 153 of
// the first 20,000 population sizes; a fraction never does.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tidu::survey {

/// A fraction between 0 and 1 in lowest terms; the denominator is never 0.
struct Rate {
    std::uint64_t numerator = 1;
    std::uint64_t denominator = 10;
    bool operator==(const Rate&) const = default;
};

/// Reads `10%`, `0.1`, `1/10`, `12.5 %`. nullopt: not a decimal or fraction, outside [0, 1], or more than 12
/// decimals.
std::optional<Rate> parse_rate(std::string_view text);

/// `1/10`
std::string format_rate(Rate rate);

/// The smallest whole number that is at least `rate` of `population`: ceil(a N / b) in integers.
/// Source: facts on "at least 10 % in every city"; see docs/methods/sampling.md.
std::uint64_t share_rounded_up(Rate rate, std::uint64_t population);

}  // namespace tidu::survey
