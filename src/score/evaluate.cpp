// SPDX-License-Identifier: Apache-2.0
// The kernel: walks the definitions of a program in their order of dependence and fills an Evaluation.
// Batch, single assessment and explanation all read what this file computes.
#include "tidu/score/evaluate.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>
#include <utility>

#include "children.h"
#include "derive.h"
#include "ladder.h"
#include "tidu/text/number.h"

namespace tidu {
namespace {

class Kernel {
  public:
    Kernel(const Program& program, std::span<const Answer> answers, const EvaluateOptions& options,
           Evaluation& out)
        : program_(program), answers_(answers), options_(options), out_(out) {}

    void run() {
        prepare();
        for (const Definition& definition : program_.order)
            std::visit([this](auto index) { evaluate(index); }, definition);
        if (program_.not_applicable_limit) check_not_applicable_limit(*program_.not_applicable_limit);
        check_constraints();
        sort_findings();
    }

  private:
    void prepare() {
        out_.items.assign(program_.items.size(), {});
        out_.nodes.assign(program_.nodes.size(), {});
        out_.checks.assign(program_.checks.size(), Truth::unknown);
        out_.ladders.resize(program_.ladders.size());
        out_.findings.clear();
    }

    void evaluate(ItemIndex index);
    void evaluate(NodeIndex index) {
        program_[index].is_leaf() ? evaluate_leaf(index) : evaluate_group(index);
    }
    void evaluate(CheckIndex index) {
        out_.checks[index.value] = truth_of(program_, out_, program_.checks[index.value]);
    }
    void evaluate(ConstraintIndex) {}  // all of them at the end: nothing depends on a constraint
    void evaluate(LadderIndex index) {
        climb(program_, out_, program_.ladders[index.value], out_.ladders[index.value]);
    }

    void take_answer(const CompiledItem& item, const Answer& given, ItemValue& value) const;
    void take_derived(ItemIndex index, const CompiledItem& item, ItemValue& value);
    static Interval possible_answers(const CompiledItem& item, const ItemValue& value);
    bool is_off(NodeIndex node) const;

    void evaluate_leaf(NodeIndex index);
    void evaluate_open_leaf(const CompiledNode& leaf, NodeValue& value) const;
    void evaluate_inapplicable_leaf(const CompiledNode& leaf, NodeValue& value) const;
    void evaluate_group(NodeIndex index);
    void weigh_children(const CompiledNode& group);
    double weight_of(NodeIndex child) const;

    void check_not_applicable_limit(double limit);
    double declared_share(NodeIndex node) const;
    double weight_where_it_applies(NodeIndex node) const;
    void check_constraints();
    void sort_findings();
    void report(Finding::Kind kind, Severity severity, ItemIndex item, double value = 0, double other = 0) {
        out_.findings.push_back({kind, severity, item, program_[item].node, {}, value, other});
    }

