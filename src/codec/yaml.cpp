// SPDX-License-Identifier: Apache-2.0
// YAML into trees, by the event parser of yaml-cpp. The only file that knows yaml-cpp, and what it leaves to
// us: columns in characters, places of nulls that are not written, duplicate and merge keys, limits, and
// messages in two languages.
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <sstream>

#include "phrases.h"
#include "rules.h"
#include "text_check.h"
#include "tidu/codec/tree.h"
#include "tidu/text/utf8.h"
#include "tree_builder.h"

namespace tidu {

namespace {

bool is_blank(char byte) {
    return byte == ' ' || byte == '\t';
}

std::string_view without_trailing_blanks(std::string_view text) {
    while (!text.empty() && (is_blank(text.back()) || text.back() == '\r'))
        text.remove_suffix(1);
    return text;
}

/// Our addition to yaml-cpp's messages.
constexpr const char* unexpected_content = "unexpected content";

/// Finds out, from the source itself, what yaml-cpp's marks do not say.
class YamlPlaces {
  public:
    explicit YamlPlaces(const LineIndex& lines) : lines_(lines) {}

    /// Byte offset of a mark (whose column counts bytes).
    std::size_t offset(const YAML::Mark& mark) const {
        const auto line = static_cast<std::size_t>(std::max(mark.line, 0));
        const auto column = static_cast<std::size_t>(std::max(mark.column, 0));
        return std::min(lines_.line_start(line) + column, lines_.text().size());
    }

    Span point(const YAML::Mark& mark) const { return lines_.span(offset(mark)); }

    /// yaml-cpp's line and column are of no use there.
    bool is_end(const YAML::Mark& mark) const {
        return static_cast<std::size_t>(std::max(mark.pos, 0)) >= lines_.text().size();
    }

    /// A scalar from its first character to its end, or to the end of its first line.
    Span scalar(const YAML::Mark& mark, std::string_view value) const {
        const std::size_t start = skip_properties(offset(mark));
        if (is_quote(start)) return lines_.span(start, end_of_quoted(start).value_or(start + 1) - start);
        const bool as_written = !value.empty() && lines_.text().substr(start).starts_with(value);
        return lines_.span(start, as_written ? value.size() : rest_of_line(start).size());
    }

    /// A quoted text that the file ends in, from `mark` on. yaml-cpp reports it at the end of the file or,
    /// before a last newline, not at all.
    std::optional<Span> unclosed_quote(const YAML::Mark& mark) const {
        std::size_t start = skip_properties(offset(mark));
        for (; start < lines_.text().size(); ++start) {
            if (!is_quote(start) || !may_start_text(start)) continue;
            const std::optional<std::size_t> end = end_of_quoted(start);
            if (!end) return lines_.span(start);
            start = *end - 1;
        }
        return std::nullopt;
    }
    /// Another document begins with `---`, or follows `...`. yaml-cpp takes anything that a document leaves
    /// over for the next one, and hands out empty documents for ever at a token that begins none.
    bool may_start_document(const YAML::Mark& last_start, const YAML::Mark& mark) const {
        const std::string_view between =
            lines_.text().substr(offset(last_start), offset(mark) - offset(last_start));
        return lines_.text().substr(offset(mark)).starts_with("---") ||
               between.find("\n...") != std::string_view::npos;
    }

    bool is_unclosed_quote(const YAML::Mark& mark) const {
        const std::size_t start = skip_properties(offset(mark));
        return is_quote(start) && !end_of_quoted(start);
    }

    /// An alias or a tag: up to the next blank or bracket.
    std::string_view word(const YAML::Mark& mark) const {
        const std::string_view text = text_at(mark);
        return text.substr(0, text.find_first_of(" \t,]}"));
    }
    Span word_span(const YAML::Mark& mark) const { return lines_.span(offset(mark), word(mark).size()); }

    std::string_view text_at(const YAML::Mark& mark) const { return rest_of_line(offset(mark)); }

    /// The dash of an empty entry: in the column of its list, above the mark of whatever follows.
    Span dash_above(const YAML::Mark& mark, const YAML::Mark& list) const {
        const auto column = static_cast<std::size_t>(list.column);
        for (int line = mark.line; line >= list.line; --line) {
            const std::size_t start = lines_.line_start(static_cast<std::size_t>(line));
            if (start + column >= offset(mark) || lines_.text()[start + column] != '-') continue;
            const std::string_view before = lines_.text().substr(start, column);
            const bool starts_entry = before.find_first_not_of(" -?:\t") == std::string_view::npos;
            if (starts_entry) return lines_.span(start + column);
        }
        return point(list);
    }

