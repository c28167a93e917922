// SPDX-License-Identifier: Apache-2.0
// Rules about inputs, options and what is applicable.
#include <algorithm>
#include <map>
#include <set>

#include "answer_values.h"
#include "every_condition.h"
#include "lint_rule.h"
#include "references.h"
#include "tidu/system/dependencies.h"
#include "tidu/text/number.h"
#include "tidu/text/utf8.h"
#include "values.h"

namespace tidu {

namespace {

// ---------------------------------------------------------------------------------------------- settled
// inputs

/// Which inputs always have a value: required, defaulted, or derived from such inputs without a way out.
class SettledInputs {
  public:
    explicit SettledInputs(const Outline& outline)
        : outline_(outline), settled_(outline.input_count(), false) {
        for (const Definition& definition : order_with_circles(outline))
            if (const auto* item = std::get_if<ItemIndex>(&definition))
                if (outline[*item].input != nullptr) settled_[item->value] = settles(*outline[*item].input);
    }

    bool is_settled(ItemIndex item) const { return outline_[item].input != nullptr && settled_[item.value]; }

    /// The first thing that a condition reads and that may be without a value; nullptr: none.
    const Name* open_reference(const Condition& condition) const {
        const Name* open = nullptr;
        visit_references(condition, [&](const Reference& reference) {
            if (open == nullptr && !is_settled(reference))
                open = reference.name != nullptr ? reference.name : &reference.selector->name;
        });
        return open;
    }

  private:
    bool settles(const Input& input) const {
        const auto means_not_applicable = [](const Option& option) { return option.not_applicable; };
        if (input.not_applicable.mode != NotApplicableMode::forbidden ||
            std::any_of(input.options.begin(), input.options.end(), means_not_applicable))
            return false;
        if (input.required || input.default_value) return true;
        return input.derive && derives_always(*input.derive);
    }

    bool derives_always(const Derivation& derivation) const {
        if (const auto* first = std::get_if<FirstOf>(&derivation.form))
            if (first->cases.empty() || first->cases.back().when) return false;
        bool settled = true;
        visit_references(derivation,
                         [&](const Reference& reference) { settled = settled && is_settled(reference); });
        return settled;
    }

    bool is_settled(const Reference& reference) const {
        if (reference.kind != Reference::Kind::answer) return false;
        const auto item = outline_.find_item(reference.name->text);
        return item && is_settled(*item);
    }

