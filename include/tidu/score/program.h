// SPDX-License-Identifier: Apache-2.0
// An indicator system compiled to flat arrays: names are indexes, weights and scores are numbers, conditions
// are one list. Made once by `compile`, read by the kernel (evaluate.h) and by the batch fast path. Never
// changes after compiling.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "tidu/system/outline.h"

namespace tidu {

using ConditionIndex = Index<struct ConditionTag>;
using SelectorIndex = Index<struct SelectorTag>;

/// A place on a ladder: 0 is below the first level (`none`), n is the n-th level from below.
using Rung = std::uint32_t;

/// A run of entries in one of the program's lists.
struct Slice {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
};

/// A number, or the answer to an item at evaluation time.
struct CompiledOperand {
    double number = 0;
    std::optional<ItemIndex> item;
};

struct CompiledComparison {
    Comparator comparator = Comparator::at_least;
    CompiledOperand operand;
};

/// What a count or a share looks at: leaves and checks resolved to lists.
struct CompiledSelector {
    std::vector<NodeIndex> leaves;
    std::vector<CheckIndex> checks;
    bool by_score = false;    ///< a leaf counts by its score; else every applicable leaf counts
    bool best = false;        ///< ... when it scores its best
    bool every = false;       ///< every applicable check counts, whether it holds or not
    CompiledOperand scoring;  ///< ... or at least this
};

enum class ConditionKind : std::uint8_t {
    score,
    percent,
    answer_compare,
    answer_in,
    answer_includes,
    evidence,
    check,
    count,
    share,
    level,
    all,
    any,
    negation
};

struct CompiledCondition {
    ConditionKind kind = ConditionKind::all;
    std::uint32_t subject =
        0;  ///< number of the node, item, check or ladder; of a count or share the first selector
    std::uint32_t other = 0;  ///< share: selector of `of`; level: the rung; answer_includes: the option
    bool every = false;       ///< count: `all: true`
    Slice comparisons;        ///< into Program::comparisons
    Slice operands;           ///< answer_in: into Program::operands
    Slice parts;              ///< all, any, negation: into Program::condition_parts
    const Condition* origin = nullptr;
};

struct PercentStep {
    ItemIndex part, whole;
};
struct ChangeStep {
    ItemIndex after, before;
};
struct SumStep {
    std::vector<std::pair<ItemIndex, double>> terms;
};
struct DifferenceStep {
    ItemIndex minuend, subtrahend;
};
struct CountStep {
    SelectorIndex selector;
};
struct ShareStep {
    SelectorIndex part, of;
};
struct FirstStep {
    struct Case {
        std::optional<ConditionIndex> when;
        double value = 0;          ///< number, option position, or 1/0 for yes/no
        std::uint64_t chosen = 0;  ///< multi
    };
    std::vector<Case> cases;
};
using CompiledDerivation = std::variant<std::monostate, PercentStep, ChangeStep, SumStep, DifferenceStep,
                                        CountStep, ShareStep, FirstStep>;

struct CompiledItem {
    AnswerType type = AnswerType::number;
    std::optional<Range> range;
    std::uint32_t option_count = 0;
    std::uint64_t answerable =
        0;  ///< bit per option (first 64) that is a real answer, not `not_applicable: true`
    bool not_applicable_allowed = false;
    bool required_when_derived =
        false;  ///< an input that must have a value once it is derived; else binding asks for it
    bool needs_evidence = false;  ///< a question that declares `evidence` (for `--evidence strict`)
    CompiledDerivation derivation;
    std::optional<NodeIndex> node;  ///< of a question
};

/// How a leaf turns its answer into points.
struct LeafScore {
    enum class Rule : std::uint8_t {
        choice,
        yesno,
        points,
        steps,
        bands,
        multi_sum,
        multi_max,
        multi_mean,
        multi_count
    };
    Rule rule = Rule::choice;
    bool beyond_linear = false;
    bool logarithmic = false;
    std::optional<double> cap;
    std::vector<double> options;  ///< choice, multi: points of each option; yesno: {no, yes}
    std::uint64_t exclusive = 0;  ///< multi: bits of exclusive options
    ScorePoints points;           ///< points, steps, bands, multi_count
    double best = 0;              ///< over all possible answers
    double worst = 0;
};

struct CompiledNode {
    std::vector<NodeIndex> children;  ///< empty: a leaf
    std::optional<NodeIndex> parent;
    std::optional<ItemIndex> item;  ///< of a leaf
    NodeIndex end;                  ///< one past the last node below
    std::optional<ConditionIndex> applies_if;
    // weight in the parent: a number, by the answer to an input, or the sum of the children's
    double weight = 1;
    std::optional<ItemIndex> weight_input;
    std::vector<double> weight_by_option;
    bool weight_of_leaves = false;
    // groups
    Aggregate aggregate;
    Normalise normalise = Normalise::none;
    std::optional<double> present;
    // leaves
    LeafScore score;
    MissingRule missing = MissingRule::zero;
    NotApplicableRule not_applicable;
    bool zero_is_worst =
        false;  ///< below a `normalise: range`: an open leaf that counts 0 counts as its worst

    bool is_leaf() const { return item.has_value(); }
};

struct CompiledRequirement {
    ConditionIndex condition;
    std::optional<ConditionIndex> only_if;
    OnNotApplicable on_not_applicable = OnNotApplicable::unspecified;
    bool veto = false;
    Rung rung = 0;  ///< the level it belongs to
    const Requirement* origin = nullptr;
};

struct CompiledLadder {
    std::optional<ConditionIndex> applies_if;
    Rung level_count = 0;
    std::vector<CompiledRequirement> requirements;  ///< level by level
    struct Expectation {
        std::optional<ConditionIndex> when;
        Rung rung = 0;
    };
    std::vector<Expectation> expected;
};

struct CompiledConstraint {
    ConditionIndex never;
    Severity severity = Severity::error;
};

struct Program {
    std::shared_ptr<const Outline> outline;
    std::vector<CompiledItem> items;
    std::vector<CompiledNode> nodes;
    std::vector<CompiledCondition> conditions;
    std::vector<ConditionIndex> condition_parts;
    std::vector<CompiledComparison> comparisons;
    std::vector<CompiledOperand> operands;
    std::vector<CompiledSelector> selectors;
    std::vector<ConditionIndex> checks;
    std::vector<CompiledConstraint> constraints;
    std::vector<CompiledLadder> ladders;
    std::optional<double> not_applicable_limit;
    std::vector<Definition> order;  ///< each definition after all it depends on

    const CompiledCondition& operator[](ConditionIndex condition) const {
        return conditions[condition.value];
    }
    const CompiledNode& operator[](NodeIndex node) const { return nodes[node.value]; }
    const CompiledItem& operator[](ItemIndex item) const { return items[item.value]; }
};

/// Points of a known answer: `number` and `chosen` as in Answer; nullopt where no step or band covers the
/// value.
std::optional<double> leaf_points(const LeafScore& rule, double number, std::uint64_t chosen);

/// Compiles a system that loaded without errors (its references resolve, it has no circles).
std::shared_ptr<const Program> compile(std::shared_ptr<const Outline> outline);

}  // namespace tidu
