// SPDX-License-Identifier: Apache-2.0
#include "table_scorer.h"

#include <simdjson.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <functional>

#include "phrases.h"
#include "tidu/answers/attributes.h"
#include "tidu/answers/credit_code.h"
#include "tidu/answers/rules.h"
#include "tidu/codec/csv.h"
#include "tidu/codec/encoding.h"
#include "tidu/codec/file.h"
#include "tidu/result/assemble.h"
#include "tidu/result/file.h"
#include "tidu/result/problem.h"
#include "tidu/text/utf8.h"

namespace tidu {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Hash of the key of a sheet. Only equality counts, and only within one run.
std::uint64_t key_of(std::string_view id, std::string_view period) {
    const std::uint64_t first = std::hash<std::string_view>{}(id);
    const std::uint64_t second = std::hash<std::string_view>{}(period);
    return first ^ (second * 0x9e3779b97f4a7c15u + (first << 6) + (first >> 2));
}

/// Nothing at either end that trimming or unguarding would take away.
bool stands_as_it_is(std::string_view text) {
    const auto plain = [](unsigned char byte) {
        return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
    };
    if (text.empty()) return true;
    const auto first = static_cast<unsigned char>(text.front());
    const auto last = static_cast<unsigned char>(text.back());
    // Lead bytes E4 to E9 begin CJK ideographs; blanks of Unicode begin with others.
    const auto ideograph = [](unsigned char byte) { return byte >= 0xE4 && byte <= 0xE9; };
    const bool good_end =
        plain(last) || (text.size() >= 3 && ideograph(static_cast<unsigned char>(text[text.size() - 3])));
    return good_end && (plain(first) || ideograph(first));
}

/// A place is kept to the end of the run; the text of its file is not.
Place without_text(Place place) {
    if (place.source && !place.source->text.empty())
        place.source = std::make_shared<const Source>(Source{place.source->name, {}});
    return place;
}

/// A row must say where it comes from.
void name_by_file(AnswerSheet& sheet) {
    if (sheet.place.source) sheet.name = sheet.place.source->name;
}

/// What a file of the enterprise is called: its code, else its name; and the period where there is one.
std::string report_name(const AssessmentRecord& record) {
    const std::string& id = record.attribute("id");
    std::string name = id.empty() ? record.attribute("name") : id;
    if (!record.period.empty()) name += " " + record.period;
    return name;
}

std::uint8_t level_code(LadderState state, Rung level) {
    if (state == LadderState::not_applicable) return LevelCode::off;
    if (state == LadderState::unknown) return LevelCode::unknown;
    return static_cast<std::uint8_t>(std::min<Rung>(level, LevelCode::uncounted - 1));
}

}  // namespace

void plan_table(const BatchContext& context, std::uint32_t row, const std::vector<std::string_view>& headings,
                InputTable& table) {
    table.reader.read_headings(row, headings, TableShape::wide);
    const std::vector<std::string>& wanted = context.table.options().attributes;
    table.attribute_fields.assign(wanted.size(), -1);
    ItemFields fields(context.program.items.size());
    const std::string& kernel = context.settings.kernel;
    const bool wants_plan = (table.is_large || !kernel.empty()) && kernel != "none";
    bool only_answers = wants_plan && !context.settings.make_report && !context.settings.keeps_statistics &&
                        !context.writes_json && context.settings.overrides.empty() &&
                        !context.settings.evidence_strict;
    for (std::size_t column = 0; column < table.reader.column_count(); ++column) {
        const auto field = static_cast<std::int32_t>(column);
        const std::string_view attribute = table.reader.attribute_of(column);
        if (const std::string_view question = table.reader.question_of(column); !question.empty()) {
            fields[context.program.outline->find_item(question)->value] = static_cast<std::uint32_t>(column);
        } else if (!attribute.empty()) {
            if (attribute == "id") table.id_field = field;
            if (attribute == "name") table.name_field = field;
            if (attribute == "period") table.period_field = field;
            for (std::size_t out = 0; out < wanted.size(); ++out)
                if (wanted[out] == attribute) table.attribute_fields[out] = field;
        } else if (!table.reader.is_ignored(column)) {
            only_answers = false;  // reasons, evidence, notes, systems: the plain path reads them
        }
    }
    if (!only_answers || headings.size() > 5000) return;
    table.plan =
        FastPlan::make(context.program, context.binder, fields, static_cast<std::uint32_t>(headings.size()));
    table.kernel = choose_fast_kernel(kernel.empty() ? nullptr : kernel.c_str());
    if (!table.kernel) table.plan.reset();
    // Scores of dimensions that are questions are not kept by the kernel.
    for (const NodeIndex dimension : context.program.outline->dimensions())
        if (context.program[dimension].is_leaf()) table.plan.reset();
}

