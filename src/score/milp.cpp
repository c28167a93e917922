// SPDX-License-Identifier: Apache-2.0
#include "milp.h"

#include <glpk.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace tidu {
namespace {

/// What the search tells while it runs.
struct Search {
    const std::vector<int>* preferred = nullptr;
    double bound = -std::numeric_limits<double>::infinity();
};

int milliseconds(double seconds) { return static_cast<int>(std::clamp(seconds * 1000, 1.0, 1e9)); }

void branch(glp_tree* tree, const Search& search) {
    for (const int column : *search.preferred) {
        if (!glp_ios_can_branch(tree, column)) continue;
        glp_ios_branch_upon(tree, column, GLP_NO_BRNCH);
        return;
    }
}

void watch(glp_tree* tree, void* info) {
    Search& search = *static_cast<Search*>(info);
    if (const int best = glp_ios_best_node(tree)) search.bound = glp_ios_node_bound(tree, best);
    if (glp_ios_reason(tree) == GLP_IBRANCH) branch(tree, search);
}

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

Milp::~Milp() { glp_delete_prob(problem_); }

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

int Milp::add_integer(double low, double high) { return add_column(GLP_IV, low, high); }
int Milp::add_continuous(double low, double high) { return add_column(GLP_CV, low, high); }
void Milp::set_cost(int column, double cost) { glp_set_obj_coef(problem_, column, cost); }
void Milp::clear_costs() {
    for (int column = 1; column <= columns_; ++column) set_cost(column, 0);
}
void Milp::fix(int column, double value) { glp_set_col_bnds(problem_, column, GLP_FX, value, value); }

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

void Milp::add_at_least(const Affine& expression, double least) { add_row(expression, GLP_LO, least); }
void Milp::add_at_most(const Affine& expression, double most) { add_row(expression, GLP_UP, most); }
void Milp::add_equal(const Affine& expression, double value) { add_row(expression, GLP_FX, value); }

MilpStatus Milp::relax(double seconds) {
    glp_smcp simplex;
    glp_init_smcp(&simplex);
    simplex.msg_lev = GLP_MSG_OFF;
    simplex.presolve = GLP_OFF;
    simplex.tm_lim = milliseconds(seconds);
    glp_adv_basis(problem_, 0);
    const int failed = glp_simplex(problem_, &simplex);
    const int status = glp_get_status(problem_);
    if (failed != 0) return MilpStatus::unknown;
    if (status == GLP_NOFEAS) return MilpStatus::infeasible;
    return status == GLP_OPT ? MilpStatus::optimal : MilpStatus::unknown;
}

MilpSolution Milp::solve(double seconds) {
    MilpSolution solution;
    solution.status = relax(seconds);
    if (solution.status != MilpStatus::optimal) return solution;
    solution.status = MilpStatus::unknown;
    solution.bound = glp_get_obj_val(problem_);

    Search search{&preferred_, solution.bound};
    glp_iocp options;
    glp_init_iocp(&options);
    options.msg_lev = GLP_MSG_OFF;
    options.tm_lim = milliseconds(seconds);
    options.br_tech = GLP_BR_DTH;
    options.bt_tech = GLP_BT_BLB;
    options.pp_tech = GLP_PP_ROOT;
    options.gmi_cuts = GLP_ON;
    options.mir_cuts = GLP_ON;
    options.cov_cuts = GLP_ON;
    options.clq_cuts = GLP_ON;
    options.cb_func = watch;
    options.cb_info = &search;
    const int code = glp_intopt(problem_, &options);
    const int status = glp_mip_status(problem_);
    if (status == GLP_OPT || status == GLP_FEAS) {
        solution.values.resize(static_cast<std::size_t>(columns_) + 1);
        for (int column = 1; column <= columns_; ++column)
            solution.values[static_cast<std::size_t>(column)] = glp_mip_col_val(problem_, column);
    }
    if (status == GLP_OPT) {
        solution.status = MilpStatus::optimal;
        solution.bound = glp_mip_obj_val(problem_);
    } else if (status == GLP_NOFEAS && code == 0) {
        solution.status = MilpStatus::infeasible;
    } else {
        solution.status = status == GLP_FEAS ? MilpStatus::feasible : MilpStatus::unknown;
        solution.bound = std::max(solution.bound, search.bound);
    }
    return solution;
}

}  // namespace tidu
