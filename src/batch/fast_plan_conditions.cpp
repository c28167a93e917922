// SPDX-License-Identifier: Apache-2.0
// Conditions of the fast path. What a condition makes of one choice is asked of the plain path for every
// class of the cell; numbers, scores and counts are compared in the kernel.
#include <cmath>

#include "fast_planner.h"
#include "tidu/text/number.h"

namespace tidu {
namespace {

constexpr std::size_t most_terms = 250;  // counted in bytes

FastComparator comparator_of(Comparator comparator) {
    switch (comparator) {
        case Comparator::at_least:
            return FastComparator::at_least;
        case Comparator::above:
            return FastComparator::above;
        case Comparator::at_most:
            return FastComparator::at_most;
        case Comparator::below:
            break;
    }
    return FastComparator::below;
}

}  // namespace

/// The mask slot of a condition; its operations are added the first time.
std::uint32_t FastPlanner::slot_of(ConditionIndex index) {
    if (const auto found = slots_.find(index.value); found != slots_.end()) return found->second;
    FastOp op = operation(index);
    op.slot = plan_->tables_.slot_count++;
    plan_->ops_.push_back(op);
    slots_.emplace(index.value, op.slot);
    return op.slot;
}

FastPlanner::Slots FastPlanner::slots_of(const Slice& parts) {
    Slots slots;
    for (std::uint32_t part = 0; part < parts.count; ++part)
        slots.push_back(slot_of(program_.condition_parts[parts.first + part]));
    return slots;
}

FastOp FastPlanner::operation(ConditionIndex index) {
    const CompiledCondition& condition = program_[index];
    switch (condition.kind) {
        case ConditionKind::score:
        case ConditionKind::percent:
            return on_score(index, condition);
        case ConditionKind::answer_compare:
        case ConditionKind::answer_in:
        case ConditionKind::answer_includes:
            return on_answer(index, condition);
        case ConditionKind::evidence:
            return unsupported();
        case ConditionKind::check:
            return on_parts(FastOpKind::all, {check_slots_[condition.subject]});
        case ConditionKind::count:
            return on_count(condition);
        case ConditionKind::share:
            return on_share(condition);
        case ConditionKind::level:
            return on_level(condition);
        case ConditionKind::all:
            return on_parts(FastOpKind::all, slots_of(condition.parts));
        case ConditionKind::any:
            return on_parts(FastOpKind::any, slots_of(condition.parts));
        case ConditionKind::negation:
            return on_parts(FastOpKind::negation, slots_of(condition.parts));
    }
    return unsupported();
}

FastOp FastPlanner::unsupported() {
    fits_ = false;
    return {};
}

FastOp FastPlanner::on_parts(FastOpKind kind, const Slots& slots) {
    FastOp op;
    op.kind = kind;
    op.first = static_cast<std::uint32_t>(plan_->parts_.size());
    op.count = static_cast<std::uint32_t>(slots.size());
    plan_->parts_.insert(plan_->parts_.end(), slots.begin(), slots.end());
    return op;
}

// ---------------------------------------------------------------------------------------------- comparisons

/// A number that is the same in every row; nullopt: it is read from the table.
std::optional<double> FastPlanner::constant(const CompiledOperand& operand) const {
    if (!operand.item) return operand.number;
    const ItemValue& value = evaluations_[cell_empty].items[operand.item->value];
    if (varies_[operand.item->value] || value.state != AnswerState::known) return std::nullopt;
    return value.number;
}

/// Whether what the subject is held against differs between rows.
bool FastPlanner::reads_table(const CompiledCondition& condition) const {
    const auto reads = [&](const CompiledOperand& operand) {
        return operand.item && varies_[operand.item->value];
    };
    for (std::uint32_t position = 0; position < condition.comparisons.count; ++position)
        if (reads(program_.comparisons[condition.comparisons.first + position].operand)) return true;
    for (std::uint32_t position = 0; position < condition.operands.count; ++position)
        if (reads(program_.operands[condition.operands.first + position])) return true;
    return false;
}

/// `op` with the comparison of the condition; where there are several, one operation each, all of which must
/// hold.
FastOp FastPlanner::on_comparisons(const CompiledCondition& condition, FastOp op) {
    const Slice& all = condition.comparisons;
    if (all.count == 1) {
        set_comparison(program_.comparisons[all.first], op);
        return op;
    }
    // One whose threshold is not applicable decides alone, which `all` would leave out.
    if (reads_table(condition)) return unsupported();
    Slots slots;
    for (std::uint32_t position = 0; position < all.count; ++position) {
        set_comparison(program_.comparisons[all.first + position], op);
        op.slot = plan_->tables_.slot_count++;
        slots.push_back(op.slot);
        plan_->ops_.push_back(op);
    }
    return on_parts(FastOpKind::all, slots);
}

void FastPlanner::set_comparison(const CompiledComparison& comparison, FastOp& op) {
    op.comparator = comparator_of(comparison.comparator);
    op.operand = fast_none;
    const auto threshold = constant(comparison.operand);
    op.threshold = threshold.value_or(0);
    if (threshold) return;
    // Printed scores show as many digits as their threshold has: those of a row are the plain path's to know.
    const bool is_score = op.kind == FastOpKind::group_compare || op.kind == FastOpKind::leaf_compare;
    const Source source = sources_[comparison.operand.item->value];
    if (source.kind != FastSource::number || is_score) fits_ = false;
    op.operand = source.column;
}

/// Truth for every class of the item's cells, as the plain path finds it.
FastOp FastPlanner::by_class(ConditionIndex index, ItemIndex item) {
    if (reads_table(program_[index])) return unsupported();
    FastOp op;
    op.kind = FastOpKind::class_lookup;
    op.subject = sources_[item.value].column;
    for (std::uint32_t cell = 0; cell < cell_classes; ++cell) {
        const Truth truth = truth_of(program_, evaluations_[cell], index);
        op.truth[cell] = truth == Truth::yes              ? 1
                         : truth == Truth::no             ? 2
                         : truth == Truth::not_applicable ? 4
                                                          : 0;
    }
    return op;
}

FastOp FastPlanner::on_score(ConditionIndex index, const CompiledCondition& condition) {
    const CompiledNode& node = program_.nodes[condition.subject];
    if (node.is_leaf() && sources_[node.item->value].kind == FastSource::classes)
        return by_class(index, *node.item);
    FastOp op;
    op.is_percent = condition.kind == ConditionKind::percent ? 1 : 0;
    if (node.is_leaf()) {
        op.kind = FastOpKind::leaf_compare;
        op.subject = leaf_of_node_[condition.subject];
    } else {
        op.kind = FastOpKind::group_compare;
        op.subject = group_of_node_[condition.subject];
        if (op.is_percent) plan_->tables_.reads_maxima = 1;
    }
    return on_comparisons(condition, op);
}

FastOp FastPlanner::on_answer(ConditionIndex index, const CompiledCondition& condition) {
    const ItemIndex item{condition.subject};
    const Source source = sources_[item.value];
    if (source.kind == FastSource::classes) return by_class(index, item);
    FastOp op;
    op.subject = source.column;
    if (source.kind == FastSource::multi && condition.kind == ConditionKind::answer_includes) {
        op.kind = FastOpKind::multi_includes;
        op.other = condition.other;
        return op;
    }
    if (source.kind != FastSource::number || condition.kind != ConditionKind::answer_compare)
        return unsupported();
    op.kind = FastOpKind::number_compare;
    return on_comparisons(condition, op);
}

// ---------------------------------------------------------------------------------------------- counts

/// Adds the terms of a selector; returns where they begin and how many there are.
std::pair<std::uint32_t, std::uint32_t> FastPlanner::add_terms(const CompiledSelector& selector) {
    const auto scoring = constant(selector.scoring);
    if (!scoring || selector.leaves.size() + selector.checks.size() > most_terms) {
        fits_ = false;
        return {0, 0};
    }
    const auto first = static_cast<std::uint32_t>(plan_->terms_.size());
    for (const NodeIndex node : selector.leaves)
        plan_->terms_.push_back(leaf_term(node, selector, *scoring));
    for (const CheckIndex check : selector.checks) {
        FastTerm term;
        term.is_check = 1;
        term.counts_any = selector.every ? 1 : 0;
        term.column = check_slots_[check.value];
        plan_->terms_.push_back(term);
    }
    return {first, static_cast<std::uint32_t>(plan_->terms_.size()) - first};
}

FastTerm FastPlanner::leaf_term(NodeIndex node, const CompiledSelector& selector, double scoring) const {
    const CompiledNode& leaf = program_[node];
    const Source source = sources_[leaf.item->value];
    FastTerm term;
    term.source = source.kind;
    // Without `scoring` every applicable leaf counts.
    term.threshold = !selector.by_score ? -HUGE_VAL : selector.best ? leaf.score.best : scoring;
    if (source.kind != FastSource::classes) {
        term.column = leaf_of_node_.at(node.value);
        return term;
    }
    term.column = source.column;
    for (std::uint32_t cell = 0; cell < cell_off; ++cell) {
        const NodeValue& value = evaluations_[cell].nodes[node.value];
        term.low[cell] = value.applicable && value.low >= term.threshold - tolerance ? 1 : 0;
        term.high[cell] = value.applicable && value.high >= term.threshold - tolerance ? 1 : 0;
    }
    return term;
}

FastOp FastPlanner::on_count(const CompiledCondition& condition) {
    const CompiledSelector& selector = program_.selectors[condition.subject];
    FastOp op;
    op.kind = condition.every ? FastOpKind::count_all : FastOpKind::count;
    std::tie(op.first, op.count) = add_terms(selector);
    if (!condition.every) return on_comparisons(condition, op);
    CompiledSelector applicable = selector;
    applicable.by_score = false;
    applicable.every = true;
    std::tie(op.first_of, op.count_of) = add_terms(applicable);
    return op;
}

FastOp FastPlanner::on_share(const CompiledCondition& condition) {
    FastOp op;
    op.kind = FastOpKind::share;
    std::tie(op.first, op.count) = add_terms(program_.selectors[condition.subject]);
    std::tie(op.first_of, op.count_of) = add_terms(program_.selectors[condition.other]);
    return on_comparisons(condition, op);
}

FastOp FastPlanner::on_level(const CompiledCondition& condition) {
    FastOp op;
    op.kind = FastOpKind::level;
    op.subject = condition.subject;
    op.other = condition.other;
    return op;
}

}  // namespace tidu
