// SPDX-License-Identifier: Apache-2.0
// JSON out.
#include "tidu/codec/json_write.h"

#include <cassert>
#include <cmath>

#include "tidu/text/number.h"
#include "tidu/text/utf8.h"

namespace tidu {

void JsonWriter::open(char bracket) {
    start_value();
    out_ += bracket;
    has_elements_.push_back(false);
}

void JsonWriter::close(char bracket) {
    assert(!has_elements_.empty() && !after_key_);
    const bool had_elements = has_elements_.back();
    has_elements_.pop_back();
    if (had_elements) start_line();
    out_ += bracket;
}

void JsonWriter::key(std::string_view name) {
    assert(!after_key_);
    start_value();
    append_json_string(out_, name, escapes_);
    out_ += layout_ == JsonLayout::pretty ? ": " : ":";
    after_key_ = true;
}

void JsonWriter::value(std::string_view text) {
    start_value();
    append_json_string(out_, text, escapes_);
}

void JsonWriter::value(double number) {
    assert(std::isfinite(number));
    raw(format_number(number));
}

void JsonWriter::raw(std::string_view json) {
    start_value();
    out_ += json;
}

void JsonWriter::start_value() {
    if (after_key_) {
        after_key_ = false;
        return;
    }
    if (has_elements_.empty()) return;
    if (has_elements_.back()) out_ += ',';
    has_elements_.back() = true;
    start_line();
}

void JsonWriter::start_line() {
    if (layout_ == JsonLayout::compact) return;
    out_ += '\n';
    out_.append(2 * has_elements_.size(), ' ');
}

namespace {

void append_unicode_escape(std::string& out, char32_t code_point) {
    constexpr char digits[] = "0123456789abcdef";
    out += "\\u";
    for (unsigned shift = 16; shift > 0;) {
        shift -= 4;
        out += digits[code_point >> shift & 15];
    }
}

/// The letter behind the backslash, or 0.
char short_escape(char32_t code_point) {
    switch (code_point) {
        case '"':
            return '"';
        case '\\':
            return '\\';
        case '\b':
            return 'b';
        case '\f':
            return 'f';
        case '\n':
            return 'n';
        case '\r':
            return 'r';
        case '\t':
            return 't';
        default:
            return 0;
    }
}

bool endangers_html(char32_t code_point) {
    return code_point == '<' || code_point == '>' || code_point == '&' || code_point == 0x2028 ||
           code_point == 0x2029;
}

}  // namespace

void append_json_string(std::string& out, std::string_view text, JsonEscapes escapes) {
    out += '"';
    for (std::size_t offset = 0; offset < text.size();) {
        const char32_t code_point = next_code_point(text, offset);
        if (const char letter = short_escape(code_point)) {
            out += '\\';
            out += letter;
        } else if (code_point < 0x20 || (escapes == JsonEscapes::html && endangers_html(code_point))) {
            append_unicode_escape(out, code_point);
        } else {
            append_utf8(out, code_point);
        }
    }
    out += '"';
}

}  // namespace tidu
