// SPDX-License-Identifier: Apache-2.0
#include "tidu/result/digits.h"

#include "assessed.h"
#include "catch.h"
#include "tidu/text/number.h"

using namespace tidu;

namespace {

std::string shown(double value, Comparator comparator, double threshold, int digits = 1) {
    return format_cut(value, digits_against(value, comparator, threshold, digits));
}

}  // namespace

TEST_CASE("a score just below its threshold is not printed as the threshold") {
    CHECK(shown(59.96, Comparator::at_least, 60) == "59.9");
    CHECK(shown(59.9999999, Comparator::at_least, 60) == "59.9");
    CHECK(shown(60 - 1e-10, Comparator::at_least, 60) == "60.0");
}

TEST_CASE("a scale that ends at 10 has one decimal more") {
    CHECK(digits_on_scale(100, 1) == 1);
    CHECK(digits_on_scale(10, 1) == 2);
    CHECK(digits_on_scale(5, 2) == 3);
    CHECK(digits_on_scale(1, 9) == 9);
}

TEST_CASE("a score has at least the decimals of its threshold") {
    CHECK(shown(70.5, Comparator::at_least, 70.55) == "70.50");
    CHECK(shown(70.56, Comparator::below, 70.555) == "70.560");
}

TEST_CASE("against `above` and `at_most` a score has as many decimals as it takes to differ") {
    CHECK(shown(60.004, Comparator::above, 60) == "60.004");
    CHECK(shown(60.004, Comparator::at_most, 60) == "60.004");
    CHECK(shown(60, Comparator::above, 60) == "60.0");
    CHECK(shown(61, Comparator::above, 60) == "61.0");
}

TEST_CASE("every printed score stands on the side of its threshold that its verdict says") {
    for (const double threshold : {0.0, 40.0, 59.5, 70.55, 33.333, -20.0}) {
        for (const double offset : {-1e-3, -1e-6, -2e-9, -1e-9, 0.0, 1e-9, 2e-9, 1e-8, 1e-6, 0.04, 0.051}) {
            const double value = threshold + offset;
            INFO(threshold << " + " << offset);
            const double at_least = *parse_number(shown(value, Comparator::at_least, threshold));
            CHECK((at_least >= threshold) == (value >= threshold - tolerance));
            const double above = *parse_number(shown(value, Comparator::above, threshold));
            CHECK((above > threshold) == (value > threshold + tolerance));
        }
    }
}

TEST_CASE("a node's digits come from every condition of the system that looks at it") {
    const auto program = test::bakery();
    const ScoreDigits digits(*program);
    const NodeIndex total = *program->outline->find_node("total"),
                    selling = *program->outline->find_node("selling");
    CHECK(digits.of_score(total, 70.45, {}, 0) == 1);  // the master's 70.5
    CHECK(digits.of_score(selling, 70.45, {}, 0) == 0);
}
