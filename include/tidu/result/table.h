// SPDX-License-Identifier: Apache-2.0
// Results of many enterprises as a CSV table: one row each, the columns of spec section 5.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tidu/answers/answer_sheet.h"
#include "tidu/result/digits.h"
#include "tidu/score/evaluation.h"
#include "tidu/score/explain.h"
#include "tidu/score/program.h"

namespace tidu {

class RowText;

inline constexpr std::size_t table_gaps = 3;

struct TableOptions {
    int digits = 2;
    bool full_digits = false;  ///< the shortest digits that read back the same, instead of `digits`
    /// Enterprise attributes in the order of their columns, without id and name.
    std::vector<std::string> attributes;
};

/// What one row says, however it was scored. Filled by `from_evaluation`, or by the batch fast path; both are
/// written by the same code. The vectors keep their memory.
struct TableRow {
    struct LadderCell {
        LadderState state = LadderState::not_applicable;
        Rung level = 0;
        Rung possible = 0;
        /// Verdicts of the requirements of the next level, in file order.
        std::vector<Verdict> next_verdicts;
    };

    std::string_view id;
    std::string_view name;
    std::vector<std::string_view> attributes;  ///< one per column of TableOptions::attributes
    bool is_valid = false;                     ///< when false nothing below is written
    std::optional<double> total, total_low, total_high;
    std::uint32_t known_leaves = 0;
    std::uint32_t applicable_leaves = 0;
    std::vector<std::optional<double>> dimensions;  ///< one per child of the root; nullopt: no score
    std::vector<LadderCell> ladders;
    std::array<Gap, table_gaps> gaps;
    std::size_t gap_count = 0;
    const std::vector<ItemValue>* items = nullptr;  ///< for thresholds that are answers; null: there are none
};

/// Writes the heading and the rows of one system's table.
class ResultTable {
  public:
    ResultTable(const Program& program, TableOptions options);

    void write_heading(std::string& out) const;
    /// Appends one row; the same values give the same bytes. Returns where in `out` its columns behind the
    /// attributes begin.
    std::size_t write_row(const TableRow& row, std::string& out) const;
    /// Appends what stands there for a sheet that is invalid.
    void write_invalid(std::string& out) const;

    /// The requirements of a level by position in CompiledLadder::requirements: `first` and how many.
    Slice requirements_of(std::size_t ladder, Rung rung) const {
        return levels_[ladder][rung - 1].requirements;
    }
    const TableOptions& options() const { return options_; }

    /// Fills a row from one sheet and its evaluation. `row` refers to texts of `sheet`, which must outlive
    /// its use.
    void fill(const AnswerSheet& sheet, const Evaluation& evaluation, TableRow& row) const;

  private:
    struct LevelTexts {
        std::string id;
        Slice requirements;
        std::vector<std::string> requirement_names;  ///< `advanced.3`: third requirement of a level
    };

    void write_score(NodeIndex node, const std::optional<double>& value, const TableRow& row,
                     RowText& out) const;
    void write_points(double points, int digits, RowText& out) const;
    void write_ladder(std::size_t ladder, const TableRow::LadderCell& cell, RowText& out) const;

    const Program& program_;
    TableOptions options_;
    ScoreDigits score_digits_;
    std::vector<std::vector<LevelTexts>> levels_;  ///< per ladder and level
    std::size_t usual_row_bytes_;                  ///< of a valid row, behind its attributes
};

/// A text as a CSV field: defused and quoted where that is needed.
void append_csv_text(std::string_view text, std::string& out);

}  // namespace tidu
