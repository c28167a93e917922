// SPDX-License-Identifier: Apache-2.0
#include "tidu/survey/allocation.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

#include "catch.h"

using namespace tidu::survey;

namespace {

struct State {
    const char* name;
    std::uint64_t population;
    std::uint64_t seats;
};

/// Apportionment populations and seats of 2020. Source: U.S. Census Bureau, 2020 Census apportionment
/// results, table 1.
const std::vector<State> states = {
    {"Alabama", 5030053, 7},        {"Alaska", 736081, 1},          {"Arizona", 7158923, 9},
    {"Arkansas", 3013756, 4},       {"California", 39576757, 52},   {"Colorado", 5782171, 8},
    {"Connecticut", 3608298, 5},    {"Delaware", 990837, 1},        {"Florida", 21570527, 28},
    {"Georgia", 10725274, 14},      {"Hawaii", 1460137, 2},         {"Idaho", 1841377, 2},
    {"Illinois", 12822739, 17},     {"Indiana", 6790280, 9},        {"Iowa", 3192406, 4},
    {"Kansas", 2940865, 4},         {"Kentucky", 4509342, 6},       {"Louisiana", 4661468, 6},
    {"Maine", 1363582, 2},          {"Maryland", 6185278, 8},       {"Massachusetts", 7033469, 9},
    {"Michigan", 10084442, 13},     {"Minnesota", 5709752, 8},      {"Mississippi", 2963914, 4},
    {"Missouri", 6160281, 8},       {"Montana", 1085407, 2},        {"Nebraska", 1963333, 3},
    {"Nevada", 3108462, 4},         {"New Hampshire", 1379089, 2},  {"New Jersey", 9294493, 12},
    {"New Mexico", 2120220, 3},     {"New York", 20215751, 26},     {"North Carolina", 10453948, 14},
    {"North Dakota", 779702, 1},    {"Ohio", 11808848, 15},         {"Oklahoma", 3963516, 5},
    {"Oregon", 4241500, 6},         {"Pennsylvania", 13011844, 17}, {"Rhode Island", 1098163, 2},
    {"South Carolina", 5124712, 7}, {"South Dakota", 887770, 1},    {"Tennessee", 6916897, 9},
    {"Texas", 29183290, 38},        {"Utah", 3275252, 4},           {"Vermont", 643503, 1},
    {"Virginia", 8654542, 11},      {"Washington", 7715946, 10},    {"West Virginia", 1795045, 2},
    {"Wisconsin", 5897473, 8},      {"Wyoming", 577719, 1}};

std::vector<AllocationStratum> apportionment() {
    std::vector<AllocationStratum> strata;
    for (const State& state : states)
        strata.push_back({state.name, state.population, 1, state.population, state.population});
    return strata;
}

double objective(const std::vector<AllocationStratum>& strata, const std::vector<std::uint64_t>& sizes) {
    double sum = 0;
    for (std::size_t h = 0; h < strata.size(); ++h)
        sum += std::pow(static_cast<double>(strata[h].weight), 2) / static_cast<double>(sizes[h]);
    return sum;
}

std::uint64_t sum_of(const std::vector<std::uint64_t>& sizes) {
    return std::accumulate(sizes.begin(), sizes.end(), std::uint64_t{0});
}

std::vector<AllocationStratum> random_strata(std::mt19937_64& random, std::size_t count,
                                             std::uint64_t largest) {
    std::vector<AllocationStratum> strata;
    for (std::size_t h = 0; h < count; ++h) {
        AllocationStratum stratum;
        stratum.key = "s" + std::to_string(h);
        stratum.population = 1 + random() % largest;
        stratum.minimum = std::min<std::uint64_t>(stratum.population, 1 + random() % 2);
        stratum.maximum = stratum.minimum + random() % (stratum.population - stratum.minimum + 1);
        stratum.weight = 1 + random() % 1000;
        strata.push_back(stratum);
    }
    return strata;
}

}  // namespace

