// SPDX-License-Identifier: Apache-2.0
// Rules about checks, constraints and ladders.
#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "answer_values.h"
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

/// One side of what a number may be, the tolerance taken in: `at_least: 50` and `below: 50` leave nothing
/// between them.
struct Bound {
    double value = 0;
    bool is_open = false;  ///< the value itself is out
};

/// What a requirement, or a part of it that must hold too, demands of one subject.
struct Demand {
    std::string subject;  ///< the same text for the same quantity; empty: nothing that can be compared
    std::optional<Bound> low, high;                ///< of a number
    std::optional<std::set<std::size_t>> allowed;  ///< of a choice or yesno: positions of its answers
    const Condition* condition = nullptr;
    const Requirement* requirement = nullptr;
    bool may_be_excused = false;  ///< it may be not applicable and need not be met then
};

std::string text_of(const Operand& operand) {
    const double* number = std::get_if<double>(&operand.value);
    return number ? format_number(*number) : std::get<Name>(operand.value).text;
}

std::string subject_of(const Selector& selector) {
    std::string subject = (selector.kind == Selector::Kind::tag ? "tag " : "under ") + selector.name.text;
    if (selector.all) subject += " all";
    if (selector.scoring_best) subject += " best";
    return selector.scoring ? subject + " " + text_of(*selector.scoring) : subject;
}

bool is_above(const Bound& one, const Bound& other) {
    return one.value > other.value || (one.value == other.value && one.is_open && !other.is_open);
}
bool is_below(const Bound& one, const Bound& other) {
    return one.value < other.value || (one.value == other.value && one.is_open && !other.is_open);
}
bool leave_nothing(const Bound& low, const Bound& high) {
    return low.value > high.value || (low.value == high.value && (low.is_open || high.is_open));
}

void raise(std::optional<Bound>& low, Bound bound) {
    if (!low || is_above(bound, *low)) low = bound;
}
void lower(std::optional<Bound>& high, Bound bound) {
    if (!high || is_below(bound, *high)) high = bound;
}

void tighten(Demand& demand, Comparator comparator, double threshold) {
    switch (comparator) {
        case Comparator::at_least:
            return raise(demand.low, {threshold - tolerance, false});
        case Comparator::above:
            return raise(demand.low, {threshold + tolerance, true});
        case Comparator::at_most:
            return lower(demand.high, {threshold + tolerance, false});
        case Comparator::below:
            return lower(demand.high, {threshold - tolerance, true});
    }
}

/// Thresholds that are answers bind nobody in particular and are left out.
Demand demand_on(std::string subject, const std::vector<Comparison>& comparisons) {
    Demand demand;
    demand.subject = std::move(subject);
    for (const Comparison& comparison : comparisons)
        if (const double* value = std::get_if<double>(&comparison.operand.value))
            tighten(demand, comparison.comparator, *value);
    return demand;
}

Demand demand_on(const Outline& outline, const AnswerCondition& condition) {
    Demand demand = demand_on("answer " + condition.item.text, condition.comparisons);
    const auto index = outline.find_item(condition.item.text);
    if (!index) return {};
    const Item& item = *outline[*index].item;
    if (item.type == AnswerType::choice || item.type == AnswerType::yesno) {
        demand.allowed = answers_that_meet(item, condition);
    } else if (condition.is_any_of.size() == 1 && condition.is_any_answer.empty()) {
        if (const auto number = parse_number(condition.is_any_of.front().text)) {
            tighten(demand, Comparator::at_least, *number);
            tighten(demand, Comparator::at_most, *number);
        }
    }
    return demand;
}

Demand demand_on(const Outline& outline, const LevelCondition& condition) {
    Demand demand;
    const auto index = outline.find_ladder(condition.ladder.text);
    if (!index) return demand;
    const std::vector<Level>& levels = outline.system().ladders[index->value].levels;
    const auto level =
        std::ranges::find(levels, condition.level.text, [](const Level& entry) { return entry.id.text; });
    if (level == levels.end()) return demand;
    demand.subject = "level " + condition.ladder.text;
    tighten(demand, Comparator::at_least, static_cast<double>(level - levels.begin()));
    return demand;
}

