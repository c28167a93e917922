// SPDX-License-Identifier: Apache-2.0
// The default interval over 2000 draws of a city: does it cover as often as it says?
#include <cmath>

#include "catch.h"
#include "tidu/survey/interval.h"
#include "tidu/survey/selection.h"

using namespace tidu::survey;

namespace {

constexpr std::uint32_t stratum_count = 10;
constexpr std::size_t stratum_size = 200;
constexpr std::size_t drawn_per_stratum = 21;
constexpr int draws = 2000;

/// A city of 2000 in 10 strata whose share rises with the stratum; the mean is about the given share.
std::vector<std::vector<double>> city_with_share(double share) {
    std::vector<std::vector<double>> rungs(stratum_count, std::vector<double>(stratum_size));
    for (std::uint32_t stratum = 0; stratum < stratum_count; ++stratum) {
        const double own = share * (0.5 + stratum / 9.0);
        const auto successes = static_cast<std::size_t>(std::lround(own * static_cast<double>(stratum_size)));
        for (std::size_t unit = 0; unit < successes; ++unit)
            rungs[stratum][unit] = 1;
    }
    return rungs;
}

double coverage_of(double share) {
    const auto rungs = city_with_share(share);
    double truth = 0;
    for (const auto& stratum : rungs)
        for (double rung : stratum)
            truth += rung / (stratum_count * stratum_size);
    std::vector<SampleStratum> strata;
    std::vector<std::uint32_t> stratum_of, domain;
    for (std::uint32_t stratum = 0; stratum < stratum_count; ++stratum) {
        strata.push_back({std::to_string(stratum), "", "", stratum_size, drawn_per_stratum, 0, 0, 0});
        stratum_of.insert(stratum_of.end(), drawn_per_stratum, stratum);
    }
    const SampleDesign design = make_design(strata);
    const Respondents respondents = weigh_respondents(design, stratum_of);
    for (std::uint32_t unit = 0; unit < respondents.size(); ++unit)
        domain.push_back(unit);
    std::vector<std::string> names;
    for (std::size_t unit = 0; unit < stratum_size; ++unit)
        names.push_back(std::to_string(unit));
    int covered = 0;
    for (int draw = 0; draw < draws; ++draw) {
        std::vector<double> y;
        for (std::uint32_t stratum = 0; stratum < stratum_count; ++stratum) {
            PermanentNumbers numbers("coverage " + std::to_string(draw) + "/" + std::to_string(stratum));
            std::vector<Candidate> candidates;
            for (std::size_t unit = 0; unit < stratum_size; ++unit)
                candidates.push_back({names[unit], unit, numbers.of(names[unit])});
            for (std::size_t unit : select_units(candidates, 0, drawn_per_stratum, 0))
                y.push_back(rungs[stratum][unit]);
        }
        const MeanEstimate estimate = estimate_mean(design, respondents, domain, y);
        const ConfidenceInterval interval = share_interval(estimate, IntervalMethod::wilson, 0.95);
        if (interval.lower <= truth && truth <= interval.upper) ++covered;
    }
    return static_cast<double>(covered) / draws;
}

}  // namespace

TEST_CASE("The default interval covers the truth in 93 to 99 of 100 draws for the shares of the four rungs") {
    for (double share : {0.5, 0.1, 0.05, 0.01}) {
        const double coverage = coverage_of(share);
        INFO("share " << share << " covered in " << coverage);
        CHECK(coverage >= 0.93);
        CHECK(coverage <= 0.99);
    }
}
