// SPDX-License-Identifier: Apache-2.0
// Simple random sampling inside strata by permanent random numbers, with a numbered reserve.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tidu/survey/permanent_number.h"

namespace tidu::survey {

/// One enterprise of the frame as selection sees it.
struct Candidate {
    std::string_view id;
    std::size_t unit = 0;  ///< the caller's number for it
    PermanentNumber number;
};

/// Units in the order in which a stratum would give them up: by (number - start) mod 2^64, then digest, then
/// id. The first `size` are the sample, the next `reserve` the numbered reserve; fewer where the stratum is
/// smaller. Since the numbers act as independent uniforms this is simple random sampling without replacement
/// (Ohlsson 1995). The order of `candidates` never matters. Cost: O(N + m log m) with m = size + reserve.
std::vector<std::size_t> select_units(std::span<const Candidate> candidates, std::uint64_t start,
                                      std::size_t size, std::size_t reserve);

}  // namespace tidu::survey
