// SPDX-License-Identifier: Apache-2.0
// Cells as answers: classes, numbers, choices of several options, 64 rows of a column at a time.
// Part of fast_kernel.cpp, compiled with it once for every instruction set. All of it is in an unnamed
// namespace, so that no code built for a newer processor is shared with the rest of the program.
#pragma once

#include "fast_kernel_lanes.h"

namespace tidu {
namespace {

struct Cursor {
    const FastTables& tables;
    const FastFields& fields;
    u32 first_field;
    u32 rows;

    u32 field_number(u32 row, u32 field) const { return first_field + row * tables.fields + field; }
    const char* begin(u32 number) const {
        return fields.text + (fields.ends[static_cast<std::ptrdiff_t>(number) - 1] + 1u);
    }
    u32 size(u32 number) const {
        return fields.ends[number] - fields.ends[static_cast<std::ptrdiff_t>(number) - 1] - 1u;
    }
};

u64 load_8(const char* text) {
    u64 word;
    std::memcpy(&word, text, sizeof word);
    return word;
}

/// The first `size` (1 to 8) bytes.
u64 key_of(const char* text, u32 size) {
    return load_8(text) & (~u64{0} >> (64 - 8 * size));
}

u8 class_of_word(const FastTables& tables, const FastClassColumn& column, const char* text, u32 size) {
    if (size == 0 || size > 8) return cell_bad;
    const u64 key = key_of(text, size);
    for (u32 word = 0; word < column.word_count; ++word)
        if (tables.words[column.first_word + word].key == key)
            return tables.words[column.first_word + word].cell;
    return cell_bad;
}

void read_class_column(const Cursor& cursor, u32 index, FastRows& out) {
    const FastClassColumn& column = cursor.tables.class_columns[index];
    u8* classes = out.classes[index];
    if (!column.present) {
        std::memset(classes, cell_empty, lanes);
        return;
    }
    const u8* cells = cursor.fields.classes + cursor.first_field + column.field;
    const std::size_t stride = cursor.tables.fields;
    if (cursor.rows == lanes) {
        for (u32 row = 0; row < lanes; ++row)
            classes[row] = cells[row * stride];
    } else {
        std::memset(classes, cell_empty, lanes);
        for (u32 row = 0; row < cursor.rows; ++row)
            classes[row] = cells[row * stride];
    }
    for (u64 others = mask_equal(classes, cell_other); others != 0; others &= others - 1) {
        const u32 row = static_cast<u32>(__builtin_ctzll(others));
        const u32 number = cursor.field_number(row, column.field);
        classes[row] = class_of_word(cursor.tables, column, cursor.begin(number), cursor.size(number));
    }
    alignas(64) u8 refused[lanes];
    look_up_bytes(classes, column.refused, refused);
    out.refused |= mask_of_bytes(refused, 1);
}

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

void read_number_column(const Cursor& cursor, u32 index, FastRows& out) {
    const FastNumberColumn& column = cursor.tables.number_columns[index];
    double* numbers = out.numbers[index];
    u8* classes = out.number_class[index];
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
        words[row] = load_8(cursor.fields.text + begin);
        sizes[row] = size - 1u < 8u ? size : 1u;
        if (size > 8) words[row] = 0;  // not a digit: refused
    }
    parse_short_decimals(words, sizes, numbers, misread);
    alignas(64) u8 wrong[lanes];
    for (u32 row = 0; row < lanes; ++row) {
        const bool understood =
            misread[row] == 0 && numbers[row] >= column.low && numbers[row] <= column.high;
        const bool refused_class = classes[row] == cell_na && column.na_refused != 0;
        wrong[row] = (classes[row] == cell_other && !understood) || refused_class ? 1 : 0;
    }
    out.refused |= mask_of_bytes(wrong, 1);
}

/// Option bits of `a|c|d`: letters with `|` or `;` between them, each once. false: something else.
bool parse_letters(const char* text, u32 size, const FastMultiColumn& column, u8& chosen) {
    if (size % 2 == 0 || size > 15) return false;
    u32 bits = 0;
#if defined(__SSSE3__)
    const __m128i place = _mm_setr_epi8(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    const __m128i inside = _mm_cmpgt_epi8(_mm_set1_epi8(static_cast<char>(size)), place);
    const __m128i even = _mm_set1_epi16(0x00ff);
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text));
    const __m128i option = _mm_sub_epi8(_mm_or_si128(bytes, _mm_set1_epi8(0x20)), _mm_set1_epi8('a'));
    const __m128i allowed = _mm_cmpeq_epi8(
        _mm_min_epu8(option, _mm_set1_epi8(static_cast<char>(column.option_count - 1))), option);
    const __m128i between =
        _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('|')), _mm_cmpeq_epi8(bytes, _mm_set1_epi8(';')));
    const __m128i good = _mm_or_si128(_mm_and_si128(even, allowed), _mm_andnot_si128(even, between));
    if (_mm_movemask_epi8(_mm_andnot_si128(good, inside)) != 0) return false;
    const __m128i powers =
        _mm_setr_epi8(1, 2, 4, 8, 16, 32, 64, static_cast<char>(128), 0, 0, 0, 0, 0, 0, 0, 0);
    const __m128i letters = _mm_and_si128(_mm_and_si128(inside, even), _mm_shuffle_epi8(powers, option));
    const __m128i sums = _mm_sad_epu8(letters, _mm_setzero_si128());
    bits = static_cast<u32>(_mm_cvtsi128_si32(sums) + _mm_extract_epi16(sums, 4));
    // A letter given twice carries into another bit, so that fewer bits are left than letters.
    if (bits > 255 || static_cast<u32>(__builtin_popcount(bits)) != (size + 1) / 2) return false;
#else
    for (u32 at = 0; at < size; at += 2) {
        const u32 option = static_cast<u32>((static_cast<unsigned char>(text[at]) | 0x20) - 'a');
        if (option >= column.option_count || (bits >> option & 1) != 0) return false;
        if (at != 0 && text[at - 1] != '|' && text[at - 1] != ';') return false;
        bits |= 1u << option;
    }
#endif
    chosen = static_cast<u8>(bits);
    return (bits & column.exclusive) == 0 || (bits & (bits - 1)) == 0;
}

void read_multi_column(const Cursor& cursor, u32 index, FastRows& out) {
    const FastMultiColumn& column = cursor.tables.multi_columns[index];
    u8* chosen = out.chosen[index];
    u8* classes = out.multi_class[index];
    u64 refused = 0;
    for (u32 row = 0; row < lanes; ++row) {
        chosen[row] = 0;
        classes[row] = cell_empty;
        if (row >= cursor.rows) continue;
        const u32 number = cursor.field_number(row, column.field);
        const u8 cell = cursor.fields.classes[number];
        classes[row] = cell == cell_empty || cell == cell_na ? cell : static_cast<u8>(cell_other);
        if (cell == cell_na) refused |= static_cast<u64>(column.na_refused) << row;
        if (classes[row] != cell_other) continue;
        const bool read = parse_letters(cursor.begin(number), cursor.size(number), column, chosen[row]);
        refused |= static_cast<u64>(!read) << row;
    }
    out.refused |= refused;
}

}  // namespace
}  // namespace tidu
