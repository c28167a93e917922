// SPDX-License-Identifier: Apache-2.0
#include "questions.h"

#include "phrases.h"
#include "tidu/text/number.h"
#include "tidu/text/overloaded.h"

namespace tidu {
namespace {

std::string joined(const std::vector<std::string>& parts, const Phrase& separator, const Wording& words) {
    std::string text;
    for (const std::string& part : parts)
        text += (text.empty() ? "" : words.phrase(separator)) + part;
    return text;
}

std::string pairs_text(const ScorePoints& points, const Phrase& each, const Wording& words) {
    std::vector<std::string> parts;
    for (const auto& [x, score] : points)
        parts.push_back(words.phrase(each, format_number(x), format_number(score)));
    return joined(parts, phrases::list_separator, words);
}

std::string options_text(const Item& item, const Wording& words) {
    std::vector<std::string> parts;
    for (const Option& option : item.options)
        parts.push_back(option.score
                            ? words.phrase(phrases::how_option, option.text, format_number(*option.score))
                            : words.phrase(phrases::how_option_off, option.text));
    return joined(parts, phrases::clause_separator, words);  // texts of options have commas
}

std::string points_text(const PointsScore& rule, const Wording& words) {
    const std::string text = words.phrase(rule.logarithmic ? phrases::how_points_log : phrases::how_points,
                                          pairs_text(rule.points, phrases::how_point, words));
    if (!rule.beyond_linear) return text;
    return joined({text, words.phrase(phrases::how_points_beyond)}, phrases::clause_separator, words);
}

std::string multi_text(const MultiScore& rule, const Item& item, const Wording& words) {
    std::string text;
    switch (rule.rule) {
        case MultiScore::Rule::count:
            return words.phrase(phrases::how_count, pairs_text(rule.steps, phrases::how_step, words));
        case MultiScore::Rule::sum:
            text = rule.cap ? words.phrase(phrases::how_sum_capped, format_number(*rule.cap))
                            : words.phrase(phrases::how_sum);
            break;
        case MultiScore::Rule::max:
            text = words.phrase(phrases::how_max);
            break;
        case MultiScore::Rule::mean:
            text = words.phrase(phrases::how_mean);
            break;
    }
    return words.phrase(phrases::label_value, text, options_text(item, words));
}

std::string yes_no_text(const YesNoScore& rule, const Wording& words) {
    return joined({words.phrase(phrases::how_option, words.phrase(phrases::yes), format_number(rule.yes)),
                   words.phrase(phrases::how_option, words.phrase(phrases::no), format_number(rule.no))},
                  phrases::list_separator, words);
}

std::string answer_text(const Item& item, const AnswerRecord& answer, const Wording& words) {
    const std::string text = words.answer(item, answer);
    if (answer.unused) return words.phrase(phrases::unused_answer, text);
    if (answer.assumed) return words.phrase(phrases::with_remark, text, words.phrase(phrases::assumed));
    if (answer.derived && answer.state == AnswerState::known)
        return words.phrase(phrases::with_remark, text, words.phrase(phrases::derived));
    return text;
}

Tone tone_of(const AnswerRecord& answer) {
    switch (answer.state) {
        case AnswerState::known:
            return Tone::plain;
        case AnswerState::missing:
            return Tone::open;
        case AnswerState::not_applicable:
            return Tone::muted;
    }
    return Tone::plain;
}

std::string next_option(const Item& item, const AnswerRecord& answer, const Wording& words) {
    const std::optional<std::uint32_t> chosen = find_option(item, answer.value.front());
    if (!chosen || !item.options[*chosen].score) return {};
    const Option* next = nullptr;
    for (const Option& option : item.options) {
        if (!option.score || *option.score <= *item.options[*chosen].score) continue;
        if (!next || *option.score < *next->score) next = &option;
    }
    return next ? words.in(next->text) : std::string();
}

/// The first x beyond the answer whose score is higher; scales that reward small numbers are walked
/// backwards.
std::string next_number(const Item& item, const ScorePoints& points, double value, const Wording& words) {
    if (points.size() < 2) return {};
    const bool rises = points.back().second >= points.front().second;
    if (rises) {
        for (const auto& [x, score] : points)
            if (x > value) return words.phrase(phrases::at_least, words.quantity(item, x));
        return {};
    }
    for (auto point = points.rbegin(); point != points.rend(); ++point)
        if (point->first < value) return words.phrase(phrases::at_most, words.quantity(item, point->first));
    return {};
}

}  // namespace

std::string scoring_text(const Question& question, const Wording& words) {
    const Item& item = question.item;
    return std::visit(
        Overloaded{
            [&](std::monostate) { return words.phrase(phrases::how_options, options_text(item, words)); },
            [&](const PointsScore& rule) { return points_text(rule, words); },
            [&](const StepsScore& rule) {
                return words.phrase(phrases::how_steps, pairs_text(rule.steps, phrases::how_step, words));
            },
            [&](const BandsScore& rule) {
                return words.phrase(phrases::how_bands, pairs_text(rule.bands, phrases::how_band, words));
            },
            [&](const YesNoScore& rule) { return yes_no_text(rule, words); },
            [&](const MultiScore& rule) { return multi_text(rule, item, words); },
        },
        question.scoring);
}

std::string next_answer(const Question& question, const AnswerRecord& answer, const Wording& words) {
    if (answer.state != AnswerState::known || answer.value.size() != 1) return {};
    const Item& item = question.item;
    if (item.type == AnswerType::choice) return next_option(item, answer, words);
    const std::optional<double> value =
        item.type == AnswerType::number ? parse_number(answer.value.front()) : std::nullopt;
    if (!value) return {};
    return std::visit(
        Overloaded{
            [&](const PointsScore& rule) { return next_number(item, rule.points, *value, words); },
            [&](const StepsScore& rule) { return next_number(item, rule.steps, *value, words); },
            [](const auto&) { return std::string(); },
        },
        question.scoring);
}

QuestionList::Question question_entry(const Node& node, const AnswerRecord& answer, const NodeRecord& scores,
                                      const Wording& words) {
    const Question& question = *node.question;
    QuestionList::Question entry;
    entry.id = node.id.text;
    entry.title = words.in(node.title);
    entry.ask = words.in(question.item.ask);
    entry.answer = answer_text(question.item, answer, words);
    entry.score = scores.score && scores.maximum
                      ? words.phrase(phrases::score_of_maximum, words.score(node.id.text, *scores.score),
                                     format_number(*scores.maximum))
                      : words.phrase(phrases::not_counted);
    entry.how = scoring_text(question, words);
    entry.wanted = words.in(question.item.evidence);
    entry.evidence = answer.evidence;
    entry.reason = answer.reason;
    entry.note = answer.note;
    entry.advice = words.in(question.advice);
    entry.origin = words.origin(question.item.source);
    entry.source = words.source(question.item.source);
    entry.tone = tone_of(answer);
    return entry;
}

}  // namespace tidu
