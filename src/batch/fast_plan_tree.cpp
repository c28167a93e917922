// SPDX-License-Identifier: Apache-2.0
// Leaves, groups and their weights. A leaf's tables hold what the plain path found for each class of its
// cell.
#include <algorithm>

#include "fast_planner.h"

namespace tidu {
namespace {

constexpr std::size_t most_leaves = 250;  // counted in bytes

bool is_sum(const CompiledNode& group) {
    return group.aggregate.kind == AggregateKind::sum;
}

}  // namespace

void FastPlanner::lay_out_leaves() {
    for (std::uint32_t node = 0; node < program_.nodes.size(); ++node)
        if (program_.nodes[node].is_leaf()) add_leaf({node});
    if (plan_->leaves_.size() > most_leaves) fits_ = false;
}

void FastPlanner::add_leaf(NodeIndex node) {
    const CompiledNode& compiled = program_[node];
    const Source source = sources_[compiled.item->value];
    FastLeaf leaf;
    leaf.source = source.kind;
    leaf.column = source.column;
    leaf.weight = weight_of(node);
    leaf.best = compiled.score.best;
    for (std::uint32_t cell = 0; cell < cell_off; ++cell)
        fill_class(leaf, node, cell);
    leaf.worst = evaluations_[cell_empty].nodes[node.value].low;
    if (source.kind != FastSource::classes) {
        leaf.known[cell_other] = leaf.applicable[cell_other] = 1;
        leaf.weights[cell_other] = leaf.applying[cell_other] = leaf.asked[cell_other] = leaf.weight.fixed;
        leaf.score_slot = plan_->tables_.score_count++;
    }
    if (source.kind == FastSource::number) add_points(leaf, compiled.score);
    if (source.kind == FastSource::multi) add_choice_scores(leaf, compiled.score);
    leaf_of_node_[node.value] = static_cast<std::uint32_t>(plan_->leaves_.size());
    plan_->leaves_.push_back(leaf);
    plan_->leaf_nodes_.push_back(node);
}

void FastPlanner::fill_class(FastLeaf& leaf, NodeIndex node, std::uint32_t cell) {
    const NodeValue& value = evaluations_[cell].nodes[node.value];
    const double weight = leaf.weight.fixed;
    leaf.known[cell] = value.state == NodeState::known ? 1 : 0;
    leaf.applicable[cell] = value.applicable ? 1 : 0;
    leaf.asked[cell] = weight;
    if (evaluations_[cell].items[program_[node].item->value].declared) leaf.declared[cell] = weight;
    if (value.applicable) {
        leaf.applying[cell] = weight;
        leaf.weighted_gap[cell] = (leaf.best - value.score) * weight;
    }
    if (!value.counts) return;
    leaf.weighted[cell] = weight * value.score;
    leaf.weights[cell] = weight;
    if (cell == cell_empty) {
        leaf.weighted_open_high = weight * value.high;
        leaf.weighted_open_low = weight * value.low;
    } else if (value.state != NodeState::missing && (value.low != value.score || value.high != value.score)) {
        fits_ = false;  // only an empty cell is an open answer
    }
}

const double* FastPlan::keep(const std::vector<double>& values) {
    arrays_.push_back(std::make_unique<double[]>(values.size()));
    std::ranges::copy(values, arrays_.back().get());
    return arrays_.back().get();
}

void FastPlanner::add_points(FastLeaf& leaf, const LeafScore& score) {
    std::vector<double> x, points;
    for (const auto& [at, value] : score.points) {
        x.push_back(at);
        points.push_back(value);
    }
    if (score.rule == LeafScore::Rule::points) leaf.rule = 0;
    if (score.rule == LeafScore::Rule::steps) leaf.rule = 1;
    if (score.rule == LeafScore::Rule::bands) leaf.rule = 2;
    // Steps and bands that leave a part of the range open have answers without a score.
    const FastNumberColumn& column = plan_->number_columns_[leaf.column];
    if (leaf.rule == 1 && !(column.low >= x.front())) fits_ = false;
    if (leaf.rule == 2 && !(column.high <= x.back())) fits_ = false;
    leaf.point_count = static_cast<std::uint32_t>(x.size());
    leaf.point_x = plan_->keep(x);
    leaf.point_score = plan_->keep(points);
}

void FastPlanner::add_choice_scores(FastLeaf& leaf, const LeafScore& score) {
    std::vector<double> scores(std::size_t{1} << std::max<std::size_t>(score.options.size(), 8));
    for (std::uint64_t chosen = 0; chosen < std::uint64_t{1} << score.options.size(); ++chosen)
        scores[chosen] = leaf_points(score, 0, chosen).value_or(0);
    leaf.score_of_choice = plan_->keep(scores);
    leaf.has_many_options = score.options.size() > 8 ? 1 : 0;
}

/// Own weight in the parent. Under a sum every child counts once that has a weight above 0.
FastWeight FastPlanner::weight_of(NodeIndex node) {
    const CompiledNode& compiled = program_[node];
    FastWeight weight;
    if (!compiled.parent) return weight;
    const bool once = is_sum(program_[*compiled.parent]);
    const auto entering = [&](double own) {
        const double entered = own <= 0 ? 0 : once ? 1 : own;
        // The limit of what may be declared not applicable goes by the weights as they are written.
        if (entered != own && program_.not_applicable_limit) fits_ = false;
        return entered;
    };
    if (compiled.weight_input) {
        const Source input = sources_[compiled.weight_input->value];
        if (input.kind != FastSource::classes) fits_ = false;
        weight.fixed = 1;
        weight.input = input.column;
        std::vector<double> by_class(cell_classes);
        for (std::uint32_t cell = 0; cell < cell_classes; ++cell) {
            const ItemValue& value = evaluations_[cell].items[compiled.weight_input->value];
            if (value.state == AnswerState::known)
                by_class[cell] = entering(compiled.weight_by_option[static_cast<std::size_t>(value.number)]);
        }
        weight.by_class = plan_->keep(by_class);
    } else if (compiled.weight_of_leaves) {
        weight.fixed = 1;
        weight.of_leaves = 1;
        if (once || is_sum(compiled)) fits_ = false;  // a sum keeps no weights
    } else {
        weight.fixed = entering(compiled.weight);
    }
    return weight;
}

void FastPlanner::lay_out_groups() {
    for (std::uint32_t node = 0; node < program_.nodes.size(); ++node) {
        if (program_.nodes[node].is_leaf()) continue;
        group_of_node_[node] = static_cast<std::uint32_t>(plan_->group_nodes_.size());
        plan_->group_nodes_.push_back({node});
    }
    plan_->groups_.resize(plan_->group_nodes_.size());
    for (const NodeIndex node : plan_->group_nodes_)
        add_group(node);
    describe_tree();
}

void FastPlanner::add_group(NodeIndex node) {
    const CompiledNode& compiled = program_[node];
    FastGroup& group = plan_->groups_[group_of_node_[node.value]];
    group.is_sum = is_sum(compiled) ? 1 : 0;
    group.is_percent = compiled.normalise == Normalise::percent ? 1 : 0;
    group.base = group.is_sum ? compiled.aggregate.base : 0;
    group.first_child = static_cast<std::uint32_t>(plan_->children_.size());
    group.child_count = static_cast<std::uint32_t>(compiled.children.size());
    if (group.is_percent) plan_->tables_.reads_maxima = 1;
    for (const NodeIndex child : compiled.children) {
        FastChild entry;
        entry.is_leaf = program_[child].is_leaf() ? 1 : 0;
        const auto position = static_cast<std::uint32_t>(plan_->children_.size());
        if (entry.is_leaf) {
            entry.index = leaf_of_node_[child.value];
            plan_->leaves_[entry.index].group = group_of_node_[node.value];
            plan_->leaves_[entry.index].child = position;
            if (group.is_percent || compiled.aggregate.kind == AggregateKind::staged) fits_ = false;
        } else {
            entry.index = group_of_node_[child.value];
            plan_->groups_[entry.index].parent = group_of_node_[node.value];
            plan_->groups_[entry.index].child = position;
            entry.weight = weight_of(child);
        }
        plan_->children_.push_back(entry);
    }
}

/// What the tree never needs, the kernel does not compute.
void FastPlanner::describe_tree() {
    FastTables& tables = plan_->tables_;
    tables.low_is_score = 1;
    for (const FastLeaf& leaf : plan_->leaves_) {
        if (leaf.weighted_open_low != leaf.weighted[cell_empty]) tables.low_is_score = 0;
        if (leaf.weight.input != fast_none) tables.leaf_weights_vary = 1;
        if (!std::ranges::equal(leaf.weights, leaf.applying)) tables.counts_inapplicable = 1;
    }
    const Aggregate& root = program_.nodes.front().aggregate;
    if (root.kind == AggregateKind::staged) {
        tables.is_staged = 1;
        tables.pass = root.pass;
        const auto falls = [](const FastLeaf& leaf) { return leaf.worst < 0; };
        const auto below_zero = [](const FastGroup& group) { return group.base < 0; };
        if (std::ranges::any_of(plan_->leaves_, falls) || std::ranges::any_of(plan_->groups_, below_zero))
            fits_ = false;
    }
    if (!program_.not_applicable_limit) return;
    tables.has_limit = 1;
    tables.not_applicable_limit = *program_.not_applicable_limit;
    for (const NodeIndex dimension : program_.nodes.front().children)
        if (program_[dimension].is_leaf()) fits_ = false;
}

}  // namespace tidu
