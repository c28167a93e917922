// SPDX-License-Identifier: Apache-2.0
// How many enterprises of each stratum: exact integers with bounds, the same on every machine.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "tidu/survey/rate.h"

namespace tidu::survey {

/// What allocation needs to know of one stratum.
/// Units: `weight` is the stratum's share A_h on any common scale (see the functions below).
struct AllocationStratum {
    std::string key;               ///< breaks ties in byte order, so that the order of rows never matters
    std::uint64_t population = 0;  ///< N_h
    std::uint64_t minimum = 0;     ///< L_h <= maximum
    std::uint64_t maximum = 0;     ///< U_h <= N_h; a take-all stratum has minimum = maximum = N_h
    std::uint64_t weight = 0;      ///< A_h; 0: units only when every other stratum is full
};

enum class AllocationRule {
    equal_proportions,  ///< Hill's priorities A/sqrt(n(n+1)): minimises sum A_h^2/n_h over the integers
    largest_remainder,  ///< Hamilton: every n_h within one of its exact share where no bound binds
};

struct Allocation {
    std::vector<std::uint64_t> sizes;  ///< n_h in the order of the strata
    std::uint64_t total = 0;
    bool raised_by_minimums = false;  ///< the minimums alone ask for more than was wanted
    bool capped_by_maximums = false;  ///< the maximums together are less than was wanted
};

/// Distributes `wanted` units. Ties go to the larger population, then to the smaller key.
/// Source: Wright 2012 (Am. Stat. 66, 217-224) for the optimum, Wright 2017 (Stat. Prob. Lett. 129, 50-57)
/// for bounds. Cost: O(wanted log H).
Allocation allocate(std::span<const AllocationStratum> strata, std::uint64_t wanted, AllocationRule rule);

/// The real-valued optimum clamp(lambda A_h, L_h, U_h) that sums to `wanted` (within the sum of the bounds).
/// Source: RNABOX; Wesolowski, Wieczorkowski, Wojciak 2024.
std::vector<double> allocate_real(std::span<const AllocationStratum> strata, std::uint64_t wanted);

/// Share of units a stratum is believed to have on the declared rung, from last year's results.
/// Shrunk towards the city: (x + 4 p_city) / (r + 4), kept within [0.05, 0.95] (facts 6.1).
double shrunken_share(std::uint64_t successes, std::uint64_t respondents, double city_share);

/// S_h of a 0/1 variable: sqrt(N/(N-1) p(1-p)); 0 for a stratum of one.
double binary_deviation(std::uint64_t population, double share);

/// A_h = N_h, in millionths. Proportional allocation.
std::uint64_t proportional_weight(std::uint64_t population);
/// A_h = N_h S_h, in millionths. Source: Neyman 1934; Cochran 1977 eq. 5.26.
std::uint64_t neyman_weight(std::uint64_t population, double deviation);
/// A_h = N_h^q, in millionths, cut; computed in integers so that no library's `pow` decides. q has a
/// denominator of at most 100, N_h > 0. Source: Bankier 1988 with equal coefficients of variation.
std::uint64_t power_weight(std::uint64_t population, Rate exponent);

}  // namespace tidu::survey
