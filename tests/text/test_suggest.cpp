// SPDX-License-Identifier: Apache-2.0
#include "catch.h"
#include "tidu/text/suggest.h"

using namespace tidu;

TEST_CASE("The nearest word is suggested when it is near enough") {
    const std::vector<std::string> words{"weight", "title", "items", "权重", "ERP"};
    CHECK(nearest_match("wieght", words) == "weight");
    CHECK(nearest_match("titel", words) == "title");
    CHECK(nearest_match("权中", words) == "权重");
    CHECK(nearest_match("erp", words) == "ERP");
    CHECK_FALSE(nearest_match("aggregate", words));
    CHECK_FALSE(nearest_match("x", {"y"}));
    CHECK(nearest_match("ab", {"ac", "ad"}) == "ac");
}

TEST_CASE("A word of megabytes costs nothing") {
    CHECK_FALSE(nearest_match(std::string(10'000'000, 'x'), {"weight", "title"}));
}
