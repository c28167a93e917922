// SPDX-License-Identifier: Apache-2.0
#include "tidu/result/compare.h"

#include <algorithm>

namespace tidu {
namespace {

std::optional<double> difference(const std::optional<double>& before, const std::optional<double>& after) {
    if (!before && !after) return std::nullopt;
    return after.value_or(0) - before.value_or(0);
}

std::optional<std::ptrdiff_t> rung_of(const Ladder& ladder, const std::string& level) {
    if (level == "none") return 0;
    const auto found = std::ranges::find_if(ladder.levels, [&](const Level& one) { return one.id == level; });
    if (found == ladder.levels.end()) return std::nullopt;
    return found - ladder.levels.begin() + 1;
}

class Comparer {
  public:
    Comparer(const AssessmentRecord& before, const AssessmentRecord& after, const Outline& outline)
        : before_(before), after_(after), outline_(outline) {}

    ResultComparison compare() {
        ResultComparison comparison;
        if (before_.total()) comparison.total_before = before_.total()->score;
        if (after_.total()) comparison.total_after = after_.total()->score;
        comparison.same_system = before_.system_sha256 == after_.system_sha256;
        comparison.same_enterprise = before_.attribute("id") == after_.attribute("id");
        for (const Outline::NodeEntry& entry : outline_.nodes())
            comparison.nodes.push_back(node_change(entry.node->id.text));
        if (has_contribution({0})) mark_parts({0}, comparison.nodes);
        add_answers(comparison);
        for (const Ladder& ladder : outline_.system().ladders)
            comparison.ladders.push_back(compare_levels(before_, after_, ladder));
        return comparison;
    }

  private:
    NodeChange node_change(const std::string& id) const {
        const NodeRecord* before = before_.node(id);
        const NodeRecord* after = after_.node(id);
        NodeChange change;
        change.id = id;
        if (before) change.before = before->score;
        if (after) change.after = after->score;
        change.points = difference(before ? before->contribution : std::nullopt,
                                   after ? after->contribution : std::nullopt);
        return change;
    }

    /// A node that counts on neither side brings nothing; one that has a score but no contribution cannot be
    /// split.
    bool has_contribution(NodeIndex node) const {
        const auto is_known = [&](const AssessmentRecord& record) {
            const NodeRecord* found = record.node(outline_[node].node->id.text);
            return !found || found->contribution || !found->score || found->weight == 0;
        };
        return is_known(before_) && is_known(after_);
    }

    void mark_parts(NodeIndex node, std::vector<NodeChange>& changes) const {
        const std::vector<NodeIndex>& children = outline_[node].children;
        const bool splits = !children.empty() && std::ranges::all_of(children, [this](NodeIndex child) {
            return has_contribution(child);
        });
        if (splits)
            for (const NodeIndex child : children)
                mark_parts(child, changes);
        else
            changes[node.value].is_part = true;
    }

    void add_answers(ResultComparison& comparison) const {
        for (const Outline::ItemEntry& entry : outline_.items()) {
            const AnswerRecord* before = before_.answer(entry.item->id.text);
            const AnswerRecord* after = after_.answer(entry.item->id.text);
            if (!before || !after) continue;
            if (before->state != after->state || before->value != after->value)
                comparison.answers.push_back({entry.item->id.text, before, after});
        }
    }

    const AssessmentRecord& before_;
    const AssessmentRecord& after_;
    const Outline& outline_;
};

}  // namespace

LadderChange compare_levels(const AssessmentRecord& before_record, const AssessmentRecord& after_record,
                            const Ladder& ladder) {
    const LadderRecord* before = before_record.ladder(ladder.id.text);
    const LadderRecord* after = after_record.ladder(ladder.id.text);
    LadderChange change;
    change.id = ladder.id.text;
    change.before = before ? before->level : "unknown";
    change.after = after ? after->level : "unknown";
    const auto from = rung_of(ladder, change.before), to = rung_of(ladder, change.after);
    if (!from || !to) {
        if (change.before != change.after) change.direction = LadderChange::Direction::incomparable;
        return change;
    }
    if (*from == *to) return change;
    change.direction = *from < *to ? LadderChange::Direction::gained : LadderChange::Direction::lost;
    // The lower side names what stood, or stands, in the way.
    const LadderRecord& lower = *from < *to ? *before : *after;
    for (const RequirementRecord& requirement : lower.requirements)
        if (requirement.verdict == Verdict::unmet || requirement.verdict == Verdict::unknown)
            change.because.push_back(requirement);
    return change;
}

ResultComparison compare(const AssessmentRecord& before, const AssessmentRecord& after,
                         const Outline& outline) {
    return Comparer(before, after, outline).compare();
}

}  // namespace tidu
