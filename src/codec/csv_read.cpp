// SPDX-License-Identifier: Apache-2.0
// The plain CSV reader: every habit, any source of bytes, memory bounded by one row. Batch has a faster one
// for the usual shape, which is held to this one.
#include <algorithm>
#include <array>
#include <optional>

#include "phrases.h"
#include "rules.h"
#include "tidu/codec/csv.h"
#include "tidu/text/utf8.h"

namespace tidu {

namespace {

constexpr std::size_t chunk_size = std::size_t{64} << 10;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::array<char, 3> separators{',', ';', '\t'};  // the earlier one wins a tie

bool breaks_line(char byte) {
    return byte == '\n' || byte == '\r';
}

/// Whether the first line that has separators is there as a whole.
bool shows_separators(std::string_view text) {
    const std::size_t first = text.find_first_of(std::string_view(separators.data(), separators.size()));
    return first != std::string_view::npos && text.find_first_of("\r\n", first) != std::string_view::npos;
}

/// Most frequent, outside quotes, in the first line that has any; titles above a table have none. Nothing
/// where the first lines have none.
std::optional<char> most_used_separator(std::string_view text) {
    constexpr int most_breaks = 40;  // CRLF are two
    std::array<std::size_t, separators.size()> counts{};
    bool quoted = false;
    bool any = false;
    int breaks = 0;
    for (const char byte : text) {
        if (byte == '"') quoted = !quoted;
        if (quoted) continue;
        if (breaks_line(byte) && (any || ++breaks == most_breaks)) break;
        const auto known = std::find(separators.begin(), separators.end(), byte);
        if (known == separators.end()) continue;
        ++counts[static_cast<std::size_t>(known - separators.begin())];
        any = true;
    }
    if (!any) return std::nullopt;
    return separators[static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) -
                                               counts.begin())];
}

}  // namespace

QuotedText quoted_text(std::string_view text, char separator, bool at_end) {
    const std::string_view window = text.substr(0, most_quoted_bytes);
    std::size_t close = window.find('"', 1);
    while (close != std::string_view::npos && text.substr(close + 1).starts_with('"'))
        close = window.find('"', close + 2);
    if (close == std::string_view::npos) return {0, at_end || window.size() == most_quoted_bytes};
    const std::size_t size = close + 1;
    if (size == text.size()) return {size, at_end};
    const bool ends_cell = text[size] == separator || breaks_line(text[size]);
    const bool is_forgotten =
        !ends_cell && text.substr(0, size).find_first_of("\r\n") != std::string_view::npos;
    return {is_forgotten ? 0 : size, true};
}

CsvReader::CsvReader(ByteSource& text, SourcePtr source, std::optional<char> separator, CsvLimits limits)
    : text_(text),
      source_(std::move(source)),
      limits_(limits),
      separator_(separator.value_or(separators.front())),
      separator_known_(separator.has_value()) {}

bool CsvReader::next(CsvRow& row) {
    if (row_number_ == 0) read_preamble();
    while (fill(1)) {
        row.number = ++row_number_;
        row.line = line_;
        row.problems.clear();
        while (fill(byte_order_mark.size()) && rest().starts_with(byte_order_mark))
            used_ += byte_order_mark.size();
        if (take_line_break()) continue;
        if (!fill(1)) return false;
        read_record(row);
        return true;
    }
    return false;
}

/// Makes sure that `wanted` bytes stand in the buffer; false where the text ends before.
bool CsvReader::fill(std::size_t wanted) {
    while (rest().size() < wanted && !ended_) {
        buffer_.erase(0, used_);
        used_ = 0;
        const std::size_t kept = buffer_.size();
        buffer_.resize(kept + chunk_size);
        const std::size_t size = text_.read({buffer_.data() + kept, chunk_size});
        buffer_.resize(kept + size);
        bytes_read_ += size;
        ended_ = size == 0;
    }
    return rest().size() >= wanted;
}

bool CsvReader::take(char expected) {
    if (!fill(1) || buffer_[used_] != expected) return false;
    ++used_;
    return true;
}

