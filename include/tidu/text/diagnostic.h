// SPDX-License-Identifier: Apache-2.0
// What is wrong with a user's data: a rule, a sentence and a place. Collected, sorted and shown; never
// thrown.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tidu/text/language.h"
#include "tidu/text/message.h"

namespace tidu {

/// A file (or standard input) that diagnostics point into. `text` is empty where the source line is not shown
/// (tables, workbooks); its lines are found on demand.
struct Source {
    std::string name;              ///< as the user named it
    std::string text;              ///< UTF-8
    std::uint32_t first_line = 1;  ///< line of the file that `text` starts with, where it is a piece of one
};
using SourcePtr = std::shared_ptr<const Source>;

/// A stretch of one line of a text: line and column start at 1 and count characters (code points), not bytes.
struct Span {
    std::uint32_t line = 0;    ///< 0: nowhere
    std::uint32_t column = 0;  ///< 0: the whole line
    std::uint32_t length = 1;  ///< characters marked
    bool operator==(const Span&) const = default;
};

enum class PlaceKind {
    nowhere,  ///< nothing to point at (a command-line value, a whole run)
    file,     ///< the file as a whole
    text,     ///< line and column of a text file
    cell,     ///< row and column of a table or a workbook sheet
};

/// Where something stands. `line` is a row in tables; `column` a field (1 = first) there.
struct Place {
    PlaceKind kind = PlaceKind::nowhere;
    SourcePtr source;
    std::string sheet;  ///< workbook sheet; empty elsewhere
    Span span;

    static Place of_file(SourcePtr source) { return {PlaceKind::file, std::move(source), {}, {}}; }
    static Place of_text(SourcePtr source, Span span) {
        return {PlaceKind::text, std::move(source), {}, span};
    }
    static Place of_cell(SourcePtr source, std::string sheet, std::uint32_t row, std::uint32_t column) {
        return {PlaceKind::cell, std::move(source), std::move(sheet), {row, column, 1}};
    }
};

/// `file`, `file:line:column`, `file:row 3, column 7` or `file:Sheet!C7`, in the reader's language.
std::string describe(const Place& place, Language language);
/// A1-style address, row and column from 1.
std::string cell_address(std::uint32_t row, std::uint32_t column);

enum class Severity { error, warning, note };

/// One finding. `notes` follow their finding wherever it is sorted to.
struct Diagnostic {
    Severity severity = Severity::error;
    std::string_view rule;  ///< stable kebab-case id; points to a constant
    Message message;        ///< what was seen, then the rule; lower case, no full stop
    Place place;
    Message help;         ///< what to do; may be empty
    std::string subject;  ///< id of the question, input, node ... it is about; may be empty
    std::vector<Diagnostic> notes;
};

/// Collects findings in the order they are met.
class Diagnostics {
  public:
    Diagnostic& add(Diagnostic diagnostic) { return items_.emplace_back(std::move(diagnostic)); }
    void append(Diagnostics other);
    /// The finding added last, to hang notes on. There must be one.
    Diagnostic& last() { return items_.back(); }
    /// By file (in the order first met), then by place, keeping the order of equals: same input, same order.
    void sort();

    bool has_errors() const;
    std::size_t count(Severity severity) const;
    bool empty() const { return items_.empty(); }
    const std::vector<Diagnostic>& items() const { return items_; }

  private:
    std::vector<Diagnostic> items_;
};

/// Text form of one finding, ending in a newline: place, severity, message, rule, then the source line with a
/// caret placed by terminal width (a long line is cut around it), help and notes. Control characters are made
/// visible. `color` adds ANSI colours.
std::string render(const Diagnostic& diagnostic, Language language, bool color);

/// The same for many findings: looks through each source only once, however many there are. Sources must
/// stay.
class DiagnosticRenderer {
  public:
    DiagnosticRenderer(Language language, bool color) : language_(language), color_(color) {}
    std::string render(const Diagnostic& diagnostic);

  private:
    std::string render_source_line(const Diagnostic& diagnostic);
    std::string_view line_of(const Source& source, std::uint32_t line);
    std::string painted(std::string_view text, std::string_view colour) const;

    Language language_;
    bool color_;
    std::map<const Source*, std::vector<std::size_t>> line_starts_;
};

}  // namespace tidu
