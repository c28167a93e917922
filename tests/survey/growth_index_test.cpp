// SPDX-License-Identifier: Apache-2.0
#include "tidu/survey/growth_index.h"

#include "catch.h"
#include "tidu/survey/index_series.h"

using namespace tidu::survey;

namespace {

/// Two fields of two figures each.
IndexTree two_fields() {
    IndexTree tree;
    tree.nodes.resize(7);
    tree.nodes[0].children = {1, 4};
    tree.nodes[1].children = {2, 3};
    tree.nodes[4].children = {5, 6};
    for (std::uint32_t node : {2U, 3U})
        tree.nodes[node].parent = 1;
    for (std::uint32_t node : {5U, 6U})
        tree.nodes[node].parent = 4;
    return tree;
}

IndexUnit year_with(double a, double b, double c, std::optional<double> d) {
    IndexUnit unit;
    unit.leaf_scores.assign(7, 0);
    unit.known.assign(7, 1);
    unit.weights.assign(7, 1);
    unit.figures = {std::nullopt, std::nullopt, a, b, std::nullopt, c, d};
    return unit;
}

}  // namespace

TEST_CASE("Fields grow by the mean of their symmetric rates, and the total is their mean") {
    const IndexUnit first = year_with(100, 10, 50, 4.0), second = year_with(110, 12, 50, 2.0);
    const std::vector<const IndexUnit*> years = {&first, &second};
    const std::vector<char> lower = {0, 0, 0, 0, 0, 0, 1};
    const auto series = grow_fields(two_fields(), years, lower);
    CHECK(series[0].total == 100.0);
    const double rate = (2000.0 / 210 + 400.0 / 22) / 2;
    CHECK(*series[1].fields[0] == Approx(100 * (200 + rate) / (200 - rate)));
    const double other = (0 + 400.0 / 6) / 2;  // halved, and lower is better
    CHECK(*series[1].fields[1] == Approx(100 * (200 + other) / (200 - other)));
    CHECK(*series[1].total == Approx((*series[1].fields[0] + *series[1].fields[1]) / 2));
}

TEST_CASE("One indicator alone gives its own ratio, whatever the path") {
    CHECK(grow_index(100, *symmetric_growth(40, 50)) == Approx(125));
}

TEST_CASE("A field that lacks too many figures has no index from then on") {
    const IndexUnit first = year_with(100, 10, 50, 4.0), second = year_with(110, 12, 50, std::nullopt),
                    third = year_with(120, 13, 55, 4.0);
    const std::vector<const IndexUnit*> years = {&first, &second, &third};
    const auto series = grow_fields(two_fields(), years, std::vector<char>(7, 0));
    CHECK_FALSE(series[1].fields[1]);
    CHECK_FALSE(series[2].fields[1]);
    CHECK_FALSE(series[2].total);  // half of the weight is below the threshold of 2/3
    IndexTree lenient = two_fields();
    lenient.nodes[0].least_present = 0.5;
    const auto half = grow_fields(lenient, years, std::vector<char>(7, 0));
    CHECK(half[2].total == half[2].fields[0]);
}
