// SPDX-License-Identifier: Apache-2.0
// CSV out.
#include "tidu/codec/csv.h"
#include "tidu/text/number.h"

namespace tidu {

namespace {

constexpr std::string_view formula_starts = "=+-@\t\r";

/// Whether the text is a formula behind any number of apostrophes.
bool is_formula(std::string_view text) {
    const std::size_t start = text.find_first_not_of('\'');
    if (start == std::string_view::npos || formula_starts.find(text[start]) == std::string_view::npos)
        return false;
    return !is_decimal(text);
}

}  // namespace

std::string guard_formula(std::string_view text) {
    return is_formula(text) ? "'" + std::string(text) : std::string(text);
}

std::string_view without_formula_guard(std::string_view text) {
    if (text.starts_with('\'') && is_formula(text)) text.remove_prefix(1);
    return text;
}

void CsvWriter::text(std::string_view cell) {
    if (is_formula(cell)) {
        append(guard_formula(cell));
    } else {
        append(cell);
    }
}

void CsvWriter::append(std::string_view cell) {
    if (cells_in_row_++ > 0) out_ += separator_;
    if (!cell.empty()) row_has_text_ = true;
    const char needs_quotes[] = {separator_, '"', '\r', '\n'};
    if (cell.find_first_of({needs_quotes, sizeof needs_quotes}) == std::string_view::npos) {
        out_ += cell;
        return;
    }
    out_ += '"';
    for (const char byte : cell) {
        if (byte == '"') out_ += '"';
        out_ += byte;
    }
    out_ += '"';
}

void CsvWriter::end_row() {
    const bool looks_blank = cells_in_row_ <= 1 && !row_has_text_;
    out_ += looks_blank ? "\"\"\n" : "\n";
    cells_in_row_ = 0;
    row_has_text_ = false;
}

}  // namespace tidu
