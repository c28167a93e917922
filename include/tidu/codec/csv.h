// SPDX-License-Identifier: Apache-2.0
// CSV (RFC 4180, with people's habits) in and out, row by row.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tidu/codec/byte_source.h"
#include "tidu/text/diagnostic.h"

namespace tidu {

struct CsvLimits {
    std::size_t cell_bytes = std::size_t{1} << 20;
    std::size_t cells = 20'000;  ///< in a row
};

/// No quoted text is longer: a quote that nothing closes before was forgotten.
inline constexpr std::size_t most_quoted_bytes = std::size_t{64} << 20;

/// What a quote at the start of a cell opens.
struct QuotedText {
    std::size_t size = 0;    ///< both quotes included; 0: nothing, it was forgotten
    bool is_decided = true;  ///< false: the text that follows decides
};
/// `text` begins with the quote; `at_end`: nothing follows it. A quote was forgotten where none closes it, or
/// only one behind a line break and within a text (that of a later cell): its row ends with its line, so that
/// no other row is lost.
QuotedText quoted_text(std::string_view text, char separator, bool at_end);

/// One row. Everything in it is valid until the next row is read.
struct CsvRow {
    std::uint32_t number = 0;  ///< as a spreadsheet counts: from 1, heading and blank rows included
    std::uint32_t line = 0;    ///< of the file, from 1; a cell may hold several
    std::vector<std::string_view> cells;
    /// What is wrong with this row (a cell cut at its limit, a forgotten quote, a NUL); the next one is
    /// read all the same.
    std::vector<Diagnostic> problems;
};

/// Reads UTF-8 text (see DecodingSource). Understands comma, semicolon and tab (whichever the first row that
/// has any uses most, or a first row `sep=;`), cells in quotes with doubled quotes and line breaks, CRLF, LF
/// and CR, byte order marks at the start of rows (files put together), blank lines (left out), text behind a
/// closing quote (taken as it stands).
class CsvReader {
  public:
    /// `text` must outlive the reader. `source` is what findings point into.
    CsvReader(ByteSource& text, SourcePtr source, std::optional<char> separator = std::nullopt,
              CsvLimits limits = {});

    /// Reads the next row; false at the end.
    bool next(CsvRow& row);
    /// What separates cells; known after the first row.
    char separator() const { return separator_; }
    /// Rows passed so far, blank ones included.
    std::uint32_t row_count() const { return row_number_; }
    /// Bytes of the text that the rows so far took; what follows is the next row.
    std::uint64_t bytes_taken() const { return bytes_read_ - rest().size(); }

  private:
    std::string_view rest() const { return std::string_view(buffer_).substr(used_); }
    bool fill(std::size_t wanted);
    bool take(char expected);
    bool take_line_break();
    void read_preamble();
    void read_record(CsvRow& row);
    void read_cell(CsvRow& row);
    void read_quoted(CsvRow& row);
    void read_plain(CsvRow& row);
    void keep(std::string_view bytes, CsvRow& row);
    void report(CsvRow& row, std::string_view rule, Message message, Message help = {});

    ByteSource& text_;
    SourcePtr source_;
    CsvLimits limits_;
    char separator_;
    bool separator_known_;
    std::string buffer_;  ///< read; what was used stands at its front
    std::size_t used_ = 0;
    bool ended_ = false;  ///< of `text_`
    std::uint64_t bytes_read_ = 0;
    std::uint32_t row_number_ = 0;
    std::uint32_t line_ = 1;
    // The current row and cell.
    std::string cells_;                   ///< texts, one after the other
    std::vector<std::size_t> cell_ends_;  ///< into `cells_`
    std::uint32_t cell_count_ = 0;        ///< with those beyond the limit
    std::size_t cell_start_ = 0;
    bool cell_is_reported_ = false;
};

/// Writes CSV at the end of `out` (which may be emptied between rows). Cells are quoted only where they must
/// be.
class CsvWriter {
  public:
    explicit CsvWriter(std::string& out, char separator = ',') : out_(out), separator_(separator) {}

    /// A text; one that a spreadsheet would run as a formula is defused (see guard_formula).
    void text(std::string_view cell);
    /// A finished number, or nothing where there is none. Never defused.
    void number(std::string_view cell) { append(cell); }
    void empty() { append({}); }
    void end_row();

  private:
    void append(std::string_view cell);

    std::string& out_;
    char separator_;
    std::size_t cells_in_row_ = 0;
    bool row_has_text_ = false;
};

/// A text that starts with `=`, `+`, `-`, `@`, tab or CR and is no number gets an apostrophe in front, and so
/// does one that already has such apostrophes: without_formula_guard gives back the same text.
std::string guard_formula(std::string_view text);
std::string_view without_formula_guard(std::string_view text);

}  // namespace tidu
