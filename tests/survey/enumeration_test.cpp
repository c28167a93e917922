// SPDX-License-Identifier: Apache-2.0
// Checks that need no outside data: over all samples of a small population the estimates average to the truth
// and the variance estimates to the true variance.
#include <cmath>
#include <functional>
#include <numeric>

#include "catch.h"
#include "tidu/survey/assisted.h"
#include "tidu/survey/change.h"

using namespace tidu::survey;

namespace {

using Subset = std::vector<std::size_t>;

/// All subsets of `size` of the units first .. first + count - 1.
std::vector<Subset> subsets(std::size_t first, std::size_t count, std::size_t size) {
    std::vector<Subset> all;
    for (unsigned bits = 0; bits < 1U << count; ++bits) {
        Subset subset;
        for (std::size_t unit = 0; unit < count; ++unit)
            if (bits >> unit & 1U) subset.push_back(first + unit);
        if (subset.size() == size) all.push_back(subset);
    }
    return all;
}

constexpr std::size_t first_size = 5, second_size = 4, population = 9;
const std::vector<double> score = {3, 7, 1, 1, 9, 2, 2, 8, 5};
const std::vector<double> rung = {1, 1, 0, 0, 1, 0, 0, 1, 0};
const std::vector<double> declared = {1, 1, 1, 0, 1, 0, 1, 1, 0};
const std::vector<char> in_domain = {1, 0, 1, 1, 0, 1, 1, 0, 1};

SampleDesign two_strata(std::size_t first, std::size_t second) {
    return make_design(
        {{"0", "", "", first_size, first, 0, 0, 0}, {"1", "", "", second_size, second, 0, 0, 0}});
}

/// Calls visit(units of the sample, design, respondents) for every stratified sample of 3 and 2.
void for_every_sample(
    const std::function<void(const Subset&, const SampleDesign&, const Respondents&)>& visit) {
    const SampleDesign design = two_strata(3, 2);
    for (const Subset& a : subsets(0, first_size, 3))
        for (const Subset& b : subsets(first_size, second_size, 2)) {
            Subset units = a;
            units.insert(units.end(), b.begin(), b.end());
            visit(units, design, weigh_respondents(design, {0, 0, 0, 1, 1}));
        }
}

std::vector<double> pick(const std::vector<double>& values, const Subset& units) {
    std::vector<double> picked;
    for (std::size_t unit : units)
        picked.push_back(values[unit]);
    return picked;
}

struct Moments {
    std::vector<double> estimates;
    double variance_estimates = 0;

    void add(double estimate, double variance) {
        estimates.push_back(estimate);
        variance_estimates += variance;
    }
    double mean() const {
        return std::accumulate(estimates.begin(), estimates.end(), 0.0) /
               static_cast<double>(estimates.size());
    }
    double true_variance() const {
        double sum = 0;
        for (double estimate : estimates)
            sum += std::pow(estimate - mean(), 2);
        return sum / static_cast<double>(estimates.size());
    }
    double mean_of_variances() const { return variance_estimates / static_cast<double>(estimates.size()); }
};

const std::vector<std::uint32_t> whole_sample = {0, 1, 2, 3, 4};

}  // namespace

TEST_CASE("Over all samples a mean and its variance are unbiased to 1e-12") {
    for (const auto* variable : {&score, &rung}) {
        Moments moments;
        for_every_sample(
            [&](const Subset& units, const SampleDesign& design, const Respondents& respondents) {
                const MeanEstimate estimate =
                    estimate_mean(design, respondents, whole_sample, pick(*variable, units));
                moments.add(estimate.mean, estimate.variance);
            });
        REQUIRE(moments.estimates.size() == 60);
        CHECK(moments.mean() ==
              Approx(std::accumulate(variable->begin(), variable->end(), 0.0) / 9).epsilon(1e-12));
        CHECK(moments.mean_of_variances() == Approx(moments.true_variance()).epsilon(1e-12));
    }
}

