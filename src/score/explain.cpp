// SPDX-License-Identifier: Apache-2.0
// Contributions and gaps: views of the node values that the kernel left behind (spec section 2.8).
#include "tidu/score/explain.h"

#include <algorithm>
#include <cmath>

#include "children.h"
#include "tidu/text/number.h"

namespace tidu {
namespace {

/// By how much the total moves when one point of a child's weighted value moves; nullopt where that is not a
/// constant: for a group whose children all enter the total through weighted means and sums.
using Units = std::vector<std::optional<double>>;

bool is_linear(const Aggregate& rule) {
    return rule.kind == AggregateKind::weighted_mean || rule.kind == AggregateKind::sum;
}

double weight_under(const Aggregate& rule, const NodeValue& child) {
    if (child.weight <= 0) return 0;
    return rule.kind == AggregateKind::sum ? 1 : child.weight;
}

double scale_of(Normalise normalise, const NodeValue& child) {
    if (normalise == Normalise::percent) return 100 / child.maximum;
    if (normalise == Normalise::range) return 100 / (child.maximum - child.minimum);
    return 1;
}

std::optional<double> entering(const CompiledNode& parent, const NodeValue& child) {
    if (!child.counts) return std::nullopt;
    return entering_value(parent.normalise, child.score, child.minimum, child.maximum);
}

/// A group's unit from the factor of its own value: shared out over the weights of the children that count.
double unit_of(const CompiledNode& group, const Evaluation& evaluation, double factor) {
    if (group.aggregate.kind == AggregateKind::sum) return factor;
    double weights = 0;
    for (const NodeIndex child : group.children)
        if (entering(group, evaluation.nodes[child.value]))
            weights += weight_under(group.aggregate, evaluation.nodes[child.value]);
    return weights > 0 ? factor / weights : 0;
}

Units linear_units(const Program& program, const Evaluation& evaluation) {
    Units factors(program.nodes.size());
    Units units(program.nodes.size());
    if (evaluation.nodes.front().has_score) factors.front() = 1;
    // Parents stand before their children.
    for (std::size_t node = 0; node < program.nodes.size(); ++node) {
        const CompiledNode& group = program.nodes[node];
        if (!factors[node] || group.is_leaf() || !is_linear(group.aggregate)) continue;
        units[node] = unit_of(group, evaluation, *factors[node]);
        for (const NodeIndex child : group.children) {
            const NodeValue& value = evaluation.nodes[child.value];
            if (entering(group, value))
                factors[child.value] =
                    *units[node] * weight_under(group.aggregate, value) * scale_of(group.normalise, value);
        }
    }
    return units;
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
double total_with(const Program& program, NodeIndex improved, const NodeValue& value,
                  std::vector<NodeValue>& nodes, Scratch& scratch) {
    std::vector<std::pair<NodeIndex, NodeValue>> before{{improved, nodes[improved.value]}};
    nodes[improved.value] = value;
    for (auto above = program[improved].parent; above; above = program[*above].parent) {
        before.emplace_back(*above, nodes[above->value]);
        score_group(program, *above, nodes, scratch);
    }
    const double total = nodes.front().score;
    for (const auto& [node, old] : before)
        nodes[node.value] = old;
    return total;
}

}  // namespace

std::vector<std::optional<double>> contributions(const Program& program, const Evaluation& evaluation) {
    std::vector<std::optional<double>> points(program.nodes.size());
    if (evaluation.nodes.front().has_score) points.front() = evaluation.nodes.front().score;
    const Units units = linear_units(program, evaluation);
    for (std::size_t node = 1; node < program.nodes.size(); ++node) {
        const NodeIndex parent = *program.nodes[node].parent;
        const NodeValue& value = evaluation.nodes[node];
        const auto entered = entering(program[parent], value);
        if (units[parent.value] && entered)
            points[node] = *entered * weight_under(program[parent].aggregate, value) * *units[parent.value];
    }
    return points;
}

std::vector<std::optional<double>> gaps(const Program& program, const Evaluation& evaluation) {
    std::vector<std::optional<double>> points(program.nodes.size());
    if (!evaluation.nodes.front().has_score) return points;
    const double total = evaluation.nodes.front().score;
    const Units units = linear_units(program, evaluation);
    Scratch scratch;
    const std::vector<NodeValue> best = best_values(program, evaluation, scratch);
    std::vector<NodeValue> nodes = evaluation.nodes;
    for (std::uint32_t node = 0; node < nodes.size(); ++node) {
        const CompiledNode& compiled = program.nodes[node];
        const NodeValue& value = nodes[node];
        if (value.applicable_leaves == 0) continue;
        const auto unit = compiled.parent ? units[compiled.parent->value] : std::nullopt;
        if (compiled.is_leaf() && unit && entering(program[*compiled.parent], value)) {
            // Points of the leaf first, then what one of them is worth: the batch fast path does the same two
            // products.
            const CompiledNode& parent = program[*compiled.parent];
            const double weighted =
                (compiled.score.best - value.score) * weight_under(parent.aggregate, value);
            points[node] = std::max(0.0, weighted * scale_of(parent.normalise, value) * *unit);
        } else {
            points[node] = std::max(0.0, total_with(program, {node}, best[node], nodes, scratch) - total);
        }
    }
    return points;
}

std::vector<Gap> ordered_gaps(const Program& program, const std::vector<std::optional<double>>& gaps,
                              std::size_t most) {
    const auto has_gap = [&](std::uint32_t node) { return gaps[node] && *gaps[node] > tolerance; };
    struct Ranked {
        Gap gap;
        double billionths;  ///< equal within the tolerance is equal
    };
    std::vector<Ranked> listed;
    std::vector<bool> explained(gaps.size(),
                                false);  // a leaf or group in the list stands at or below the node
    for (std::uint32_t node = static_cast<std::uint32_t>(gaps.size()); node-- > 0;) {
        const CompiledNode& compiled = program.nodes[node];
        const bool below =
            std::ranges::any_of(compiled.children, [&](NodeIndex child) { return explained[child.value]; });
        explained[node] = below || has_gap(node);
        if (has_gap(node) && !below)
            listed.push_back({{{node}, *gaps[node]}, std::nearbyint(*gaps[node] * 1e9)});
    }
    const auto last = listed.begin() + static_cast<std::ptrdiff_t>(std::min(most, listed.size()));
    std::partial_sort(listed.begin(), last, listed.end(), [](const Ranked& left, const Ranked& right) {
        if (left.billionths != right.billionths) return left.billionths > right.billionths;
        return left.gap.node.value < right.gap.node.value;
    });
    std::vector<Gap> ordered;
    for (auto ranked = listed.begin(); ranked != last; ++ranked)
        ordered.push_back(ranked->gap);
    return ordered;
}

}  // namespace tidu
