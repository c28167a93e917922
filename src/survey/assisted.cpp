// SPDX-License-Identifier: Apache-2.0
// The difference estimator and the agreement of declared with verified levels.
#include "tidu/survey/assisted.h"

#include <cassert>
#include <cmath>

namespace tidu::survey {

AssistedEstimate estimate_assisted(const SampleDesign& design, const Respondents& respondents,
                                   std::span<const std::uint32_t> domain, std::span<const double> declared,
                                   std::span<const double> verified, double declared_total,
                                   double frame_population) {
    std::vector<double> difference(verified.begin(), verified.end());
    for (std::size_t respondent = 0; respondent < difference.size(); ++respondent)
        difference[respondent] -= declared[respondent];
    const MeanEstimate plain = estimate_mean(design, respondents, domain, verified, frame_population);
    const MeanEstimate correction = estimate_mean(design, respondents, domain, difference);
    AssistedEstimate assisted;
    assisted.mean = plain;
    assisted.declared_mean = declared_total / frame_population;
    // The correction is a total over a frame of known size: no ratio, so its variance is the uncentred one.
    assisted.mean.mean = assisted.declared_mean + correction.total / frame_population;
    assisted.mean.variance = correction.total_variance / (frame_population * frame_population);
    assisted.mean.total = assisted.mean.mean * frame_population;
    assisted.mean.total_variance = correction.total_variance;
    assisted.mean.population = frame_population;
    if (plain.variance > 0) assisted.variance_ratio = assisted.mean.variance / plain.variance;
    return assisted;
}

AgreementTable tabulate_agreement(std::size_t rungs, std::span<const std::uint32_t> declared,
                                  std::span<const std::uint32_t> verified, std::span<const double> weight) {
    assert(declared.size() == verified.size() && declared.size() == weight.size());
    AgreementTable table{rungs, std::vector<double>(rungs * rungs)};
    for (std::size_t unit = 0; unit < declared.size(); ++unit)
        table.weight[declared[unit] * rungs + verified[unit]] += weight[unit];
    return table;
}

double weighted_kappa(const AgreementTable& table) {
    std::vector<double> rows(table.rungs), columns(table.rungs);
    double total = 0;
    for (std::size_t row = 0; row < table.rungs; ++row)
        for (std::size_t column = 0; column < table.rungs; ++column) {
            rows[row] += table.at(row, column);
            columns[column] += table.at(row, column);
            total += table.at(row, column);
        }
    double seen = 0, chance = 0;  // disagreement, weighted by distance
    for (std::size_t row = 0; row < table.rungs; ++row)
        for (std::size_t column = 0; column < table.rungs; ++column) {
            const double distance = std::abs(static_cast<double>(row) - static_cast<double>(column));
            seen += distance * table.at(row, column) / total;
            chance += distance * rows[row] * columns[column] / (total * total);
        }
    return chance > 0 ? 1 - seen / chance : 1;
}

}  // namespace tidu::survey
