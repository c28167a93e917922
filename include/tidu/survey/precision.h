// SPDX-License-Identifier: Apache-2.0
// How precise a sample will be, before anything is drawn.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace tidu::survey {

/// Size of a simple random sample for half-width e: n0 = z^2 p(1-p)/e^2, n = n0/(1 + (n0 - 1)/N), rounded up.
/// Source: Cochran 1977 eqs. 4.1-4.2.
std::uint64_t size_for_half_width(double share, double half_width, double level, std::uint64_t population);

/// One stratum of a plan: what is expected of it on one rung.
struct PlannedStratum {
    std::uint64_t population = 0;
    std::uint64_t size = 0;
    double share = 0.5;  ///< share expected on the rung or above
};

/// Expected half-width of a share over strata: z sqrt(sum W_h^2 (1 - f_h) S_h^2/n_h). Strata without a drawn
/// unit make it 1 (nothing is known of them).
double expected_half_width(std::span<const PlannedStratum> strata, double level);

}  // namespace tidu::survey
