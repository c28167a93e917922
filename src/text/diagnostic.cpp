// SPDX-License-Identifier: Apache-2.0
// Findings: collecting, sorting and showing them with their source line.
#include "tidu/text/diagnostic.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "phrases.h"
#include "tidu/text/utf8.h"

namespace tidu {

std::string cell_address(std::uint32_t row, std::uint32_t column) {
    std::string letters;
    for (std::uint32_t rest = column; rest > 0; rest = (rest - 1) / 26)
        letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
    return letters + std::to_string(row);
}

namespace {

std::string describe_cell(const Place& place, Language language) {
    const auto [row, column, length] = place.span;
    if (!place.sheet.empty() && row == 0) return place.sheet;
    if (!place.sheet.empty() && column > 0) return place.sheet + "!" + cell_address(row, column);
    const std::string where = column == 0 ? say(phrases::row, row).in(language)
                                          : say(phrases::row_and_column, row, column).in(language);
    return place.sheet.empty() ? where : place.sheet + " " + where;
}

}  // namespace

std::string describe(const Place& place, Language language) {
    if (place.kind == PlaceKind::nowhere || !place.source) return {};
    const std::string& name = place.source->name;
    if (place.kind == PlaceKind::file) return name;
    if (place.kind == PlaceKind::cell)
        return place.span.line == 0 && place.sheet.empty() ? name
                                                           : name + ":" + describe_cell(place, language);
    if (place.span.line == 0) return name;
    const std::string line = name + ":" + std::to_string(place.span.line);
    return place.span.column == 0 ? line : line + ":" + std::to_string(place.span.column);
}

void Diagnostics::append(Diagnostics other) {
    std::move(other.items_.begin(), other.items_.end(), std::back_inserter(items_));
}

void Diagnostics::sort() {
    // Files and sheets rank as they were first met.
    std::map<std::string_view, std::size_t> file_ranks;
    std::map<std::pair<std::size_t, std::string_view>, std::size_t> sheet_ranks;
    using Key = std::tuple<std::size_t, std::size_t, std::uint32_t, std::uint32_t>;
    std::vector<std::pair<Key, std::size_t>> order;
    for (std::size_t position = 0; position < items_.size(); ++position) {
        const Place& place = items_[position].place;
        const std::string_view name =
            place.source ? std::string_view(place.source->name) : std::string_view();
        const std::size_t file = file_ranks.try_emplace(name, file_ranks.size()).first->second;
        const std::size_t sheet =
            sheet_ranks.try_emplace({file, place.sheet}, sheet_ranks.size()).first->second;
        order.push_back({{file, sheet, place.span.line, place.span.column}, position});
    }
    std::sort(order.begin(), order.end());  // equals keep their order: the position is part of the key
    std::vector<Diagnostic> sorted;
    sorted.reserve(items_.size());
    for (const auto& [key, position] : order)
        sorted.push_back(std::move(items_[position]));
    items_ = std::move(sorted);
}

bool Diagnostics::has_errors() const {
    return count(Severity::error) > 0;
}

std::size_t Diagnostics::count(Severity severity) const {
    return static_cast<std::size_t>(std::count_if(
        items_.begin(), items_.end(), [&](const Diagnostic& item) { return item.severity == severity; }));
}

namespace {

constexpr std::size_t shown_columns = 110;  ///< of a source line
constexpr std::size_t columns_before = 60;  ///< of those, before the caret where the line is cut
constexpr std::string_view reset = "\x1b[0m";

struct Look {
    const Phrase& word;
    std::string_view colour;
};

Look look_of(Severity severity) {
    switch (severity) {
        case Severity::error:
            return {phrases::error, "\x1b[1;31m"};
        case Severity::warning:
            return {phrases::warning, "\x1b[1;33m"};
        case Severity::note:
            return {phrases::note, "\x1b[1;36m"};
    }
    return {phrases::error, {}};
}

std::string_view line_of(const Source& source, std::uint32_t line) {
    std::string_view text = source.text;
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);  // columns do not count a byte order mark
    for (std::uint32_t current = source.first_line; current < line; ++current) {
        const std::size_t end = text.find('\n');
        if (end == std::string_view::npos) return {};
        text.remove_prefix(end + 1);
    }
    text = text.substr(0, text.find('\n'));
    if (!text.empty() && text.back() == '\r') text.remove_suffix(1);
    return text;
}

/// The part of a line before a span, in it and behind it, as a terminal shows them.
struct MarkedLine {
    std::string before, marked, after;
};

/// As shown: tabs are four blanks, control characters are visible.
std::string shown(std::string_view text) {
    std::string flat;
    for (const char byte : text)
        byte == '\t' ? flat += "    " : flat += byte;
    return escape_controls(flat);
}

std::size_t offset_of_character(std::string_view text, std::size_t character) {
    std::size_t offset = 0;
    for (; character > 0 && offset < text.size(); --character)
        next_code_point(text, offset);
    return offset;
}

/// Keeps the end of a text that is too wide.
std::string fit_width_at_end(const std::string& text, std::size_t width) {
    const std::size_t total = display_width(text);
    if (total <= width) return text;
    std::size_t offset = 0;
    for (std::size_t dropped = 0; offset < text.size() && total - dropped >= width;) {
        const std::size_t here = offset;
        next_code_point(text, offset);
        dropped += display_width(std::string_view(text).substr(here, offset - here));
    }
    return "…" + text.substr(offset);
}

MarkedLine mark_line(std::string_view line, const Span& span) {
    const std::size_t begin = offset_of_character(line, span.column - 1);
    const std::size_t end = begin + offset_of_character(line.substr(begin), span.length);
    MarkedLine parts{shown(line.substr(0, begin)), shown(line.substr(begin, end - begin)),
                     shown(line.substr(end))};
    if (display_width(parts.before) + display_width(parts.marked) + display_width(parts.after) >
        shown_columns) {
        parts.before = fit_width_at_end(parts.before, columns_before);
        const std::size_t room = shown_columns - display_width(parts.before);
        parts.marked = fit_width(parts.marked, room);
        parts.after = fit_width(parts.after, room - display_width(parts.marked));
    }
    return parts;
}

std::string painted(std::string_view text, std::string_view colour, bool color) {
    if (!color) return std::string(text);
    return std::string(colour) + std::string(text) + std::string(reset);
}

std::string render_source_line(const Diagnostic& diagnostic, bool color) {
    const Place& place = diagnostic.place;
    if (place.kind != PlaceKind::text || place.span.line == 0 || place.source->text.empty()) return {};
    const std::string_view line = line_of(*place.source, place.span.line);
    const std::string number = std::to_string(place.span.line);
    const std::string gutter = "  " + number + " | ";
    if (place.span.column == 0) return gutter + fit_width(shown(line), shown_columns) + "\n";
    const MarkedLine parts = mark_line(line, place.span);
    const std::size_t width = std::max<std::size_t>(display_width(parts.marked), 1);
    const std::string caret = "^" + std::string(width - 1, '~');
    return gutter + parts.before + parts.marked + parts.after + "\n" + std::string(number.size() + 2, ' ') +
           " | " + std::string(display_width(parts.before), ' ') +
           painted(caret, look_of(diagnostic.severity).colour, color) + "\n";
}

}  // namespace

std::string render(const Diagnostic& diagnostic, Language language, bool color) {
    const Look look = look_of(diagnostic.severity);
    const std::string where = describe(diagnostic.place, language);
    std::string text = where.empty() ? std::string() : escape_controls(where) + ": ";
    text += painted(say(look.word).in(language), look.colour, color);
    text += ": " + escape_controls(diagnostic.message.in(language));
    if (!diagnostic.rule.empty()) text += " [" + std::string(diagnostic.rule) + "]";
    text += "\n" + render_source_line(diagnostic, color);
    if (!diagnostic.help.empty())
        text += "  " + say(phrases::help).in(language) + ": " +
                escape_controls(diagnostic.help.in(language)) + "\n";
    for (const Diagnostic& note : diagnostic.notes)
        text += render(note, language, color);
    return text;
}

}  // namespace tidu