Demand demand_of(const Outline& outline, const Condition& condition) {
    return std::visit(Overloaded{[](const ScoreCondition& form) {
                                     return demand_on((form.percent ? "percent " : "score ") + form.node.text,
                                                      form.comparisons);
                                 },
                                 [&](const AnswerCondition& form) { return demand_on(outline, form); },
                                 [&](const LevelCondition& form) { return demand_on(outline, form); },
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

/// Adds the demands of a condition, those of all parts where all must hold.
void add_demands(const LintRun& run, const Condition& condition, bool may_be_excused,
                 const Requirement& requirement, std::vector<Demand>& demands) {
    if (const auto* all = std::get_if<AllOf>(&condition.form)) {
        // What is not applicable is left out of `all`, whatever the requirement says about it.
        for (const Condition& part : all->parts)
            add_demands(run, part, run.possible().of(part).not_applicable, requirement, demands);
        return;
    }
    Demand demand = demand_of(run.outline(), condition);
    if (demand.subject.empty()) return;
    demand.condition = &condition;
    demand.requirement = &requirement;
    demand.may_be_excused = may_be_excused;
    demands.push_back(std::move(demand));
}

/// What is demanded of everyone on the ladder.
std::vector<Demand> demands_of(const LintRun& run, const Requirement& requirement) {
    std::vector<Demand> demands;
    if (requirement.only_if) return demands;
    const bool may_be_excused = requirement.on_not_applicable != OnNotApplicable::fail &&
                                run.possible().of(requirement.condition).not_applicable;
    add_demands(run, requirement.condition, may_be_excused, requirement, demands);
    return demands;
}

/// The strictest demands met so far on one subject.
struct Strictest {
    std::optional<Demand> low, high;  ///< who asks for the highest and for the lowest value
    std::optional<Demand> allowed;    ///< what is left to choose from, and who left the last out

    void add(const Demand& demand) {
        if (demand.low && (!low || is_above(*demand.low, *low->low))) low = demand;
        if (demand.high && (!high || is_below(*demand.high, *high->high))) high = demand;
        if (demand.allowed) narrow(demand);
    }

  private:
    void narrow(const Demand& demand) {
        if (!allowed) {
            allowed = demand;
            return;
        }
        std::set<std::size_t> left;
        std::ranges::set_intersection(*allowed->allowed, *demand.allowed, std::inserter(left, left.end()));
        if (left.size() == allowed->allowed->size()) return;
        allowed = demand;
        allowed->allowed = std::move(left);
    }
};
using StrictestBySubject = std::map<std::string, Strictest>;

/// The demand below that makes this one idle; nullptr: none.
const Demand* stricter_than(const Demand& demand, const Strictest& below) {
    if (demand.low && below.low && demand.low->value < below.low->low->value - tolerance) return &*below.low;
    if (demand.high && below.high && demand.high->value > below.high->high->value + tolerance)
        return &*below.high;
    const bool allows_more = demand.allowed && below.allowed &&
                             demand.allowed->size() > below.allowed->allowed->size() &&
                             std::ranges::includes(*demand.allowed, *below.allowed->allowed);
    return allows_more ? &*below.allowed : nullptr;
}

void find_weaker(const LintRun& run, const Level& level, const std::vector<Demand>& demands,
                 const StrictestBySubject& below) {
    for (const Demand& demand : demands) {
        const auto known = below.find(demand.subject);
        const Demand* stricter = known == below.end() ? nullptr : stricter_than(demand, known->second);
        if (stricter == nullptr) continue;
        Diagnostic& finding =
            run.found(level.id, demand.condition->span, say(phrases::level_weaker, level.id.text),
                      say(phrases::level_weaker_help));
        run.note(finding, stricter->condition->span, say(phrases::stricter_below));
    }
}

std::vector<Demand> demands_of(const LintRun& run, const Level& level) {
    std::vector<Demand> demands;
    for (const Requirement& requirement : level.requirements)
        for (Demand& demand : demands_of(run, requirement))
            demands.push_back(std::move(demand));
    return demands;
}

}  // namespace

void find_weaker_levels(const LintRun& run) {
    for (const Ladder& ladder : run.system().ladders) {
        StrictestBySubject below;
        for (const Level& level : ladder.levels) {
            const std::vector<Demand> demands = demands_of(run, level);
            find_weaker(run, level, demands, below);
            for (const Demand& demand : demands)
                below[demand.subject].add(demand);
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

/// Two demands on one subject that no value meets, the later one first.
struct Contradiction {
    const Demand* one = nullptr;
    const Demand* other = nullptr;
};

/// What `demand` contradicts among those before it, or in itself.
std::optional<Contradiction> contradiction(const Demand& demand, const Strictest& before) {
    const auto against = [&](const std::optional<Demand>& other) -> std::optional<Contradiction> {
        return Contradiction{&demand, &*other};
    };
    if (demand.low && demand.high && leave_nothing(*demand.low, *demand.high))
        return Contradiction{&demand, &demand};
    if (demand.allowed && demand.allowed->empty()) return Contradiction{&demand, &demand};
    if (demand.low && before.high && leave_nothing(*demand.low, *before.high->high))
        return against(before.high);
    if (demand.high && before.low && leave_nothing(*before.low->low, *demand.high))
        return against(before.low);
    if (!demand.allowed || !before.allowed) return std::nullopt;
    std::vector<std::size_t> left;
    std::ranges::set_intersection(*demand.allowed, *before.allowed->allowed, std::back_inserter(left));
    if (left.empty()) return against(before.allowed);
    return std::nullopt;
}

void report_contradiction(const LintRun& run, const Level& level, const Contradiction& found) {
    if (found.one->requirement == found.other->requirement) {
        run.found(level.id, found.one->requirement->span,
                  say(phrases::requirement_impossible, level.id.text));
        return;
    }
    Diagnostic& finding =
        run.found(level.id, found.one->condition->span, say(phrases::requirements_contradict, level.id.text));
    run.note(finding, found.other->condition->span, say(phrases::contradicts_this));
}

/// Reports the lowest level that cannot be reached; those above it fall with it.
void find_unreachable(const LintRun& run, const Ladder& ladder) {
    StrictestBySubject strictest;
    for (const Level& level : ladder.levels) {
        if (const Requirement* impossible = first_impossible(run, level)) {
            run.found(level.id, impossible->span, say(phrases::requirement_impossible, level.id.text));
            return;
        }
        for (const Demand& demand : demands_of(run, level)) {
            if (demand.may_be_excused) continue;
            Strictest& before = strictest[demand.subject];
            if (const auto found = contradiction(demand, before))
                return report_contradiction(run, level, *found);
            before.add(demand);
        }
    }
}

}  // namespace

void find_unreachable_levels(const LintRun& run) {
    for (const Ladder& ladder : run.system().ladders)
        find_unreachable(run, ladder);
}

}  // namespace tidu
