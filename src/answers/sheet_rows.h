// SPDX-License-Identifier: Apache-2.0
// A sheet of a workbook row by row, as a table is read. What is merged downwards holds in every row it
// covers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <string_view>
#include <vector>

#include "tidu/codec/xlsx_read.h"

namespace tidu {

/// Goes down the rows that hold something. Workbook and sheet must stay.
class SheetRows {
  public:
    SheetRows(const Workbook& workbook, const WorkbookSheet& sheet);

    /// Takes the next row; false at the end.
    bool next();

    std::uint32_t number() const { return number_; }  ///< of the row, from 1
    /// Of the row that comes next; 0: there is none.
    std::uint32_t next_number() const {
        return next_cell_ < sheet_.cells.size() ? sheet_.cells[next_cell_].row : 0;
    }
    /// The row's cells where they stand, empty ones too, up to the last that holds something.
    const std::vector<std::string_view>& cells() const { return cells_; }
    /// Columns (from 1) of formulas whose value was not saved.
    const std::vector<std::uint32_t>& uncomputed() const { return uncomputed_; }
    /// Merged cells that hold something and cover cells of the row, by their first column. At most one a
    /// column, which bounds the work whatever a file claims to have merged.
    struct Merged {
        CellRange range;
        std::string_view text;
    };
    const std::map<std::uint32_t, Merged>& merged() const { return merged_; }

    /// Leaves alone what is merged beyond a column, so that a row costs no more than its table is wide.
    void limit_merged(std::uint32_t last_column);

  private:
    void fill_merged();

    const Workbook& workbook_;
    const WorkbookSheet& sheet_;
    std::vector<CellRange> ranges_;  ///< by first row
    std::size_t next_cell_ = 0;
    std::size_t next_range_ = 0;
    std::uint32_t number_ = 0;
    std::vector<std::string_view> cells_;
    std::vector<std::uint32_t> uncomputed_;
    std::map<std::uint32_t, Merged> merged_;
    std::uint32_t last_merged_column_ = std::numeric_limits<std::uint32_t>::max();
};

}  // namespace tidu
