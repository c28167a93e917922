// SPDX-License-Identifier: Apache-2.0
// The habits of people who fill in answers, one kind of question after the other. Stands under `bind` (files)
// and the interview (typed lines): both understand the same.
#include "tidu/answers/understand.h"

#include <algorithm>
#include <array>

#include "phrases.h"
#include "tidu/answers/rules.h"
#include "tidu/system/number_range.h"
#include "tidu/text/number.h"
#include "tidu/text/suggest.h"
#include "tidu/text/utf8.h"

namespace tidu {
namespace {

constexpr std::size_t letter_count = 26;

constexpr std::array<std::string_view, 13> yes_words{"yes", "y", "true", "t", "1", "是",  "有",
                                                     "对",  "√", "✓",    "✔", "☑", "是的"};
constexpr std::array<std::string_view, 13> no_words{"no",   "n",    "false", "f", "0", "否", "无",
                                                    "不是", "没有", "×",     "✗", "✘", "错"};
constexpr std::array<std::string_view, 5> not_applicable_words{"na", "n/a", "n.a.", "notapplicable",
                                                               "不适用"};
/// In a multi without an option of that name: none of them.
constexpr std::array<std::string_view, 5> none_words{"[]", "none", "noneofthese", "无", "以上都没有"};
/// Between several options. The blank-like `\n` comes from cells with line breaks.
constexpr std::array<std::string_view, 6> option_separators{"|", ";", "、", "\n", ",", "/"};

template <std::size_t size>
bool is_one_of(const std::array<std::string_view, size>& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// Zero-width space, joiners, word joiner and a byte order mark in the middle: what copying from web pages
/// leaves behind.
bool is_invisible(char32_t code_point) {
    return (code_point >= 0x200B && code_point <= 0x200F) || code_point == 0x2060 || code_point == 0xFEFF;
}

bool is_blank(char32_t code_point) {
    return code_point == ' ' || (code_point >= '\t' && code_point <= '\r') || code_point == 0xA0 ||
           code_point == 0x3000;
}

/// The usual answer is already in its simplest form; then nothing needs to be copied.
bool is_simple_word(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '_' ||
               letter == '.';
    });
}

/// `1,200` and `12,345.6` without their commas; nullopt where the commas do not part thousands (`62,5`).
std::optional<std::string> without_thousands(std::string_view text) {
    const std::size_t integer_end = std::min(text.find('.'), text.size());
    std::string digits(text.substr(0, 0));
    std::size_t since_comma = 0;
    bool has_comma = false;
    for (std::size_t at = 0; at < integer_end; ++at) {
        if (text[at] == ',') {
            if (has_comma ? since_comma != 3 : since_comma == 0 || since_comma > 3) return std::nullopt;
            has_comma = true;
            since_comma = 0;
            continue;
        }
        if (text[at] >= '0' && text[at] <= '9') ++since_comma;
        digits += text[at];
    }
    if (has_comma && since_comma != 3) return std::nullopt;
    return digits.append(text.substr(integer_end));
}

std::string_view without_suffix(std::string_view text, std::string_view suffix) {
    if (suffix.empty() || !text.ends_with(suffix)) return text;
    return text.substr(0, text.size() - suffix.size());
}

/// Full-width minus is folded like the rest; the true minus sign (U+2212) is not ASCII's relative and comes
/// here.
std::string with_ascii_minus(std::string text) {
    constexpr std::string_view minus_sign = "\u2212";
    if (text.starts_with(minus_sign)) text.replace(0, minus_sign.size(), "-");
    return text;
}

bool takes_percent_sign(const BilingualText& unit) {
    return unit.empty() || unit.zh.find('%') != std::string::npos || unit.en.find('%') != std::string::npos ||
           unit.en.find("percent") != std::string::npos;
}

Understanding misunderstood(std::string_view rule, Message message, Message help) {
    Understanding result;
    result.problem = Misunderstanding{rule, std::move(message), std::move(help)};
    return result;
}

Understanding known(double number) {
    Understanding result;
    result.answer.state = AnswerState::known;
    result.answer.number = number;
    return result;
}

Understanding not_applicable(std::string reason) {
    Understanding result;
    result.answer.state = AnswerState::not_applicable;
    result.reason = std::move(reason);
    return result;
}

bool is_blank_text(std::string_view text) {
    return matching_key(text).empty();
}

/// `A. text`, `B、text`, `(c) text`: the part after the letter; nullopt: no letter stands in front.
std::optional<std::pair<std::size_t, std::string>> split_letter(std::string_view key) {
    const bool in_parentheses = key.starts_with('(');
    if (in_parentheses) key.remove_prefix(1);
    if (key.empty() || key[0] < 'a' || key[0] > 'z') return std::nullopt;
    const auto letter = static_cast<std::size_t>(key[0] - 'a');
    key.remove_prefix(1);
    for (const std::string_view mark : {".", "、", ")", ":"})
        if (key.starts_with(mark)) return std::pair{letter, std::string(key.substr(mark.size()))};
    return std::nullopt;
}

/// Pieces between separators, each with the separator behind it, so that a text that contains one can be put
/// together.
struct Piece {
    std::size_t begin = 0;
    std::size_t end = 0;
};

std::vector<Piece> split_pieces(std::string_view text) {
    std::vector<Piece> pieces;
    std::size_t begin = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto separator =
            std::find_if(option_separators.begin(), option_separators.end(),
                         [&](std::string_view mark) { return text.substr(at).starts_with(mark); });
        if (separator == option_separators.end()) {
            ++at;
            continue;
        }
        pieces.push_back({begin, at});
        at += separator->size();
        begin = at;
    }
    pieces.push_back({begin, text.size()});
    return pieces;
}

