// SPDX-License-Identifier: Apache-2.0
#include "key_set.h"

#include <random>
#include <unordered_map>

#include "catch.h"

using namespace tidu;

namespace {

/// Adds keys one after the other and compares each answer with a map's.
void check_against_map(KeySet& set, std::size_t count, const auto& next_key) {
    std::unordered_map<std::uint64_t, std::uint32_t> map;
    for (std::uint32_t row = 1; row <= count; ++row) {
        const std::uint64_t key = next_key();
        set.expect(key);
        const auto [entry, is_new] = map.emplace(key, row);
        const auto first = set.add(key, row);
        REQUIRE(first.has_value() == !is_new);
        if (first) REQUIRE(*first == entry->second);
    }
}

}  // namespace

TEST_CASE("Keys are found again in memory and in every file, with the row they came from") {
    std::mt19937_64 random(7);
    const auto any = [&] { return random(); };
    // One key in three comes twice or more often.
    const auto repeating = [&] { return (random() % 20000) * 0x9e3779b97f4a7c15u; };
    SECTION("all in memory") {
        KeySet set(100000, 1000);
        check_against_map(set, 30000, any);
    }
    SECTION("all in memory, with repeats") {
        KeySet set(100000, 1000);
        check_against_map(set, 30000, repeating);
    }
    SECTION("most in files that are merged again and again") {
        KeySet set(1000, 300);
        check_against_map(set, 30000, repeating);
    }
    SECTION("files of a single key") {
        KeySet set(1, 1);
        check_against_map(set, 200, [&] { return random() % 100; });
    }
}

TEST_CASE("Keys that all point to the same slots are held like any others") {
    std::uint64_t step = 0;
    SECTION("the first slots") {
        KeySet set(1500, 700);
        check_against_map(set, 5000, [&] { return step++ % 3000; });
    }
    SECTION("the last slots, downwards") {
        KeySet set(1500, 700);
        check_against_map(set, 5000, [&] { return ~std::uint64_t{0} - step++ % 3000; });
    }
    SECTION("the last slots, upwards") {
        KeySet set(1500, 700);
        check_against_map(set, 5000, [&] { return ~std::uint64_t{0} - 3000 + step++ % 3000; });
    }
}
