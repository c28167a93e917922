// SPDX-License-Identifier: Apache-2.0
// Rules about checks, constraints and ladders.
#include <algorithm>
#include <functional>
#include <limits>
#include <map>
#include <string>

#include "lint_rule.h"
#include "references.h"
#include "tidu/text/number.h"
#include "tidu/text/overloaded.h"

namespace tidu {

// ---------------------------------------------------------------------------------------------- checks

void find_constant_checks(const LintRun& run) {
    for (std::uint32_t index = 0; index < run.system().checks.size(); ++index) {
        const Name& id = run.system().checks[index].id;
        const Outcomes outcomes = run.possible().of(CheckIndex{index});
        if (!outcomes.yes)
            run.found(id, say(phrases::check_never_holds, id.text));
        else if (!outcomes.no && !outcomes.not_applicable)
            run.found(id, say(phrases::check_always_holds, id.text));
    }
    for (const Constraint& constraint : run.system().constraints) {
        const Outcomes outcomes = run.possible().of(constraint.never);
        if (!outcomes.yes)
            run.found(constraint.id, say(phrases::constraint_never_violated, constraint.id.text));
        else if (!outcomes.no && !outcomes.not_applicable)
            run.found(constraint.id, say(phrases::constraint_always_violated, constraint.id.text));
    }
}

namespace {

using VisitRequirement = std::function<void(const Ladder&, const Level&, const Requirement&)>;

void for_each_requirement(const LintRun& run, const VisitRequirement& visit) {
    for (const Ladder& ladder : run.system().ladders)
        for (const Level& level : ladder.levels)
            for (const Requirement& requirement : level.requirements)
                visit(ladder, level, requirement);
}

}  // namespace

void find_vetoes_on_defaults(const LintRun& run) {
    for_each_requirement(run, [&](const Ladder&, const Level& level, const Requirement& requirement) {
        if (!requirement.veto) return;
        // A threshold may well be an input with a default; what is decided must not be one.
        visit_conditions(requirement.condition, [&](const Condition& part) {
            const auto* answer = std::get_if<AnswerCondition>(&part.form);
            const auto item = answer != nullptr ? run.outline().find_item(answer->item.text) : std::nullopt;
            if (item && run.outline()[*item].input != nullptr && run.outline()[*item].input->default_value)
                run.found(level.id, answer->item.span, say(phrases::veto_on_default, answer->item.text),
                          say(phrases::veto_on_default_help));
        });
    });
}

void find_idle_requirements(const LintRun& run) {
    for_each_requirement(run, [&](const Ladder&, const Level& level, const Requirement& requirement) {
        if (!run.possible().can_be_unmet(requirement))
            run.found(level.id, requirement.span, say(phrases::requirement_idle, level.id.text),
                      say(phrases::requirement_idle_help));
    });
}

// ---------------------------------------------------------------------------------------------- demands

namespace {

/// What a simple requirement demands of its subject: a value between two bounds.
struct Demand {
    std::string subject;  ///< the same text for the same quantity
    std::optional<double> at_least;
    std::optional<double> at_most;
};

std::string subject_of(const Selector& selector) {
    std::string subject = (selector.kind == Selector::Kind::tag ? "tag " : "under ") + selector.name.text;
    if (selector.scoring_best) subject += " best";
    if (!selector.scoring) return subject;
    const double* score = std::get_if<double>(&selector.scoring->value);
    return subject + " " + (score ? format_number(*score) : std::get<Name>(selector.scoring->value).text);
}

void tighten(Demand& demand, Comparator comparator, double value) {
    if (comparator == Comparator::at_least || comparator == Comparator::above)
        demand.at_least = std::max(demand.at_least.value_or(value), value);
    else
        demand.at_most = std::min(demand.at_most.value_or(value), value);
}

/// Thresholds that are answers bind nobody in particular and are left out.
Demand demand_on(std::string subject, const std::vector<Comparison>& comparisons) {
    Demand demand{std::move(subject), {}, {}};
    for (const Comparison& comparison : comparisons)
        if (const double* value = std::get_if<double>(&comparison.operand.value))
            tighten(demand, comparison.comparator, *value);
    return demand;
}

Demand demand_on(const Outline& outline, const AnswerCondition& condition) {
    Demand demand = demand_on("answer " + condition.item.text, condition.comparisons);
    const auto item = outline.find_item(condition.item.text);
    for (const auto& [comparator, option] : condition.option_comparisons)
        if (const auto position = item ? find_option(*outline[*item].item, option.text) : std::nullopt)
            tighten(demand, comparator, *position);
    return demand;
}

Demand demand_of(const Outline& outline, const Condition& condition) {
    return std::visit(Overloaded{[](const ScoreCondition& form) {
                                     return demand_on((form.percent ? "percent " : "score ") + form.node.text,
                                                      form.comparisons);
                                 },
                                 [&](const AnswerCondition& form) { return demand_on(outline, form); },
                                 [](const EvidenceCondition& form) {
                                     return demand_on("evidence " + form.item.text, form.comparisons);
                                 },
                                 [](const CountCondition& form) {
                                     return demand_on("count " + subject_of(form.selector), form.comparisons);
                                 },
                                 [](const ShareCondition& form) {
                                     return demand_on(
                                         "share " + subject_of(form.part) + " of " + subject_of(form.of),
                                         form.comparisons);
                                 },
                                 [](const auto&) { return Demand(); }},
                      condition.form);
}

/// The strictest demands met so far on one subject, and who makes them.
struct Strictest {
    double at_least = -std::numeric_limits<double>::infinity();
    double at_most = std::numeric_limits<double>::infinity();
    const Requirement* low = nullptr;
    const Requirement* high = nullptr;

