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
// A line of megabytes is cut to these before it is looked at: more than the columns can show.
constexpr std::size_t most_bytes = 600;
constexpr std::uint32_t farthest_column =
    10'000;  // counting that far for each of many findings takes too long
constexpr std::uint32_t most_characters = 150;
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

/// At most `most_bytes` before the span, from the start of a character.
std::string_view near_end(std::string_view text) {
    if (text.size() <= most_bytes) return text;
    std::size_t start = text.size() - most_bytes;
    while (start < text.size() && (static_cast<unsigned char>(text[start]) & 0xC0) == 0x80)
        ++start;
    return text.substr(start);
}

MarkedLine mark_line(std::string_view line, const Span& span) {
    const std::size_t begin = offset_of_code_point(line, span.column - 1);
    const std::size_t end =
        begin + offset_of_code_point(line.substr(begin), std::min(span.length, most_characters));
    MarkedLine parts{shown(near_end(line.substr(0, begin))), shown(line.substr(begin, end - begin)),
                     shown(line.substr(end, most_bytes))};
    if (display_width(parts.before) + display_width(parts.marked) + display_width(parts.after) >
        shown_columns) {
        parts.before = fit_width_at_end(parts.before, columns_before);
        const std::size_t room = shown_columns - display_width(parts.before);
        parts.marked = fit_width(parts.marked, room);
        parts.after = fit_width(parts.after, room - display_width(parts.marked));
    }
    return parts;
}
}  // namespace

std::string DiagnosticRenderer::painted(std::string_view text, std::string_view colour) const {
    if (!color_) return std::string(text);
    return std::string(colour) + std::string(text) + std::string(reset);
}

/// Without its line break, and without a byte order mark, which columns do not count.
std::string_view DiagnosticRenderer::line_of(const Source& source, std::uint32_t line) {
    const auto [entry, is_new] = line_starts_.try_emplace(&source);
    std::vector<std::size_t>& starts = entry->second;
    const std::string_view text = source.text;
    if (is_new) {
        starts.push_back(text.starts_with("\xEF\xBB\xBF") ? 3 : 0);
        for (std::size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n', end + 1))
            starts.push_back(end + 1);
    }
    const std::size_t index = line - source.first_line;
    if (line < source.first_line || index >= starts.size()) return {};
    const std::size_t end = index + 1 < starts.size() ? starts[index + 1] - 1 : text.size();
    std::string_view found = text.substr(starts[index], end - starts[index]);
    if (!found.empty() && found.back() == '\r') found.remove_suffix(1);
    return found;
}

std::string DiagnosticRenderer::render_source_line(const Diagnostic& diagnostic) {
    const Place& place = diagnostic.place;
    if (place.kind != PlaceKind::text || place.span.line == 0 || place.source->text.empty()) return {};
    if (place.span.column > farthest_column) return {};
    const std::string_view line = line_of(*place.source, place.span.line);
    const std::string number = std::to_string(place.span.line);
    const std::string gutter = "  " + number + " | ";
    if (place.span.column == 0)
        return gutter + fit_width(shown(line.substr(0, most_bytes)), shown_columns) + "\n";
    const MarkedLine parts = mark_line(line, place.span);
    const std::size_t width = std::max<std::size_t>(display_width(parts.marked), 1);
    const std::string caret = "^" + std::string(width - 1, '~');
    return gutter + parts.before + parts.marked + parts.after + "\n" + std::string(number.size() + 2, ' ') +
           " | " + std::string(display_width(parts.before), ' ') +
           painted(caret, look_of(diagnostic.severity).colour) + "\n";
}

std::string DiagnosticRenderer::render(const Diagnostic& diagnostic) {
    const Look look = look_of(diagnostic.severity);
    const std::string where = describe(diagnostic.place, language_);
    std::string text = where.empty() ? std::string() : escape_controls(where) + ": ";
    text += painted(say(look.word).in(language_), look.colour);
    const std::string colon = say(phrases::colon).in(language_);
    text += colon + escape_controls(diagnostic.message.in(language_));
    if (!diagnostic.rule.empty()) text += " [" + std::string(diagnostic.rule) + "]";
    text += "\n" + render_source_line(diagnostic);
    if (!diagnostic.help.empty())
        text += "  " + say(phrases::help).in(language_) + colon +
                escape_controls(diagnostic.help.in(language_)) + "\n";
    for (const Diagnostic& note : diagnostic.notes)
        text += render(note);
    return text;
}

std::string render(const Diagnostic& diagnostic, Language language, bool color) {
    return DiagnosticRenderer(language, color).render(diagnostic);
}

}  // namespace tidu
