// SPDX-License-Identifier: Apache-2.0
#include "tidu/survey/change.h"

#include <numeric>

#include "catch.h"

using namespace tidu::survey;

namespace {

struct Year {
    SampleDesign design;
    Respondents respondents;
    std::vector<double> y;

    Year(std::uint64_t population, std::vector<double> values) : y(std::move(values)) {
        design = make_design({{"0", "", "", population, y.size(), 0, 0, 0}});
        respondents = weigh_respondents(design, std::vector<std::uint32_t>(y.size(), 0));
    }
    YearEstimate estimate() const {
        std::vector<std::uint32_t> all(y.size());
        std::iota(all.begin(), all.end(), 0U);
        YearEstimate year{&design, &respondents, estimate_mean(design, respondents, all, y), {}};
        year.values = linearise_mean(all, y, year.mean);
        return year;
    }
};

}  // namespace

TEST_CASE("Full overlap of a stratum gives the paired formula") {
    const Year first(40, {1, 4, 2, 8}), second(40, {2, 4, 3, 11});
    const std::vector<CommonUnit> common = {{0, 0}, {1, 1}, {2, 2}, {3, 3}};
    const std::vector<CommonStratum> strata = {{0, 0, 40}};
    const ChangeEstimate change = estimate_change(first.estimate(), second.estimate(), common, strata);
    const std::vector<double> d = {1, 0, 1, 3};
    double s2 = 0;
    for (double value : d)
        s2 += (value - 1.25) * (value - 1.25) / 3;
    CHECK(change.change == Approx(1.25));
    CHECK(change.variance == Approx(s2 / 4 * (1 - 4.0 / 40)).epsilon(1e-12));
    CHECK(change.common_units == 4);
}

TEST_CASE("With fewer than two common units the years count as independent, and that is reported") {
    const Year first(40, {1, 4, 2, 8}), second(40, {2, 4, 3, 11});
    const std::vector<CommonUnit> common = {{0, 0}};
    const std::vector<CommonStratum> strata = {{0, 0, 40}};
    const ChangeEstimate change = estimate_change(first.estimate(), second.estimate(), common, strata);
    CHECK(change.covariance == 0);
    CHECK(change.uncoupled_strata == 1);
    CHECK(change.variance == Approx(first.estimate().mean.variance + second.estimate().mean.variance));
}
