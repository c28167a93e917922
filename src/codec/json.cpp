// SPDX-License-Identifier: Apache-2.0
// JSON (RFC 8259) and JSON Lines into trees. Written out here because no library tells the place of every
// token, which the findings need; the grammar is a page. A test holds it to nlohmann-json on what is JSON and
// what is not.
#include <algorithm>
#include <string>

#include "phrases.h"
#include "rules.h"
#include "text_check.h"
#include "tidu/codec/tree.h"
#include "tidu/text/number.h"
#include "tidu/text/utf8.h"
#include "tree_builder.h"

namespace tidu {

namespace {

class JsonParser {
  public:
    JsonParser(std::string_view text, const LineIndex& lines, TreeBuilder& builder)
        : text_(text), lines_(lines), builder_(builder) {}

    /// One document; nullopt where only blanks are left.
    std::optional<Tree> next_document() {
        const std::size_t end_of_last = offset_;
        skip_blanks();
        if (at_end()) return std::nullopt;
        const bool is_first = end_of_last == 0;
        const bool on_new_line =
            text_.substr(end_of_last, offset_ - end_of_last).find('\n') != std::string_view::npos;
        if (!is_first && !on_new_line) fail(phrases::json_trailing);
        parse_value();
        return builder_.take();
    }

  private:
    bool at_end() const { return offset_ == text_.size(); }
    char peek() const { return at_end() ? '\0' : text_[offset_]; }  // a text holds no NUL (check_text)

    void skip_blanks() { offset_ = std::min(text_.find_first_not_of(" \t\r\n", offset_), text_.size()); }

    bool take(char expected) {
        if (peek() != expected) return false;
        ++offset_;
        return true;
    }

    [[noreturn]] void fail(const Phrase& phrase) const { fail_at(phrase, offset_); }
    [[noreturn]] void fail_at(const Phrase& phrase, std::size_t offset, std::size_t size = 1) const {
        builder_.report(rules::json_syntax, say(phrase), lines_.span(offset, size));
        throw TreeRefused{};
    }

    // Recursion ends at the depth limit of the builder.
    void parse_value() {
        switch (peek()) {
            case '{':
                return parse_object();
            case '[':
                return parse_array();
            case '"':
                return parse_string();
            default:
                return parse_word();
        }
    }

    void parse_object() {
        builder_.open(TreeKind::mapping, lines_.span(offset_++));
        skip_blanks();
        while (!take('}')) {
            if (peek() != '"') fail(phrases::json_key);
            parse_string();
            skip_blanks();
            if (!take(':')) fail(phrases::json_colon);
            skip_blanks();
            parse_value();
            skip_separator('}');
        }
        builder_.close();
    }

    void parse_array() {
        builder_.open(TreeKind::sequence, lines_.span(offset_++));
        skip_blanks();
        while (!take(']')) {
            parse_value();
            skip_separator(']');
        }
        builder_.close();
    }

    /// After an element: a comma with another element behind it, or the closing bracket (left for the
    /// caller).
    void skip_separator(char close) {
        skip_blanks();
        if (peek() == close) return;
        const std::size_t comma = offset_;
        if (!take(',')) fail(close == ']' ? phrases::json_array_end : phrases::json_object_end);
        skip_blanks();
        if (peek() == close) fail_at(phrases::json_trailing_comma, comma);
    }

    /// true, false, null or a number.
    void parse_word() {
        const std::size_t start = skip_while<is_of_word>();
        const std::string_view word = text_.substr(start, offset_ - start);
        const Span span = lines_.span(start, word.size());
        if (word == "null") {
            builder_.add_null(span);
        } else if (word == "true" || word == "false" || is_number(word)) {
            builder_.add_scalar(ScalarStyle::plain, span, word);
        } else {
            fail_at(word.empty() ? phrases::json_value : phrases::json_word, start, word.size());
        }
    }

