// SPDX-License-Identifier: Apache-2.0
// One Monte Carlo run of the index. A property test holds it to `score_index`.
#include "index_runs.h"

#include <algorithm>
#include <cmath>

namespace tidu::survey {

IndexRuns::IndexRuns(const IndexTree& tree, std::span<const IndexUnit> units, const ScoreErrors& errors,
                     const RobustnessOptions& options)
    : units_(units), errors_(errors), options_(options), leaves_(tree.leaves()) {
    for (const IndexNode& node : tree.nodes) {
        nodes_.push_back({static_cast<std::uint32_t>(children_.size()),
                          static_cast<std::uint32_t>(node.children.size()), node.aggregation,
                          node.least_present});
        children_.insert(children_.end(), node.children.begin(), node.children.end());
    }
}

void IndexRuns::draw_weights(const RunPlan& plan, Worker& worker) const {
    worker.factors.assign(nodes_.size(), 1);
    if (options_.weight_range <= 0) return;
    RandomStream stream = worker.streams.open(plan.run, std::string("weights ") + plan.weights);
    for (double& factor : worker.factors)
        factor = 1 + options_.weight_range * (2 * stream.uniform() - 1);
}

void IndexRuns::draw_figures(const RunPlan& plan, std::size_t unit, Worker& worker) const {
    const IndexUnit& figures = units_[unit];
    const NormalisedLeaves& other = options_.leaves[plan.leaves];
    const std::vector<double>& scores = other.is_own() ? figures.leaf_scores : other.scores[unit];
    for (std::uint32_t leaf : leaves_) {
        worker.scores[leaf] = scores[leaf];
        worker.known[leaf] = figures.known[leaf];
    }
    if (errors_.empty()) return;
    RandomStream stream =
        worker.streams.open(plan.run, std::string("figures ") + plan.figures + '\x1F' + figures.id);
    for (std::uint32_t leaf : leaves_) {
        const double error = errors_[unit][leaf];
        if (error <= 0 || !figures.known[leaf]) continue;
        const double noise = error * stream.normal();
        if (other.is_own())
            worker.scores[leaf] = std::clamp(worker.scores[leaf] + noise, 0.0, 100.0);
        else
            worker.scores[leaf] += other.error_scale[leaf] * noise;
    }
}

bool IndexRuns::join_children(const FlatNode& node, const RunPlan& plan, const IndexUnit& unit,
                              Worker& worker, double& score) const {
    constexpr double tolerance = 1e-9;
    const bool penalised = node.aggregation.penalised;
    const double power = penalised ? 1 : plan.power.value_or(node.aggregation.power);
    const Aggregation rule{power, penalised, node.aggregation.floor};
    double all = 0, present = 0, sum = 0, plain = 0, squares = 0;
    double count = 0;
    for (std::uint32_t position = 0; position < node.child_count; ++position) {
        const std::uint32_t child = children_[node.first_child + position];
        const double weight = unit.weights[child] * worker.factors[child];
        all += weight;
        if (!worker.known[child] || weight <= 0) continue;
        present += weight;
        const double value = entering_score(rule, worker.scores[child]);
        if (power == 1)
            sum += weight * value;
        else if (power == 0)
            sum += weight * std::log(value);
        else
            sum += weight * std::pow(value, power);
        plain += value;
        squares += value * value;
        ++count;
    }
    if (present <= 0 || present < (plan.least_present.value_or(node.least_present) - tolerance) * all)
        return false;
    if (penalised) {
        const double mean = plain / count;
        score = mean == 0 ? 0 : mean - (squares / count - mean * mean) / mean;
        return true;
    }
    sum /= present;
    score = power == 1 ? sum : power == 0 ? std::exp(sum) : std::pow(sum, 1 / power);
    return true;
}

void IndexRuns::run(const RunPlan& plan, Worker& worker, std::span<double> scores,
                    std::span<char> known) const {
    worker.scores.resize(nodes_.size());
    worker.known.resize(nodes_.size());
    draw_weights(plan, worker);
    for (std::size_t unit = 0; unit < units_.size(); ++unit) {
        draw_figures(plan, unit, worker);
        for (std::size_t node = nodes_.size(); node-- > 0;)
            if (nodes_[node].child_count > 0)
                worker.known[node] =
                    join_children(nodes_[node], plan, units_[unit], worker, worker.scores[node]);
        scores[unit] = worker.scores[0];
        known[unit] = worker.known[0];
    }
}

}  // namespace tidu::survey
