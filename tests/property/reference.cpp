// SPDX-License-Identifier: Apache-2.0
// Answers, derived values, conditions and ladders as sections 1 and 3 of the specification define them.
#include "reference.h"

#include <algorithm>
#include <cmath>

#include "tidu/text/number.h"
#include "tidu/text/overloaded.h"

namespace tidu::test {
namespace {

std::size_t position_of(const Item& item, const std::string& option) {
    for (std::size_t position = 0; position < item.options.size(); ++position)
        if (item.options[position].id.text == option) return position;
    throw std::logic_error("no option " + option);
}

Truth truth_from(bool certain_yes, bool certain_no) {
    return certain_yes ? Truth::yes : certain_no ? Truth::no : Truth::unknown;
}

/// Section 2.7: reached is value >= threshold - tolerance; `below` is not `at_least`, `above` not `at_most`.
Truth compare(const RealRange& present, Comparator comparator, const RealRange& needed) {
    const Real slack = tolerance;
    switch (comparator) {
        case Comparator::at_least:
            return truth_from(present.low >= needed.high - slack, present.high < needed.low - slack);
        case Comparator::below:
            return truth_from(present.high < needed.low - slack, present.low >= needed.high - slack);
        case Comparator::at_most:
            return truth_from(present.high <= needed.low + slack, present.low > needed.high + slack);
        case Comparator::above:
            return truth_from(present.low > needed.high + slack, present.high <= needed.low + slack);
    }
    return Truth::unknown;
}

/// Kleene over the applicable parts; `stops` decides the whole.
Truth join(const std::vector<Truth>& parts, Truth stops, Truth otherwise) {
    Truth result = Truth::not_applicable;
    for (const Truth part : parts) {
        if (part == stops) return stops;
        if (part == Truth::unknown) result = Truth::unknown;
        if (part == otherwise && result == Truth::not_applicable) result = otherwise;
    }
    return result;
}
Truth join_all(const std::vector<Truth>& parts) {
    return join(parts, Truth::no, Truth::yes);
}
Truth join_any(const std::vector<Truth>& parts) {
    return join(parts, Truth::yes, Truth::no);
}

bool has_tag(const std::vector<std::string>& tags, const std::string& tag) {
    return std::ranges::find(tags, tag) != tags.end();
}

const Item* find_item(const System& system, const std::string& id,
                      const std::map<std::string, std::vector<const Node*>>& paths) {
    for (const Input& input : system.inputs)
        if (input.id.text == id) return &input;
    return &paths.at(id).back()->question->item;
}

void collect_paths(const Node& node, std::vector<const Node*> path,
                   std::map<std::string, std::vector<const Node*>>& paths) {
    path.push_back(&node);
    paths[node.id.text] = path;
    for (const Node& child : node.children)
        collect_paths(child, path, paths);
}

}  // namespace

Reference::Reference(const System& system, std::map<std::string, Answer> answers, bool evidence_strict)
    : system_(system), answers_(std::move(answers)), evidence_strict_(evidence_strict) {
    collect_paths(system.index, {}, paths_);
}

// ---------------------------------------------------------------------------------------------- items

const ReferenceItem& Reference::item(const std::string& id) {
    const auto known = items_.find(id);
    if (known != items_.end()) return known->second;
    const auto path = paths_.find(id);
    ReferenceItem result =
        evaluate_item(*find_item(system_, id, paths_), path == paths_.end() ? nullptr : path->second.back());
    return items_.emplace(id, std::move(result)).first->second;
}

ReferenceItem Reference::evaluate_item(const Item& item, const Node* question) {
    const Answer given = answers_[item.id.text];
    ReferenceItem value;
    value.evidence_count = given.evidence_count;
    if (question && is_off(item.id.text)) {
        value.off = true;
        value.state = AnswerState::not_applicable;
        return value;
    }
    const bool offered = std::ranges::any_of(item.options, &Option::not_applicable);
    const bool allowed = item.not_applicable.mode != NotApplicableMode::forbidden || offered;
    const bool unproven = evidence_strict_ && question && !item.evidence.empty() && given.evidence_count == 0;
    if (given.state == AnswerState::not_applicable) {
        if (!allowed) fail();
        value.state = AnswerState::not_applicable;
        value.declared = true;
        return value;
    }
    if (given.state == AnswerState::known && !unproven) {
        value.state = AnswerState::known;
        value.assumed = given.assumed;
        value.number = given.number;
        for (std::size_t option = 0; option < 64; ++option)
            if (item.type == AnswerType::multi && (given.chosen >> option & 1) != 0)
                value.chosen.insert(option);
    }
    if (item.derive && (value.state == AnswerState::missing || value.assumed)) {
        ReferenceItem derived = derive(item, allowed);
        const bool stands_in = derived.state == AnswerState::missing && value.state == AnswerState::known;
        if (!stands_in) {
            derived.evidence_count = value.evidence_count;
            value = derived;
        }
    }
    if (value.state == AnswerState::missing && question &&
        question->question->missing == MissingRule::not_applicable) {
        value.state = AnswerState::not_applicable;
        value.declared = true;
    }
    return value;
}

/// A number from its parts: not applicable when one is, else missing when one is, else what `compute` says.
ReferenceItem Reference::derive(const Item& derived, bool not_applicable_allowed) {
    ReferenceItem result;
    const auto from = [&](std::initializer_list<Name> names, auto compute) {
        std::vector<Real> parts;
        bool missing = false;
        for (const Name& name : names) {
            const ReferenceItem& part = item(name.text);
            if (part.state == AnswerState::not_applicable) {
                result.state = AnswerState::not_applicable;
                return;
            }
            missing |= part.state == AnswerState::missing;
            parts.push_back(part.number);
        }
        if (missing) return;
        result.state = AnswerState::known;
        result.number = compute(parts);
    };
    const auto divide = [&](Real above, Real below) -> Real {
        if (std::abs(below) > tolerance) return above / below;
        if (std::abs(above) <= tolerance && not_applicable_allowed)
            result.state = AnswerState::not_applicable;
        else
            fail();
        return 0;
    };
    // A certain range is a value; a wider one is open, but known to end there.
    const auto settle = [&](std::optional<RealRange> range) {
        if (!range) {
            result.state = AnswerState::not_applicable;
        } else if (range->low == range->high) {
            result.state = AnswerState::known;
            result.number = range->low;
        } else {
            result.narrowed = range;
        }
    };
    std::visit(
        Overloaded{
            [&](const PercentOf& form) {
                from({form.part, form.whole},
                     [&](const auto& part) { return 100 * divide(part[0], part[1]); });
            },
            [&](const ChangeOf& form) {
                from({form.after, form.before}, [&](const auto& part) -> Real {
                    if (part[1] > tolerance) return 100 * (part[0] - part[1]) / part[1];
                    if (std::abs(part[0]) <= tolerance && std::abs(part[1]) <= tolerance &&
                        not_applicable_allowed)
                        result.state = AnswerState::not_applicable;
                    else
                        fail();
                    return 0;
                });
            },
            [&](const DifferenceOf& form) {
                from({form.minuend, form.subtrahend}, [&](const auto& part) { return part[0] - part[1]; });
            },
            [&](const SumOf& form) {
                Real sum = 0;
                bool missing = false, not_applicable = false;
                for (const auto& [name, factor] : form.terms) {
                    const ReferenceItem& part = item(name.text);
                    missing |= part.state == AnswerState::missing;
                    not_applicable |= part.state == AnswerState::not_applicable;
                    sum += factor * part.number;
                }
                if (not_applicable)
                    result.state = AnswerState::not_applicable;
                else if (!missing)
                    result.state = AnswerState::known;
                result.number = sum;
            },
            [&](const CountOf& form) {
                const auto counted = count(form.selector);
                settle(counted ? std::optional(RealRange{counted->low, counted->high}) : std::nullopt);
            },
            [&](const ShareOf& form) {
                const auto range = share(form.part, form.of);
                if (range)
                    settle(range);
                else
                    divide(0, 0);
            },
            [&](const FirstOf& form) {
                for (const FirstOf::Case& entry : form.cases) {
                    const Truth when = entry.when ? truth(*entry.when) : Truth::yes;
                    if (when == Truth::yes) result = literal(derived, entry.value.text);
                    if (when == Truth::yes || when == Truth::unknown) return;
                }
            }},
        derived.derive->form);
    if (result.state == AnswerState::known && derived.type == AnswerType::number && derived.range) {
        const RealRange range{derived.range->low, derived.range->high};
        if (result.number < range.low - tolerance || result.number > range.high + tolerance) fail();
        result.number = std::clamp(result.number, range.low, range.high);
    }
    return result;
}

ReferenceItem Reference::literal(const Item& item, const std::string& written) const {
    ReferenceItem value;
    value.state = AnswerState::known;
    switch (item.type) {
        case AnswerType::number:
            value.number = parse_number(written).value();
            break;
        case AnswerType::yesno:
            value.number = written == "yes" || written == "true" ? 1 : 0;
            break;
        case AnswerType::choice:
            value.number = static_cast<Real>(position_of(item, written));
            break;
        case AnswerType::multi:
            value.chosen.insert(position_of(item, written));
            break;
    }
    return value;
}

/// What an answer is, or may become: numbers in their range, options by their position, no before yes.
RealRange Reference::possible(const Item& definition) {
    const ReferenceItem& value = item(definition.id.text);
    if (value.state == AnswerState::known) return {value.number, value.number};
    if (value.narrowed) return *value.narrowed;
    if (definition.type == AnswerType::yesno) return {0, 1};
    if (definition.type == AnswerType::number)
        return definition.range ? RealRange{definition.range->low, definition.range->high}
                                : RealRange{-HUGE_VALL, HUGE_VALL};
    RealRange positions{HUGE_VALL, -HUGE_VALL};
    for (std::size_t option = 0; option < definition.options.size(); ++option) {
        if (definition.options[option].not_applicable) continue;
        positions.low = std::min(positions.low, static_cast<Real>(option));
        positions.high = std::max(positions.high, static_cast<Real>(option));
    }
    return positions;
}

// ---------------------------------------------------------------------------------------------- conditions

Truth Reference::truth(const Condition& condition) {
    return std::visit([this](const auto& form) { return hold(form); }, condition.form);
}

std::optional<RealRange> Reference::operand(const Operand& operand) {
    if (const auto* number = std::get_if<double>(&operand.value)) return RealRange{*number, *number};
    const std::string& id = std::get<Name>(operand.value).text;
    if (item(id).state == AnswerState::not_applicable) return std::nullopt;
    return possible(*find_item(system_, id, paths_));
}

Truth Reference::compare_all(std::optional<RealRange> present, const std::vector<Comparison>& comparisons) {
    if (!present) return Truth::not_applicable;
    std::vector<Truth> parts;
    for (const Comparison& comparison : comparisons) {
        const auto needed = operand(comparison.operand);
        if (!needed) return Truth::not_applicable;  // without its threshold the condition says nothing
        parts.push_back(compare(*present, comparison.comparator, *needed));
    }
    return join_all(parts);
}

Truth Reference::hold(const ScoreCondition& form) {
    const ReferenceNode& value = node(form.node.text);
    if (value.state == NodeState::not_applicable || !value.low) return Truth::not_applicable;
    RealRange present{*value.low, *value.high};
    if (form.percent) {
        if (*value.open_maximum <= 0) return Truth::not_applicable;
        present = {100 * present.low / *value.open_maximum, 100 * present.high / *value.open_maximum};
    }
    return compare_all(present, form.comparisons);
}

Truth Reference::hold(const AnswerCondition& form) {
    const ReferenceItem& value = item(form.item.text);
    const Item& definition = *find_item(system_, form.item.text, paths_);
    if (value.state == AnswerState::not_applicable) return Truth::not_applicable;
    const bool known = value.state == AnswerState::known;
    if (form.includes) {
        const std::size_t option = position_of(definition, form.includes->text);
        return known ? truth_from(value.chosen.contains(option), !value.chosen.contains(option))
                     : Truth::unknown;
    }
    const RealRange present = possible(definition);
    if (!form.is_any_of.empty() || !form.is_any_answer.empty()) {
        std::vector<Truth> parts;
        for (const Operand& wanted : form.is_any_answer) {
            const auto needed = operand(wanted);
            if (!needed) return Truth::not_applicable;
            parts.push_back(join_all({compare(present, Comparator::at_least, *needed),
                                      compare(present, Comparator::at_most, *needed)}));
        }
        for (const Name& wanted : form.is_any_of) {
            const Real needed = literal(definition, wanted.text).number;
            parts.push_back(join_all({compare(present, Comparator::at_least, {needed, needed}),
                                      compare(present, Comparator::at_most, {needed, needed})}));
        }
        const Truth any = join_any(parts);
        if (any != Truth::unknown || definition.type == AnswerType::number) return any;
        // Every option that may still be chosen is wanted.
        std::size_t open = 0, wanted = 0;
        for (std::size_t option = 0; option < definition.options.size(); ++option) {
            if (definition.options[option].not_applicable) continue;
            ++open;
            if (std::ranges::any_of(form.is_any_of, [&](const Name& name) {
                    return name == definition.options[option].id.text;
                }))
                ++wanted;
        }
        return open > 0 && open == wanted ? Truth::yes : wanted == 0 && open > 0 ? Truth::no : Truth::unknown;
    }
    std::vector<Comparison> comparisons = form.comparisons;
    for (const auto& [comparator, option] : form.option_comparisons)
        comparisons.push_back(
            {comparator, {static_cast<double>(literal(definition, option.text).number), {}}});
    return compare_all(present, comparisons);
}

Truth Reference::hold(const EvidenceCondition& form) {
    const ReferenceItem& value = item(form.item.text);
    if (value.state == AnswerState::not_applicable) return Truth::not_applicable;
    const auto count = static_cast<Real>(value.evidence_count);
    return compare_all(RealRange{count, value.state == AnswerState::missing ? HUGE_VALL : count},
                       form.comparisons);
}

Truth Reference::hold(const CheckCondition& form) {
    return check(form.check.text);
}

Truth Reference::check(const std::string& id) {
    const auto known = checks_.find(id);
    if (known != checks_.end()) return known->second;
    const auto& found =
        *std::ranges::find(system_.checks, id, [](const Check& check) { return check.id.text; });
    return checks_[id] = truth(found.when);
}

/// Applicable leaves and checks of a selection: how many count for certain, how many may.
std::optional<Reference::Counted> Reference::count(const Selector& selector) {
    std::optional<RealRange> needed;
    if (selector.scoring && !(needed = operand(*selector.scoring))) return std::nullopt;
    Counted counted;
    const auto add = [&](bool certain, bool possible) {
        counted.low += certain ? 1 : 0;
        counted.high += possible ? 1 : 0;
        counted.applicable += 1;
    };
    for (const auto& [id, path] : paths_) {
        const Node& leaf = *path.back();
        const bool selected =
            selector.kind == Selector::Kind::under
                ? std::ranges::any_of(path,
                                      [&](const Node* above) { return above->id == selector.name.text; })
                : leaf.is_leaf() && has_tag(leaf.question->item.tags, selector.name.text);
        if (!leaf.is_leaf() || !selected || !node(id).applicable) continue;
        const ReferenceNode& value = node(id);
        if (selector.scoring_best) {
            const Real best = reference_extremes(*leaf.question).high;
            needed = RealRange{best, best};
        }
        if (!needed) {
            add(true, true);
            continue;
        }
        const Truth reaches = compare({*value.low, *value.high}, Comparator::at_least, *needed);
        add(reaches == Truth::yes, reaches != Truth::no);
    }
    for (const Check& fact : system_.checks) {
        if (selector.kind != Selector::Kind::tag || !has_tag(fact.tags, selector.name.text)) continue;
        const Truth holds = check(fact.id.text);
        if (holds == Truth::not_applicable) continue;
        add(holds == Truth::yes || selector.all, holds != Truth::no || selector.all);
    }
    return counted;
}

std::optional<RealRange> Reference::share(const Selector& part, const Selector& of) {
    const auto above = count(part);
    const auto below = count(of);
    if (!above || !below || below->high == 0) return std::nullopt;
    const Real high = below->low > 0 ? std::min<Real>(1, above->high / below->low) : above->high == 0 ? 0 : 1;
    return RealRange{above->low / below->high, high};
}

Truth Reference::hold(const CountCondition& form) {
    const auto counted = count(form.selector);
    if (!counted) return Truth::not_applicable;
    if (!form.all) return compare_all(RealRange{counted->low, counted->high}, form.comparisons);
    if (counted->applicable == 0) return Truth::not_applicable;
    return truth_from(counted->low == counted->applicable, counted->high < counted->applicable);
}

Truth Reference::hold(const ShareCondition& form) {
    return compare_all(share(form.part, form.of), form.comparisons);
}

Truth Reference::hold(const LevelCondition& form) {
    const ReferenceLadder& value = ladder(form.ladder.text);
    if (value.state == LadderState::not_applicable) return Truth::not_applicable;
    if (value.state == LadderState::unknown) return Truth::unknown;
    const auto& found = *std::ranges::find(system_.ladders, form.ladder.text,
                                           [](const Ladder& entry) { return entry.id.text; });
    Rung rung = 1;
    while (found.levels[rung - 1].id.text != form.level.text)
        ++rung;
    return truth_from(value.level >= rung, value.possible < rung);
}

Truth Reference::hold(const AllOf& form) {
    std::vector<Truth> parts;
    for (const Condition& part : form.parts)
        parts.push_back(truth(part));
    return join_all(parts);
}

Truth Reference::hold(const AnyOf& form) {
    std::vector<Truth> parts;
    for (const Condition& part : form.parts)
        parts.push_back(truth(part));
    return join_any(parts);
}

Truth Reference::hold(const NotOf& form) {
    switch (truth(form.part.front())) {
        case Truth::yes:
            return Truth::no;
        case Truth::no:
            return Truth::yes;
        case Truth::unknown:
            return Truth::unknown;
        case Truth::not_applicable:
            break;
    }
    return Truth::not_applicable;
}

bool Reference::constraint_violated(const std::string& id) {
    return truth(std::ranges::find(system_.constraints, id, [](const Constraint& entry) {
                     return entry.id.text;
                 })->never) == Truth::yes;
}

// ---------------------------------------------------------------------------------------------- ladders

Verdict Reference::judge(const Requirement& requirement) {
    const Truth wanted = requirement.only_if ? truth(*requirement.only_if) : Truth::yes;
    if (wanted == Truth::no || wanted == Truth::not_applicable) return Verdict::not_applicable;
    const Truth holds = truth(requirement.condition);
    if (holds == Truth::yes) return Verdict::met;
    const bool passes =
        holds == Truth::not_applicable && requirement.on_not_applicable != OnNotApplicable::fail;
    if (passes) return Verdict::not_applicable;
    return wanted == Truth::unknown || holds == Truth::unknown ? Verdict::unknown : Verdict::unmet;
}

const ReferenceLadder& Reference::ladder(const std::string& id) {
    const auto known = ladders_.find(id);
    if (known != ladders_.end()) return known->second;
    const auto& found =
        *std::ranges::find(system_.ladders, id, [](const Ladder& entry) { return entry.id.text; });
    ReferenceLadder value;
    const Truth applies = found.applies_if ? truth(*found.applies_if) : Truth::yes;
    const bool off = applies == Truth::no || applies == Truth::not_applicable ||
                     node("total").state == NodeState::not_applicable;
    if (!off) {
        bool certain = true, possible = true;
        for (const Level& level : found.levels) {
            for (const Requirement& requirement : level.requirements) {
                const Verdict verdict = judge(requirement);
                value.verdicts.push_back(verdict);
                certain &= verdict == Verdict::met || verdict == Verdict::not_applicable;
                possible &= verdict != Verdict::unmet;
            }
            value.level += certain ? 1 : 0;
            value.possible += possible ? 1 : 0;
        }
        value.state = applies == Truth::unknown       ? LadderState::unknown
                      : value.level == value.possible ? LadderState::decided
                                                      : LadderState::open;
        for (std::uint32_t entry = 0; entry < found.expected.size(); ++entry) {
            const auto& when = found.expected[entry].when;
            const Truth expected = when ? truth(*when) : Truth::yes;
            value.expectation_unknown = expected == Truth::unknown;
            if (expected == Truth::yes) value.expectation = entry;
            if (expected == Truth::yes || expected == Truth::unknown) break;
        }
    }
    return ladders_.emplace(id, std::move(value)).first->second;
}

}  // namespace tidu::test
