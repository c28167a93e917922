// SPDX-License-Identifier: Apache-2.0
#include "html_writer.h"

#include <cmath>

#include "tidu/text/number.h"
#include "tidu/text/utf8.h"

namespace tidu {
namespace {

void append_escaped(std::string& out, std::string_view text) {
    std::size_t start = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        std::string_view entity;
        switch (text[at]) {
            case '&':
                entity = "&amp;";
                break;
            case '<':
                entity = "&lt;";
                break;
            case '>':
                entity = "&gt;";
                break;
            case '"':
                entity = "&quot;";
                break;
            case '\'':
                entity = "&#39;";
                break;
            default:
                continue;
        }
        out += text.substr(start, at - start);
        out += entity;
        start = at + 1;
    }
    out += text.substr(start);
}

/// Most texts have nothing to make visible: then they are not copied.
bool may_hold_controls(std::string_view text) {
    for (char byte : text) {
        const auto value = static_cast<unsigned char>(byte);
        // C0 and DEL are bytes of their own; C1 starts with C2, the bidirectional controls with E2 or D8.
        if (value < 0x20 || value == 0x7f || value == 0xc2 || value == 0xd8 || value == 0xe2) return true;
    }
    return false;
}

}  // namespace

HtmlWriter& HtmlWriter::text(std::string_view text) {
    if (may_hold_controls(text))
        append_escaped(out_, escape_controls(text));
    else
        append_escaped(out_, text);
    return *this;
}

HtmlWriter& HtmlWriter::attribute(std::string_view name, std::string_view value) {
    out_ += ' ';
    out_ += name;
    out_ += "=\"";
    text(value);
    out_ += '"';
    return *this;
}

HtmlWriter& HtmlWriter::attribute(std::string_view name, double value) {
    return attribute(name, std::string_view(format_number(std::nearbyint(value * 10) / 10)));
}

HtmlWriter& HtmlWriter::element(std::string_view tag, std::string_view css_class, std::string_view content) {
    if (content.empty()) return *this;
    out_ += '<';
    out_ += tag;
    if (!css_class.empty()) attribute("class", css_class);
    out_ += '>';
    text(content);
    out_ += "</";
    out_ += tag;
    out_ += '>';
    return *this;
}

}  // namespace tidu
