// SPDX-License-Identifier: Apache-2.0
#include "sheet_rows.h"

#include <algorithm>

namespace tidu {

SheetRows::SheetRows(const Workbook& workbook, const WorkbookSheet& sheet)
    : workbook_(workbook), sheet_(sheet), ranges_(sheet.merged) {
    std::ranges::stable_sort(ranges_, {}, &CellRange::first_row);
}

bool SheetRows::next() {
    if (next_cell_ == sheet_.cells.size()) return false;
    number_ = sheet_.cells[next_cell_].row;
    cells_.clear();
    uncomputed_.clear();
    for (; next_cell_ < sheet_.cells.size() && sheet_.cells[next_cell_].row == number_; ++next_cell_) {
        const WorkbookCell& cell = sheet_.cells[next_cell_];
        cells_.resize(cell.column);
        cells_.back() = workbook_.text(cell);
        if (cell.kind == CellKind::uncomputed) uncomputed_.push_back(cell.column);
    }
    fill_merged();
    return true;
}

void SheetRows::limit_merged(std::uint32_t last_column) {
    last_merged_column_ = last_column;
    std::erase_if(merged_, [&](const auto& entry) { return entry.first > last_column; });
}

void SheetRows::fill_merged() {
    std::erase_if(merged_, [&](const auto& entry) { return entry.second.range.last_row < number_; });
    for (; next_range_ < ranges_.size() && ranges_[next_range_].first_row <= number_; ++next_range_) {
        const CellRange& range = ranges_[next_range_];
        // Begun in a row without any cell, a range holds nothing.
        if (range.first_row < number_ || range.first_column > cells_.size()) continue;
        const std::string_view text = cells_[range.first_column - 1];
        if (!text.empty() && range.first_column <= last_merged_column_)
            merged_[range.first_column] = {range, text};
    }
    for (const auto& [column, merged] : merged_) {
        cells_.resize(std::max<std::size_t>(cells_.size(), column));
        if (cells_[column - 1].empty()) cells_[column - 1] = merged.text;
    }
}

}  // namespace tidu