  private:
    bool is_quote(std::size_t start) const {
        return start < lines_.text().size() && (lines_.text()[start] == '"' || lines_.text()[start] == '\'');
    }
    bool may_start_text(std::size_t start) const {
        return start == 0 ||
               std::string_view(" \t\n[{,:").find(lines_.text()[start - 1]) != std::string_view::npos;
    }

    /// Past the closing quote of the text that starts here; nullopt where there is none.
    std::optional<std::size_t> end_of_quoted(std::size_t start) const {
        const std::string_view text = lines_.text();
        const char quote = text[start];
        const std::string_view special = quote == '"' ? "\"\\" : "'";
        std::size_t offset = start + 1;
        while ((offset = text.find_first_of(special, offset)) < text.size()) {
            const bool doubled = quote == '\'' && text.substr(offset + 1).starts_with(quote);
            const bool closes = text[offset] == quote && !doubled;
            if (closes) return offset + 1;
            offset += 2;  // an escape or a doubled quote
        }
        return std::nullopt;
    }

    /// Cut after a while, so that a file of one long line stays linear.
    std::string_view rest_of_line(std::size_t start) const {
        const std::string_view rest = lines_.text().substr(start, 1000);
        return without_trailing_blanks(rest.substr(0, rest.find('\n')));
    }

    /// Past `&anchor` and `!tag`, which stand before the value they belong to.
    std::size_t skip_properties(std::size_t start) const {
        std::size_t offset = start;
        for (;;) {
            const std::string_view rest = rest_of_line(offset);
            if (rest.empty()) return start;  // the value stands on a later line
            if (rest.front() != '&' && rest.front() != '!') return offset;
            offset += std::min(rest.find_first_of(" \t"), rest.size());
            while (offset < lines_.text().size() && is_blank(lines_.text()[offset]))
                ++offset;
        }
    }

    const LineIndex& lines_;
};

/// Receives yaml-cpp's events and hands them on to the builder, with places.
class YamlEvents : public YAML::EventHandler {
  public:
    YamlEvents(const YamlPlaces& places, TreeBuilder& builder) : places_(places), builder_(builder) {}

    void OnDocumentStart(const YAML::Mark& mark) override {
        if (!first_document_ && !places_.may_start_document(document_start_, mark))
            throw YAML::ParserException(mark, unexpected_content);
        first_document_ = false;
        document_start_ = mark;
        anchors_.assign(1, 0);  // yaml-cpp numbers anchors from 1
    }
    void OnDocumentEnd() override {}

    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        remember(anchor, builder_.add_null(null_span(mark)));
    }

