// SPDX-License-Identifier: Apache-2.0
// Decimal numbers in and out, the same in every locale.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tidu {

/// Every comparison of scores and thresholds allows this much (spec section 2.7); ranges of answers are
/// exact.
inline constexpr double tolerance = 1e-9;

/// Whether the text is an optional sign, digits, optional fraction and exponent, and nothing else.
bool is_decimal(std::string_view text);

/// A decimal as written in an indicator or answer file: optional sign, digits, optional fraction and
/// exponent. `010` is ten. No hexadecimal, no infinity, no NaN, nothing left over: those and overflow give
/// nullopt.
std::optional<double> parse_number(std::string_view text);

/// The shortest decimal that reads back as the same double, never in exponent form between 1e-7 and 1e21;
/// `-0` is `0`.
std::string format_number(double value);

/// A score cut towards minus infinity to `digits` decimals after adding the tolerance: 59.96 with one digit
/// is 59.9. Always `digits` decimals. `-0.00` is never printed.
std::string format_cut(double value, int digits);

/// Decimals needed to write `value` exactly as a person wrote it (at most 9): 59.5 needs one.
int decimals_of(double value);

}  // namespace tidu