    const Outline& outline_;
    std::vector<bool> settled_;
};

}  // namespace

void find_unsettled_applicability(const LintRun& run) {
    const SettledInputs inputs(run.outline());
    for (const Outline::NodeEntry& entry : run.outline().nodes()) {
        const Node& node = *entry.node;
        const Name* open = node.applies_if ? inputs.open_reference(*node.applies_if) : nullptr;
        if (open != nullptr)
            run.found(node.id, open->span, say(phrases::unsettled_applies_if, node.id.text, open->text),
                      say(phrases::unsettled_help));
        const auto* by = std::get_if<WeightBy>(&node.weight.value);
        if (by == nullptr) continue;
        const auto input = run.outline().find_item(by->input.text);
        if (input && !inputs.is_settled(*input))
            run.found(node.id, by->input.span, say(phrases::unsettled_weight, node.id.text, by->input.text),
                      say(phrases::unsettled_help));
    }
}

// ---------------------------------------------------------------------------------------------- missing

namespace {

bool may_be_not_applicable(const Item& item) {
    return item.not_applicable.mode != NotApplicableMode::forbidden ||
           std::any_of(item.options.begin(), item.options.end(),
                       [](const Option& o) { return o.not_applicable; });
}

/// Requirements without `on_not_applicable`, by the questions that they name.
std::map<std::string_view, const Requirement*> requirements_by_question(const System& system) {
    std::map<std::string_view, const Requirement*> by_question;
    for (const Ladder& ladder : system.ladders)
        for (const Level& level : ladder.levels)
            for (const Requirement& requirement : level.requirements) {
                if (requirement.on_not_applicable != OnNotApplicable::unspecified) continue;
                visit_references(requirement.condition, [&](const Reference& reference) {
                    if (reference.name != nullptr) by_question.emplace(reference.name->text, &requirement);
                });
            }
    return by_question;
}

}  // namespace

void find_missing_not_applicable(const LintRun& run) {
    const auto required = requirements_by_question(run.system());
    for (const Outline::NodeEntry& entry : run.outline().nodes()) {
        if (!entry.item || entry.node->question->missing != MissingRule::not_applicable) continue;
        const Name& id = entry.node->id;
        if (!may_be_not_applicable(entry.node->question->item))
            run.found(id, entry.node->question->missing_span, say(phrases::silence_forbidden, id.text),
                      say(phrases::silence_forbidden_help));
        if (const auto requirement = required.find(id.text); requirement != required.end())
            run.found(id, requirement->second->span, say(phrases::silence_passes, id.text),
                      say(phrases::silence_passes_help));
    }
}

namespace {

/// The first thing that a derived value needs and that an enterprise may leave open; nullptr: none.
const Name* open_part(const Outline& outline, const SettledInputs& inputs, const Derivation& derivation) {
    const Name* open = nullptr;
    visit_references(derivation, [&](const Reference& reference) {
        const Name* name = reference.name != nullptr ? reference.name : &reference.selector->name;
        const auto item = reference.name != nullptr ? outline.find_item(name->text) : std::nullopt;
        const Input* input = item ? outline[*item].input : nullptr;
        // A required input may be not applicable; it is never just left out.
        const bool is_there = input != nullptr && (input->required || inputs.is_settled(*item));
        if (open == nullptr && !is_there) open = name;
    });
    return open;
}

}  // namespace

void find_excused_derivations(const LintRun& run) {
    const SettledInputs inputs(run.outline());
    for (const Outline::NodeEntry& entry : run.outline().nodes()) {
        if (!entry.item || entry.node->question->missing != MissingRule::not_applicable) continue;
        const auto& derivation = entry.node->question->item.derive;
        const Name* open = derivation ? open_part(run.outline(), inputs, *derivation) : nullptr;
        if (open != nullptr)
            run.found(entry.node->id, say(phrases::part_excuses, entry.node->id.text, open->text),
                      say(phrases::part_excuses_help));
    }
}

// ---------------------------------------------------------------------------------------------- options

namespace {

/// Options of a derived choice that none of its cases gives.
void find_underived_options(const LintRun& run, const Item& item) {
    const auto* first = item.derive ? std::get_if<FirstOf>(&item.derive->form) : nullptr;
    if (first == nullptr) return;
    for (const Option& option : item.options) {
        const auto gives = [&](const FirstOf::Case& entry) { return entry.value.text == option.id.text; };
        if (!option.not_applicable && std::none_of(first->cases.begin(), first->cases.end(), gives))
            run.found(option.id, say(phrases::option_never_derived, option.id.text, item.id.text));
    }
}

/// Options that an error constraint forbids all by itself: whatever else is answered, it is violated.
void find_forbidden_options(const LintRun& run, const Constraint& constraint, const Condition& never) {
    if (const auto* any = std::get_if<AnyOf>(&never.form))
        for (const Condition& part : any->parts)
            find_forbidden_options(run, constraint, part);
    const auto* answer = std::get_if<AnswerCondition>(&never.form);
    const auto index = answer ? run.outline().find_item(answer->item.text) : std::nullopt;
    if (!index) return;
    const Item& item = *run.outline()[*index].item;
    const auto forbidden = [&](const std::string& option, const Span& span) {
        run.found({option, span}, say(phrases::option_forbidden, option, item.id.text, constraint.id.text));
    };
    if (answer->includes && item.type == AnswerType::multi)
        forbidden(answer->includes->text, answer->includes->span);
    if (item.type != AnswerType::choice || !answer->is_any_answer.empty()) return;
    for (const Name& option : answer->is_any_of)
        forbidden(option.text, option.span);
    if (!answer->is_any_of.empty() || answer->option_comparisons.empty()) return;
    for (const std::size_t position : answers_that_meet(item, *answer))
        forbidden(item.options[position].id.text, answer->option_comparisons.front().second.span);
}

/// `question option` of everything that an `includes` asks for.
std::set<std::pair<std::string, std::string>> included_options(const LintRun& run) {
    std::set<std::pair<std::string, std::string>> included;
    visit_every_condition(run.outline(), [&](const Condition& condition) {
        visit_conditions(condition, [&](const Condition& part) {
            const auto* answer = std::get_if<AnswerCondition>(&part.form);
            if (answer != nullptr && answer->includes)
                included.emplace(answer->item.text, answer->includes->text);
        });
    });
    return included;
}

}  // namespace

void find_unpickable_options(const LintRun& run) {
    for (const Outline::ItemEntry& entry : run.outline().items())
        // A question that is derived may be answered directly as well.
        if (entry.input != nullptr && entry.item->type == AnswerType::choice)
            find_underived_options(run, *entry.item);
    for (const Constraint& constraint : run.system().constraints)
        if (constraint.severity == Severity::error) find_forbidden_options(run, constraint, constraint.never);
}

void find_options_without_effect(const LintRun& run) {
    const auto included = included_options(run);
    for (const Outline::NodeEntry& entry : run.outline().nodes()) {
        if (!entry.item) continue;
        const Question& question = *entry.node->question;
        const auto* multi = std::get_if<MultiScore>(&question.scoring);
        if (multi == nullptr ||
            (multi->rule != MultiScore::Rule::sum && multi->rule != MultiScore::Rule::max))
            continue;
        for (const Option& option : question.item.options) {
            const bool scores = option.score.value_or(0) != 0 || option.exclusive || option.not_applicable;
            if (!scores && included.count({question.item.id.text, option.id.text}) == 0)
                run.found(option.id,
                          say(phrases::option_without_effect, option.id.text, question.item.id.text),
                          say(phrases::option_without_effect_help));
        }
    }
}

namespace {

/// The options of one item by their texts, in both languages.
class OptionTexts {
  public:
    /// The first option that reads the same in a language; null: none does.
    const Option* twin_of(const Option& option) {
        const Option* in_chinese = twin_in(chinese_, option.text.zh, option);
        const Option* in_english = twin_in(english_, option.text.en, option);
        return in_chinese != nullptr ? in_chinese : in_english;
    }

