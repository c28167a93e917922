// SPDX-License-Identifier: Apache-2.0
// Workbooks (.xlsx, .xlsm) as Excel, WPS, LibreOffice and openpyxl save them, into sheets of texts. Macros,
// drawings and formulas are not looked at: a formula counts as the value that was saved with it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tidu/text/diagnostic.h"

namespace tidu {

enum class CellKind : std::uint8_t {
    text,
    number,      ///< the shortest decimal, or `62%` where the format says percent
    boolean,     ///< `true`, `false`
    date,        ///< ISO 8601: `2026-01-31`, `2026-01-31T08:30:00`, `08:30:00`
    error,       ///< `#DIV/0!`
    uncomputed,  ///< a formula whose value was not saved; no text
};

/// A cell that holds something. Row and column from 1.
struct WorkbookCell {
    std::uint32_t row = 0;
    std::uint32_t column = 0;
    CellKind kind = CellKind::text;
    bool is_formula = false;        ///< the text is the value saved with it
    std::uint32_t text_offset = 0;  ///< into Workbook::texts
    std::uint32_t text_size = 0;
};

struct CellRange {
    std::uint32_t first_row = 0;
    std::uint32_t first_column = 0;
    std::uint32_t last_row = 0;
    std::uint32_t last_column = 0;
};

struct WorkbookSheet {
    std::string name;
    bool is_hidden = false;
    std::vector<WorkbookCell> cells;  ///< by row, then column; empty cells are left out
    std::vector<CellRange> merged;
};

struct Workbook {
    std::vector<WorkbookSheet> sheets;
    std::string texts;

    std::string_view text(const WorkbookCell& cell) const {
        return std::string_view(texts).substr(cell.text_offset, cell.text_size);
    }
    const WorkbookSheet* find_sheet(std::string_view name) const;
};

/// The cell at a place; anywhere in a merged range, the cell at its top left. Null where it is empty.
const WorkbookCell* find_cell(const WorkbookSheet& sheet, std::uint32_t row, std::uint32_t column);

/// Beyond these a workbook is refused: an archive of a few kilobytes can hold gigabytes.
struct WorkbookLimits {
    std::size_t part_bytes = std::size_t{64} << 20;  ///< of one file in the archive, inflated
    std::size_t cells = 1'000'000;                   ///< over all sheets, empty ones not counted
    std::size_t sheets = 500;
    std::size_t merged = 100'000;  ///< ranges of one sheet
};

/// Whether the bytes look like something for read_workbook (an archive, or what Excel makes of a password).
bool looks_like_workbook(std::string_view bytes);

/// Reads a workbook that is in memory. nullopt exactly when an error was reported: no workbook, encrypted,
/// broken, too large. `source` is what findings point into.
std::optional<Workbook> read_workbook(const SourcePtr& source, std::string_view bytes,
                                      const WorkbookLimits& limits, Diagnostics& diagnostics);

}  // namespace tidu
