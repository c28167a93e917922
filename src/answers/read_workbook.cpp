// SPDX-License-Identifier: Apache-2.0
// Finds the lines of a form by the ids in its hidden column and its columns by the roles in its hidden row,
// so that inserted rows and columns and moved or renamed sheets do no harm.
#include "read_workbook.h"

#include <algorithm>
#include <iterator>
#include <unordered_map>
#include <unordered_set>

#include "cell_text.h"
#include "form_layout.h"
#include "phrases.h"
#include "sheet_rows.h"
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
    if (columns.answer == 0) return std::nullopt;
    return columns;
}

/// Of a sheet that is left out.
Diagnostic note_about(const WorkbookSheet& sheet, const SourcePtr& source, Message message) {
    Diagnostic note;
    note.severity = Severity::note;
    note.rule = rules::answer_file;
    note.message = std::move(message);
    note.place = Place::of_cell(source, sheet.name, 0, 0);
    return note;
}

/// A sheet of questions.
struct FormPart {
    const WorkbookSheet* sheet;
    Columns columns;
};

/// A sheet as the form was made, and the ids on it.
struct ListedSheet {
    std::string name;
    std::vector<std::string> ids;
};

class FormReader {
  public:
    FormReader(const Workbook& workbook, const SourcePtr& source, Diagnostics& diagnostics)
        : workbook_(workbook), diagnostics_(diagnostics) {
        sheet_.source = source;
        sheet_.place_kind = PlaceKind::cell;
    }

    RawSheet read() {
        for (const WorkbookSheet& sheet : workbook_.sheets) {
            if (const WorkbookCell* mark = find_text(workbook_, sheet, form_mark::workbook)) {
                read_description(sheet, *mark);
            } else if (const auto columns = find_columns(workbook_, sheet)) {
                parts_.push_back({&sheet, *columns});
            } else if (!sheet.is_hidden && !sheet.cells.empty()) {
                others_.push_back(&sheet);
            }
        }
        // Ticks last: their lines may have been moved above their question, or to another sheet.
        for (const bool options : {false, true})
            for (const FormPart& part : parts_)
                read_lines(*part.sheet, part.columns, options);
        check_listed_sheets();
        report_other_sheets();
        return std::move(sheet_);
    }

  private:
    std::string text_at(const WorkbookSheet& sheet, std::uint32_t row, std::uint32_t column) const {
        const WorkbookCell* cell = column == 0 ? nullptr : find_cell(sheet, row, column);
        return cell ? std::string(workbook_.text(*cell)) : std::string();
    }

    /// What the form was made for: key and value side by side below the mark, then where each id stood.
    void read_description(const WorkbookSheet& sheet, const WorkbookCell& mark) {
        for (const WorkbookCell& cell : sheet.cells) {
            if (cell.column != mark.column || cell.row <= mark.row) continue;
            const std::string_view key = workbook_.text(cell);
            const std::string value = text_at(sheet, cell.row, cell.column + 1);
            if (!text_at(sheet, cell.row, cell.column + 2).empty()) {
                list(std::string(key), value);
            } else if (key == "system") {
                sheet_.system = value;
            } else if (key == "version") {
                sheet_.system_version = value;
            } else if (key == "sha256") {
                sheet_.system_sha256 = value;
            }
        }
    }

    void list(std::string id, const std::string& sheet_name) {
        if (listed_.empty() || listed_.back().name != sheet_name) listed_.push_back({sheet_name, {}});
        listed_.back().ids.push_back(std::move(id));
    }

    void read_lines(const WorkbookSheet& sheet, const Columns& columns, bool options) {
        for (const WorkbookCell& cell : sheet.cells) {
            if (cell.column != columns.id || cell.row <= columns.roles_row) continue;
            const std::string id(trim(workbook_.text(cell)));
            const std::size_t slash = id.find(form_mark::option);
            if ((slash != std::string::npos) != options) continue;
            ids_found_.insert(id);
            if (options) {
                read_option(id.substr(0, slash), id.substr(slash + 1), sheet, cell.row, columns);
            } else if (id.starts_with("enterprise.") || id == "period") {
                read_attribute(id, sheet, cell.row, columns);
            } else {
                read_question(id, sheet, cell.row, columns);
            }
        }
    }

