// SPDX-License-Identifier: Apache-2.0
#include "tidu/survey/index_tree.h"

#include <cmath>

#include "catch.h"
#include "tidu/survey/index_series.h"

using namespace tidu::survey;

namespace {

/// A root over leaves of equal weight.
IndexTree flat_tree(std::size_t leaves, Aggregation aggregation) {
    IndexTree tree;
    tree.nodes.resize(leaves + 1);
    tree.nodes[0].aggregation = aggregation;
    for (std::uint32_t leaf = 1; leaf <= leaves; ++leaf)
        tree.nodes[0].children.push_back(leaf);
    return tree;
}

IndexUnit unit_with(std::vector<double> scores) {
    IndexUnit unit;
    unit.leaf_scores = {0};
    unit.leaf_scores.insert(unit.leaf_scores.end(), scores.begin(), scores.end());
    unit.known.assign(unit.leaf_scores.size(), 1);
    unit.weights.assign(unit.leaf_scores.size(), 1);
    return unit;
}

double clamped_score(double x, double low, double high) {
    return 100 * std::clamp((x - low) / (high - low), 0.0, 1.0);
}

}  // namespace

TEST_CASE("Geometric means over goalposts reproduce the Human Development Index") {
    // UNDP, Human Development Report 2020, table 1 and technical note 1: goalposts 20-85 years, 0-18 and 0-15
    // years of schooling, 100-75000 dollars in logarithms.
    struct Country {
        double life, expected_schooling, mean_schooling, income, index;
    };
    IndexTree tree;
    tree.nodes.resize(6);
    tree.nodes[0].children = {1, 2, 5};
    tree.nodes[0].aggregation.power = 0;
    tree.nodes[2].children = {3, 4};
    for (const Country& country :
         {Country{82.4, 18.1, 12.9, 66494, 0.957}, Country{62.4, 6.5, 2.1, 1201, 0.394},
          Country{74.5, 13.1, 9.7, 9319, 0.734}}) {
        IndexUnit unit = unit_with({clamped_score(country.life, 20, 85), 0,
                                    clamped_score(country.expected_schooling, 0, 18),
                                    clamped_score(country.mean_schooling, 0, 15),
                                    clamped_score(std::log(country.income), std::log(100), std::log(75000))});
        const IndexScores scores = score_index(tree, unit);
        CHECK(scores.scores[0] / 100 == Approx(country.index).margin(5e-4));
    }
}

TEST_CASE("The four fields of the China Innovation Index average to its printed total") {
    // National Bureau of Statistics, China Innovation Index 2022 (2015 = 100): environment 160.4, input
    // 146.7, output 187.5, effect 128.2; total 155.7, up 5.9 % from 147.0.
    const IndexScores scores = score_index(flat_tree(4, {}), unit_with({160.4, 146.7, 187.5, 128.2}));
    CHECK(scores.scores[0] == Approx(155.7).margin(0.05));
    CHECK(grow_index(147.0, *symmetric_growth(147.0, 155.7)) == Approx(155.7));
}

TEST_CASE("A missing child is reweighted down to the threshold and never filled with zero") {
    IndexTree tree = flat_tree(3, {});
    IndexUnit unit = unit_with({60, 90, 30});
    unit.known[1] = 0;
    IndexScores scores = score_index(tree, unit);
    CHECK(scores.scores[0] == 60);
    CHECK(scores.reweighted[0]);
    CHECK(scores.shares[1] == 0);
    CHECK(scores.shares[2] == 0.5);
    unit.known[2] = 0;
    scores = score_index(tree, unit);
    CHECK_FALSE(scores.known[0]);
}

TEST_CASE("A zero under a geometric mean is lifted to the floor, and that is reported") {
    const IndexScores scores = score_index(flat_tree(2, {0, false, 1}), unit_with({0, 100}));
    CHECK(scores.scores[0] == Approx(10));
    CHECK(scores.lifted[1]);
    CHECK_FALSE(scores.lifted[2]);
}

TEST_CASE("Power means rise with their order and meet their named cases") {
    const std::vector<double> weights = {0.25, 0.75}, scores = {20, 80};
    CHECK(power_mean(weights, scores, 1) == Approx(65));
    CHECK(power_mean(weights, scores, 0) == Approx(std::pow(20, 0.25) * std::pow(80, 0.75)));
    CHECK(power_mean(weights, scores, -1) == Approx(1 / (0.25 / 20 + 0.75 / 80)));
    CHECK(power_mean(weights, scores, 2) == Approx(std::sqrt(0.25 * 400 + 0.75 * 6400)));
    CHECK(power_mean(weights, scores, -0.5) < power_mean(weights, scores, 0));
    CHECK(power_mean(weights, scores, 1e-7) == Approx(power_mean(weights, scores, 0)).epsilon(1e-6));
}

TEST_CASE("The Mazziotta-Pareto index takes the population variance off the mean") {
    const IndexScores scores = score_index(flat_tree(3, {1, true, 1}), unit_with({90, 100, 110}));
    CHECK(scores.scores[0] == Approx(100 - 200.0 / 3 / 100));
    CHECK(score_index(flat_tree(2, {1, true, 1}), unit_with({0, 0})).scores[0] == 0);
}

TEST_CASE("Ranks share the best place in a tie and are taken from unrounded scores") {
    const std::vector<double> scores = {50, 70, 50, 90, 50 * (1 + 1e-14), 10};
    const std::vector<char> known = {1, 1, 1, 1, 1, 0};
    CHECK(rank_scores(scores, known) == std::vector<std::uint32_t>{3, 2, 3, 1, 3, 0});
    CHECK(rank_scores(std::vector<double>{1.0000001, 1}, std::vector<char>{1, 1}) ==
          std::vector<std::uint32_t>{1, 2});
}

TEST_CASE("Base years, links and growth rates") {
    CHECK(relative_index(60, 40) == 150.0);
    CHECK_FALSE(relative_index(60, 0));
    CHECK_FALSE(relative_index(std::nullopt, 40));
    CHECK(link_factor(66, 60) == 1.1);
    CHECK(symmetric_growth(100, 110) == Approx(2000.0 / 210));
    CHECK(symmetric_growth(2, 4) == Approx(-*symmetric_growth(1 / 2.0, 1 / 4.0)));
    CHECK(symmetric_growth(2, 4, true) == Approx(*symmetric_growth(1 / 2.0, 1 / 4.0)));
    CHECK_FALSE(symmetric_growth(0, 0));
    const std::vector<double> weights = {1, 1, 1};
    const std::vector<std::optional<double>> growth = {6.0, std::nullopt, 3.0};
    CHECK(mean_growth(weights, growth) == Approx(4.5));
    CHECK_FALSE(mean_growth(weights, growth, 0.7));
}
