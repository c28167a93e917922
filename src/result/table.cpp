// SPDX-License-Identifier: Apache-2.0
// The table of a batch. Written by hand rather than with CsvWriter where only numbers and ids stand: a million rows pass here.
#include "tidu/result/table.h"

#include <algorithm>
#include <cmath>

#include "tidu/codec/csv.h"
#include "tidu/result/grouping.h"
#include "tidu/text/number.h"

namespace tidu {
namespace {

constexpr int completeness_digits = 4;

/// The same text as format_cut, without a string in between.
void append_cut(double value, int digits, std::string& out) {
    static constexpr double powers[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
    const double cut = digits <= 9 ? std::floor((value + tolerance) * powers[digits]) : HUGE_VAL;
    if (!(std::fabs(cut) < 1e15)) {
        out += format_cut(value, digits);
        return;
    }
    auto units = static_cast<std::uint64_t>(std::fabs(cut));
    char text[32];
    char* begin = text + sizeof text;
    const auto put = [&](std::uint32_t digit) { *--begin = static_cast<char>('0' + digit); };
    int decimals = digits;
    // Scores fit 32 bits, whose divisions are several times faster.
    for (; units > 0xffffffffu; units /= 10) {
        put(static_cast<std::uint32_t>(units % 10));
        if (--decimals == 0) *--begin = '.';
    }
    auto rest = static_cast<std::uint32_t>(units);
    for (; decimals > 0; rest /= 10) {
        put(rest % 10);
        if (--decimals == 0) *--begin = '.';
    }
    do put(rest % 10);
    while ((rest /= 10) != 0);
    if (cut < 0) *--begin = '-';
    out.append(begin, static_cast<std::size_t>(text + sizeof text - begin));
}

bool is_plain(std::string_view text) {
    if (text.empty()) return true;
    const auto first = static_cast<unsigned char>(text.front());
    const bool harmless = (first >= '0' && first <= '9') || (first >= 'A' && first <= 'Z') || (first >= 'a' && first <= 'z') || first >= 0x80;
    if (!harmless) return false;
    for (const char c : text)
        if (c == ',' || c == '"' || c == '\n' || c == '\r' || c == '\0') return false;
    return text.back() != ' ';
}

}  // namespace

void append_csv_text(std::string_view text, std::string& out) {
    if (is_plain(text)) {
        out += text;
        return;
    }
    CsvWriter(out).text(text);
}

ResultTable::ResultTable(const Program& program, TableOptions options)
    : program_(program), options_(std::move(options)), score_digits_(program) {
    const System& system = program.outline->system();
    for (std::size_t ladder = 0; ladder < system.ladders.size(); ++ladder) {
        std::vector<LevelTexts> levels;
        std::uint32_t first = 0;
        for (const Level& level : system.ladders[ladder].levels) {
            LevelTexts texts{level.id.text, {first, static_cast<std::uint32_t>(level.requirements.size())}, {}};
            for (std::size_t number = 1; number <= level.requirements.size(); ++number)
                texts.requirement_names.push_back(level.id.text + "." + std::to_string(number));
            first += texts.requirements.count;
            levels.push_back(std::move(texts));
        }
        levels_.push_back(std::move(levels));
    }
}

void ResultTable::write_heading(std::string& out) const {
    CsvWriter csv(out);
    for (const char* column : {"id", "name"}) csv.text(column);
    // `status` is a column of the result; the attribute of that name keeps its full one.
    for (const std::string& attribute : options_.attributes) csv.text(attribute == "status" ? "enterprise.status" : attribute);
    for (const char* column : {"status", "total", "total_low", "total_high", "completeness"}) csv.text(column);
    for (const NodeIndex dimension : program_.outline->dimensions()) csv.text((*program_.outline)[dimension].node->id.text);
    for (const Ladder& ladder : program_.outline->system().ladders)
        for (const char* column : {"_level", "_possible", "_next", "_unmet"}) csv.text(ladder.id.text + column);
    for (std::size_t gap = 1; gap <= table_gaps; ++gap) {
        csv.text("gap" + std::to_string(gap));
        csv.text("gap" + std::to_string(gap) + "_points");
    }
    csv.end_row();
}

void ResultTable::write_invalid(std::string& out) const {
    out += ",invalid";
    out.append(4 + program_.outline->dimensions().size() + 4 * levels_.size() + 2 * table_gaps, ',');
    out += '\n';
}

std::size_t ResultTable::write_row(const TableRow& row, std::string& out) const {
    append_csv_text(row.id, out);
    out += ',';
    append_csv_text(row.name, out);
    for (const std::string_view attribute : row.attributes) {
        out += ',';
        append_csv_text(attribute, out);
    }
    const std::size_t status = out.size();
    if (!row.is_valid) {
        write_invalid(out);
        return status;
    }
    out += ",ok";
    const NodeIndex root{0};
    write_score(root, row.total, row, out);
    write_score(root, row.total_low, row, out);
    write_score(root, row.total_high, row, out);
    out += ',';
    const double completeness =
        row.applicable_leaves == 0 ? 0 : static_cast<double>(row.known_leaves) / static_cast<double>(row.applicable_leaves);
    write_points(completeness, completeness_digits, out);
    const std::vector<NodeIndex>& dimensions = program_.outline->dimensions();
    for (std::size_t dimension = 0; dimension < dimensions.size(); ++dimension)
        write_score(dimensions[dimension], row.dimensions[dimension], row, out);
    for (std::size_t ladder = 0; ladder < levels_.size(); ++ladder) write_ladder(ladder, row.ladders[ladder], out);
    for (std::size_t gap = 0; gap < table_gaps; ++gap) {
        out += ',';
        if (gap < row.gap_count) out += (*program_.outline)[row.gaps[gap].node].node->id.text;
        out += ',';
        if (gap < row.gap_count) write_points(row.gaps[gap].points, options_.digits, out);
    }
    out += '\n';
    return status;
}

void ResultTable::write_score(NodeIndex node, const std::optional<double>& value, const TableRow& row, std::string& out) const {
    out += ',';
    if (!value) return;
    static const std::vector<ItemValue> none;
    write_points(*value, score_digits_.of_score(node, *value, row.items ? *row.items : none, options_.digits), out);
}

void ResultTable::write_points(double points, int digits, std::string& out) const {
    if (options_.full_digits) out += format_number(points);
    else append_cut(points, digits, out);
}

/// Level, possible, next and what of the next level is not met; what is still open carries a question mark.
void ResultTable::write_ladder(std::size_t ladder, const TableRow::LadderCell& cell, std::string& out) const {
    const std::vector<LevelTexts>& levels = levels_[ladder];
    if (cell.state == LadderState::not_applicable || cell.state == LadderState::unknown) {
        out += cell.state == LadderState::unknown ? ",unknown,unknown,," : ",not_applicable,not_applicable,,";
        return;
    }
    for (const Rung rung : {cell.level, cell.possible}) {
        out += ',';
        if (rung == 0) out += "none";
        else out += levels[rung - 1].id;
    }
    out += ',';
    if (cell.level == levels.size()) {
        out += ',';
        return;
    }
    const LevelTexts& next = levels[cell.level];
    out += next.id;
    out += ',';
    bool first = true;
    for (std::size_t requirement = 0; requirement < cell.next_verdicts.size(); ++requirement) {
        const Verdict verdict = cell.next_verdicts[requirement];
        if (verdict != Verdict::unmet && verdict != Verdict::unknown) continue;
        if (!first) out += '|';
        first = false;
        out += next.requirement_names[requirement];
        if (verdict == Verdict::unknown) out += '?';
    }
}

void ResultTable::fill(const AnswerSheet& sheet, const Evaluation& evaluation, TableRow& row) const {
    row.id = sheet.id;
    row.name = sheet.name;
    row.attributes.clear();
    for (const std::string& attribute : options_.attributes) row.attributes.push_back(attribute_of(sheet, attribute));
    row.is_valid = sheet.is_valid() && evaluation.is_valid();
    if (!row.is_valid) return;
    const NodeValue& root = evaluation.nodes.front();
    const auto when = [](bool there, double value) { return there ? std::optional<double>(value) : std::nullopt; };
    row.total = when(root.has_score, root.score);
    row.total_low = when(root.has_bounds, root.low);
    row.total_high = when(root.has_bounds, root.high);
    row.known_leaves = root.known_leaves;
    row.applicable_leaves = root.applicable_leaves;
    row.items = &evaluation.items;
    row.dimensions.clear();
    for (const NodeIndex dimension : program_.outline->dimensions()) {
        const NodeValue& value = evaluation.nodes[dimension.value];
        row.dimensions.push_back(when(value.has_score, value.score));
    }
    row.ladders.resize(evaluation.ladders.size());
    for (std::size_t ladder = 0; ladder < evaluation.ladders.size(); ++ladder) {
        const LadderValue& value = evaluation.ladders[ladder];
        TableRow::LadderCell& cell = row.ladders[ladder];
        cell.state = value.state;
        cell.level = value.level;
        cell.possible = value.possible;
        cell.next_verdicts.clear();
        if (value.verdicts.empty() || value.level == levels_[ladder].size()) continue;
        const Slice next = requirements_of(ladder, value.level + 1);
        cell.next_verdicts.assign(value.verdicts.begin() + next.first, value.verdicts.begin() + next.first + next.count);
    }
    const std::vector<Gap> ordered = ordered_gaps(program_, gaps(program_, evaluation));
    row.gap_count = std::min(table_gaps, ordered.size());
    std::copy_n(ordered.begin(), row.gap_count, row.gaps.begin());
}

}  // namespace tidu
