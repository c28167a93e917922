// SPDX-License-Identifier: Apache-2.0
// Asks the model one preference after the other and keeps each answer for the next.
#include "plan_preference.h"

#include <algorithm>

namespace tidu {
namespace {

using Moves = PlanModel::Moves;

/// Branches of all searches together, and of a single one.
constexpr long most_nodes = 1000;
constexpr long nodes_of_one = 200;
/// Solutions of one search that the kernel may refuse.
constexpr int most_refusals = 20;

class Chooser {
  public:
    Chooser(PlanModel& model, Moves moves, const PlanModel::Refuses& is_refused)
        : model_(model), moves_(std::move(moves)), is_refused_(is_refused) {}

    Moves choose() {
        model_.confine(moves_);
        model_.minimise_steps();
        improve();
        model_.confine(moves_);
        for (std::size_t choice = 0; choice < moves_.size(); ++choice) {
            if (model_.is_settled(choice)) continue;
            model_.maximise_move(choice);
            improve();
            model_.settle(choice, moves_);
        }
        return std::move(moves_);
    }

  private:
    /// Takes moves that are better by the model's objective, where there are any.
    void improve() {
        for (int refusals = 0; refusals < most_refusals && nodes_left_ > 0; ++refusals) {
            const MilpSolution solution = model_.solve(
                {.nodes = std::min(nodes_of_one, nodes_left_), .below = model_.objective_of(moves_)});
            nodes_left_ -= solution.nodes;
            if (solution.values.empty()) return;
            const Moves found = model_.moves_of(solution);
            if (!is_refused_(found)) {
                moves_ = found;
                return;
            }
            if (!model_.add_tangents(solution)) model_.forbid(found, is_refused_);
        }
    }

    PlanModel& model_;
    Moves moves_;
    const PlanModel::Refuses& is_refused_;
    long nodes_left_ = most_nodes;
};

}  // namespace

Moves choose_among_equals(PlanModel& model, const Moves& cheapest, const PlanModel::Refuses& is_refused) {
    return Chooser(model, cheapest, is_refused).choose();
}

}  // namespace tidu