    void add(const Demand& demand, const Requirement& requirement) {
        if (demand.at_least && *demand.at_least > at_least) {
            at_least = *demand.at_least;
            low = &requirement;
        }
        if (demand.at_most && *demand.at_most < at_most) {
            at_most = *demand.at_most;
            high = &requirement;
        }
    }
};
using StrictestBySubject = std::map<std::string, Strictest>;

void find_weaker(const LintRun& run, const Level& level, const StrictestBySubject& below) {
    for (const Requirement& requirement : level.requirements) {
        const Demand demand = demand_of(run.outline(), requirement.condition);
        const auto known = below.find(demand.subject);
        if (requirement.only_if || known == below.end()) continue;
        const Strictest& strictest = known->second;
        const bool lower = demand.at_least && *demand.at_least < strictest.at_least - tolerance;
        const bool higher = demand.at_most && *demand.at_most > strictest.at_most + tolerance;
        if (!lower && !higher) continue;
        Diagnostic& finding = run.found(level.id, requirement.span, say(phrases::level_weaker, level.id.text),
                                        say(phrases::level_weaker_help));
        run.note(finding, (lower ? strictest.low : strictest.high)->span, say(phrases::stricter_below));
    }
}

void add_demands(const LintRun& run, const Level& level, StrictestBySubject& strictest) {
    for (const Requirement& requirement : level.requirements)
        if (!requirement.only_if) {
            const Demand demand = demand_of(run.outline(), requirement.condition);
            if (!demand.subject.empty()) strictest[demand.subject].add(demand, requirement);
        }
}

}  // namespace

void find_weaker_levels(const LintRun& run) {
    for (const Ladder& ladder : run.system().ladders) {
        StrictestBySubject below;
        for (const Level& level : ladder.levels) {
            find_weaker(run, level, below);
            add_demands(run, level, below);
        }
    }
}

// ---------------------------------------------------------------------------------------------- reachability

namespace {

const Requirement* first_impossible(const LintRun& run, const Level& level) {
    for (const Requirement& requirement : level.requirements)
        if (!run.possible().can_be_met(requirement)) return &requirement;
    return nullptr;
}

/// Whether being not applicable would meet a requirement, so that its demand need not be met.
bool may_be_excused(const LintRun& run, const Requirement& requirement) {
    return requirement.on_not_applicable != OnNotApplicable::fail &&
           run.possible().of(requirement.condition).not_applicable;
}

/// Two demands on the same subject that no value meets; nullptr: none.
const Strictest* contradiction(const LintRun& run, const StrictestBySubject& strictest) {
    for (const auto& [subject, bounds] : strictest)
        if (bounds.at_least > bounds.at_most + tolerance && !may_be_excused(run, *bounds.low) &&
            !may_be_excused(run, *bounds.high))
            return &bounds;
    return nullptr;
}

/// Reports the lowest level that cannot be reached; those above it fall with it.
void find_unreachable(const LintRun& run, const Ladder& ladder) {
    StrictestBySubject strictest;
    for (const Level& level : ladder.levels) {
        if (const Requirement* impossible = first_impossible(run, level)) {
            run.found(level.id, impossible->span, say(phrases::requirement_impossible, level.id.text));
            return;
        }
        add_demands(run, level, strictest);
        if (const Strictest* bounds = contradiction(run, strictest)) {
            Diagnostic& finding =
                run.found(level.id, bounds->low->span, say(phrases::requirements_contradict, level.id.text));
            run.note(finding, bounds->high->span, say(phrases::contradicts_this));
            return;
        }
    }
}

}  // namespace

void find_unreachable_levels(const LintRun& run) {
    for (const Ladder& ladder : run.system().ladders)
        find_unreachable(run, ladder);
}

}  // namespace tidu
