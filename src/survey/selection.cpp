// SPDX-License-Identifier: Apache-2.0
// Takes the first units behind the start point on the circle of permanent random numbers.
#include "tidu/survey/selection.h"

#include <algorithm>

namespace tidu::survey {

std::vector<std::size_t> select_units(std::span<const Candidate> candidates, std::uint64_t start,
                                      std::size_t size, std::size_t reserve) {
    std::vector<const Candidate*> order;
    order.reserve(candidates.size());
    for (const Candidate& candidate : candidates)
        order.push_back(&candidate);
    const auto comes_first = [start](const Candidate* a, const Candidate* b) {
        const std::uint64_t distance_a = a->number.leading - start;  // wraps: the number line is a circle
        const std::uint64_t distance_b = b->number.leading - start;
        if (distance_a != distance_b) return distance_a < distance_b;
        if (a->number.digest != b->number.digest) return a->number.digest < b->number.digest;
        return a->id < b->id;
    };
    const std::size_t wanted = std::min(order.size(), size + reserve);
    const auto middle = order.begin() + static_cast<std::ptrdiff_t>(wanted);
    std::partial_sort(order.begin(), middle, order.end(), comes_first);
    std::vector<std::size_t> units;
    units.reserve(wanted);
    for (auto candidate = order.begin(); candidate != middle; ++candidate)
        units.push_back((*candidate)->unit);
    return units;
}

}  // namespace tidu::survey
