// SPDX-License-Identifier: Apache-2.0
#include "tidu/survey/index_system.h"

#include "phrases.h"
#include "rules.h"
#include "tidu/score/evaluate.h"

namespace tidu::survey {
namespace {

/// nullopt: not a mean that an index can be taken apart by.
std::optional<Aggregation> aggregation_of(const Aggregate& aggregate) {
    Aggregation made;
    if (aggregate.floor) made.floor = *aggregate.floor;
    switch (aggregate.kind) {
        case AggregateKind::weighted_mean:
            return made;
        case AggregateKind::geometric_mean:
            made.power = 0;
            return made;
        case AggregateKind::harmonic_mean:
            made.power = -1;
            return made;
        case AggregateKind::mpi:
            made.penalised = true;
            return made;
        case AggregateKind::minimum:
        case AggregateKind::sum:
        case AggregateKind::staged:
            break;
    }
    return std::nullopt;
}

void report(const Program& program, const Span& span, Message message, Diagnostics& diagnostics) {
    const SourcePtr source = program.outline->system().source;
    diagnostics.add({Severity::error,
                     rules::index_system,
                     std::move(message),
                     source ? Place::of_text(source, span) : Place{},
                     say(phrases::index_system_help),
                     {},
                     {}});
}

}  // namespace

std::optional<IndexTree> index_tree_of(const Program& program, const NodePowers& powers,
                                       Diagnostics& diagnostics) {
    const Outline& outline = *program.outline;
    IndexTree tree;
    bool good = true;
    NodePowers unused = powers;
    for (std::uint32_t number = 0; number < program.nodes.size(); ++number) {
        const CompiledNode& compiled = program.nodes[number];
        const Node& written = *outline.nodes()[number].node;
        IndexNode& node = tree.nodes.emplace_back();
        node.id = written.id.text;
        node.title = written.title;
        node.parent = compiled.parent ? compiled.parent->value : 0;
        if (compiled.is_leaf()) continue;
        for (NodeIndex child : compiled.children)
            node.children.push_back(child.value);
        if (compiled.present) node.least_present = *compiled.present;
        const auto aggregation = aggregation_of(compiled.aggregate);
        if (!aggregation || compiled.normalise != Normalise::none) {
            report(program, written.span, say(phrases::index_aggregate, node.id), diagnostics);
            good = false;
            continue;
        }
        node.aggregation = *aggregation;
        if (const auto power = unused.find(node.id); power != unused.end()) {
            node.aggregation.power = power->second;
            node.aggregation.penalised = false;
            unused.erase(power);
        }
    }
    for (const auto& [id, power] : unused) {
        report(program, outline.nodes().front().node->span, say(phrases::index_power, id), diagnostics);
        good = false;
    }
    if (!good) return std::nullopt;
    return tree;
}

std::optional<IndexUnit> index_unit_of(const Program& program, const AnswerSheet& sheet,
                                       Diagnostics& diagnostics) {
    if (!sheet.is_valid()) return std::nullopt;
    Evaluation evaluation;
    evaluate(program, sheet.answers, {}, evaluation);
    if (!evaluation.is_valid()) {
        diagnostics.add({Severity::error,
                         rules::index_data,
                         say(phrases::index_sheet, sheet.id, sheet.period),
                         sheet.place,
                         say(phrases::index_sheet_help),
                         {},
                         {}});
        return std::nullopt;
    }
    IndexUnit unit{sheet.id, sheet.name, sheet.period, {}, {}, {}, {}};
    for (std::uint32_t number = 0; number < program.nodes.size(); ++number) {
        const NodeValue& value = evaluation.nodes[number];
        const std::optional<ItemIndex> item = program.nodes[number].item;
        const bool known = item && value.state == NodeState::known && value.counts && value.has_score;
        unit.leaf_scores.push_back(known ? value.score : 0);
        unit.known.push_back(known);
        unit.weights.push_back(value.weight);
        const bool is_number = known && program.items[item->value].type == AnswerType::number;
        unit.figures.push_back(is_number ? std::optional(evaluation.items[item->value].number)
                                         : std::nullopt);
    }
    return unit;
}

std::vector<char> leaves_better_when_lower(const Program& program) {
    std::vector<char> lower;
    for (const CompiledNode& node : program.nodes) {
        const ScorePoints& points = node.score.points;
        lower.push_back(node.is_leaf() && points.size() > 1 && points.back().second < points.front().second);
    }
    return lower;
}

}  // namespace tidu::survey
