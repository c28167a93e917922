// SPDX-License-Identifier: Apache-2.0
// Rows side by side: registers of doubles, small loops over 64 rows, masks and comparisons.
// Part of fast_kernel.cpp, compiled with it once for every instruction set. All of it is in an unnamed
// namespace, so that no code built for a newer processor is shared with the rest of the program.
#pragma once

#include <cmath>
#include <cstring>

#include "fast_tables.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace tidu {
namespace {

using u8 = std::uint8_t;
using u32 = std::uint32_t;
using u64 = std::uint64_t;

constexpr u32 lanes = fast_lanes;
constexpr double slack = 1e-9;  // the tolerance of every comparison

// ---------------------------------------------------------------------------------------------- a register
// of rows

#if defined(__AVX512F__)
constexpr u32 width = 8;
#elif defined(__AVX2__)
constexpr u32 width = 4;
#else
constexpr u32 width = 2;
#endif
typedef double Wide __attribute__((vector_size(8 * width)));
typedef u64 WideWords __attribute__((vector_size(8 * width)));
typedef std::int64_t WideIntegers __attribute__((vector_size(8 * width)));

Wide load(const double* from) {
    Wide values;
    std::memcpy(&values, from, sizeof values);
    return values;
}

void store(double* to, const Wide& values) {
    std::memcpy(to, &values, sizeof values);
}

Wide all(double value) {
    return Wide{} + value;
}

WideWords load_classes(const u8* classes) {
#if defined(__AVX512F__)
    return reinterpret_cast<WideWords>(
        _mm512_cvtepu8_epi64(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(classes))));
#elif defined(__AVX2__)
    int four;
    std::memcpy(&four, classes, sizeof four);
    return reinterpret_cast<WideWords>(_mm256_cvtepu8_epi64(_mm_cvtsi32_si128(four)));
#else
    WideWords wide;
    for (u32 row = 0; row < width; ++row)
        wide[row] = classes[row];
    return wide;
#endif
}

/// table[class] of each row.
Wide look_up(const double* table, const WideWords& classes) {
#if defined(__AVX512F__)
    return reinterpret_cast<Wide>(_mm512_permutex2var_pd(
        _mm512_loadu_pd(table), reinterpret_cast<__m512i>(classes), _mm512_loadu_pd(table + 8)));
#else
    Wide found;
    for (u32 row = 0; row < width; ++row)
        found[row] = table[classes[row]];
    return found;
#endif
}

// ---------------------------------------------------------------------------------------------- small loops
// over 64 rows

/// to[row] = table[classes[row]], bytes.
void look_up_bytes(const u8* classes, const u8* table, u8* to) {
#if defined(__SSSE3__)
    const __m128i entries = _mm_load_si128(reinterpret_cast<const __m128i*>(table));
    for (u32 row = 0; row < lanes; row += 16) {
        const __m128i cells = _mm_loadu_si128(reinterpret_cast<const __m128i*>(classes + row));
        _mm_storeu_si128(reinterpret_cast<__m128i*>(to + row), _mm_shuffle_epi8(entries, cells));
    }
#else
    for (u32 row = 0; row < lanes; ++row)
        to[row] = table[classes[row]];
#endif
}

void add_looked_up_bytes(const u8* classes, const u8* table, u8* to) {
    alignas(64) u8 found[lanes];
    look_up_bytes(classes, table, found);
    for (u32 row = 0; row < lanes; ++row)
        to[row] = static_cast<u8>(to[row] + found[row]);
}

/// Bit per row: (byte & wanted) != 0.
u64 mask_of_bytes(const u8* bytes, u8 wanted) {
#if defined(__AVX512BW__)
    return _mm512_test_epi8_mask(_mm512_loadu_si512(bytes), _mm512_set1_epi8(static_cast<char>(wanted)));
#elif defined(__SSE2__)
    u64 mask = 0;
    const __m128i bit = _mm_set1_epi8(static_cast<char>(wanted));
    for (u32 row = 0; row < lanes; row += 16) {
        const __m128i loaded = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + row));
        const __m128i zero = _mm_cmpeq_epi8(_mm_and_si128(loaded, bit), _mm_setzero_si128());
        mask |= static_cast<u64>(static_cast<u32>(~_mm_movemask_epi8(zero)) & 0xffffu) << row;
    }
    return mask;
