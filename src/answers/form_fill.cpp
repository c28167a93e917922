// SPDX-License-Identifier: Apache-2.0
#include "form_fill.h"

#include <algorithm>

#include "cell_text.h"
#include "phrases.h"
#include "tidu/answers/form_plan.h"

namespace tidu {
namespace {

std::string words(const Phrase& phrase, Language language) {
    return std::string(language == Language::zh ? phrase.zh : phrase.en);
}

}  // namespace

std::vector<EnterpriseAttribute> attributes_of_form(const Outline& outline, const RawSheet* filled) {
    std::vector<EnterpriseAttribute> attributes = asked_attributes(outline);
    if (!filled) return attributes;
    const auto& usual = enterprise_attributes();
    for (const auto& [id, value] : filled->enterprise) {
        if (std::ranges::find(attributes, id, &EnterpriseAttribute::id) != attributes.end()) continue;
        const auto known = std::ranges::find(usual, id, &EnterpriseAttribute::id);
        attributes.push_back(known == usual.end() ? EnterpriseAttribute{id, {id, id}} : *known);
    }
    return attributes;
}

FormFill::FormFill(const Outline& outline, const FormOptions& options)
    : outline_(outline), options_(options), answers_(outline.items().size()) {
    if (!options.filled) return;
    for (const RawAnswer& answer : options.filled->answers)
        if (const auto item = outline.find_item(answer.key)) answers_[item->value] = &answer;
}

std::string FormFill::in_language(const Item& item, const std::string& value) const {
    if (item.type == AnswerType::yesno && (value == "yes" || value == "no"))
        return words(value == "yes" ? phrases::form_yes : phrases::form_no, options_.language);
    const auto option = find_option(item, value);
    if (!option || item.options[*option].text.empty()) return value;
    return item.options[*option].text.in(options_.language);
}

std::string FormFill::cell_text(ItemIndex item) const {
    const RawAnswer* given = answers_[item.value];
    const Item& definition = *outline_[item].item;
    if (!given) return {};
    if (given->not_applicable) return words(phrases::form_not_applicable, options_.language);
    if (definition.type != AnswerType::multi)
        return given->values.empty() ? std::string() : in_language(definition, given->values.front().text);
    if (given->values.empty())
        return given->is_list ? words(phrases::form_none, options_.language) : std::string();
    // What is no option was not understood; it stands where a person will see it.
    for (const RawValue& value : given->values)
        if (!find_option(definition, value.text)) return value.text;
    return {};
}

std::string FormFill::machine_text(ItemIndex item) const {
    const RawAnswer* given = answers_[item.value];
    return given ? answer_cell(*given) : std::string();
}

bool FormFill::is_ticked(ItemIndex item, std::uint32_t option) const {
    const RawAnswer* given = answers_[item.value];
    if (!given) return false;
    const std::string& id = outline_[item].item->options[option].id.text;
    return std::any_of(given->values.begin(), given->values.end(),
                       [&](const RawValue& value) { return value.text == id; });
}

bool FormFill::is_answered(ItemIndex item) const {
    const RawAnswer* given = answers_[item.value];
    return given && (given->not_applicable || given->is_list || !given->values.empty());
}

bool FormFill::applies(ItemIndex item) const {
    return options_.preview.off.empty() || !options_.preview.off[item.value];
}

std::string FormFill::derived_text(ItemIndex item) const {
    if (options_.preview.derived.empty()) return {};
    return in_language(*outline_[item].item, options_.preview.derived[item.value]);
}

std::string FormFill::assumed_text(ItemIndex item) const {
    const Input* input = outline_[item].input;
    if (!input || !input->default_value) return {};
    const std::string value = in_language(*outline_[item].item, input->default_value->text);
    return say(phrases::form_default, value).in(options_.language);
}

std::string FormFill::attribute(const std::string& id) const {
    if (!options_.filled) return {};
    if (id == "period") return options_.filled->period;
    const RawValue* value = options_.filled->attribute(id);
    return value ? value->text : std::string();
}

}  // namespace tidu
