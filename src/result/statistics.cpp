// SPDX-License-Identifier: Apache-2.0
#include "tidu/result/statistics.h"

#include <algorithm>
#include <cmath>

#include "tidu/text/number.h"
#include "tidu/text/utf8.h"

namespace tidu {
namespace {

/// Columns of a name or group; a cell of megabytes says no more than its beginning.
constexpr std::size_t longest_text = 120;

}  // namespace

RowFacts facts_of(const Program& program, const std::vector<Grouping>& groupings, const AnswerSheet& sheet,
                  const Evaluation& evaluation, const TableRow& row) {
    static const std::vector<ItemValue> not_scored;
    RowFacts facts;
    facts.id = fit_width(row.id, longest_text);
    facts.name = fit_width(row.name, longest_text);
    facts.period = fit_width(sheet.period, longest_text);
    facts.is_valid = row.is_valid;
    for (const Grouping& grouping : groupings)
        facts.groups.push_back(
            fit_width(group_of(grouping, sheet, row.is_valid ? evaluation.items : not_scored), longest_text));
    if (!row.is_valid) return facts;
    facts.total = row.total;
    facts.known_leaves = row.known_leaves;
    facts.applicable_leaves = row.applicable_leaves;
    facts.ladders = row.ladders;
    facts.percents.resize(program.nodes.size());
    for (std::size_t node = 0; node < program.nodes.size(); ++node) {
        const NodeValue& value = evaluation.nodes[node];
        if (value.has_score && value.maximum > 0) facts.percents[node] = 100 * value.score / value.maximum;
    }
    return facts;
}

// ---------------------------------------------------------------------------------------------- spread

void ScoreSpread::add(double percent) {
    if (counts_.empty()) counts_.resize(steps + 1);
    const double step = std::floor((percent + tolerance) * (static_cast<double>(steps) / 100));
    ++counts_[static_cast<std::size_t>(std::clamp(step, 0.0, static_cast<double>(steps)))];
    ++count_;
}

std::optional<double> ScoreSpread::quantile(double share) const {
    if (count_ == 0) return std::nullopt;
    const double rank = std::max(1.0, std::ceil(share * static_cast<double>(count_) - tolerance));
    std::uint64_t below = 0;
    for (std::size_t step = 0; step <= steps; ++step) {
        below += counts_[step];
        if (static_cast<double>(below) >= rank)
            return 100 * static_cast<double>(step) / static_cast<double>(steps);
    }
    return std::nullopt;
}

std::vector<std::uint64_t> ScoreSpread::histogram(std::size_t bins) const {
    std::vector<std::uint64_t> histogram(bins);
    for (std::size_t step = 0; step < counts_.size(); ++step)
        histogram[std::min(step * bins / steps, bins - 1)] += counts_[step];
    return histogram;
}

// ---------------------------------------------------------------------------------------------- rows

ResultStatistics::ResultStatistics(const Program& program)
    : groupings(groupings_of(*program.outline)),
      groups(groupings.size()),
      dimensions(program.outline->dimensions().size()),
      nodes(program.nodes.size()),
      dimension_nodes_(program.outline->dimensions()) {
    for (const CompiledLadder& ladder : program.ladders) {
        requirements.emplace_back(ladder.requirements.size());
        std::vector<Slice> levels(ladder.level_count);
        for (const CompiledRequirement& requirement : ladder.requirements)
            ++levels[requirement.rung - 1].count;
        for (std::size_t level = 1; level < levels.size(); ++level)
            levels[level].first = levels[level - 1].first + levels[level - 1].count;
        levels_.push_back(std::move(levels));
    }
    all = empty_group();
    further_groups.assign(groupings.size(), all);
}

GroupStatistics ResultStatistics::empty_group() const {
    GroupStatistics group;
    for (const std::vector<Slice>& levels : levels_)
        group.ladders.push_back({std::vector<std::uint64_t>(levels.size() + 1), 0, 0, 0});
    return group;
}

GroupStatistics& ResultStatistics::group(std::size_t grouping, const std::string& key) {
    std::map<std::string, GroupStatistics>& known = groups[grouping];
    const auto found = known.find(key);
    if (found != known.end()) return found->second;
    // What is not stated is always told apart.
    if (known.size() >= most_groups && !key.empty()) return further_groups[grouping];
    return known.emplace(key, empty_group()).first->second;
}

namespace {

void add_to(GroupStatistics& group, const RowFacts& row) {
    ++group.rows;
    if (!row.is_valid) return;
    ++group.valid;
    if (row.total) {
        ++group.scored;
        group.total_sum += *row.total;
    }
    for (std::size_t ladder = 0; ladder < group.ladders.size(); ++ladder) {
        const TableRow::LadderCell& cell = row.ladders[ladder];
        LevelCounts& counts = group.ladders[ladder];
        if (cell.state == LadderState::not_applicable) {
            ++counts.not_applicable;
        } else if (cell.state == LadderState::unknown) {
            ++counts.unknown;
        } else {
            ++counts.rungs[cell.level];
            if (cell.possible > cell.level) ++counts.open;
        }
    }
}

}  // namespace

void ResultStatistics::add(const RowFacts& row, std::string_view report) {
    if (row.is_other) {
        ++other_systems;
        return;
    }
    add_to(all, row);
    for (std::size_t grouping = 0; grouping < groupings.size(); ++grouping)
        add_to(group(grouping, row.groups[grouping]), row);
    if (row.is_valid) {
        add_scores(row);
        add_requirements(row);
    }
    if (listed.size() < most_listed) list(row, report);
}

void ResultStatistics::add_scores(const RowFacts& row) {
    known_leaves += row.known_leaves;
    applicable_leaves += row.applicable_leaves;
    for (std::size_t node = 0; node < nodes.size(); ++node) {
        if (!row.percents[node]) continue;
        ++nodes[node].count;
        nodes[node].percent_sum += *row.percents[node];
    }
    if (row.percents.front()) total.add(*row.percents.front());
    for (std::size_t dimension = 0; dimension < dimensions.size(); ++dimension)
        if (const auto& percent = row.percents[dimension_nodes_[dimension].value])
            dimensions[dimension].add(*percent);
}

void ResultStatistics::add_requirements(const RowFacts& row) {
    for (std::size_t ladder = 0; ladder < requirements.size(); ++ladder) {
        const TableRow::LadderCell& cell = row.ladders[ladder];
        const bool stands = cell.state == LadderState::decided || cell.state == LadderState::open;
        if (!stands || cell.next_verdicts.empty()) continue;
        const Slice next = levels_[ladder][cell.level];
        for (std::uint32_t position = 0; position < next.count; ++position) {
            RequirementCounts& counts = requirements[ladder][next.first + position];
            ++counts.asked;
            const Verdict verdict = cell.next_verdicts[position];
            if (verdict == Verdict::unmet) ++counts.unmet;
            if (verdict == Verdict::unknown) ++counts.unknown;
        }
    }
}

void ResultStatistics::list(const RowFacts& row, std::string_view report) {
    ListedRow& entry = listed.emplace_back();
    entry.number = all.rows + other_systems;
    entry.id = row.id;
    entry.name = row.name;
    entry.period = row.period;
    entry.report = report;
    entry.groups = row.groups;
    entry.is_valid = row.is_valid;
    if (!row.is_valid) return;
    entry.total = row.total;
    entry.known_leaves = row.known_leaves;
    entry.applicable_leaves = row.applicable_leaves;
    for (const TableRow::LadderCell& cell : row.ladders)
        entry.ladders.push_back({cell.state, cell.level});
}

void ResultStatistics::add(const Diagnostic& problem) {
    const auto found = problems.try_emplace(std::string(problem.rule)).first;
    ++(problem.severity == Severity::error ? found->second.errors : found->second.warnings);
}

}  // namespace tidu
