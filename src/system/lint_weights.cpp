// SPDX-License-Identifier: Apache-2.0
// Rules about weights and aggregates.
#include <algorithm>
#include <cmath>

#include "lint_rule.h"
#include "tidu/text/number.h"

namespace tidu {

namespace {

template <typename Visit>
void for_each_group(const LintRun& run, const Visit& visit) {
    for (std::uint32_t node = 0; node < run.outline().nodes().size(); ++node)
        if (!run.outline().nodes()[node].node->is_leaf())
            visit(NodeIndex{node}, *run.outline().nodes()[node].node);
}

bool weighs_nothing(const Node& node) {
    if (const double* weight = std::get_if<double>(&node.weight.value)) return *weight == 0;
    if (const auto* by = std::get_if<WeightBy>(&node.weight.value))
        return std::all_of(by->weights.begin(), by->weights.end(),
                           [](const auto& entry) { return entry.second == 0; });
    return std::all_of(node.children.begin(), node.children.end(), weighs_nothing);
}

bool is_mean(AggregateKind kind) {
    return kind == AggregateKind::weighted_mean || kind == AggregateKind::geometric_mean ||
           kind == AggregateKind::harmonic_mean;
}

}  // namespace

void find_zero_weights(const LintRun& run) {
    for_each_group(run, [&](NodeIndex, const Node& group) {
        if (!group.children.empty() &&
            std::all_of(group.children.begin(), group.children.end(), weighs_nothing))
            run.found(group.id, say(phrases::zero_weights, group.id.text), say(phrases::zero_weights_help));
    });
}

namespace {

bool states_weight(const Node& node) {
    return node.weight.span.line != 0;
}

/// Whether a weight of 1 that nobody wrote would be out of place beside this one: percentages (24, 15) or
/// shares (0.4).
bool is_far_from_one(const Node& node) {
    const auto is_far = [](double weight) { return weight >= 5 || (weight > 0 && weight < 1); };
    if (const double* weight = std::get_if<double>(&node.weight.value)) return is_far(*weight);
    const auto* by = std::get_if<WeightBy>(&node.weight.value);
    return by != nullptr && std::any_of(by->weights.begin(), by->weights.end(),
                                        [&](const auto& entry) { return is_far(entry.second); });
}

}  // namespace

void find_partly_weighted(const LintRun& run) {
    for_each_group(run, [&](NodeIndex, const Node& group) {
        const auto& children = group.children;
        if (!is_mean(group.aggregate.kind)) return;
        const bool has_stated = std::any_of(children.begin(), children.end(), states_weight);
        const auto fits_default = [](const Node& child) {
            return states_weight(child) && !is_far_from_one(child);
        };
        if (!has_stated || std::any_of(children.begin(), children.end(), fits_default)) return;
        for (const Node& child : children)
            if (!states_weight(child))
                run.found(child.id, say(phrases::partly_weighted, child.id.text, group.id.text),
                          say(phrases::partly_weighted_help));
    });
}

void find_differing_maxima(const LintRun& run) {
    for_each_group(run, [&](NodeIndex index, const Node& group) {
        const bool is_compared =
            is_mean(group.aggregate.kind) || group.aggregate.kind == AggregateKind::minimum;
        if (!is_compared || group.normalise != Normalise::none) return;
        const Node* first = nullptr;
        double first_maximum = 0;
        for (const NodeIndex child : run.outline()[index].children) {
            const Node& node = *run.outline()[child].node;
            const auto maximum = run.possible()[child].maximum;
            if (!maximum || weighs_nothing(node)) continue;
            if (first == nullptr) {
                first = &node;
                first_maximum = *maximum;
            } else if (std::abs(*maximum - first_maximum) > tolerance) {
                run.found(group.id,
                          say(phrases::maxima_differ, group.id.text, first->id.text,
                              format_number(first_maximum), node.id.text, format_number(*maximum)),
                          say(phrases::maxima_differ_help));
                return;
            }
        }
    });
}

namespace {

/// The scores of a child: of a question those of its answers, of a group all it can have.
const Range& scores_of(const LintRun& run, NodeIndex child) {
    const NodePossibility& possibility = run.possible()[child];
    return run.outline()[child].item ? possibility.answers : possibility.score;
}

}  // namespace

namespace {

/// Whether answers make no difference: none below the node has a question with two scores.
bool has_one_score(const LintRun& run, NodeIndex node) {
    const Outline::NodeEntry& entry = run.outline()[node];
    if (entry.item) return run.possible()[node].answers.low == run.possible()[node].answers.high;
    return std::ranges::all_of(entry.children, [&](NodeIndex child) {
        return weighs_nothing(*run.outline()[child].node) || has_one_score(run, child);
    });
}

}  // namespace

void find_flat_normalised(const LintRun& run) {
    for_each_group(run, [&](NodeIndex index, const Node& group) {
        if (group.normalise != Normalise::range) return;
        for (const NodeIndex child : run.outline()[index].children) {
            const Node& node = *run.outline()[child].node;
            if (weighs_nothing(node) || !has_one_score(run, child)) continue;
            // The best, as what counts without an answer is no score of its own.
            const double score = scores_of(run, child).high;
            if (std::isfinite(score))
                run.found(node.id,
                          say(phrases::flat_normalised, node.id.text, format_number(score), group.id.text));
        }
    });
}

void find_negative_means(const LintRun& run) {
    for_each_group(run, [&](NodeIndex index, const Node& group) {
        const bool multiplies = group.aggregate.kind == AggregateKind::geometric_mean ||
                                group.aggregate.kind == AggregateKind::harmonic_mean;
        if (!multiplies || group.aggregate.floor || group.normalise == Normalise::range) return;
        for (const NodeIndex child : run.outline()[index].children) {
            const double low = scores_of(run, child).low;
            const Name& id = run.outline()[child].node->id;
            // Without a bound nothing is known, which is no reason to complain.
            if (low < 0 && std::isfinite(low))
                run.found(id, say(phrases::negative_mean, id.text, format_number(low), group.id.text),
                          say(phrases::negative_mean_help));
        }
    });
}

void find_skippable_stages(const LintRun& run) {
    for_each_group(run, [&](NodeIndex index, const Node& group) {
        if (group.aggregate.kind != AggregateKind::staged) return;
        for (const NodeIndex stage : run.outline()[index].children)
            if (run.outline()[stage].node->applies_if || run.possible()[stage].may_be_skipped) {
                const Name& id = run.outline()[stage].node->id;
                run.found(id, say(phrases::skippable_stage, id.text, group.id.text),
                          say(phrases::skippable_stage_help));
            }
    });
}

void find_stages_off_scale(const LintRun& run) {
    for_each_group(run, [&](NodeIndex index, const Node& group) {
        if (group.aggregate.kind != AggregateKind::staged) return;
        for (const NodeIndex stage : run.outline()[index].children) {
            const auto maximum =
                group.normalise == Normalise::none ? run.possible()[stage].maximum : std::optional(100.0);
            if (!maximum || std::abs(*maximum - 1) <= tolerance) continue;
            const Name& id = run.outline()[stage].node->id;
            run.found(id, say(phrases::stage_off_scale, id.text, format_number(*maximum)));
        }
    });
}

void find_mpi_with_ladder(const LintRun& run) {
    if (run.system().ladders.empty()) return;
    for_each_group(run, [&](NodeIndex, const Node& group) {
        if (group.aggregate.kind == AggregateKind::mpi)
            run.found(group.id, group.aggregate.span, say(phrases::mpi_with_ladder, group.id.text));
    });
}

}  // namespace tidu
