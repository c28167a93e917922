// SPDX-License-Identifier: Apache-2.0
// What a person meant by the text of one answer. The habits understood are listed in docs/answers.md.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "tidu/answers/answer_sheet.h"
#include "tidu/answers/raw_answers.h"
#include "tidu/system/system.h"
#include "tidu/text/message.h"

namespace tidu {

/// Why a text is no answer: what was seen, and what would be one.
struct Misunderstanding {
    std::string_view rule;
    Message message;
    Message help;
    std::size_t value = 0;  ///< which of the values it is about
};

/// The meaning of one answer. With a problem `answer` is missing.
struct Understanding {
    Answer answer;
    std::string reason;                                  ///< of not applicable, as written
    std::optional<std::uint32_t> not_applicable_option;  ///< declared by choosing this option
    std::optional<Misunderstanding> problem;
};

/// Text as people write it, made comparable: full-width forms folded, ASCII lower case, no blanks or
/// invisible characters.
std::string matching_key(std::string_view text);

/// `NA`, `不适用：无窑炉`, `N/A (no furnace)`: the reason (empty where none is given); nullopt: something
/// else.
std::optional<std::string> parse_not_applicable(std::string_view text);

/// Whether a box is ticked: `√`, `x`, `是`, `1` ... or not: `×`, `否`, `0` ...; nullopt: something else.
std::optional<bool> parse_tick(std::string_view text);

/// A number as people write it: `1,200`, `６２％`, `420 人` with the item's own unit; nullopt: no number.
std::optional<double> parse_people_number(std::string_view text, const BilingualText& unit);

/// Reads the answers to one item. Its tables are made once, so that many sheets are read quickly. Keeps a
/// pointer to the item.
class AnswerReader {
  public:
    explicit AnswerReader(const Item& item);

    /// `is_list`: written as a list, so that no values mean none chosen. Otherwise no values, or a blank, are
    /// no answer.
    Understanding understand(const std::vector<RawValue>& values, bool is_list) const;
    /// The same for one text.
    Understanding understand(std::string_view text) const;
    /// The same for what a reader found. A formula's value is no answer to a derived item.
    Understanding understand(const RawAnswer& answer) const;

    /// What would be an answer, for people: the options with letters, the range, yes or no.
    Message describe_allowed() const;

  private:
    struct TextHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };

    Understanding understand_one(std::string_view text) const;
    Understanding understand_number(std::string_view text) const;
    Understanding understand_yesno(std::string_view text) const;
    Understanding understand_choice(std::string_view text) const;
    Understanding understand_multi(const std::vector<RawValue>& values, bool is_list) const;

    std::optional<std::uint32_t> find_option(std::string_view text) const;
    std::optional<std::vector<std::uint32_t>> find_options(std::string_view text) const;
    std::optional<std::vector<std::uint32_t>> find_letters(std::string_view text) const;
    Understanding unknown_option(std::string_view text) const;
    Understanding chosen(std::uint32_t option) const;
    Understanding chosen(const std::vector<std::uint32_t>& options) const;

    const Item* item_;
    /// Ids, texts in both languages and letters; where two agree the earlier of that order wins.
    std::unordered_map<std::string, std::uint32_t, TextHash, std::equal_to<>> option_by_word_;
};

/// `A`, `B`, ... `Z`; empty beyond the 26th option.
std::string option_letter(std::size_t option);

}  // namespace tidu
