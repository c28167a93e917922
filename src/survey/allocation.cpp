// SPDX-License-Identifier: Apache-2.0
// Integer allocation under bounds by priorities (Hill) or largest remainders (Hamilton).
// Stands between the registry's strata and the draw. Method: docs/methods/sampling.md.
#include "tidu/survey/allocation.h"

#include <algorithm>
#include <cassert>
#include <numeric>
#include <queue>

#include "wide.h"

namespace tidu::survey {
namespace {

/// square * factor in 192 bits: priorities are compared without rounding.
struct Product192 {
    Unsigned128 high = 0;
    std::uint64_t low = 0;
};

Product192 multiply(Unsigned128 square, std::uint64_t factor) {
    const Unsigned128 low = Unsigned128{static_cast<std::uint64_t>(square)} * factor;
    return {(square >> 64) * factor + (low >> 64), static_cast<std::uint64_t>(low)};
}

int compare(const Product192& a, const Product192& b) {
    if (a.high != b.high) return a.high < b.high ? -1 : 1;
    if (a.low != b.low) return a.low < b.low ? -1 : 1;
    return 0;
}

/// Ties of every rule: larger population first, then smaller key.
bool wins_tie(const AllocationStratum& a, const AllocationStratum& b) {
    if (a.population != b.population) return a.population > b.population;
    return a.key < b.key;
}

/// A_h^2 / (n(n+1)) of giving one more unit to a stratum that has n. A stratum with none comes before all
/// others.
struct Priority {
    const AllocationStratum* stratum;
    std::size_t position;
    std::uint64_t given;

    Unsigned128 square() const { return Unsigned128{stratum->weight} * stratum->weight; }
    std::uint64_t divisor() const { return given * (given + 1); }

