// SPDX-License-Identifier: Apache-2.0
// Finds the lines of a form by the ids in its hidden column and its columns by the roles in its hidden row,
// so that inserted rows and columns and moved or renamed sheets do no harm.
#include "read_workbook.h"

#include <algorithm>

#include "cell_text.h"
#include "form_layout.h"
#include "phrases.h"
#include "tidu/answers/read_table.h"
#include "tidu/answers/rules.h"
#include "tidu/answers/understand.h"
#include "tidu/text/utf8.h"

namespace tidu {
namespace {

/// Where a sheet keeps its ids and what a person fills in. Columns from 1; 0: there is none.
struct Columns {
    std::uint32_t roles_row = 0;
    std::uint32_t id = 0;
    std::uint32_t answer = 0;
    std::uint32_t reason = 0;
    std::uint32_t evidence = 0;
    std::uint32_t note = 0;
};

const WorkbookCell* find_text(const Workbook& workbook, const WorkbookSheet& sheet, std::string_view text) {
    for (const WorkbookCell& cell : sheet.cells)
        if (cell.kind == CellKind::text && workbook.text(cell) == text) return &cell;
    return nullptr;
}

std::optional<Columns> find_columns(const Workbook& workbook, const WorkbookSheet& sheet) {
    const WorkbookCell* mark = find_text(workbook, sheet, form_mark::ids);
    if (!mark) return std::nullopt;
    Columns columns;
    columns.roles_row = mark->row;
    columns.id = mark->column;
    for (const WorkbookCell& cell : sheet.cells) {
        if (cell.row != mark->row) continue;
        const std::string_view role = workbook.text(cell);
        if (role == form_mark::answer) columns.answer = cell.column;
        if (role == form_mark::reason) columns.reason = cell.column;
        if (role == form_mark::evidence) columns.evidence = cell.column;
        if (role == form_mark::note) columns.note = cell.column;
    }
    return columns;
}

class FormReader {
  public:
    FormReader(const Workbook& workbook, const SourcePtr& source) : workbook_(workbook) {
        sheet_.source = source;
        sheet_.place_kind = PlaceKind::cell;
    }

    RawSheet read() {
        for (const WorkbookSheet& sheet : workbook_.sheets) {
            if (const WorkbookCell* mark = find_text(workbook_, sheet, form_mark::workbook))
                read_description(sheet, *mark);
            if (const auto columns = find_columns(workbook_, sheet)) read_lines(sheet, *columns);
        }
        return std::move(sheet_);
    }

  private:
    std::string text_at(const WorkbookSheet& sheet, std::uint32_t row, std::uint32_t column) const {
        const WorkbookCell* cell = column == 0 ? nullptr : find_cell(sheet, row, column);
        return cell ? std::string(workbook_.text(*cell)) : std::string();
    }

    /// What the form was made for: key and value side by side below the mark.
    void read_description(const WorkbookSheet& sheet, const WorkbookCell& mark) {
        for (const WorkbookCell& cell : sheet.cells) {
            if (cell.column != mark.column || cell.row <= mark.row) continue;
            const std::string_view key = workbook_.text(cell);
            const std::string value = text_at(sheet, cell.row, cell.column + 1);
            if (key == "system") sheet_.system = value;
            if (key == "version") sheet_.system_version = value;
            if (key == "sha256") sheet_.system_sha256 = value;
            if (cell.row > mark.row + described_lines) return;
        }
    }
    static constexpr std::uint32_t described_lines = 8;

    void read_lines(const WorkbookSheet& sheet, const Columns& columns) {
        for (const WorkbookCell& cell : sheet.cells) {
            if (cell.column != columns.id || cell.row <= columns.roles_row) continue;
            const std::string id(trim(workbook_.text(cell)));
            const std::size_t slash = id.find(form_mark::option);
            if (id.starts_with("enterprise.") || id == "period") {
                read_attribute(id, sheet, cell.row, columns);
            } else if (slash == std::string::npos) {
                read_question(id, sheet, cell.row, columns);
            } else {
                read_option(id.substr(0, slash), id.substr(slash + 1), sheet, cell.row, columns);
            }
        }
    }

