// SPDX-License-Identifier: Apache-2.0
// Publication rules: reliability flags and the disclosure minimum. Last step before a table is written.
#include "tidu/survey/reliability.h"

#include <array>
#include <cassert>
#include <optional>

namespace tidu::survey {
namespace {

/// One row or one column of the table, as positions of its cells.
using Line = std::vector<std::size_t>;

std::vector<Line> lines_of(std::size_t cell_count, std::size_t columns) {
    const std::size_t rows = cell_count / columns;
    std::vector<Line> lines(rows + columns);
    for (std::size_t cell = 0; cell < cell_count; ++cell) {
        lines[cell / columns].push_back(cell);
        lines[rows + cell % columns].push_back(cell);
    }
    return lines;
}

/// The cell to hide beside a line's only hidden one; nullopt where none or several are hidden, or no other is
/// left.
std::optional<std::size_t> partner_to_hide(const Line& line, std::span<const std::uint64_t> counts,
                                           const std::vector<char>& hidden) {
    std::size_t hidden_count = 0;
    std::optional<std::size_t> smallest;
    for (std::size_t cell : line) {
        if (hidden[cell]) ++hidden_count;
        if (!hidden[cell] && counts[cell] > 0 && (!smallest || counts[cell] < counts[*smallest]))
            smallest = cell;
    }
    return hidden_count == 1 ? smallest : std::nullopt;
}

}  // namespace

ReliabilityVerdict judge_reliability(const MeanEstimate& share, const ConfidenceInterval& interval,
                                     const ReliabilityRule& rule) {
    using enum ReliabilityReason;
    if (share.respondents == 0) return {Reliability::suppress, no_respondents};
    if (share.is_census) return {Reliability::present, none};
    if (effective_size(share) < rule.least_effective_size) return {Reliability::suppress, small_sample};
    if (interval.width() >= rule.wide) return {Reliability::suppress, wide_interval};
    if (interval.width() > rule.narrow && interval.width() > rule.relative_width * share.mean)
        return {Reliability::suppress, relative_width};
    if (share.degrees_of_freedom < rule.least_degrees) return {Reliability::review, few_degrees};
    if (share.mean <= 0 || share.mean >= 1) return {Reliability::review, no_events};
    return {Reliability::present, none};
}

ReliabilityVerdict judge_mean(const MeanEstimate& mean, const ReliabilityRule& rule) {
    using enum ReliabilityReason;
    if (mean.respondents == 0) return {Reliability::suppress, no_respondents};
    if (mean.is_census) return {Reliability::present, none};
    if (mean.degrees_of_freedom < 1) return {Reliability::suppress, few_degrees};
    if (mean.degrees_of_freedom < rule.least_degrees) return {Reliability::review, few_degrees};
    if (mean.variance <= 0) return {Reliability::review, no_variation};
    return {Reliability::present, none};
}

ReliabilityVerdict worse_of(const ReliabilityVerdict& first, const ReliabilityVerdict& second) {
    return second.reliability > first.reliability ? second : first;
}

std::string_view reliability_name(Reliability reliability) {
    constexpr std::array<std::string_view, 3> names = {"present", "review", "suppress"};
    return names[static_cast<std::size_t>(reliability)];
}

std::string_view reason_name(ReliabilityReason reason) {
    constexpr std::array<std::string_view, 8> names = {
        "",          "no_respondents", "small_sample", "wide_interval", "relative_width", "few_degrees",
        "no_events", "no_variation"};
    return names[static_cast<std::size_t>(reason)];
}

std::vector<char> hidden_cells(std::span<const std::uint64_t> counts, std::size_t columns,
                               std::uint64_t least) {
    assert(columns > 0 && counts.size() % columns == 0);
    std::vector<char> hidden(counts.size());
    for (std::size_t cell = 0; cell < counts.size(); ++cell)
        hidden[cell] = counts[cell] > 0 && counts[cell] < least;
    const std::vector<Line> lines = lines_of(counts.size(), columns);
    for (bool changed = true; changed;) {
        changed = false;
        for (const Line& line : lines)
            if (const auto cell = partner_to_hide(line, counts, hidden)) {
                hidden[*cell] = 1;
                changed = true;
            }
    }
    return hidden;
}

}  // namespace tidu::survey
