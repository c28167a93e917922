// SPDX-License-Identifier: Apache-2.0
// The table of a batch. Written by hand rather than with CsvWriter where only numbers and ids stand: a
// million rows pass here.
#include "tidu/result/table.h"

#include <algorithm>
#include <array>

#include "row_text.h"
#include "tidu/codec/csv.h"
#include "tidu/result/grouping.h"
#include "tidu/text/number.h"

namespace tidu {
namespace {

constexpr int completeness_digits = 4;

/// Bytes that a CSV field must be quoted for, or that are no text.
constexpr auto special_bytes = [] {
    std::array<bool, 256> special{};
    for (const char c : {',', '"', '\n', '\r', '\0'})
        special[static_cast<unsigned char>(c)] = true;
    return special;
}();

bool is_plain(std::string_view text) {
    if (text.empty()) return true;
    const auto first = static_cast<unsigned char>(text.front());
    const bool harmless = (first >= '0' && first <= '9') || (first >= 'A' && first <= 'Z') ||
                          (first >= 'a' && first <= 'z') || first >= 0x80;
    if (!harmless) return false;
    bool is_special = false;  // without branches: most texts are plain to their end
    for (const char c : text)
        is_special |= special_bytes[static_cast<unsigned char>(c)];
    return !is_special && text.back() != ' ';
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
            LevelTexts texts{
                level.id.text, {first, static_cast<std::uint32_t>(level.requirements.size())}, {}};
            for (std::size_t number = 1; number <= level.requirements.size(); ++number)
                texts.requirement_names.push_back(level.id.text + "." + std::to_string(number));
            first += texts.requirements.count;
            levels.push_back(std::move(texts));
        }
        levels_.push_back(std::move(levels));
    }
    const std::size_t scores = 4 + program.outline->dimensions().size() + table_gaps;
    usual_row_bytes_ = 8 * scores + 64 * (levels_.size() + table_gaps);
}

void ResultTable::write_heading(std::string& out) const {
    CsvWriter csv(out);
    for (const char* column : {"id", "name"})
        csv.text(column);
    // `status` is a column of the result; the attribute of that name keeps its full one.
    for (const std::string& attribute : options_.attributes)
        csv.text(attribute == "status" ? "enterprise.status" : attribute);
    for (const char* column : {"status", "total", "total_low", "total_high", "completeness"})
        csv.text(column);
    for (const NodeIndex dimension : program_.outline->dimensions())
        csv.text((*program_.outline)[dimension].node->id.text);
    for (const Ladder& ladder : program_.outline->system().ladders)
        for (const char* column : {"_level", "_possible", "_next", "_unmet"})
            csv.text(ladder.id.text + column);
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
    RowText text(out, usual_row_bytes_);
    text.put(",ok");
    const NodeIndex root{0};
    write_score(root, row.total, row, text);
    write_score(root, row.total_low, row, text);
    write_score(root, row.total_high, row, text);
    text.put(',');
    const double completeness = row.applicable_leaves == 0 ? 0
                                                           : static_cast<double>(row.known_leaves) /
                                                                 static_cast<double>(row.applicable_leaves);
    write_points(completeness, completeness_digits, text);
    const std::vector<NodeIndex>& dimensions = program_.outline->dimensions();
    for (std::size_t dimension = 0; dimension < dimensions.size(); ++dimension)
        write_score(dimensions[dimension], row.dimensions[dimension], row, text);
    for (std::size_t ladder = 0; ladder < levels_.size(); ++ladder)
        write_ladder(ladder, row.ladders[ladder], text);
    for (std::size_t gap = 0; gap < table_gaps; ++gap) {
        text.put(',');
        if (gap < row.gap_count) text.put((*program_.outline)[row.gaps[gap].node].node->id.text);
        text.put(',');
        if (gap < row.gap_count) write_points(row.gaps[gap].points, options_.digits, text);
    }
    text.put('\n');
    return status;
}

void ResultTable::write_score(NodeIndex node, const std::optional<double>& value, const TableRow& row,
                              RowText& out) const {
    out.put(',');
    if (!value) return;
    static const std::vector<ItemValue> none;
    write_points(*value, score_digits_.of_score(node, *value, row.items ? *row.items : none, options_.digits),
                 out);
}

void ResultTable::write_points(double points, int digits, RowText& out) const {
    if (options_.full_digits)
        out.put(format_number(points));
    else
        out.put_cut(points, digits);
}

/// Level, possible, next and what of the next level is not met; what is still open carries a question mark.
void ResultTable::write_ladder(std::size_t ladder, const TableRow::LadderCell& cell, RowText& out) const {
    const std::vector<LevelTexts>& levels = levels_[ladder];
    if (cell.state == LadderState::not_applicable || cell.state == LadderState::unknown) {
        out.put(cell.state == LadderState::unknown ? ",unknown,unknown,,"
                                                   : ",not_applicable,not_applicable,,");
        return;
    }
    for (const Rung rung : {cell.level, cell.possible}) {
        out.put(',');
        if (rung == 0)
            out.put("none");
        else
            out.put(levels[rung - 1].id);
    }
    out.put(',');
    if (cell.level == levels.size()) {
        out.put(',');
        return;
    }
    const LevelTexts& next = levels[cell.level];
    out.put(next.id);
    out.put(',');
    bool first = true;
    for (std::size_t requirement = 0; requirement < cell.next_verdicts.size(); ++requirement) {
        const Verdict verdict = cell.next_verdicts[requirement];
        if (verdict != Verdict::unmet && verdict != Verdict::unknown) continue;
        if (!first) out.put('|');
        first = false;
        out.put(next.requirement_names[requirement]);
        if (verdict == Verdict::unknown) out.put('?');
    }
}

void ResultTable::fill(const AnswerSheet& sheet, const Evaluation& evaluation, TableRow& row) const {
    row.id = sheet.id;
    row.name = sheet.name;
    row.attributes.clear();
    for (const std::string& attribute : options_.attributes)
        row.attributes.push_back(attribute_of(sheet, attribute));
    row.is_valid = sheet.is_valid() && evaluation.is_valid();
    if (!row.is_valid) return;
    const NodeValue& root = evaluation.nodes.front();
    const auto when = [](bool there, double value) {
        return there ? std::optional<double>(value) : std::nullopt;
    };
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
        cell.next_verdicts.assign(value.verdicts.begin() + next.first,
                                  value.verdicts.begin() + next.first + next.count);
    }
    const std::vector<Gap> largest = ordered_gaps(program_, gaps(program_, evaluation), table_gaps);
    row.gap_count = largest.size();
    std::ranges::copy(largest, row.gaps.begin());
}

}  // namespace tidu
