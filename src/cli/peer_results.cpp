// SPDX-License-Identifier: Apache-2.0
#include "cli/peer_results.h"

#include <algorithm>

#include "tidu/codec/file.h"
#include "tidu/text/message.h"
#include "tidu/text/number.h"

namespace tidu::cli {
namespace {

constexpr Phrase no_column{
    "{}：没有 `{}` 列，不是 tidu batch 用体系 {} 写出的结果",
    "{}: there is no column `{}`; these are not results of tidu batch for the system {}"};
constexpr Phrase make_results{"先用同一体系评出：tidu batch INPUT -s {} -o results.csv",
                              "make them with the same system first: tidu batch INPUT -s {} -o results.csv"};
constexpr Phrase other_total{"{}：其中该企业同一期的总分是 {}，现为 {}；答卷或体系版本可能不同，比较时要留意",
                             "{}: there the total of this enterprise for the same period is {}, here it is "
                             "{}; the answers or the version of the "
                             "system may differ, so compare with care"};

/// What results tell of a row, by column; nullopt: they have no such column.
using Column = std::optional<std::size_t>;

std::string text_at(const survey::TextTable& table, std::size_t row, Column column) {
    return column ? std::string(table.cell(row, *column)) : std::string();
}

std::optional<PrintedScore> score_at(const survey::TextTable& table, std::size_t row, Column column) {
    const std::string text = text_at(table, row, column);
    const std::optional<double> value = parse_number(text);
    if (!value) return std::nullopt;
    constexpr std::size_t most_decimals = 9;
    const std::size_t point = text.find('.');
    const std::size_t decimals = point == std::string::npos ? 0 : text.size() - point - 1;
    return PrintedScore{*value, static_cast<int>(std::min(decimals, most_decimals))};
}

std::vector<std::string> nodes_of(const Outline& outline) {
    std::vector<std::string> nodes{outline.system().index.id.text};
    for (const NodeIndex dimension : outline.dimensions())
        nodes.push_back(outline[dimension].node->id.text);
    return nodes;
}

}  // namespace

PeerResults::PeerResults(const std::string& path, Console& console) : path_(path), console_(console) {
    Diagnostics diagnostics;
    results_ = survey::read_results_table(path, diagnostics);
    console_.report(diagnostics);
}

const PeerTable* PeerResults::table_for(const Program& program) {
    const auto [entry, is_new] = tables_.try_emplace(&program);
    if (!is_new || !results_) return entry->second ? &*entry->second : nullptr;
    const System& system = program.outline->system();
    Diagnostics diagnostics;
    const bool fits = survey::check_scored_by(*results_, system, diagnostics);
    console_.report(diagnostics);
    if (!fits) return nullptr;
    for (const std::string& node : nodes_of(*program.outline)) {
        if (results_->table.column(node)) continue;
        console_.error(say(no_column, display_name_of_input(path_), node, system.id),
                       say(make_results, system.id));
        return nullptr;
    }
    entry->second = peers_of(program);
    return &*entry->second;
}

PeerTable PeerResults::peers_of(const Program& program) const {
    const survey::TextTable& table = results_->table;
    const Grouping industry = grouping_by(*program.outline, "industry"),
                   size = grouping_by(*program.outline, "size");
    const Column status =
        table.column("result_status") ? table.column("result_status") : table.column("status");
    PeerTable peers;
    peers.source = display_name_of_input(path_);
    peers.nodes = nodes_of(*program.outline);
    std::vector<Column> columns;
    for (const std::string& node : peers.nodes)
        columns.push_back(table.column(node));
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        if (status && table.cell(row, *status) != "ok") continue;
        PeerTable::Row& peer = peers.rows.emplace_back();
        peer.id = text_at(table, row, table.column("id"));
        peer.period = text_at(table, row, table.column("period"));
        peer.industry = industry.key_of(text_at(table, row, table.column("industry")));
        peer.size = size.key_of(text_at(table, row, table.column("size")));
        for (const Column column : columns)
            peer.scores.push_back(score_at(table, row, column));
    }
    return peers;
}

bool PeerResults::add_to(AssessmentRecord& record, const Program& program) {
    if (record.status != RecordStatus::ok) return true;
    const PeerTable* table = table_for(program);
    if (!table) return false;
    record.peers = compare_with_peers(record, *program.outline, *table);
    const PeerTable::Row* own = own_row(record, *table);
    const std::optional<double> total = record.total()->score;
    if (own && own->scores.front() && total && compare_printed(*own->scores.front(), *total) != 0)
        console_.warn(say(other_total, table->source,
                          format_cut(own->scores.front()->value, own->scores.front()->decimals),
                          format_cut(*total, own->scores.front()->decimals)));
    return true;
}

}  // namespace tidu::cli
