// SPDX-License-Identifier: Apache-2.0
#include "distribution.h"

#include <numeric>

#include "phrases.h"
#include "tidu/text/message.h"
#include "tidu/text/number.h"

namespace tidu {

std::uint64_t Distribution::Row::total() const {
    return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

std::string share_text(std::uint64_t count, std::uint64_t whole) {
    return whole == 0 ? std::string()
                      : format_cut(100 * static_cast<double>(count) / static_cast<double>(whole), 1);
}

namespace {

std::string cell_of(std::uint64_t count, std::uint64_t total, bool with_share, Language language) {
    if (count == 0 || !with_share) return std::to_string(count);
    const std::string share = say(phrases::percent_text, share_text(count, total)).in(language);
    return say(phrases::with_remark, count, share).in(language);
}

}  // namespace

Table table_of(const Distribution& distribution, Language language, bool with_shares) {
    Table table;
    table.columns = {{distribution.group_label}, {distribution.total_label, true}};
    for (const Distribution::Class& one : distribution.classes)
        table.columns.push_back({one.label, true});
    for (const std::string& detail : distribution.details)
        table.columns.push_back({detail, true});
    for (const Distribution::Row& row : distribution.rows) {
        const std::uint64_t total = row.total();
        Table::Row cells{{row.label, std::to_string(total)}, row.tone};
        for (const std::uint64_t count : row.counts)
            cells.cells.push_back(cell_of(count, total, with_shares, language));
        cells.cells.insert(cells.cells.end(), row.details.begin(), row.details.end());
        table.rows.push_back(std::move(cells));
    }
    return table;
}

}  // namespace tidu