TEST_CASE("Equal proportions reproduce the seats of the 2020 apportionment of the United States") {
    std::uint64_t total = 0;
    for (const State& state : states)
        total += state.population;
    REQUIRE(total == 331108434);
    const Allocation allocation = allocate(apportionment(), 435, AllocationRule::equal_proportions);
    for (std::size_t state = 0; state < states.size(); ++state) {
        INFO(states[state].name);
        CHECK(allocation.sizes[state] == states[state].seats);
    }
}

TEST_CASE("Largest remainders would have given four states another number of seats in 2020") {
    const Allocation allocation = allocate(apportionment(), 435, AllocationRule::largest_remainder);
    CHECK(sum_of(allocation.sizes) == 435);
    int differ = 0;
    for (std::size_t state = 0; state < states.size(); ++state)
        if (allocation.sizes[state] != states[state].seats) ++differ;
    CHECK(differ == 4);
}

TEST_CASE("Priorities find the integer optimum that full enumeration finds") {
    std::mt19937_64 random(20260101);
    for (int round = 0; round < 200; ++round) {
        const std::vector<AllocationStratum> strata = random_strata(random, 3, 8);
        std::uint64_t least = 0, most = 0;
        for (const auto& stratum : strata)
            least += stratum.minimum, most += stratum.maximum;
        for (std::uint64_t wanted = least; wanted <= most; ++wanted) {
            const Allocation allocation = allocate(strata, wanted, AllocationRule::equal_proportions);
            REQUIRE(sum_of(allocation.sizes) == wanted);
            double best = 1e300;
            for (std::uint64_t a = strata[0].minimum; a <= strata[0].maximum; ++a)
                for (std::uint64_t b = strata[1].minimum; b <= strata[1].maximum; ++b) {
                    if (a + b > wanted) continue;
                    const std::uint64_t c = wanted - a - b;
                    if (c < strata[2].minimum || c > strata[2].maximum) continue;
                    best = std::min(best, objective(strata, {a, b, c}));
                }
            CHECK(objective(strata, allocation.sizes) == Approx(best).epsilon(1e-12));
        }
    }
}

TEST_CASE("The order of the strata never matters, with either rule") {
    std::mt19937_64 random(7);
    for (AllocationRule rule : {AllocationRule::equal_proportions, AllocationRule::largest_remainder})
        for (int round = 0; round < 100; ++round) {
            std::vector<AllocationStratum> strata = random_strata(random, 12, 40);
            for (auto& stratum : strata)
                stratum.weight = 1 + stratum.weight % 3;  // many ties
            const std::uint64_t wanted = 60;
            const Allocation before = allocate(strata, wanted, rule);
            std::vector<std::pair<std::string, std::uint64_t>> expected, seen;
            for (std::size_t h = 0; h < strata.size(); ++h)
                expected.emplace_back(strata[h].key, before.sizes[h]);
            std::shuffle(strata.begin(), strata.end(), random);
            const Allocation after = allocate(strata, wanted, rule);
            for (std::size_t h = 0; h < strata.size(); ++h)
                seen.emplace_back(strata[h].key, after.sizes[h]);
            std::sort(expected.begin(), expected.end());
            std::sort(seen.begin(), seen.end());
            CHECK(expected == seen);
        }
}

TEST_CASE("Sizes stay within their bounds and add up, and remainders stay within one of the bounded share") {
    std::mt19937_64 random(99);
    for (int round = 0; round < 300; ++round) {
        const std::vector<AllocationStratum> strata = random_strata(random, 10, 100);
        const std::uint64_t wanted = 1 + random() % 600;
        const std::vector<double> real = allocate_real(strata, wanted);
        for (AllocationRule rule : {AllocationRule::equal_proportions, AllocationRule::largest_remainder}) {
            const Allocation allocation = allocate(strata, wanted, rule);
            CHECK(sum_of(allocation.sizes) == allocation.total);
            CHECK((allocation.total == wanted || allocation.raised_by_minimums ||
                   allocation.capped_by_maximums));
            for (std::size_t h = 0; h < strata.size(); ++h) {
                CHECK(allocation.sizes[h] >= strata[h].minimum);
                CHECK(allocation.sizes[h] <= strata[h].maximum);
                if (rule == AllocationRule::largest_remainder)
                    CHECK(std::abs(static_cast<double>(allocation.sizes[h]) - real[h]) < 1 + 1e-9);
            }
        }
    }
}

