// SPDX-License-Identifier: Apache-2.0
// The plan's model: scores of nodes as expressions over the moves.
#include <algorithm>
#include <cmath>

#include "aggregate.h"
#include "plan_model.h"
#include "tidu/text/number.h"

namespace tidu {
namespace {

/// Tangents are added where a solution is above a curve by more than this.
constexpr double tangent_tolerance = 1e-7;
/// Ends of what is left free.
constexpr double anything = 1e6;

double aggregate_at(const Aggregate& rule, std::span<const double> weights, std::span<const double> values) {
    std::vector<Evaluation::WeightedValue> children;
    for (std::size_t child = 0; child < values.size(); ++child)
        children.push_back({weights[child], values[child]});
    return aggregate(rule, children).value_or(0);
}

}  // namespace

// ---------------------------------------------------------------------------------------------- leaves

double PlanModel::value_of_leaf(NodeIndex index, const ItemValue& value, Side side) const {
    const CompiledNode& leaf = program_[index];
    const bool low = side == Side::low;
    const double worst_or_zero = leaf.missing == MissingRule::worst ? leaf.score.worst : 0;
    switch (value.state) {
        case AnswerState::known:
            return leaf_points(leaf.score, value.number, value.chosen).value_or(leaf.score.worst);
        case AnswerState::missing:
            if (leaf.missing == MissingRule::exclude) return low ? leaf.score.worst : leaf.score.best;
            return low ? std::min(leaf.score.worst, worst_or_zero) : std::max(leaf.score.best, worst_or_zero);
        case AnswerState::not_applicable:
            break;
    }
    switch (leaf.not_applicable.mode) {
        case NotApplicableMode::full:
            return leaf.score.best;
        case NotApplicableMode::zero:
            return 0;
        case NotApplicableMode::fixed:
            return leaf.not_applicable.score;
        case NotApplicableMode::forbidden:
        case NotApplicableMode::exclude:
            break;
    }
    // Left out of a mean it cannot raise it above the best of the others.
    double best = leaf.score.best;
    if (leaf.parent)
        for (const NodeIndex sibling : program_[*leaf.parent].children)
            best = std::max(best, reference_.nodes[sibling.value].open_maximum);
    return best;
}

PlanModel::Ranged PlanModel::leaf_value(NodeIndex index, Side side) {
    const CompiledNode& leaf = program_[index];
    const ItemIndex item = *leaf.item;
    if (is_wild_[item.value]) {
        const double low = std::min(0.0, leaf.score.worst);
        const double high = std::max(0.0, leaf.score.best);
        return {Affine::column(milp_.add_continuous(low, high)), low, high};
    }
    const NodeValue& fixed = reference_.nodes[index.value];
    const Variable* changing = variable(item);
    if (!changing) {
        const double value = side == Side::low ? fixed.low : fixed.high;
        return {value, value, value};
    }
    Ranged result;
    const double first = value_of_leaf(index, changing->values.front(), side);
    result.affine = first;
    result.low = result.high = first;
    // The columns add up to 1, so that differences to the first value are enough.
    for (std::size_t place = 1; place < changing->columns.size(); ++place) {
        const double value = value_of_leaf(index, changing->values[place], side);
        if (value != first) result.affine.add(Affine::column(changing->columns[place]), value - first);
        result.low = std::min(result.low, value);
        result.high = std::max(result.high, value);
    }
    return result;
}

// ---------------------------------------------------------------------------------------------- groups

PlanModel::Ranged PlanModel::node_value(NodeIndex node, Side side) {
    const auto key = std::pair(node, side);
    if (const auto found = values_.find(key); found != values_.end()) return found->second;
    Ranged value = program_[node].is_leaf() ? leaf_value(node, side) : group_value(node, side);
    return values_.emplace(key, std::move(value)).first->second;
}

PlanModel::Ranged PlanModel::entering(NodeIndex group, NodeIndex child, Side side, bool& enters) {
    const NodeValue& value = reference_.nodes[child.value];
    const Normalise normalise = program_[group].normalise;
    enters = value.weight > 0 && value.has_bounds &&
             entering_value(normalise, value.low, value.open_minimum, value.open_maximum).has_value();
    if (!enters) return {};
    const Ranged own = node_value(child, side);
    if (normalise == Normalise::none) return own;
    const double base = normalise == Normalise::range ? value.open_minimum : 0;
    const double scale = 100 / (value.open_maximum - base);
    Ranged scaled{Affine(-base * scale), (own.low - base) * scale, (own.high - base) * scale};
    scaled.affine.add(own.affine, scale);
    return scaled;
}

PlanModel::Ranged PlanModel::group_value(NodeIndex index, Side side) {
    const CompiledNode& group = program_[index];
    std::vector<Ranged> children;
    std::vector<double> weights;
    double weight_sum = 0;
    for (const NodeIndex child : group.children) {
        bool enters = false;
        Ranged value = entering(index, child, side, enters);
        if (!enters) continue;
        const bool is_curved = group.aggregate.kind == AggregateKind::geometric_mean ||
                               group.aggregate.kind == AggregateKind::harmonic_mean;
        // What is below 0 makes the mean 0, as 0 does; a tangent would ask for less than that.
        if (is_curved) value = lifted(child, value, side, group.aggregate.floor.value_or(0));
        children.push_back(std::move(value));
        weights.push_back(reference_.nodes[child.value].weight);
        weight_sum += weights.back();
    }
    if (children.empty()) return {};
    const auto linear = [&](double base, const auto& factor) {
        Ranged result{base, base, base};
        for (std::size_t child = 0; child < children.size(); ++child) {
            result.affine.add(children[child].affine, factor(child));
            result.low += factor(child) * children[child].low;
            result.high += factor(child) * children[child].high;
        }
        return result;
    };
    switch (group.aggregate.kind) {
        case AggregateKind::weighted_mean:
            return linear(0, [&](std::size_t child) { return weights[child] / weight_sum; });
        case AggregateKind::sum:
            return linear(group.aggregate.base, [](std::size_t) { return 1.0; });
        case AggregateKind::minimum:
            return minimum_value(children);
        case AggregateKind::staged:
            return staged_value(group.aggregate, children);
        case AggregateKind::geometric_mean:
        case AggregateKind::harmonic_mean:
            return curved_value(group.aggregate, std::move(weights), std::move(children));
        case AggregateKind::mpi:
            break;
    }
    is_monotone_ = false;
    return {Affine::column(milp_.add_continuous(-anything, anything)), -anything, anything};
}

PlanModel::Ranged PlanModel::minimum_value(const std::vector<Ranged>& children) {
    Ranged result = children.front();
    for (const Ranged& child : children) {
        result.low = std::min(result.low, child.low);
        result.high = std::min(result.high, child.high);
    }
    const int column = milp_.add_continuous(result.low, result.high);
    for (const Ranged& child : children)
        milp_.add_at_least(Affine(child.affine).add(Affine::column(column), -1), 0);
    result.affine = Affine::column(column);
    return result;
}

/// Each stage adds 1 where it passes, its own score where it is the first that does not, else nothing.
PlanModel::Ranged PlanModel::staged_value(const Aggregate& rule, const std::vector<Ranged>& children) {
    Ranged result;
    Affine passed_before = 1;
    for (const Ranged& stage : children) {
        const double most = std::max(1.0, stage.high);
        const int passes = milp_.add_binary();
        const int adds = milp_.add_continuous(std::min(0.0, stage.low), most);
        milp_.add_at_least(Affine(stage.affine).add(Affine::column(passes), stage.low - rule.pass),
                           stage.low - tolerance);
        milp_.add_at_least(Affine(passed_before).add(Affine::column(passes), -1), 0);
        milp_.add_at_least(Affine().add(passed_before, most).add(Affine::column(adds), -1), 0);
        // adds <= own score, lifted to 1 by passing
        milp_.add_at_least(
            Affine(stage.affine).add(Affine::column(passes), 1 - rule.pass).add(Affine::column(adds), -1),
            -tolerance);
        result.affine.add(Affine::column(adds));
        result.low += std::min(0.0, stage.low);
        result.high += most;
        passed_before = Affine::column(passes);
    }
    return result;
}

// ---------------------------------------------------------------------------------------------- curved means

/// max(value, floor): exact for a leaf, whose values are listed, else the chord above it.
PlanModel::Ranged PlanModel::lifted(NodeIndex child, const Ranged& value, Side side, double floor) {
    if (value.low >= floor) return value;
    if (value.high <= floor) return {floor, floor, floor};
    const Variable* changing = program_[child].is_leaf() ? variable(*program_[child].item) : nullptr;
    const CompiledNode& group = program_[*program_[child].parent];
    if (changing && group.normalise == Normalise::none) {
        Ranged result;
        for (std::size_t place = 0; place < changing->columns.size(); ++place)
            result.affine.add(Affine::column(changing->columns[place]),
                              std::max(floor, value_of_leaf(child, changing->values[place], side)));
        result.low = floor;
        result.high = value.high;
        return result;
    }
    const double slope = (value.high - floor) / (value.high - value.low);
    Ranged chord{Affine(floor - slope * value.low), floor, value.high};
    chord.affine.add(value.affine, slope);
    return chord;
}

PlanModel::Ranged PlanModel::curved_value(const Aggregate& rule, std::vector<double> weights,
                                          std::vector<Ranged> children) {
    std::vector<double> lowest;
    std::vector<double> highest;
    for (const Ranged& child : children) {
        lowest.push_back(child.low);
        highest.push_back(child.high);
    }
    Ranged result;
    result.low = std::min(0.0, aggregate_at(rule, weights, lowest));
    result.high = std::max(0.0, aggregate_at(rule, weights, highest));
    Curve curve{rule, milp_.add_continuous(result.low, result.high), std::move(weights), std::move(children)};
    result.affine = Affine::column(curve.column);
    add_tangent(curve, highest);
    curves_.push_back(std::move(curve));
    return result;
}

/// Concave: the tangent at any point lies above the whole curve.
void PlanModel::add_tangent(const Curve& curve, const std::vector<double>& point) {
    std::vector<double> at = point;
    for (double& value : at)
        value = std::max(value, 1e-3);
    Aggregate rule = curve.rule;
    rule.floor.reset();
    const double value = aggregate_at(rule, curve.weights, at);
    double weight_sum = 0;
    for (const double weight : curve.weights)
        weight_sum += weight;
    Affine tangent = value;
    for (std::size_t child = 0; child < at.size(); ++child) {
        const double ratio = value / at[child];
        const double slope = curve.weights[child] / weight_sum *
                             (rule.kind == AggregateKind::geometric_mean ? ratio : ratio * ratio);
        tangent.add(curve.children[child].affine, slope).add(Affine(at[child]), -slope);
    }
    milp_.add_at_least(tangent.add(Affine::column(curve.column), -1), 0);
}

bool PlanModel::add_tangents(const MilpSolution& solution) {
    bool added = false;
    for (const Curve& curve : curves_) {
        std::vector<double> point;
        for (const Ranged& child : curve.children)
            point.push_back(std::max(child.low, solution.value(child.affine)));
        const double shown = solution.values[static_cast<std::size_t>(curve.column)];
        if (shown <= std::max(0.0, aggregate_at(curve.rule, curve.weights, point)) + tangent_tolerance)
            continue;
        // Below the least point of a tangent nothing is gained by another one.
        if (std::ranges::any_of(point, [](double value) { return value < 1e-3; })) continue;
        add_tangent(curve, point);
        added = true;
    }
    return added;
}

// ---------------------------------------------------------------------------------------------- direction

/// A derived leaf that may become not applicable changes the weights of others: modelled only as seen from
/// below, and where it applies in the reference.
void PlanModel::note_gaps(NodeIndex leaf, Direction direction) {
    const ItemIndex item = *program_[leaf].item;
    const auto is_gap = [](const ItemValue& value) { return value.state == AnswerState::not_applicable; };
    const bool has_gap = std::ranges::any_of(variable(item)->values, is_gap);
    if (has_gap && (direction == Direction::at_most || is_gap(reference_.items[item.value])))
        limited_.push_back(item);
}

/// Remembers for each move which way the leaves below a node are looked at.
void PlanModel::note_direction(NodeIndex index, Side side, Direction direction) {
    if (!directions_.emplace(std::tuple(index, side, direction), true).second) return;
    const CompiledNode& node = program_[index];
    for (const NodeIndex child : node.children)
        note_direction(child, side, direction);
    if (!node.item || !variable(*node.item)) return;
    if (!choice_of_item_[node.item->value]) return note_gaps(index, direction);
    std::vector<double> feature;
    for (const ItemValue& value : variables_[node.item->value]->values)
        feature.push_back(value_of_leaf(index, value, side) * (direction == Direction::at_least ? 1 : -1));
    features_[*choice_of_item_[node.item->value]].push_back(std::move(feature));
}

}  // namespace tidu
