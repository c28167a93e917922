// SPDX-License-Identifier: Apache-2.0
// CSV files into tables of texts. Everything the room reads, except plans and manifests, comes through here.
#include "tidu/survey/table.h"

#include <array>
#include <unordered_map>

#include "hashing_source.h"
#include "phrases.h"
#include "rules.h"
#include "tidu/answers/attributes.h"
#include "tidu/answers/item_names.h"
#include "tidu/answers/understand.h"
#include "tidu/codec/csv.h"
#include "tidu/codec/encoding.h"
#include "tidu/codec/file.h"
#include "tidu/text/utf8.h"

namespace tidu::survey {
namespace {

struct HeadingAlias {
    std::string_view key;  ///< as matching_key gives it
    std::string_view heading;
};
constexpr std::array<HeadingAlias, 8> heading_aliases = {{
    {"认定日期", "status_date"},
    {"公布日期", "status_date"},
    {"有效期至", "status_expiry"},
    {"到期日期", "status_expiry"},
    {"层", "stratum"},
    {"结果", "outcome"},
    {"原因", "reason"},
    {"替补", "replaces"},
}};

bool add_headings(const CsvRow& row, TextTable& table, Diagnostics& diagnostics) {
    std::unordered_map<std::string, std::size_t> seen;
    bool good = true;
    for (std::size_t column = 0; column < row.cells.size(); ++column) {
        std::string heading = canonical_heading(row.cells[column]);
        const Place place =
            Place::of_cell(table.source, {}, row.number, static_cast<std::uint32_t>(column + 1));
        if (heading.empty()) heading = "column_" + std::to_string(column + 1);
        // Result tables have the enterprise's status among its attributes and later that of the assessment.
        if (heading == "status" && seen.count(heading) > 0) heading = "result_status";
        if (!seen.emplace(heading, column).second) {
            diagnostics.add({Severity::error,
                             rules::table_heading,
                             say(phrases::heading_twice, heading),
                             place,
                             say(phrases::heading_twice_help),
                             heading,
                             {}});
            good = false;
        }
        table.headings.push_back(std::move(heading));
    }
    return good;
}

bool add_row(CsvRow& row, TextTable& table, Diagnostics& diagnostics) {
    for (std::string_view& cell : row.cells)
        cell = trim(cell);
    if (row.cells.size() > table.headings.size()) {
        diagnostics.add({Severity::error,
                         rules::table_row,
                         say(phrases::row_too_long, row.cells.size(), table.headings.size()),
                         Place::of_cell(table.source, {}, row.number,
                                        static_cast<std::uint32_t>(table.headings.size() + 1)),
                         say(phrases::row_too_long_help),
                         {},
                         {}});
        return false;
    }
    table.add_row(row.cells, row.number);
    return true;
}

}  // namespace

std::optional<TextTable> read_table_from(ByteSource& bytes, const std::string& name,
                                         Diagnostics& diagnostics) {
    constexpr int row_errors_shown = 10;
    TextTable table;
    table.source = std::make_shared<const Source>(Source{name, {}});
    HashingSource hashing(bytes);
    DecodingSource text(hashing);
    CsvReader reader(text, table.source);
    CsvRow row;
    if (!reader.next(row)) {
        diagnostics.add({Severity::error,
                         rules::table_heading,
                         say(phrases::table_empty),
                         table.place(),
                         say(phrases::table_empty_help),
                         {},
                         {}});
        return std::nullopt;
    }
    bool good = add_headings(row, table, diagnostics);
    int row_errors = 0;
    while (reader.next(row)) {
        for (Diagnostic& problem : row.problems)
            if (row_errors < row_errors_shown) diagnostics.add(std::move(problem));
        const bool row_is_good =
            row.problems.empty() && (row_errors >= row_errors_shown || add_row(row, table, diagnostics));
        if (!row_is_good) ++row_errors;
        good = good && row_is_good;
    }
    report_invalid_bytes(table.source, text.encoding(), text.invalid(), text.invalid_count(), diagnostics);
    table.sha256 = hashing.hex();
    if (!good || text.invalid_count() > 0) return std::nullopt;
    return table;
}

std::optional<std::size_t> TextTable::column(std::string_view heading) const {
    for (std::size_t column = 0; column < headings.size(); ++column)
        if (headings[column] == heading) return column;
    return std::nullopt;
}

Place TextTable::place(std::size_t row, std::size_t column) const {
    return Place::of_cell(source, {}, row_numbers_[row], static_cast<std::uint32_t>(column + 1));
}

void TextTable::add_row(std::span<const std::string_view> cells, std::uint32_t row_number) {
    for (std::size_t column = 0; column < headings.size(); ++column) {
        if (column < cells.size()) text_ += cells[column];
        ends_.push_back(text_.size());
    }
    row_numbers_.push_back(row_number);
}

void TextTable::reserve(std::size_t rows, std::size_t bytes) {
    text_.reserve(bytes);
    ends_.reserve(rows * headings.size());
    row_numbers_.reserve(rows);
}

std::string canonical_heading(std::string_view heading) {
    if (const auto attribute = find_attribute(heading)) return *attribute;
    if (is_period_heading(heading)) return "period";
    const std::string key = matching_key(heading);
    if (const std::string_view fact = usual_fact_id(key); !fact.empty()) return std::string(fact);
    for (const HeadingAlias& alias : heading_aliases)
        if (alias.key == key) return std::string(alias.heading);
    return to_lower_ascii(fold_width(heading));
}

std::optional<TextTable> read_table(const std::string& path, Diagnostics& diagnostics) {
    InputFile file(path);
    return read_table_from(file, display_name_of_input(path), diagnostics);
}

std::optional<TextTable> read_table_from(std::string name, std::string_view bytes, Diagnostics& diagnostics) {
    MemorySource memory(bytes);
    return read_table_from(memory, name, diagnostics);
}

}  // namespace tidu::survey
