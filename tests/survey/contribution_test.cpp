// SPDX-License-Identifier: Apache-2.0
#include "tidu/survey/contribution.h"

#include <cmath>
#include <random>

#include "catch.h"

using namespace tidu::survey;

namespace {

class Generator {
  public:
    explicit Generator(std::uint64_t seed) : random_(seed) {}

    std::size_t below(std::size_t bound) { return random_() % bound; }
    double score() { return below(12) == 0 ? 0 : static_cast<double>(below(1000)) / 10; }
    bool chance(std::size_t one_in) { return below(one_in) == 0; }

    /// Three levels; every kind of mean somewhere.
    IndexTree tree() {
        IndexTree tree;
        tree.nodes.resize(1);
        for (std::size_t group = 0, groups = 2 + below(3); group < groups; ++group) {
            const std::uint32_t node = add(tree, 0);
            for (std::size_t leaf = 0, leaves = 1 + below(4); leaf < leaves; ++leaf)
                add(tree, node);
        }
        const double powers[] = {1, 0, -1, 2, 0.5, -2};
        for (IndexNode& node : tree.nodes) {
            node.aggregation.power = powers[below(6)];
            node.aggregation.penalised = chance(6);
            node.least_present = 0.3;
        }
        return tree;
    }

    IndexUnit unit(const IndexTree& tree) {
        IndexUnit unit;
        for (std::size_t node = 0; node < tree.nodes.size(); ++node) {
            unit.leaf_scores.push_back(score());
            unit.known.push_back(!chance(6));
            unit.weights.push_back(1 + static_cast<double>(below(5)));
        }
        return unit;
    }

  private:
    static std::uint32_t add(IndexTree& tree, std::uint32_t parent) {
        const auto node = static_cast<std::uint32_t>(tree.nodes.size());
        tree.nodes.emplace_back().parent = parent;
        tree.nodes[parent].children.push_back(node);
        return node;
    }
    std::mt19937_64 random_;
};

double sum_of(const std::vector<Effect>& effects) {
    double sum = 0;
    for (const Effect& effect : effects)
        sum += effect.points;
    return sum;
}

}  // namespace

TEST_CASE(
    "Contributions add up to the change for every kind of node, with missing children and changed weights") {
    Generator generator(20260707);
    int compared = 0;
    for (int round = 0; round < 20000; ++round) {
        const IndexTree tree = generator.tree();
        const IndexScores before = score_index(tree, generator.unit(tree));
        const IndexScores after = score_index(tree, generator.unit(tree));
        if (!before.known[0] || !after.known[0]) continue;
        ++compared;
        const double change = after.scores[0] - before.scores[0];
        INFO("round " << round);
        CHECK(sum_of(split_change(tree, before, after)) == Approx(change).margin(1e-9));
    }
    CHECK(compared > 10000);
}

TEST_CASE("Under an arithmetic mean a contribution is the weight times the change") {
    IndexTree tree;
    tree.nodes.resize(3);
    tree.nodes[0].children = {1, 2};
    IndexUnit unit{"", "", "", {0, 40, 60}, {1, 1, 1}, {1, 3, 1}};
    const IndexScores before = score_index(tree, unit);
    unit.leaf_scores[1] = 50;
    const auto effects = split_change(tree, before, score_index(tree, unit));
    REQUIRE(effects.size() == 1);
    CHECK(effects[0].node == 1);
    CHECK(effects[0].points == Approx(7.5));
}

TEST_CASE("Under a geometric mean contributions are those of the logarithmic mean Divisia index") {
    // LMDI-I, additive (B. W. Ang 2005, Energy Policy 33, 867-871): L(M1, M0) w ln(c1/c0), L the logarithmic
    // mean.
    IndexTree tree;
    tree.nodes.resize(3);
    tree.nodes[0].children = {1, 2};
    tree.nodes[0].aggregation.power = 0;
    IndexUnit unit{"", "", "", {0, 40, 60}, {1, 1, 1}, {1, 1, 1}};
    const IndexScores before = score_index(tree, unit);
    unit.leaf_scores = {0, 80, 30};
    const IndexScores after = score_index(tree, unit);
    unit.leaf_scores = {0, 80, 45};
    const IndexScores other = score_index(tree, unit);
    const double log_mean =
        (other.scores[0] - before.scores[0]) / std::log(other.scores[0] / before.scores[0]);
    const auto effects = split_change(tree, before, other);
    CHECK(effects[0].points == Approx(log_mean * 0.5 * std::log(2.0)));
    CHECK(effects[1].points == Approx(log_mean * 0.5 * std::log(0.75)));
    CHECK(sum_of(split_change(tree, before, after)) == Approx(0).margin(1e-12));
}

TEST_CASE("Two equal years have no effects") {
    Generator generator(3);
    const IndexTree tree = generator.tree();
    IndexUnit unit = generator.unit(tree);
    unit.known.assign(unit.known.size(), 1);
    const IndexScores scores = score_index(tree, unit);
    CHECK(split_change(tree, scores, scores).empty());
}
