// SPDX-License-Identifier: Apache-2.0
// A mixed-integer linear program and its solver. The only file pair that knows GLPK.
#pragma once

#include <limits>
#include <optional>
#include <utility>
#include <vector>

struct glp_prob;

namespace tidu {

/// A linear expression over columns: constant + sum of coefficient * column.
struct Affine {
    double constant = 0;
    std::vector<std::pair<int, double>> terms;

    Affine() = default;
    Affine(double value) : constant(value) {}  // a number is an expression
    static Affine column(int column) {
        Affine one;
        one.terms.emplace_back(column, 1.0);
        return one;
    }
    bool is_constant() const { return terms.empty(); }
    Affine& add(const Affine& other, double factor = 1) {
        constant += factor * other.constant;
        for (const auto& [column, coefficient] : other.terms)
            terms.emplace_back(column, factor * coefficient);
        return *this;
    }
};

struct MilpLimits {
    double seconds = std::numeric_limits<double>::infinity();
    long nodes =
        std::numeric_limits<long>::max();  ///< of branch and bound: a limit that is the same everywhere
    double below =
        std::numeric_limits<double>::infinity();  ///< only solutions of a lower objective are looked for
};

enum class MilpStatus {
    optimal,
    infeasible,
    feasible,
    unknown
};  ///< the last two: a limit was met, with or without a solution

struct MilpSolution {
    MilpStatus status = MilpStatus::unknown;
    double bound = -std::numeric_limits<double>::infinity();  ///< no solution has a lower objective
    std::vector<double> values;                               ///< one per column; empty without a solution
    long nodes = 0;                                           ///< of branch and bound, that were looked at

    double value(const Affine& expression) const;
};

/// Minimises. Deterministic: the same calls give the same solution, unless time runs out.
class Milp {
  public:
    Milp();
    ~Milp();
    Milp(const Milp&) = delete;
    Milp& operator=(const Milp&) = delete;

    int add_binary(double cost = 0);
    int add_continuous(double low, double high);
    void set_cost(int column, double cost);
    void clear_costs();
    void fix(int column, double value);
    /// expression >= least
    void add_at_least(const Affine& expression, double least);
    void add_at_most(const Affine& expression, double most);
    void add_equal(const Affine& expression, double value);
    bool is_fixed(int column) const;

    /// Searches among the cheapest solutions first: what the relaxation's reduced costs rule out for those is
    /// left away (often nine columns in ten), and taken in again step by step until a solution is found or
    /// there is none.
    MilpSolution solve(const MilpLimits& limits);
    /// From here on only solutions of at most this cost by the present objective, in a model made smaller
    /// accordingly.
    void confine(double most);
    /// Solves without wholeness: `infeasible` is final, `optimal` says only that it may be solved.
    MilpStatus relax(double seconds);

  private:
    int add_column(int kind, double low, double high);
    /// The largest number that all costs are whole multiples of, in whole columns; 0 where there is none.
    double cost_step() const;
    int add_row(const Affine& expression, int type, double bound);

    glp_prob* problem_;
    int columns_ = 0;
    bool is_fresh_ = true;       ///< never relaxed: later ones begin where the last one ended
    std::vector<double> dense_;  ///< of add_row: coefficients by column
};

}  // namespace tidu
