// SPDX-License-Identifier: Apache-2.0
// The design report: sizes and half-widths that `sample plan` prints.
#include "tidu/survey/precision.h"

#include <cmath>
#include <limits>

#include "tidu/survey/allocation.h"
#include "tidu/survey/interval.h"

namespace tidu::survey {
namespace {

double normal_quantile_of(double level) {
    return t_quantile(std::numeric_limits<double>::infinity(), level);
}

}  // namespace

std::uint64_t size_for_half_width(double share, double half_width, double level, std::uint64_t population) {
    const double z = normal_quantile_of(level);
    const double n0 = z * z * share * (1 - share) / (half_width * half_width);
    const double size = n0 / (1 + (n0 - 1) / static_cast<double>(population));
    return static_cast<std::uint64_t>(std::ceil(size - 1e-9));
}

double expected_half_width(std::span<const PlannedStratum> strata, double level) {
    double population = 0;
    for (const PlannedStratum& stratum : strata)
        population += static_cast<double>(stratum.population);
    double variance = 0;
    for (const PlannedStratum& stratum : strata) {
        if (stratum.population == 0) continue;
        if (stratum.size == 0) return 1;
        const double size = static_cast<double>(stratum.size);
        const double weight = static_cast<double>(stratum.population) / population;
        const double fraction = size / static_cast<double>(stratum.population);
        const double deviation = binary_deviation(stratum.population, stratum.share);
        variance += weight * weight * (1 - fraction) * deviation * deviation / size;
    }
    return normal_quantile_of(level) * std::sqrt(variance);
}

}  // namespace tidu::survey
