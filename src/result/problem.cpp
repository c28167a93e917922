// SPDX-License-Identifier: Apache-2.0
#include "tidu/result/problem.h"

#include "phrases.h"
#include "rules.h"
#include "tidu/system/number_range.h"
#include "tidu/text/number.h"
#include "tidu/text/overloaded.h"

namespace tidu {
namespace {

std::string percent_text(double share) {
    return format_cut(100 * share, 1);
}

std::string range_text(const Item& item) {
    const Range range = number_range(item.range);
    return "[" + format_number(range.low) + ", " + format_number(range.high) + "]";
}

/// Ids that a derived value is computed from, as far as they are answers.
std::string parts_of(const Derivation& derivation) {
    return std::visit(
        Overloaded{
            [](const PercentOf& form) { return form.part.text + ", " + form.whole.text; },
            [](const ChangeOf& form) { return form.after.text + ", " + form.before.text; },
            [](const DifferenceOf& form) { return form.minuend.text + ", " + form.subtrahend.text; },
            [](const SumOf& form) {
                std::string ids;
                for (const auto& [name, factor] : form.terms)
                    ids += (ids.empty() ? "" : ", ") + name.text;
                return ids;
            },
            [](const auto&) { return std::string(); },
        },
        derivation.form);
}

Place place_of(const std::optional<ItemIndex>& item, const AnswerSheet& sheet) {
    if (item && item->value < sheet.details.size()) {
        const Place& place = sheet.details[item->value].place;
        if (place.kind != PlaceKind::nowhere) return place;
    }
    return sheet.place;
}

struct Words {
    std::string_view rule;
    Message message;
    Message help = {};
};

Words words_about_item(const Finding& finding, const Item& item, const System& system) {
    const std::string value = format_number(finding.value);
    switch (finding.kind) {
        case Finding::Kind::derived_out_of_range: {
            const std::string parts = item.derive ? parts_of(*item.derive) : std::string();
            return {rules::derived_out_of_range,
                    say(phrases::derived_out_of_range, item.title, value, range_text(item)),
                    parts.empty() ? Message() : say(phrases::derived_out_of_range_help, parts)};
        }
        case Finding::Kind::derived_division_by_zero:
            return {rules::derived_division_by_zero, say(phrases::derived_division_by_zero, item.title)};
        case Finding::Kind::required_missing:
            return {rules::required_answer, say(phrases::required_missing, item.title),
                    say(phrases::required_missing_help, item.id.text)};
        case Finding::Kind::change_from_nonpositive:
            return {rules::change_from_nonpositive, say(phrases::change_from_nonpositive, item.title)};
        case Finding::Kind::derived_disagrees:
            return {rules::derived_disagrees,
                    say(phrases::derived_disagrees, item.title, format_number(finding.other), value)};
        case Finding::Kind::answer_to_inapplicable:
            return {rules::answer_to_inapplicable,
                    say(phrases::answer_to_inapplicable, item.title, system.unit)};
        case Finding::Kind::not_applicable_forbidden:
            return {rules::not_applicable_forbidden, say(phrases::not_applicable_forbidden, item.title),
                    say(phrases::not_applicable_forbidden_help)};
        case Finding::Kind::outside_scale:
            return {rules::outside_scale, say(phrases::outside_scale, item.title, value)};
        case Finding::Kind::not_applicable_limit:
        case Finding::Kind::constraint_violated:
            break;
    }
    return {};
}

Words words_of(const Finding& finding, const Outline& outline) {
    const System& system = outline.system();
    if (finding.kind == Finding::Kind::not_applicable_limit && finding.node)
        return {rules::not_applicable_limit,
                say(phrases::not_applicable_limit, outline[*finding.node].node->title,
                    percent_text(finding.value), percent_text(finding.other)),
                say(phrases::not_applicable_limit_help)};
    if (finding.kind == Finding::Kind::constraint_violated && finding.constraint)
        return {rules::constraint_violated,
                say(finding.severity == Severity::error ? phrases::constraint_violated
                                                        : phrases::constraint_doubted,
                    system.constraints[finding.constraint->value].title)};
    return words_about_item(finding, *outline[*finding.item].item, system);
}

std::string subject_of(const Finding& finding, const Outline& outline) {
    if (finding.item) return outline[*finding.item].item->id.text;
    if (finding.node) return outline[*finding.node].node->id.text;
    return finding.constraint ? outline.system().constraints[finding.constraint->value].id.text
                              : std::string();
}

}  // namespace

Diagnostic diagnose(const Finding& finding, const Program& program, const AnswerSheet& sheet) {
    const Outline& outline = *program.outline;
    Words words = words_of(finding, outline);
    Diagnostic diagnostic;
    diagnostic.severity = finding.severity;
    diagnostic.rule = words.rule;
    diagnostic.message = std::move(words.message);
    diagnostic.help = std::move(words.help);
    diagnostic.place = place_of(finding.item, sheet);
    diagnostic.subject = subject_of(finding, outline);
    return diagnostic;
}

std::vector<Diagnostic> diagnose_findings(const Evaluation& evaluation, const Program& program,
                                          const AnswerSheet& sheet) {
    std::vector<Diagnostic> diagnostics;
    if (sheet.answers.empty()) return diagnostics;
    const bool is_valid = sheet.is_valid();
    for (const Finding& finding : evaluation.findings)
        if (is_valid || finding.kind != Finding::Kind::not_applicable_limit)
            diagnostics.push_back(diagnose(finding, program, sheet));
    return diagnostics;
}

ProblemRecord problem_record(const Diagnostic& diagnostic) {
    const auto in_both = [](const Message& message) {
        return message.empty() ? BilingualText()
                               : BilingualText{message.in(Language::zh), message.in(Language::en)};
    };
    ProblemRecord problem;
    problem.severity = diagnostic.severity;
    problem.rule = diagnostic.rule;
    problem.subject = diagnostic.subject;
    problem.message = in_both(diagnostic.message);
    problem.help = in_both(diagnostic.help);
    if (diagnostic.place.source) problem.file = diagnostic.place.source->name;
    problem.sheet = diagnostic.place.sheet;
    problem.row = diagnostic.place.span.line;
    problem.column = diagnostic.place.span.column;
    return problem;
}

}  // namespace tidu
