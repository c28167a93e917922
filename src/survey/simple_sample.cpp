// SPDX-License-Identifier: Apache-2.0
#include "tidu/survey/simple_sample.h"

#include <cmath>
#include <map>

namespace tidu::survey {

std::optional<SimpleSample> as_simple_sample(const SampleDesign& design, const Respondents& respondents,
                                             std::span<const std::uint32_t> domain,
                                             std::span<const double> y) {
    if (domain.empty() || !respondents.post_stratum.empty()) return std::nullopt;
    SimpleSample simple;
    std::map<std::uint32_t, std::uint64_t> members;  // by stratum
    for (std::uint32_t respondent : domain) {
        ++members[respondents.stratum[respondent]];
        simple.successes += y[respondent] > 0 ? 1U : 0U;
    }
    for (const auto& [number, count] : members) {
        const SampleStratum& stratum = design.strata[number];
        const bool is_whole = count == stratum.respondents && stratum.ineligible == 0 && stratum.unknown == 0;
        if (!is_whole) return std::nullopt;
        simple.respondents += count;
        simple.population += stratum.population;
    }
    const double rate = static_cast<double>(simple.respondents) / static_cast<double>(simple.population);
    for (const auto& [number, count] : members) {
        const double share = rate * static_cast<double>(design.strata[number].population);
        if (std::abs(static_cast<double>(count) - share) >= 1) return std::nullopt;
    }
    return simple;
}

}  // namespace tidu::survey
