// SPDX-License-Identifier: Apache-2.0
// Nodes: aggregates, bounds, contributions and gaps as sections 2.1 to 2.8 of the specification define them.
#include <algorithm>
#include <cmath>

#include "reference.h"
#include "tidu/text/number.h"

namespace tidu::test {
namespace {

struct Entering {
    Real weight = 0;
    Real value = 0;
};

Real weighted_mean(const std::vector<Entering>& children) {
    Real sum = 0, weights = 0;
    for (const Entering& child : children) {
        sum += child.weight * child.value;
        weights += child.weight;
    }
    return sum / weights;
}

/// The weighted mean of `there(value)`, taken back; 0 when a child is 0.
template <typename There, typename Back>
Real mean_over(std::vector<Entering> children, const std::optional<double>& floor, There there, Back back) {
    for (Entering& child : children) {
        if (floor) child.value = std::max<Real>(child.value, *floor);
        if (child.value <= 0) return 0;
        child.value = there(child.value);
    }
    return back(weighted_mean(children));
}

Real mazziotta_pareto(const std::vector<Entering>& children) {
    const auto n = static_cast<Real>(children.size());
    Real mean = 0, variance = 0;
    for (const Entering& child : children)
        mean += child.value / n;
    for (const Entering& child : children)
        variance += (child.value - mean) * (child.value - mean) / n;
    return std::abs(mean) <= tolerance ? 0 : mean - variance / mean;
}

Real staged(const std::vector<Entering>& stages, Real pass) {
    Real sum = 0;
    for (const Entering& stage : stages) {
        const bool passes = stage.value >= pass - tolerance;
        sum += passes ? 1 : stage.value;
        if (!passes) break;
    }
    return sum;
}

std::optional<Real> aggregate(const Aggregate& rule, const std::vector<Entering>& children) {
    if (children.empty()) return std::nullopt;
    Real result = rule.base;
    switch (rule.kind) {
        case AggregateKind::weighted_mean:
            return weighted_mean(children);
        case AggregateKind::geometric_mean:
            return mean_over(
                children, rule.floor, [](Real x) { return std::log(x); }, [](Real x) { return std::exp(x); });
        case AggregateKind::harmonic_mean:
            return mean_over(
                children, rule.floor, [](Real x) { return 1 / x; }, [](Real x) { return 1 / x; });
        case AggregateKind::minimum:
            return std::ranges::min(children, {}, &Entering::value).value;
        case AggregateKind::sum:
            for (const Entering& child : children)
                result += child.value;
            return result;
        case AggregateKind::staged:
            return staged(children, rule.pass);
        case AggregateKind::mpi:
            return mazziotta_pareto(children);
    }
    return std::nullopt;
}

std::optional<Real> normalised(Normalise rule, Real value, Real worst, Real best) {
    if (rule == Normalise::none) return value;
    if (rule == Normalise::percent) return best > 0 ? std::optional(100 * value / best) : std::nullopt;
    return best > worst ? std::optional(100 * (value - worst) / (best - worst)) : std::nullopt;
}

using Value = std::optional<Real> ReferenceNode::*;

/// One value of a group from the same value of its children; `worst` and `best` are what `normalise` goes by.
std::optional<Real> gather(const Node& node, const std::vector<ReferenceNode>& children, Value value,
                           Value worst, Value best) {
    std::vector<Entering> entering;
    for (const ReferenceNode& child : children) {
        if (child.weight <= 0 || !(child.*value)) continue;
        if (const auto enters = normalised(node.normalise, *(child.*value), *(child.*worst), *(child.*best)))
            entering.push_back({child.weight, *enters});
    }
    return aggregate(node.aggregate, entering);
}

bool is_linear(const Aggregate& rule) {
    return rule.kind == AggregateKind::weighted_mean || rule.kind == AggregateKind::sum;
}

void collect_leaves(const Node& node, std::set<std::string>& leaves) {
    if (node.is_leaf()) leaves.insert(node.id.text);
    for (const Node& child : node.children)
        collect_leaves(child, leaves);
}

}  // namespace

const ReferenceNode& Reference::node(const std::string& id) {
    const auto known = nodes_.find(id);
    if (known != nodes_.end()) return known->second;
    ReferenceNode result = tree(*paths_.at(id).back(), {});
    return nodes_.emplace(id, std::move(result)).first->second;
}

ReferenceNode Reference::tree(const Node& node, const LeavesAtBest& at_best) {
    ReferenceNode result = node.is_leaf() ? leaf(node, at_best.contains(node.id.text)) : group(node, at_best);
    result.weight = weight_of(node, at_best);
    return result;
}

ReferenceNode Reference::leaf(const Node& node, bool at_best) {
    const ReferenceItem& answer = item(node.id.text);
    const auto [worst, best] = reference_extremes(*node.question);
    const Real zero =
        below_range(node.id.text) ? worst : 0;  // section 2.4: what counts 0 counts as its worst
    ReferenceNode result;
    const auto counts = [&](Real score) {
        result.score = score;
        result.maximum = best;
        result.worst = worst;
    };
    const auto may_become = [&](Real low, Real high) {
        result.low = low;
        result.high = high;
        result.open_maximum = best;
        result.open_worst = worst;
    };
    if (answer.state == AnswerState::not_applicable) {
        const NotApplicableRule& rule = node.question->item.not_applicable;
        if (answer.off || rule.mode == NotApplicableMode::forbidden ||
            rule.mode == NotApplicableMode::exclude)
            return result;
        const bool is_zero = rule.mode == NotApplicableMode::zero || rule.score == 0;
        counts(rule.mode == NotApplicableMode::full ? best : is_zero ? zero : rule.score);
        may_become(*result.score, *result.score);
        return result;
    }
    result.applicable = true;
    result.applicable_leaves = 1;
    if (at_best || answer.state == AnswerState::known) {
        result.state = NodeState::known;
        result.known_leaves = 1;
        counts(at_best ? best : reference_points(*node.question, answer.number, answer.chosen).value_or(0));
        may_become(*result.score, *result.score);
        return result;
    }
    result.state = NodeState::missing;
    may_become(worst, best);
    if (node.question->missing == MissingRule::exclude) return result;
    counts(node.question->missing == MissingRule::worst ? worst : zero);
    may_become(std::min(worst, *result.score), std::max(best, *result.score));
    return result;
}

ReferenceNode Reference::group(const Node& node, const LeavesAtBest& at_best) {
    std::vector<ReferenceNode> children;
    for (const Node& child : node.children)
        children.push_back(tree(child, at_best));
    ReferenceNode result;
    Real applicable_weight = 0, present_weight = 0;
    for (std::size_t position = 0; position < children.size(); ++position) {
        const ReferenceNode& child = children[position];
        result.known_leaves += child.known_leaves;
        result.applicable_leaves += child.applicable_leaves;
        if (!child.applicable || child.weight <= 0) continue;
        result.applicable = true;
        applicable_weight += child.weight;
        const bool has_value =
            node.children[position].is_leaf() ? child.state == NodeState::known : child.score.has_value();
        if (has_value) present_weight += child.weight;
    }
    result.state = !result.applicable                                ? NodeState::not_applicable
                   : result.known_leaves == result.applicable_leaves ? NodeState::known
                   : result.known_leaves == 0                        ? NodeState::missing
                                                                     : NodeState::partial;
    const auto bound = [&](Value value) {
        return gather(node, children, value, &ReferenceNode::open_worst, &ReferenceNode::open_maximum);
    };
    result.low = bound(&ReferenceNode::low);
    result.high = bound(&ReferenceNode::high);
    if (result.low > result.high) std::swap(result.low, result.high);  // mpi need not rise with its children
    result.open_maximum = bound(&ReferenceNode::open_maximum);
    result.open_worst = bound(&ReferenceNode::open_worst);
    if (node.present && result.applicable &&
        present_weight < (*node.present - tolerance) * applicable_weight) {
        result.state = NodeState::missing;
        return result;
    }
    const auto now = [&](Value value) {
        return gather(node, children, value, &ReferenceNode::worst, &ReferenceNode::maximum);
    };
    result.score = now(&ReferenceNode::score);
    result.maximum = now(&ReferenceNode::maximum);
    result.worst = now(&ReferenceNode::worst);
    return result;
}

Real Reference::weight_of(const Node& node, const LeavesAtBest& at_best) {
    if (const auto* plain = std::get_if<double>(&node.weight.value)) return *plain;
    if (const auto* by = std::get_if<WeightBy>(&node.weight.value)) {
        const ReferenceItem& input = item(by->input.text);
        const auto* definition = &*std::ranges::find(system_.inputs, by->input.text,
                                                     [](const Input& entry) { return entry.id.text; });
        if (input.state != AnswerState::known) return 0;
        const std::string& option = definition->options[static_cast<std::size_t>(input.number)].id.text;
        for (const auto& [name, weight] : by->weights)
            if (name.text == option) return weight;
        return 0;
    }
    Real sum = 0;
    for (const Node& child : node.children) {
        const ReferenceNode below = tree(child, at_best);
        if (below.applicable || below.score) sum += below.weight;
    }
    return sum;
}

/// `applies_if` of the node or of one above it does not hold; not applicable counts as false.
bool Reference::is_off(const std::string& id) {
    return std::ranges::any_of(paths_.at(id), [&](const Node* node) {
        if (!node->applies_if) return false;
        const Truth applies = truth(*node->applies_if);
        return applies == Truth::no || applies == Truth::not_applicable;
    });
}

bool Reference::below_range(const std::string& id) const {
    const auto& path = paths_.at(id);
    return std::any_of(path.begin(), path.end() - 1,
                       [](const Node* above) { return above->normalise == Normalise::range; });
}

std::optional<Real> Reference::contribution(const std::string& id) {
    const auto& path = paths_.at(id);
    if (!node("total").score) return std::nullopt;
    if (path.size() == 1) return node("total").score;
    Real factor = 1;  // points of the total for one point of the node at hand
    for (std::size_t depth = 1; depth < path.size(); ++depth) {
        const Node& parent = *path[depth - 1];
        const ReferenceNode& child = node(path[depth]->id.text);
        if (!is_linear(parent.aggregate) || !child.score) return std::nullopt;
        const auto entered = normalised(parent.normalise, *child.score, *child.worst, *child.maximum);
        if (!entered) return std::nullopt;
        Real weights = 0;
        for (const Node& sibling : parent.children) {
            const ReferenceNode& value = node(sibling.id.text);
            if (value.score && normalised(parent.normalise, *value.score, *value.worst, *value.maximum))
                weights += value.weight;
        }
        const bool adds = parent.aggregate.kind == AggregateKind::sum;
        if (child.weight <= 0)
            factor = 0;
        else if (!adds)
            factor *= child.weight / weights;
        if (depth + 1 == path.size()) return factor * *entered;
        if (parent.normalise == Normalise::percent) factor *= 100 / *child.maximum;
        if (parent.normalise == Normalise::range) factor *= 100 / (*child.maximum - *child.worst);
    }
    return std::nullopt;
}

std::optional<Real> Reference::gap(const std::string& id) {
    const auto total = node("total").score;
    if (!total || node(id).applicable_leaves == 0) return std::nullopt;
    LeavesAtBest leaves;
    collect_leaves(*paths_.at(id).back(), leaves);
    const auto best = tree(system_.index, leaves).score;
    return best ? std::max<Real>(0, *best - *total) : 0;
}

/// Declared weight over the weight whose `applies_if` holds, children normalised within each group
/// (section 2.2).
Real Reference::declared_share(const Node& node) {
    if (node.is_leaf()) return item(node.id.text).declared ? 1 : 0;
    Real declared = 0, weights = 0;
    for (const Node& child : node.children) {
        declared += weight_where_it_applies(child) * declared_share(child);
        weights += weight_where_it_applies(child);
    }
    return weights > 0 ? declared / weights : 0;
}

Real Reference::weight_where_it_applies(const Node& node) {
    if (node.is_leaf()) return is_off(node.id.text) ? 0 : weight_of(node, {});
    Real below = 0;
    for (const Node& child : node.children)
        below += weight_where_it_applies(child);
    if (std::holds_alternative<LeavesWeight>(node.weight.value)) return below;
    return below > 0 ? weight_of(node, {}) : 0;
}

bool Reference::is_valid() {
    for (const Input& input : system_.inputs)
        item(input.id.text);
    for (const auto& [id, path] : paths_)
        if (path.back()->is_leaf()) {
            const ReferenceItem& answer = item(id);
            if (answer.state == AnswerState::known &&
                !reference_points(*path.back()->question, answer.number, answer.chosen))
                fail();
        }
    if (system_.not_applicable_limit)
        for (const Node& dimension : system_.index.children)
            if (declared_share(dimension) > *system_.not_applicable_limit + tolerance) fail();
    for (const Constraint& constraint : system_.constraints)
        if (constraint.severity == Severity::error && constraint_violated(constraint.id.text)) fail();
    return valid_;
}

}  // namespace tidu::test
