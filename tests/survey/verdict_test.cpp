// SPDX-License-Identifier: Apache-2.0
#include "tidu/survey/verdict.h"

#include "catch.h"
#include "tidu/survey/precision.h"

using namespace tidu::survey;

TEST_CASE("A target is met, missed or not decided by the interval alone") {
    CHECK(judge_share({0.5, 0.6}, 0.5) == TargetVerdict::met);
    CHECK(judge_share({0.4, 0.49}, 0.5) == TargetVerdict::not_met);
    CHECK(judge_share({0.4, 0.5}, 0.5) == TargetVerdict::not_decided);
    CHECK(judge_share({0.1 + 0.2, 0.4}, 0.3) == TargetVerdict::met);
}

TEST_CASE("The gap counts enterprises and a surplus is negative") {
    const TargetGap gap = gap_to_target(0.4, {0.35, 0.52}, 0.5, 1001);
    CHECK(gap.gap == Approx(501 - 400.4));
    CHECK(gap.lower == Approx(501 - 520.52));
    CHECK(gap.upper == Approx(501 - 350.35));
    CHECK(gap_to_target(0.1, {0.1, 0.1}, 0.07, 100).gap == Approx(-3));
}

TEST_CASE("Holm's procedure reproduces the stepwise rule") {
    // S. Holm 1979, Scand. J. Statist. 6, 65-70: compare the k-th smallest with alpha/(m-k+1), stop at the
    // first failure.
    CHECK(holm_significant(std::vector<double>{0.01, 0.04, 0.03, 0.005}, 0.05) ==
          std::vector<char>{1, 0, 0, 1});
}

TEST_CASE("The path to a target is a straight line between its years") {
    CHECK(linear_path(0.2, 2024, 0.5, 2027, 2026) == Approx(0.4));
    CHECK(linear_path(0.2, 2024, 0.5, 2027, 2030) == 0.5);
    CHECK(linear_path(0.2, 2024, 0.5, 2027, 2020) == 0.2);
}

TEST_CASE("The p-value is that of the normal test") {
    CHECK(target_p_value(0.6, 0.5, 96.04) == Approx(0.05).margin(1e-4));
    CHECK(target_p_value(0.5, 0, 10) == 1);
}

TEST_CASE("The size for a half-width is Cochran's") {
    // W. G. Cochran, Sampling Techniques, 3rd ed., sec. 4.4: p = 0.5, e = 0.05, t = 2 gives n0 = 400, and 364
    // of 4000.
    constexpr double two_sigma = 0.9544997361036416;
    CHECK(size_for_half_width(0.5, 0.05, two_sigma, 4000) == 364);
    CHECK(size_for_half_width(0.5, 0.05, two_sigma, 100000000) == 400);
}

TEST_CASE("Expected half-widths are those of a simple random sample in one stratum") {
    CHECK(expected_half_width(std::vector<PlannedStratum>{{14000, 1400, 0.5}}, 0.95) ==
          Approx(0.0248).epsilon(2e-3));
    CHECK(expected_half_width(std::vector<PlannedStratum>{{1600, 160, 0.01}}, 0.95) ==
          Approx(0.0146).epsilon(5e-3));
    CHECK(expected_half_width(std::vector<PlannedStratum>{{10, 10, 0.5}}, 0.95) == 0);
    CHECK(expected_half_width(std::vector<PlannedStratum>{{10, 0, 0.5}}, 0.95) == 1);
}