    void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        builder_.add_alias(anchors_.at(anchor), places_.word_span(mark), places_.word(mark));
    }

    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override {
        check_tag(mark, tag);
        if (places_.is_unclosed_quote(mark)) throw YAML::ParserException(mark, YAML::ErrorMsg::EOF_IN_SCALAR);
        last_ = mark;
        const bool quoted = tag == "!" || tag == "tag:yaml.org,2002:str";
        const auto style = quoted ? ScalarStyle::quoted : ScalarStyle::plain;
        remember(anchor, builder_.add_scalar(style, places_.scalar(mark, value), value));
    }

    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value style) override {
        check_tag(mark, tag);
        remember(anchor, builder_.open(TreeKind::sequence, places_.point(mark)));
        open_.push_back({mark, style == YAML::EmitterStyle::Flow});
    }

    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value style) override {
        check_tag(mark, tag);
        remember(anchor, builder_.open(TreeKind::mapping, places_.point(mark)));
        open_.push_back({mark, style == YAML::EmitterStyle::Flow});
    }

    void OnSequenceEnd() override { close(); }
    void OnMapEnd() override { close(); }

    /// Where the parser had come to, as far as we have seen.
    const YAML::Mark& last() const { return last_; }
    /// Where the innermost list or map that is still open began.
    std::optional<YAML::Mark> innermost_open() const {
        return open_.empty() ? std::nullopt : std::optional(open_.back().mark);
    }

  private:
    struct Collection {
        YAML::Mark mark;
        bool is_flow;
    };

    void close() {
        builder_.close();
        open_.pop_back();
    }

    void remember(YAML::anchor_t anchor, std::uint32_t node) {
        if (anchor == YAML::NullAnchor) return;
        if (anchors_.size() <= anchor) anchors_.resize(anchor + 1);
        anchors_[anchor] = node;
    }

    /// A null that is not written is marked at the token behind it: it stands at its key or dash instead.
    Span null_span(const YAML::Mark& mark) const {
        const std::string_view text = places_.text_at(mark);
        for (const std::string_view word : {"~", "null", "Null", "NULL"})
            if (text.starts_with(word) && !is_next_key(text, word)) return places_.scalar(mark, word);
        if (const auto key = builder_.pending_key()) return *key;
        if (!open_.empty() && !open_.back().is_flow) return places_.dash_above(mark, open_.back().mark);
        return places_.point(mark);
    }

    /// `a:` followed by a line `null: 1` or `nullable: 1`: that word is not our null.
    static bool is_next_key(std::string_view text, std::string_view word) {
        const std::string_view rest = text.substr(word.size());
        if (rest.empty()) return false;
        return rest.front() == ':' ||
               !(is_blank(rest.front()) || rest.front() == ',' || rest.front() == ']' || rest.front() == '}');
    }

    void check_tag(const YAML::Mark& mark, std::string_view tag) {
        constexpr std::string_view core = "tag:yaml.org,2002:";
        if (tag.empty() || tag == "?" || tag == "!") return;
        for (const std::string_view known : {"str", "int", "float", "bool", "null", "seq", "map"})
            if (tag.starts_with(core) && tag.substr(core.size()) == known) return;
        builder_.report(rules::yaml_tag, say(phrases::unknown_tag, tag), places_.word_span(mark));
    }

    const YamlPlaces& places_;
    TreeBuilder& builder_;
    std::vector<std::uint32_t> anchors_;  ///< node of each anchor
    std::vector<Collection> open_;
    YAML::Mark last_;  ///< of the last scalar
    YAML::Mark document_start_;
    bool first_document_ = true;
};

struct KnownError {
    std::string_view start;  ///< of yaml-cpp's message
    const Phrase& phrase;
};

const KnownError known_errors[] = {
    {unexpected_content, phrases::yaml_unexpected},
    {YAML::ErrorMsg::END_OF_MAP_FLOW, phrases::yaml_end_of_flow_map},
    {YAML::ErrorMsg::END_OF_SEQ_FLOW, phrases::yaml_end_of_flow_sequence},
    {YAML::ErrorMsg::END_OF_MAP, phrases::yaml_end_of_map},
    {YAML::ErrorMsg::END_OF_SEQ, phrases::yaml_end_of_sequence},
    {YAML::ErrorMsg::FLOW_END, phrases::yaml_flow_end},
    {YAML::ErrorMsg::MAP_VALUE, phrases::yaml_map_value},
    {YAML::ErrorMsg::MAP_KEY, phrases::yaml_map_key},
    {YAML::ErrorMsg::BLOCK_ENTRY, phrases::yaml_block_entry},
    {YAML::ErrorMsg::TAB_IN_INDENTATION, phrases::yaml_tab},
    {YAML::ErrorMsg::EOF_IN_SCALAR, phrases::yaml_quote_open},
    {YAML::ErrorMsg::DOC_IN_SCALAR, phrases::yaml_document_in_quote},
    {YAML::ErrorMsg::UNKNOWN_TOKEN, phrases::yaml_unknown_token},
    {YAML::ErrorMsg::INVALID_ESCAPE, phrases::yaml_escape},
    {YAML::ErrorMsg::INVALID_HEX, phrases::yaml_escape},
    {YAML::ErrorMsg::INVALID_UNICODE, phrases::yaml_escape},
    {YAML::ErrorMsg::UNKNOWN_ANCHOR, phrases::yaml_unknown_anchor},
    {YAML::ErrorMsg::CHAR_IN_SCALAR, phrases::yaml_scalar_character},
    {YAML::ErrorMsg::CHAR_IN_BLOCK, phrases::yaml_block_scalar},
    {YAML::ErrorMsg::ZERO_INDENT_IN_BLOCK, phrases::yaml_block_scalar},
    {YAML::ErrorMsg::ALIAS_NOT_FOUND, phrases::yaml_anchor_name},
    {YAML::ErrorMsg::ANCHOR_NOT_FOUND, phrases::yaml_anchor_name},
    {YAML::ErrorMsg::CHAR_IN_ALIAS, phrases::yaml_anchor_name},
    {YAML::ErrorMsg::CHAR_IN_ANCHOR, phrases::yaml_anchor_name},
    {YAML::ErrorMsg::MULTIPLE_TAGS, phrases::yaml_properties},
    {YAML::ErrorMsg::MULTIPLE_ANCHORS, phrases::yaml_properties},
    {YAML::ErrorMsg::ALIAS_CONTENT, phrases::yaml_properties},
    {YAML::ErrorMsg::CHAR_IN_TAG_HANDLE, phrases::yaml_tag_syntax},
    {YAML::ErrorMsg::TAG_WITH_NO_SUFFIX, phrases::yaml_tag_syntax},
    {YAML::ErrorMsg::END_OF_VERBATIM_TAG, phrases::yaml_tag_syntax},
    {YAML::ErrorMsg::YAML_DIRECTIVE_ARGS, phrases::yaml_directive},
    {YAML::ErrorMsg::YAML_VERSION, phrases::yaml_directive},
    {YAML::ErrorMsg::YAML_MAJOR_VERSION, phrases::yaml_directive},
    {YAML::ErrorMsg::REPEATED_YAML_DIRECTIVE, phrases::yaml_directive},
    {YAML::ErrorMsg::TAG_DIRECTIVE_ARGS, phrases::yaml_directive},
    {YAML::ErrorMsg::REPEATED_TAG_DIRECTIVE, phrases::yaml_directive},
};

