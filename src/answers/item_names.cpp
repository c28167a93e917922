// SPDX-License-Identifier: Apache-2.0
// From what stands in a heading or a key to a question. Used by the readers of tables and by `bind`.
#include "tidu/answers/item_names.h"

#include <algorithm>
#include <array>

#include "tidu/answers/understand.h"
#include "tidu/text/suggest.h"

namespace tidu {
namespace {

/// `数控化率(%)` and `Rate (%)` without the parentheses: headings carry the unit there.
std::string_view without_unit(std::string_view key) {
    const std::size_t opening = key.rfind('(');
    return key.ends_with(')') && opening != std::string_view::npos && opening > 0 ? key.substr(0, opening)
                                                                                  : key;
}

/// Usual names, in matching form. Revenue is in units of 10,000 yuan, as registries give it.
struct FactName {
    std::string_view key;
    std::string_view id;
};
constexpr std::array<FactName, 14> fact_names{{
    {"从业人员", "employees"},
    {"从业人数", "employees"},
    {"从业人员数", "employees"},
    {"期末从业人员", "employees"},
    {"职工人数", "employees"},
    {"员工人数", "employees"},
    {"employee", "employees"},
    {"staff", "employees"},
    {"营业收入", "revenue"},
    {"主营业务收入", "revenue"},
    {"营业收入(万元)", "revenue"},
    {"主营业务收入(万元)", "revenue"},
    {"revenue_wan", "revenue"},
    {"turnover", "revenue"},
}};

}  // namespace

std::string_view usual_fact_id(std::string_view key) {
    const auto found = std::ranges::find(fact_names, key, &FactName::key);
    return found == fact_names.end() ? std::string_view() : found->id;
}

ItemNames::ItemNames(const Outline& outline) : outline_(&outline) {
    for (std::uint32_t item = 0; item < outline.items().size(); ++item) {
        const BilingualText& title = outline.items()[item].item->title;
        std::string zh = matching_key(title.zh);
        std::string en = matching_key(title.en);
        if (zh == en) en.clear();
        for (std::string* key : {&zh, &en}) {
            if (key->empty()) continue;
            const auto [place, is_new] = by_title_.emplace(std::move(*key), ItemIndex{item});
            if (!is_new) place->second.reset();
        }
    }
}

std::optional<ItemIndex> ItemNames::find(std::string_view key) const {
    if (const auto item = outline_->find_item(key)) return item;
    const std::string word = matching_key(key);
    if (const auto item = outline_->find_item(word)) return item;
    for (const std::string_view title : {std::string_view(word), without_unit(word)})
        if (const auto found = by_title_.find(std::string(title)); found != by_title_.end())
            return found->second;
    const std::string_view fact = usual_fact_id(word);
    return fact.empty() ? std::nullopt : outline_->find_item(fact);
}

std::optional<std::string> ItemNames::nearest(std::string_view key) const {
    std::vector<std::string> words;
    for (const Outline::ItemEntry& entry : outline_->items()) {
        words.push_back(entry.item->id.text);
        words.push_back(entry.item->title.zh);
        words.push_back(entry.item->title.en);
    }
    std::erase(words, std::string());
    return nearest_match(key, words);
}

}  // namespace tidu
