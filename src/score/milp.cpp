// SPDX-License-Identifier: Apache-2.0
#include "milp.h"

#include <glpk.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <utility>

#include "deadline.h"

namespace tidu {
namespace {

/// Of objectives that are not whole: how far above the relaxation the search begins, by its objective.
constexpr double first_gap = 1e-3;

int milliseconds(double seconds) {
    return static_cast<int>(std::clamp(seconds * 1000, 1.0, 1e9));
}

/// What sums of costs may be off by.
double slack_at(double cost) {
    return 1e-6 * (1 + std::abs(cost));
}

/// From an advanced basis, or from where the last relaxation ended, unless that is of no use any more.
MilpStatus relax_program(glp_prob* problem, double seconds, bool is_fresh) {
    glp_smcp simplex;
    glp_init_smcp(&simplex);
    simplex.msg_lev = GLP_MSG_OFF;
    simplex.presolve = GLP_OFF;
    simplex.tm_lim = milliseconds(seconds);
    if (is_fresh) glp_adv_basis(problem, 0);
    const int failed = glp_simplex(problem, &simplex);
    if (failed != 0 && failed != GLP_ETMLIM && !is_fresh) return relax_program(problem, seconds, true);
    if (failed != 0) return MilpStatus::unknown;
    const int status = glp_get_status(problem);
    if (status == GLP_NOFEAS) return MilpStatus::infeasible;
    return status == GLP_OPT ? MilpStatus::optimal : MilpStatus::unknown;
}

/// What is watched of a search while it runs.
struct Search {
    double bound = -std::numeric_limits<double>::infinity();
    long nodes = 0;
    long most_nodes = 0;
};

void watch(glp_tree* tree, void* info) {
    Search& search = *static_cast<Search*>(info);
    if (const int best = glp_ios_best_node(tree)) search.bound = glp_ios_node_bound(tree, best);
    if (glp_ios_reason(tree) == GLP_ISELECT && ++search.nodes > search.most_nodes) glp_ios_terminate(tree);
}

/// The end that a column of a relaxed problem cannot leave for less than `slack` more.
std::optional<double> fixed_end(glp_prob* problem, int column, double slack) {
    const double low = glp_get_col_lb(problem, column);
    const double high = glp_get_col_ub(problem, column);
    if (low == high) return low;
    if (glp_get_col_kind(problem, column) == GLP_CV) return std::nullopt;
    const int place = glp_get_col_stat(problem, column);
    const double reduced_cost = glp_get_col_dual(problem, column);
    if (place == GLP_NL && reduced_cost > slack) return low;
    if (place == GLP_NU && -reduced_cost > slack) return high;
    return std::nullopt;
}

/// What a solution of at most `cap` may cost more than the relaxation.
double slack_below(glp_prob* problem, double cap) {
    return cap - glp_get_obj_val(problem) + slack_at(cap);
}

/// The least cost that a solution can have; `step` as of Milp::cost_step.
double lowest_cost(double relaxed, double step) {
    return step > 0 ? std::ceil((relaxed - slack_at(relaxed)) / step) * step : relaxed;
}

/// Up to which costs solutions are looked for, one after the other.
class Caps {
  public:
    Caps(double bound, double step, double last)
        : start_(bound),
          width_(step > 0 ? step : first_gap * (1 + std::abs(bound))),
          widest_(std::max(64 * width_, 0.05 * std::abs(bound))),
          first_(step > 0 ? bound : bound + width_),
          last_(last) {}

    /// Where a solution is known there is little between the bound and it: all at once.
    double first() const { return std::isfinite(last_) ? last_ : first_; }
    /// Twice as far from the bound; far from it everything, since reduced costs hardly leave anything out
    /// there.
    double after(double cap) const {
        const double gap = 2 * (cap - start_) + width_;
        return gap > widest_ ? last_ : start_ + gap;
    }

  private:
    double start_;
    double width_;
    double widest_;
    double first_;
    double last_;
};

/// The part of a relaxed problem that holds all its solutions of at most `cap`: to move a column whose
/// reduced cost is larger than what the relaxation leaves up to the cap would cost too much, so that it stays
/// at its end.
class Core {
  public:
    Core(glp_prob* whole, double cap) : core_(glp_create_prob()), values_(1, 0.0), places_(1, 0) {
        take_columns(whole, slack_below(whole, cap));
        take_rows(whole);
        if (std::isfinite(cap)) limit_cost(cap);
    }
    ~Core() { glp_delete_prob(core_); }
    Core(const Core&) = delete;
    Core& operator=(const Core&) = delete;

    MilpSolution solve(const MilpLimits& limits) {
        // Nothing left to decide: the relaxation's solution is whole.
        if (glp_get_num_cols(core_) == 0)
            return {MilpStatus::optimal, glp_get_obj_coef(core_, 0), values_, 0};
        MilpSolution solution;
        solution.status = relax_program(core_, limits.seconds, true);
        return solution.status == MilpStatus::optimal ? branch(limits) : solution;
    }

