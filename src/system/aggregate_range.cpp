// SPDX-License-Identifier: Apache-2.0
// Bounds of groups. A child that may drop out is taken to be in or out, whichever makes the bound wider.
#include "aggregate_range.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <set>

#include "answer_values.h"
#include "references.h"
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
    bool always_applies = false;  ///< the same, and is applicable wherever the group is
    bool may_be_skipped = true;   ///< not applicable although its `applies_if` holds
    std::optional<double> maximum;
};
using Children = std::vector<Child>;

Range normalised(const NodePossibility& possibility, Normalise rule) {
    if (rule == Normalise::none) return possibility.score;
    return possibility.within_maximum ? Range{0, 100} : anything;
}

bool may_weigh_nothing(const Node& node, const NodePossibility& possibility) {
    if (const double* weight = std::get_if<double>(&node.weight.value)) return *weight == 0;
    if (const auto* by = std::get_if<WeightBy>(&node.weight.value))
        return std::any_of(by->weights.begin(), by->weights.end(),
                           [](const auto& entry) { return entry.second == 0; });
    return node.children.empty() || possibility.may_be_skipped;  // the sum of what is applicable below it
}

/// A child that weighs nothing for everyone is kept out of its parent.
bool always_weighs_nothing(const Node& node) {
    if (std::holds_alternative<LeavesWeight>(node.weight.value)) return node.children.empty();
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
        const bool weighs = !may_weigh_nothing(node, possibility);
        child.always_counts = possibility.always_counts && weighs;
        child.always_applies = !node.applies_if && !possibility.may_be_skipped && weighs;
        child.may_be_skipped = possibility.may_be_skipped;
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

double weight_for(const WeightBy& by, const Item& input, std::string_view answer) {
    for (const auto& [option, weight] : by.weights)
        if (is_same_answer(input, option.text, answer)) return weight;
    return 0;
}

std::vector<Weights> possible_weights(const Outline& outline, const Children& children,
                                      const WeightBy* deciding) {
    const auto index = deciding ? outline.find_item(deciding->input.text) : std::nullopt;
    const Item* input = index ? outline[*index].item : nullptr;
    std::vector<Weights> all;
    for (const std::string& answer : input ? answers_of(*input) : std::vector<std::string>{""}) {
        Weights& weights = all.emplace_back();
        for (const Child& child : children) {
            const auto* by = std::get_if<WeightBy>(&child.node->weight.value);
            weights.push_back(by && input ? weight_for(*by, *input, answer)
                              : by        ? 1
                                          : std::get<double>(child.node->weight.value));
        }
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

Range weighted_mean(const Outline& outline, const Children& children) {
    const auto deciding = deciding_input(children);
    const Range outer = hull(children);
    if (!deciding || !is_bounded(outer)) return outer;
    Range range{infinity, -infinity};
    std::vector<double> highs, negated_lows;
    for (const Child& child : children) {
        highs.push_back(child.score.high);
        negated_lows.push_back(-child.score.low);
    }
    for (const Weights& weights : possible_weights(outline, children, *deciding)) {
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

Range aggregated(const Outline& outline, const Children& children, const Aggregate& aggregate) {
    switch (aggregate.kind) {
        case AggregateKind::weighted_mean:
            return weighted_mean(outline, children);
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

// ----------------------------------------------------------------------------------------------
// applicability

/// Whether a condition that reads one input only holds for one answer to it; nullopt: it reads something
/// else.
class HoldsFor {
  public:
    HoldsFor(const Name& id, const Item& input, std::string_view answer)
        : id_(id), input_(input), answer_(answer) {}

    std::optional<bool> operator()(const AnswerCondition& condition) const {
        if (condition.item.text != id_.text || condition.is_any_of.empty()) return std::nullopt;
        return std::any_of(condition.is_any_of.begin(), condition.is_any_of.end(),
                           [&](const Name& value) { return is_same_answer(input_, value.text, answer_); });
    }
    std::optional<bool> operator()(const AllOf& condition) const {
        return combined(
            condition.parts, [](bool together, bool part) { return together && part; }, true);
    }
    std::optional<bool> operator()(const AnyOf& condition) const {
        return combined(
            condition.parts, [](bool together, bool part) { return together || part; }, false);
    }
    std::optional<bool> operator()(const NotOf& condition) const {
        const auto inner =
            condition.part.empty() ? std::nullopt : std::visit(*this, condition.part.front().form);
        if (!inner) return std::nullopt;
        return !*inner;
    }
    std::optional<bool> operator()(const auto&) const { return std::nullopt; }

  private:
    std::optional<bool> combined(const std::vector<Condition>& parts, bool (*combine)(bool, bool),
                                 bool start) const {
        for (const Condition& part : parts) {
            const auto holds = std::visit(*this, part.form);
            if (!holds) return std::nullopt;
            start = combine(start, *holds);
        }
        return start;
    }

    const Name& id_;
    const Item& input_;
    std::string_view answer_;
};

/// Whether a child is applicable and weighs something whenever this is the answer to the input.
bool applies_for(const Child& child, const Name& id, const Item& input, std::string_view answer) {
    if (child.may_be_skipped) return false;
    const Node& node = *child.node;
    if (node.applies_if && !std::visit(HoldsFor(id, input, answer), node.applies_if->form).value_or(false))
        return false;
    const auto* by = std::get_if<WeightBy>(&node.weight.value);
    if (by == nullptr) return true;  // children that never weigh anything are left out before
    return by->input.text == id.text && weight_for(*by, input, answer) > 0;
}

/// Inputs that weights and conditions of the children read.
std::set<std::string> inputs_read(const Children& children) {
    std::set<std::string> ids;
    for (const Child& child : children) {
        if (const auto* by = std::get_if<WeightBy>(&child.node->weight.value)) ids.insert(by->input.text);
        if (!child.node->applies_if) continue;
        visit_references(*child.node->applies_if, [&](const Reference& reference) {
            if (reference.kind == Reference::Kind::answer) ids.insert(reference.name->text);
        });
    }
    return ids;
}

/// Children that complement each other: for each answer to some input at least one of them applies. The
/// inputs always have a value; another rule sees to that.
bool one_applies_for_each_answer(const Outline& outline, const Children& children) {
    for (const std::string& id : inputs_read(children)) {
        const auto index = outline.find_item(id);
        const std::vector<std::string> answers =
            index ? answers_of(*outline[*index].item) : std::vector<std::string>();
        const auto some_child_applies = [&](const std::string& answer) {
            const Item& input = *outline[*index].item;
            return std::any_of(children.begin(), children.end(), [&](const Child& child) {
                return applies_for(child, input.id, input, answer);
            });
        };
        if (!answers.empty() && std::all_of(answers.begin(), answers.end(), some_child_applies)) return true;
    }
    return false;
}

/// `applies_if` of the node or of one above it.
bool is_conditional(const Outline& outline, NodeIndex node) {
    for (std::optional<NodeIndex> above = node; above; above = outline[*above].parent)
        if (outline[*above].node->applies_if) return true;
    return false;
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
    possibility.score = aggregated(outline, children, node.aggregate);
    possibility.maximum = constant_maximum(children, node.aggregate);
    const auto any_child = [&](bool Child::*holds) {
        return std::any_of(children.begin(), children.end(),
                           [&](const Child& child) { return child.*holds; });
    };
    possibility.may_be_skipped =
        !any_child(&Child::always_applies) && !one_applies_for_each_answer(outline, children);
    possibility.may_be_not_applicable = possibility.may_be_skipped || is_conditional(outline, group);
    possibility.always_counts =
        !possibility.may_be_not_applicable && !node.present && any_child(&Child::always_counts);
    possibility.within_maximum = node.aggregate.base >= 0 && node.aggregate.kind != AggregateKind::mpi;
    for (const NodeIndex child : outline[group].children)
        possibility.within_maximum = possibility.within_maximum && nodes[child.value].within_maximum;
    return possibility;
}

}  // namespace tidu
