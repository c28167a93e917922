// SPDX-License-Identifier: Apache-2.0
// The decisions of a plan as a mixed-integer program: binaries for moves, linear expressions for the certain
// ends (low, high) of scores, and 0-1 expressions for the truth of conditions.
//
// It is a relaxation: whatever the kernel accepts is feasible here. Weighted means, sums, normalising,
// conditions, counts, shares, levels and derived values are exact; geometric and harmonic means are held by
// tangents that are added where a solution goes beyond the curve; the rest (mpi, thresholds that change, very
// large derived tables) is left free. The caller lets the kernel judge every solution and forbids what it
// refuses.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "children.h"
#include "milp.h"
#include "selection.h"
#include "tidu/score/plan.h"

namespace tidu {

/// What is asked of a condition's truth.
enum class Want : std::uint8_t { yes, no, not_yes, not_no };

class PlanModel {
  public:
    using Moves = std::vector<std::size_t>;             ///< position in PlanChoice::moves, one per choice
    using Refuses = std::function<bool(const Moves&)>;  ///< the kernel's word

    /// `reference` is the evaluation with every choice at its best: it tells what applies and what weighs how
    /// much.
    PlanModel(const Program& program, const Evaluation& now, const Evaluation& reference,
              std::span<const Answer> answers, std::span<const PlanChoice> choices);

    void require(const CompiledRequirement& requirement);
    /// No constraint of severity error may be violated.
    void require_no_violation();
    void limit_effort(double most);
    /// Objectives. Efforts are minimised in whole multiples of `effort_unit`.
    void minimise_effort();
    void maximise_total();
    void minimise_steps();
    /// The most effort in one choice; of moves that cost the same the later one.
    void maximise_move(std::size_t choice);
    double effort_unit() const { return effort_unit_; }

    MilpStatus relax(double seconds) { return milp_.relax(seconds); }
    MilpSolution solve(const MilpLimits& limits) { return milp_.solve(limits); }
    /// From here on only moves that are no worse than these by the present objective.
    void confine(const Moves& moves) { milp_.confine(objective_of(moves)); }
    /// What the present objective says of moves.
    double objective_of(const Moves& moves) const;
    /// From here on the choice is what it is in these moves.
    void settle(std::size_t choice, const Moves& moves) {
        milp_.fix(move_columns_[choice][moves[choice]], 1);
    }
    bool is_settled(std::size_t choice) const;

    Moves moves_of(const MilpSolution& solution) const;

    /// Adds tangents where the solution is above a curved aggregate. False: there was nothing to add.
    bool add_tangents(const MilpSolution& solution);
    /// Cuts these moves off; in a model where more is never worse, with everything that is not better.
    /// `is_refused` tells of other moves.
    void forbid(Moves moves, const Refuses& is_refused);

    /// Items whose part in the model may be narrower than the kernel's.
    const std::vector<ItemIndex>& limited() const { return limited_; }

  private:
    using Literal = std::optional<Affine>;  ///< 0-1 valued, never below the truth; nullopt: not applicable

    /// An expression and the ends it cannot leave.
    struct Ranged {
        Affine affine;
        double low = 0;
        double high = 0;
    };
    enum class Side : std::uint8_t { low, high };
    enum class Direction : std::uint8_t { at_least, at_most };

    /// An item that takes one of several values: a choice, or derived from choices.
    struct Variable {
        std::vector<ItemValue> values;
        std::vector<int> columns;  ///< exactly one is 1
    };
    /// The values that several items take together.
    struct Outcomes {
        std::vector<std::vector<ItemValue>> rows;  ///< values of the parts, in their order
        std::vector<int> columns;
    };
    struct Curve {
        Aggregate rule;
        int column = 0;
        std::vector<double> weights;
        std::vector<Ranged> children;
    };

    // objectives
    void set_move_costs(const std::function<double(std::size_t choice, std::size_t move)>& cost);