// ---------------------------------------------------------------------------------------------- single
// sheets

void SheetScorer::add_row(const TableRow& row, std::string_view period, std::uint32_t record,
                          ChunkResult& out) {
    RowEntry entry;
    entry.begin = static_cast<std::uint32_t>(out.rows.size());
    entry.record = record;
    entry.has_key = !row.id.empty();
    entry.key = entry.has_key ? key_of(row.id, period) : 0;
    entry.is_valid = row.is_valid;
    const std::size_t first_level = out.levels.size();
    out.levels.resize(first_level + context_.program.ladders.size(), LevelCode::uncounted);
    if (row.is_valid)
        for (std::size_t ladder = 0; ladder < row.ladders.size(); ++ladder)
            out.levels[first_level + ladder] =
                level_code(row.ladders[ladder].state, row.ladders[ladder].level);
    if (!context_.writes_json)
        entry.status = static_cast<std::uint32_t>(context_.table.write_row(row, out.rows));
    out.entries.push_back(entry);
}

const OtherSystems::System* OtherSystems::find(const BatchSettings& settings, const std::string& name) {
    const std::lock_guard lock(mutex_);
    const auto [entry, is_new] = systems_.try_emplace(name);
    if (is_new)
        if (auto program = settings.open_system(name))
            entry->second = std::make_unique<System>(System{program, Binder(*program->outline)});
    return entry->second.get();
}

void SheetScorer::score(const RawSheet& raw, std::uint32_t record, ChunkResult& out) {
    const BatchSettings& settings = context_.settings;
    const bool is_other = !settings.forces_system && !raw.system.empty() &&
                          raw.system != context_.program.outline->system().id &&
                          raw.system != settings.system_name;
    const bool may_be_other = context_.writes_json && settings.open_system;
    const OtherSystems::System* other =
        is_other && may_be_other ? context_.other_systems.find(settings, raw.system) : nullptr;
    out.uses_system_file = out.uses_system_file || (other && file_exists(raw.system));
    if (other)
        finish(*other->program, other->binder.bind(raw, {settings.overrides}), record, out);
    else if (is_other)
        refuse_other_system(raw, record, out);
    else
        finish(context_.program, context_.binder.bind(raw, {settings.overrides}), record, out);
}

void SheetScorer::score_broken(const std::string& name, const std::vector<Diagnostic>& problems,
                               std::uint32_t record, ChunkResult& out) {
    AnswerSheet sheet;
    sheet.name = name;
    sheet.place = problems.front().place;
    for (const Diagnostic& problem : problems)
        sheet.problems.add(problem);
    finish(context_.program, std::move(sheet), record, out);
}

/// One table holds one system: such a sheet keeps its row, and one problem says why it has no scores.
void SheetScorer::refuse_other_system(const RawSheet& raw, std::uint32_t record, ChunkResult& out) {
    RawSheet bare;
    bare.source = raw.source;
    bare.place_kind = raw.place_kind;
    bare.sheet = raw.sheet;
    bare.span = raw.span;
    bare.period = raw.period;
    bare.enterprise = raw.enterprise;
    AnswerSheet sheet = context_.binder.bind(bare);
    sheet.problems = {};
    sheet.answers.clear();  // they are another system's
    Diagnostic problem;
    problem.rule = rules::system_differs;
    problem.message = say(phrases::other_system, raw.system, context_.program.outline->system().id);
    problem.place = sheet.place;
    problem.help = say(phrases::run_apart);
    sheet.problems.add(std::move(problem));
    finish(context_.program, std::move(sheet), record, out);
}

