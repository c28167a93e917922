// SPDX-License-Identifier: Apache-2.0
// How large the numbers of files may be.
#pragma once

#include <optional>

#include "tidu/system/system.h"

namespace tidu {

/// Numbers of indicator files and answers lie within this of 0: below it a double tells neighbouring whole
/// numbers apart, and no sum or product of them overflows.
inline constexpr double largest_number = 1e15;

/// The numbers that an answer can be: the range that the file states, else all that are counted with.
inline Range number_range(const std::optional<Range>& stated) {
    return stated.value_or(Range{-largest_number, largest_number});
}

}  // namespace tidu