TEST_CASE("The real-valued allocation is the clamped multiple of the weights") {
    const std::vector<AllocationStratum> strata = {
        {"a", 100, 10, 20, 50}, {"b", 100, 2, 100, 30}, {"c", 100, 2, 100, 10}, {"d", 5, 5, 5, 1}};
    const std::vector<double> sizes = allocate_real(strata, 65);
    CHECK(sizes[0] == 20);  // held at its maximum
    CHECK(sizes[3] == 5);
    CHECK(sizes[1] == Approx(30));
    CHECK(sizes[2] == Approx(10));
}

TEST_CASE("Minimums that ask for more raise the size, maximums cap it, and both are reported") {
    const std::vector<AllocationStratum> strata = {{"a", 10, 2, 3, 10}, {"b", 10, 2, 3, 10}};
    CHECK(allocate(strata, 1, AllocationRule::equal_proportions).raised_by_minimums);
    CHECK(allocate(strata, 1, AllocationRule::equal_proportions).total == 4);
    CHECK(allocate(strata, 9, AllocationRule::largest_remainder).capped_by_maximums);
    CHECK(allocate(strata, 9, AllocationRule::largest_remainder).total == 6);
}

TEST_CASE("Strata without weight take what the others have no room for") {
    const std::vector<AllocationStratum> strata = {
        {"a", 5, 1, 5, 10}, {"b", 50, 1, 50, 0}, {"c", 40, 1, 40, 0}};
    for (AllocationRule rule : {AllocationRule::equal_proportions, AllocationRule::largest_remainder})
        CHECK(allocate(strata, 20, rule).sizes[0] == 5);
    CHECK(sum_of(allocate(strata, 20, AllocationRule::largest_remainder).sizes) == 20);
}

TEST_CASE("Neyman allocation gives Cochran's optimum for two strata") {
    // Cochran 1977, sec. 5.5: n_h proportional to N_h S_h.
    const std::vector<AllocationStratum> strata = {{"a", 400, 1, 400, neyman_weight(400, 0.4)},
                                                   {"b", 600, 1, 600, neyman_weight(600, 0.2)}};
    const Allocation allocation = allocate(strata, 70, AllocationRule::equal_proportions);
    CHECK(allocation.sizes == std::vector<std::uint64_t>{40, 30});
}

TEST_CASE("Power weights are cut roots in integers") {
    CHECK(power_weight(10000, {1, 2}) == 100'000'000);
    CHECK(power_weight(2, {1, 2}) == 1'414'213);
    CHECK(power_weight(5, {1, 1}) == proportional_weight(5));
    CHECK(power_weight(5, {0, 1}) == 1'000'000);
    CHECK(power_weight(27, {1, 3}) == 3'000'000);
    CHECK(power_weight(16, {3, 4}) == 8'000'000);
}

TEST_CASE("Last year's shares are shrunk towards the city and kept from the ends") {
    CHECK(shrunken_share(0, 0, 0.4) == Approx(0.4));
    CHECK(shrunken_share(10, 16, 0.5) == Approx(0.6));
    CHECK(shrunken_share(0, 1000, 0.01) == 0.05);
    CHECK(shrunken_share(1000, 1000, 1) == 0.95);
    CHECK(binary_deviation(1, 0.5) == 0);
    CHECK(binary_deviation(2, 0.5) == Approx(std::sqrt(0.5)));
}
