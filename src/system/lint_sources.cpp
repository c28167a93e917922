// SPDX-License-Identifier: Apache-2.0
// Rules about provenance.
#include <set>

#include "lint_rule.h"

namespace tidu {

namespace {

std::set<std::string_view> cited_sources(const Outline& outline) {
    std::set<std::string_view> cited;
    const auto cite = [&](const Provenance& source) { cited.insert(source.ref.text); };
    for (const Outline::ItemEntry& entry : outline.items())
        cite(entry.item->source);
    for (const Outline::NodeEntry& entry : outline.nodes())
        cite(entry.node->source);
    for (const Check& check : outline.system().checks)
        cite(check.source);
    for (const Constraint& constraint : outline.system().constraints)
        cite(constraint.source);
    for (const Ladder& ladder : outline.system().ladders) {
        cite(ladder.source);
        for (const Level& level : ladder.levels) {
            cite(level.source);
            for (const Requirement& requirement : level.requirements)
                cite(requirement.source);
        }
        for (const Expectation& expectation : ladder.expected)
            cite(expectation.source);
    }
    return cited;
}

}  // namespace

void find_unused_sources(const LintRun& run) {
    const std::set<std::string_view> cited = cited_sources(run.outline());
    for (const SourceEntry& source : run.system().sources)
        if (cited.count(source.id.text) == 0)
            run.found(source.id, say(phrases::source_unused, source.id.text),
                      say(phrases::source_unused_help));
}

}  // namespace tidu
