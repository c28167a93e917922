// SPDX-License-Identifier: Apache-2.0
#include "tidu/survey/rate.h"

#include <cmath>

#include "catch.h"

using namespace tidu::survey;

TEST_CASE("A rate is read from a percentage, a decimal or a fraction") {
    CHECK(parse_rate("10%") == Rate{1, 10});
    CHECK(parse_rate("0.1") == Rate{1, 10});
    CHECK(parse_rate("1/10") == Rate{1, 10});
    CHECK(parse_rate(" 12.5 % ") == Rate{1, 8});
    CHECK(parse_rate("7/100") == Rate{7, 100});
    CHECK(parse_rate("100%") == Rate{1, 1});
    CHECK(parse_rate("0") == Rate{0, 1});
}

TEST_CASE("What is not a share between 0 and 1 is no rate") {
    for (const char* text : {"", "%", ".", "10", "101%", "-1%", "1/0", "1/2/3", "0.1.2", "ten", "1e-1", "0x1",
                             "3/2", "0.5/1", "0.00000000000001", "nan"})
        CHECK_FALSE(parse_rate(text));
}

TEST_CASE("A share is rounded up in integers, where floating point is wrong for 153 sizes up to 20,000") {
    const Rate rate{7, 100};
    int differ = 0;
    for (std::uint64_t population = 1; population <= 20000; ++population) {
        const std::uint64_t exact = share_rounded_up(rate, population);
        CHECK(100 * exact >= 7 * population);
        CHECK(100 * (exact - 1) < 7 * population);
        if (std::ceil(0.07 * static_cast<double>(population)) != static_cast<double>(exact)) ++differ;
    }
    CHECK(differ == 153);
    CHECK(share_rounded_up({1, 10}, 70000) == 7000);
    CHECK(share_rounded_up({1, 10}, 1601) == 161);
    CHECK(share_rounded_up({1, 3}, ~std::uint64_t{0}) == ~std::uint64_t{0} / 3);
}
