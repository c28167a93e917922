// SPDX-License-Identifier: Apache-2.0
#include "tidu/survey/estimate.h"

#include <cmath>
#include <numeric>

#include "catch.h"
#include "tidu/survey/assisted.h"
#include "tidu/survey/interval.h"

using namespace tidu::survey;

namespace {

/// Values whose mean and sample variance are exactly the given ones: n values at m -+ s, or with one at m.
std::vector<double> values_with(std::size_t n, double mean, double variance) {
    const double spread =
        std::sqrt(variance * (n % 2 == 0 ? static_cast<double>(n - 1) / static_cast<double>(n) : 1.0));
    std::vector<double> values;
    for (std::size_t i = 0; i + 1 < n; i += 2) {
        values.push_back(mean - spread);
        values.push_back(mean + spread);
    }
    if (n % 2 == 1) values.push_back(mean);
    return values;
}

std::vector<std::uint32_t> everyone(const Respondents& respondents) {
    std::vector<std::uint32_t> domain(respondents.size());
    std::iota(domain.begin(), domain.end(), 0U);
    return domain;
}

struct Sample {
    SampleDesign design;
    Respondents respondents;
};

/// Strata "0", "1", ... with their respondents in order.
Sample sample_of(std::vector<SampleStratum> strata) {
    Sample sample;
    std::vector<std::uint32_t> stratum_of;
    for (std::uint32_t h = 0; h < strata.size(); ++h)
        for (std::uint64_t r = 0; r < strata[h].respondents; ++r)
            stratum_of.push_back(h);
    sample.design = make_design(std::move(strata));
    sample.respondents = weigh_respondents(sample.design, std::move(stratum_of));
    return sample;
}

}  // namespace

TEST_CASE("A stratified total with its standard error reproduces Lohr's farm example") {
    // S. Lohr, Sampling: Design and Analysis, 2nd ed., example 3.2 (agstrat): acres of farms in 3078 counties
    // of the United States by region; total 909,736,034 with standard error 50,417,248.
    struct Region {
        std::uint64_t population, size;
        double mean, variance;
    };
    const std::vector<Region> regions = {{1054, 103, 300504.16, 29618183543.0},
                                         {220, 21, 97629.81, 7647472708.0},
                                         {1382, 135, 211315.04, 53587487856.0},
                                         {422, 41, 662295.51, 396185950266.0}};
    std::vector<SampleStratum> strata;
    std::vector<double> acres;
    for (std::size_t h = 0; h < regions.size(); ++h) {
        strata.push_back({std::to_string(h), "", "", regions[h].population, regions[h].size, 0, 0, 0});
        const auto values = values_with(regions[h].size, regions[h].mean, regions[h].variance);
        acres.insert(acres.end(), values.begin(), values.end());
    }
    const Sample sample = sample_of(strata);
    const MeanEstimate estimate =
        estimate_mean(sample.design, sample.respondents, everyone(sample.respondents), acres);
    CHECK(estimate.population == Approx(3078));
    CHECK(estimate.total == Approx(909736034).epsilon(1e-7));
    CHECK(std::sqrt(estimate.total_variance) == Approx(50417248).epsilon(1e-6));
    CHECK(estimate.mean == Approx(295560.8).epsilon(1e-6));
    CHECK(std::sqrt(estimate.variance) == Approx(50417248.0 / 3078).epsilon(1e-6));
    CHECK(estimate.degrees_of_freedom == 296);
}

TEST_CASE("One stratum with one class gives N^2 S^2 (1 - r/N)/r whatever the nonresponse") {
    const std::uint64_t population = 60, respondents = 7;
    std::vector<double> y = {1, 4, 2, 8, 5, 7, 1};
    const double mean = 4;
    double s2 = 0;
    for (double value : y)
        s2 += (value - mean) * (value - mean) / 6;
    for (std::uint64_t silent : {0U, 1U, 5U, 13U}) {
        const Sample sample = sample_of({{"0", "", "", population, respondents, silent, 0, 0}});
        const MeanEstimate estimate =
            estimate_mean(sample.design, sample.respondents, everyone(sample.respondents), y);
        CHECK(estimate.mean == Approx(mean));
        CHECK(estimate.total == Approx(240));
        const double expected = 60.0 * 60 * s2 * (1 - 7.0 / 60) / 7;
        CHECK(estimate.total_variance == Approx(expected).epsilon(1e-12));
        CHECK(estimate.variance == Approx(expected / 3600).epsilon(1e-12));
    }
}

TEST_CASE("A stratum taken whole keeps a variance when some do not answer") {
    const Sample sample = sample_of({{"0", "", "", 20, 12, 8, 0, 0}});
    const std::vector<double> y = {1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1, 1};
    const MeanEstimate estimate =
        estimate_mean(sample.design, sample.respondents, everyone(sample.respondents), y);
    CHECK(estimate.variance > 0);
    CHECK_FALSE(estimate.is_census);
    CHECK(estimate.degrees_of_freedom == 11);
    CHECK(estimate.pooled_size == Approx(12 / (1 - 12.0 / 20)));
}