void SheetScorer::finish(const Program& program, AnswerSheet sheet, std::uint32_t record, ChunkResult& out) {
    const BatchSettings& settings = context_.settings;
    AssessSettings how{settings.evidence_strict, {}};
    for (const auto& [item, value] : settings.overrides)
        how.options.emplace_back("set", item + "=" + value);
    std::optional<AssessmentRecord> assessed;
    if (settings.make_report || context_.writes_json)
        assessed = assess(program, sheet, how, evaluation_);
    else if (!sheet.answers.empty())
        evaluate(program, sheet.answers, {settings.evidence_strict}, evaluation_);
    for (Diagnostic& finding : diagnose_findings(evaluation_, program, sheet))
        sheet.problems.add(std::move(finding));
    if (!sheet.is_valid() && sheet.id.empty() && sheet.name.empty()) name_by_file(sheet);
    add_problems(sheet, out);
    if (&program == &context_.program) {
        context_.table.fill(sheet, evaluation_, row_);
    } else {
        row_ = {};
        row_.id = sheet.id;
        row_.is_valid = sheet.is_valid() && evaluation_.is_valid();
    }
    add_row(row_, sheet.period, record, out);
    if (settings.keeps_statistics) {
        // The statistics are of one system: a sheet of another is only counted.
        RowFacts& facts = out.facts.emplace_back();
        facts.is_other = &program != &context_.program;
        if (!facts.is_other) facts = facts_of(program, context_.groupings, sheet, evaluation_, row_);
    }
    if (record == 0) out.places.push_back(without_text(sheet.place));
    if (!assessed) return;
    if (record != 0) place_in_table(*assessed);
    if (context_.writes_json) {
        append_result_json(out.rows, *assessed, ResultLayout::line);
        out.rows += '\n';
    }
    if (settings.make_report) out.reports.push_back(make_report(*assessed, program));
}

/// Problems of a row count rows from the first of its block; people count from the first of the file.
void SheetScorer::place_in_table(AssessmentRecord& record) const {
    for (ProblemRecord& problem : record.problems)
        if (problem.row != 0) problem.row += static_cast<std::uint32_t>(rows_before_);
}

ReportFile SheetScorer::make_report(const AssessmentRecord& record, const Program& program) const {
    return {report_name(record), context_.settings.make_report(record, program), record.without_results(),
            &program};
}

void SheetScorer::add_problems(const AnswerSheet& sheet, ChunkResult& out) {
    for (const Diagnostic& problem : sheet.problems.items()) {
        if (problem.rule == rules::not_applicable_reason) {
            ++out.bare_not_applicable;  // one such line for each of a million cells helps nobody
            continue;
        }
        out.problems.push_back(problem);
        out.problem_ids.push_back(sheet.id);
    }
}

// ---------------------------------------------------------------------------------------------- tables

TableScorer::TableScorer(const BatchContext& context, const InputTable& table, SheetScorer& sheets,
                         BatchStages& stages)
    : context_(context), table_(table), sheets_(sheets), stages_(stages), reader_(table.reader) {
    if (!table.plan) return;
    workspace_ = std::make_unique<FastWorkspace>(table.plan->tables());
    for (const NodeIndex dimension : context.program.outline->dimensions()) {
        const auto& groups = table.plan->group_nodes();
        dimension_groups_.push_back(
            static_cast<std::size_t>(std::ranges::find(groups, dimension) - groups.begin()));
    }
    scratch_.resize(table.attribute_fields.size() + 3);
    row_.attributes.resize(table.attribute_fields.size());
    row_.dimensions.resize(dimension_groups_.size());
    row_.ladders.resize(context.program.ladders.size());
}

void TableScorer::score(Chunk& chunk, ChunkResult& out) {
    TextBlock& block = chunk.block;
    first_record_ = chunk.first_record;
    sheets_.set_rows_before(first_record_);
    if (table_.kind == RecordKind::line) {
        score_lines(block, out);
        return;
    }
    if (table_.plan && block.simplify() && score_fast(block, out)) return;
    const auto start = Clock::now();
    score_plain(block.text(), 1, out, true);
    stages_.plain += seconds_since(start);
}

/// A problem of a line that was read by itself. A line of JSON is too long to be shown.
void TableScorer::move_to_line(Diagnostic& problem, std::uint32_t record) const {
    if (problem.place.kind == PlaceKind::file) problem.place = Place::of_text(table_.source, {1, 1, 1});
    problem.place.source = table_.source;
    problem.place.span.line += record - 1;
}

/// JSON Lines: each line a sheet of its own.
void TableScorer::score_lines(const TextBlock& block, ChunkResult& out) {
    const auto start = Clock::now();
    std::string_view rest = block.text();
    while (!rest.empty()) {
        const std::size_t size = std::min(rest.size(), rest.find('\n') + 1);
        const std::string_view line = size == 0 ? rest : rest.substr(0, size);
        rest.remove_prefix(line.size());
        const auto record = static_cast<std::uint32_t>(++out.records);
        if (trim(line).empty()) continue;
        Diagnostics diagnostics;
        ReadOptions options = context_.settings.read;
        options.format = AnswerFormat::json;
        const auto sheets = read_answers_from(table_.source->name, std::string(line), options, diagnostics);
        std::vector<Diagnostic> problems = diagnostics.items();
        for (Diagnostic& problem : problems)
            move_to_line(problem, record);
        sheets_.set_rows_before(first_record_);  // these problems have been moved
        if (sheets.empty()) sheets_.score_broken(table_.source->name, problems, record, out);
        sheets_.set_rows_before(first_record_ + record - 1);
        for (RawSheet sheet : sheets) {
            const std::size_t first = out.problems.size();
            sheets_.score(sheet, record, out);
            for (std::size_t problem = first; problem < out.problems.size(); ++problem)
                move_to_line(out.problems[problem], record);
        }
    }
    stages_.plain += seconds_since(start);
}

