// SPDX-License-Identifier: Apache-2.0
#include "tidu/survey/design.h"

#include "catch.h"

using namespace tidu::survey;

namespace {

SampleStratum stratum(const char* key, std::uint64_t population, std::uint64_t respondents,
                      std::uint64_t silent = 0, std::uint64_t unknown = 0, std::uint64_t ineligible = 0,
                      const char* group = "g") {
    return {key, "city", group, population, respondents, silent, unknown, ineligible};
}

}  // namespace

TEST_CASE("With full response every stratum is its own class, however small") {
    const SampleDesign design = make_design({stratum("b", 10, 2), stratum("a", 40, 4)});
    REQUIRE(design.is_usable());
    CHECK(design.strata[0].key == "a");  // in key order
    REQUIRE(design.classes.size() == 2);
    CHECK_FALSE(design.classes[0].collapsed);
    CHECK(design.base_weight(0) == 10);
    CHECK(design.response_weight(1) == 5);
}

TEST_CASE("Weights of respondents add up to the eligible enterprises of their class") {
    const SampleDesign design = make_design({stratum("a", 100, 8, 1, 0, 1)});
    CHECK(design.classes[0].response_rate == Approx(8.0 / 9));
    CHECK(design.response_weight(0) * 8 == Approx(90));  // a tenth of the frame is closed or out of scope
}

TEST_CASE("Units of unknown eligibility count by the share of the known ones") {
    const SampleDesign design = make_design({stratum("a", 100, 6, 0, 2, 2)});
    CHECK(design.classes[0].eligibility_share == Approx(0.75));
    CHECK(design.classes[0].response_rate == Approx(6 / 7.5));
    CHECK(design.response_weight(0) * 6 == Approx(75));
}

TEST_CASE("A stratum with few respondents falls back to the class of its group") {
    const SampleDesign design = make_design(
        {stratum("a", 100, 4, 6), stratum("b", 200, 10, 0), stratum("c", 50, 5, 1, 0, 0, "other")});
    REQUIRE(design.classes.size() == 2);
    CHECK(design.classes[0].collapsed);
    // phi = (10*4 + 20*10) / (10*10 + 20*10)
    CHECK(design.classes[0].response_rate == Approx(240.0 / 300));
    CHECK_FALSE(design.classes[1].collapsed);
}

TEST_CASE("A rate below one half collapses too") {
    const SampleDesign design = make_design({stratum("a", 100, 6, 8), stratum("b", 100, 9, 1)});
    CHECK(design.classes.size() == 1);
}

TEST_CASE("A class without a respondent after collapsing stops the estimate and is named") {
    const SampleDesign design = make_design({stratum("a", 100, 0, 3), stratum("b", 100, 0, 3)});
    REQUIRE(design.empty_classes.size() == 1);
    CHECK(design.classes[design.empty_classes[0]].key == "g");
    CHECK_FALSE(design.is_usable());
}

TEST_CASE("A class whose drawn enterprises are all closed needs no respondent") {
    CHECK(make_design({stratum("a", 10, 0, 0, 0, 2, "x"), stratum("b", 10, 3, 0)}).is_usable());
}

TEST_CASE("A stratum that was never drawn stops the estimate") {
    const SampleDesign design = make_design({stratum("a", 10, 0), stratum("b", 10, 3)});
    REQUIRE(design.unsampled.size() == 1);
    CHECK(design.strata[design.unsampled[0]].key == "a");
}

TEST_CASE(
    "A stratum of one drawn unit shares the variance of the next of its city, the last that of the one "
    "before") {
    const SampleDesign design =
        make_design({stratum("a", 5, 1), stratum("b", 5, 2), stratum("c", 5, 2), stratum("d", 5, 1)});
    REQUIRE(design.is_usable());
    REQUIRE(design.variance_strata.size() == 2);
    CHECK(design.variance_strata[0].strata == std::vector<std::uint32_t>{0, 1});
    CHECK(design.variance_strata[1].strata == std::vector<std::uint32_t>{2, 3});
    CHECK(design.variance_strata[0].drawn == 3);
}

TEST_CASE("Two strata of one unit in a row are merged with each other") {
    const SampleDesign design = make_design({stratum("a", 5, 1), stratum("b", 5, 1), stratum("c", 5, 1)});
    REQUIRE(design.is_usable());
    CHECK(design.variance_strata.size() == 1);
}

TEST_CASE("A stratum taken whole is never merged, and a lonely one is named") {
    const SampleDesign taken = make_design({stratum("a", 1, 1), stratum("b", 5, 2)});
    CHECK(taken.variance_strata.size() == 2);
    const SampleDesign lonely = make_design({stratum("a", 5, 1), stratum("b", 3, 3)});
    CHECK(lonely.lonely == std::vector<std::uint32_t>{0});
    const SampleDesign stopped = make_design({stratum("a", 5, 1), stratum("b", 5, 3)}, OneUnitRule::stop);
    CHECK(stopped.lonely == std::vector<std::uint32_t>{0});
}

TEST_CASE("Outcomes have words in files, and words have outcomes") {
    CHECK(parse_outcome("not_reached") == Outcome::not_reached);
    CHECK(outcome_name(Outcome::out_of_scope) == "out_of_scope");
    CHECK_FALSE(parse_outcome("dead"));
    CHECK(status_of(Outcome::closed) == ResponseStatus::ineligible);
    CHECK(status_of(Outcome::successor, true) == ResponseStatus::respondent);
    CHECK(status_of(Outcome::successor) == ResponseStatus::unknown_eligibility);
}

TEST_CASE("Kish's loss is 1 for equal weights and 1 + cv^2 for others") {
    CHECK(kish_loss(std::vector<double>{3, 3, 3}) == Approx(1));
    CHECK(kish_loss(std::vector<double>{1, 3}) == Approx(1.25));
}
