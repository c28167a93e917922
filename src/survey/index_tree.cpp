// SPDX-License-Identifier: Apache-2.0
// From leaf scores to the index: reweighting, power means, ranks. Method: docs/methods/index.md.
#include "tidu/survey/index_tree.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

namespace tidu::survey {
namespace {

/// The children of one node that have a score, with weights that add up to 1.
struct PresentChildren {
    std::vector<std::uint32_t> nodes;
    std::vector<double> shares;
    std::vector<double> scores;
    double present_share = 0;  ///< of all children's weight
};

PresentChildren gather_children(const IndexNode& node, const IndexUnit& unit, const IndexScores& made) {
    PresentChildren children;
    double all = 0, present = 0;
    for (std::uint32_t child : node.children) {
        all += unit.weights[child];
        if (!made.known[child] || unit.weights[child] <= 0) continue;
        present += unit.weights[child];
        children.nodes.push_back(child);
        children.shares.push_back(unit.weights[child]);
        children.scores.push_back(made.scores[child]);
    }
    for (double& share : children.shares)
        share /= present;
    children.present_share = all > 0 ? present / all : 0;
    return children;
}

double penalised_mean(std::span<const double> scores) {
    const double count = static_cast<double>(scores.size());
    const double mean = std::accumulate(scores.begin(), scores.end(), 0.0) / count;
    if (mean == 0) return 0;
    double squares = 0;
    for (double score : scores)
        squares += (score - mean) * (score - mean);
    return mean - squares / count / mean;
}

void score_group(const IndexNode& node, std::uint32_t number, const IndexUnit& unit, IndexScores& made) {
    constexpr double tolerance = 1e-9;
    PresentChildren children = gather_children(node, unit, made);
    made.known[number] = !children.nodes.empty() && children.present_share >= node.least_present - tolerance;
    if (!made.known[number]) return;
    made.reweighted[number] = children.present_share < 1;
    if (node.aggregation.penalised)
        children.shares.assign(children.nodes.size(), 1 / static_cast<double>(children.nodes.size()));
    for (std::size_t position = 0; position < children.nodes.size(); ++position) {
        made.shares[children.nodes[position]] = children.shares[position];
        double& score = children.scores[position];
        const double entering = entering_score(node.aggregation, score);
        made.lifted[children.nodes[position]] = entering != score;
        score = entering;
    }
    made.scores[number] = node.aggregation.penalised
                              ? penalised_mean(children.scores)
                              : power_mean(children.shares, children.scores, node.aggregation.power);
}

}  // namespace

double entering_score(const Aggregation& aggregation, double score) {
    if (aggregation.penalised || aggregation.power == 1) return score;
    return std::max(score, aggregation.power > 0 ? 0 : aggregation.floor);
}

std::vector<std::uint32_t> IndexTree::leaves() const {
    std::vector<std::uint32_t> found;
    for (std::uint32_t node = 0; node < nodes.size(); ++node)
        if (nodes[node].is_leaf()) found.push_back(node);
    return found;
}

double power_mean(std::span<const double> weights, std::span<const double> scores, double power) {
    double sum = 0;
    for (std::size_t child = 0; child < scores.size(); ++child) {
        if (power == 1)
            sum += weights[child] * scores[child];
        else if (power == 0)
            sum += weights[child] * std::log(scores[child]);
        else if (power == -1)
            sum += weights[child] / scores[child];
        else
            sum += weights[child] * std::pow(scores[child], power);
    }
    if (power == 1) return sum;
    if (power == 0) return std::exp(sum);
    return power == -1 ? 1 / sum : std::pow(sum, 1 / power);
}

IndexScores score_index(const IndexTree& tree, const IndexUnit& unit) {
    const std::size_t count = tree.nodes.size();
    assert(unit.leaf_scores.size() == count && unit.weights.size() == count);
    IndexScores made{std::vector<double>(count), std::vector<char>(count), std::vector<double>(count),
                     std::vector<char>(count), std::vector<char>(count)};
    made.shares[0] = 1;
    for (auto number = static_cast<std::uint32_t>(count); number-- > 0;) {
        const IndexNode& node = tree.nodes[number];
        if (node.is_leaf()) {
            made.known[number] = unit.known[number];
            if (unit.known[number]) made.scores[number] = unit.leaf_scores[number];
        } else {
            score_group(node, number, unit, made);
        }
    }
    return made;
}

std::vector<std::uint32_t> rank_scores(std::span<const double> scores, std::span<const char> known) {
    std::vector<std::uint32_t> order;
    for (std::uint32_t unit = 0; unit < scores.size(); ++unit)
        if (known[unit]) order.push_back(unit);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return scores[a] > scores[b]; });
    std::vector<std::uint32_t> ranks(scores.size());
    std::size_t tie_start = 0;
    for (std::size_t position = 0; position < order.size(); ++position) {
        const double best = scores[order[tie_start]];
        const double difference = best - scores[order[position]];
        if (difference > 1e-12 * std::abs(best)) tie_start = position;
        ranks[order[position]] = static_cast<std::uint32_t>(tie_start + 1);
    }
    return ranks;
}

}  // namespace tidu::survey
