// SPDX-License-Identifier: Apache-2.0
#include "tidu/result/grouping.h"

#include "tidu/answers/attributes.h"
#include "tidu/answers/understand.h"
#include "tidu/text/utf8.h"

namespace tidu {
namespace {

bool stands_for(const Input& input, std::string_view attribute) {
    const std::string& id = input.id.text;
    return input.type == AnswerType::choice &&
           (id == attribute || id.ends_with("_" + std::string(attribute)));
}

}  // namespace

std::string Grouping::key_of(std::string_view text) const {
    if (item) {
        const std::string key = matching_key(text);
        for (const Option& option : item->options)
            if (key == matching_key(option.id.text) || key == matching_key(option.text.zh) ||
                key == matching_key(option.text.en))
                return option.id.text;
    }
    return std::string(trim(text));
}

std::vector<Grouping> groupings_of(const Outline& outline) {
    std::vector<Grouping> groupings;
    for (const EnterpriseAttribute& attribute : enterprise_attributes()) {
        if (attribute.id == "id" || attribute.id == "name") continue;
        Grouping grouping{attribute.id, std::nullopt, nullptr};
        for (std::uint32_t input = 0; input < outline.input_count() && !grouping.item; ++input) {
            const Outline::ItemEntry& entry = outline[ItemIndex{input}];
            if (!stands_for(*entry.input, attribute.id)) continue;
            grouping.input = ItemIndex{input};
            grouping.item = entry.item;
        }
        groupings.push_back(std::move(grouping));
    }
    return groupings;
}

std::string group_of(const Grouping& grouping, const AnswerSheet& sheet,
                     const std::vector<ItemValue>& items) {
    const std::string_view attribute = trim(attribute_of(sheet, grouping.attribute));
    if (!attribute.empty()) return grouping.key_of(attribute);
    if (!grouping.input || items.empty()) return {};
    const ItemValue& value = items[grouping.input->value];
    if (value.state != AnswerState::known) return {};
    return grouping.item->options[static_cast<std::size_t>(value.number)].id.text;
}

std::string_view attribute_of(const AnswerSheet& sheet, std::string_view key) {
    if (key == "period") return sheet.period;
    for (const auto& [name, value] : sheet.attributes)
        if (name == key) return value;
    return {};
}

}  // namespace tidu
