// SPDX-License-Identifier: Apache-2.0
#include "notation.h"

#include <vector>

#include "tidu/text/number.h"
#include "tidu/text/overloaded.h"

namespace tidu {

namespace {

/// `{key: value, ...}` out of parts that are finished; empty parts are left out.
std::string map_of(const std::vector<std::string>& parts) {
    std::string text;
    for (const std::string& part : parts)
        if (!part.empty()) text += (text.empty() ? "" : ", ") + part;
    return "{" + text + "}";
}

std::string list_of(const std::vector<std::string>& parts) {
    std::string text;
    for (const std::string& part : parts)
        text += (text.empty() ? "" : ", ") + part;
    return "[" + text + "]";
}

std::string entry(std::string_view key, std::string_view value) {
    return std::string(key) + ": " + std::string(value);
}

std::string notation_of(const Operand& operand) {
    if (const double* number = std::get_if<double>(&operand.value)) return format_number(*number);
    return map_of({entry("answer", std::get<Name>(operand.value).text)});
}

std::string notation_of(const std::vector<Comparison>& comparisons) {
    std::string text;
    for (const Comparison& comparison : comparisons)
        text += (text.empty() ? "" : ", ") +
                entry(name_of(comparison.comparator), notation_of(comparison.operand));
    return text;
}

std::string notation_of(const Selector& selector) {
    std::string scoring;
    if (selector.scoring_best) scoring = "scoring: best";
    if (selector.scoring) scoring = entry("scoring", notation_of(*selector.scoring));
    return map_of({entry(selector.kind == Selector::Kind::tag ? "tag" : "under", selector.name.text), scoring,
                   selector.all ? "all: true" : ""});
}

std::string pair_of(const Name& first, const Name& second) {
    return list_of({first.text, second.text});
}

std::string points_of(const ScorePoints& points) {
    std::vector<std::string> pairs;
    for (const auto& [x, score] : points)
        pairs.push_back(list_of({format_number(x), format_number(score)}));
    return list_of(pairs);
}

std::string parts_of(const std::vector<Condition>& parts) {
    std::vector<std::string> texts;
    for (const Condition& part : parts)
        texts.push_back(notation(part));
    return list_of(texts);
}

std::string answer_tests(const AnswerCondition& condition) {
    std::vector<std::string> tests;
    std::vector<std::string> values;
    for (const Name& value : condition.is_any_of)
        values.push_back(value.text);
    for (const Operand& value : condition.is_any_answer)
        values.push_back(notation_of(value));
    if (values.size() == 1)
        tests.push_back(entry("is", values.front()));
    else if (!values.empty())
        tests.push_back(entry("in", list_of(values)));
    if (condition.includes) tests.push_back(entry("includes", condition.includes->text));
    if (!condition.comparisons.empty()) tests.push_back(notation_of(condition.comparisons));
    for (const auto& [comparator, option] : condition.option_comparisons)
        tests.push_back(entry(name_of(comparator), option.text));
    std::string text;
    for (const std::string& test : tests)
        text += (text.empty() ? "" : ", ") + test;
    return text;
}

/// What a condition looks at, and what it asks of that.
struct ConditionParts {
    std::string subject;
    std::string tests;
};

ConditionParts parts_of(const Condition& condition) {
    return std::visit(
        Overloaded{[](const ScoreCondition& form) -> ConditionParts {
                       return {entry(form.percent ? "percent" : "score", form.node.text),
                               notation_of(form.comparisons)};
                   },
                   [](const AnswerCondition& form) -> ConditionParts {
                       return {entry("answer", form.item.text), answer_tests(form)};
                   },
                   [](const EvidenceCondition& form) -> ConditionParts {
                       return {entry("evidence", form.item.text), notation_of(form.comparisons)};
                   },
                   [](const CheckCondition& form) -> ConditionParts {
                       return {entry("check", form.check.text), ""};
                   },
                   [](const CountCondition& form) -> ConditionParts {
                       return {entry("count", notation_of(form.selector)),
                               form.all ? "all: true" : notation_of(form.comparisons)};
                   },
                   [](const ShareCondition& form) -> ConditionParts {
                       const std::string share =
                           map_of({entry("part", notation_of(form.part)), entry("of", notation_of(form.of))});
                       return {entry("share", share), notation_of(form.comparisons)};
                   },
                   [](const LevelCondition& form) -> ConditionParts {
                       return {entry("level", form.ladder.text), entry("at_least", form.level.text)};
                   },
                   [](const AllOf& form) -> ConditionParts {
                       return {entry("all", parts_of(form.parts)), ""};
                   },
                   [](const AnyOf& form) -> ConditionParts {
                       return {entry("any", parts_of(form.parts)), ""};
                   },
                   [](const NotOf& form) -> ConditionParts {
                       return {entry("not", form.part.empty() ? "{}" : notation(form.part.front())), ""};
                   }},
        condition.form);
}

std::string cases_of(const FirstOf& form) {
    std::vector<std::string> cases;
    for (const FirstOf::Case& one : form.cases)
        cases.push_back(map_of(
            {one.when ? entry("when", notation(*one.when)) : std::string(), entry("value", one.value.text)}));
    return list_of(cases);
}

std::string terms_of(const SumOf& form) {
    std::vector<std::string> terms;
    for (const auto& [name, factor] : form.terms)
        terms.push_back(factor == 1 ? name.text : list_of({name.text, format_number(factor)}));
    return list_of(terms);
}

std::string multi_score(const MultiScore& rule) {
    switch (rule.rule) {
        case MultiScore::Rule::sum:
            return entry("sum", map_of({rule.cap ? entry("cap", format_number(*rule.cap)) : std::string()}));
        case MultiScore::Rule::max:
            return "max: true";
        case MultiScore::Rule::mean:
            return "mean: true";
        case MultiScore::Rule::count: {
            std::vector<std::string> steps;
            for (const auto& [count, score] : rule.steps)
                steps.push_back(entry(format_number(count), format_number(score)));
            return entry("count", map_of(steps));
        }
    }
    return {};
}

}  // namespace

std::string notation(const Condition& condition) {
    const ConditionParts parts = parts_of(condition);
    return map_of({parts.subject, parts.tests});
}

std::string subject_notation(const Condition& condition) {
    return parts_of(condition).subject;
}

std::string notation(const Derivation& derivation) {
    return map_of({std::visit(
        Overloaded{[](const PercentOf& form) { return entry("percent", pair_of(form.part, form.whole)); },
                   [](const ChangeOf& form) { return entry("change", pair_of(form.after, form.before)); },
                   [](const DifferenceOf& form) {
                       return entry("difference", pair_of(form.minuend, form.subtrahend));
                   },
                   [](const SumOf& form) { return entry("sum", terms_of(form)); },
                   [](const CountOf& form) { return entry("count", notation_of(form.selector)); },
                   [](const ShareOf& form) {
                       return entry("share", map_of({entry("part", notation_of(form.part)),
                                                     entry("of", notation_of(form.of))}));
                   },
                   [](const FirstOf& form) { return entry("first", cases_of(form)); }},
        derivation.form)});
}

std::string notation(const Weight& weight) {
    return std::visit(Overloaded{[](double number) { return format_number(number); },
                                 [](LeavesWeight) { return std::string("leaves"); },
                                 [](const WeightBy& by) {
                                     std::vector<std::string> parts{entry("by", by.input.text)};
                                     for (const auto& [option, number] : by.weights)
                                         parts.push_back(entry(option.text, format_number(number)));
                                     return map_of(parts);
                                 }},
                      weight.value);
}

std::string notation(const Scoring& scoring) {
    const std::string text =
        std::visit(Overloaded{[](std::monostate) { return std::string(); },
                              [](const PointsScore& rule) {
                                  return entry("points", points_of(rule.points)) +
                                         (rule.beyond_linear ? ", beyond: linear" : "") +
                                         (rule.logarithmic ? ", log: true" : "");
                              },
                              [](const StepsScore& rule) { return entry("steps", points_of(rule.steps)); },
                              [](const BandsScore& rule) { return entry("bands", points_of(rule.bands)); },
                              [](const YesNoScore& rule) {
                                  return entry("yes", format_number(rule.yes)) + ", " +
                                         entry("no", format_number(rule.no));
                              },
                              [](const MultiScore& rule) { return multi_score(rule); }},
                   scoring);
    return text.empty() ? text : map_of({text});
}

std::string notation(const Aggregate& aggregate) {
    switch (aggregate.kind) {
        case AggregateKind::weighted_mean:
            return "weighted_mean";
        case AggregateKind::geometric_mean:
        case AggregateKind::harmonic_mean: {
            const std::string name =
                aggregate.kind == AggregateKind::geometric_mean ? "geometric_mean" : "harmonic_mean";
            return aggregate.floor
                       ? map_of({entry(name, map_of({entry("floor", format_number(*aggregate.floor))}))})
                       : name;
        }
        case AggregateKind::minimum:
            return "minimum";
        case AggregateKind::sum:
            return map_of({entry("sum", map_of({entry("base", format_number(aggregate.base))}))});
        case AggregateKind::staged:
            return map_of({entry("staged", map_of({entry("pass", format_number(aggregate.pass))}))});
        case AggregateKind::mpi:
            return "mpi";
    }
    return {};
}

std::string notation(const NotApplicableRule& rule) {
    switch (rule.mode) {
        case NotApplicableMode::forbidden:
            return "forbidden";
        case NotApplicableMode::exclude:
            return "exclude";
        case NotApplicableMode::full:
            return "full";
        case NotApplicableMode::zero:
            return "zero";
        case NotApplicableMode::fixed:
            return map_of({entry("score", format_number(rule.score))});
    }
    return {};
}

std::string_view notation(AnswerType type) {
    switch (type) {
        case AnswerType::number:
            return "number";
        case AnswerType::choice:
            return "choice";
        case AnswerType::multi:
            return "multi";
        case AnswerType::yesno:
            return "yesno";
    }
    return {};
}

std::string_view notation(MissingRule rule) {
    switch (rule) {
        case MissingRule::zero:
            return "zero";
        case MissingRule::worst:
            return "worst";
        case MissingRule::exclude:
            return "exclude";
        case MissingRule::not_applicable:
            return "not_applicable";
    }
    return {};
}

std::string_view notation(Normalise rule) {
    switch (rule) {
        case Normalise::none:
            return {};
        case Normalise::percent:
            return "percent";
        case Normalise::range:
            return "range";
    }
    return {};
}

}  // namespace tidu
