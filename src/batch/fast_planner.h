// SPDX-License-Identifier: Apache-2.0
// Lays one program out for the fast path, in four parts: columns and their words, what each class of a cell
// means, the tree, and the steps (switches, derived items, conditions, ladders) in the program's order.
//
// Nothing here knows how to score or to judge: meanings come from the readers, scores from `evaluate` and
// truths from `truth_of`, asked once for every class of a cell. What is a feature of the system is laid out
// or makes the plan unfit; what is unusual in a row is left to the `refused` masks of the kernel.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "fast_plan.h"
#include "tidu/score/evaluate.h"

namespace tidu {

class FastPlanner {
  public:
    FastPlanner(const Program& program, const Binder& binder, const ItemFields& fields,
                std::uint32_t fields_per_row);

    /// null: the plain path has to do it all.
    std::unique_ptr<FastPlan> make();

  private:
    struct Source {
        FastSource kind = FastSource::classes;
        std::uint32_t column = 0;
    };
    using Slots = std::vector<std::uint32_t>;

    bool is_supported() const;
    void connect();

    // fast_plan_columns.cpp
    void find_varying_items();
    void find_parts();
    void find_thresholds();
    bool varies(const CompiledDerivation& derivation) const;
    bool has_column(ItemIndex item) const { return fields_[item.value].has_value(); }
    bool is_required(ItemIndex item) const;
    void lay_out_columns();
    void add_class_column(ItemIndex item);
    void add_number_column(ItemIndex item);
    void add_multi_column(ItemIndex item);
    bool takes_percent_sign(ItemIndex item) const;
    bool reads_reasons(ItemIndex item) const;

    // fast_plan_words.cpp
    void add_class_words(ItemIndex item);
    void add_multi_words(ItemIndex item);
    std::vector<std::string> texts_of(ItemIndex item) const;
    bool stands_alone(ItemIndex item, const std::string& text, std::uint8_t separators) const;
    FastWords keep_words(const std::vector<std::pair<std::string, std::uint8_t>>& words);

    // fast_plan_classes.cpp
    void evaluate_classes();
    Answer meaning(ItemIndex item, std::uint32_t cell);
    std::optional<std::uint8_t> class_with(ItemIndex item, const Answer& answer) const;
    void refuse_forbidden();
    void refuse_not_applicable(ItemIndex item);

    // fast_plan_tree.cpp
    void lay_out_leaves();
    void add_leaf(NodeIndex node);
    void fill_class(FastLeaf& leaf, NodeIndex node, std::uint32_t cell);
    void add_points(FastLeaf& leaf, const LeafScore& score);
    void add_choice_scores(FastLeaf& leaf, const LeafScore& score);
    void lay_out_groups();
    void add_group(NodeIndex node);
    FastWeight weight_of(NodeIndex node);
    void describe_tree();

    // fast_plan_steps.cpp
    void lay_out_steps();
    void add_step(ItemIndex item);
    void add_step(NodeIndex node);
    void add_step(CheckIndex check);
    void add_step(ConstraintIndex) {}  // judged at the end, as in the plain path
    void add_step(LadderIndex ladder);
    void add_switch(ItemIndex item, NodeIndex node);
    void add_derivation(ItemIndex item);
    std::uint32_t number_column(ItemIndex item);
    void derive(const std::monostate&, ItemIndex, FastDerivation&) {}
    void derive(const PercentStep& step, ItemIndex item, FastDerivation& out);
    void derive(const ChangeStep& step, ItemIndex item, FastDerivation& out);
    void derive(const SumStep& step, ItemIndex item, FastDerivation& out);
    void derive(const DifferenceStep& step, ItemIndex item, FastDerivation& out);
    void derive(const CountStep& step, ItemIndex item, FastDerivation& out);
    void derive(const ShareStep& step, ItemIndex item, FastDerivation& out);
    void derive(const FirstStep& step, ItemIndex item, FastDerivation& out);
    FastCase case_of(ItemIndex item, const FirstStep::Case& entry);

    // fast_plan_conditions.cpp
    std::uint32_t slot_of(ConditionIndex index);
    Slots slots_of(const Slice& parts);
    FastOp operation(ConditionIndex index);
    FastOp unsupported();
    FastOp on_parts(FastOpKind kind, const Slots& slots);
    FastOp on_comparisons(const CompiledCondition& condition, FastOp op);
    void set_comparison(const CompiledComparison& comparison, FastOp& op);
    FastOp by_class(ConditionIndex index, ItemIndex item);
    FastOp on_score(ConditionIndex index, const CompiledCondition& condition);
    FastOp on_answer(ConditionIndex index, const CompiledCondition& condition);
    FastOp on_count(const CompiledCondition& condition);
    FastOp on_share(const CompiledCondition& condition);
    FastOp on_level(const CompiledCondition& condition);
    std::pair<std::uint32_t, std::uint32_t> add_terms(const CompiledSelector& selector);
    FastTerm leaf_term(NodeIndex node, const CompiledSelector& selector, double scoring) const;
    std::optional<double> constant(const CompiledOperand& operand) const;
    bool reads_table(const CompiledCondition& condition) const;

    const Program& program_;
    const Binder& binder_;
    const ItemFields& fields_;
    std::unique_ptr<FastPlan> plan_;
    bool fits_ = true;
    std::vector<Answer> base_;        ///< answers of an empty sheet: defaults
    std::vector<bool> varies_;        ///< per item: another value in every row
    std::vector<bool> is_derived_;    ///< per item: computed where its cell is empty
    std::vector<bool> is_threshold_;  ///< per item: a score is held against it, so that rows need its default
    std::vector<bool> is_part_;    ///< per item: a number that the kernel reads even where it has no column
    std::vector<Source> sources_;  ///< per item
    std::vector<std::array<Answer, cell_classes>> meanings_;  ///< per item
    std::array<Evaluation, cell_classes> evaluations_;        ///< of all items in the same class
    std::unordered_map<std::uint32_t, std::uint32_t> leaf_of_node_;
    std::unordered_map<std::uint32_t, std::uint32_t> group_of_node_;
    std::unordered_map<std::uint32_t, std::uint32_t> slots_;  ///< per condition
    std::vector<std::uint32_t> check_slots_;
};

}  // namespace tidu
