// SPDX-License-Identifier: Apache-2.0
// A second, slow scoring of one enterprise, written from the text of the specification and from nothing else:
// it walks the system as its author wrote it, finds names by searching, keeps no indexes and computes in long
// double. The kernel must agree with it. Where a definition says "re-evaluate", this does.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "tidu/answers/answer_sheet.h"
#include "tidu/score/evaluation.h"
#include "tidu/system/system.h"

namespace tidu::test {

using Real = long double;

/// The range a value may still take; both ends are the same when it is certain.
struct RealRange {
    Real low = 0;
    Real high = 0;
};

struct ReferenceItem {
    AnswerState state = AnswerState::missing;
    bool off = false;
    bool declared = false;
    bool assumed = false;
    Real number = 0;               ///< number, position of the option, 1 or 0
    std::set<std::size_t> chosen;  ///< of a multi: positions
    std::uint32_t evidence_count = 0;
    std::optional<RealRange> narrowed;  ///< of an open count or share: what it may become
};

struct ReferenceNode {
    NodeState state = NodeState::not_applicable;
    bool applicable = false;
    std::optional<Real> score, maximum, worst;                ///< absent: does not count
    std::optional<Real> low, high, open_maximum, open_worst;  ///< absent: may not come to count
    Real weight = 1;
    int known_leaves = 0;
    int applicable_leaves = 0;
};

struct ReferenceLadder {
    LadderState state = LadderState::not_applicable;
    Rung level = 0;
    Rung possible = 0;
    std::vector<Verdict> verdicts;
    std::optional<std::uint32_t> expectation;
    bool expectation_unknown = false;
};

/// One enterprise, scored on demand: what is asked for is computed with all it depends on, each thing once.
/// The system must outlive it and have loaded without errors.
class Reference {
  public:
    /// `answers` by id; an id that is absent was not answered.
    Reference(const System& system, std::map<std::string, Answer> answers, bool evidence_strict);

    /// Nothing makes the sheet invalid. Touches every item.
    bool is_valid();
    const ReferenceItem& item(const std::string& id);
    const ReferenceNode& node(const std::string& id);
    Truth check(const std::string& id);
    const ReferenceLadder& ladder(const std::string& id);
    bool constraint_violated(const std::string& id);
    std::optional<Real> contribution(const std::string& id);
    std::optional<Real> gap(const std::string& id);
    Truth truth(const Condition& condition);

  private:
    struct Counted {
        Real low = 0, high = 0, applicable = 0;
    };

    // items
    ReferenceItem evaluate_item(const Item& item, const Node* question);
    ReferenceItem derive(const Item& item, bool not_applicable_allowed);
    RealRange possible(const Item& item);
    ReferenceItem literal(const Item& item, const std::string& written) const;
    void fail() { valid_ = false; }

    // nodes
    using LeavesAtBest = std::set<std::string>;
    ReferenceNode tree(const Node& node, const LeavesAtBest& at_best);
    ReferenceNode leaf(const Node& node, bool at_best);
    ReferenceNode group(const Node& node, const LeavesAtBest& at_best);
    Real weight_of(const Node& node, const LeavesAtBest& at_best);
    bool is_off(const std::string& id);
    bool below_range(const std::string& id) const;
    Real declared_share(const Node& node);
    Real weight_where_it_applies(const Node& node);

    // conditions
    std::optional<RealRange> operand(const Operand& operand);
    Truth compare_all(std::optional<RealRange> present, const std::vector<Comparison>& comparisons);
    std::optional<Counted> count(const Selector& selector);
    std::optional<RealRange> share(const Selector& part, const Selector& of);
    Truth hold(const ScoreCondition& form);
    Truth hold(const AnswerCondition& form);
    Truth hold(const EvidenceCondition& form);
    Truth hold(const CheckCondition& form);
    Truth hold(const CountCondition& form);
    Truth hold(const ShareCondition& form);
    Truth hold(const LevelCondition& form);
    Truth hold(const AllOf& form);
    Truth hold(const AnyOf& form);
    Truth hold(const NotOf& form);
    Verdict judge(const Requirement& requirement);

    const System& system_;
    std::map<std::string, Answer> answers_;
    bool evidence_strict_;
    bool valid_ = true;
    std::map<std::string, std::vector<const Node*>> paths_;  ///< id of a node -> the way from the root to it
    std::map<std::string, ReferenceItem> items_;
    std::map<std::string, ReferenceNode> nodes_;
    std::map<std::string, Truth> checks_;
    std::map<std::string, ReferenceLadder> ladders_;
};

/// Points of an answer to a question; nullopt: no step or band covers it. Spec section 1, question types.
std::optional<Real> reference_points(const Question& question, Real number,
                                     const std::set<std::size_t>& chosen);
/// Worst and best score over every answer the question allows.
RealRange reference_extremes(const Question& question);

}  // namespace tidu::test