TEST_CASE("Over all samples the total of a domain across strata and its variance are unbiased to 1e-12") {
    Moments moments;
    for_every_sample([&](const Subset& units, const SampleDesign& design, const Respondents& respondents) {
        std::vector<std::uint32_t> domain;
        for (std::uint32_t position = 0; position < units.size(); ++position)
            if (in_domain[units[position]]) domain.push_back(position);
        if (domain.empty()) return moments.add(0, 0);
        const MeanEstimate estimate = estimate_mean(design, respondents, domain, pick(score, units));
        moments.add(estimate.total, estimate.total_variance);
    });
    double truth = 0;
    for (std::size_t unit = 0; unit < population; ++unit)
        truth += in_domain[unit] ? score[unit] : 0;
    CHECK(moments.mean() == Approx(truth).epsilon(1e-12));
    CHECK(moments.mean_of_variances() == Approx(moments.true_variance()).epsilon(1e-12));
}

TEST_CASE("Over all samples the difference estimator and its variance are unbiased to 1e-12") {
    Moments moments;
    const double declared_total = std::accumulate(declared.begin(), declared.end(), 0.0);
    for_every_sample([&](const Subset& units, const SampleDesign& design, const Respondents& respondents) {
        const AssistedEstimate estimate =
            estimate_assisted(design, respondents, whole_sample, pick(declared, units), pick(rung, units),
                              declared_total, population);
        moments.add(estimate.mean.mean, estimate.mean.variance);
    });
    CHECK(moments.mean() == Approx(4.0 / 9).epsilon(1e-12));
    CHECK(moments.mean_of_variances() == Approx(moments.true_variance()).epsilon(1e-12));
}

TEST_CASE("Over all pairs of samples with a given overlap a change and its variance are unbiased to 1e-12") {
    // One stratum of 6; 4 drawn in the first year, 3 in the second, of them 2 in both.
    const std::vector<double> before = {3, 7, 1, 1, 9, 2}, after = {4, 7, 3, 2, 9, 5};
    Moments moments;
    for (const Subset& first : subsets(0, 6, 4))
        for (const Subset& second : subsets(0, 6, 3)) {
            std::vector<CommonUnit> common;
            for (std::uint32_t a = 0; a < first.size(); ++a)
                for (std::uint32_t b = 0; b < second.size(); ++b)
                    if (first[a] == second[b]) common.push_back({a, b});
            if (common.size() != 2) continue;
            const auto year_of = [](std::size_t size) {
                return make_design({{"0", "", "", 6, size, 0, 0, 0}});
            };
            const SampleDesign design1 = year_of(4), design2 = year_of(3);
            const Respondents respondents1 = weigh_respondents(design1, {0, 0, 0, 0});
            const Respondents respondents2 = weigh_respondents(design2, {0, 0, 0});
            YearEstimate year1{&design1, &respondents1, {}, {}}, year2{&design2, &respondents2, {}, {}};
            const std::vector<std::uint32_t> all = {0, 1, 2, 3};
            const auto y1 = pick(before, first), y2 = pick(after, second);
            year1.mean = estimate_mean(design1, respondents1, all, y1);
            year1.values = linearise_mean(all, y1, year1.mean);
            const std::vector<std::uint32_t> three = {0, 1, 2};
            year2.mean = estimate_mean(design2, respondents2, three, y2);
            year2.values = linearise_mean(three, y2, year2.mean);
            const std::vector<CommonStratum> strata = {{0, 0, 6}};
            const ChangeEstimate change = estimate_change(year1, year2, common, strata);
            moments.add(change.change, change.variance);
        }
    CHECK(moments.estimates.size() == 15 * 12);
    CHECK(moments.mean() == Approx((30.0 - 23.0) / 6).epsilon(1e-12));
    CHECK(moments.mean_of_variances() == Approx(moments.true_variance()).epsilon(1e-12));
}
