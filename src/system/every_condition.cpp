// SPDX-License-Identifier: Apache-2.0
#include "every_condition.h"

namespace tidu {

void visit_every_condition(const Outline& outline, const std::function<void(const Condition&)>& visit) {
    const System& system = outline.system();
    for (const Outline::ItemEntry& entry : outline.items())
        if (entry.item->derive)
            if (const auto* first = std::get_if<FirstOf>(&entry.item->derive->form))
                for (const FirstOf::Case& one : first->cases)
                    if (one.when) visit(*one.when);
    for (const Outline::NodeEntry& entry : outline.nodes())
        if (entry.node->applies_if) visit(*entry.node->applies_if);
    for (const Check& check : system.checks)
        visit(check.when);
    for (const Constraint& constraint : system.constraints)
        visit(constraint.never);
    for (const Ladder& ladder : system.ladders) {
        if (ladder.applies_if) visit(*ladder.applies_if);
        for (const Level& level : ladder.levels)
            for (const Requirement& requirement : level.requirements) {
                visit(requirement.condition);
                if (requirement.only_if) visit(*requirement.only_if);
            }
        for (const Expectation& expectation : ladder.expected)
            if (expectation.when) visit(*expectation.when);
    }
}

}  // namespace tidu