    /// Cells cannot be read by where they once stood: what took the ids away has moved them.
    void check_listed_sheets() {
        for (const ListedSheet& listed : listed_) {
            const bool is_there = std::ranges::any_of(
                listed.ids, [&](const std::string& id) { return ids_found_.contains(id); });
            if (is_there) continue;
            if (workbook_.find_sheet(listed.name)) {
                std::erase_if(others_,
                              [&](const WorkbookSheet* other) { return other->name == listed.name; });
                report(Severity::error, rules::answer_shape, say(phrases::ids_lost, listed.name),
                       Place::of_cell(sheet_.source, listed.name, 0, 0), say(phrases::restore_ids));
            } else {
                report(Severity::warning, rules::answer_shape, say(phrases::sheet_gone, listed.name),
                       Place::of_file(sheet_.source), {});
            }
        }
    }

    void report_other_sheets() {
        for (const WorkbookSheet* other : others_)
            if (other->name != phrases::form_cover.zh && other->name != phrases::form_cover.en)
                diagnostics_.add(
                    note_about(*other, sheet_.source, say(phrases::sheet_not_of_form, other->name)));
    }

    Diagnostic& report(Severity severity, std::string_view rule, Message message, Place place, Message help) {
        Diagnostic problem;
        problem.severity = severity;
        problem.rule = rule;
        problem.message = std::move(message);
        problem.place = std::move(place);
        problem.help = std::move(help);
        return sheet_.problems.add(std::move(problem));
    }

    void read_attribute(const std::string& id, const WorkbookSheet& sheet, std::uint32_t row,
                        const Columns& columns) {
        const std::string text(trim(text_at(sheet, row, columns.answer)));
        if (is_uncomputed(find_cell(sheet, row, columns.answer)))
            report(Severity::warning, rules::answer_shape, say(phrases::formula_without_value),
                   Place::of_cell(sheet_.source, sheet.name, row, columns.answer),
                   say(phrases::save_with_values))
                .subject = id;
        if (text.empty()) return;
        if (id == "period") {
            sheet_.period = text;
            return;
        }
        constexpr std::size_t prefix = std::string_view("enterprise.").size();
        sheet_.enterprise.emplace_back(id.substr(prefix),
                                       RawValue{text, {row, columns.answer, 1}, false, sheet.name});
    }

    static bool is_uncomputed(const WorkbookCell* cell) { return cell && cell->kind == CellKind::uncomputed; }

    void read_question(const std::string& id, const WorkbookSheet& sheet, std::uint32_t row,
                       const Columns& columns) {
        RawAnswer& answer = add_answer(id, sheet, row, columns);
        if (const WorkbookCell* cell = columns.answer ? find_cell(sheet, row, columns.answer) : nullptr)
            read_answer(*cell, answer);
        answer.reason = trim(text_at(sheet, row, columns.reason));
        answer.not_applicable = !answer.reason.empty();  // beside an answer, bind sees the contradiction
        answer.evidence = split_evidence(text_at(sheet, row, columns.evidence));
        answer.note = text_at(sheet, row, columns.note);
    }

    RawAnswer& add_answer(const std::string& id, const WorkbookSheet& sheet, std::uint32_t row,
                          const Columns& columns) {
        answer_of_[id] = sheet_.answers.size();
        RawAnswer& answer = sheet_.answers.emplace_back();
        answer.key = id;
        answer.key_span = {row, columns.answer, 1};
        answer.sheet = sheet.name;
        return answer;
    }

    void read_answer(const WorkbookCell& cell, RawAnswer& answer) {
        const std::string text(workbook_.text(cell));
        answer.is_computed = cell.is_formula;
        answer.is_uncomputed = is_uncomputed(&cell);
        if (!matching_key(text).empty()) answer.values.push_back({text, answer.key_span, false});
    }

