// SPDX-License-Identifier: Apache-2.0
// The table of a small batch as a workbook.
#pragma once

#include <cstddef>
#include <string>

namespace tidu {

/// The bytes of a workbook with the rows of a CSV file on one sheet: a heading that stays in view, a filter,
/// numbers as numbers. The first `text_columns` columns are texts whatever they look like. Throws IoError.
std::string workbook_of_table(const std::string& csv_path, std::size_t text_columns);

}  // namespace tidu
