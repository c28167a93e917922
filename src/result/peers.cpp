// SPDX-License-Identifier: Apache-2.0
#include "tidu/result/peers.h"

#include <algorithm>
#include <cmath>

#include "tidu/text/number.h"

namespace tidu {
namespace {

/// Who counts as a peer; an empty part does not restrict.
struct Group {
    std::string industry;
    std::string size;
};

bool is_peer(const AssessmentRecord& record, const Group& group, const PeerTable::Row& row) {
    const bool is_self = !row.id.empty() && row.id == record.attribute("id") && row.period == record.period;
    return !is_self && (group.industry.empty() || row.industry == group.industry) &&
           (group.size.empty() || row.size == group.size);
}

/// From the narrowest to all. What the enterprise does not state, or none of the results does, tells nobody
/// apart.
std::vector<Group> groups_for(const AssessmentRecord& record, const Outline& outline,
                              const PeerTable& table) {
    const auto told = [&](std::string_view attribute, std::string PeerTable::Row::*column) {
        const auto states = [column](const PeerTable::Row& row) { return !(row.*column).empty(); };
        return std::ranges::any_of(table.rows, states) ? group_of(grouping_by(outline, attribute), record)
                                                       : std::string();
    };
    const std::string industry = told("industry", &PeerTable::Row::industry);
    const std::string size = told("size", &PeerTable::Row::size);
    std::vector<Group> groups;
    if (!industry.empty() && !size.empty()) groups.push_back({industry, size});
    if (!industry.empty()) groups.push_back({industry, {}});
    groups.push_back({});
    return groups;
}

std::vector<PrintedScore> scores_of(const AssessmentRecord& record, const Group& group,
                                    const PeerTable& table, std::size_t node) {
    std::vector<PrintedScore> scores;
    for (const PeerTable::Row& row : table.rows)
        if (row.scores[node] && is_peer(record, group, row)) scores.push_back(*row.scores[node]);
    return scores;
}

/// Nearest rank: the least value that at least `share` of them do not exceed. `values` are sorted.
double quantile(const std::vector<PrintedScore>& values, double share) {
    const double rank = std::max(1.0, std::ceil(share * static_cast<double>(values.size()) - tolerance));
    return values[static_cast<std::size_t>(rank) - 1].value;
}

PeerScore stand_among(std::string id, double value, std::vector<PrintedScore> peers) {
    PeerScore score;
    score.id = std::move(id);
    score.count = peers.size();
    double lower = 0;
    for (const PrintedScore& peer : peers) {
        const int order = compare_printed(peer, value);
        lower += order < 0 ? 1 : order == 0 ? 0.5 : 0;
    }
    score.percentile = 100 * lower / static_cast<double>(peers.size());
    std::ranges::sort(peers, {}, &PrintedScore::value);
    score.lower_quartile = quantile(peers, 0.25);
    score.median = quantile(peers, 0.5);
    score.upper_quartile = quantile(peers, 0.75);
    return score;
}

}  // namespace

Grouping grouping_by(const Outline& outline, std::string_view attribute) {
    for (Grouping& grouping : groupings_of(outline))
        if (grouping.attribute == attribute) return grouping;
    return {std::string(attribute), std::nullopt, nullptr};
}

std::string group_of(const Grouping& grouping, const AssessmentRecord& record) {
    const std::string key = grouping.key_of(record.attribute(grouping.attribute));
    if (!key.empty() || !grouping.item) return key;
    const AnswerRecord* answer = record.answer(grouping.item->id.text);
    const bool is_known = answer && answer->state == AnswerState::known && !answer->value.empty();
    return is_known ? answer->value.front() : std::string();
}

int compare_printed(const PrintedScore& printed, double value) {
    const double cut = *parse_number(format_cut(value, printed.decimals));
    return printed.value < cut - tolerance ? -1 : printed.value > cut + tolerance ? 1 : 0;
}

const PeerTable::Row* own_row(const AssessmentRecord& record, const PeerTable& table) {
    const std::string& id = record.attribute("id");
    const auto found = std::ranges::find_if(table.rows, [&](const PeerTable::Row& row) {
        return !id.empty() && row.id == id && row.period == record.period;
    });
    return found == table.rows.end() ? nullptr : &*found;
}

PeerRecord compare_with_peers(const AssessmentRecord& record, const Outline& outline,
                              const PeerTable& table) {
    PeerRecord peers;
    peers.source = table.source;
    for (const Group& group : groups_for(record, outline, table)) {
        peers.industry = group.industry;
        peers.size = group.size;
        peers.count = scores_of(record, group, table, 0).size();
        if (peers.count >= least_peers || group.industry.empty()) break;
        peers.too_few.push_back({group.industry, group.size, peers.count});
    }
    if (peers.count < least_peers) return peers;
    for (std::size_t node = 0; node < table.nodes.size(); ++node) {
        const NodeRecord* own = record.node(table.nodes[node]);
        if (!own || !own->score) continue;
        std::vector<PrintedScore> scores = scores_of(record, {peers.industry, peers.size}, table, node);
        if (scores.size() >= least_peers)
            peers.scores.push_back(stand_among(own->id, *own->score, std::move(scores)));
    }
    return peers;
}

}  // namespace tidu