  private:
    MilpSolution branch(const MilpLimits& limits) {
        Search search;
        search.most_nodes = limits.nodes;
        glp_iocp options;
        glp_init_iocp(&options);
        options.msg_lev = GLP_MSG_OFF;
        options.tm_lim = milliseconds(limits.seconds);
        // The last columns say which conditions hold; they decide more than single moves.
        options.br_tech = GLP_BR_LFV;
        options.bt_tech = GLP_BT_BLB;
        options.pp_tech = GLP_PP_ROOT;
        // Where a solution is known, the limit on the cost already says what cuts could.
        const bool is_known = std::isfinite(limits.below);
        options.gmi_cuts = options.mir_cuts = options.cov_cuts = options.clq_cuts =
            is_known ? GLP_OFF : GLP_ON;
        options.cb_func = watch;
        options.cb_info = &search;
        const int code = glp_intopt(core_, &options);
        const int status = glp_mip_status(core_);
        MilpSolution solution;
        solution.bound = search.bound;
        solution.nodes = search.nodes;
        if (status == GLP_OPT || status == GLP_FEAS) solution.values = values_of_whole();
        if (status == GLP_OPT) {
            solution.status = MilpStatus::optimal;
            solution.bound = glp_mip_obj_val(core_);
        } else if (status == GLP_NOFEAS && code == 0) {
            solution.status = MilpStatus::infeasible;
        } else {
            solution.status = status == GLP_FEAS ? MilpStatus::feasible : MilpStatus::unknown;
        }
        return solution;
    }

    void take_columns(glp_prob* whole, double slack) {
        const int count = glp_get_num_cols(whole);
        double fixed_cost = 0;
        for (int column = 1; column <= count; ++column) {
            const double cost = glp_get_obj_coef(whole, column);
            const std::optional<double> end = fixed_end(whole, column, slack);
            values_.push_back(end.value_or(0));
            places_.push_back(end ? 0 : take_column(whole, column, cost));
            if (end) fixed_cost += cost * *end;
        }
        glp_set_obj_coef(core_, 0, fixed_cost);
    }

    int take_column(glp_prob* whole, int column, double cost) {
        const int place = glp_add_cols(core_, 1);
        glp_set_col_kind(core_, place, glp_get_col_kind(whole, column));
        glp_set_col_bnds(core_, place, glp_get_col_type(whole, column), glp_get_col_lb(whole, column),
                         glp_get_col_ub(whole, column));
        glp_set_obj_coef(core_, place, cost);
        return place;
    }

    void take_rows(glp_prob* whole) {
        std::vector<int> columns(values_.size());
        std::vector<double> coefficients(values_.size());
        for (int row = 1; row <= glp_get_num_rows(whole); ++row) {
            const int count = glp_get_mat_row(whole, row, columns.data(), coefficients.data());
            int taken = 0;
            double fixed = 0;
            for (int entry = 1; entry <= count; ++entry) {
                const auto from = static_cast<std::size_t>(entry);
                const auto column = static_cast<std::size_t>(columns[from]);
                if (places_[column] == 0) {
                    fixed += coefficients[from] * values_[column];
                    continue;
                }
                const auto to = static_cast<std::size_t>(++taken);
                columns[to] = places_[column];
                coefficients[to] = coefficients[from];
            }
            if (taken == 0) continue;  // the relaxation meets it
            const int place = glp_add_rows(core_, 1);
            glp_set_mat_row(core_, place, taken, columns.data(), coefficients.data());
            glp_set_row_bnds(core_, place, glp_get_row_type(whole, row), glp_get_row_lb(whole, row) - fixed,
                             glp_get_row_ub(whole, row) - fixed);
        }
    }

    void limit_cost(double cap) {
        std::vector<int> columns{0};
        std::vector<double> costs{0};
        for (int column = 1; column <= glp_get_num_cols(core_); ++column) {
            const double cost = glp_get_obj_coef(core_, column);
            if (cost == 0) continue;
            columns.push_back(column);
            costs.push_back(cost);
        }
        const int row = glp_add_rows(core_, 1);
        glp_set_mat_row(core_, row, static_cast<int>(columns.size()) - 1, columns.data(), costs.data());
        glp_set_row_bnds(core_, row, GLP_UP, 0, cap + slack_at(cap) - glp_get_obj_coef(core_, 0));
    }

    std::vector<double> values_of_whole() const {
        std::vector<double> values = values_;
        for (std::size_t column = 1; column < values.size(); ++column)
            if (places_[column] != 0) values[column] = glp_mip_col_val(core_, places_[column]);
        return values;
    }

