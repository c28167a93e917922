// SPDX-License-Identifier: Apache-2.0
// Change of a share or mean between two years whose samples overlap.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "tidu/survey/estimate.h"

namespace tidu::survey {

/// One year's estimate with the linearised value of every respondent of its strata (0 outside the domain).
struct YearEstimate {
    const SampleDesign* design = nullptr;
    const Respondents* respondents = nullptr;
    MeanEstimate mean;
    std::vector<LinearValue> values;  ///< linearise_mean of the domain
};

/// The respondents that two years have in common.
struct CommonUnit {
    std::uint32_t first = 0;   ///< respondent number in the first year
    std::uint32_t second = 0;  ///< in the second
};

/// N_12 of one stratum: enterprises in both frames.
struct CommonStratum {
    std::uint32_t first = 0;   ///< stratum number in the first year
    std::uint32_t second = 0;  ///< in the second; the keys are the same
    std::uint64_t in_both_frames = 0;
};

struct ChangeEstimate {
    double change = 0;      ///< second minus first
    double variance = 0;    ///< V_1 + V_2 - 2C
    double covariance = 0;  ///< C
    double degrees_of_freedom = 0;
    std::size_t common_units = 0;
    std::size_t uncoupled_strata = 0;  ///< fewer than 2 common units: their covariance is taken as 0
};

/// C = sum_h N_1h N_2h [n_12/(n_1 n_2) - 1/N_12] s_12,h with s_12,h the covariance of the linearised values
/// over the common respondents that stay in the same stratum. Units that change stratum add nothing
/// (conservative where the correlation is positive). Source: Tam 1984; Berger 2004; Qualite and Tille 2008.
ChangeEstimate estimate_change(const YearEstimate& first, const YearEstimate& second,
                               std::span<const CommonUnit> common, std::span<const CommonStratum> strata);

}  // namespace tidu::survey