Message message_of(const YAML::Exception& error) {
    const auto known =
        std::find_if(std::begin(known_errors), std::end(known_errors),
                     [&](const KnownError& candidate) { return error.msg.starts_with(candidate.start); });
    return known == std::end(known_errors) ? say(phrases::yaml_invalid, error.msg) : say(known->phrase);
}

/// A `{` or `[` that the file never closes is shown itself; else the place that a comma is missing before.
void report_open_flow(const YAML::Exception& error, const YamlPlaces& places, const YamlEvents& events,
                      TreeBuilder& builder) {
    const bool is_map = error.msg == YAML::ErrorMsg::END_OF_MAP_FLOW;
    if (const auto open = events.innermost_open(); open && places.is_end(error.mark))
        return builder.report(rules::yaml_syntax, message_of(error), places.point(*open));
    builder.report(rules::yaml_syntax,
                   say(is_map ? phrases::yaml_flow_map_comma : phrases::yaml_flow_sequence_comma),
                   places.point(error.mark));
}

bool is_open_flow(const YAML::Exception& error) {
    return error.msg == YAML::ErrorMsg::END_OF_MAP_FLOW || error.msg == YAML::ErrorMsg::END_OF_SEQ_FLOW;
}

void report_syntax(const YAML::Exception& error, const YamlPlaces& places, const YamlEvents& events,
                   TreeBuilder& builder) {
    if (is_open_flow(error)) return report_open_flow(error, places, events, builder);
    Span span = places.point(error.mark);
    if (error.msg == YAML::ErrorMsg::EOF_IN_SCALAR)
        span = places.unclosed_quote(events.last()).value_or(span);
    const bool is_tab = error.msg == YAML::ErrorMsg::TAB_IN_INDENTATION;
    builder.report(rules::yaml_syntax, message_of(error), span,
                   is_tab ? say(phrases::yaml_use_blanks) : Message());
}

std::vector<Tree> parse_documents(const LineIndex& lines, TreeBuilder& builder) {
    const YamlPlaces places(lines);
    YamlEvents events(places, builder);
    std::vector<Tree> trees;
    try {
        std::istringstream stream{std::string(lines.text())};
        YAML::Parser parser(stream);
        while (parser.HandleNextDocument(events))
            trees.push_back(builder.take());
    } catch (const YAML::Exception& error) {
        report_syntax(error, places, events, builder);
    }
    return trees;
}

}  // namespace

std::optional<std::vector<Tree>> parse_yaml(const SourcePtr& source, const TreeLimits& limits,
                                            Diagnostics& diagnostics) {
    return parse_checked(source, limits, diagnostics, parse_documents);
}

std::vector<Tree> parse_faulty_yaml(const SourcePtr& source, const TreeLimits& limits,
                                    Diagnostics& diagnostics) {
    return parse_as_far_as_possible(source, limits, diagnostics, parse_documents);
}

}  // namespace tidu
