// SPDX-License-Identifier: Apache-2.0
// Answers in tables, wide (a row per enterprise) and long (a row per answer), wherever the cells come from.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tidu/answers/item_names.h"
#include "tidu/answers/raw_answers.h"

namespace tidu {

enum class TableShape { wide, long_ };

/// Long tables have a column of questions and one of values.
TableShape detect_shape(const std::vector<std::string_view>& headings);

/// Takes the rows of one table and makes sheets of them. `names` (null: ids only, nothing is checked) tells
/// questions from attributes. What is wrong with the headings is reported once, to `diagnostics`; what is
/// wrong with a row, in its sheet.
class TableReader {
  public:
    TableReader(SourcePtr source, std::string sheet, const ItemNames* names, Diagnostics& diagnostics);

    void read_headings(std::uint32_t row, const std::vector<std::string_view>& cells, TableShape shape);
    void read_row(std::uint32_t row, const std::vector<std::string_view>& cells,
                  const std::vector<Diagnostic>& problems);
    /// The sheets of the rows read since the last call, in their order (long: in the order of their first
    /// rows).
    std::vector<RawSheet> take() { return std::exchange(sheets_, {}); }

    std::size_t column_count() const { return columns_.size(); }
    /// Whether a column headed so would be an attribute, the period or a question. Without names every id
    /// might be a question's, and none counts.
    static bool knows_heading(const ItemNames* names, std::string_view heading);
    /// Id of the question whose answers a column holds, or the attribute (or `period`) it holds; empty:
    /// neither.
    std::string_view question_of(std::size_t column) const;
    std::string_view attribute_of(std::size_t column) const;
    /// Whether what stands in a column is read.
    bool is_read(std::size_t column) const {
        return column < columns_.size() && columns_[column].role != Role::ignored;
    }
    /// A column with a heading that nothing has a use for; it was reported.
    bool is_ignored(std::size_t column) const {
        return columns_[column].role == Role::ignored && columns_[column].has_heading;
    }

  private:
    enum class Role { ignored, attribute, period, system, question, value, reason, evidence, note };
    struct Column {
        Role role = Role::ignored;
        std::string key;  ///< attribute; question of a wide column
        Span heading;
        bool has_heading = true;
        std::size_t answer = 0;  ///< wide: position in the sheet's answers
    };

    static bool belongs_to_answer(Role role);
    std::size_t answer_with_key(const Column& column);
    static Column wide_column(const ItemNames* names, std::string_view heading);
    static Column long_column(std::string_view heading);
    void check_column(Column& column, std::string_view heading, std::size_t position);
    void check_width(std::uint32_t row, const std::vector<std::string_view>& cells, RawSheet& sheet) const;
    void read_wide(std::uint32_t row, const std::vector<std::string_view>& cells, RawSheet& sheet) const;
    RawSheet& long_sheet(std::uint32_t row, const std::vector<std::string_view>& cells);
    void read_long(std::uint32_t row, const std::vector<std::string_view>& cells, RawSheet& sheet);
    void read_cell(const Column& column, std::string text, Span span, RawSheet& sheet,
                   RawAnswer& answer) const;
    RawSheet new_sheet(std::uint32_t row) const;
    void report(Diagnostics& where, std::string_view rule, Severity severity, Message message, Span span,
                Message help) const;

    SourcePtr source_;
    std::string sheet_;
    const ItemNames* names_;
    Diagnostics& diagnostics_;
    TableShape shape_ = TableShape::wide;
    std::vector<Column> columns_;
    std::vector<RawAnswer> blank_answers_;  ///< wide: what a row without any answer holds
    std::vector<RawSheet> sheets_;
    std::map<std::pair<std::string, std::string>, std::size_t> sheet_by_key_;  ///< long: (id, period)
};

/// Finds the headings of a table below the titles and remarks that people put above them.
class HeadingSearch {
  public:
    /// `names` as for TableReader.
    explicit HeadingSearch(const ItemNames* names) : names_(names) {}

    /// Looks at the next row. To be called until is_over or the table ends.
    void take(const std::vector<std::string_view>& cells);
    /// The headings were found, or are not among the first rows.
    bool is_over() const { return found_ || taken_ == most_rows; }
    /// Whether a row was found whose cells are known headings.
    bool has_found() const { return found_; }
    /// Rows above the headings. Where none was found: above the first row of several cells, titles being rows
    /// of one, else 0.
    std::size_t rows_above() const { return found_ ? taken_ - 1 : first_of_several_.value_or(0); }
    /// Says, as a note, that the headings stand in `row` and what is above them is not read. Says nothing
    /// where only blank rows are above.
    void report_titles(std::uint32_t row, const SourcePtr& source, const std::string& sheet,
                       Diagnostics& diagnostics) const;

  private:
    static constexpr std::size_t most_rows = 20;

    const ItemNames* names_;
    std::size_t taken_ = 0;
    std::optional<std::size_t> first_of_several_;
    std::optional<std::size_t> first_filled_;
    bool found_ = false;
};

}  // namespace tidu
