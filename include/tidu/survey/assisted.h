// SPDX-License-Identifier: Apache-2.0
// Declared levels of everyone, corrected by what reviewers found in a sample: the difference estimator.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "tidu/survey/estimate.h"

namespace tidu::survey {

/// p = mean_U(x) + sum_h W_h (ybar_h - xbar_h), unbiased however bad the declarations x are.
/// `mean` of the result is p; `variance` that of the differences e = y - x. Gain: see `variance_ratio`.
/// Source: Cochran 1977 ch. 7; Sarndal, Swensson, Wretman 1992 sec. 6.3.
struct AssistedEstimate {
    MeanEstimate mean;
    double declared_mean = 0;   ///< mean_U(x), what everybody claims
    double variance_ratio = 1;  ///< V_diff / V: below 1 the declarations help
};

/// `declared` and `verified` hold one value per respondent; `declared_total` is the sum of x over all
/// `frame_population` enterprises of the domain's frame, so both are known without error.
AssistedEstimate estimate_assisted(const SampleDesign& design, const Respondents& respondents,
                                   std::span<const std::uint32_t> domain, std::span<const double> declared,
                                   std::span<const double> verified, double declared_total,
                                   double frame_population);

/// Declared rung x verified rung, in weighted enterprises. Row-major, `rungs` x `rungs`.
struct AgreementTable {
    std::size_t rungs = 0;
    std::vector<double> weight;
    double at(std::size_t declared, std::size_t verified) const {
        return weight[declared * rungs + verified];
    }
};
AgreementTable tabulate_agreement(std::size_t rungs, std::span<const std::uint32_t> declared,
                                  std::span<const std::uint32_t> verified, std::span<const double> weight);

/// Weighted kappa with linear weights 1 - |i-j|/(k-1) (Cohen 1968). 1 where chance agreement is already
/// perfect.
double weighted_kappa(const AgreementTable& table);

}  // namespace tidu::survey
