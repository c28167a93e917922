// SPDX-License-Identifier: Apache-2.0
// Contributions and gaps: views of the node values that the kernel left behind (spec section 2.8).
#include "tidu/score/explain.h"

#include <algorithm>
#include <cmath>

#include "children.h"
#include "tidu/text/number.h"

namespace tidu {
namespace {

/// By how much the total moves when a node's value moves by one point; nullopt where that is not a constant.
using Factors = std::vector<std::optional<double>>;

bool is_linear(const Aggregate& rule) {
    return rule.kind == AggregateKind::weighted_mean || rule.kind == AggregateKind::sum;
}

double share_in_parent(const Aggregate& rule, const NodeValue& child) {
    if (child.weight <= 0) return 0;
    return rule.kind == AggregateKind::sum ? 1 : child.normalised_weight;
}

double scale_of(Normalise normalise, const NodeValue& child) {
    if (normalise == Normalise::percent) return 100 / child.maximum;
    if (normalise == Normalise::range) return 100 / (child.maximum - child.minimum);
    return 1;
}

/// Calls `visit(parent, child, factor of the child before normalising)` for every child that counts under linear
/// aggregates only, parents first.
template <typename Visit>
Factors linear_factors(const Program& program, const Evaluation& evaluation, Visit visit) {
    Factors factors(program.nodes.size());
    if (!evaluation.nodes.front().has_score) return factors;
    factors.front() = 1;
    for (std::size_t parent = 0; parent < program.nodes.size(); ++parent) {
        const CompiledNode& group = program.nodes[parent];
        if (!factors[parent] || !is_linear(group.aggregate)) continue;
        for (const NodeIndex child : group.children) {
            const NodeValue& value = evaluation.nodes[child.value];
            if (!value.counts || !entering_value(group.normalise, value.score, value.minimum, value.maximum)) continue;
            const double entering = *factors[parent] * share_in_parent(group.aggregate, value);
            factors[child.value] = entering * scale_of(group.normalise, value);
            visit(group, child, entering);
        }
    }
    return factors;
}

Factors linear_factors(const Program& program, const Evaluation& evaluation) {
    return linear_factors(program, evaluation, [](const CompiledNode&, NodeIndex, double) {});
}

/// All nodes with every applicable leaf at its best: answered, so that it counts whatever its `missing` says.
std::vector<NodeValue> best_values(const Program& program, const Evaluation& evaluation, Scratch& scratch) {
    std::vector<NodeValue> best = evaluation.nodes;
    // Children stand behind their parents, so going backwards meets them first.
    for (std::size_t position = best.size(); position-- > 0;) {
        NodeValue& value = best[position];
        if (!program.nodes[position].is_leaf()) {
            score_group(program, {static_cast<std::uint32_t>(position)}, best, scratch);
        } else if (value.applicable) {
            value.state = NodeState::known;
            value.counts = value.has_score = true;
            value.score = program.nodes[position].score.best;
        }
    }
    return best;
}

/// The total after one node took its best value, everything else as it is. `nodes` is given back unchanged.
double total_with(const Program& program, NodeIndex improved, const NodeValue& value, std::vector<NodeValue>& nodes,
                  Scratch& scratch) {
    std::vector<std::pair<NodeIndex, NodeValue>> before{{improved, nodes[improved.value]}};
    nodes[improved.value] = value;
    for (auto above = program[improved].parent; above; above = program[*above].parent) {
        before.emplace_back(*above, nodes[above->value]);
        score_group(program, *above, nodes, scratch);
    }
    const double total = nodes.front().score;
    for (const auto& [node, old] : before) nodes[node.value] = old;
    return total;
}

}  // namespace

std::vector<std::optional<double>> contributions(const Program& program, const Evaluation& evaluation) {
    std::vector<std::optional<double>> points(program.nodes.size());
    if (evaluation.nodes.front().has_score) points.front() = evaluation.nodes.front().score;
    linear_factors(program, evaluation, [&](const CompiledNode& parent, NodeIndex child, double factor) {
        const NodeValue& value = evaluation.nodes[child.value];
        points[child.value] = factor * *entering_value(parent.normalise, value.score, value.minimum, value.maximum);
    });
    return points;
}

std::vector<std::optional<double>> gaps(const Program& program, const Evaluation& evaluation) {
    std::vector<std::optional<double>> points(program.nodes.size());
    if (!evaluation.nodes.front().has_score) return points;
    const double total = evaluation.nodes.front().score;
    const Factors factors = linear_factors(program, evaluation);
    Scratch scratch;
    const std::vector<NodeValue> best = best_values(program, evaluation, scratch);
    std::vector<NodeValue> nodes = evaluation.nodes;
    for (std::uint32_t node = 0; node < nodes.size(); ++node) {
        const NodeValue& value = nodes[node];
        if (value.applicable_leaves == 0) continue;
        const CompiledNode& compiled = program.nodes[node];
        // A leaf that counts under linear aggregates moves the total by a constant factor; the batch fast path uses the
        // same product, so that both print the same digits.
        if (compiled.is_leaf() && value.counts && factors[node])
            points[node] = std::max(0.0, (compiled.score.best - value.score) * *factors[node]);
        else
            points[node] = std::max(0.0, total_with(program, {node}, best[node], nodes, scratch) - total);
    }
    return points;
}

std::vector<Gap> ordered_gaps(const Program& program, const std::vector<std::optional<double>>& gaps) {
    const auto has_gap = [&](std::uint32_t node) { return gaps[node] && *gaps[node] > tolerance; };
    std::vector<Gap> listed;
    std::vector<bool> explained(gaps.size(), false);  // a leaf or group in the list stands at or below the node
    for (std::uint32_t node = static_cast<std::uint32_t>(gaps.size()); node-- > 0;) {
        const CompiledNode& compiled = program.nodes[node];
        const bool below = std::ranges::any_of(compiled.children, [&](NodeIndex child) { return explained[child.value]; });
        explained[node] = below || has_gap(node);
        if (has_gap(node) && !below) listed.push_back({{node}, *gaps[node]});
    }
    std::ranges::reverse(listed);
    // Equal within the tolerance is equal: compare in units of it.
    std::ranges::stable_sort(listed, std::greater<>(), [](const Gap& gap) { return std::nearbyint(gap.points / tolerance); });
    return listed;
}

}  // namespace tidu