bool CsvReader::take_line_break() {
    const bool returns = take('\r');
    if (!take('\n') && !returns) return false;
    ++line_;
    return true;
}

/// A first line `sep=;` (Excel's), else the look of the first row.
void CsvReader::read_preamble() {
    while (rest().size() < chunk_size && !shows_separators(rest()) && fill(rest().size() + 1)) {
    }
    constexpr std::string_view declaration = "sep=";
    const std::string start = to_lower_ascii(rest().substr(0, declaration.size()));
    const std::string_view behind = rest().substr(std::min(declaration.size() + 1, rest().size()));
    const bool declares = start == declaration && !behind.empty() && breaks_line(behind.front());
    if (!separator_known_)
        separator_ = declares ? rest()[declaration.size()] : most_used_separator(rest()).value_or(separator_);
    if (!declares) return;
    used_ += declaration.size() + 1;
    take_line_break();
}

void CsvReader::read_record(CsvRow& row) {
    cells_.clear();
    cell_ends_.clear();
    cell_count_ = 0;
    do {
        read_cell(row);
    } while (take(separator_));
    take_line_break();
    row.cells.clear();
    std::size_t start = 0;
    for (const std::size_t end : cell_ends_) {
        row.cells.push_back(std::string_view(cells_).substr(start, end - start));
        start = end;
    }
}

void CsvReader::read_cell(CsvRow& row) {
    cell_start_ = cells_.size();
    cell_is_reported_ = false;
    if (++cell_count_ == limits_.cells + 1)
        report(row, rules::csv_cells, say(phrases::too_many_cells, limits_.cells));
    if (fill(1) && rest().front() == '"') read_quoted(row);
    read_plain(row);  // also what stands behind a closing quote
    if (cell_count_ <= limits_.cells) cell_ends_.push_back(cells_.size());
}

/// A quote that was forgotten is left out: what follows it is read like any other row.
void CsvReader::read_quoted(CsvRow& row) {
    QuotedText quoted = quoted_text(rest(), separator_, ended_);
    for (; !quoted.is_decided; quoted = quoted_text(rest(), separator_, ended_))
        fill(2 * rest().size());
    ++used_;
    if (quoted.size == 0)
        return report(row, rules::csv_quote, say(phrases::quote_open), say(phrases::close_quote));
    std::string_view text = rest().substr(0, quoted.size - 2);
    used_ += quoted.size - 1;
    line_ += static_cast<std::uint32_t>(std::count(text.begin(), text.end(), '\n'));
    for (std::size_t pair = text.find('"'); pair != std::string_view::npos; pair = text.find('"')) {
        keep(text.substr(0, pair + 1), row);
        text.remove_prefix(pair + 2);
    }
    keep(text, row);
}

void CsvReader::read_plain(CsvRow& row) {
    const auto ends_cell = [this](char byte) { return byte == separator_ || breaks_line(byte); };
    while (fill(1)) {
        const std::string_view text = rest();
        const auto end = std::find_if(text.begin(), text.end(), ends_cell);
        const auto size = static_cast<std::size_t>(end - text.begin());
        keep(text.substr(0, size), row);
        used_ += size;
        if (end != text.end()) return;
    }
}

void CsvReader::keep(std::string_view bytes, CsvRow& row) {
    if (cell_count_ > limits_.cells) return;
    if (bytes.find('\0') != std::string_view::npos)
        report(row, rules::control_character, say(phrases::control_character, "0000"));
    const std::size_t room = limits_.cell_bytes - (cells_.size() - cell_start_);
    if (bytes.size() > room)
        report(row, rules::csv_cell_size, say(phrases::cell_too_large, limits_.cell_bytes));
    cells_ += bytes.substr(0, room);
}

/// One finding a cell is enough.
void CsvReader::report(CsvRow& row, std::string_view rule, Message message, Message help) {
    if (cell_is_reported_) return;
    cell_is_reported_ = true;
    Place place = Place::of_cell(source_, {}, row.number, cell_count_);
    row.problems.push_back(
        {Severity::error, rule, std::move(message), std::move(place), std::move(help), {}, {}});
}

}  // namespace tidu
