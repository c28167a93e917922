// SPDX-License-Identifier: Apache-2.0
// Cells as classes: single letters as the scanner saw them, ids and texts of options by their word tables, 64
// rows of a column at a time.
// Part of fast_kernel.cpp, compiled with it once for every instruction set. All of it is in an unnamed
// namespace, so that no code built for a newer processor is shared with the rest of the program.
#pragma once

#include "fast_kernel_lanes.h"
#include "fast_words.h"

namespace tidu {
namespace {

/// The text of one cell.
struct Cell {
    const char* text = nullptr;
    u32 size = 0;
};

struct Cursor {
    const FastTables& tables;
    const FastFields& fields;
    u32 first_field;
    u32 rows;

    /// What stands inside the quotes, where it is quoted: with quotes inside it is no word, letter or number.
    Cell cell(u32 row, u32 field) const {
        const u32 number = first_field + row * tables.fields + field;
        const u32 begin = fields.ends[static_cast<std::ptrdiff_t>(number) - 1] + 1u;
        const Cell whole{fields.text + begin, fields.ends[number] - begin};
        if (whole.size < 2 || whole.text[0] != '"') return whole;
        return {whole.text + 1, whole.size - 2};
    }
};

/// The entry of a word; null: the column has no such word.
const FastWord* find_word(const FastWords& words, const Cell& cell) {
    if (cell.size == 0) return nullptr;
    const FastWord& word = words.places[place_of_word(words, cell.text, cell.size)];
    if (word.size != cell.size || word.key != word_key(cell.text, cell.size)) return nullptr;
    const bool same = cell.size <= 8 || std::memcmp(word.text + 8, cell.text + 8, cell.size - 8) == 0;
    return same ? &word : nullptr;
}

bool starts_with(const Cell& cell, const char* text, u32 size) {
    return cell.size >= size && std::memcmp(cell.text, text, size) == 0;
}

/// Letters, digits and ideographs: no blank, and nothing that reading might take away.
bool is_plain(unsigned char byte) {
    const unsigned char lower = byte | 0x20;
    return (byte >= '0' && byte <= '9') || (lower >= 'a' && lower <= 'z') || (byte >= 0xE4 && byte <= 0xE9);
}

/// Not applicable in other words than `NA`, with or without a reason: `NA: no kiln`, `不适用：无窑炉`, `N/A`.
bool declares_not_applicable(Cell cell, u32 row, FastRows& out) {
    constexpr const char* words[] = {"不适用", "NA", "N/A", "na", "n/a"};
    u32 size = 0;
    for (const char* word : words) {
        size = static_cast<u32>(std::strlen(word));
        if (starts_with(cell, word, size)) break;
        size = 0;
    }
    if (size == 0) return false;
    cell = {cell.text + size, cell.size - size};
    if (cell.size == 0) return true;
    const u32 colon = cell.text[0] == ':' ? 1 : starts_with(cell, "：", 3) ? 3 : 0;
    if (colon == 0 || cell.size == colon || !is_plain(static_cast<unsigned char>(cell.text[colon])))
        return false;
    ++out.reasons[row];
    return true;
}

void read_class_column(const Cursor& cursor, u32 index, FastRows& out) {
    const FastClassColumn& column = cursor.tables.class_columns[index];
    u8* classes = out.classes[index];
    if (!column.present) {
        std::memset(classes, cell_empty, lanes);
        if (column.refused[cell_empty]) out.refused = ~u64{0};
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
        const Cell cell = cursor.cell(row, column.field);
        if (cell.size == 0)
            classes[row] = cell_empty;
        else if (const FastWord* word = find_word(column.words, cell))
            classes[row] = word->means;
        else if (column.reads_reasons && declares_not_applicable(cell, row, out))
            classes[row] = cell_na;
    }
    alignas(64) u8 refused[lanes];
    look_up_bytes(classes, column.refused, refused);
    out.refused |= mask_of_bytes(refused, 1);
}

}  // namespace
}  // namespace tidu
