// SPDX-License-Identifier: Apache-2.0
#include "tidu/survey/robustness.h"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <random>

#include "catch.h"
#include "tidu/survey/random_stream.h"

using namespace tidu::survey;

namespace {

IndexTree two_level_tree() {
    IndexTree tree;
    tree.nodes.resize(9);
    tree.nodes[0].children = {1, 5};
    tree.nodes[1].children = {2, 3, 4};
    tree.nodes[5].children = {6, 7, 8};
    tree.nodes[1].aggregation.power = 0;
    tree.nodes[5].aggregation.penalised = true;
    return tree;
}

std::vector<IndexUnit> units_of(std::size_t count) {
    std::mt19937_64 random(5);
    std::vector<IndexUnit> units;
    for (std::size_t number = 0; number < count; ++number) {
        IndexUnit unit;
        unit.id = "unit " + std::to_string(number);
        for (int node = 0; node < 9; ++node) {
            unit.leaf_scores.push_back(static_cast<double>(random() % 1000) / 10);
            unit.known.push_back(random() % 15 != 0);
            unit.weights.push_back(1 + static_cast<double>(random() % 3));
        }
        units.push_back(unit);
    }
    return units;
}

ScoreErrors errors_of(std::size_t units, double error) {
    return ScoreErrors(units, std::vector<double>(9, error));
}

RobustnessOptions options_of(std::uint64_t runs) {
    RobustnessOptions options;
    options.runs = runs;
    options.seed = "robust";
    options.powers = {std::nullopt, 1.0, 0.0};
    options.least_present = {std::nullopt, 0.5};
    return options;
}

bool same(const Robustness& a, const Robustness& b) {
    if (a.mean_shift != b.mean_shift || a.units.size() != b.units.size()) return false;
    for (std::size_t unit = 0; unit < a.units.size(); ++unit)
        if (a.units[unit].mean != b.units[unit].mean || a.units[unit].rank_high != b.units[unit].rank_high ||
            a.units[unit].group != b.units[unit].group || a.units[unit].top_share != b.units[unit].top_share)
            return false;
    return true;
}

}  // namespace

TEST_CASE("The stream is xoshiro256** as published") {
    RandomStream stream({1, 2, 3, 4});
    for (std::uint64_t expected : {11520ULL, 0ULL, 1509978240ULL, 1215971899390074240ULL,
                                   1216172134540287360ULL, 607988272756665600ULL})
        CHECK(stream.next() == expected);
}

TEST_CASE("Normal quantiles agree with Boost to 1e-15") {
    const boost::math::normal standard;
    for (double p : {1e-300, 1e-20, 1e-8, 0.001, 0.025, 0.074, 0.075, 0.3, 0.5, 0.7, 0.925, 0.975, 0.9999})
        CHECK(normal_quantile(p) == Approx(boost::math::quantile(standard, p)).epsilon(4e-15).margin(1e-16));
}

TEST_CASE("Streams of one seed differ by run and by name, and repeat") {
    RandomStreams streams("seed"), again("seed");
    const std::uint64_t first = streams.open(1, "a").next();
    CHECK(streams.open(2, "a").next() != first);
    CHECK(streams.open(1, "b").next() != first);
    CHECK(again.open(1, "a").next() == first);
}

TEST_CASE("Without perturbation every run gives the index itself") {
    const IndexTree tree = two_level_tree();
    const auto units = units_of(40);
    RobustnessOptions options;
    options.runs = 3;
    options.seed = "none";
    options.weight_range = 0;
    const Robustness result = test_robustness(tree, units, {}, options);
    CHECK(result.mean_shift == 0);
    for (std::size_t unit = 0; unit < units.size(); ++unit) {
        if (result.units[unit].reference_rank == 0) continue;
        CHECK(result.units[unit].mean == Approx(result.units[unit].reference).epsilon(1e-12));
        CHECK(result.units[unit].rank_low == result.units[unit].reference_rank);
        CHECK(result.units[unit].standard_error < 1e-9);
    }
}