    /// The form's own words for "none of these", which may be those of an option too.
    static bool says_none(const RawAnswer& answer) {
        if (answer.is_list || answer.values.size() != 1) return false;
        const std::string& text = answer.values.front().text;
        return text == phrases::form_none.zh || text == phrases::form_none.en;
    }

    /// A line of a multi: ticked, unticked (which makes "none" an answer), or blank. Whose question's own
    /// line is gone still has its ticks.
    void read_option(const std::string& id, const std::string& option, const WorkbookSheet& sheet,
                     std::uint32_t row, const Columns& columns) {
        const std::string text = text_at(sheet, row, columns.answer);
        const bool is_blank = matching_key(text).empty();
        const auto given = answer_of_.find(id);
        if (given == answer_of_.end() && is_blank) return;
        RawAnswer& answer =
            given == answer_of_.end() ? add_answer(id, sheet, row, columns) : sheet_.answers[given->second];
        if (says_none(answer)) {
            answer.values.clear();
            answer.is_list = true;
        }
        if (is_blank) return;
        const Span span{row, columns.answer, 1};
        const auto is_ticked = parse_tick(text);
        if (is_ticked) {
            answer.is_list = true;
            if (*is_ticked) answer.values.push_back({option, span, false, sheet.name});
            return;
        }
        report(Severity::error, rules::not_yes_or_no, say(phrases::not_a_tick, text),
               sheet_.place_of(span, sheet.name), say(phrases::tick_or_leave))
            .subject = id;
    }

    const Workbook& workbook_;
    Diagnostics& diagnostics_;
    RawSheet sheet_;
    std::vector<FormPart> parts_;
    std::vector<const WorkbookSheet*> others_;  ///< visible sheets without ids
    std::vector<ListedSheet> listed_;
    std::unordered_set<std::string> ids_found_;
    std::unordered_map<std::string, std::size_t> answer_of_;  ///< by question: into `sheet_.answers`
};

bool is_form(const Workbook& workbook) {
    return std::ranges::any_of(workbook.sheets, [&](const WorkbookSheet& sheet) {
        return find_text(workbook, sheet, form_mark::ids) || find_text(workbook, sheet, form_mark::workbook);
    });
}

/// A sheet that is no form's, and where its headings are.
struct TableSheet {
    const WorkbookSheet* sheet;
    HeadingSearch headings;
};

void search_headings(const Workbook& workbook, TableSheet& table) {
    SheetRows rows(workbook, *table.sheet);
    while (!table.headings.is_over() && rows.next())
        table.headings.take(rows.cells());
}

/// Reads one table of a workbook.
class SheetTable {
  public:
    SheetTable(const Workbook& workbook, const TableSheet& table, const SourcePtr& source,
               const ItemNames* names, Diagnostics& diagnostics)
        : table_(table),
          source_(source),
          names_(names),
          diagnostics_(diagnostics),
          rows_(workbook, *table.sheet),
          reader_(source, table.sheet->name, names, diagnostics) {}

    std::vector<RawSheet> read() {
        read_headings();
        while (rows_.next())
            reader_.read_row(rows_.number(), cells_of_row(), problems_of_row());
        return reader_.take();
    }

  private:
    /// Headings may take several rows, with titles over groups of them: the others are then merged downwards.
    void read_headings() {
        for (std::size_t above = table_.headings.rows_above(); above > 0; --above)
            rows_.next();
        rows_.next();
        std::uint32_t last_row = rows_.number();
        for (const auto& [column, merged] : rows_.merged())
            if (TableReader::knows_heading(names_, merged.text))
                last_row = std::max(last_row, merged.range.last_row);
        while (rows_.next_number() != 0 && rows_.next_number() <= last_row)
            rows_.next();
        table_.headings.report_titles(rows_.number(), source_, table_.sheet->name, diagnostics_);
        reader_.read_headings(rows_.number(), rows_.cells(), detect_shape(rows_.cells()));
        rows_.limit_merged(static_cast<std::uint32_t>(reader_.column_count()));
    }