    void read_attribute(const std::string& id, const WorkbookSheet& sheet, std::uint32_t row,
                        const Columns& columns) {
        const std::string text(trim(text_at(sheet, row, columns.answer)));
        if (text.empty()) return;
        if (id == "period") {
            sheet_.period = text;
            return;
        }
        constexpr std::size_t prefix = std::string_view("enterprise.").size();
        sheet_.enterprise.emplace_back(id.substr(prefix), RawValue{text, {row, columns.answer, 1}, false});
    }

    void read_question(const std::string& id, const WorkbookSheet& sheet, std::uint32_t row,
                       const Columns& columns) {
        RawAnswer& answer = sheet_.answers.emplace_back();
        answer.key = id;
        answer.key_span = {row, columns.answer, 1};
        answer.sheet = sheet.name;
        if (const WorkbookCell* cell = columns.answer ? find_cell(sheet, row, columns.answer) : nullptr)
            read_answer(*cell, answer);
        answer.reason = trim(text_at(sheet, row, columns.reason));
        answer.not_applicable = !answer.reason.empty();  // beside an answer, bind sees the contradiction
        answer.evidence = split_evidence(text_at(sheet, row, columns.evidence));
        answer.note = text_at(sheet, row, columns.note);
    }

    void read_answer(const WorkbookCell& cell, RawAnswer& answer) {
        const std::string text(workbook_.text(cell));
        answer.is_computed = cell.is_formula;
        if (!matching_key(text).empty()) answer.values.push_back({text, answer.key_span, false});
    }

    /// The form's own words for "none of these", which may be those of an option too.
    static bool says_none(const RawAnswer& answer) {
        if (answer.is_list || answer.values.size() != 1) return false;
        const std::string& text = answer.values.front().text;
        return text == phrases::form_none.zh || text == phrases::form_none.en;
    }

    /// A line of a multi: ticked, unticked (which makes "none" an answer), or blank.
    void read_option(const std::string& id, const std::string& option, const WorkbookSheet& sheet,
                     std::uint32_t row, const Columns& columns) {
        const auto answer = std::find_if(sheet_.answers.rbegin(), sheet_.answers.rend(),
                                         [&](const RawAnswer& given) { return given.key == id; });
        if (answer == sheet_.answers.rend()) return;
        if (says_none(*answer)) {
            answer->values.clear();
            answer->is_list = true;
        }
        const std::string text = text_at(sheet, row, columns.answer);
        if (matching_key(text).empty()) return;
        const Span span{row, columns.answer, 1};
        const auto is_ticked = parse_tick(text);
        if (is_ticked) {
            answer->is_list = true;
            if (*is_ticked) answer->values.push_back({option, span, false});
            return;
        }
        Diagnostic problem;
        problem.rule = rules::not_yes_or_no;
        problem.message = say(phrases::not_a_tick, text);
        problem.place = sheet_.place_of(span, sheet.name);
        problem.help = say(phrases::tick_or_leave);
        problem.subject = id;
        sheet_.problems.add(std::move(problem));
    }

