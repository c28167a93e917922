// SPDX-License-Identifier: Apache-2.0
// Cells as choices of several options: `a|c`, ids or texts between separators, 64 rows of a column at a time.
// Part of fast_kernel.cpp, compiled with it once for every instruction set. All of it is in an unnamed
// namespace, so that no code built for a newer processor is shared with the rest of the program.
#pragma once

#include "fast_kernel_cells.h"

namespace tidu {
namespace {

/// Option bits of `a|c|d`: letters with `|` or `;` between them, each once. false: something else.
bool parse_letters(const Cell& cell, const FastMultiColumn& column, u32& chosen) {
    const auto& [text, size] = cell;
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
    chosen = bits;
    return true;
}

/// Size of the separator that begins at `text`; 0: none that may part options of this column.
u32 separator_size(const char* text, u32 rest, u8 separators) {
    if (text[0] == '|') return separators & between_bar ? 1 : 0;
    if (text[0] == ';') return separators & between_semicolon ? 1 : 0;
    const bool ideographic = rest >= 3 && std::memcmp(text, "\xE3\x80\x81", 3) == 0;
    return ideographic && (separators & between_ideographic_comma) != 0 ? 3 : 0;
}

/// Option bits of words with separators between them. false: something else.
__attribute__((noinline)) bool parse_words(const Cell& cell, const FastMultiColumn& column, u32& chosen) {
    u32 bits = 0;
    u32 begin = 0;
    for (u32 at = 0; at <= cell.size; ++at) {
        const u32 separator =
            at == cell.size ? 1 : separator_size(cell.text + at, cell.size - at, column.separators);
        if (separator == 0) continue;
        const FastWord* word = find_word(column.words, {cell.text + begin, at - begin});
        if (!word) return false;
        bits |= 1u << word->means;
        begin = at + separator;
        at = begin - 1;
    }
    chosen = bits;
    return true;
}

/// What is written in one cell; its class is cell_na where that was declared.
u8 read_options(const Cell& cell, const FastMultiColumn& column, u32 row, u32& chosen, FastRows& out) {
    if (cell.size == 0) return column.has_default ? cell_other : cell_empty;
    const bool letters = column.reads_letters != 0 && parse_letters(cell, column, chosen);
    if (!letters && !parse_words(cell, column, chosen)) {
        chosen = 0;
        if (column.reads_reasons && declares_not_applicable(cell, row, out)) return cell_na;
        out.refused |= u64{1} << row;
    }
    const bool alone = (chosen & (chosen - 1)) == 0;
    if ((chosen & column.exclusive) != 0 && !alone) out.refused |= u64{1} << row;
    return cell_other;
}

void read_multi_column(const Cursor& cursor, u32 index, FastRows& out) {
    const FastMultiColumn& column = cursor.tables.multi_columns[index];
    u8* classes = out.multi_class[index];
    u8(*planes)[lanes] = out.chosen[index];
    const u8* cells = cursor.fields.classes + cursor.first_field + column.field;
    const std::size_t stride = cursor.tables.fields;
    const u8 silent = column.has_default ? cell_other : cell_empty;
    for (u32 row = 0; row < lanes; ++row) {
        u32 chosen = column.default_chosen;
        u8 cell = row < cursor.rows ? cells[row * stride] : static_cast<u8>(cell_empty);
        if (cell == cell_empty)
            cell = silent;
        else if (cell != cell_na)
            cell = read_options(cursor.cell(row, column.field), column, row, chosen, out);
        classes[row] = cell;
        planes[0][row] = static_cast<u8>(chosen);
        if (column.option_count > 8) planes[1][row] = static_cast<u8>(chosen >> 8);
    }
    if (column.na_refused) out.refused |= mask_equal(classes, cell_na);
}

}  // namespace
}  // namespace tidu