TEST_CASE("A census has no variance and its interval is a point") {
    const Sample sample = sample_of({{"0", "", "", 4, 4, 0, 0, 0}});
    const std::vector<double> y = {1, 0, 1, 0};
    const MeanEstimate estimate =
        estimate_mean(sample.design, sample.respondents, everyone(sample.respondents), y);
    CHECK(estimate.variance == 0);
    CHECK(estimate.is_census);
    const ConfidenceInterval interval = share_interval(estimate, IntervalMethod::wilson, 0.95);
    CHECK(interval.lower == 0.5);
    CHECK(interval.upper == 0.5);
}

TEST_CASE("The variance of a domain share is the textbook ratio variance") {
    // Direct evaluation of sum_h (1-f) n/(n-1) sum (z - zbar)^2 with zeros outside the domain.
    const Sample sample = sample_of({{"0", "", "", 30, 5, 0, 0, 0}, {"1", "", "", 50, 4, 0, 0, 0}});
    const std::vector<double> y = {1, 0, 1, 1, 0, 0, 1, 0, 1};
    const std::vector<std::uint32_t> domain = {0, 1, 2, 6, 7};
    const MeanEstimate estimate = estimate_mean(sample.design, sample.respondents, domain, y);
    const double population = 3 * 6 + 2 * 12.5;
    const double share = (2 * 6 + 12.5) / population;
    CHECK(estimate.mean == Approx(share));
    const auto stratum_variance = [](std::vector<double> z, double fraction) {
        const double n = static_cast<double>(z.size());
        double mean = 0, squares = 0;
        for (double value : z)
            mean += value / n;
        for (double value : z)
            squares += (value - mean) * (value - mean);
        return (1 - fraction) * n / (n - 1) * squares;
    };
    const double up = 6 * (1 - share) / population, down = -6 * share / population;
    const double up2 = 12.5 * (1 - share) / population, down2 = -12.5 * share / population;
    const double expected =
        stratum_variance({up, down, up, 0, 0}, 5 / 30.0) + stratum_variance({0, up2, down2, 0}, 4 / 50.0);
    CHECK(estimate.variance == Approx(expected).epsilon(1e-12));
    CHECK(estimate.degrees_of_freedom == 3);
}

TEST_CASE(
    "Post-stratified weights add up to the frame, and a variable constant in post-strata has no variance") {
    Sample sample = sample_of({{"0", "", "", 30, 5, 0, 0, 0}, {"1", "", "", 50, 4, 0, 0, 0}});
    const std::vector<std::uint32_t> post = {0, 1, 0, 1, 1, 0, 0, 1, 1};
    const std::vector<double> frame = {45, 35};
    REQUIRE(post_stratify(post, frame, sample.respondents).empty());
    double first = 0;
    for (std::size_t unit = 0; unit < post.size(); ++unit)
        if (post[unit] == 0) first += sample.respondents.weight[unit];
    CHECK(first == Approx(45));
    std::vector<double> y(post.begin(), post.end());
    const MeanEstimate estimate =
        estimate_mean(sample.design, sample.respondents, everyone(sample.respondents), y);
    CHECK(estimate.mean == Approx(35.0 / 80));
    CHECK(estimate.variance == Approx(0).margin(1e-20));
}

TEST_CASE("A post-stratum without a respondent is named and nothing is changed") {
    Sample sample = sample_of({{"0", "", "", 30, 3, 0, 0, 0}});
    const std::vector<double> before = sample.respondents.weight;
    CHECK(post_stratify(std::vector<std::uint32_t>{0, 0, 2}, std::vector<double>{10, 10, 10},
                        sample.respondents) == std::vector<std::uint32_t>{1});
    CHECK(sample.respondents.weight == before);
}

TEST_CASE("An empty domain has nothing to read") {
    const Sample sample = sample_of({{"0", "", "", 30, 3, 0, 0, 0}});
    const std::vector<double> y(3);
    CHECK(estimate_mean(sample.design, sample.respondents, {}, y).respondents == 0);
}

TEST_CASE("Weighted kappa reproduces Agresti's table of married couples") {
    // A. Agresti, Categorical Data Analysis (1990), table 2.12 (Hout, Duncan, Sobel 1987): weighted kappa
    // with linear weights 0.237.
    const std::vector<double> couples = {7, 7, 2, 3, 2, 8, 3, 7, 1, 5, 4, 9, 2, 8, 9, 14};
    CHECK(weighted_kappa({4, couples}) == Approx(0.2374).epsilon(1e-3));
    CHECK(weighted_kappa({2, {5, 0, 0, 5}}) == 1);
}
