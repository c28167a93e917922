// SPDX-License-Identifier: Apache-2.0
// Bounds of groups. A child that may drop out is taken to be in or out, whichever makes the bound wider.
#include "aggregate_range.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include "answer_values.h"
#include "values.h"

namespace tidu {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr Range anything{-infinity, infinity};

/// A child as its parent sees it: bounds after normalising.
struct Child {
    const Node* node = nullptr;
    Range score;
    bool always_counts = false;   ///< with a weight above 0, whatever is answered
    bool always_applies = false;  ///< the same, and is applicable
    std::optional<double> maximum;
};
using Children = std::vector<Child>;

Range normalised(const NodePossibility& possibility, Normalise rule) {
    if (rule == Normalise::none) return possibility.score;
    return possibility.within_maximum ? Range{0, 100} : anything;
}

bool may_weigh_nothing(const Node& node) {
    if (const double* weight = std::get_if<double>(&node.weight.value)) return *weight == 0;
    if (const auto* by = std::get_if<WeightBy>(&node.weight.value))
        return std::any_of(by->weights.begin(), by->weights.end(),
                           [](const auto& entry) { return entry.second == 0; });
    return true;  // the sum of its children's, which may be nothing
}

/// A child that weighs nothing for everyone is kept out of its parent.
bool always_weighs_nothing(const Node& node) {
    const double* weight = std::get_if<double>(&node.weight.value);
    return weight != nullptr && *weight == 0;
}

Children children_of(const Outline& outline, NodeIndex group, const std::vector<NodePossibility>& nodes) {
    Children children;
    const Normalise rule = outline[group].node->normalise;
    for (const NodeIndex index : outline[group].children) {
        const NodePossibility& possibility = nodes[index.value];
        const Node& node = *outline[index].node;
        if (always_weighs_nothing(node)) continue;
        Child child;
        child.node = &node;
        child.score = normalised(possibility, rule);
        child.always_counts = possibility.always_counts && !may_weigh_nothing(node);
        child.always_applies = !possibility.may_be_not_applicable && !may_weigh_nothing(node);
        child.maximum = rule == Normalise::none ? possibility.maximum : std::optional<double>(100);
        children.push_back(child);
    }
    return children;
}

// ---------------------------------------------------------------------------------------------- weights

/// Weights of the children for one answer to the input that decides them (any answer where none does).
/// Nullopt: they depend on what is applicable, or on several inputs.
using Weights = std::vector<double>;

/// The input that all `by` weights of the children read; nullptr: none does. Nullopt: more than one, or
/// `leaves`.
std::optional<const WeightBy*> deciding_input(const Children& children) {
    const WeightBy* deciding = nullptr;
    for (const Child& child : children) {
        if (std::holds_alternative<LeavesWeight>(child.node->weight.value)) return std::nullopt;
        const auto* by = std::get_if<WeightBy>(&child.node->weight.value);
        if (by == nullptr) continue;
        if (deciding != nullptr && deciding->input.text != by->input.text) return std::nullopt;
        deciding = by;
    }
    return deciding;
}

double weight_for(const Node& node, std::string_view answer) {
    if (const double* weight = std::get_if<double>(&node.weight.value)) return *weight;
    for (const auto& [option, weight] : std::get<WeightBy>(node.weight.value).weights)
        if (option.text == answer) return weight;
    return 0;
}

std::vector<Weights> possible_weights(const Children& children, const WeightBy* deciding) {
    std::vector<std::string> answers{""};
    if (deciding != nullptr) {
        answers.clear();
        for (const auto& entry : deciding->weights)
            answers.push_back(entry.first.text);
    }
    std::vector<Weights> all;
    for (const std::string& answer : answers) {
        Weights& weights = all.emplace_back();
        for (const Child& child : children)
            weights.push_back(weight_for(*child.node, answer));
    }
    return all;
}

// ---------------------------------------------------------------------------------------------- means

/// The highest weighted mean of `values`, children that may drop out left out where they lower it.
double highest_mean(const Children& children, const Weights& weights, const std::vector<double>& values) {
    double sum = 0, weight = 0;
    std::vector<std::size_t> optional;
    for (std::size_t child = 0; child < children.size(); ++child) {
        if (weights[child] <= 0) continue;
        if (!children[child].always_counts) {
            optional.push_back(child);
            continue;
        }
        sum += weights[child] * values[child];
        weight += weights[child];
    }
    std::sort(optional.begin(), optional.end(), [&](auto a, auto b) { return values[a] > values[b]; });
    for (const std::size_t child : optional) {
        if (weight > 0 && values[child] <= sum / weight) break;
        sum += weights[child] * values[child];
        weight += weights[child];
    }
    return weight > 0 ? sum / weight : -infinity;
}

Range hull(const Children& children) {
    Range range{infinity, -infinity};
    for (const Child& child : children) {
        range.low = std::min(range.low, child.score.low);
        range.high = std::max(range.high, child.score.high);
    }
    return children.empty() ? Range{0, 0} : range;
}

bool is_bounded(const Range& range) {
    return std::isfinite(range.low) && std::isfinite(range.high);
}

Range weighted_mean(const Children& children) {
    const auto deciding = deciding_input(children);
    const Range outer = hull(children);
    if (!deciding || !is_bounded(outer)) return outer;
    Range range{infinity, -infinity};
    std::vector<double> highs, negated_lows;
    for (const Child& child : children) {
        highs.push_back(child.score.high);
        negated_lows.push_back(-child.score.low);
    }
    for (const Weights& weights : possible_weights(children, *deciding)) {
        range.high = std::max(range.high, highest_mean(children, weights, highs));
        range.low = std::min(range.low, -highest_mean(children, weights, negated_lows));
    }
    return range.low <= range.high ? range : outer;
}

Range lifted_mean(const Children& children, const Aggregate& aggregate) {
    Range range = hull(children);
    if (aggregate.floor)
        range = {std::max(range.low, *aggregate.floor), std::max(range.high, *aggregate.floor)};
    if (range.low < 0) return anything;
    return range;
}

// ---------------------------------------------------------------------------------------------- other
// aggregates

Range minimum(const Children& children) {
    Range range = hull(children);
    for (const Child& child : children)
        if (child.always_counts) range.high = std::min(range.high, child.score.high);
    return range;
}

Range sum(const Children& children, double base) {
    Range range{base, base};
    for (const Child& child : children) {
        range.low += child.always_counts ? child.score.low : std::min(child.score.low, 0.0);
        range.high += child.always_counts ? child.score.high : std::max(child.score.high, 0.0);
    }
    return range;
}

Range staged(const Children& children, double pass) {
    Range range{std::min(0.0, hull(children).low), 0};
    const bool all_count =
        std::all_of(children.begin(), children.end(), [](const Child& c) { return c.always_counts; });
    for (const Child& child : children) {
        if (all_count && child.score.high < pass)
            return {range.low, range.high + std::max(child.score.high, 0.0)};
        range.high += std::max(1.0, child.score.high);
    }
    return range;
}

Range aggregated(const Children& children, const Aggregate& aggregate) {
    switch (aggregate.kind) {
        case AggregateKind::weighted_mean:
            return weighted_mean(children);
        case AggregateKind::geometric_mean:
        case AggregateKind::harmonic_mean:
            return lifted_mean(children, aggregate);
        case AggregateKind::minimum:
            return minimum(children);
        case AggregateKind::sum:
            return sum(children, aggregate.base);
        case AggregateKind::staged:
            return staged(children, aggregate.pass);
        case AggregateKind::mpi:
            return anything;
    }
    return anything;
}

/// The group's maximum where it does not depend on the answers.
std::optional<double> constant_maximum(const Children& children, const Aggregate& aggregate) {
    if (children.empty() || aggregate.kind == AggregateKind::mpi) return std::nullopt;
    if (aggregate.kind == AggregateKind::staged) {
        const bool all_count =
            std::all_of(children.begin(), children.end(), [](const Child& c) { return c.always_counts; });
        return all_count ? std::optional(static_cast<double>(children.size())) : std::nullopt;
    }
    const bool adds = aggregate.kind == AggregateKind::sum;
    double total = aggregate.base;
    for (const Child& child : children) {
        if (!child.maximum || (adds && !child.always_counts)) return std::nullopt;
        if (!adds && *child.maximum != *children.front().maximum) return std::nullopt;
        total += *child.maximum;
    }
    return adds ? total : children.front().maximum;
}

}  // namespace

NodePossibility group_possibility(const Outline& outline, NodeIndex group,
                                  const std::vector<NodePossibility>& nodes) {
    const Node& node = *outline[group].node;
    const Children children = children_of(outline, group, nodes);
    NodePossibility possibility;
    possibility.score = aggregated(children, node.aggregate);
    possibility.maximum = constant_maximum(children, node.aggregate);
    const auto any_child = [&](bool Child::*holds) {
        return std::any_of(children.begin(), children.end(),
                           [&](const Child& child) { return child.*holds; });
    };
    possibility.may_be_not_applicable = node.applies_if.has_value() || !any_child(&Child::always_applies);
    possibility.always_counts =
        !possibility.may_be_not_applicable && !node.present && any_child(&Child::always_counts);
    possibility.within_maximum = node.aggregate.base >= 0 && node.aggregate.kind != AggregateKind::mpi;
    for (const NodeIndex child : outline[group].children)
        possibility.within_maximum = possibility.within_maximum && nodes[child.value].within_maximum;
    return possibility;
}

}  // namespace tidu
