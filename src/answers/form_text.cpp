// SPDX-License-Identifier: Apache-2.0
// Follows the plan of the form line by line, as the workbook does.
#include "form_text.h"

#include "cell_text.h"
#include "form_fill.h"
#include "phrases.h"
#include "tidu/answers/attributes.h"
#include "tidu/answers/form_plan.h"
#include "tidu/answers/understand.h"
#include "tidu/codec/csv.h"
#include "tidu/text/number.h"
#include "yaml_text.h"

namespace tidu {
namespace {

std::string words(const Phrase& phrase, Language language) {
    return std::string(language == Language::zh ? phrase.zh : phrase.en);
}

/// A comment must not end in the middle.
std::string one_line(std::string text) {
    for (char& letter : text)
        if (letter == '\n' || letter == '\r') letter = ' ';
    return text;
}

/// What may be written, and what counts where nothing is.
std::string allowed_or_assumed(const FormFill& fill, ItemIndex index, const Item& item, Language language) {
    const std::string assumed = fill.assumed_text(index);
    const std::string separator = language == Language::zh ? "；" : ". ";
    return allowed_in_words(item, language) + (assumed.empty() ? assumed : separator + assumed);
}

}  // namespace

std::string allowed_in_words(const Item& item, Language language) {
    if (item.type == AnswerType::yesno)
        return words(phrases::form_yes, language) + " / " + words(phrases::form_no, language);
    if (item.type == AnswerType::number) {
        if (!item.range) return words(phrases::form_any_number, language);
        return say(phrases::form_number_in_range, format_number(item.range->low),
                   format_number(item.range->high))
            .in(language);
    }
    std::string text;
    for (std::size_t option = 0; option < item.options.size(); ++option) {
        const Option& shown = item.options[option];
        text += (text.empty() ? "" : " | ") + shown.id.text;
        if (!shown.text.empty() && shown.text.in(language) != shown.id.text)
            text += " " + shown.text.in(language);
    }
    return text;
}

std::string make_form_csv(const Outline& outline, const FormOptions& options) {
    const FormFill fill(outline, options);
    const Language language = options.language;
    std::string text = "\xEF\xBB\xBF";  // by this mark Excel knows that it is UTF-8
    CsvWriter csv(text);
    const auto row = [&](std::initializer_list<std::string_view> cells) {
        for (const std::string_view cell : cells)
            csv.text(cell);
        csv.end_row();
    };
    const std::string id = fill.attribute("id");
    row({"id", "period", "question", "value", "reason", "evidence", "note", "no.", "title", "unit",
         "allowed"});
    const std::string period = fill.attribute("period");
    for (const EnterpriseAttribute& attribute : attributes_of_form(outline, options.filled))
        if (attribute.id != "id")
            row({id, period, "enterprise." + attribute.id, fill.attribute(attribute.id), "", "", "", "",
                 attribute.title.in(language), "", ""});
    for (const FormPart& part : plan_form(outline)) {
        for (const FormLine& line : part.lines) {
            if (!line.item) continue;
            const Item& item = *outline[*line.item].item;
            const RawAnswer* given = fill.answer(*line.item);
            row({id, period, item.id.text, given ? fill.machine_text(*line.item) : std::string(),
                 given ? given->reason : std::string(),
                 given ? join_evidence(given->evidence) : std::string(), given ? given->note : std::string(),
                 line.number, question_text(item, language), item.unit.in(language),
                 allowed_or_assumed(fill, *line.item, item, language)});
        }
    }
    return text;
}

std::string make_form_yaml(const Outline& outline, const FormOptions& options) {
    const FormFill fill(outline, options);
    const Language language = options.language;
    const System& system = outline.system();
    std::string text = "# " + system.title.in(language) + "\n# " +
                       say(phrases::form_made_for, system.id, system.version).in(language) + "\n";
    const auto comment = [&](const Phrase& phrase, const std::string& value) {
        if (!value.empty()) text += "# " + words(phrase, language) + ": " + one_line(value) + "\n";
    };
    comment(phrases::form_deadline, options.deadline);
    comment(phrases::form_contact, options.contact);
    text += "# " + words(phrases::form_yaml_how, language) + "\n";
    text += "system: " + yaml_scalar(system.id) + "\n";
    text += "period: " + yaml_scalar(fill.attribute("period")) + "  # " +
            words(phrases::form_period, language) + "\n";
    text += "enterprise:\n";
    for (const EnterpriseAttribute& attribute : attributes_of_form(outline, options.filled))
        text += "  " + attribute.id + ": " + yaml_scalar(fill.attribute(attribute.id)) + "  # " +
                attribute.title.in(language) + "\n";
    text += "answers:\n";
    for (const FormPart& part : plan_form(outline)) {
        text += "\n  # ======== " + part.title.in(language) + "\n";
        for (const FormLine& line : part.lines) {
            if (!line.item) {
                text += "\n  # ---- " + line.heading.in(language) + "\n";
                continue;
            }
            const Item& item = *outline[*line.item].item;
            const RawAnswer* given = fill.answer(*line.item);
            const std::string value = given ? yaml_answer(*given) : std::string();
            const std::string& unit = item.unit.in(language);
            text += "  # " + line.number + " " + one_line(question_text(item, language)) +
                    (unit.empty() ? "" : " [" + unit + "]") + "\n";
            text += "  #   " + one_line(allowed_or_assumed(fill, *line.item, item, language)) + "\n";
            text += "  " + item.id.text + ":" + (value.empty() ? "" : " ") + value + "\n";
        }
    }
    return text;
}

}  // namespace tidu
