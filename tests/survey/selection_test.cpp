// SPDX-License-Identifier: Apache-2.0
#include "tidu/survey/selection.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <set>

#include "catch.h"
#include "tidu/text/digest.h"

using namespace tidu::survey;

namespace {

std::vector<std::string> unit_names(std::size_t count) {
    std::vector<std::string> names;
    for (std::size_t unit = 0; unit < count; ++unit)
        names.push_back("unit-" + std::to_string(unit));
    return names;
}

std::vector<Candidate> candidates_of(const std::vector<std::string>& names, const std::string& seed) {
    PermanentNumbers numbers(seed);
    std::vector<Candidate> candidates;
    for (std::size_t unit = 0; unit < names.size(); ++unit)
        candidates.push_back({names[unit], unit, numbers.of(names[unit])});
    return candidates;
}

}  // namespace

TEST_CASE("A permanent number is the HMAC-SHA-256 of the id under the seed") {
    PermanentNumbers numbers("江苏2026");
    for (int twice = 0; twice < 2; ++twice) {  // the keyed state is used again
        const PermanentNumber number = numbers.of("914403001922038216");
        CHECK(number.digest == tidu::hmac_sha256("江苏2026",
                                                 "prn1\x1F"
                                                 "914403001922038216"));
        std::uint64_t leading = 0;
        for (int byte = 0; byte < 8; ++byte)
            leading = leading * 256 + number.digest[static_cast<std::size_t>(byte)];
        CHECK(number.leading == leading);
    }
    CHECK(shown_number(0) == 0);
    CHECK(shown_number(~std::uint64_t{0}) == 1 - 0x1p-53);
}

TEST_CASE("Start points move by an exact share of the number line") {
    CHECK(start_point(0, {1, 2}, 1) == std::uint64_t{1} << 63);
    CHECK(start_point(5, {1, 2}, 2) == 5);
    CHECK(start_point(0, {1, 50}, 50) == 0);
    CHECK(start_point(7, {0, 1}, 9) == 7);
    CHECK(start_point(0, {1, 50}, 1) == 368934881474191032u);
}

TEST_CASE("The order of the frame never changes a draw, and units elsewhere do not either") {
    const auto names = unit_names(60);
    auto candidates = candidates_of(names, "seed");
    const auto sample = select_units(candidates, 12345, 10, 5);
    REQUIRE(sample.size() == 15);
    std::mt19937_64 random(1);
    for (int round = 0; round < 100; ++round) {
        std::shuffle(candidates.begin(), candidates.end(), random);
        CHECK(select_units(candidates, 12345, 10, 5) == sample);
    }
}

TEST_CASE("One enterprise more or less moves at most one enterprise of the sample") {
    const auto names = unit_names(60);
    const auto candidates = candidates_of(names, "seed");
    const auto sample = select_units(candidates, 0, 10, 0);
    for (std::size_t left_out = 0; left_out < candidates.size(); ++left_out) {
        auto fewer = candidates;
        fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(left_out));
        const auto again = select_units(fewer, 0, 10, 0);
        std::size_t kept = 0;
        for (std::size_t unit : again)
            kept += std::count(sample.begin(), sample.end(), unit) > 0 ? 1U : 0U;
        CHECK(kept >= 9);
    }
}

TEST_CASE("A stratum smaller than its sample is taken whole and has no reserve") {
    const auto names = unit_names(3);
    CHECK(select_units(candidates_of(names, "s"), 0, 5, 5).size() == 3);
    CHECK(select_units({}, 0, 5, 5).empty());
}

TEST_CASE("Every unit is drawn as often as its inclusion probability says, and so is every pair") {
    const std::size_t population = 20, size = 5, draws = 4000;
    const auto names = unit_names(population);
    std::vector<int> drawn(population);
    std::vector<int> pairs(population * population);
    for (std::size_t draw = 0; draw < draws; ++draw) {
        const auto sample = select_units(candidates_of(names, "draw " + std::to_string(draw)), 0, size, 0);
        for (std::size_t a : sample) {
            ++drawn[a];
            for (std::size_t b : sample)
                pairs[a * population + b] += a < b ? 1 : 0;
        }
    }
    const double expected = static_cast<double>(draws * size) / static_cast<double>(population);
    const double error = std::sqrt(static_cast<double>(draws) * 0.25 * 0.75);
    for (int count : drawn)
        CHECK(std::abs(count - expected) < 5 * error);
    // Pairwise frequencies by chi-square: 190 cells; 5 standard deviations of the statistic.
    const double pair_expected = static_cast<double>(draws) * 5 * 4 / (20.0 * 19.0);
    double chi_square = 0;
    for (std::size_t a = 0; a < population; ++a)
        for (std::size_t b = a + 1; b < population; ++b)
            chi_square += std::pow(pairs[a * population + b] - pair_expected, 2) / pair_expected;
    CHECK(chi_square < 190 + 5 * std::sqrt(2 * 190.0));
    CHECK(chi_square > 190 - 5 * std::sqrt(2 * 190.0));
}

TEST_CASE("Rotation by c with sampling fraction f keeps about 1 - c/f of the sample") {
    const auto names = unit_names(20000);
    const auto candidates = candidates_of(names, "rotation");
    const auto first = select_units(candidates, start_point(0, {1, 50}, 0), 2000, 0);
    const auto second = select_units(candidates, start_point(0, {1, 50}, 1), 2000, 0);
    const std::set<std::size_t> before(first.begin(), first.end());
    const auto kept =
        std::count_if(second.begin(), second.end(), [&](std::size_t unit) { return before.count(unit) > 0; });
    CHECK(static_cast<double>(kept) / 2000 == Approx(0.8).margin(0.02));
    const auto panel = select_units(candidates, start_point(0, {0, 1}, 1), 2000, 0);
    CHECK(panel == first);
}
