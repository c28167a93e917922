// SPDX-License-Identifier: Apache-2.0
// Cells as numbers, 64 rows of a column at a time.
// Part of fast_kernel.cpp, compiled with it once for every instruction set. All of it is in an unnamed
// namespace, so that no code built for a newer processor is shared with the rest of the program.
#pragma once

#include "fast_kernel_cells.h"

namespace tidu {
namespace {

/// Decimals of at most 8 bytes, digits with at most one point between digits; `words` holds the bytes, the
/// first one lowest, `sizes` is 1 to 8. Both parts of the division are exact doubles: the quotient is exactly
/// what a correct conversion gives. `wrong` is not 0 where the text is something else.
void parse_short_decimals(const u64* words, const u64* sizes, double* values, u64* wrong) {
    constexpr u64 ones = 0x0101010101010101u;
    constexpr u64 zeros = 0x3030303030303030u;
    constexpr u64 high_bits = 0x8080808080808080u;
    constexpr u64 high_halves = 0xf0f0f0f0f0f0f0f0u;
    constexpr u64 pairs = 0x000000ff000000ffu;
    constexpr double powers_of_ten[] = {1e6, 1e5, 1e4, 1e3, 1e2, 1e1};
    const WideWords one = WideWords{} + 1u;
    for (u32 row = 0; row < lanes; row += width) {
        WideWords word, size;
        std::memcpy(&word, words + row, sizeof word);
        std::memcpy(&size, sizes + row, sizeof size);
        const WideWords unused = 64u - 8u * size;  // bits
        // Right-aligned: the last character in the highest byte, '0' below the first.
        word = (word << unused) | (zeros & ((one << unused) - 1u));
        const WideWords points = word ^ (0x2e * ones);
        const WideWords found = (points - ones) & ~points & high_bits;
        const WideWords point =
            (found & (0u - found)) >> 7;  // lowest bit of the byte of the first point; 0: none
        const WideWords before = word & (point - 1u);
        const WideWords behind = word & ~((point << 8) - 1u);
        word = point != 0u ? (behind | before << 8 | 0x30u) : word;
        const WideWords at_an_end = (point >> 56) | (point & (one << unused));
        const WideWords not_digits =
            ((word & high_halves) ^ zeros) | (((word + 6 * ones) & high_halves) ^ zeros);
        Wide divisor = Wide{} + 1.0;
        for (u32 byte = 1; byte <= 6; ++byte)
            divisor =
                point == (WideWords{} + (u64{1} << (8 * byte))) ? Wide{} + powers_of_ten[byte - 1] : divisor;
        word -= zeros;
        word = word * 10u + (word >> 8);
        word = ((word & pairs) * 0x000f424000000064u + ((word >> 16) & pairs) * 0x0000271000000001u) >> 32;
        const WideIntegers digits = reinterpret_cast<const WideIntegers&>(word);  // below 10^8
        const Wide value = __builtin_convertvector(digits, Wide) / divisor;
        const WideWords bad = at_an_end | not_digits;
        std::memcpy(values + row, &value, sizeof value);
        std::memcpy(wrong + row, &bad, sizeof bad);
    }
}

/// What the short way leaves: longer decimals, a minus, a percent sign, quotes. At most 15 digits, so that
/// both parts of the division are exact again. false: something else.
bool parse_decimal(Cell cell, bool takes_percent_sign, double& value) {
    if (takes_percent_sign && cell.size > 1 && cell.text[cell.size - 1] == '%') --cell.size;
    const bool negative = cell.size > 0 && cell.text[0] == '-';
    u64 digits = 0;
    u32 digit_count = 0, behind_point = 0;
    bool has_point = false;
    for (u32 at = negative ? 1 : 0; at < cell.size; ++at) {
        const char letter = cell.text[at];
        if (letter >= '0' && letter <= '9') {
            digits = digits * 10 + static_cast<u64>(letter - '0');
            behind_point += has_point ? 1 : 0;
            if (++digit_count > 15) return false;
        } else if (letter == '.' && !has_point && digit_count > 0) {
            has_point = true;
        } else {
            return false;
        }
    }
    if (digit_count == 0 || (has_point && behind_point == 0) || (negative && digits == 0)) return false;
    double divisor = 1;
    for (u32 digit = 0; digit < behind_point; ++digit)
        divisor *= 10;
    value = static_cast<double>(digits) / divisor;
    if (negative) value = -value;
    return true;
}

/// Cells that the short way did not understand; returns those that stay refused.
u64 read_again(const Cursor& cursor, const FastNumberColumn& column, u64 refused, double* numbers,
               u8* classes, FastRows& out) {
    for (u64 rest = refused; rest != 0; rest &= rest - 1) {
        const u32 row = static_cast<u32>(__builtin_ctzll(rest));
        if (classes[row] != cell_other) continue;
        const Cell cell = cursor.cell(row, column.field);
        bool understood = false;
        if (cell.size == 0) {
            classes[row] = cell_empty;
            understood = true;
        } else if (parse_decimal(cell, column.takes_percent_sign != 0, numbers[row])) {
            understood = numbers[row] >= column.low && numbers[row] <= column.high;
        } else if (column.reads_reasons && declares_not_applicable(cell, row, out)) {
            classes[row] = cell_na;
            understood = column.na_refused == 0;
        }
        if (understood) refused &= ~(u64{1} << row);
    }
    return refused;
}

/// An empty cell is the default of an input that has one.
void complete_numbers(const FastNumberColumn& column, double* numbers, u8* classes, FastRows& out) {
    if (column.empty_refused) out.refused |= mask_equal(classes, cell_empty);
    if (!column.has_default) return;
    for (u32 row = 0; row < lanes; ++row) {
        if (classes[row] != cell_empty) continue;
        classes[row] = cell_other;
        numbers[row] = column.default_value;
    }
}

void read_number_column(const Cursor& cursor, u32 index, FastRows& out) {
    const FastNumberColumn& column = cursor.tables.number_columns[index];
    double* numbers = out.numbers[index];
    u8* classes = out.number_class[index];
    if (!column.present) {
        std::memset(classes, cell_empty, lanes);
        complete_numbers(column, numbers, classes, out);
        return;
    }
    alignas(64) u64 words[lanes], sizes[lanes], misread[lanes];
    const u8* cells = cursor.fields.classes + cursor.first_field + column.field;
    const u32* ends = cursor.fields.ends + cursor.first_field + column.field;
    const std::ptrdiff_t stride = cursor.tables.fields;
    for (u32 row = 0; row < lanes; ++row) {
        if (row >= cursor.rows) {
            classes[row] = cell_empty;
            words[row] = sizes[row] = 1;
            continue;
        }
        const u32 begin = ends[row * stride - 1] + 1u;
        const u32 size = ends[row * stride] - begin;
        const u8 cell = cells[row * stride];
        classes[row] = cell == cell_empty || cell == cell_na ? cell : static_cast<u8>(cell_other);
        std::memcpy(words + row, cursor.fields.text + begin, sizeof *words);
        sizes[row] = size - 1u < 8u ? size : 1u;
        if (size > 8) words[row] = 0;  // not a digit
    }
    parse_short_decimals(words, sizes, numbers, misread);
    alignas(64) u8 wrong[lanes];
    for (u32 row = 0; row < lanes; ++row) {
        const bool understood =
            misread[row] == 0 && numbers[row] >= column.low && numbers[row] <= column.high;
        const bool refused_class = classes[row] == cell_na && column.na_refused != 0;
        wrong[row] = (classes[row] == cell_other && !understood) || refused_class ? 1 : 0;
    }
    u64 refused = mask_of_bytes(wrong, 1);
    if (refused != 0) refused = read_again(cursor, column, refused, numbers, classes, out);
    if (column.given_refused) refused |= ~mask_equal(classes, cell_empty);
    out.refused |= refused;
    complete_numbers(column, numbers, classes, out);
}

}  // namespace
}  // namespace tidu
