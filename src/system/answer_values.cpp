// SPDX-License-Identifier: Apache-2.0
#include "answer_values.h"

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
            return number && (!item.range || (*number >= item.range->low && *number <= item.range->high));
        }
    }
    return false;
}

std::vector<std::string> answers_of(const Item& item) {
    if (item.type == AnswerType::yesno) return {"no", "yes"};
    std::vector<std::string> answers;
    if (item.type == AnswerType::choice)
        for (const Option& option : item.options)
            answers.push_back(option.id.text);
    return answers;
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
