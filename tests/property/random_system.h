// SPDX-License-Identifier: Apache-2.0
// Random indicator systems and answers for property tests. The same seed gives the same text everywhere.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "tidu/system/outline.h"

namespace tidu::test {

/// A seeded source without the distributions of the standard library, which differ between implementations.
class Random {
  public:
    explicit Random(std::uint64_t seed) : engine_(seed) {}
    std::size_t below(std::size_t bound) { return static_cast<std::size_t>(engine_() % bound); }
    bool chance(double probability) { return static_cast<double>(engine_() >> 11) * 0x1p-53 < probability; }
    /// A decimal in [low, high] with at most `digits` digits behind the point, as people write it.
    std::string decimal(int low, int high, int digits);
    template <typename T>
    const T& pick(const std::vector<T>& choices) {
        return choices[below(choices.size())];
    }

  private:
    std::mt19937_64 engine_;
};

/// Which parts of the format a random system uses.
struct SystemFeatures {
    bool only_fast = false;      ///< what the batch fast path lays out
    bool only_monotone = false;  ///< a better answer never scores lower
};

/// The YAML of a system that loads. Leaves are q1, q2, ...; inputs gate1, gate2, amount, kind; ladders
/// ladder1, ladder2.
std::string random_system(Random& random, const SystemFeatures& features);

/// The text of an answer to an item as it stands in a table cell: mostly understood, sometimes empty or `NA`.
/// `mess` is the share of cells that are not understood or out of range.
std::string random_cell(Random& random, const Item& item, bool may_be_not_applicable, double mess);

}  // namespace tidu::test
