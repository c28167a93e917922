// SPDX-License-Identifier: Apache-2.0
#include "tidu/survey/simple_sample.h"

#include <numeric>

#include "catch.h"

using namespace tidu::survey;

namespace {

/// Strata of one city; of each, N enterprises and the answers given.
struct Sample {
    SampleDesign design;
    Respondents respondents;
    std::vector<double> y;

    explicit Sample(std::vector<SampleStratum> strata) {
        std::vector<std::uint32_t> stratum_of;
        for (std::uint32_t stratum = 0; stratum < strata.size(); ++stratum)
            stratum_of.insert(stratum_of.end(), strata[stratum].respondents, stratum);
        design = make_design(std::move(strata));
        respondents = weigh_respondents(design, stratum_of);
        for (std::size_t unit = 0; unit < stratum_of.size(); ++unit)
            y.push_back(unit % 3 == 0 ? 1 : 0);
    }
    std::optional<SimpleSample> simple(std::size_t first, std::size_t end) const {
        std::vector<std::uint32_t> domain(end - first);
        std::iota(domain.begin(), domain.end(), static_cast<std::uint32_t>(first));
        return as_simple_sample(design, respondents, domain, y);
    }
};

SampleStratum stratum(std::string key, std::uint64_t population, std::uint64_t respondents) {
    return {std::move(key), "320500", "320500", population, respondents, 0, 0, 0};
}

}  // namespace

TEST_CASE("One stratum is a simple random sample, nonresponse and all") {
    SampleStratum small = stratum("a", 100, 9);
    small.nonrespondents = 3;
    const auto simple = Sample({small}).simple(0, 9);
    REQUIRE(simple);
    CHECK(simple->successes == 3);
    CHECK(simple->respondents == 9);
    CHECK(simple->population == 100);
}

TEST_CASE("Proportional allocation, rounded, makes a city one simple random sample") {
    const auto simple = Sample({stratum("a", 104, 10), stratum("b", 56, 6)}).simple(0, 16);
    REQUIRE(simple);
    CHECK(simple->population == 160);
    CHECK_FALSE(Sample({stratum("a", 104, 10), stratum("b", 56, 8)}).simple(0, 18));
}

TEST_CASE("A domain across strata, ineligible units and post-strata are no simple random sample") {
    const Sample two({stratum("a", 100, 10), stratum("b", 100, 10)});
    CHECK(two.simple(0, 10));
    CHECK_FALSE(two.simple(0, 9));
    CHECK_FALSE(two.simple(5, 15));
    SampleStratum closed = stratum("a", 100, 9);
    closed.ineligible = 1;
    CHECK_FALSE(Sample({closed}).simple(0, 9));
    Sample post({stratum("a", 100, 10)});
    const std::vector<std::uint32_t> groups(10, 0);
    const std::vector<double> counts = {100};
    post_stratify(groups, counts, post.respondents);
    CHECK_FALSE(post.simple(0, 10));
    CHECK_FALSE(two.simple(0, 0));
}