    /// Our decimals, less what JSON does not know: a leading plus or zero.
    static bool is_number(std::string_view word) {
        if (word.starts_with('+') || !is_decimal(word)) return false;
        if (word.starts_with('-')) word.remove_prefix(1);
        return !(word.size() > 1 && word[0] == '0' && word[1] >= '0' && word[1] <= '9');
    }

    void parse_string() {
        const std::size_t start = offset_++;
        string_.clear();
        while (!take('"')) {
            const std::size_t begin = skip_while<is_plain>();
            string_ += text_.substr(begin, offset_ - begin);
            if (at_end() || peek() == '\n') fail_at(phrases::json_string_end, start);
            if (peek() == '\t' || peek() == '\r') fail_at(phrases::json_control, offset_);
            if (peek() == '\\') parse_escape();
        }
        builder_.add_scalar(ScalarStyle::quoted, lines_.span(start, offset_ - start), string_);
    }

    /// Stands for itself in a string. Tabs and line ends are the only control characters that check_text lets
    /// through.
    static bool is_plain(char c) { return c != '"' && c != '\\' && static_cast<unsigned char>(c) >= ' '; }
    static bool is_of_word(char c) {
        return static_cast<unsigned char>(c) > ' ' && c != ',' && c != ':' && c != '[' && c != ']' &&
               c != '{' && c != '}' && c != '"';
    }

    /// Goes to the first character that is something else, and returns where it was before.
    template <bool (*is_it)(char)>
    std::size_t skip_while() {
        const std::size_t start = offset_;
        while (!at_end() && is_it(text_[offset_]))
            ++offset_;
        return start;
    }

    void parse_escape() {
        constexpr std::string_view names = "\"\\/bfnrt";
        constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
        const std::size_t start = offset_++;
        if (take('u')) {
            append_utf8(string_, parse_unicode_escape(start));
            return;
        }
        const std::size_t known = at_end() ? std::string_view::npos : names.find(peek());
        if (known == std::string_view::npos) fail_at(phrases::json_escape, start, 2);
        string_ += meanings[known];
        ++offset_;
    }

    /// `XXXX` behind `\u`, with the second half of a surrogate pair where there is one.
    char32_t parse_unicode_escape(std::size_t start) {
        const char32_t first = parse_four_digits(start);
        const bool is_high = first >= 0xD800 && first < 0xDC00;
        if (!is_high && !(first >= 0xDC00 && first < 0xE000)) return first;
        if (!is_high || !take('\\') || !take('u')) fail_at(phrases::json_surrogate, start, 6);
        const char32_t second = parse_four_digits(start);
        if (second < 0xDC00 || second >= 0xE000) fail_at(phrases::json_surrogate, start, 12);
        return 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
    }

    char32_t parse_four_digits(std::size_t start) {
        char32_t value = 0;
        for (int digit = 0; digit < 4; ++digit) {
            const std::string_view lower_and_upper = "0123456789abcdefABCDEF";
            const std::size_t known = at_end() ? std::string_view::npos : lower_and_upper.find(peek());
            if (known == std::string_view::npos) fail_at(phrases::json_escape, start, offset_ - start + 1);
            value = value * 16 + static_cast<char32_t>(known < 16 ? known : known - 6);
            ++offset_;
        }
        return value;
    }

    std::string_view text_;
    const LineIndex& lines_;
    TreeBuilder& builder_;
    std::size_t offset_ = 0;
    std::string string_;  ///< the one being unescaped (reused)
};

}  // namespace

std::optional<std::vector<Tree>> parse_json(const SourcePtr& source, const TreeLimits& limits,
                                            Diagnostics& diagnostics) {
    return parse_checked(source, limits, diagnostics, [](const LineIndex& lines, TreeBuilder& builder) {
        std::vector<Tree> trees;
        JsonParser parser(lines.text(), lines, builder);
        while (std::optional<Tree> tree = parser.next_document())
            trees.push_back(std::move(*tree));
        return trees;
    });
}

}  // namespace tidu
