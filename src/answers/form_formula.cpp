// SPDX-License-Identifier: Apache-2.0
// Translates the conditions that `applies_if` may hold (answers to inputs) and arithmetic on numbers. What
// has no translation is left to the reading of the form: a form that shows too much loses nothing.
#include "form_formula.h"

#include "tidu/text/number.h"
#include "tidu/text/overloaded.h"

namespace tidu {
namespace {

/// Excel refuses longer formulas.
constexpr std::size_t longest_formula = 8000;

std::string call(std::string_view function, const std::vector<std::string>& arguments) {
    std::string text(function);
    text += '(';
    for (std::size_t argument = 0; argument < arguments.size(); ++argument)
        text += (argument > 0 ? "," : "") + arguments[argument];
    return text + ")";
}

std::string_view sign_of(Comparator comparator) {
    switch (comparator) {
        case Comparator::at_least:
            return ">=";
        case Comparator::above:
            return ">";
        case Comparator::at_most:
            return "<=";
        case Comparator::below:
            break;
    }
    return "<";
}

std::optional<std::string> unless_too_long(std::optional<std::string> formula) {
    if (formula && formula->size() > longest_formula) return std::nullopt;
    return formula;
}

}  // namespace

std::optional<std::string> FormFormulas::applies(NodeIndex leaf) const {
    std::vector<std::string> conditions;
    for (std::optional<NodeIndex> node = leaf; node; node = outline_[*node].parent) {
        const std::optional<Condition>& applies_if = outline_[*node].node->applies_if;
        if (!applies_if) continue;
        if (auto formula = condition(*applies_if, true)) conditions.push_back(std::move(*formula));
    }
    if (conditions.empty()) return std::nullopt;
    return unless_too_long(conditions.size() == 1 ? conditions.front() : call("AND", conditions));
}

std::optional<std::string> FormFormulas::derived(ItemIndex item) const {
    const auto& derivation = outline_[item].item->derive;
    if (!derivation) return std::nullopt;
    auto quotient = [this](const Name& upper, const Name& lower, auto result, std::string_view guard) {
        const auto a = number(upper);
        const auto b = number(lower);
        if (!a || !b) return std::optional<std::string>();
        return std::optional(
            arithmetic({*a, *b}, call("IF", {*b + std::string(guard), "\"\"", result(*a, *b)})));
    };
    return unless_too_long(std::visit(
        Overloaded{
            [&](const PercentOf& form) {
                return quotient(
                    form.part, form.whole, [](auto& a, auto& b) { return "100*" + a + "/" + b; }, "=0");
            },
            [&](const ChangeOf& form) {
                return quotient(
                    form.after, form.before,
                    [](auto& a, auto& b) { return "100*(" + a + "-" + b + ")/" + b; }, "<=0");
            },
            [&](const DifferenceOf& form) -> std::optional<std::string> {
                const auto a = number(form.minuend);
                const auto b = number(form.subtrahend);
                if (!a || !b) return std::nullopt;
                return arithmetic({*a, *b}, *a + "-" + *b);
            },
            [&](const SumOf& form) -> std::optional<std::string> {
                std::vector<std::string> parts;
                std::string sum;
                for (const auto& [id, factor] : form.terms) {
                    const auto part = number(id);
                    if (!part) return std::nullopt;
                    parts.push_back(*part);
                    sum += (sum.empty() ? "" : "+") + *part + "*" + format_number(factor);
                }
                return arithmetic(parts, sum);
            },
            [&](const FirstOf& form) { return first_of(form, item); },
            [](const auto&) -> std::optional<std::string> { return std::nullopt; },
        },
        derivation->form));
}

/// Cases from the last to the first. A case that is neither certain nor excluded leaves the value open.
std::optional<std::string> FormFormulas::first_of(const FirstOf& first, ItemIndex item) const {
    std::string formula = "\"\"";
    for (auto entry = first.cases.rbegin(); entry != first.cases.rend(); ++entry) {
        const auto result = literal(item, entry->value.text);
        if (!result) return std::nullopt;
        if (!entry->when) {
            formula = *result;
            continue;
        }
        const auto certain = condition(*entry->when, false);
        const auto possible = condition(*entry->when, true);
        if (!certain || !possible) return std::nullopt;
        formula = call("IF", {*certain, *result, call("IF", {*possible, "\"\"", formula})});
    }
    return formula;
}

/// `when_open` is what the condition becomes while an answer it needs is open.
std::optional<std::string> FormFormulas::condition(const Condition& condition, bool when_open) const {
    return std::visit(Overloaded{
                          [&](const AnswerCondition& form) { return answer_condition(form, when_open); },
                          [&](const CheckCondition& form) -> std::optional<std::string> {
                              const auto check = outline_.find_check(form.check.text);
                              if (!check) return std::nullopt;
                              return this->condition(outline_.system().checks[check->value].when, when_open);
                          },
                          [&](const AllOf& form) { return joined(form.parts, "AND", when_open); },
                          [&](const AnyOf& form) { return joined(form.parts, "OR", when_open); },
                          [&](const NotOf& form) -> std::optional<std::string> {
                              const auto part = this->condition(form.part.front(), !when_open);
                              return part ? std::optional(call("NOT", {*part})) : std::nullopt;
                          },
                          [](const auto&) -> std::optional<std::string> { return std::nullopt; },
                      },
                      condition.form);
}

std::optional<std::string> FormFormulas::joined(const std::vector<Condition>& parts,
                                                std::string_view function, bool when_open) const {
    std::vector<std::string> formulas;
    for (const Condition& part : parts) {
        auto formula = condition(part, when_open);
        if (!formula) return std::nullopt;
        formulas.push_back(std::move(*formula));
    }
    return call(function, formulas);
}

std::optional<std::string> FormFormulas::answer_condition(const AnswerCondition& condition,
                                                          bool when_open) const {
    const auto item = outline_.find_item(condition.item.text);
    if (!item || outline_[*item].item->type == AnswerType::multi) return std::nullopt;
    const auto holds = comparison(*item, condition);
    if (!holds) return std::nullopt;
    const std::string open = outline_[*item].item->type == AnswerType::number
                                 ? call("NOT", {call("ISNUMBER", {value(*item)})})
                                 : value(*item) + "=\"\"";
    return call("IF", {open, when_open ? "TRUE" : "FALSE", *holds});
}

std::optional<std::string> FormFormulas::comparison(ItemIndex item, const AnswerCondition& condition) const {
    const std::string answer = value(item);
    std::vector<std::string> any_of;
    for (const Name& wanted : condition.is_any_of) {
        const auto text = literal(item, wanted.text);
        if (!text) return std::nullopt;
        any_of.push_back(answer + "=" + *text);
    }
    for (const Operand& wanted : condition.is_any_answer) {
        const auto cell = operand(wanted);
        if (!cell) return std::nullopt;
        any_of.push_back(answer + "=" + *cell);
    }
    if (!any_of.empty()) return any_of.size() == 1 ? any_of.front() : call("OR", any_of);
    std::vector<std::string> all_of;
    for (const Comparison& part : condition.comparisons) {
        const auto bound = operand(part.operand);
        if (!bound) return std::nullopt;
        all_of.push_back(answer + std::string(sign_of(part.comparator)) + *bound);
    }
    const std::string& list = cells_.option_lists[item.value];
    for (const auto& [comparator, option] : condition.option_comparisons) {
        const auto text = literal(item, option.text);
        if (!text || list.empty()) return std::nullopt;
        const auto position = [&](const std::string& of) { return call("MATCH", {of, list, "0"}); };
        all_of.push_back(call(
            "IFERROR", {position(answer) + std::string(sign_of(comparator)) + position(*text), "FALSE"}));
    }
    if (all_of.empty()) return std::nullopt;
    return all_of.size() == 1 ? all_of.front() : call("AND", all_of);
}

/// A value written in the system as the cell that holds the same words in the form.
std::optional<std::string> FormFormulas::literal(ItemIndex item, const std::string& text) const {
    const Item& definition = *outline_[item].item;
    switch (definition.type) {
        case AnswerType::number:
            if (const auto number = parse_number(text)) return format_number(*number);
            return std::nullopt;
        case AnswerType::yesno:
            return text == "yes" || text == "true" ? cells_.yes : cells_.no;
        case AnswerType::choice:
            if (const auto option = find_option(definition, text))
                return cells_.option_texts[item.value][*option];
            return std::nullopt;
        case AnswerType::multi:
            break;
    }
    return std::nullopt;
}

std::optional<std::string> FormFormulas::operand(const Operand& operand) const {
    if (const double* number = std::get_if<double>(&operand.value)) return format_number(*number);
    return number(std::get<Name>(operand.value));
}

std::optional<std::string> FormFormulas::number(const Name& id) const {
    const auto item = outline_.find_item(id.text);
    if (!item || outline_[*item].item->type != AnswerType::number) return std::nullopt;
    return value(*item);
}

/// The answer cell, or the default while it is empty.
std::string FormFormulas::value(ItemIndex item) const {
    const std::string& cell = cells_.answers[item.value];
    const Input* input = outline_[item].input;
    if (!input || !input->default_value) return cell;
    const auto fallback = literal(item, input->default_value->text);
    return fallback ? call("IF", {cell + "=\"\"", *fallback, cell}) : cell;
}

std::string FormFormulas::arithmetic(const std::vector<std::string>& parts, const std::string& result) const {
    std::vector<std::string> known;
    for (const std::string& part : parts)
        known.push_back(call("ISNUMBER", {part}));
    return call("IF", {call("AND", known), result, "\"\""});
}

}  // namespace tidu