    /// For std::priority_queue: true when `other` is to be served first.
    bool operator<(const Priority& other) const {
        int order = 0;
        if (given == 0 && other.given == 0)
            order = stratum->weight < other.stratum->weight ? -1 : stratum->weight > other.stratum->weight;
        else
            order = compare(multiply(square(), other.divisor()), multiply(other.square(), divisor()));
        return order != 0 ? order < 0 : wins_tie(*other.stratum, *stratum);
    }
};

void give_by_priority(std::span<const AllocationStratum> strata, std::uint64_t rest,
                      std::vector<std::uint64_t>& sizes) {
    std::vector<Priority> start;
    for (std::size_t position = 0; position < strata.size(); ++position)
        if (sizes[position] < strata[position].maximum)
            start.push_back({&strata[position], position, sizes[position]});
    std::priority_queue<Priority> queue({}, std::move(start));
    for (; rest > 0; --rest) {
        Priority next = queue.top();
        queue.pop();
        ++sizes[next.position];
        if (++next.given < next.stratum->maximum) queue.push(next);
    }
}

/// Strata not held at a bound share `rest` in proportion to `weight_sum`.
struct FreeStrata {
    std::vector<std::size_t> positions;
    std::uint64_t rest = 0;
    Unsigned128 weight_sum = 0;
};

/// Holds strata at the bounds that the proportional shares break, round after round, until none is broken.
/// The side whose breaches weigh more is held first: then a held stratum never has to be let go again.
FreeStrata hold_bounds(std::span<const AllocationStratum> strata, std::uint64_t wanted,
                       std::vector<std::uint64_t>& sizes) {
    FreeStrata free{std::vector<std::size_t>(strata.size()), wanted, 0};
    std::iota(free.positions.begin(), free.positions.end(), std::size_t{0});
    while (true) {
        free.weight_sum = 0;
        for (std::size_t position : free.positions)
            free.weight_sum += strata[position].weight;
        const auto scaled_share = [&](std::size_t position) {
            return Unsigned128{free.rest} * strata[position].weight;
        };
        Signed128 balance = 0;  // excess over the maximums minus lack under the minimums, times weight_sum
        bool broken = false;
        for (std::size_t position : free.positions) {
            const Unsigned128 low = free.weight_sum * strata[position].minimum;
            const Unsigned128 high = free.weight_sum * strata[position].maximum;
            const Unsigned128 share = scaled_share(position);
            if (share > high) balance += static_cast<Signed128>(share - high);
            if (share < low) balance -= static_cast<Signed128>(low - share);
            broken = broken || share > high || share < low;
        }
        if (!broken) return free;
        std::vector<std::size_t> still_free;
        std::uint64_t held = 0;
        for (std::size_t position : free.positions) {
            const Unsigned128 share = scaled_share(position);
            const bool too_high = share > free.weight_sum * strata[position].maximum;
            const bool too_low = share < free.weight_sum * strata[position].minimum;
            if ((balance >= 0 && too_high) || (balance <= 0 && too_low)) {
                sizes[position] = too_high ? strata[position].maximum : strata[position].minimum;
                held += sizes[position];
            } else {
                still_free.push_back(position);
            }
        }
        free.positions = std::move(still_free);
        free.rest -= held;
    }
}

void give_by_remainder(std::span<const AllocationStratum> strata, std::uint64_t wanted,
                       std::vector<std::uint64_t>& sizes) {
    FreeStrata free = hold_bounds(strata, wanted, sizes);
    if (free.weight_sum == 0) {  // only weightless strata have room: nothing to be proportional to
        for (std::size_t position : free.positions)
            free.rest -= sizes[position];
        return give_by_priority(strata, free.rest, sizes);
    }
    const auto fraction = [&](std::size_t position) {
        return Unsigned128{free.rest} * strata[position].weight % free.weight_sum;
    };
    std::uint64_t left = free.rest;
    for (std::size_t position : free.positions) {
        sizes[position] =
            static_cast<std::uint64_t>(Unsigned128{free.rest} * strata[position].weight / free.weight_sum);
        left -= sizes[position];
    }
    std::sort(free.positions.begin(), free.positions.end(), [&](std::size_t a, std::size_t b) {
        if (fraction(a) != fraction(b)) return fraction(a) > fraction(b);
        return wins_tie(strata[a], strata[b]);
    });
    for (std::size_t position : free.positions) {
        if (left == 0) break;
        ++sizes[position];
        --left;
    }
}

std::uint64_t sum_of(std::span<const AllocationStratum> strata, std::uint64_t AllocationStratum::*bound) {
    std::uint64_t sum = 0;
    for (const AllocationStratum& stratum : strata)
        sum += stratum.*bound;
    return sum;
}

}  // namespace

Allocation allocate(std::span<const AllocationStratum> strata, std::uint64_t wanted, AllocationRule rule) {
    const std::uint64_t least = sum_of(strata, &AllocationStratum::minimum);
    const std::uint64_t most = sum_of(strata, &AllocationStratum::maximum);
    assert(least <= most && "bounds are checked by the plan");
    Allocation allocation;
    allocation.raised_by_minimums = wanted < least;
    allocation.capped_by_maximums = wanted > most;
    allocation.total = std::clamp(wanted, least, most);
    for (const AllocationStratum& stratum : strata)
        allocation.sizes.push_back(stratum.minimum);
    if (allocation.total == least) return allocation;
    // With no weight at all, remainders have nothing to go by; priorities still fill by population and key.
    const bool has_weight = sum_of(strata, &AllocationStratum::weight) > 0;
    if (rule == AllocationRule::equal_proportions || !has_weight)
        give_by_priority(strata, allocation.total - least, allocation.sizes);
    else
        give_by_remainder(strata, allocation.total, allocation.sizes);
    return allocation;
}

std::vector<double> allocate_real(std::span<const AllocationStratum> strata, std::uint64_t wanted) {
    std::vector<std::uint64_t> held(strata.size(), 0);
    const std::uint64_t total = std::clamp(wanted, sum_of(strata, &AllocationStratum::minimum),
                                           sum_of(strata, &AllocationStratum::maximum));
    const FreeStrata free = hold_bounds(strata, total, held);
    std::vector<double> sizes(held.begin(), held.end());
    assert((free.positions.empty() || free.weight_sum > 0) && "strata with room have weight");
    for (std::size_t position : free.positions)
        sizes[position] = static_cast<double>(free.rest) * static_cast<double>(strata[position].weight) /
                          static_cast<double>(free.weight_sum);
    return sizes;
}

}  // namespace tidu::survey