TEST_CASE("Neither the number of threads nor the order of the units changes a result") {
    const IndexTree tree = two_level_tree();
    auto units = units_of(25);
    const auto errors = errors_of(25, 4);
    RobustnessOptions options = options_of(240);
    const Robustness one = test_robustness(tree, units, errors, options);
    options.threads = 4;
    CHECK(same(one, test_robustness(tree, units, errors, options)));
    std::reverse(units.begin(), units.end());
    Robustness turned = test_robustness(tree, units, errors, options);
    std::reverse(turned.units.begin(), turned.units.end());
    CHECK(same(one, turned));
}

TEST_CASE("Another seed gives other draws") {
    RobustnessOptions options = options_of(60);
    const auto units = units_of(10);
    const Robustness one = test_robustness(two_level_tree(), units, {}, options);
    options.seed = "another";
    CHECK_FALSE(same(one, test_robustness(two_level_tree(), units, {}, options)));
}

TEST_CASE("Noise on the figures shows as the standard error it has") {
    IndexTree tree;
    tree.nodes.resize(3);
    tree.nodes[0].children = {1, 2};
    std::vector<IndexUnit> units = {{"a", "", "", {0, 50, 50}, {1, 1, 1}, {1, 1, 1}}};
    RobustnessOptions options;
    options.runs = 4000;
    options.seed = "noise";
    options.weight_range = 0;
    const Robustness result = test_robustness(tree, units, {{0, 3, 4}}, options);
    CHECK(result.units[0].standard_error == Approx(2.5).epsilon(0.05));
    CHECK(result.units[0].mean == Approx(50).margin(0.2));
}

TEST_CASE("Neighbours whose order is not held share a group") {
    IndexTree tree;
    tree.nodes.resize(3);
    tree.nodes[0].children = {1, 2};
    const std::vector<IndexUnit> units = {{"a", "", "", {0, 90, 90}, {1, 1, 1}, {1, 1, 1}},
                                          {"b", "", "", {0, 50.1, 50}, {1, 1, 1}, {1, 1, 1}},
                                          {"c", "", "", {0, 50, 50}, {1, 1, 1}, {1, 1, 1}}};
    RobustnessOptions options;
    options.seed = "groups";
    const Robustness result = test_robustness(tree, units, ScoreErrors(3, {0, 3, 3}), options);
    CHECK(result.units[0].group == 1);
    CHECK(result.units[1].group == 2);
    CHECK(result.units[2].group == 2);
    CHECK(result.units[0].top_share == 1);
}

TEST_CASE("Leaving a leaf out moves ranks only where it mattered") {
    IndexTree tree;
    tree.nodes.resize(3);
    tree.nodes[0].children = {1, 2};
    const std::vector<IndexUnit> units = {{"a", "", "", {0, 80, 10}, {1, 1, 1}, {1, 1, 1}},
                                          {"b", "", "", {0, 50, 20}, {1, 1, 1}, {1, 1, 1}}};
    const auto results = leave_one_out(tree, units);
    REQUIRE(results.size() == 2);
    CHECK(results[0].mean_shift == 1);  // without the first leaf the order turns
    CHECK(results[1].mean_shift == 0);
}

TEST_CASE("Sensitivity names the factor that moves the ranks, and a single one explains everything") {
    const IndexTree tree = two_level_tree();
    const auto units = units_of(20);
    RobustnessOptions options;
    options.runs = 600;
    options.seed = "sobol";
    const auto alone = analyse_sensitivity(tree, units, {}, options);
    REQUIRE(alone.size() == 1);
    CHECK(alone[0].factor == RobustnessFactor::weights);
    CHECK(alone[0].total == Approx(1).margin(0.15));
    const auto both = analyse_sensitivity(tree, units, errors_of(20, 15), options);
    REQUIRE(both.size() == 2);
    CHECK(both[1].total > both[0].total);
    options.weight_range = 0;
    CHECK(analyse_sensitivity(tree, units, {}, options).empty());
}

TEST_CASE("The importance of a child is its squared correlation with the index") {
    IndexTree tree;
    tree.nodes.resize(3);
    tree.nodes[0].children = {1, 2};
    std::vector<IndexScores> scores;
    for (double value : {10.0, 20.0, 30.0})
        scores.push_back(score_index(tree, {"", "", "", {0, value, 50}, {1, 1, 1}, {1, 1, 3}}));
    const auto importance = measure_importance(tree, scores);
    CHECK(importance[0].nominal == 0.25);
    CHECK(importance[0].effective == Approx(1));
    CHECK(importance[1].effective == 0);
}
