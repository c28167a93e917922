// SPDX-License-Identifier: Apache-2.0
// Decides once what every column is, then only copies cells. A heading is an id before it is a title, and a
// question before it is an attribute; `enterprise.X` is always an attribute.
#include "tidu/answers/read_table.h"

#include <algorithm>
#include <array>

#include "cell_text.h"
#include "phrases.h"
#include "tidu/answers/attributes.h"
#include "tidu/answers/rules.h"
#include "tidu/answers/understand.h"
#include "tidu/codec/csv.h"
#include "tidu/text/utf8.h"

namespace tidu {
namespace {

using Names = std::vector<std::string_view>;

bool is_named(std::string_view heading, const Names& names) {
    return std::find(names.begin(), names.end(), matching_key(heading)) != names.end();
}

const Names question_names{"question", "questionid", "item", "题目", "题目编号", "题号", "指标", "指标编号"};
const Names value_names{"value", "answer", "答案", "填报值", "值"};
const Names reason_names{"reason", "whynotapplicable", "原因", "不适用的原因", "不适用原因"};
const Names evidence_names{"evidence", "佐证", "佐证材料", "证明材料"};
const Names note_names{"note", "remark", "备注", "说明"};
/// Columns that long forms carry for the eye.
const Names shown_names{"no.", "编号", "title", "题目内容", "unit", "单位", "allowed", "可填"};

std::string cell_text(std::string_view cell) {
    return std::string(without_formula_guard(cell));
}

bool is_blank(std::string_view cell) {
    return trim(cell).empty() || matching_key(cell).empty();
}

/// `mes.note` is the note of `mes`.
std::optional<std::pair<std::string_view, std::string_view>> split_part(std::string_view heading) {
    const std::size_t dot = heading.rfind('.');
    if (dot == std::string_view::npos || dot == 0) return std::nullopt;
    return std::pair{heading.substr(0, dot), heading.substr(dot + 1)};
}

}  // namespace

TableShape detect_shape(const std::vector<std::string_view>& headings) {
    const auto has = [&](const Names& names) {
        return std::any_of(headings.begin(), headings.end(),
                           [&](std::string_view heading) { return is_named(heading, names); });
    };
    return has(question_names) && has(value_names) ? TableShape::long_ : TableShape::wide;
}

TableReader::TableReader(SourcePtr source, std::string sheet, const ItemNames* names,
                         Diagnostics& diagnostics)
    : source_(std::move(source)), sheet_(std::move(sheet)), names_(names), diagnostics_(diagnostics) {}

void TableReader::read_headings(std::uint32_t row, const std::vector<std::string_view>& cells,
                                TableShape shape) {
    shape_ = shape;
    for (std::size_t position = 0; position < cells.size(); ++position) {
        const std::string_view heading = trim(cells[position]);
        Column column = shape == TableShape::wide ? wide_column(names_, heading) : long_column(heading);
        column.heading = {row, static_cast<std::uint32_t>(position + 1), 1};
        column.has_heading = !is_blank(heading);
        check_column(column, heading, position);
        if (shape == TableShape::wide && belongs_to_answer(column.role))
            column.answer = answer_with_key(column);
        columns_.push_back(std::move(column));
    }
}

bool TableReader::belongs_to_answer(Role role) {
    return role == Role::question || role == Role::reason || role == Role::evidence || role == Role::note;
}

/// Every row of a wide table has the same answers; where they stand is found out once.
std::size_t TableReader::answer_with_key(const Column& column) {
    for (std::size_t answer = 0; answer < blank_answers_.size(); ++answer)
        if (blank_answers_[answer].key == column.key) return answer;
    RawAnswer& added = blank_answers_.emplace_back();
    added.key = column.key;
    added.key_span = column.heading;
    return blank_answers_.size() - 1;
}

TableReader::Column TableReader::wide_column(const ItemNames* names, std::string_view heading) {
    if (is_blank(heading)) return {};
    if (heading.starts_with("enterprise.")) return {Role::attribute, *find_attribute(heading), {}, true};
    if (names && names->has_id(heading)) return {Role::question, std::string(heading), {}, true};
    if (const auto part = split_part(heading); part && (!names || names->has_id(part->first))) {
        const std::string key(part->first);
        if (is_named(part->second, reason_names)) return {Role::reason, key, {}, true};
        if (is_named(part->second, evidence_names)) return {Role::evidence, key, {}, true};
        if (is_named(part->second, note_names)) return {Role::note, key, {}, true};
    }
    if (is_period_heading(heading)) return {Role::period, {}, {}, true};
    if (is_system_heading(heading)) return {Role::system, {}, {}, true};
    const auto attribute = find_attribute(heading);
    if (!names)
        return {
            attribute ? Role::attribute : Role::question, attribute.value_or(std::string(heading)), {}, true};
    const auto item = names->find(heading);
    if (attribute && (!item || *attribute == matching_key(heading)))
        return {Role::attribute, *attribute, {}, true};
    if (item) return {Role::question, names->id(*item), {}, true};
    return {};
}

TableReader::Column TableReader::long_column(std::string_view heading) {
    if (is_named(heading, question_names)) return {Role::question, {}, {}, true};
    if (is_named(heading, value_names)) return {Role::value, {}, {}, true};
    if (is_named(heading, reason_names)) return {Role::reason, {}, {}, true};
    if (is_named(heading, evidence_names)) return {Role::evidence, {}, {}, true};
    if (is_named(heading, note_names)) return {Role::note, {}, {}, true};
    if (is_period_heading(heading)) return {Role::period, {}, {}, true};
    if (is_system_heading(heading)) return {Role::system, {}, {}, true};
    if (is_named(heading, shown_names)) return {Role::ignored, {}, {}, true};
    if (const auto attribute = find_attribute(heading)) return {Role::attribute, *attribute, {}, true};
    return {};
}

/// Says once what is wrong with a heading; the cells below it are then left alone.
void TableReader::check_column(Column& column, std::string_view heading, std::size_t position) {
    if (!column.has_heading) return;
    const bool is_shown = shape_ == TableShape::long_ && is_named(heading, shown_names);
    if (column.role == Role::ignored && !is_shown) {
        const auto nearest = names_ && shape_ == TableShape::wide ? names_->nearest(heading) : std::nullopt;
        report(diagnostics_, rules::unknown_id, Severity::error, say(phrases::unknown_column, heading),
               column.heading, nearest ? say(phrases::did_you_mean, *nearest) : say(phrases::name_column));
        return;
    }
    if (column.role == Role::ignored) return;
    for (std::size_t earlier = 0; earlier < position; ++earlier) {
        if (columns_[earlier].role != column.role || columns_[earlier].key != column.key) continue;
        report(diagnostics_, rules::repeated_answer, Severity::error,
               say(phrases::repeated_column, heading,
                   cell_address(column.heading.line, columns_[earlier].heading.column)),
               column.heading, say(phrases::keep_one_answer));
        column.role = Role::ignored;
        return;
    }
}

void TableReader::read_row(std::uint32_t row, const std::vector<std::string_view>& cells,
                           const std::vector<Diagnostic>& problems) {
    if (std::all_of(cells.begin(), cells.end(), is_blank)) return;
    RawSheet& sheet =
        shape_ == TableShape::wide ? sheets_.emplace_back(new_sheet(row)) : long_sheet(row, cells);
    for (const Diagnostic& problem : problems)
        sheet.problems.add(problem);
    if (shape_ == TableShape::wide) sheet.answers = blank_answers_;
    check_width(row, cells, sheet);
    if (shape_ == TableShape::wide) {
        read_wide(row, cells, sheet);
    } else {
        read_long(row, cells, sheet);
    }
}

bool TableReader::knows_heading(const ItemNames* names, std::string_view heading) {
    const Role role = wide_column(names, trim(heading)).role;
    return role != Role::ignored && (names || role == Role::attribute || role == Role::period);
}

std::string_view TableReader::question_of(std::size_t column) const {
    return columns_[column].role == Role::question ? std::string_view(columns_[column].key)
                                                   : std::string_view();
}

std::string_view TableReader::attribute_of(std::size_t column) const {
    if (columns_[column].role == Role::period) return "period";
    return columns_[column].role == Role::attribute ? std::string_view(columns_[column].key)
                                                    : std::string_view();
}

RawSheet TableReader::new_sheet(std::uint32_t row) const {
    RawSheet sheet;
    sheet.source = source_;
    sheet.place_kind = PlaceKind::cell;
    sheet.sheet = sheet_;
    sheet.span = {row, 0, 1};
    return sheet;
}

/// A row of another length than the headings: too many cells have moved (an unquoted comma), too few were cut
/// off.
void TableReader::check_width(std::uint32_t row, const std::vector<std::string_view>& cells,
                              RawSheet& sheet) const {
    if (cells.size() < columns_.size()) {
        report(sheet.problems, rules::answer_shape, Severity::warning,
               say(phrases::row_too_short, cells.size(), columns_.size()), {row, 0, 1}, {});
        return;
    }
    for (std::size_t position = columns_.size(); position < cells.size(); ++position) {
        if (is_blank(cells[position])) continue;
        report(sheet.problems, rules::answer_shape, Severity::error,
               say(phrases::row_too_long, columns_.size(), cell_text(cells[position])),
               {row, static_cast<std::uint32_t>(position + 1), 1}, say(phrases::quote_commas));
        return;
    }
}

void TableReader::read_wide(std::uint32_t row, const std::vector<std::string_view>& cells,
                            RawSheet& sheet) const {
    for (std::size_t position = 0; position < columns_.size(); ++position) {
        const Column& column = columns_[position];
        const std::string_view cell = position < cells.size() ? cells[position] : std::string_view();
        const Span span{row, static_cast<std::uint32_t>(position + 1), 1};
        if (!column.has_heading && !is_blank(cell))
            report(sheet.problems, rules::answer_shape, Severity::error,
                   say(phrases::cell_without_heading, cell_text(cell)), span, say(phrases::name_column));
        RawAnswer* answer = belongs_to_answer(column.role) ? &sheet.answers[column.answer] : nullptr;
        if (column.role == Role::question) {
            answer->key_span = span;  // the enterprise's own cell, empty or not
            if (!is_blank(cell)) answer->values.push_back({cell_text(cell), span, false});
        } else if (!is_blank(cell)) {
            RawAnswer none;
            read_cell(column, cell_text(cell), span, sheet, answer ? *answer : none);
        }
    }
}

void TableReader::read_cell(const Column& column, std::string text, Span span, RawSheet& sheet,
                            RawAnswer& answer) const {
    switch (column.role) {
        case Role::attribute:
            if (sheet.attribute(column.key) || trim(text).empty()) return;
            sheet.enterprise.emplace_back(column.key, RawValue{std::string(trim(text)), span, false});
            return;
        case Role::period:
            sheet.period = trim(text);
            return;
        case Role::system:
            sheet.system = trim(text);
            return;
        case Role::reason:
            answer.reason = text;
            // A reason beside an empty answer declares it; beside an answer bind sees the contradiction.
            answer.not_applicable = answer.not_applicable || !is_blank(text);
            return;
        case Role::evidence:
            answer.evidence = split_evidence(text);
            return;
        case Role::note:
            answer.note = text;
            return;
        case Role::question:
            answer.key = trim(text);
            return;
        case Role::value:
            if (!is_blank(text)) answer.values.push_back({std::move(text), span, false});
            return;
        case Role::ignored:
            return;
    }
}

RawSheet& TableReader::long_sheet(std::uint32_t row, const std::vector<std::string_view>& cells) {
    std::pair<std::string, std::string> key;
    for (std::size_t position = 0; position < std::min(cells.size(), columns_.size()); ++position) {
        if (columns_[position].role == Role::attribute && columns_[position].key == "id")
            key.first = trim(cells[position]);
        if (columns_[position].role == Role::period) key.second = trim(cells[position]);
    }
    const auto [place, is_new] = sheet_by_key_.emplace(std::move(key), sheets_.size());
    if (is_new) sheets_.push_back(new_sheet(row));
    return sheets_[place->second];
}

void TableReader::read_long(std::uint32_t row, const std::vector<std::string_view>& cells, RawSheet& sheet) {
    RawAnswer answer;
    for (std::size_t position = 0; position < std::min(cells.size(), columns_.size()); ++position) {
        const Column& column = columns_[position];
        const Span span{row, static_cast<std::uint32_t>(position + 1), 1};
        if (column.role == Role::question) answer.key_span = span;
        read_cell(column, cell_text(cells[position]), span, sheet, answer);
    }
    // Facts about the enterprise may stand among the answers: `enterprise.name`, `period`.
    const std::string text = answer.values.empty() ? std::string() : answer.values.front().text;
    if (is_blank(answer.key)) {
        if (!text.empty())
            report(sheet.problems, rules::answer_shape, Severity::error,
                   say(phrases::value_without_question, text), answer.values.front().span,
                   say(phrases::name_question));
    } else if (answer.key.starts_with("enterprise.")) {
        const Span span = answer.values.empty() ? answer.key_span : answer.values.front().span;
        if (!text.empty())
            sheet.enterprise.emplace_back(*find_attribute(answer.key), RawValue{text, span, false});
    } else if (is_period_heading(answer.key)) {
        sheet.period = text;
    } else if (is_system_heading(answer.key)) {
        sheet.system = text;
    } else {
        sheet.answers.push_back(std::move(answer));
    }
}

void TableReader::report(Diagnostics& where, std::string_view rule, Severity severity, Message message,
                         Span span, Message help) const {
    Diagnostic problem;
    problem.severity = severity;
    problem.rule = rule;
    problem.message = std::move(message);
    problem.place = {PlaceKind::cell, source_, sheet_, span};
    problem.help = std::move(help);
    where.add(std::move(problem));
}

/// Two known headings, or one by itself: above a table people write `city, Suzhou`.
void HeadingSearch::take(const std::vector<std::string_view>& cells) {
    const auto filled = std::ranges::count_if(cells, [](std::string_view cell) { return !is_blank(cell); });
    if (filled > 0 && !first_filled_) first_filled_ = taken_;
    if (filled > 1 && !first_of_several_) first_of_several_ = taken_;
    ++taken_;
    if (filled == 0) return;
    const auto known = std::ranges::count_if(
        cells, [&](std::string_view cell) { return TableReader::knows_heading(names_, cell); });
    found_ = detect_shape(cells) == TableShape::long_ || known > 1 || (known == 1 && filled == 1);
}

void HeadingSearch::report_titles(std::uint32_t row, const SourcePtr& source, const std::string& sheet,
                                  Diagnostics& diagnostics) const {
    if (!first_filled_ || *first_filled_ >= rows_above()) return;
    Diagnostic note;
    note.severity = Severity::note;
    note.rule = rules::answer_shape;
    note.message = say(phrases::titles_above, row);
    note.place = {PlaceKind::cell, source, sheet, {row, 0, 1}};
    diagnostics.add(std::move(note));
}

}  // namespace tidu
