// SPDX-License-Identifier: Apache-2.0
#include "rule_text.h"

#include <algorithm>
#include <cassert>

#include "phrases.h"
#include "system_phrases.h"
#include "tidu/answers/bind.h"
#include "tidu/score/evaluate.h"
#include "tidu/score/explain.h"
#include "tidu/text/number.h"
#include "tidu/text/overloaded.h"

namespace tidu {

RuleText::RuleText(const Program& program, const Wording& words) : program_(program), words_(words) {
    const AnswerSheet sheet = bind_answers(*program.outline, RawSheet());  // nothing but the defaults
    evaluate(program, sheet.answers, {}, evaluation_);
}

ConditionReading RuleText::reading_of(const Condition& condition) const {
    const auto compiled = std::ranges::find(program_.conditions, &condition, &CompiledCondition::origin);
    assert(compiled != program_.conditions.end() && "every condition of a system is compiled");
    const auto index = static_cast<std::uint32_t>(compiled - program_.conditions.begin());
    return read_condition(program_, evaluation_, ConditionIndex{index});
}

std::string RuleText::condition(const Condition& condition) const {
    return words_.rule(reading_of(condition), &condition);
}

std::string RuleText::title(const Requirement& requirement) const {
    if (!requirement.title.empty()) return words_.in(requirement.title);
    return words_.condition_title(reading_of(requirement.condition), &requirement.condition);
}

std::string RuleText::needed(const Requirement& requirement) const {
    std::string text = words_.needed_rule(reading_of(requirement.condition), &requirement.condition,
                                          !requirement.title.empty());
    if (requirement.only_if) text += words_.phrase(phrases::only_if, condition(*requirement.only_if));
    if (requirement.on_not_applicable == OnNotApplicable::fail)
        text += words_.phrase(phrases::fails_when_off);
    return text;
}

std::string RuleText::derivation(const Derivation& derivation, const Item& item) const {
    const auto title = [&](const Name& name) { return words_.title_of(name.text); };
    const auto counted = [&](const std::string& text, const Selector& selector) {
        const std::string who = words_.counted(selector);
        return who.empty() ? text : words_.phrase(phrases::with_remark, text, who);
    };
    return std::visit(
        Overloaded{
            [&](const PercentOf& form) {
                return words_.phrase(phrases::percent_of, title(form.part), title(form.whole));
            },
            [&](const ChangeOf& form) {
                return words_.phrase(phrases::change_of, title(form.after), title(form.before));
            },
            [&](const DifferenceOf& form) {
                return words_.phrase(phrases::difference_of, title(form.minuend), title(form.subtrahend));
            },
            [&](const SumOf& form) { return sum(form); },
            [&](const CountOf& form) {
                return counted(words_.phrase(phrases::number_of, words_.selection(form.selector)),
                               form.selector);
            },
            [&](const ShareOf& form) {
                return counted(words_.phrase(phrases::share_of_whole, words_.selection(form.part),
                                             words_.selection(form.of)),
                               form.part);
            },
            [&](const FirstOf& form) { return cases(form, item); },
        },
        derivation.form);
}

std::string RuleText::sum(const SumOf& form) const {
    std::string terms;
    for (const auto& [item, factor] : form.terms) {
        const std::string title = words_.title_of(item.text);
        if (!terms.empty()) terms += words_.phrase(phrases::list_separator);
        terms += factor == 1 ? title : words_.phrase(phrases::term, title, format_number(factor));
    }
    return words_.phrase(phrases::sum_of, terms);
}

std::string RuleText::cases(const FirstOf& form, const Item& item) const {
    std::string text;
    for (const FirstOf::Case& entry : form.cases) {
        const std::string value = words_.value(item, entry.value.text);
        if (!text.empty()) text += words_.phrase(phrases::clause_separator);
        text += entry.when ? words_.phrase(phrases::with_remark, value, condition(*entry.when))
                           : words_.phrase(phrases::otherwise, value);
    }
    return text;
}

}  // namespace tidu
