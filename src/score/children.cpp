// SPDX-License-Identifier: Apache-2.0
#include "children.h"

#include "aggregate.h"
#include "tidu/text/number.h"

namespace tidu {
namespace {

double value_of(const NodeValue& node, Aspect aspect) {
    switch (aspect) {
        case Aspect::score:
            return node.score;
        case Aspect::maximum:
            return node.maximum;
        case Aspect::minimum:
            return node.minimum;
        case Aspect::low:
            return node.low;
        case Aspect::high:
            return node.high;
        case Aspect::open_maximum:
            return node.open_maximum;
        case Aspect::open_minimum:
            return node.open_minimum;
    }
    return 0;
}

/// Bounds take every child that may still come in; the value itself only those that count now.
bool is_bound(Aspect aspect) {
    return aspect == Aspect::low || aspect == Aspect::high || aspect == Aspect::open_maximum ||
           aspect == Aspect::open_minimum;
}

/// A leaf with a known answer, or a group that has a score.
bool has_known_value(const Program& program, NodeIndex child, const NodeValue& value) {
    return program[child].is_leaf() ? value.state == NodeState::known : value.has_score;
}

}  // namespace

std::optional<double> entering_value(Normalise normalise, double value, double minimum, double maximum) {
    switch (normalise) {
        case Normalise::none:
            return value;
        case Normalise::percent:
            if (maximum <= 0) return std::nullopt;
            return 100 * value / maximum;
        case Normalise::range:
            if (maximum <= minimum) return std::nullopt;
            return 100 * (value - minimum) / (maximum - minimum);
    }
    return std::nullopt;
}

std::optional<double> aggregate_children(const CompiledNode& group, NodeValues nodes, Aspect aspect,
                                         Scratch& scratch) {
    const bool bound = is_bound(aspect);
    scratch.clear();
    for (const NodeIndex child : group.children) {
        const NodeValue& node = nodes[child.value];
        if (node.weight <= 0 || !(bound ? node.has_bounds : node.counts)) continue;
        if (group.normalise ==
            Normalise::none) {  // nearly always; this loop is where a sheet spends its time
            scratch.push_back({node.weight, value_of(node, aspect)});
            continue;
        }
        const double minimum = bound ? node.open_minimum : node.minimum;
        const double maximum = bound ? node.open_maximum : node.maximum;
        if (const auto entering = entering_value(group.normalise, value_of(node, aspect), minimum, maximum))
            scratch.push_back({node.weight, *entering});
    }
    return aggregate(group.aggregate, scratch);
}

bool is_present(const Program& program, const CompiledNode& group, NodeValues nodes) {
    if (!group.present) return true;
    double applicable = 0;
    double known = 0;
    for (const NodeIndex child : group.children) {
        const NodeValue& value = nodes[child.value];
        if (!value.applicable) continue;
        applicable += value.weight;
        if (has_known_value(program, child, value)) known += value.weight;
    }
    return applicable == 0 || known / applicable >= *group.present - tolerance;
}

void score_group(const Program& program, NodeIndex index, std::span<NodeValue> nodes, Scratch& scratch) {
    const CompiledNode& group = program[index];
    NodeValue& value = nodes[index.value];
    const auto score = aggregate_children(group, nodes, Aspect::score, scratch);
    value.counts = value.has_score = score && is_present(program, group, nodes);
    if (!value.counts) return;
    value.score = *score;
    value.maximum = aggregate_children(group, nodes, Aspect::maximum, scratch).value_or(0);
    value.minimum = aggregate_children(group, nodes, Aspect::minimum, scratch).value_or(0);
}

}  // namespace tidu