std::string option_list(const Item& item, Language language) {
    std::string list;
    for (std::size_t option = 0; option < item.options.size(); ++option) {
        if (option > 0) list += language == Language::zh ? "、" : ", ";
        const std::string& text = item.options[option].text.in(language);
        list += item.options[option].id.text;
        if (text.empty() || text == item.options[option].id.text) continue;
        list += language == Language::zh ? "（" + text + "）" : " (" + text + ")";
    }
    return list;
}

}  // namespace

std::string matching_key(std::string_view text) {
    if (is_simple_word(text)) return std::string(text);
    std::string key;
    key.reserve(text.size());
    for (std::size_t offset = 0; offset < text.size();) {
        const std::size_t begin = offset;
        char32_t code_point = next_code_point(text, offset);
        const bool is_wide = code_point >= 0xFF01 && code_point <= 0xFF5E;
        if (is_wide) code_point = code_point - 0xFF01 + '!';
        if (is_blank(code_point) || is_invisible(code_point)) continue;
        if (code_point >= 'A' && code_point <= 'Z') {
            key += static_cast<char>(code_point - 'A' + 'a');
        } else if (is_wide) {
            key += static_cast<char>(code_point);
        } else {
            key.append(text, begin, offset - begin);
        }
    }
    return key;
}

std::optional<std::string> parse_not_applicable(std::string_view text) {
    constexpr std::array<std::string_view, 4> openings{":", "：", "(", "（"};
    std::size_t head_end = text.size();
    std::size_t reason_begin = text.size();
    for (const std::string_view opening : openings) {
        const std::size_t at = text.find(opening);
        if (at >= head_end) continue;
        head_end = at;
        reason_begin = at + opening.size();
    }
    if (!is_one_of(not_applicable_words, matching_key(text.substr(0, head_end)))) return std::nullopt;
    std::string_view reason = trim(text.substr(reason_begin));
    const bool in_parentheses =
        head_end < text.size() && (text[head_end] == '(' || text.substr(head_end).starts_with("（"));
    if (in_parentheses) reason = without_suffix(without_suffix(reason, ")"), "）");
    return std::string(trim(reason));
}

std::optional<bool> parse_tick(std::string_view text) {
    const std::string key = matching_key(text);
    if (is_one_of(yes_words, key) || key == "x" || key == "v") return true;
    if (is_one_of(no_words, key)) return false;
    return std::nullopt;
}

std::optional<double> parse_people_number(std::string_view text, const BilingualText& unit) {
    if (const auto plain = parse_number(text)) return plain;
    const std::string folded = with_ascii_minus(fold_width(text));
    std::string_view digits = folded;
    if (takes_percent_sign(unit)) digits = without_suffix(digits, "%");
    if (digits.size() == folded.size())
        for (const std::string& own : {fold_width(unit.zh), fold_width(unit.en)})
            if (digits.size() == folded.size()) digits = without_suffix(digits, own);
    const auto bare = without_thousands(trim(digits));
    return bare ? parse_number(*bare) : std::nullopt;
}

std::string option_letter(std::size_t option) {
    return option < letter_count ? std::string(1, static_cast<char>('A' + option)) : std::string();
}

