// SPDX-License-Identifier: Apache-2.0
// The weights A_h that allocation shares out by: proportional, Neyman, power.
#include <algorithm>
#include <cassert>
#include <cmath>

#include "tidu/survey/allocation.h"
#include "wide.h"

namespace tidu::survey {
namespace {

constexpr std::uint64_t scale = 1'000'000;

/// A natural number of any size, lowest limb first: just enough to compare powers exactly.
using Natural = std::vector<std::uint64_t>;

void multiply(Natural& number, std::uint64_t factor) {
    std::uint64_t carry = 0;
    for (std::uint64_t& limb : number) {
        const Unsigned128 product = Unsigned128{limb} * factor + carry;
        limb = static_cast<std::uint64_t>(product);
        carry = static_cast<std::uint64_t>(product >> 64);
    }
    if (carry > 0) number.push_back(carry);
}

void multiply_by_power(Natural& number, std::uint64_t base, std::uint64_t exponent) {
    for (; exponent > 0; --exponent)
        multiply(number, base);
}

/// Neither has leading zero limbs.
bool is_at_most(const Natural& a, const Natural& b) {
    if (a.size() != b.size()) return a.size() < b.size();
    return !std::lexicographical_compare(b.rbegin(), b.rend(), a.rbegin(), a.rend());
}

}  // namespace

double shrunken_share(std::uint64_t successes, std::uint64_t respondents, double city_share) {
    constexpr double strength = 4;
    const double share = (static_cast<double>(successes) + strength * city_share) /
                         (static_cast<double>(respondents) + strength);
    return std::clamp(share, 0.05, 0.95);
}

double binary_deviation(std::uint64_t population, double share) {
    if (population < 2) return 0;
    const double size = static_cast<double>(population);
    return std::sqrt(size / (size - 1) * share * (1 - share));
}

std::uint64_t proportional_weight(std::uint64_t population) {
    return population * scale;
}

std::uint64_t neyman_weight(std::uint64_t population, double deviation) {
    return static_cast<std::uint64_t>(
        std::llround(static_cast<double>(population) * deviation * double{scale}));
}

std::uint64_t power_weight(std::uint64_t population, Rate exponent) {
    assert(exponent.denominator <= 100 && population > 0);
    // The largest w with w^b <= N^a 10^(6b), found bit by bit.
    Natural limit = {1};
    multiply_by_power(limit, population, exponent.numerator);
    multiply_by_power(limit, scale, exponent.denominator);
    std::uint64_t weight = 0;
    for (int bit = 62; bit >= 0; --bit) {
        const std::uint64_t candidate = weight | std::uint64_t{1} << bit;
        Natural power = {1};
        multiply_by_power(power, candidate, exponent.denominator);
        if (is_at_most(power, limit)) weight = candidate;
    }
    return weight;
}

}  // namespace tidu::survey