    std::vector<std::string_view> cells_of_row() const {
        std::vector<std::string_view> cells = rows_.cells();
        cells.resize(std::max(cells.size(), reader_.column_count()));  // empty cells are not stored
        // A remark merged down beside the table is said once.
        for (const auto& [column, merged] : rows_.merged())
            if (merged.range.first_row < rows_.number() && !reader_.is_read(column - 1))
                cells[column - 1] = {};
        return cells;
    }

    std::vector<Diagnostic> problems_of_row() const {
        std::vector<Diagnostic> problems;
        for (const auto& [column, merged] : rows_.merged())
            if (covers_several_columns(merged.range))
                problems.push_back(
                    problem_at(Severity::error, column,
                               say(phrases::merged_across, range_text(merged.range), merged.text),
                               say(phrases::unmerge)));
        for (const std::uint32_t column : rows_.uncomputed())
            if (reader_.is_read(column - 1))
                problems.push_back(problem_at(Severity::warning, column, say(phrases::formula_without_value),
                                              say(phrases::save_with_values)));
        return problems;
    }

    /// One value under several headings: nobody knows whose it is.
    bool covers_several_columns(const CellRange& range) const {
        std::size_t read_columns = 0;
        const std::size_t last = std::min<std::size_t>(range.last_column, reader_.column_count());
        for (std::size_t column = range.first_column; column <= last; ++column)
            if (reader_.is_read(column - 1)) ++read_columns;
        return read_columns > 1;
    }

    static std::string range_text(const CellRange& range) {
        return cell_address(range.first_row, range.first_column) + ":" +
               cell_address(range.last_row, range.last_column);
    }

    Diagnostic problem_at(Severity severity, std::uint32_t column, Message message, Message help) const {
        Diagnostic problem;
        problem.severity = severity;
        problem.rule = rules::answer_shape;
        problem.message = std::move(message);
        problem.place = Place::of_cell(source_, table_.sheet->name, rows_.number(), column);
        problem.help = std::move(help);
        return problem;
    }

    const TableSheet& table_;
    const SourcePtr& source_;
    const ItemNames* names_;
    Diagnostics& diagnostics_;
    SheetRows rows_;
    TableReader reader_;
};

/// The tables of a workbook. Sheets of remarks beside a table are passed over; where no sheet has a heading
/// that is known, all are read, so that what is wrong with them is said.
std::vector<RawSheet> read_tables(const Workbook& workbook, const SourcePtr& source, const ItemNames* names,
                                  Diagnostics& diagnostics) {
    std::vector<TableSheet> tables;
    tables.reserve(workbook.sheets.size());
    for (const WorkbookSheet& sheet : workbook.sheets) {
        if (sheet.cells.empty()) continue;
        search_headings(workbook, tables.emplace_back(TableSheet{&sheet, HeadingSearch(names)}));
        if (!sheet.is_hidden) continue;
        if (tables.back().headings.has_found())
            diagnostics.add(note_about(sheet, source, say(phrases::hidden_sheet, sheet.name)));
        tables.pop_back();
    }
    const auto has_headings = [](const TableSheet& table) { return table.headings.has_found(); };
    const bool any_has_headings = std::ranges::any_of(tables, has_headings);
    std::vector<RawSheet> sheets;
    for (const TableSheet& table : tables) {
        if (any_has_headings && !has_headings(table)) {
            diagnostics.add(
                note_about(*table.sheet, source, say(phrases::sheet_passed_over, table.sheet->name)));
        } else {
            std::ranges::move(SheetTable(workbook, table, source, names, diagnostics).read(),
                              std::back_inserter(sheets));
        }
    }
    return sheets;
}

}  // namespace

std::vector<RawSheet> read_workbook_answers(const Workbook& workbook, const SourcePtr& source,
                                            const Outline* outline, Diagnostics& diagnostics) {
    // The lines of a form carry ids: no titles are looked up.
    if (is_form(workbook)) return {FormReader(workbook, source, diagnostics).read()};
    if (!outline) return read_tables(workbook, source, nullptr, diagnostics);
    const ItemNames names(*outline);
    return read_tables(workbook, source, &names, diagnostics);
}

}  // namespace tidu