AnswerReader::AnswerReader(const Item& item) : item_(&item) {
    const auto count = static_cast<std::uint32_t>(item.options.size());
    for (std::uint32_t option = 0; option < count; ++option)
        option_by_word_.emplace(to_lower_ascii(item.options[option].id.text), option);
    for (std::uint32_t option = 0; option < count; ++option)
        for (const std::string& text : {item.options[option].text.zh, item.options[option].text.en})
            if (std::string key = matching_key(text); !key.empty())
                option_by_word_.emplace(std::move(key), option);
    for (std::uint32_t option = 0; option < std::min<std::uint32_t>(count, letter_count); ++option)
        option_by_word_.emplace(to_lower_ascii(option_letter(option)), option);
}

Understanding AnswerReader::understand(std::string_view text) const {
    RawValue value;
    value.text = text;
    return understand({value}, false);
}

Understanding AnswerReader::understand(const RawAnswer& answer) const {
    if (answer.is_computed && item_->derive) return {};
    return understand(answer.values, answer.is_list);
}

Understanding AnswerReader::understand(const std::vector<RawValue>& values, bool is_list) const {
    if (item_->type == AnswerType::multi) return understand_multi(values, is_list);
    if (values.empty()) {
        if (!is_list) return {};
        return misunderstood(rules::one_answer, say(phrases::list_for_one), describe_allowed());
    }
    if (values.size() > 1)
        return misunderstood(rules::one_answer, say(phrases::one_answer, values.size()),
                             say(phrases::leave_one_answer));
    return understand_one(values.front().text);
}

Understanding AnswerReader::understand_one(std::string_view text) const {
    if (text.empty() || is_blank_text(text)) return {};
    switch (item_->type) {
        case AnswerType::number:
            return understand_number(text);
        case AnswerType::yesno:
            return understand_yesno(text);
        case AnswerType::choice:
            return understand_choice(text);
        case AnswerType::multi:
            break;
    }
    return understand_multi({RawValue{std::string(text), {}, false}}, false);
}

Understanding AnswerReader::understand_number(std::string_view text) const {
    const auto number = parse_people_number(text, item_->unit);
    if (!number) {
        if (auto reason = parse_not_applicable(text)) return not_applicable(std::move(*reason));
        return misunderstood(rules::not_a_number, say(phrases::not_a_number, text), describe_allowed());
    }
    const Range range = number_range(item_->range);
    if (*number < range.low || *number > range.high) {
        return misunderstood(
            rules::out_of_range,
            say(phrases::out_of_range, text, format_number(range.low), format_number(range.high)),
            describe_allowed());
    }
    return known(*number);
}

Understanding AnswerReader::understand_yesno(std::string_view text) const {
    const std::string key = matching_key(text);
    if (is_one_of(yes_words, key)) return known(1);
    if (is_one_of(no_words, key)) return known(0);
    if (auto reason = parse_not_applicable(text)) return not_applicable(std::move(*reason));
    return misunderstood(rules::not_yes_or_no, say(phrases::not_yes_or_no, text), describe_allowed());
}

Understanding AnswerReader::understand_choice(std::string_view text) const {
    if (const auto option = find_option(text)) return chosen(*option);
    if (auto reason = parse_not_applicable(text)) return not_applicable(std::move(*reason));
    if (const auto several = find_options(text); several && several->size() > 1)
        return misunderstood(rules::one_answer, say(phrases::one_answer, several->size()),
                             say(phrases::leave_one_answer));
    return unknown_option(text);
}

Understanding AnswerReader::understand_multi(const std::vector<RawValue>& values, bool is_list) const {
    std::vector<std::uint32_t> options;
    bool is_known = is_list;
    for (std::size_t value = 0; value < values.size(); ++value) {
        const std::string& text = values[value].text;
        const std::string key = matching_key(text);
        if (key.empty()) continue;
        is_known = true;
        if (values.size() == 1 && !find_option(text)) {  // before splitting: `N/A` is not two letters
            if (is_one_of(none_words, key)) return chosen(std::vector<std::uint32_t>{});
            if (auto reason = parse_not_applicable(text)) return not_applicable(std::move(*reason));
        }
        if (const auto found = find_options(text)) {
            options.insert(options.end(), found->begin(), found->end());
            continue;
        }
        Understanding result = unknown_option(text);
        result.problem->value = value;
        return result;
    }
    return is_known ? chosen(options) : Understanding{};
}

