// SPDX-License-Identifier: Apache-2.0
// Design-based estimates of shares, means and counts with their variances.
// Formulas: docs/methods/estimation.md. Taylor variance: Woodruff 1971; nonresponse: Shao and Steel 1999.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "tidu/survey/design.h"

namespace tidu::survey {

/// The enterprises that answered. Shape: one entry each in all vectors.
struct Respondents {
    std::vector<std::uint32_t> stratum;
    std::vector<double> weight;  ///< final: d/phi, times the post-stratum's factor where there is one

    // After post-stratification; empty without it.
    std::vector<std::uint32_t> post_stratum;
    std::vector<double> post_factor;                       ///< by respondent
    std::vector<std::vector<std::uint32_t>> post_members;  ///< respondents of each post-stratum

    std::size_t size() const { return stratum.size(); }
};

/// Weights d/phi from the design. `stratum` numbers refer to `design.strata`.
Respondents weigh_respondents(const SampleDesign& design, std::vector<std::uint32_t> stratum);

/// Multiplies the weights so that each post-stratum adds up to its frame count: w <- w N_g / sum_g w.
/// Returns the post-strata of positive size without a respondent; nothing is changed when there is one.
/// Source: Holt and Smith 1979.
std::vector<std::uint32_t> post_stratify(std::span<const std::uint32_t> post_stratum_of,
                                         std::span<const double> frame_counts, Respondents& respondents);

/// One linearised value; respondents not named have 0.
struct LinearValue {
    std::uint32_t respondent = 0;
    double value = 0;
};

/// Variance of sum_i w_i g_i for the named values g, response and post-strata included.
/// V = sum_h (1-f_h) n_h/(n_h-1) sum (z_i - zbar_h)^2 over all drawn units, z = d u with u as in Shao and
/// Steel's reverse framework, plus sum_resp (d/phi) (1-phi)/phi e_i^2. Residuals carry the small-sample
/// factors that make one stratum with one class give N^2 S^2 (1 - r/N)/r exactly. `values` name a respondent
/// at most once. Cost: O(values + strata).
double variance_of_total(const SampleDesign& design, const Respondents& respondents,
                         std::span<const LinearValue> values);

/// An estimated mean of a domain. With a 0/1 variable it is a share.
struct MeanEstimate {
    std::size_t respondents = 0;  ///< in the domain
    double population = 0;        ///< estimated eligible enterprises of the domain, N_d
    double mean = 0;
    double variance = 0;
    double total = 0;  ///< sum of w y; the count of enterprises for a 0/1 variable
    double total_variance = 0;
    double degrees_of_freedom = 0;  ///< respondents minus strata in the domain, strata known in full left out
    double pooled_size = 0;         ///< n_pool = 1/c2; infinite for a census
    bool is_census = false;         ///< every enterprise of the domain's strata answered: no uncertainty
};

/// Estimates the mean of `y` (one value per respondent) over the `domain`, a list of respondents without
/// repetition. With `known_population` the total is N_d times the mean. An empty domain gives respondents = 0
/// and nothing to read.
MeanEstimate estimate_mean(const SampleDesign& design, const Respondents& respondents,
                           std::span<const std::uint32_t> domain, std::span<const double> y,
                           std::optional<double> known_population = std::nullopt);

/// The linearised values g_i = (y_i - mean)/N_d of a domain mean: what change between years compares.
std::vector<LinearValue> linearise_mean(std::span<const std::uint32_t> domain, std::span<const double> y,
                                        const MeanEstimate& estimate);

}  // namespace tidu::survey
