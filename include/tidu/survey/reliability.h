// SPDX-License-Identifier: Apache-2.0
// Which estimates may be shown, which need a second look, which are too weak to print, and which cells must
// be hidden so that no single enterprise can be read off.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "tidu/survey/estimate.h"
#include "tidu/survey/interval.h"

namespace tidu::survey {

enum class Reliability : std::uint8_t { present, review, suppress };

/// Why; several may hold, the first that decides is named.
enum class ReliabilityReason : std::uint8_t {
    none,
    no_respondents,
    small_sample,    ///< n_eff below 30
    wide_interval,   ///< width of at least 0.30
    relative_width,  ///< width above 130 % of the share
    few_degrees,     ///< fewer than 8 degrees of freedom
    no_events,       ///< share of 0 or 1 in the sample
    no_variation,    ///< a mean of equal values: the sample shows no error, which is not to say there is none
};

/// Defaults after NCHS (Parker et al. 2017, Vital Health Stat. 2(175)).
struct ReliabilityRule {
    double least_effective_size = 30;
    double narrow = 0.05;  ///< presented whatever the relative width
    double wide = 0.30;
    double relative_width = 1.3;
    double least_degrees = 8;
};

struct ReliabilityVerdict {
    Reliability reliability = Reliability::present;
    ReliabilityReason reason = ReliabilityReason::none;
};

/// The size that counts is the effective one: a sample of 25 out of 26 enterprises is not a small sample. A
/// census is always presented.
ReliabilityVerdict judge_reliability(const MeanEstimate& share, const ConfidenceInterval& interval,
                                     const ReliabilityRule& rule = {});

/// The same for what has an interval by Student's t: means and corrected levels. Without a degree of freedom
/// there is no error to be told, so nothing is.
ReliabilityVerdict judge_mean(const MeanEstimate& mean, const ReliabilityRule& rule = {});

/// The more doubtful of two; the first where they are alike.
ReliabilityVerdict worse_of(const ReliabilityVerdict& first, const ReliabilityVerdict& second);

/// `present`, `review`, `suppress`
std::string_view reliability_name(Reliability reliability);
/// `small_sample`, ... ; empty for none
std::string_view reason_name(ReliabilityReason reason);

/// A table of respondents by row and column, row-major. Marks the cells to hide: those with 1 .. least-1
/// enterprises, and in each row and column with exactly one hidden cell the smallest other non-empty cell,
/// until none is alone. Cells of 0 tell nothing and stay. Ties go to the earlier cell.
std::vector<char> hidden_cells(std::span<const std::uint64_t> counts, std::size_t columns,
                               std::uint64_t least = 3);

}  // namespace tidu::survey
