// SPDX-License-Identifier: Apache-2.0
#include "tidu/survey/estimates_file.h"

#include <algorithm>

#include "hashing_source.h"
#include "peeked_source.h"
#include "phrases.h"
#include "rules.h"
#include "tidu/codec/file.h"
#include "tidu/codec/tree.h"

namespace tidu::survey {
namespace {

constexpr TreeLimits limits{std::size_t{1} << 30, 20'000'000, 16};

void report_no_estimates(const TextTable& table, Diagnostics& diagnostics) {
    diagnostics.add({Severity::error,
                     rules::estimates_format,
                     say(phrases::no_estimates),
                     table.place(),
                     say(phrases::no_estimates_help),
                     {},
                     {}});
}

/// Figures as rows; a key that a figure lacks is an empty cell.
bool add_figures(TreeView figures, TextTable& table) {
    if (!figures.exists() || !figures.is_sequence()) return false;
    for (std::size_t row = 0; row < figures.size(); ++row) {
        if (!figures[row].is_mapping()) return false;
        for (std::size_t place = 0; place < figures[row].size(); ++place) {
            const std::string key(figures[row].key(place).text());
            if (!table.column(key)) table.headings.push_back(key);
        }
    }
    for (std::size_t row = 0; row < figures.size(); ++row) {
        std::vector<std::string_view> cells;
        for (const std::string& heading : table.headings) {
            const TreeView value = figures[row].find(heading);
            cells.push_back(value.exists() && value.is_scalar() && !value.is_null() ? value.text() : "");
        }
        table.add_row(cells, figures[row].span().line);
    }
    return true;
}

std::optional<TextTable> read_json(ByteSource& bytes, const std::string& name, Diagnostics& diagnostics) {
    HashingSource hashing(bytes);
    const auto source = std::make_shared<const Source>(Source{name, read_rest(hashing)});
    const auto documents = parse_json(source, limits, diagnostics);
    if (!documents) return std::nullopt;
    TextTable table;
    table.source = source;
    table.sha256 = hashing.hex();
    const bool has_root = documents->size() == 1 && documents->front().view().is_mapping();
    if (has_root && add_figures(documents->front().view().find("figures"), table)) return table;
    report_no_estimates(table, diagnostics);
    return std::nullopt;
}

std::optional<TextTable> read_either(ByteSource& bytes, const std::string& name, Diagnostics& diagnostics) {
    PeekedSource peeked(bytes);
    auto table = is_json(peeked.first()) ? read_json(peeked, name, diagnostics)
                                         : read_table_from(peeked, name, diagnostics);
    if (!table) return std::nullopt;
    for (const char* heading : {"by", "domain", "measure", "kind", "value"})
        if (!table->column(heading)) {
            report_no_estimates(*table, diagnostics);
            return std::nullopt;
        }
    return table;
}

}  // namespace

std::optional<TextTable> read_estimates(const std::string& path, Diagnostics& diagnostics) {
    InputFile file(path);
    return read_either(file, display_name_of_input(path), diagnostics);
}

std::optional<TextTable> read_estimates_from(std::string name, std::string_view bytes,
                                             Diagnostics& diagnostics) {
    MemorySource memory(bytes);
    return read_either(memory, name, diagnostics);
}

}  // namespace tidu::survey
