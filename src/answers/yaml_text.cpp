// SPDX-License-Identifier: Apache-2.0
#include "yaml_text.h"

#include <algorithm>

#include "tidu/codec/json_write.h"
#include "tidu/text/number.h"
#include "tidu/text/utf8.h"

namespace tidu {
namespace {

bool is_plain_letter(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= '0' && letter <= '9') || letter == '_' || letter == '.' || letter == '-' ||
           letter == '/' || static_cast<unsigned char>(letter) >= 0x80;
}

/// Words and letters of any script; blanks only inside.
bool is_plain(std::string_view text) {
    if (text.empty() || text.front() == '-' || text.front() == '.' || text != trim(text)) return false;
    return std::all_of(text.begin(), text.end(),
                       [](char letter) { return letter == ' ' || is_plain_letter(letter); });
}

/// Numbers and the words that YAML readers turn into something else.
bool is_typed(std::string_view text) {
    const std::string lower = to_lower_ascii(text);
    for (const std::string_view word : {"true", "false", "yes", "no", "on", "off", "null", "y", "n"})
        if (lower == word) return true;
    return parse_number(text).has_value() || (text.front() >= '0' && text.front() <= '9');
}

/// Numbers and yes/no of answers are typed on purpose.
std::string yaml_value(const RawValue& value) {
    const bool is_written_plain =
        !value.quoted && (parse_number(value.text) || value.text == "yes" || value.text == "no");
    return is_written_plain ? value.text : yaml_scalar(value.text);
}

template <typename Elements, typename Write>
std::string flow_list(const Elements& elements, Write write) {
    std::string list = "[";
    for (const auto& element : elements)
        list += (list.size() > 1 ? ", " : "") + write(element);
    return list + "]";
}

std::string yaml_values(const RawAnswer& answer) {
    if (answer.is_list || answer.values.size() > 1) return flow_list(answer.values, yaml_value);
    return answer.values.empty() ? std::string() : yaml_value(answer.values.front());
}

}  // namespace

std::string yaml_scalar(std::string_view text) {
    if (is_plain(text) && !is_typed(text)) return std::string(text);
    std::string quoted;  // a JSON string is a YAML string
    append_json_string(quoted, text);
    return quoted;
}

std::string yaml_answer(const RawAnswer& answer) {
    const std::string values = yaml_values(answer);
    const bool is_bare =
        !answer.not_applicable && answer.reason.empty() && answer.evidence.empty() && answer.note.empty();
    if (is_bare) return values;
    std::string text;
    const auto add = [&text](std::string_view key, const std::string& value) {
        text += (text.empty() ? "" : ", ") + std::string(key) + ": " + value;
    };
    if (!values.empty()) add("value", values);
    if (answer.not_applicable) add("not_applicable", "true");
    if (!answer.reason.empty()) add("reason", yaml_scalar(answer.reason));
    if (!answer.evidence.empty())
        add("evidence",
            flow_list(answer.evidence, [](const std::string& piece) { return yaml_scalar(piece); }));
    if (!answer.note.empty()) add("note", yaml_scalar(answer.note));
    return "{" + text + "}";
}

}  // namespace tidu
