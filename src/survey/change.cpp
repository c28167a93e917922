// SPDX-License-Identifier: Apache-2.0
// Year-on-year change with the covariance that overlapping samples bring.
#include "tidu/survey/change.h"

#include <algorithm>
#include <utility>

#include "compensated_sum.h"

namespace tidu::survey {
namespace {

std::vector<double> dense_values(const YearEstimate& year) {
    std::vector<double> dense(year.respondents->size());
    for (const LinearValue& value : year.values)
        dense[value.respondent] = value.value;
    return dense;
}

using Pairs = std::vector<std::pair<double, double>>;

double covariance_of(const Pairs& pairs) {
    CompensatedSum first, second, product;
    for (const auto& [a, b] : pairs) {
        first.add(a);
        second.add(b);
    }
    const double n = static_cast<double>(pairs.size());
    const double mean_a = first.value() / n;
    const double mean_b = second.value() / n;
    for (const auto& [a, b] : pairs)
        product.add((a - mean_a) * (b - mean_b));
    return product.value() / (n - 1);
}

/// Enterprises that the respondents of a stratum stand for.
double represented(const YearEstimate& year, std::uint32_t stratum) {
    return year.design->response_weight(stratum) *
           static_cast<double>(year.design->strata[stratum].respondents);
}

}  // namespace

ChangeEstimate estimate_change(const YearEstimate& first, const YearEstimate& second,
                               std::span<const CommonUnit> common, std::span<const CommonStratum> strata) {
    const std::vector<double> g1 = dense_values(first);
    const std::vector<double> g2 = dense_values(second);
    std::vector<Pairs> pairs(strata.size());
    std::vector<std::uint32_t> position_of(first.design->strata.size(),
                                           static_cast<std::uint32_t>(strata.size()));
    for (std::uint32_t position = 0; position < strata.size(); ++position)
        position_of[strata[position].first] = position;
    ChangeEstimate change;
    for (const CommonUnit& unit : common) {
        const std::uint32_t position = position_of[first.respondents->stratum[unit.first]];
        if (position == strata.size() || strata[position].second != second.respondents->stratum[unit.second])
            continue;
        pairs[position].emplace_back(g1[unit.first], g2[unit.second]);
        ++change.common_units;
    }
    CompensatedSum covariance;
    for (std::size_t position = 0; position < strata.size(); ++position) {
        const CommonStratum& stratum = strata[position];
        if (pairs[position].size() < 2 || stratum.in_both_frames == 0) {
            ++change.uncoupled_strata;
            continue;
        }
        const double n1 = static_cast<double>(first.design->strata[stratum.first].respondents);
        const double n2 = static_cast<double>(second.design->strata[stratum.second].respondents);
        const double n12 = static_cast<double>(pairs[position].size());
        const double coupling = n12 / (n1 * n2) - 1 / static_cast<double>(stratum.in_both_frames);
        covariance.add(represented(first, stratum.first) * represented(second, stratum.second) * coupling *
                       covariance_of(pairs[position]));
    }
    change.change = second.mean.mean - first.mean.mean;
    change.covariance = covariance.value();
    change.variance = std::max(0.0, first.mean.variance + second.mean.variance - 2 * change.covariance);
    change.degrees_of_freedom = std::min(first.mean.degrees_of_freedom, second.mean.degrees_of_freedom);
    return change;
}

}  // namespace tidu::survey