std::optional<std::uint32_t> AnswerReader::find_option(std::string_view text) const {
    if (const auto found = option_by_word_.find(text); found != option_by_word_.end()) return found->second;
    const std::string key = matching_key(text);
    if (const auto found = option_by_word_.find(key); found != option_by_word_.end()) return found->second;
    // `A. text`: taken only where letter and text mean the same option.
    const auto parts = split_letter(key);
    if (!parts || parts->first >= item_->options.size()) return std::nullopt;
    const auto found = option_by_word_.find(parts->second);
    if (found == option_by_word_.end() || found->second != parts->first) return std::nullopt;
    return found->second;
}

/// Options between separators. An option's own text may contain one, so the longest run that is an option is
/// taken.
std::optional<std::vector<std::uint32_t>> AnswerReader::find_options(std::string_view text) const {
    if (const auto whole = find_option(text)) return std::vector{*whole};
    const std::string folded = fold_width(text);
    const std::vector<Piece> pieces = split_pieces(folded);
    std::vector<std::uint32_t> options;
    for (std::size_t first = 0; first < pieces.size();) {
        if (is_blank_text(std::string_view(folded).substr(pieces[first].begin,
                                                          pieces[first].end - pieces[first].begin))) {
            ++first;  // a separator at the end, or two in a row
            continue;
        }
        std::size_t last = pieces.size();
        std::optional<std::uint32_t> option;
        while (!option && last > first) {
            --last;
            option = find_option(
                std::string_view(folded).substr(pieces[first].begin, pieces[last].end - pieces[first].begin));
        }
        if (!option) return find_letters(folded);
        options.push_back(*option);
        first = last + 1;
    }
    return options;
}

/// `ACD`: how choices are written on paper. Capitals only, each once, so that no word is taken for letters.
std::optional<std::vector<std::uint32_t>> AnswerReader::find_letters(std::string_view text) const {
    std::vector<std::uint32_t> options;
    for (const char letter : text) {
        if (letter < 'A' || letter > 'Z') return std::nullopt;
        const auto option = static_cast<std::uint32_t>(letter - 'A');
        if (option >= item_->options.size()) return std::nullopt;
        if (std::find(options.begin(), options.end(), option) != options.end()) return std::nullopt;
        options.push_back(option);
    }
    return options;
}

Understanding AnswerReader::unknown_option(std::string_view text) const {
    std::vector<std::string> words;
    for (const Option& option : item_->options) {
        words.push_back(option.id.text);
        words.push_back(option.text.zh);
        words.push_back(option.text.en);
    }
    std::erase(words, std::string());
    const BilingualText allowed{option_list(*item_, Language::zh), option_list(*item_, Language::en)};
    const auto nearest = nearest_match(text, words);
    return misunderstood(rules::unknown_option, say(phrases::unknown_option, text),
                         nearest ? say(phrases::did_you_mean_option, *nearest, allowed)
                                 : say(phrases::allowed_options, allowed));
}

Understanding AnswerReader::chosen(std::uint32_t option) const {
    const Option& picked = item_->options[option];
    if (picked.not_applicable) {
        // The author's words for "does not apply here" are the reason.
        Understanding result =
            not_applicable(picked.text.empty() ? picked.id.text : picked.text.in(Language::zh));
        result.not_applicable_option = option;
        return result;
    }
    return known(option);
}

Understanding AnswerReader::chosen(const std::vector<std::uint32_t>& options) const {
    Understanding result = known(0);
    for (const std::uint32_t option : options)
        result.answer.chosen |= std::uint64_t{1} << option;
    const bool is_alone = (result.answer.chosen & (result.answer.chosen - 1)) == 0;
    for (const std::uint32_t option : options) {
        const Option& picked = item_->options[option];
        if (!picked.exclusive && !picked.not_applicable) continue;
        if (is_alone) return picked.not_applicable ? chosen(option) : result;
        return misunderstood(rules::exclusive_option, say(phrases::exclusive_option, picked.id.text),
                             say(phrases::keep_exclusive_or_rest));
    }
    return result;
}

Message AnswerReader::describe_allowed() const {
    switch (item_->type) {
        case AnswerType::number:
            if (!item_->range) return say(phrases::write_number);
            return say(phrases::write_number_in_range, format_number(item_->range->low),
                       format_number(item_->range->high));
        case AnswerType::yesno:
            return say(phrases::write_yes_or_no);
        case AnswerType::choice:
        case AnswerType::multi:
            break;
    }
    return say(phrases::allowed_options,
               BilingualText{option_list(*item_, Language::zh), option_list(*item_, Language::en)});
}

}  // namespace tidu