    // variables
    void add_choices(std::span<const PlanChoice> choices);
    void add_followers(std::span<const Answer> answers);
    void add_follower(ItemIndex item);
    std::optional<Outcomes> outcomes_of(const std::vector<ItemIndex>& parts);
    std::optional<Outcomes> joined(const Outcomes& left, const Outcomes& right);
    void add_computed(ItemIndex item, const std::vector<ItemIndex>& parts);
    void add_count(ItemIndex item, SelectorIndex selector);
    void add_share(ItemIndex item, SelectorIndex part, SelectorIndex of);
    std::optional<Outcomes> count_outcomes(SelectorIndex selector);
    void add_wild(ItemIndex item);
    const Variable* variable(ItemIndex item) const {
        return variables_[item.value] ? &*variables_[item.value] : nullptr;
    }

    // scores
    Ranged leaf_value(NodeIndex leaf, Side side);
    double value_of_leaf(NodeIndex leaf, const ItemValue& value, Side side) const;
    Ranged node_value(NodeIndex node, Side side);
    Ranged group_value(NodeIndex group, Side side);
    Ranged entering(NodeIndex group, NodeIndex child, Side side, bool& enters);
    Ranged lifted(NodeIndex child, const Ranged& value, Side side, double floor);
    Ranged staged_value(const Aggregate& rule, const std::vector<Ranged>& children);
    Ranged curved_value(const Aggregate& rule, std::vector<double> weights, std::vector<Ranged> children);
    Ranged minimum_value(const std::vector<Ranged>& children);
    void add_tangent(const Curve& curve, const std::vector<double>& point);
    void note_direction(NodeIndex node, Side side, Direction direction);
    void note_gaps(NodeIndex leaf, Direction direction);

    // conditions
    Literal literal(ConditionIndex condition, Want want);
    Literal build_literal(ConditionIndex condition, Want want);
    Literal answer_literal(ConditionIndex condition, Want want);
    Literal score_literal(const CompiledCondition& condition, Want want);
    Literal count_literal(const CompiledCondition& condition, Want want);
    Literal share_literal(const CompiledCondition& condition, Want want);
    Literal level_literal(const CompiledCondition& condition, Want want);
    Literal requirement_literal(const CompiledRequirement& requirement, Want want);
    Literal parts_literal(const CompiledCondition& condition, Want want);
    Literal over_comparisons(const CompiledCondition& condition, Want want,
                             const std::function<Literal(Comparator, double)>& one);
    std::vector<Affine> members(SelectorIndex selector, Want want);
    Literal leaf_counts(NodeIndex leaf, const CompiledSelector& selector, double threshold, Want want);
    void require(ConditionIndex condition, Want want);
    void require_literal(const Literal& literal);

    Affine all_of(const std::vector<Affine>& parts);
    Affine any_of(const std::vector<Affine>& parts);
    Affine sum_reaches(const std::vector<Affine>& parts, double count);
    Affine weighted_sum_reaches(const Affine& sum, double least);
    Affine reaches(NodeIndex node, Side side, Direction direction, double scale, double threshold);
    Affine chosen_among(ItemIndex item, const std::function<bool(const ItemValue&)>& holds);
    bool reads_changing_threshold(const CompiledCondition& condition) const;
    bool changes(const CompiledOperand& operand) const {
        return operand.item && variables_[operand.item->value];
    }
    double number_of(const CompiledOperand& operand) const;

    const Program& program_;
    const Evaluation& now_;
    const Evaluation& reference_;
    std::span<const PlanChoice> choices_;
    Milp milp_;
    double effort_unit_ = 1;
    std::vector<std::vector<int>> move_columns_;  ///< one per choice and move
    std::vector<std::vector<double>>
        move_costs_;  ///< of the present objective; of `maximise_total` there are none
    std::vector<std::optional<Variable>> variables_;  ///< one per ItemIndex
    std::vector<bool> is_wild_;
    std::map<std::pair<NodeIndex, Side>, Ranged> values_;
    std::map<std::pair<ConditionIndex, Want>, Literal> literals_;
    std::map<std::tuple<NodeIndex, Side, Direction>, bool> directions_;
    std::vector<Curve> curves_;
    std::vector<ItemIndex> limited_;
    // What more of each choice means: rows that may only rise from a worse to a better move.
    std::vector<std::vector<std::vector<double>>> features_;  ///< per choice; each one value per move
    std::vector<std::optional<std::size_t>> choice_of_item_;
    bool is_monotone_ = true;
};

}  // namespace tidu
