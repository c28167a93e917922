// SPDX-License-Identifier: Apache-2.0
// Between reading and writing: `convert` and pre-filled forms go through here, so that each writer knows one
// way only.
#include "tidu/answers/canonical.h"

#include "tidu/text/number.h"

namespace tidu {
namespace {

void replace_values(RawAnswer& answer, const std::vector<std::string>& texts) {
    const Span span = answer.values.empty() ? answer.key_span : answer.values.front().span;
    answer.values.clear();
    for (const std::string& text : texts)
        answer.values.push_back({text, span, false});
}

void make_canonical(const Item& item, const AnswerReader& reader, RawAnswer& answer) {
    answer.key = item.id.text;
    const Understanding understanding = reader.understand(answer);
    if (understanding.problem) return;
    if (understanding.not_applicable_option) {
        replace_values(answer, {item.options[*understanding.not_applicable_option].id.text});
    } else if (understanding.answer.state == AnswerState::not_applicable) {
        answer.not_applicable = true;
        if (!understanding.reason.empty()) answer.reason = understanding.reason;
        answer.values.clear();
    } else if (understanding.answer.state == AnswerState::missing) {
        answer.values.clear();
    } else {
        replace_values(answer,
                       machine_values(item, understanding.answer.number, understanding.answer.chosen));
    }
    answer.is_list = item.type == AnswerType::multi && understanding.answer.state == AnswerState::known;
}

}  // namespace

RawSheet canonical_sheet(const Binder& binder, const RawSheet& raw) {
    RawSheet sheet = raw;
    for (RawAnswer& answer : sheet.answers)
        if (const auto item = binder.names().find(answer.key))
            make_canonical(*binder.outline()[*item].item, binder.reader(*item), answer);
    return sheet;
}

std::vector<std::string> machine_values(const Item& item, double number, std::uint64_t chosen) {
    switch (item.type) {
        case AnswerType::number:
            return {format_number(number)};
        case AnswerType::yesno:
            return {number > 0 ? "yes" : "no"};
        case AnswerType::choice:
            return {item.options[static_cast<std::size_t>(number)].id.text};
        case AnswerType::multi:
            break;
    }
    std::vector<std::string> ids;
    for (std::size_t option = 0; option < item.options.size(); ++option)
        if ((chosen >> option) & 1) ids.push_back(item.options[option].id.text);
    return ids;
}

}  // namespace tidu
