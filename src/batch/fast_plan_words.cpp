// SPDX-License-Identifier: Apache-2.0
// Words that the columns understand besides single letters: ids and texts of options, yes and no. Each means
// what the reader of the item makes of it; what stands in no table is the plain path's.
#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "fast_planner.h"
#include "fast_words.h"
#include "tidu/answers/understand.h"
#include "tidu/codec/csv.h"
#include "tidu/text/utf8.h"

namespace tidu {
namespace {

constexpr std::array<std::string_view, 3> separator_texts = {"|", ";",
                                                             "、"};  // in the order of FastSeparator

/// The usual ones; the scanner knows single letters, except between quotes.
constexpr std::array<const char*, 28> yes_and_no = {
    "yes", "no", "Yes", "No", "YES", "NO", "true", "false", "True", "False", "TRUE", "FALSE", "Y", "N",
    "y",   "n",  "1",   "0",  "是",  "否", "有",   "无",    "对",   "错",    "√",    "×",     "✓", "✗"};

/// Quotes and line breaks would be written otherwise in a table, and some readers take away an apostrophe.
bool stands_in_cells(std::string_view text) {
    const bool plain = text.find_first_of("\"\r\n") == std::string_view::npos;
    return !text.empty() && plain && text.size() <= 1000 && without_formula_guard(text) == text;
}

/// Places for twice the words and more, with a multiplier by which no two of them meet; empty: there is none,
/// in so many places.
std::vector<FastWord> place_words(const std::vector<FastWord>& words, FastWords& table) {
    for (std::uint32_t bits = 1; bits <= 16; ++bits) {
        if ((std::size_t{1} << bits) < 2 * words.size()) continue;
        table.shift = 64 - bits;
        for (std::uint64_t attempt = 1; attempt <= 200; ++attempt) {
            table.multiplier = attempt * 0xbf58476d1ce4e5b9u | 1;
            std::vector<FastWord> places(std::size_t{1} << bits);
            const bool apart = std::ranges::all_of(words, [&](const FastWord& word) {
                FastWord& place = places[place_of_word(table, word.text, word.size)];
                return std::exchange(place, word).size == 0;
            });
            if (apart) return places;
        }
    }
    return {};
}

/// Two words that no multiplier can part.
bool look_alike(const FastWord& left, const FastWord& right) {
    return digest_of_word(left.text, left.size) == digest_of_word(right.text, right.size);
}

}  // namespace

std::vector<std::string> FastPlanner::texts_of(ItemIndex item) const {
    std::vector<std::string> texts;
    const auto add = [&](std::string text) {
        if (stands_in_cells(text) && std::ranges::find(texts, text) == texts.end())
            texts.push_back(std::move(text));
    };
    const Item& asked = *(*program_.outline)[item].item;
    if (asked.type == AnswerType::yesno)
        for (const char* word : yes_and_no)
            add(word);
    for (std::size_t option = 0; option < asked.options.size(); ++option) {
        const Option& entry = asked.options[option];
        const std::string letter = option_letter(option);
        for (const std::string& text :
             {entry.id.text, entry.text.zh, entry.text.en, letter, to_lower_ascii(letter)})
            add(text);
    }
    return texts;
}

void FastPlanner::add_class_words(ItemIndex item) {
    std::vector<std::pair<std::string, std::uint8_t>> words;
    for (const std::string& text : texts_of(item)) {
        const Understanding understood = binder_.reader(item).understand(text);
        if (understood.problem) continue;
        if (const auto cell = class_with(item, understood.answer)) words.emplace_back(text, *cell);
    }
    plan_->class_columns_[sources_[item.value].column].words = keep_words(words);
}

/// A separator may part options only where no option's own text contains it: then what stands between two of
/// them is one option or none, as for the reader, which takes the longest run that is an option.
void FastPlanner::add_multi_words(ItemIndex item) {
    FastMultiColumn& column = plan_->multi_columns_[sources_[item.value].column];
    const std::vector<std::string> texts = texts_of(item);
    for (std::size_t separator = 0; separator < separator_texts.size(); ++separator) {
        const bool contained =
            std::ranges::any_of((*program_.outline)[item].item->options, [&](const Option& option) {
                return std::ranges::any_of(
                    std::array{&option.text.zh, &option.text.en}, [&](const std::string* text) {
                        return fold_width(*text).find(separator_texts[separator]) != std::string::npos;
                    });
            });
        if (!contained) column.separators |= static_cast<std::uint8_t>(1u << separator);
    }
    std::vector<std::pair<std::string, std::uint8_t>> words;
    std::size_t letters = 0;
    for (const std::string& text : texts) {
        const Understanding understood = binder_.reader(item).understand(text);
        if (understood.problem || understood.answer.state != AnswerState::known) continue;
        const std::uint64_t chosen = understood.answer.chosen;
        const bool single = chosen != 0 && (chosen & (chosen - 1)) == 0;
        if (!single || !stands_alone(item, text, column.separators)) continue;
        const auto option = static_cast<std::uint8_t>(std::countr_zero(chosen));
        words.emplace_back(text, option);
        if (text == option_letter(option) || text == to_lower_ascii(option_letter(option))) ++letters;
    }
    constexpr std::uint8_t between_letters = between_bar | between_semicolon;
    const bool parts_letters = (column.separators & between_letters) == between_letters;
    const bool all_letters = letters == std::size_t{2} * column.option_count && column.option_count <= 8;
    column.reads_letters = all_letters && parts_letters ? 1 : 0;
    // Without letters at their places `a、b` may be the option `b` with its letter in front.
    if (letters != std::size_t{2} * column.option_count) column.separators &= between_letters;
    column.words = keep_words(words);
}

/// The reader takes the word for the same option alone, before and behind a separator.
bool FastPlanner::stands_alone(ItemIndex item, const std::string& text, std::uint8_t separators) const {
    const AnswerReader& reader = binder_.reader(item);
    const std::uint64_t alone = reader.understand(text).answer.chosen;
    for (std::size_t separator = 0; separator < separator_texts.size(); ++separator) {
        if ((separators >> separator & 1) == 0) continue;
        const Understanding twice = reader.understand(text + std::string(separator_texts[separator]) + text);
        if (twice.problem || twice.answer.state != AnswerState::known || twice.answer.chosen != alone)
            return false;
    }
    return true;
}

FastWords FastPlanner::keep_words(const std::vector<std::pair<std::string, std::uint8_t>>& words) {
    std::vector<FastWord> entries;
    for (const auto& [text, means] : words) {
        auto bytes = std::make_unique<char[]>(text.size() + 8);  // the hash reads 8 bytes
        std::memcpy(bytes.get(), text.data(), text.size());
        const auto size = static_cast<std::uint32_t>(text.size());
        const FastWord word{word_key(bytes.get(), size), bytes.get(), size, means};
        if (std::ranges::any_of(entries, [&](const FastWord& other) { return look_alike(word, other); }))
            continue;  // the plain path tells them apart
        entries.push_back(word);
        plan_->texts_.push_back(std::move(bytes));
    }
    FastWords table;
    plan_->words_.push_back(place_words(entries, table));
    if (plan_->words_.back().empty()) plan_->words_.back().resize(std::size_t{1} << (64 - table.shift));
    table.places = plan_->words_.back().data();
    return table;
}

}  // namespace tidu
