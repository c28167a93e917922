// SPDX-License-Identifier: Apache-2.0
// Where one result stands among those of others: enterprises of the same industry and size, or, where too few
// of these are known, of the same industry, or all of them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tidu/result/grouping.h"
#include "tidu/result/record.h"

namespace tidu {

/// Fewer peers than this say nothing, and something about each of them.
inline constexpr std::uint64_t least_peers = 5;

/// A score as a table prints it: cut to some decimals.
struct PrintedScore {
    double value = 0;
    int decimals = 0;
};

/// Results of other enterprises, as far as comparing needs them.
struct PeerTable {
    struct Row {
        std::string id;
        std::string period;
        std::string industry;  ///< keys of the groupings; empty: not stated
        std::string size;
        std::vector<std::optional<PrintedScore>> scores;  ///< one per id of `nodes`
    };
    std::string source;              ///< name of the file
    std::vector<std::string> nodes;  ///< `total`, then the dimensions
    std::vector<Row> rows;           ///< valid ones
};

/// The grouping of an attribute; `item` is null where the system has no input for it.
Grouping grouping_by(const Outline& outline, std::string_view attribute);
/// The group of a finished assessment: its attribute, else its answer; empty where it has neither.
std::string group_of(const Grouping& grouping, const AssessmentRecord& record);

/// Compares a valid record with its peers. Rows of the same enterprise and period are no peers. The group is
/// the narrowest of industry and size, industry, all that has `least_peers` totals; where none has there are
/// no scores.
PeerRecord compare_with_peers(const AssessmentRecord& record, const Outline& outline, const PeerTable& table);

/// The row of the enterprise itself for the same period; null: there is none.
const PeerTable::Row* own_row(const AssessmentRecord& record, const PeerTable& table);

/// Whether a printed score is the value, cut to its decimals: -1 lower, 0 the same, 1 higher.
int compare_printed(const PrintedScore& printed, double value);

}  // namespace tidu
