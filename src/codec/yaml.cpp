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

/// Finds out, from the source itself, what yaml-cpp's marks do not say.
class YamlPlaces {
  public:
    explicit YamlPlaces(std::string_view text) : lines_(text) {}

    /// Byte offset of a mark (whose column counts bytes).
    std::size_t offset(const YAML::Mark& mark) const {
        const auto line = static_cast<std::size_t>(std::max(mark.line, 0));
        const auto column = static_cast<std::size_t>(std::max(mark.column, 0));
        return std::min(lines_.line_start(line) + column, lines_.text().size());
    }

    Span point(const YAML::Mark& mark) const { return lines_.span(offset(mark)); }

    /// A scalar from its first character to its end, or to the end of its first line.
    Span scalar(const YAML::Mark& mark, std::string_view value) const {
        const std::size_t start = skip_properties(offset(mark));
        const std::string_view rest = rest_of_line(start);
        if (!value.empty() && rest.starts_with(value)) return lines_.span(start, value.size());
        return lines_.span(start, written_size(rest));
    }

    Span alias(const YAML::Mark& mark) const {
        const std::size_t start = offset(mark);
        return lines_.span(start,
                           std::min(rest_of_line(start).find_first_of(" \t,]}"), rest_of_line(start).size()));
    }

    std::string_view text_at(const YAML::Mark& mark) const { return rest_of_line(offset(mark)); }

    /// The dash of an empty entry: in the column of its list, above the mark of whatever follows.
    Span dash_above(const YAML::Mark& mark, const Span& list) const {
        for (auto line = static_cast<std::size_t>(std::max(mark.line, 0)) + 1; line-- > list.line - 1;) {
            const std::size_t dash =
                lines_.line_start(line) + list.column - 1;  // only blanks or indicators before it
            if (dash >= lines_.text().size() || dash >= offset(mark)) continue;
            const std::string_view before = lines_.text().substr(lines_.line_start(line), list.column - 1);
            const bool is_indented = before.find_first_not_of(" -?:\t") == std::string_view::npos;
            if (is_indented && lines_.text()[dash] == '-') return lines_.span(dash);
        }
        return list;
    }

  private:
    std::string_view rest_of_line(std::size_t start) const {
        const std::string_view rest = lines_.text().substr(start);
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

    static std::size_t written_size(std::string_view rest) {
        if (rest.empty() || (rest.front() != '"' && rest.front() != '\'')) return rest.size();
        const char quote = rest.front();
        for (std::size_t offset = 1; offset < rest.size(); ++offset) {
            if (rest[offset] == '\\' && quote == '"') {
                ++offset;
            } else if (rest[offset] == quote) {
                const bool doubled = quote == '\'' && offset + 1 < rest.size() && rest[offset + 1] == quote;
                if (!doubled) return offset + 1;
                ++offset;
            }
        }
        return rest.size();
    }

    LineIndex lines_;
};

/// Receives yaml-cpp's events and hands them on to the builder, with places.
class YamlEvents : public YAML::EventHandler {
  public:
    YamlEvents(const YamlPlaces& places, TreeBuilder& builder) : places_(places), builder_(builder) {}

    void OnDocumentStart(const YAML::Mark&) override {
        anchors_.assign(1, 0);
    }  // yaml-cpp numbers anchors from 1
    void OnDocumentEnd() override {}

    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        remember(anchor, builder_.add_null(null_span(mark)));
    }

    void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        const Span span = places_.alias(mark);
        builder_.add_alias(anchors_.at(anchor), span, places_.text_at(mark).substr(0, span.length));
    }

    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override {
        check_tag(mark, tag);
        const bool quoted = tag == "!" || tag == "tag:yaml.org,2002:str";
        const auto style = quoted ? ScalarStyle::quoted : ScalarStyle::plain;
        remember(anchor, builder_.add_scalar(style, places_.scalar(mark, value), value));
    }

    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value style) override {
        check_tag(mark, tag);
        remember(anchor, builder_.open(TreeKind::sequence, places_.point(mark)));
        is_flow_.push_back(style == YAML::EmitterStyle::Flow);
    }

    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value style) override {
        check_tag(mark, tag);
        remember(anchor, builder_.open(TreeKind::mapping, places_.point(mark)));
        is_flow_.push_back(style == YAML::EmitterStyle::Flow);
    }

    void OnSequenceEnd() override { close(); }
    void OnMapEnd() override { close(); }

  private:
    void close() {
        builder_.close();
        is_flow_.pop_back();
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
        if (!builder_.at_root() && builder_.current().kind == TreeKind::sequence && !is_flow_.back())
            return places_.dash_above(mark, builder_.current().span);
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
        builder_.report(rules::yaml_tag, say(phrases::unknown_tag, tag), places_.alias(mark));
    }

    const YamlPlaces& places_;
    TreeBuilder& builder_;
    std::vector<std::uint32_t> anchors_;  ///< node of each anchor
    std::vector<bool> is_flow_;           ///< of the open collections
};

struct KnownError {
    std::string_view start;  ///< of yaml-cpp's message
    const Phrase& phrase;
};

const KnownError known_errors[] = {
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

void report_syntax_error(const YAML::Exception& error, const YamlPlaces& places, TreeBuilder& builder) {
    const auto known =
        std::find_if(std::begin(known_errors), std::end(known_errors),
                     [&](const KnownError& candidate) { return error.msg.starts_with(candidate.start); });
    Message message =
        known == std::end(known_errors) ? say(phrases::yaml_invalid, error.msg) : say(known->phrase);
    Message help =
        error.msg == YAML::ErrorMsg::TAB_IN_INDENTATION ? say(phrases::yaml_use_blanks) : Message();
    builder.report(rules::yaml_syntax, std::move(message), places.point(error.mark), std::move(help));
}

std::vector<Tree> parse_documents(std::string_view text, const YamlPlaces& places, TreeBuilder& builder) {
    std::vector<Tree> trees;
    try {
        std::istringstream stream{std::string(text)};
        YAML::Parser parser(stream);
        YamlEvents events(places, builder);
        while (parser.HandleNextDocument(events))
            trees.push_back(builder.take());
    } catch (const YAML::Exception& error) {
        report_syntax_error(error, places, builder);
    } catch (const TreeRefused&) {
        // reported where it was thrown
    }
    return trees;
}

}  // namespace

std::optional<std::vector<Tree>> parse_yaml(const SourcePtr& source, const TreeLimits& limits,
                                            Diagnostics& diagnostics) {
    Diagnostics found;
    std::vector<Tree> trees;
    if (check_text(source, std::min<std::size_t>(limits.bytes, INT32_MAX),
                   found)) {  // yaml-cpp counts in int
        const std::string_view text = without_bom(source->text);
        const YamlPlaces places(text);
        TreeBuilder builder(source, limits, found);
        trees = parse_documents(text, places, builder);
    }
    const bool refused = found.has_errors();
    diagnostics.append(std::move(found));
    if (refused) return std::nullopt;
    return trees;
}

}  // namespace tidu
