// SPDX-License-Identifier: Apache-2.0
#include "tidu/survey/normalise.h"

#include <cmath>

#include "catch.h"
#include "tidu/survey/robustness.h"

using namespace tidu::survey;

namespace {

IndexTree three_leaves() {
    IndexTree tree;
    tree.nodes.resize(4);
    tree.nodes[0].children = {1, 2, 3};
    return tree;
}

IndexUnit unit_with(std::string id, double output, double energy, std::optional<double> chosen) {
    IndexUnit unit;
    unit.id = std::move(id);
    unit.leaf_scores = {0, output / 2, 100 - energy, chosen.value_or(0)};
    unit.known = {0, 1, 1, chosen ? char{1} : char{0}};
    unit.weights = {1, 1, 1, 1};
    unit.figures = {std::nullopt, output, energy, std::nullopt};  // the third leaf is a choice
    return unit;
}

const std::vector<char> lower = {0, 0, 1, 0};

std::vector<IndexUnit> base_year() {
    return {unit_with("A", 40, 10, 50), unit_with("B", 80, 30, 100), unit_with("C", 60, 20, std::nullopt)};
}

}  // namespace

TEST_CASE(
    "Min-max and z-scores take their parameters from the base year and swap ends where lower is better") {
    const IndexTree tree = three_leaves();
    const std::vector<IndexUnit> base = base_year();
    const std::vector<IndexUnit> later = {unit_with("A", 90, 25, 75)};
    const NormalisedLeaves minmax = normalise_leaves(tree, base, later, lower, Normalisation::minmax);
    CHECK(minmax.scores[0][1] == Approx(125));  // beyond the base year's best
    CHECK(minmax.scores[0][2] == Approx(25));
    CHECK(minmax.scores[0][3] == Approx(50));  // by its score, which rises already
    const NormalisedLeaves zscore = normalise_leaves(tree, base, later, lower, Normalisation::zscore);
    const double deviation = std::sqrt(800.0 / 3);
    CHECK(zscore.scores[0][1] == Approx(100 + 10 * 30 / deviation));
    CHECK(zscore.scores[0][2] == Approx(100 - 10 * 5 / std::sqrt(200.0 / 3)));
    CHECK(normalise_leaves(tree, base, later, lower, Normalisation::own).is_own());
}

TEST_CASE("Errors in points are scaled with the spread; a leaf that does not vary keeps its scores") {
    const IndexTree tree = three_leaves();
    std::vector<IndexUnit> units = base_year();
    for (IndexUnit& unit : units)
        unit.figures[2] = 30, unit.leaf_scores[2] = 70;
    const NormalisedLeaves minmax = normalise_leaves(tree, units, units, lower, Normalisation::minmax);
    CHECK(minmax.scores[0][1] == Approx(0));
    CHECK(minmax.scores[1][1] == Approx(100));
    CHECK(minmax.error_scale[1] == Approx(5));  // 100 points over 40 units of output, which score 20
    CHECK(minmax.scores[0][2] == 70);
    CHECK(minmax.error_scale[2] == 1);
}

TEST_CASE("Normalisations take part in the factorial; scores are summed up on the own scale only") {
    const IndexTree tree = three_leaves();
    const std::vector<IndexUnit> units = base_year();
    RobustnessOptions options;
    options.runs = 300;
    options.seed = "normalise";
    options.weight_range = 0;
    const Robustness own = test_robustness(tree, units, {}, options);
    options.leaves.push_back(normalise_leaves(tree, units, units, lower, Normalisation::zscore));
    options.leaves.push_back(normalise_leaves(tree, units, units, lower, Normalisation::minmax));
    const Robustness all = test_robustness(tree, units, {}, options);
    for (std::size_t unit = 0; unit < units.size(); ++unit) {
        CHECK(all.units[unit].mean == Approx(own.units[unit].mean));
        CHECK(all.units[unit].known_runs == 300);
    }
    const auto factors = analyse_sensitivity(tree, units, {}, options);
    for (const Sensitivity& factor : factors)
        CHECK(factor.factor == RobustnessFactor::normalisation);
    options.threads = 2;
    CHECK(test_robustness(tree, units, {}, options).mean_shift == all.mean_shift);
}