/// Rows through the plain reader; their numbers count from `first_record`.
void TableScorer::score_plain(std::string_view text, std::uint32_t first_record, ChunkResult& out,
                              bool count_records) {
    std::string repaired;
    if (!simdjson::validate_utf8(text.data(), text.size())) {
        repaired = decode_text(std::string(text), Encoding::utf8).text;
        text = repaired;
    }
    MemorySource bytes(text);
    CsvReader csv(bytes, table_.source, table_.separator);
    CsvRow row;
    while (csv.next(row)) {
        const std::uint32_t record = first_record - 1 + row.number;
        for (Diagnostic& problem : row.problems)
            problem.place.span.line = record;
        reader_.read_row(record, row.cells, row.problems);
        report_unreadable(row, record, out);
        for (const RawSheet& sheet : reader_.take())
            sheets_.score(sheet, record, out);
    }
    if (count_records) out.records += csv.row_count();
}

/// Bytes that are no characters, in any encoding, have become U+FFFD.
void TableScorer::report_unreadable(const CsvRow& row, std::uint32_t record, ChunkResult& out) const {
    for (std::size_t cell = 0; cell < row.cells.size(); ++cell) {
        if (row.cells[cell].find("\xEF\xBF\xBD") == std::string_view::npos) continue;
        Diagnostic problem;
        problem.rule = "encoding";
        problem.message = say(phrases::unreadable_bytes);
        problem.place = Place::of_cell(table_.source, {}, record, static_cast<std::uint32_t>(cell + 1));
        problem.help = say(phrases::save_as_utf8);
        out.problems.push_back(std::move(problem));
        out.problem_ids.emplace_back();
    }
}

bool TableScorer::score_fast(const TextBlock& block, ChunkResult& out) {
    const FastTables& tables = table_.plan->tables();
    const std::string_view text = block.text();
    ends_.resize(text.size() + 2 * block_room);
    classes_.resize(text.size() + 2 * block_room);
    ends_[0] = ~std::uint32_t{0};
    FastFields fields;
    fields.text = text.data();
    fields.size = static_cast<std::uint32_t>(text.size());
    fields.ends = ends_.data() + 1;
    fields.classes = classes_.data();
    auto start = Clock::now();
    table_.kernel->scan(fields, table_.separator);
    stages_.scan += seconds_since(start);
    const std::uint32_t rows = fields.newlines;
    if (fields.open_quote || fields.count != rows * tables.fields) return false;
    for (std::uint32_t row = 0; row < rows; ++row)
        if (text[fields.ends[(row + 1) * tables.fields - 1]] != '\n') return false;

    FastRows& lanes = workspace_->rows();
    for (std::uint32_t first = 0; first < rows; first += fast_lanes) {
        const auto count = std::min<std::uint32_t>(fast_lanes, rows - first);
        start = Clock::now();
        table_.kernel->score(tables, fields, first * tables.fields, count, lanes);
        stages_.score += seconds_since(start);
        start = Clock::now();
        out.bare_not_applicable += lanes.bare_not_applicable;
        lanes.bare_not_applicable = 0;
        for (std::uint32_t lane = 0; lane < count; ++lane) {
            const std::uint32_t row = first + lane;
            const std::size_t first_field = std::size_t{row} * tables.fields;
            const bool refused = (lanes.refused >> lane & 1) != 0;
            if (!refused) {
                write_fast_row(fields, first_field, lane, row + 1, out);
                continue;
            }
            const std::size_t begin =
                fields.ends[static_cast<std::ptrdiff_t>(first_field) - 1] + std::uint32_t{1};
            score_plain(text.substr(begin, fields.ends[first_field + tables.fields - 1] + 1 - begin), row + 1,
                        out, false);
        }
        stages_.format += seconds_since(start);
    }
    out.records += rows;
    return true;
}

std::string_view TableScorer::field_text(const FastFields& fields, std::size_t number,
                                         std::string& scratch) const {
    const std::uint32_t begin = fields.ends[static_cast<std::ptrdiff_t>(number) - 1] + 1u;
    const std::string_view text(fields.text + begin, fields.ends[number] - begin);
    if (stands_as_it_is(text)) return text;
    if (!text.starts_with('"')) return trim(without_formula_guard(text));
    scratch.clear();
    for (std::size_t position = 1; position + 1 < text.size(); ++position) {
        scratch += text[position];
        if (text[position] == '"') ++position;  // doubled inside quotes
    }
    return trim(without_formula_guard(scratch));
}

