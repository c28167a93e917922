// SPDX-License-Identifier: Apache-2.0
// Where a word stands in the table of its column. The planner chooses the multiplier so that no two words of
// a column meet (fast_plan_words.cpp); the kernel looks at one place only.
// In an unnamed namespace, because the kernel is compiled for several processors.
#pragma once

#include <cstring>

#include "fast_tables.h"

namespace tidu {
namespace {

/// The first `size` (1 to 8) of 8 readable bytes, the first one lowest.
inline std::uint64_t word_key(const char* text, std::uint32_t size) {
    std::uint64_t word;
    std::memcpy(&word, text, sizeof word);
    return size >= 8 ? word : word & (~std::uint64_t{0} >> (64 - 8 * size));
}

/// What tells words of one column apart: the size, and 8 bytes each at the begin, the middle and the end. Two
/// texts of options that begin and end alike often differ in one character between. 8 bytes must be readable.
inline std::uint64_t digest_of_word(const char* text, std::uint32_t size) {
    constexpr std::uint64_t spread = 0x9e3779b97f4a7c15u;
    const std::uint64_t first = word_key(text, size);
    if (size <= 8) return first * spread + size;
    const std::uint64_t middle = word_key(text + size / 2 - 4, 8);
    const std::uint64_t last = word_key(text + size - 8, 8);
    return ((first * spread ^ middle) * spread ^ last) * spread + size;
}

inline std::uint32_t place_of_word(const FastWords& words, const char* text, std::uint32_t size) {
    const std::uint64_t mixed = digest_of_word(text, size) * words.multiplier;
    return static_cast<std::uint32_t>((mixed ^ (mixed >> 32)) * words.multiplier >> words.shift);
}

}  // namespace
}  // namespace tidu
