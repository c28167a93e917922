// SPDX-License-Identifier: Apache-2.0
// Which domains may be treated as one simple random sample, so that the exact interval holds for them.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "tidu/survey/estimate.h"

namespace tidu::survey {

/// x of n answers have the property, drawn from N enterprises.
struct SimpleSample {
    std::uint64_t successes = 0;
    std::uint64_t respondents = 0;
    std::uint64_t population = 0;
};

/// The domain as one simple random sample: one stratum, or whole strata whose answers are shared out in
/// proportion to their enterprises, each within one of its exact share (what rounding leaves; facts 6.5).
/// nullopt where that is not so: a domain that cuts through strata, unequal shares, ineligible units (then N
/// is an estimate), post-strata. `y` is 0 or 1.
std::optional<SimpleSample> as_simple_sample(const SampleDesign& design, const Respondents& respondents,
                                             std::span<const std::uint32_t> domain,
                                             std::span<const double> y);

}  // namespace tidu::survey
