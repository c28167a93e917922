// SPDX-License-Identifier: Apache-2.0
// What a batch says as a whole: how many stand at which level, how scores spread, which indicators are weak,
// what the next levels lack, how good the data is. Rows come one by one in input order, so that sums are the
// same at any number of threads; memory does not grow with their number.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tidu/answers/answer_sheet.h"
#include "tidu/result/grouping.h"
#include "tidu/result/table.h"
#include "tidu/score/evaluation.h"
#include "tidu/score/program.h"
#include "tidu/text/diagnostic.h"

namespace tidu {

/// What one row adds. Made where the row is scored, added where rows are in order.
struct RowFacts {
    std::string id;
    std::string name;
    std::string period;
    std::vector<std::string> groups;  ///< key per grouping; empty: not stated
    bool is_other = false;            ///< scored by another system: only counted
    bool is_valid = false;            ///< when false nothing below counts
    std::optional<double> total;      ///< points
    std::uint32_t known_leaves = 0;
    std::uint32_t applicable_leaves = 0;
    std::vector<std::optional<double>>
        percents;  ///< of its own maximum, one per NodeIndex; nullopt: no score
    std::vector<TableRow::LadderCell> ladders;
};

/// `row` is what the result table says of the sheet.
RowFacts facts_of(const Program& program, const std::vector<Grouping>& groupings, const AnswerSheet& sheet,
                  const Evaluation& evaluation, const TableRow& row);

/// How many stand where on one ladder. Every valid row is in exactly one of the first three.
struct LevelCounts {
    std::vector<std::uint64_t> rungs;  ///< below the first level, at each level for certain
    std::uint64_t not_applicable = 0;
    std::uint64_t unknown = 0;  ///< not known whether they stand on the ladder
    std::uint64_t open = 0;     ///< of those in `rungs`: open answers may lift them
};

struct GroupStatistics {
    std::uint64_t rows = 0;
    std::uint64_t valid = 0;
    std::uint64_t scored = 0;  ///< with a total
    double total_sum = 0;      ///< points
    std::vector<LevelCounts> ladders;

    std::uint64_t invalid() const { return rows - valid; }
    std::optional<double> mean_total() const {
        return scored > 0 ? std::optional(total_sum / static_cast<double>(scored)) : std::nullopt;
    }
};

/// How the scores of one node spread, in percent of each enterprise's own maximum, kept to a hundredth of a
/// percent.
class ScoreSpread {
  public:
    void add(double percent);
    std::uint64_t count() const { return count_; }
    /// The least score that at least `share` of the enterprises do not exceed (nearest rank), cut to a
    /// hundredth; nullopt where there are none.
    std::optional<double> quantile(double share) const;
    /// How many score in each of `bins` equal parts of 0 to 100: lower ends included, 100 in the last.
    std::vector<std::uint64_t> histogram(std::size_t bins) const;

  private:
    static constexpr std::size_t steps = 10'000;
    std::vector<std::uint64_t> counts_;
    std::uint64_t count_ = 0;
};

/// Mean percent of maximum over the enterprises that have a score there.
struct NodeMean {
    std::uint64_t count = 0;
    double percent_sum = 0;

    std::optional<double> percent() const {
        return count > 0 ? std::optional(percent_sum / static_cast<double>(count)) : std::nullopt;
    }
};

/// One requirement over the enterprises whose next level asks it.
struct RequirementCounts {
    std::uint64_t asked = 0;
    std::uint64_t unmet = 0;
    std::uint64_t unknown = 0;
};

struct ProblemCounts {
    std::uint64_t errors = 0;
    std::uint64_t warnings = 0;
};

/// A row of the list of enterprises.
struct ListedRow {
    std::uint64_t number = 0;  ///< in the result table, from 1
    std::string id;
    std::string name;
    std::string period;
    std::string report;  ///< file name of its report; empty: none
    std::vector<std::string> groups;
    bool is_valid = false;
    std::optional<double> total;
    std::uint32_t known_leaves = 0;
    std::uint32_t applicable_leaves = 0;
    struct Standing {
        LadderState state = LadderState::not_applicable;
        Rung level = 0;
    };
    std::vector<Standing> ladders;
};

struct ResultStatistics {
    static constexpr std::size_t most_listed = 5000;  ///< rows in the list of enterprises
    static constexpr std::size_t most_groups = 2000;  ///< values of one grouping told apart

    explicit ResultStatistics(const Program& program);
    void add(const RowFacts& row, std::string_view report);
    void add(const Diagnostic& problem);

    std::vector<Grouping> groupings;
    GroupStatistics all;
    std::vector<std::map<std::string, GroupStatistics>>
        groups;                                   ///< per grouping, by key; an empty key: not stated
    std::vector<GroupStatistics> further_groups;  ///< per grouping: values beyond `most_groups`
    std::uint64_t other_systems = 0;              ///< rows of other systems, nowhere else counted
    ScoreSpread total;
    std::vector<ScoreSpread> dimensions;                       ///< one per child of the root
    std::vector<NodeMean> nodes;                               ///< one per NodeIndex
    std::vector<std::vector<RequirementCounts>> requirements;  ///< per ladder, level by level in file order
    std::uint64_t known_leaves = 0;
    std::uint64_t applicable_leaves = 0;
    std::map<std::string, ProblemCounts, std::less<>> problems;  ///< by rule
    std::vector<ListedRow> listed;                               ///< the first `most_listed` rows

  private:
    void add_scores(const RowFacts& row);
    void add_requirements(const RowFacts& row);
    void list(const RowFacts& row, std::string_view report);
    GroupStatistics empty_group() const;
    GroupStatistics& group(std::size_t grouping, const std::string& key);

    std::vector<NodeIndex> dimension_nodes_;
    std::vector<std::vector<Slice>> levels_;  ///< per ladder and level: its requirements
};

/// Everything but the list of rows as JSON, described in docs/results.md; indented, ends with a newline.
std::string statistics_json(const ResultStatistics& statistics, const Outline& outline);

}  // namespace tidu