  private:
    using FirstByText = std::map<std::string_view, const Option*>;

    static const Option* twin_in(FirstByText& first, std::string_view text, const Option& option) {
        if (trim(text).empty()) return nullptr;
        const auto [known, is_new] = first.emplace(trim(text), &option);
        return is_new ? nullptr : known->second;
    }

    FirstByText chinese_, english_;
};

}  // namespace

void find_options_alike(const LintRun& run) {
    for (const Outline::ItemEntry& entry : run.outline().items()) {
        OptionTexts texts;
        for (const Option& option : entry.item->options) {
            const Option* twin = texts.twin_of(option);
            if (twin == nullptr) continue;
            Diagnostic& finding = run.found(
                option.id, say(phrases::options_alike, option.id.text, twin->id.text, entry.item->id.text));
            run.note(finding, twin->span, say(phrases::first_defined_here));
        }
    }
}

// ---------------------------------------------------------------------------------------------- cases

namespace {

/// Reports what stands behind the first entry that always applies.
template <typename Entry, typename NameOf>
void find_unreached(const LintRun& run, const std::vector<Entry>& entries, const Name& owner,
                    const NameOf& name_of) {
    const auto always =
        std::find_if(entries.begin(), entries.end(), [](const Entry& entry) { return !entry.when; });
    if (always == entries.end() || std::next(always) == entries.end()) return;
    const Name& next = name_of(*std::next(always));
    run.found(owner, next.span, say(phrases::case_unreached, next.text, owner.text),
              say(phrases::case_unreached_help));
}

}  // namespace

void find_unreached_cases(const LintRun& run) {
    for (const Outline::ItemEntry& entry : run.outline().items())
        if (entry.item->derive)
            if (const auto* first = std::get_if<FirstOf>(&entry.item->derive->form))
                find_unreached(run, first->cases, entry.item->id,
                               [](const FirstOf::Case& one) -> const Name& { return one.value; });
    for (const Ladder& ladder : run.system().ladders)
        find_unreached(run, ladder.expected, ladder.id,
                       [](const Expectation& one) -> const Name& { return one.level; });
}

}  // namespace tidu
