// SPDX-License-Identifier: Apache-2.0
#include "tidu/survey/interval.h"

#include <cmath>
#include <limits>

#include "catch.h"

using namespace tidu::survey;

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

/// x successes in a simple random sample of n from an endless population.
MeanEstimate binomial(double x, double n) {
    MeanEstimate share;
    share.respondents = static_cast<std::size_t>(n);
    share.mean = x / n;
    share.variance = share.mean * (1 - share.mean) / n;
    share.pooled_size = n;
    share.degrees_of_freedom = infinite;
    return share;
}

/// Tail probabilities of the hypergeometric distribution by counting, in long double.
long double choose(unsigned n, unsigned k) {
    if (k > n) return 0;
    long double result = 1;
    for (unsigned i = 0; i < k; ++i)
        result = result * (n - i) / (i + 1);
    return result;
}

}  // namespace

TEST_CASE("Wilson and Clopper-Pearson intervals agree with Newcombe's table") {
    // R. G. Newcombe, Statistics in Medicine 17 (1998) 857-872, table I, methods 3 and 5.
    struct Row {
        double x, n, wilson_low, wilson_high, exact_low, exact_high;
    };
    for (const Row& row :
         {Row{81, 263, 0.2553, 0.3662, 0.2527, 0.3676}, Row{15, 148, 0.0624, 0.1605, 0.0578, 0.1617},
          Row{0, 20, 0, 0.1611, 0, 0.1684}, Row{1, 29, 0.0061, 0.1718, 0.0009, 0.1776}}) {
        INFO(row.x << " of " << row.n);
        const ConfidenceInterval wilson =
            share_interval(binomial(row.x, row.n), IntervalMethod::wilson, 0.95);
        CHECK(wilson.lower == Approx(row.wilson_low).margin(5e-5));
        CHECK(wilson.upper == Approx(row.wilson_high).margin(5e-5));
        const ConfidenceInterval exact = clopper_pearson(row.x, row.n, 0.95);
        CHECK(exact.lower == Approx(row.exact_low).margin(5e-5));
        CHECK(exact.upper == Approx(row.exact_high).margin(5e-5));
    }
}

TEST_CASE("Korn-Graubard is Clopper-Pearson on a simple random sample and never uses more than the sample") {
    MeanEstimate share = binomial(15, 148);
    share.degrees_of_freedom = 147;
    const ConfidenceInterval plain = clopper_pearson(15, 148, 0.95);
    const ConfidenceInterval interval = share_interval(share, IntervalMethod::korn_graubard, 0.95);
    CHECK(interval.lower == Approx(plain.lower));
    CHECK(interval.upper == Approx(plain.upper));
    share.variance /= 10;
    share.pooled_size = 1e6;
    CHECK(share_interval(share, IntervalMethod::korn_graubard, 0.95).lower == Approx(plain.lower));
}

TEST_CASE("The exact interval keeps exactly the populations that the data do not refute") {
    const unsigned population = 30, drawn = 8;
    for (unsigned x = 0; x <= drawn; ++x) {
        unsigned lower = population, upper = 0;
        for (unsigned K = x; K <= population - (drawn - x); ++K) {
            long double above = 0, below = 0;
            for (unsigned seen = 0; seen <= drawn; ++seen) {
                const long double p =
                    choose(K, seen) * choose(population - K, drawn - seen) / choose(population, drawn);
                if (seen >= x) above += p;
                if (seen <= x) below += p;
            }
            if (above > 0.025L && K < lower) lower = K;
            if (below > 0.025L && K > upper) upper = K;
        }
        const ConfidenceInterval interval = exact_interval(x, drawn, population, 0.95);
        CHECK(interval.lower == Approx(lower / 30.0));
        CHECK(interval.upper == Approx(upper / 30.0));
    }
    CHECK(exact_interval(3, 10, 10, 0.95).width() == 0);
}

TEST_CASE("One enterprise of a county gives a wide interval, not a certain one") {
    MeanEstimate share;
    share.respondents = 1;
    share.mean = 1;
    share.pooled_size = 1.1;
    share.degrees_of_freedom = 0;
    for (IntervalMethod method : {IntervalMethod::wilson, IntervalMethod::korn_graubard}) {
        const ConfidenceInterval interval = share_interval(share, method, 0.95);
        CHECK(interval.lower < 0.2);
        CHECK(interval.upper == 1);
    }
}

TEST_CASE("The effective size is the smaller of the design's and the pooled one") {
    MeanEstimate share = binomial(50, 100);
    share.variance /= 2;
    CHECK(effective_size(share) == 100);
    share.variance *= 4;
    CHECK(effective_size(share) == 50);
}

TEST_CASE("Quantiles of Student's t agree with the printed tables") {
    CHECK(t_quantile(1, 0.95) == Approx(12.706).epsilon(1e-4));
    CHECK(t_quantile(10, 0.95) == Approx(2.228).epsilon(1e-3));
    CHECK(t_quantile(infinite, 0.95) == Approx(1.959964).epsilon(1e-6));
    CHECK(t_quantile(0, 0.95) == t_quantile(1, 0.95));
}

TEST_CASE("The logit interval stays inside 0 and 1 and says nothing at the ends") {
    const ConfidenceInterval inside = share_interval(binomial(2, 40), IntervalMethod::logit, 0.95);
    CHECK(inside.lower > 0);
    CHECK(inside.upper < 0.25);
    CHECK(share_interval(binomial(0, 40), IntervalMethod::logit, 0.95).width() == 1);
}
