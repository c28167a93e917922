// SPDX-License-Identifier: Apache-2.0
#include "workbook_table.h"

#include <xlsxwriter.h>

#include <algorithm>

#include "tidu/codec/csv.h"
#include "tidu/codec/file.h"
#include "tidu/codec/xlsx_write.h"
#include "tidu/text/number.h"

namespace tidu {

std::string workbook_of_table(const std::string& csv_path, std::size_t text_columns) {
    WorkbookWriter workbook("tidu batch");
    lxw_worksheet* sheet = workbook.add_sheet("results");
    CellStyle heading_style;
    heading_style.is_bold = true;
    heading_style.fill_color = 0xDDE6F0;
    lxw_format* heading = workbook.style(heading_style);
    InputFile file(csv_path);
    CsvReader csv(file, nullptr, ',');
    CsvRow row;
    std::size_t width = 0;
    while (csv.next(row)) {
        const lxw_row_t line = row.number - 1;
        width = std::max(width, row.cells.size());
        for (std::size_t cell = 0; cell < row.cells.size(); ++cell) {
            const auto column = static_cast<lxw_col_t>(cell);
            // What guards a text against being run in a CSV is not needed: here it is a text.
            const std::string text = fit_in_cell(without_formula_guard(row.cells[cell]));
            const auto number = line > 0 && cell >= text_columns ? parse_number(text) : std::nullopt;
            if (number)
                worksheet_write_number(sheet, line, column, *number, nullptr);
            else if (!text.empty())
                worksheet_write_string(sheet, line, column, text.c_str(), line == 0 ? heading : nullptr);
        }
    }
    const auto last_column = static_cast<lxw_col_t>(width - 1);
    worksheet_freeze_panes(sheet, 1, 2);
    worksheet_autofilter(sheet, 0, 0, std::max(1u, csv.row_count() - 1), last_column);
    worksheet_set_column(sheet, 0, 1, 24, nullptr);
    worksheet_set_column(sheet, 2, last_column, 13, nullptr);
    return workbook.finish();
}

}  // namespace tidu