    glp_prob* core_;
    std::vector<double> values_;  ///< of every column of the whole; of fixed ones the value they stay at
    std::vector<int> places_;     ///< of every column of the whole in the core; 0 where it is fixed
};

}  // namespace

double MilpSolution::value(const Affine& expression) const {
    double sum = expression.constant;
    for (const auto& [column, coefficient] : expression.terms)
        sum += coefficient * values[static_cast<std::size_t>(column)];
    return sum;
}

Milp::Milp() : problem_(glp_create_prob()), dense_(1, 0.0) {
    glp_term_out(GLP_OFF);  // else the library talks on standard output
    glp_set_obj_dir(problem_, GLP_MIN);
}

Milp::~Milp() {
    glp_delete_prob(problem_);
}

int Milp::add_column(int kind, double low, double high) {
    const int column = glp_add_cols(problem_, 1);
    columns_ = column;
    dense_.push_back(0);
    if (kind == GLP_BV) {
        glp_set_col_kind(problem_, column, GLP_BV);
        return column;
    }
    glp_set_col_bnds(problem_, column, low == high ? GLP_FX : GLP_DB, low, high);
    glp_set_col_kind(problem_, column, kind);
    return column;
}

int Milp::add_binary(double cost) {
    const int column = add_column(GLP_BV, 0, 1);
    set_cost(column, cost);
    return column;
}

int Milp::add_continuous(double low, double high) {
    return add_column(GLP_CV, low, high);
}
void Milp::set_cost(int column, double cost) {
    glp_set_obj_coef(problem_, column, cost);
}
void Milp::clear_costs() {
    for (int column = 1; column <= columns_; ++column)
        set_cost(column, 0);
}
void Milp::fix(int column, double value) {
    glp_set_col_bnds(problem_, column, GLP_FX, value, value);
}

bool Milp::is_fixed(int column) const {
    return glp_get_col_type(problem_, column) == GLP_FX;
}

int Milp::add_row(const Affine& expression, int type, double bound) {
    // A row may name a column only once.
    std::vector<int> indexes{0};
    std::vector<double> coefficients{0};
    for (const auto& [column, coefficient] : expression.terms) {
        if (dense_[static_cast<std::size_t>(column)] == 0) indexes.push_back(column);
        dense_[static_cast<std::size_t>(column)] += coefficient;
    }
    std::sort(indexes.begin() + 1, indexes.end());
    indexes.erase(std::unique(indexes.begin() + 1, indexes.end()), indexes.end());
    for (std::size_t place = 1; place < indexes.size(); ++place)
        coefficients.push_back(std::exchange(dense_[static_cast<std::size_t>(indexes[place])], 0.0));
    const int row = glp_add_rows(problem_, 1);
    glp_set_mat_row(problem_, row, static_cast<int>(indexes.size()) - 1, indexes.data(), coefficients.data());
    glp_set_row_bnds(problem_, row, type, bound - expression.constant, bound - expression.constant);
    return row;
}

void Milp::add_at_least(const Affine& expression, double least) {
    add_row(expression, GLP_LO, least);
}
void Milp::add_at_most(const Affine& expression, double most) {
    add_row(expression, GLP_UP, most);
}
void Milp::add_equal(const Affine& expression, double value) {
    add_row(expression, GLP_FX, value);
}

MilpStatus Milp::relax(double seconds) {
    return relax_program(problem_, seconds, std::exchange(is_fresh_, false));
}

double Milp::cost_step() const {
    std::int64_t step = 0;
    for (int column = 1; column <= columns_; ++column) {
        const double cost = glp_get_obj_coef(problem_, column);
        if (cost == 0) continue;
        if (glp_get_col_kind(problem_, column) == GLP_CV || cost != std::nearbyint(cost)) return 0;
        step = std::gcd(step, static_cast<std::int64_t>(cost));
    }
    return static_cast<double>(step);
}

MilpSolution Milp::solve(const MilpLimits& limits) {
    const Deadline deadline(limits.seconds);
    MilpSolution solution;
    solution.status = relax(limits.seconds);
    if (solution.status != MilpStatus::optimal) return solution;
    const double step = cost_step();
    double bound = lowest_cost(glp_get_obj_val(problem_), step);
    const double last_cap = limits.below - step;
    const Caps caps(bound, step, last_cap);
    MilpLimits left = limits;
    for (double cap = caps.first();; cap = caps.after(cap)) {
        left.seconds = deadline.left();
        solution = {};
        solution.status = MilpStatus::infeasible;
        if (cap >= bound - slack_at(bound)) solution = Core(problem_, cap).solve(left);
        left.nodes -= solution.nodes;
        solution.nodes = limits.nodes - left.nodes;
        // What the core leaves out costs more than the cap.
        if (solution.status != MilpStatus::infeasible)
            solution.bound = std::max(bound, std::min(solution.bound, cap));
        if (solution.status != MilpStatus::infeasible || cap == last_cap) return solution;
        bound = cap + step;
    }
}

void Milp::confine(double most) {
    if (relax(std::numeric_limits<double>::infinity()) != MilpStatus::optimal) return;
    const double slack = slack_below(problem_, most);
    Affine cost;
    for (int column = 1; column <= columns_; ++column) {
        const double factor = glp_get_obj_coef(problem_, column);
        if (factor != 0) cost.add(Affine::column(column), factor);
        if (const auto end = fixed_end(problem_, column, slack)) fix(column, *end);
    }
    add_at_most(cost, most + slack_at(most));
}

}  // namespace tidu
