// SPDX-License-Identifier: Apache-2.0
// A table of texts as it was read: registries of a million rows, results, strata, outcomes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tidu/codec/byte_source.h"
#include "tidu/text/diagnostic.h"

namespace tidu::survey {

/// Cells of a table, row by row in one piece of memory. Every row has as many cells as there are headings.
class TextTable {
  public:
    SourcePtr source;
    std::string sha256;                 ///< of the file's bytes; empty for a table made in memory
    std::vector<std::string> headings;  ///< as `canonical_heading` gives them

    std::size_t row_count() const { return row_numbers_.size(); }
    std::string_view cell(std::size_t row, std::size_t column) const {
        const std::size_t position = row * headings.size() + column;
        const std::uint64_t start = position == 0 ? 0 : ends_[position - 1];
        return std::string_view(text_).substr(start, ends_[position] - start);
    }
    std::optional<std::size_t> column(std::string_view heading) const;
    /// Row as a spreadsheet counts, heading included.
    std::uint32_t row_number(std::size_t row) const { return row_numbers_[row]; }
    /// Of a cell, for findings; column from 0.
    Place place(std::size_t row, std::size_t column) const;
    Place place() const { return Place::of_file(source); }

    /// Short rows are filled up with empty cells; `cells` must not be longer than the headings.
    void add_row(std::span<const std::string_view> cells, std::uint32_t row_number);
    void reserve(std::size_t rows, std::size_t bytes);

  private:
    std::string text_;
    std::vector<std::uint64_t> ends_;
    std::vector<std::uint32_t> row_numbers_;
};

/// The usual name of a column: `id`, `name`, `city`, `industry`, `size`, `cluster`, `chain`, `status`,
/// `employees`, `revenue`, `status_date`, `status_expiry`, `period` by any name people give them in either
/// language; other headings in lower case without outer blanks.
std::string canonical_heading(std::string_view heading);

/// Reads a CSV file in any of the usual encodings; blanks around cells are taken off. Empty exactly when an
/// error was reported (no heading, a heading twice, broken text). Throws IoError.
std::optional<TextTable> read_table(const std::string& path, Diagnostics& diagnostics);
/// The same from bytes.
std::optional<TextTable> read_table_from(ByteSource& bytes, const std::string& name,
                                         Diagnostics& diagnostics);
std::optional<TextTable> read_table_from(std::string name, std::string_view bytes, Diagnostics& diagnostics);

}  // namespace tidu::survey
