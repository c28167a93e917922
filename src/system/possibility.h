// SPDX-License-Identifier: Apache-2.0
// What answers can make of a system at all: bounds of scores and outcomes of conditions over every possible
// sheet. Bounds may be wider than what can really happen, never narrower; so "impossible" and "always" are
// certain.
#pragma once

#include <optional>
#include <vector>

#include "tidu/system/outline.h"

namespace tidu {

/// Which outcomes a condition can have once everything is answered. A false entry is certain.
struct Outcomes {
    bool yes = true;
    bool no = true;
    bool not_applicable = true;
};

struct NodePossibility {
    Range answers;                  ///< of a leaf: scores that answers give
    Range score;                    ///< with what silence and "not applicable" count; infinite: nothing known
    std::optional<double> maximum;  ///< its maximum, where that is the same for everyone
    bool always_counts = false;     ///< it enters its parent whatever is answered
    bool may_be_not_applicable = true;
    bool may_be_skipped = true;   ///< not applicable although `applies_if` holds, its own and all above
    bool within_maximum = false;  ///< no answer lifts it above its maximum or below 0
};

class Possibilities {
  public:
    /// Each check is looked at once, however often it is read. Nothing is certain of what could not be built,
    /// and of what depends on itself.
    explicit Possibilities(const Outline& outline);

    const NodePossibility& operator[](NodeIndex node) const { return nodes_[node.value]; }
    Outcomes of(const Condition& condition) const;
    Outcomes of(CheckIndex check) const { return checks_[check.value]; }
    /// Whether a requirement can be met at all, and whether it can be unmet.
    bool can_be_met(const Requirement& requirement) const;
    bool can_be_unmet(const Requirement& requirement) const;
    /// Whether every requirement of the level (0 is the lowest) and of those below can be met, each for
    /// itself.
    bool can_be_reached(LadderIndex ladder, std::size_t level) const {
        return level < reachable_levels_[ladder.value];
    }
    bool may_be_not_applicable(ItemIndex item) const;
    /// The same where `applies_if` holds, its own and all above.
    bool may_be_skipped(ItemIndex item) const { return skippable_items_[item.value]; }
    /// Values of a number, positions of a choice, 0 and 1 of a yesno.
    Range answers(ItemIndex item) const;

  private:
    bool is_skippable(ItemIndex item) const;
    std::size_t reachable_levels(const Ladder& ladder) const;

    const Outline& outline_;
    std::vector<bool> skippable_items_;
    std::vector<NodePossibility> nodes_;
    std::vector<Outcomes> checks_;
    std::vector<std::size_t> reachable_levels_;  ///< of each ladder: how many, from below, can be reached
};

/// How a comparison of something within `present` against something within `needed` can come out.
Outcomes compare(const Range& present, Comparator comparator, const Range& needed);

}  // namespace tidu
