// SPDX-License-Identifier: Apache-2.0
// Lays a program out for the fast path, for the columns of one table. Says no where the program or the table
// needs what only the plain path knows.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "fast_tables.h"
#include "tidu/answers/bind.h"
#include "tidu/score/evaluation.h"
#include "tidu/score/program.h"

namespace tidu {

/// Which field of a row holds the answer to each item (one per ItemIndex); nullopt: no such column.
using ItemFields = std::vector<std::optional<std::uint32_t>>;

/// Owns the tables. Every entry comes from the plain path: cells are understood by the readers of `binder`,
/// scores and truths are those that `evaluate` and `truth_of` give for that answer.
class FastPlan {
  public:
    /// null: the plain path has to do it all.
    static std::unique_ptr<FastPlan> make(const Program& program, const Binder& binder,
                                          const ItemFields& fields, std::uint32_t fields_per_row);

    const FastTables& tables() const { return tables_; }
    /// Node of each leaf and group of the tables.
    const std::vector<NodeIndex>& leaf_nodes() const { return leaf_nodes_; }
    const std::vector<NodeIndex>& group_nodes() const { return group_nodes_; }
    /// Values of the items that are the same in every row; of the others they must not be read.
    const std::vector<ItemValue>& constants() const { return constants_; }

  private:
    friend class FastPlanner;

    const double* keep(const std::vector<double>& values);

    FastTables tables_;
    std::vector<NodeIndex> leaf_nodes_;
    std::vector<NodeIndex> group_nodes_;
    std::vector<FastClassColumn> class_columns_;
    std::vector<std::vector<FastWord>> words_;  ///< a table of places each
    std::vector<std::unique_ptr<char[]>> texts_;
    std::vector<FastNumberColumn> number_columns_;
    std::vector<FastMultiColumn> multi_columns_;
    std::vector<FastLeaf> leaves_;
    std::vector<FastGroup> groups_;
    std::vector<FastChild> children_;
    std::vector<FastOp> ops_;
    std::vector<FastDerivation> derivations_;
    std::vector<FastAddend> addends_;
    std::vector<FastCase> cases_;
    std::vector<FastTerm> terms_;
    std::vector<std::uint32_t> parts_;
    std::vector<FastRequirement> requirements_;
    std::vector<FastLadder> ladders_;
    std::vector<std::uint32_t> constraints_;
    std::vector<ItemValue> constants_;
    std::vector<std::unique_ptr<double[]>> arrays_;  ///< points and multi scores
};

/// Working memory of one thread for one plan.
class FastWorkspace {
  public:
    explicit FastWorkspace(const FastTables& tables);
    FastRows& rows() { return rows_; }

  private:
    template <typename T>
    T* room(std::size_t count);

    std::vector<std::unique_ptr<std::byte[], void (*)(std::byte*)>> memory_;
    FastRows rows_;
};

}  // namespace tidu
