// SPDX-License-Identifier: Apache-2.0
// The scan over XML.
#include "xml_scan.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "tidu/text/utf8.h"

namespace tidu {

namespace {

constexpr std::string_view blanks = " \t\r\n";

std::string_view without_prefix(std::string_view name) {
    return name.substr(name.find(':') + 1);  // npos + 1 is 0
}

/// The character that `&reference;` names, or nothing.
std::optional<char32_t> referred(std::string_view reference) {
    constexpr std::pair<std::string_view, char32_t> names[] = {
        {"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}};
    for (const auto& [name, character] : names)
        if (reference == name) return character;
    if (!reference.starts_with('#')) return std::nullopt;
    const bool is_hex = reference.size() > 1 && reference[1] == 'x';
    const std::string_view digits = reference.substr(is_hex ? 2 : 1);
    std::uint32_t code = 0;
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), code, is_hex ? 16 : 10);
    const bool is_number = !digits.empty() && error == std::errc{} && end == digits.data() + digits.size();
    const bool is_character = code > 0 && code <= 0x10FFFF && !(code >= 0xD800 && code < 0xE000);
    if (!is_number || !is_character) return std::nullopt;
    return static_cast<char32_t>(code);
}

/// Where the tag that `xml` starts with has its `>`, which may stand in an attribute's quotes before; the end
/// where it has none.
std::size_t end_of_tag(std::string_view xml) {
    const char* next = xml.data();
    const char* const end = next + xml.size();
    while (next != end && *next != '>') {
        const char byte = *next++;
        if (byte != '"' && byte != '\'') continue;
        while (next != end && *next != byte)
            ++next;
        if (next != end) ++next;
    }
    return static_cast<std::size_t>(next - xml.data());
}

}  // namespace

void append_resolved(std::string& out, std::string_view raw) {
    constexpr std::size_t longest_reference = 12;
    while (!raw.empty()) {
        const std::size_t ampersand = std::min(raw.find('&'), raw.size());
        out += raw.substr(0, ampersand);
        raw.remove_prefix(ampersand);
        if (raw.empty()) return;
        const std::size_t end = raw.substr(0, longest_reference).find(';');
        const auto character =
            end == std::string_view::npos ? std::nullopt : referred(raw.substr(1, end - 1));
        if (character)
            append_utf8(out, *character);
        else
            out += '&';
        raw.remove_prefix(character ? end + 1 : 1);
    }
}

XmlScanner::Event XmlScanner::next() {
    if (std::exchange(close_follows_, false)) return close_tag();
    while (!rest_.empty()) {
        if (rest_.front() != '<') {
            text_ = rest_.substr(0, rest_.find('<'));
            rest_.remove_prefix(text_.size());
            is_cdata_ = false;
            return Event::text;
        }
        const bool is_comment = rest_.starts_with("<!--");
        const bool is_instruction = rest_.starts_with("<?");
        if (!is_comment && !is_instruction) return read_markup();
        if (!skip_past(is_comment ? "-->" : "?>")) return Event::broken;
    }
    return open_tags_ == 0 ? Event::end : Event::broken;
}

XmlScanner::Event XmlScanner::close_tag() {
    if (open_tags_ == 0) return Event::broken;
    --open_tags_;
    return Event::close;
}

XmlScanner::Event XmlScanner::read_markup() {
    constexpr std::string_view cdata = "<![CDATA[";
    if (!rest_.starts_with("<!")) return read_tag();
    if (!rest_.starts_with(cdata)) return Event::broken;  // <!DOCTYPE and its entities
    const std::string_view inside = rest_.substr(cdata.size());
    if (!skip_past("]]>")) return Event::broken;
    text_ = inside.substr(0, inside.find("]]>"));
    is_cdata_ = true;
    return Event::text;
}

XmlScanner::Event XmlScanner::read_tag() {
    const std::size_t end = end_of_tag(rest_);
    if (end >= rest_.size()) return Event::broken;
    std::string_view inside = rest_.substr(1, end - 1);
    rest_.remove_prefix(end + 1);
    const bool is_close = inside.starts_with('/');
    close_follows_ = !is_close && inside.ends_with('/');
    if (is_close) inside.remove_prefix(1);
    if (close_follows_) inside.remove_suffix(1);
    const std::size_t name_size = std::min(inside.find_first_of(blanks), inside.size());
    if (name_size == 0) return Event::broken;
    name_ = without_prefix(inside.substr(0, name_size));
    attributes_ = inside.substr(name_size);
    if (is_close) return close_tag();
    ++open_tags_;
    return Event::open;
}

bool XmlScanner::skip_past(std::string_view end) {
    const std::size_t found = rest_.find(end);
    if (found == std::string_view::npos) return false;
    rest_.remove_prefix(found + end.size());
    return true;
}

std::optional<std::string_view> XmlScanner::raw_attribute(std::string_view wanted) const {
    std::optional<std::string_view> found;
    for_each_attribute([&](std::string_view name, std::string_view value) {
        if (name == wanted) found = value;
        return !found;
    });
    return found;
}

std::string XmlScanner::attribute(std::string_view wanted) const {
    std::string value;
    if (const auto raw = raw_attribute(wanted)) append_resolved(value, *raw);
    return value;
}

void XmlScanner::append_text(std::string& out) const {
    if (is_cdata_) {
        out += text_;
    } else {
        append_resolved(out, text_);
    }
}

}  // namespace tidu
