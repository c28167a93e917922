// SPDX-License-Identifier: Apache-2.0
// Numbers of a workbook as a person sees them: a number format decides whether 0.62 is 0.62, 62% or a time of
// day.
#pragma once

#include <string>
#include <string_view>

namespace tidu {

enum class NumberLook { plain, percent, date };

/// How cells with this format code show (ECMA-376 part 1, 18.8.31).
NumberLook look_of_format(std::string_view code);
/// The same for the formats that have a number but no code (18.8.30, with the ones of Chinese and Japanese
/// Excel).
NumberLook look_of_builtin_format(unsigned id);

/// `2026-01-31`, `2026-01-31T08:30:00`, or `08:30:00` below one day. Days count from 1899-12-30 (with the
/// leap day of 1900 that never was) or from 1904-01-01. Empty where that is no date.
std::string format_date(double days, bool from_1904);
/// 0.57 is `57%`.
std::string format_percent(double value);

}  // namespace tidu