    const Program& program_;
    std::span<const Answer> answers_;
    const EvaluateOptions& options_;
    Evaluation& out_;
};

// ---------------------------------------------------------------------------------------------- answers

void Kernel::evaluate(ItemIndex index) {
    const CompiledItem& item = program_[index];
    const Answer& given = answers_[index.value];
    ItemValue& value = out_.items[index.value];
    value.evidence_count = given.evidence_count;
    if (item.node && is_off(*item.node)) {
        value.off = true;
        value.state = AnswerState::not_applicable;
        if (given.state != AnswerState::missing)
            report(Finding::Kind::answer_to_inapplicable, Severity::warning, index);
        return;
    }
    if (item.node && given.state == AnswerState::not_applicable && !item.not_applicable_allowed)
        report(Finding::Kind::not_applicable_forbidden, Severity::error, index);
    take_answer(item, given, value);
    if (!std::holds_alternative<std::monostate>(item.derivation) &&
        value.state != AnswerState::not_applicable)
        take_derived(index, item, value);
    // Binding cannot know whether an input will be derived, so the kernel asks for those.
    const bool is_reported = !out_.findings.empty() && out_.findings.back().item == index;
    if (item.required_when_derived && value.state == AnswerState::missing && !is_reported)
        report(Finding::Kind::required_missing, Severity::error, index);
    const bool silence_is_not_applicable =
        item.node && program_[*item.node].missing == MissingRule::not_applicable;
    if (value.state == AnswerState::missing && silence_is_not_applicable) {
        value.state = AnswerState::not_applicable;
        value.declared = true;
    }
    if (value.state != AnswerState::missing || value.possible.low == value.possible.high)
        value.possible = possible_answers(item, value);
}

void Kernel::take_answer(const CompiledItem& item, const Answer& given, ItemValue& value) const {
    const bool unproven = options_.evidence_strict && item.needs_evidence && given.evidence_count == 0;
    if (given.state == AnswerState::known && unproven) return;
    value.state = given.state;
    value.assumed = given.assumed;
    value.number = given.number;
    value.chosen = given.chosen;
    value.declared = given.state == AnswerState::not_applicable;
}

/// A direct answer wins over the derived one; where they differ by more than 1 % of the larger, that is said.
void Kernel::take_derived(ItemIndex index, const CompiledItem& item, ItemValue& value) {
    const bool answered = value.state == AnswerState::known && !value.assumed;
    const Derived derived = derive(program_, out_, item);
    if (answered) {
        if (derived.state != AnswerState::known || item.type != AnswerType::number) return;
        const double larger = std::max(std::abs(value.number), std::abs(derived.number));
        if (std::abs(value.number - derived.number) > 0.01 * larger + tolerance)
            report(Finding::Kind::derived_disagrees, Severity::warning, index, derived.number, value.number);
        return;
    }
    if (derived.problem) {
        report(*derived.problem, Severity::error, index, derived.number);
        return;
    }
    if (derived.state == AnswerState::missing && value.state == AnswerState::known)
        return;  // a default stands in
    value.state = derived.state;
    value.derived = true;
    value.assumed = false;
    value.number = derived.number;
    value.chosen = derived.chosen;
    if (derived.possible) value.possible = *derived.possible;
}

Interval Kernel::possible_answers(const CompiledItem& item, const ItemValue& value) {
    if (value.state == AnswerState::known) return {value.number, value.number};
    switch (item.type) {
        case AnswerType::yesno:
            return {0, 1};
        case AnswerType::number:
            if (item.range) return {item.range->low, item.range->high};
            return {-HUGE_VAL, HUGE_VAL};
        case AnswerType::choice:
        case AnswerType::multi:
            break;
    }
    std::uint32_t low = 0;
    std::uint32_t high = item.option_count == 0 ? 0 : item.option_count - 1;
    const auto answerable = [&](std::uint32_t option) {
        return option >= 64 || (item.answerable >> option & 1) != 0;
    };
    while (low < high && !answerable(low))
        ++low;
    while (high > low && !answerable(high))
        --high;
    return {double(low), double(high)};
}

/// `applies_if` of the question or of a group above it is false. Lint makes sure that these conditions are
/// always decided.
bool Kernel::is_off(NodeIndex node) const {
    for (std::optional<NodeIndex> above = node; above; above = program_[*above].parent) {
        const auto& condition = program_[*above].applies_if;
        if (!condition) continue;
        const Truth applies = truth_of(program_, out_, *condition);
        if (applies == Truth::no || applies == Truth::not_applicable) return true;
    }
    return false;
}

// ---------------------------------------------------------------------------------------------- leaves

void Kernel::evaluate_leaf(NodeIndex index) {
    const CompiledNode& leaf = program_[index];
    const ItemValue& answer = out_.items[leaf.item->value];
    NodeValue& value = out_.nodes[index.value];
    value.applicable = answer.state != AnswerState::not_applicable;
    value.applicable_leaves = value.applicable ? 1 : 0;
    value.maximum = value.open_maximum = leaf.score.best;
    value.minimum = value.open_minimum = leaf.score.worst;
    switch (answer.state) {
        case AnswerState::not_applicable:
            evaluate_inapplicable_leaf(leaf, value);
            return;
        case AnswerState::missing:
            evaluate_open_leaf(leaf, value);
            return;
        case AnswerState::known:
            break;
    }
    value.state = NodeState::known;
    value.known_leaves = 1;
    value.counts = value.has_score = value.has_bounds = true;
    const auto points = leaf_points(leaf.score, answer.number, answer.chosen);
    if (!points) report(Finding::Kind::outside_scale, Severity::error, *leaf.item, answer.number);
    value.score = value.low = value.high = points.value_or(0);
}

void Kernel::evaluate_open_leaf(const CompiledNode& leaf, NodeValue& value) const {
    value.state = NodeState::missing;
    value.open = true;
    value.has_bounds = true;
    value.low = leaf.score.worst;
    value.high = leaf.score.best;
    if (leaf.missing == MissingRule::exclude) return;
    value.counts = value.has_score = true;
    value.score = leaf.missing == MissingRule::worst ? leaf.score.worst : 0;
    value.low = std::min(value.low, value.score);
    value.high = std::max(value.high, value.score);
}

void Kernel::evaluate_inapplicable_leaf(const CompiledNode& leaf, NodeValue& value) const {
    value.state = NodeState::not_applicable;
    const bool off = out_.items[leaf.item->value].off;
    const NotApplicableMode mode = leaf.not_applicable.mode;
    if (off || mode == NotApplicableMode::forbidden || mode == NotApplicableMode::exclude) return;
    value.counts = value.has_score = value.has_bounds = true;
    if (mode == NotApplicableMode::full) value.score = leaf.score.best;
    if (mode == NotApplicableMode::zero) value.score = 0;
    if (mode == NotApplicableMode::fixed) value.score = leaf.not_applicable.score;
    value.low = value.high = value.score;
}

// ---------------------------------------------------------------------------------------------- groups

void Kernel::evaluate_group(NodeIndex index) {
    const CompiledNode& group = program_[index];
    NodeValue& value = out_.nodes[index.value];
    weigh_children(group);
    for (const NodeIndex child : group.children) {
        const NodeValue& below = out_.nodes[child.value];
        value.known_leaves += below.known_leaves;
        value.applicable_leaves += below.applicable_leaves;
        value.applicable |= below.applicable && below.weight > 0;
    }
    value.state = !value.applicable                               ? NodeState::not_applicable
                  : value.known_leaves == value.applicable_leaves ? NodeState::known
                  : value.known_leaves == 0                       ? NodeState::missing
                                                                  : NodeState::partial;

    const auto aspect = [&](Aspect which) {
        return aggregate_children(group, out_.nodes, which, out_.scratch);
    };
    if (const auto low = aspect(Aspect::low)) {
        value.has_bounds = true;
        value.low = *low;
        value.high = aspect(Aspect::high).value_or(*low);
        if (value.low > value.high) std::swap(value.low, value.high);  // mpi may fall where a child rises
        value.open_maximum = aspect(Aspect::open_maximum).value_or(0);
        value.open_minimum = aspect(Aspect::open_minimum).value_or(0);
    }
    if (!is_present(program_, group, out_.nodes)) value.state = NodeState::missing;
    score_group(program_, index, out_.nodes, out_.scratch);
}

/// Own weights of the children, and their shares among those that count.
void Kernel::weigh_children(const CompiledNode& group) {
    double sum = 0;
    for (const NodeIndex child : group.children) {
        NodeValue& value = out_.nodes[child.value];
        value.weight = weight_of(child);
        if (value.counts) sum += value.weight;
    }
    for (const NodeIndex child : group.children) {
        NodeValue& value = out_.nodes[child.value];
        value.normalised_weight = value.counts && sum > 0 ? value.weight / sum : 0;
    }
}

double Kernel::weight_of(NodeIndex child) const {
    const CompiledNode& node = program_[child];
    if (node.weight_input) {
        const ItemValue& input = out_.items[node.weight_input->value];
        // Lint makes sure that the input always has a value.
        return input.state == AnswerState::known
                   ? node.weight_by_option[static_cast<std::size_t>(input.number)]
                   : 0;
    }
    if (!node.weight_of_leaves) return node.weight;
    double sum = 0;
    for (const NodeIndex below : node.children) {
        const NodeValue& value = out_.nodes[below.value];
        if (value.applicable || value.counts) sum += value.weight;
    }
    return sum;
}

// ---------------------------------------------------------------------------------------------- findings

void Kernel::check_not_applicable_limit(double limit) {
    for (const NodeIndex dimension : program_.nodes.front().children) {
        const double share = declared_share(dimension);
        if (share > limit + tolerance)
            out_.findings.push_back(
                {Finding::Kind::not_applicable_limit, Severity::error, {}, dimension, {}, share, limit});
    }
}

/// Declared weight over the weight that applies, children normalised within each group.
double Kernel::declared_share(NodeIndex index) const {
    const CompiledNode& node = program_[index];
    if (node.is_leaf()) return out_.items[node.item->value].declared ? 1 : 0;
    double declared = 0;
    double weights = 0;
    for (const NodeIndex child : node.children) {
        const double weight = weight_where_it_applies(child);
        declared += weight * declared_share(child);
        weights += weight;
    }
    return weights > 0 ? declared / weights : 0;
}

/// Weight of a node as if nothing were declared not applicable; 0 where its `applies_if` leaves nothing of
/// it.
double Kernel::weight_where_it_applies(NodeIndex index) const {
    const CompiledNode& node = program_[index];
    if (node.is_leaf()) return out_.items[node.item->value].off ? 0 : out_.nodes[index.value].weight;
    double below = 0;
    for (const NodeIndex child : node.children)
        below += weight_where_it_applies(child);
    if (node.weight_of_leaves) return below;
    return below > 0 ? out_.nodes[index.value].weight : 0;
}

void Kernel::check_constraints() {
    for (std::uint32_t constraint = 0; constraint < program_.constraints.size(); ++constraint) {
        const CompiledConstraint& rule = program_.constraints[constraint];
        if (truth_of(program_, out_, rule.never) == Truth::yes)
            out_.findings.push_back(
                {Finding::Kind::constraint_violated, rule.severity, {}, {}, ConstraintIndex{constraint}});
    }
}

void Kernel::sort_findings() {
    const auto last = std::numeric_limits<std::uint32_t>::max();
    std::ranges::stable_sort(out_.findings, {}, [last](const Finding& finding) {
        return std::tuple(finding.item ? finding.item->value : last,
                          finding.node ? finding.node->value : last,
                          finding.constraint ? finding.constraint->value : last);
    });
}

}  // namespace

void evaluate(const Program& program, std::span<const Answer> answers, const EvaluateOptions& options,
              Evaluation& out) {
    Kernel(program, answers, options, out).run();
}

}  // namespace tidu