    const Workbook& workbook_;
    RawSheet sheet_;
};

bool is_form(const Workbook& workbook) {
    return std::any_of(workbook.sheets.begin(), workbook.sheets.end(), [&](const WorkbookSheet& sheet) {
        return find_text(workbook, sheet, form_mark::ids) != nullptr;
    });
}

/// The cells of one row where they stand, empty ones too.
std::vector<std::string_view> row_cells(const Workbook& workbook, const WorkbookSheet& sheet,
                                        std::size_t& next) {
    std::vector<std::string_view> cells;
    const std::uint32_t row = sheet.cells[next].row;
    for (; next < sheet.cells.size() && sheet.cells[next].row == row; ++next) {
        cells.resize(sheet.cells[next].column);
        cells.back() = workbook.text(sheet.cells[next]);
    }
    return cells;
}

/// A visible sheet that is no form's, and where its headings are.
struct TableSheet {
    const WorkbookSheet* sheet;
    HeadingSearch headings;
};

void search_headings(const Workbook& workbook, TableSheet& table) {
    for (std::size_t next = 0; next < table.sheet->cells.size() && !table.headings.is_over();)
        table.headings.take(row_cells(workbook, *table.sheet, next));
}

void read_table_sheet(const Workbook& workbook, const TableSheet& table, const SourcePtr& source,
                      const ItemNames* names, std::vector<RawSheet>& sheets, Diagnostics& diagnostics) {
    const WorkbookSheet& sheet = *table.sheet;
    std::size_t next = 0;
    for (std::size_t above = table.headings.rows_above(); above > 0; --above)
        row_cells(workbook, sheet, next);
    const std::uint32_t headings_row = sheet.cells[next].row;
    const std::vector<std::string_view> headings = row_cells(workbook, sheet, next);
    table.headings.report_titles(headings_row, source, sheet.name, diagnostics);
    TableReader reader(source, sheet.name, names, diagnostics);
    reader.read_headings(headings_row, headings, detect_shape(headings));
    while (next < sheet.cells.size()) {
        const std::uint32_t row = sheet.cells[next].row;
        std::vector<std::string_view> cells = row_cells(workbook, sheet, next);
        cells.resize(std::max(cells.size(), headings.size()));  // a workbook does not store empty cells
        reader.read_row(row, cells, {});
    }
    for (RawSheet& read : reader.take())
        sheets.push_back(std::move(read));
}

void report_passed_over(const WorkbookSheet& sheet, const SourcePtr& source, Diagnostics& diagnostics) {
    Diagnostic note;
    note.severity = Severity::note;
    note.rule = rules::answer_file;
    note.message = say(phrases::sheet_passed_over, sheet.name);
    note.place = Place::of_cell(source, sheet.name, 0, 0);
    diagnostics.add(std::move(note));
}

/// The tables of a workbook. Sheets of remarks beside a table are passed over; where no sheet has a heading
/// that is known, all are read, so that what is wrong with them is said.
std::vector<RawSheet> read_tables(const Workbook& workbook, const SourcePtr& source, const ItemNames* names,
                                  Diagnostics& diagnostics) {
    std::vector<TableSheet> tables;
    tables.reserve(workbook.sheets.size());
    for (const WorkbookSheet& sheet : workbook.sheets)
        if (!sheet.is_hidden && !sheet.cells.empty())
            search_headings(workbook, tables.emplace_back(TableSheet{&sheet, HeadingSearch(names)}));
    const auto has_headings = [](const TableSheet& table) { return table.headings.has_found(); };
    const bool any_has_headings = std::ranges::any_of(tables, has_headings);
    std::vector<RawSheet> sheets;
    for (const TableSheet& table : tables) {
        if (any_has_headings && !has_headings(table)) {
            report_passed_over(*table.sheet, source, diagnostics);
        } else {
            read_table_sheet(workbook, table, source, names, sheets, diagnostics);
        }
    }
    return sheets;
}

}  // namespace

std::vector<RawSheet> read_workbook_answers(const Workbook& workbook, const SourcePtr& source,
                                            const Outline* outline, Diagnostics& diagnostics) {
    // The lines of a form carry ids: no titles are looked up.
    if (is_form(workbook)) return {FormReader(workbook, source).read()};
    if (!outline) return read_tables(workbook, source, nullptr, diagnostics);
    const ItemNames names(*outline);
    return read_tables(workbook, source, &names, diagnostics);
}

}  // namespace tidu
