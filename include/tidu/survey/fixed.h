// SPDX-License-Identifier: Apache-2.0
// Estimates as they are published: rounded to fixed digits, so that the last bits of a platform never show.
#pragma once

#include <optional>
#include <string>

namespace tidu::survey {

/// Rounded half-even to `digits` decimals; the same in every locale; never `-0`. Infinity and NaN give an
/// empty text.
std::string format_fixed(double value, int digits);
/// Empty where there is none.
std::string format_fixed(const std::optional<double>& value, int digits);

/// `value` rounded likewise, for JSON numbers.
double rounded(double value, int digits);
std::optional<double> rounded(const std::optional<double>& value, int digits);

}  // namespace tidu::survey
