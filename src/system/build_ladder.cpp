// SPDX-License-Identifier: Apache-2.0
// Checks, constraints and ladders out of a checked document.
#include "build.h"
#include "values.h"

namespace tidu {

namespace {

OnNotApplicable read_on_not_applicable(const TreeView& view) {
    if (!view.exists() || !view.is_scalar()) return OnNotApplicable::unspecified;
    if (view.text() == "pass") return OnNotApplicable::pass;
    if (view.text() == "fail") return OnNotApplicable::fail;
    return OnNotApplicable::unspecified;
}

Requirement build_requirement(const TreeView& map) {
    Requirement requirement;
    requirement.condition = build_condition(map);
    requirement.title = read_text(map.find("title"));
    requirement.only_if = build_optional_condition(map.find("only_if"));
    requirement.on_not_applicable = read_on_not_applicable(map.find("on_not_applicable"));
    requirement.veto = read_flag(map.find("veto"));
    requirement.source = read_provenance(map.find("source"));
    requirement.note = read_text(map.find("note"));
    requirement.span = map.span();
    return requirement;
}

Level build_level(const TreeView& map) {
    Level level;
    level.id = read_name(map.find("id"));
    level.title = read_text(map.find("title"));
    level.requirements = build_list<Requirement>(map.find("require"), build_requirement);
    level.due = read_string(map.find("due"));
    level.note = read_text(map.find("note"));
    level.source = read_provenance(map.find("source"));
    level.span = level.id.span;
    return level;
}

Expectation build_expectation(const TreeView& map) {
    return {build_optional_condition(map.find("when")),
            read_name(map.find("level")),
            read_string(map.find("due")),
            read_text(map.find("title")),
            read_provenance(map.find("source")),
            map.span()};
}

}  // namespace

std::vector<Check> build_checks(const TreeView& list) {
    return build_list<Check>(list, [](const TreeView& map) {
        const Name id = read_name(map.find("id"));
        return Check{id,
                     read_text(map.find("title")),
                     read_strings(map.find("tags")),
                     build_condition(map.find("when")),
                     read_provenance(map.find("source")),
                     id.span};
    });
}

std::vector<Constraint> build_constraints(const TreeView& list) {
    return build_list<Constraint>(list, [](const TreeView& map) {
        const Name id = read_name(map.find("id"));
        const bool warns = read_string(map.find("severity")) == "warning";
        return Constraint{id,
                          warns ? Severity::warning : Severity::error,
                          read_text(map.find("title")),
                          build_condition(map.find("never")),
                          read_provenance(map.find("source")),
                          id.span};
    });
}

std::vector<Ladder> build_ladders(const TreeView& list) {
    return build_list<Ladder>(list, [](const TreeView& map) {
        Ladder ladder;
        ladder.id = read_name(map.find("id"));
        ladder.title = read_text(map.find("title"));
        ladder.applies_if = build_optional_condition(map.find("applies_if"));
        ladder.levels = build_list<Level>(map.find("levels"), build_level);
        ladder.expected = build_list<Expectation>(map.find("expected"), build_expectation);
        ladder.note = read_text(map.find("note"));
        ladder.source = read_provenance(map.find("source"));
        ladder.span = ladder.id.span;
        return ladder;
    });
}

}  // namespace tidu
