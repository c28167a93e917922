// SPDX-License-Identifier: Apache-2.0
#include "batch_output.h"

#include <algorithm>
#include <chrono>
#include <numeric>

#include "phrases.h"
#include "tidu/answers/rules.h"
#include "tidu/codec/csv.h"
#include "tidu/result/file.h"
#include "tidu/result/problem.h"
#include "tidu/text/error.h"
#include "workbook_table.h"

namespace tidu {
namespace {

constexpr std::size_t most_shown = 50;  // problems kept for showing

std::string_view word_of(Severity severity) {
    return severity == Severity::error ? "error" : severity == Severity::warning ? "warning" : "note";
}

void append_problem(const Diagnostic& problem, const std::string& enterprise, std::string& out) {
    const ProblemRecord record = problem_record(problem);
    CsvWriter csv(out);
    csv.text(record.file);
    csv.text(record.sheet);
    csv.number(record.row == 0 ? "" : std::to_string(record.row));
    csv.number(record.column == 0 ? "" : std::to_string(record.column));
    csv.text(enterprise);
    csv.text(word_of(record.severity));
    csv.text(record.rule);
    csv.text(record.subject);
    csv.text(record.message.zh);
    csv.text(record.message.en);
    csv.text(record.help.zh);
    csv.text(record.help.en);
    csv.end_row();
}

/// Problems of a table in the order of its rows, as the plain reader would report them in one piece.
void sort_by_row(ChunkResult& result) {
    std::vector<std::size_t> order(result.problems.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {},
                             [&](std::size_t problem) { return result.problems[problem].place.span.line; });
    std::vector<Diagnostic> problems;
    std::vector<std::string> ids;
    for (const std::size_t problem : order) {
        problems.push_back(std::move(result.problems[problem]));
        ids.push_back(std::move(result.problem_ids[problem]));
    }
    result.problems = std::move(problems);
    result.problem_ids = std::move(ids);
}

void count_level(std::uint8_t code, std::vector<std::uint64_t>& levels) {
    if (code == LevelCode::uncounted) return;
    ++levels[code == LevelCode::off       ? levels.size() - 2
             : code == LevelCode::unknown ? levels.size() - 1
                                          : code];
}

}  // namespace

BatchOutput::BatchOutput(const BatchContext& context, Journal* journal, ReportsOfFile reports_of,
                         BatchSummary& summary)
    : context_(context),
      summary_(summary),
      journal_(journal),
      reports_of_(std::move(reports_of)),
      table_of_workbook_(context.settings.format == BatchFormat::xlsx ? std::make_unique<TemporaryFile>()
                                                                      : nullptr),
      rows_(table_of_workbook_ ? table_of_workbook_->path() : context.settings.output) {
    for (const Ladder& ladder : context.program.outline->system().ladders)
        summary_.levels.emplace_back(ladder.levels.size() + 3);
    if (context.settings.keeps_statistics) summary_.statistics.emplace(context.program);
    if (context.settings.make_report) create_directories(context.settings.reports_directory);
    if (context.settings.problems.empty()) return;
    problems_ = std::make_unique<OutputFile>(context.settings.problems);
    problems_->write(
        "file,sheet,row,column,enterprise,severity,rule,subject,message_zh,message_en,help_zh,help_en\n");
}

BatchOutput::~BatchOutput() = default;

void BatchOutput::write_heading() {
    if (context_.writes_json) return;
    std::string heading;
    context_.table.write_heading(heading);
    rows_.write(heading);
}

void BatchOutput::write_problem(const Diagnostic& problem, const std::string& enterprise) {
    ++(problem.severity == Severity::error ? summary_.errors : summary_.warnings);
    ++summary_.problem_count;
    if (summary_.problems.items().size() < most_shown) summary_.problems.add(problem);
    if (summary_.statistics) summary_.statistics->add(problem);
    list_problem(problem, enterprise);
}

void BatchOutput::list_problem(const Diagnostic& problem, const std::string& enterprise) {
    if (!problems_) return;
    problem_text_.clear();
    append_problem(problem, enterprise, problem_text_);
    problems_->write(problem_text_);
}

void BatchOutput::write_left_out(const std::string& path) {
    summary_.left_out.push_back(display_name_of_input(path));
    Diagnostic note;
    note.severity = Severity::note;
    note.rule = "file-left-out";
    note.message = say(phrases::file_left_out);
    note.place = Place::of_file(std::make_shared<const Source>(Source{display_name_of_input(path), {}}));
    note.help = say(phrases::save_left_out);
    list_problem(note, {});
}

void BatchOutput::write(const Chunk& chunk, ChunkResult& result) {
    const auto start = std::chrono::steady_clock::now();
    if (chunk.table != record_table_) {
        record_table_ = chunk.table;
        record_ = chunk.table ? chunk.table->heading_records : 0;
    }
    if (chunk.table)
        for (Diagnostic& problem : result.problems)
            problem.place.span.line += static_cast<std::uint32_t>(record_);
    summary_.resumed_files += result.is_resumed ? 1 : 0;
    const bool has_repeated = mark_repeated(chunk, result);
    const ReportNames reports = write_reports(chunk, result);
    // Once its reports are there. A report that other files have a say in is made again by a resumed run, in
    // which they may be others.
    if (!result.journal_line.empty() && (result.reports.empty() || (reports.are_plain && !has_repeated)))
        journal_->add(result.journal_line);
    keep_statistics(result, reports.files);
    if (table_of_workbook_ && summary_.rows + result.entries.size() > most_workbook_rows)
        throw IoError(say(phrases::workbook_too_small, context_.settings.output, most_workbook_rows));
    rows_.write(result.rows);
    if (context_.settings.output == standard_stream) rows_.flush();
    for (std::size_t problem = 0; problem < result.problems.size(); ++problem)
        write_problem(result.problems[problem], result.problem_ids[problem]);
    count(result);
    remember(chunk, result);
    record_ += result.records;
    summary_.stages.write += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// Names are given here, in the order of the rows, so that they do not depend on who was scored first.
BatchOutput::ReportNames BatchOutput::write_reports(const Chunk& chunk, ChunkResult& result) {
    ReportNames names;
    for (std::size_t entry = 0; entry < result.reports.size(); ++entry) {
        const std::string name = report_names_.make(result.reports[entry].name);
        const bool is_plain = name == safe_file_name(result.reports[entry].name);
        names.are_plain = names.are_plain && is_plain;
        names.files.push_back(name + context_.settings.report_ending);
        const std::string path = context_.settings.reports_directory + "/" + names.files.back();
        if (result.reports[entry].is_on_disk() && is_plain && file_exists(path)) continue;
        make_reports_again(chunk, result);
        write_file(path, result.reports[entry].bytes, Durability::soon);
    }
    return names;
}

/// The journal keeps no reports: where those of the run before will not do, the file is scored after all.
void BatchOutput::make_reports_again(const Chunk& chunk, ChunkResult& result) const {
    if (result.reports.empty() || !result.reports.front().is_on_disk()) return;
    std::vector<ReportFile> reports = reports_of_(chunk);
    reports.resize(result.reports.size());  // the file may have changed this very moment
    result.reports = std::move(reports);
}

void BatchOutput::keep_statistics(const ChunkResult& result, const std::vector<std::string>& reports) {
    for (std::size_t entry = 0; entry < result.facts.size(); ++entry)
        summary_.statistics->add(result.facts[entry], entry < reports.size()
                                                          ? std::string_view(reports[entry])
                                                          : std::string_view());
}

/// The later sheet of a repeated key is an error; its row keeps who it is and loses its scores.
bool BatchOutput::mark_repeated(const Chunk& chunk, ChunkResult& result) {
    std::vector<std::pair<std::size_t, std::uint32_t>> repeated;
    constexpr std::size_t ahead = 12;  // rows, so that memory answers before it is needed
    for (std::size_t entry = 0; entry < result.entries.size(); ++entry) {
        if (entry + ahead < result.entries.size()) keys_.expect(result.entries[entry + ahead].key);
        if (!result.entries[entry].has_key) continue;
        const auto row = row_ + static_cast<std::uint32_t>(entry) + 1;
        if (const auto first = keys_.add(result.entries[entry].key, row))
            repeated.emplace_back(entry, *first);
    }
    if (repeated.empty()) return false;
    make_reports_again(chunk, result);
    for (const auto& [entry, first] : repeated) {
        // The first may stand in this very chunk, which is not remembered yet.
        const Place first_place =
            first > row_ ? place_of_entry(chunk, result, first - row_ - 1) : place_of_row(first);
        const std::string id = id_of(result, entry);
        Diagnostic problem;
        problem.rule = rules::repeated_sheet;
        problem.message =
            say(phrases::repeated_enterprise, id,
                BilingualText{describe(first_place, Language::zh), describe(first_place, Language::en)});
        problem.place = place_of_entry(chunk, result, entry);
        problem.help = say(phrases::keep_one_sheet);
        result.problems.push_back(std::move(problem));
        result.problem_ids.push_back(id);
    }
    for (std::size_t last = repeated.size(); last-- > 0;)
        invalidate(result, repeated[last].first,
                   result.problems[result.problems.size() - repeated.size() + last]);
    if (chunk.table) sort_by_row(result);
    return true;
}

/// What an entry has in the output, line end included.
std::string_view BatchOutput::row_of(const ChunkResult& result, std::size_t entry) {
    const std::size_t begin = result.entries[entry].begin;
    const std::size_t end =
        entry + 1 < result.entries.size() ? result.entries[entry + 1].begin : result.rows.size();
    return std::string_view(result.rows).substr(begin, end - begin);
}

std::optional<AssessmentRecord> BatchOutput::record_of(const ChunkResult& result, std::size_t entry) {
    Diagnostics unused;
    const auto records =
        read_results(std::make_shared<const Source>(Source{{}, std::string(row_of(result, entry))}), unused);
    return records && !records->empty() ? std::optional(records->front()) : std::nullopt;
}

std::string BatchOutput::id_of(const ChunkResult& result, std::size_t entry) const {
    if (context_.writes_json) {
        const auto record = record_of(result, entry);
        return record ? record->attribute("id") : std::string();
    }
    MemorySource text(row_of(result, entry));
    CsvReader csv(text, nullptr, ',');
    CsvRow row;
    return csv.next(row) ? std::string(without_formula_guard(row.cells.front())) : std::string();
}

/// The row of a sheet that `problem` makes invalid after all.
void BatchOutput::invalidate(ChunkResult& result, std::size_t entry, const Diagnostic& problem) const {
    RowEntry& row = result.entries[entry];
    row.is_valid = false;
    if (entry < result.facts.size()) result.facts[entry].is_valid = false;
    if (entry < result.reports.size() && result.reports[entry].program) {
        ReportFile& report = result.reports[entry];
        report.subject.problems = {problem_record(problem)};
        report.bytes = context_.settings.make_report(report.subject, *report.program);
    }
    const std::size_t end = row.begin + row_of(result, entry).size();
    const std::size_t begin = context_.writes_json ? row.begin : row.status;
    std::string invalid;
    if (!context_.writes_json) {
        context_.table.write_invalid(invalid);
    } else if (const auto scored = record_of(result, entry)) {
        AssessmentRecord record = scored->without_results();
        record.problems = {problem_record(problem)};
        append_result_json(invalid, record, ResultLayout::line);
        invalid += '\n';
    }
    result.rows.replace(begin, end - begin, invalid);
    const std::size_t moved = invalid.size() - (end - begin);  // modulo 2^64, as are the sums
    for (std::size_t later = entry + 1; later < result.entries.size(); ++later) {
        result.entries[later].begin = static_cast<std::uint32_t>(result.entries[later].begin + moved);
        result.entries[later].status = static_cast<std::uint32_t>(result.entries[later].status + moved);
    }
}

Place BatchOutput::place_of_entry(const Chunk& chunk, const ChunkResult& result, std::size_t entry) const {
    if (!chunk.table) return result.places[entry];
    const auto record = static_cast<std::uint32_t>(record_ + result.entries[entry].record);
    const PlaceKind kind = chunk.table->kind == RecordKind::csv ? PlaceKind::cell : PlaceKind::text;
    return {kind, chunk.table->source, {}, {record, 0, 1}};
}

Place BatchOutput::place_of_row(std::uint32_t row) const {
    const auto after = std::ranges::upper_bound(stretches_, row, {}, &Stretch::first_row);
    const Stretch& stretch = *std::prev(after);
    const std::size_t offset = row - stretch.first_row;
    if (!stretch.places.empty()) return stretch.places[offset];
    const std::uint64_t record =
        stretch.first_record + (stretch.records.empty() ? offset + 1 : stretch.records[offset]);
    return {PlaceKind::cell, stretch.source, {}, {static_cast<std::uint32_t>(record), 0, 1}};
}

void BatchOutput::remember(const Chunk& chunk, const ChunkResult& result) {
    if (result.entries.empty()) return;
    Stretch stretch;
    stretch.first_row = row_ + 1;
    row_ += static_cast<std::uint32_t>(result.entries.size());
    if (!chunk.table) {
        stretch.places = result.places;
        stretches_.push_back(std::move(stretch));
        return;
    }
    stretch.source = chunk.table->source;
    stretch.first_record = record_;
    const auto skips = [](const RowEntry& before, const RowEntry& row) {
        return row.record != before.record + 1;
    };
    const bool has_gaps = result.entries.front().record != 1 ||
                          std::ranges::adjacent_find(result.entries, skips) != result.entries.end();
    if (has_gaps)
        for (const RowEntry& row : result.entries)
            stretch.records.push_back(row.record);
    // A long table without blank rows is one stretch.
    if (!has_gaps && !stretches_.empty()) {
        const Stretch& last = stretches_.back();
        const bool is_plain = last.source == stretch.source && last.records.empty() && last.places.empty();
        if (is_plain && stretch.first_record - last.first_record == stretch.first_row - last.first_row)
            return;
    }
    stretches_.push_back(std::move(stretch));
}

void BatchOutput::count(const ChunkResult& result) {
    summary_.rows += result.entries.size();
    summary_.bare_not_applicable += result.bare_not_applicable;
    if (summary_.statistics && result.bare_not_applicable > 0)
        summary_.statistics->problems[std::string(rules::not_applicable_reason)].warnings +=
            result.bare_not_applicable;
    summary_.fast_rows += result.fast_rows;
    const std::size_t ladders = summary_.levels.size();
    for (std::size_t entry = 0; entry < result.entries.size(); ++entry) {
        const bool is_valid = result.entries[entry].is_valid;
        ++(is_valid ? summary_.valid : summary_.invalid);
        for (std::size_t ladder = 0; is_valid && ladder < ladders; ++ladder)
            count_level(result.levels[entry * ladders + ladder], summary_.levels[ladder]);
    }
}

void BatchOutput::commit() {
    rows_.commit();
    if (table_of_workbook_) {
        const std::size_t texts = 2 + context_.table.options().attributes.size();
        write_file(context_.settings.output, workbook_of_table(table_of_workbook_->path(), texts));
    }
    if (problems_) problems_->commit();
    if (journal_) journal_->remove();
}

}  // namespace tidu
