// SPDX-License-Identifier: Apache-2.0
#include "answer_values.h"

#include <algorithm>

#include "tidu/system/number_range.h"
#include "tidu/system/outline.h"
#include "tidu/text/number.h"
#include "values.h"

namespace tidu {

bool is_answer(const Item& item, std::string_view value) {
    switch (item.type) {
        case AnswerType::choice:
        case AnswerType::multi:
            return find_option(item, value).has_value();
        case AnswerType::yesno:
            return parse_yes_no(value).has_value();
        case AnswerType::number: {
            const auto number = parse_number(value);
            const Range range = number_range(item.range);
            return number && *number >= range.low && *number <= range.high;
        }
    }
    return false;
}

bool is_same_answer(const Item& item, std::string_view one, std::string_view other) {
    if (one == other) return true;
    const auto meaning = parse_yes_no(one);
    return item.type == AnswerType::yesno && meaning && meaning == parse_yes_no(other);
}

std::vector<std::string> answers_of(const Item& item) {
    if (item.type == AnswerType::yesno) return {"no", "yes"};
    std::vector<std::string> answers;
    if (item.type == AnswerType::choice)
        for (const Option& option : item.options)
            answers.push_back(option.id.text);
    return answers;
}

namespace {

bool holds(Comparator comparator, std::size_t position, std::size_t threshold) {
    switch (comparator) {
        case Comparator::at_least:
            return position >= threshold;
        case Comparator::above:
            return position > threshold;
        case Comparator::at_most:
            return position <= threshold;
        case Comparator::below:
            return position < threshold;
    }
    return false;
}

std::size_t position_of(const Item& item, std::string_view value) {
    if (item.type == AnswerType::yesno) return parse_yes_no(value).value_or(false) ? 1 : 0;
    return find_option(item, value).value_or(0);
}

}  // namespace

std::set<std::size_t> answers_that_meet(const Item& item, const AnswerCondition& condition) {
    std::set<std::size_t> met;
    const std::vector<std::string> answers = answers_of(item);
    for (std::size_t position = 0; position < answers.size(); ++position) {
        if (item.type == AnswerType::choice && item.options[position].not_applicable) continue;
        const auto is_named = [&](const Name& name) {
            return is_same_answer(item, name.text, answers[position]);
        };
        const auto is_met = [&](const std::pair<Comparator, Name>& comparison) {
            return holds(comparison.first, position, position_of(item, comparison.second.text));
        };
        const bool is_listed =
            condition.is_any_of.empty() || std::ranges::any_of(condition.is_any_of, is_named);
        if (is_listed && std::ranges::all_of(condition.option_comparisons, is_met)) met.insert(position);
    }
    return met;
}

std::vector<std::string> split_list(std::string_view text) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const std::size_t end = text.find('|');
        parts.emplace_back(text.substr(0, end));
        text.remove_prefix(end == text.npos ? text.size() : end + 1);
    }
    return parts;
}

}  // namespace tidu
