// SPDX-License-Identifier: Apache-2.0
#include "tidu/survey/reliability.h"

#include "catch.h"

using namespace tidu::survey;

namespace {

MeanEstimate share_of(double mean, double size, double degrees = 100) {
    MeanEstimate share;
    share.respondents = static_cast<std::size_t>(size);
    share.mean = mean;
    share.variance = mean * (1 - mean) / size;
    share.pooled_size = size;
    share.degrees_of_freedom = degrees;
    return share;
}

ReliabilityVerdict judge(const MeanEstimate& share) {
    return judge_reliability(share, share_interval(share, IntervalMethod::korn_graubard, 0.95));
}

}  // namespace

TEST_CASE("Reliability follows the NCHS standard") {
    CHECK(judge(share_of(0.5, 1000)).reliability == Reliability::present);
    CHECK(judge(share_of(0.5, 20)).reason == ReliabilityReason::small_sample);
    CHECK(judge(share_of(0.5, 35)).reason == ReliabilityReason::wide_interval);
    CHECK(judge(share_of(0.04, 60)).reason == ReliabilityReason::relative_width);
    CHECK(judge(share_of(0.01, 2000)).reliability ==
          Reliability::present);  // narrow, whatever the relative width
    CHECK(judge(share_of(0.5, 1000, 5)).reason == ReliabilityReason::few_degrees);
    CHECK(judge(share_of(0, 500)).reason == ReliabilityReason::no_events);
    CHECK(judge(share_of(0, 0)).reason == ReliabilityReason::no_respondents);
    MeanEstimate census = share_of(0.5, 2);
    census.is_census = true;
    CHECK(judge(census).reliability == Reliability::present);
}

TEST_CASE("A small cell is hidden together with one partner in its row and its column") {
    const std::vector<std::uint64_t> counts = {2, 9, 8,  //
                                               7, 5, 6,  //
                                               9, 4, 0};
    const std::vector<char> hidden = hidden_cells(counts, 3);
    CHECK(hidden[0]);
    CHECK(hidden[2]);  // smallest other of the row
    CHECK(hidden[3]);  // smallest other of the column
    CHECK(hidden[5]);  // partner of both
    CHECK_FALSE(hidden[8]);
}

TEST_CASE("Without small cells nothing is hidden, and empty cells stay") {
    for (char hidden : hidden_cells(std::vector<std::uint64_t>{3, 0, 4, 5}, 2))
        CHECK_FALSE(hidden);
}

TEST_CASE("A mean without a degree of freedom is not shown, one without variation needs a second look") {
    MeanEstimate mean;
    mean.respondents = 1;
    CHECK(judge_mean(mean).reliability == Reliability::suppress);
    CHECK(judge_mean(mean).reason == ReliabilityReason::few_degrees);
    mean.is_census = true;
    CHECK(judge_mean(mean).reliability == Reliability::present);
    mean.is_census = false;
    mean.respondents = 20;
    mean.degrees_of_freedom = 19;
    CHECK(judge_mean(mean).reason == ReliabilityReason::no_variation);
    mean.variance = 1;
    CHECK(judge_mean(mean).reliability == Reliability::present);
    mean.degrees_of_freedom = 3;
    CHECK(judge_mean(mean).reliability == Reliability::review);
    CHECK(judge_mean(MeanEstimate{}).reason == ReliabilityReason::no_respondents);
    CHECK(worse_of(judge_mean(mean), judge_mean(MeanEstimate{})).reliability == Reliability::suppress);
}