#else
    u64 mask = 0;
    for (u32 row = 0; row < lanes; ++row)
        mask |= static_cast<u64>((bytes[row] & wanted) != 0) << row;
    return mask;
#endif
}

u64 mask_equal(const u8* bytes, u8 wanted) {
    alignas(64) u8 equal[lanes];
    for (u32 row = 0; row < lanes; ++row)
        equal[row] = bytes[row] == wanted ? 1 : 0;
    return mask_of_bytes(equal, 1);
}

/// Cells of items that are not applicable: declared so, or switched off.
u64 not_applicable_cells(const u8* classes) {
    return mask_equal(classes, cell_na) | mask_equal(classes, cell_off);
}

/// Writes a byte where the mask is set.
void set_where(u64 mask, u8 byte, u8* to) {
#if defined(__AVX512BW__)
    _mm512_mask_storeu_epi8(to, mask, _mm512_set1_epi8(static_cast<char>(byte)));
#else
    for (; mask != 0; mask &= mask - 1)
        to[__builtin_ctzll(mask)] = byte;
#endif
}

/// Bit per row: value >= threshold.
u64 mask_at_least(const double* values, double threshold) {
#if defined(__AVX512F__)
    u64 mask = 0;
    const __m512d limit = _mm512_set1_pd(threshold);
    for (u32 row = 0; row < lanes; row += 8)
        mask |= static_cast<u64>(_mm512_cmp_pd_mask(_mm512_load_pd(values + row), limit, _CMP_GE_OQ)) << row;
    return mask;
#elif defined(__SSE2__)
    u64 mask = 0;
    const __m128d limit = _mm_set1_pd(threshold);
    for (u32 row = 0; row < lanes; row += 2)
        mask |= static_cast<u64>(
                    static_cast<u32>(_mm_movemask_pd(_mm_cmpge_pd(_mm_load_pd(values + row), limit))))
                << row;
    return mask;
#else
    u64 mask = 0;
    for (u32 row = 0; row < lanes; ++row)
        mask |= static_cast<u64>(values[row] >= threshold) << row;
    return mask;
#endif
}

/// What x >= asks of x > threshold.
double above(double threshold) {
    return std::nextafter(threshold, HUGE_VAL);
}

/// Three-valued comparison of the ranges [low, high] with a number, as score/selection.cpp compares.
FastMask compare(const double* low, const double* high, FastComparator comparator, double threshold) {
    const bool upwards = comparator == FastComparator::at_least || comparator == FastComparator::below;
    FastMask mask;
    if (upwards) {  // at_least: yes where even the low end reaches, no where the high end does not
        mask.yes = mask_at_least(low, threshold - slack);
        mask.no = low == high ? ~mask.yes : ~mask_at_least(high, threshold - slack);
    } else {  // at_most: x <= t is not (x > t), and x > t is x >= the next double above t
        const double beyond = above(threshold + slack);
        mask.no = mask_at_least(low, beyond);
        mask.yes = low == high ? ~mask.no : ~mask_at_least(high, beyond);
    }
    const bool opposite = comparator == FastComparator::below || comparator == FastComparator::above;
    return opposite ? FastMask{mask.no, mask.yes, 0} : mask;
}

/// The same with a range of thresholds in every row.
FastMask compare_rows(const double* low, const double* high, FastComparator comparator,
                      const double* needed_low, const double* needed_high) {
    const bool upwards = comparator == FastComparator::at_least || comparator == FastComparator::below;
    alignas(64) u8 yes[lanes], no[lanes];
    for (u32 row = 0; row < lanes; ++row) {
        const bool certain =
            upwards ? low[row] >= needed_high[row] - slack : high[row] <= needed_low[row] + slack;
        const bool possible =
            upwards ? high[row] >= needed_low[row] - slack : low[row] <= needed_high[row] + slack;
        yes[row] = certain ? 1 : 0;
        no[row] = certain || possible ? 0 : 1;
    }
    const FastMask mask{mask_of_bytes(yes, 1), mask_of_bytes(no, 1), 0};
    const bool opposite = comparator == FastComparator::below || comparator == FastComparator::above;
    return opposite ? FastMask{mask.no, mask.yes, 0} : mask;
}

}  // namespace
}  // namespace tidu
