// SPDX-License-Identifier: Apache-2.0
// What the kernel leaves behind for one enterprise. Explanations, ladders, gaps and results are views of
// these values; nothing computes a score a second time.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "tidu/answers/answer_sheet.h"
#include "tidu/score/program.h"
#include "tidu/system/outline.h"

namespace tidu {

/// Four-valued truth of a condition. `yes` and `no` are certain: no open answer can change them.
enum class Truth : std::uint8_t { no, yes, unknown, not_applicable };

enum class NodeState : std::uint8_t { known, partial, missing, not_applicable };

/// Values an answer may still take: one value when known, the range of the open answer else.
struct Interval {
    double low = 0;
    double high = 0;
};

/// An answer after deriving: what conditions and scores read.
struct ItemValue {
    AnswerState state = AnswerState::missing;
    bool derived = false;  ///< computed, not given
    bool assumed = false;  ///< a default
    bool off = false;      ///< its question does not apply (`applies_if` false): state is not_applicable
    bool declared =
        false;  ///< not applicable by the enterprise's word or by `missing: not_applicable`, not derived
    double number = 0;  ///< as in Answer
    std::uint64_t chosen = 0;
    std::uint32_t evidence_count = 0;
    Interval possible;  ///< numbers, choices (positions), yesno: what conditions hold against
};

/// Scores of one node. Units: points on the node's own scale.
struct NodeValue {
    NodeState state = NodeState::missing;
    bool applicable = false;  ///< a leaf that applies and is not declared not applicable; a group with such a
                              ///< child of positive weight
    bool counts = false;      ///< enters its parent with its weight (also `not_applicable: full`, `zero` ...)
    bool has_score =
        false;          ///< `score` may be read; never set when !counts and the node is missing by `present`
    bool open = false;  ///< of a leaf: an open answer
    double score = 0;
    double maximum = 0;  ///< every leaf that counts at its best
    double minimum = 0;  ///< every leaf that counts at its worst
    double open_maximum =
        0;  ///< as `maximum` and `minimum`, with the open leaves that are excluded counted too:
    double open_minimum = 0;  ///< what percent conditions and bounds use
    double low = 0;
    double high = 0;
    bool has_bounds = false;         ///< low, high, open_maximum and open_minimum may be read
    std::uint32_t known_leaves = 0;  ///< at or below the node
    std::uint32_t applicable_leaves = 0;
    double weight = 1;             ///< own weight after `by` and `leaves`
    double normalised_weight = 0;  ///< share among the siblings that count; 0 for those that do not
};

/// The verdict on one requirement; `not_applicable` counts as met.
enum class Verdict : std::uint8_t { unmet, met, unknown, not_applicable };
/// Of a condition by itself.
Verdict verdict_of(Truth truth);

enum class LadderState : std::uint8_t { decided, open, unknown, not_applicable };

struct LadderValue {
    /// `open`: applies, level < possible. `unknown`: not known whether it applies. `not_applicable`: off the
    /// ladder.
    LadderState state = LadderState::not_applicable;
    bool total_missing = false;  ///< off because the total is not applicable
    Rung level = 0;
    Rung possible = 0;
    /// Verdicts of all requirements, level by level in file order.
    std::vector<Verdict> verdicts;
    /// Position in `expected` of the first entry that holds; none when none does or the search met an
    /// unknown.
    std::optional<std::uint32_t> expectation;
    bool expectation_unknown = false;
};

/// Something the kernel found in the answers: derived values out of range, answers to what does not apply,
/// constraints.
struct Finding {
    enum class Kind {
        derived_out_of_range,      ///< error
        derived_division_by_zero,  ///< error
        required_missing,          ///< error: a required input could be neither read nor derived
        derived_disagrees,         ///< warning: direct answer and derived value differ by more than 1 %
        change_from_nonpositive,   ///< error: `change` with before <= 0
        answer_to_inapplicable,    ///< warning
        not_applicable_forbidden,  ///< error: declared, but the question allows no such answer
        not_applicable_limit,      ///< error: too much of a dimension declared not applicable
        outside_scale,             ///< error: no step or band covers the value
        constraint_violated,       ///< of the constraint's severity
    };
    Kind kind = Kind::constraint_violated;
    Severity severity = Severity::error;
    std::optional<ItemIndex> item;
    std::optional<NodeIndex> node;
    std::optional<ConstraintIndex> constraint;
    double value = 0;  ///< the derived value, the declared share ...
    double other = 0;  ///< the direct answer, the limit ...
};

/// Everything about one enterprise. The vectors keep their memory when an Evaluation is used again.
struct Evaluation {
    std::vector<ItemValue> items;  ///< one per ItemIndex
    std::vector<NodeValue> nodes;  ///< one per NodeIndex
    std::vector<Truth> checks;     ///< one per CheckIndex
    std::vector<LadderValue> ladders;
    std::vector<Finding> findings;  ///< in file order: items, nodes, constraints

    /// Working memory of the kernel: weights and values of one node's children.
    struct WeightedValue {
        double weight = 0;
        double value = 0;
    };
    std::vector<WeightedValue> scratch;

    bool is_valid() const {
        for (const Finding& finding : findings)
            if (finding.severity == Severity::error) return false;
        return true;
    }
};

}  // namespace tidu