/// Codes that bind would warn about or write otherwise go through it.
bool TableScorer::has_doubtful_code(std::string_view id) const {
    if (!context_.program.outline->system().is_about_enterprises()) return false;
    if (id.size() == credit_code_length) return check_credit_code(id).has_value();
    return is_number_of_spreadsheet(id) || (id.size() > credit_code_length && normalise_credit_code(id));
}

void TableScorer::write_fast_row(const FastFields& fields, std::size_t first_field, std::size_t lane,
                                 std::uint32_t record, ChunkResult& out) {
    const FastRows& lanes = workspace_->rows();
    std::size_t used = 0;
    const auto text = [&](std::int32_t field) {
        return field < 0
                   ? std::string_view()
                   : field_text(fields, first_field + static_cast<std::size_t>(field), scratch_[used++]);
    };
    row_.id = text(table_.id_field);
    if (has_doubtful_code(row_.id)) {
        const std::uint32_t begin = fields.ends[static_cast<std::ptrdiff_t>(first_field) - 1] + 1u;
        const std::uint32_t end = fields.ends[first_field + table_.plan->tables().fields - 1] + 1;
        score_plain(std::string_view(fields.text + begin, end - begin), record, out, false);
        return;
    }
    row_.name = text(table_.name_field);
    for (std::size_t attribute = 0; attribute < table_.attribute_fields.size(); ++attribute)
        row_.attributes[attribute] = text(table_.attribute_fields[attribute]);
    const std::string_view period = text(table_.period_field);
    row_.is_valid = true;
    row_.items = &table_.plan->constants();
    row_.total = lanes.value[0][lane];
    row_.total_low = lanes.low[0][lane];
    row_.total_high = lanes.high[0][lane];
    row_.known_leaves = lanes.known[lane];
    row_.applicable_leaves = lanes.applicable[lane];
    for (std::size_t dimension = 0; dimension < dimension_groups_.size(); ++dimension) {
        const std::size_t group = dimension_groups_[dimension];
        if (lanes.weights[group][lane] > 0)
            row_.dimensions[dimension] = lanes.value[group][lane];
        else
            row_.dimensions[dimension].reset();
    }
    fill_fast_ladders(lane);
    row_.gap_count = 0;
    static_assert(fast_gaps == table_gaps);
    for (std::size_t rank = 0; rank < table_gaps && lanes.gap_leaf[rank][lane] != fast_no_leaf; ++rank)
        row_.gaps[row_.gap_count++] = {table_.plan->leaf_nodes()[lanes.gap_leaf[rank][lane]],
                                       lanes.gap_points[rank][lane]};
    sheets_.add_row(row_, period, record, out);
    ++out.fast_rows;
}

void TableScorer::fill_fast_ladders(std::size_t lane) {
    const FastTables& tables = table_.plan->tables();
    const FastRows& lanes = workspace_->rows();
    for (std::size_t ladder = 0; ladder < tables.ladder_count; ++ladder) {
        const FastLadder& entry = tables.ladders[ladder];
        TableRow::LadderCell& cell = row_.ladders[ladder];
        cell.next_verdicts.clear();
        if ((lanes.off_ladder[ladder] >> lane & 1) != 0) {
            cell.state = LadderState::not_applicable;
            continue;
        }
        const std::uint64_t* certain = lanes.level_masks + entry.first_level_slot;
        const std::uint64_t* possible = certain + entry.level_count;
        cell.level = cell.possible = 0;
        while (cell.level < entry.level_count && (certain[cell.level] >> lane & 1) != 0)
            ++cell.level;
        while (cell.possible < entry.level_count && (possible[cell.possible] >> lane & 1) != 0)
            ++cell.possible;
        cell.state = cell.level == cell.possible ? LadderState::decided : LadderState::open;
        if (cell.level == entry.level_count) continue;
        const Slice next = context_.table.requirements_of(ladder, cell.level + 1);
        for (std::uint32_t position = 0; position < next.count; ++position) {
            const std::size_t requirement = entry.first_requirement + next.first + position;
            const bool stands = (lanes.stands[requirement] >> lane & 1) != 0;
            const bool unmet = (lanes.unmet[requirement] >> lane & 1) != 0;
            cell.next_verdicts.push_back(unmet ? Verdict::unmet : stands ? Verdict::met : Verdict::unknown);
        }
    }
}

}  // namespace tidu
