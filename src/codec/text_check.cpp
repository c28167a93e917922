// SPDX-License-Identifier: Apache-2.0
// First look at a text, before it is parsed.
#include "text_check.h"

#include <algorithm>

#include "hexadecimal.h"
#include "phrases.h"
#include "rules.h"
#include "tidu/text/utf8.h"

namespace tidu {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

bool is_forbidden(char byte) {
    return static_cast<unsigned char>(byte) < 0x20 && byte != '\n' && byte != '\r' && byte != '\t';
}

}  // namespace

std::string_view without_bom(std::string_view text) {
    return text.starts_with(byte_order_mark) ? text.substr(byte_order_mark.size()) : text;
}

LineIndex::LineIndex(std::string_view text, std::uint32_t first_line)
    : text_(text), first_line_(first_line), starts_{0} {
    for (std::size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n', end + 1))
        starts_.push_back(end + 1);
}

std::size_t LineIndex::line_start(std::size_t line) const {
    return line < starts_.size() ? starts_[line] : text_.size();
}

std::size_t LineIndex::column(std::size_t line, std::size_t offset) const {
    if (line != last_line_) {
        last_column_ = code_point_count(text_.substr(starts_[line], offset - starts_[line]));
    } else if (offset >= last_offset_) {
        last_column_ += code_point_count(text_.substr(last_offset_, offset - last_offset_));
    } else {
        last_column_ -= code_point_count(text_.substr(offset, last_offset_ - offset));
    }
    last_line_ = line;
    last_offset_ = offset;
    return last_column_;
}

Span LineIndex::span(std::size_t offset, std::size_t size) const {
    offset = std::min(offset, text_.size());
    const auto next_line = std::upper_bound(starts_.begin(), starts_.end(), offset);
    const auto line = static_cast<std::uint32_t>(next_line - starts_.begin()) - 1;
    std::string_view marked = text_.substr(offset, size);
    marked = marked.substr(0, marked.find('\n'));
    if (!marked.empty() && marked.back() == '\r') marked.remove_suffix(1);
    return {first_line_ + line, static_cast<std::uint32_t>(column(line, offset) + 1),
            static_cast<std::uint32_t>(std::max<std::size_t>(code_point_count(marked), 1))};
}

bool check_text(const SourcePtr& source, std::size_t max_bytes, Diagnostics& diagnostics) {
    const std::string_view text = without_bom(source->text);
    const auto refuse = [&](std::string_view rule, Message message, Place place, Message help = {}) {
        diagnostics.add(
            {Severity::error, rule, std::move(message), std::move(place), std::move(help), {}, {}});
        return false;
    };
    if (text.size() > max_bytes)
        return refuse(rules::file_size, say(phrases::file_too_large, max_bytes), Place::of_file(source));
    if (const auto offset = first_invalid_utf8(text))
        return refuse(rules::encoding, say(phrases::invalid_utf8, hexadecimal(text.substr(*offset, 1))),
                      Place::of_text(source, LineIndex(text, source->first_line).span(*offset)),
                      say(phrases::save_as_utf8));
    if (const auto found = std::find_if(text.begin(), text.end(), is_forbidden); found != text.end())
        return refuse(
            rules::control_character, say(phrases::control_character, "00" + hexadecimal({&*found, 1})),
            Place::of_text(
                source,
                LineIndex(text, source->first_line).span(static_cast<std::size_t>(found - text.begin()))));
    return true;
}

}  // namespace tidu
