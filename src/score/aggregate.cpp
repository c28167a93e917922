// SPDX-License-Identifier: Apache-2.0
#include "aggregate.h"

#include <algorithm>
#include <cmath>

#include "tidu/text/number.h"

namespace tidu {
namespace {

using Children = std::span<const Evaluation::WeightedValue>;

double weighted_mean(Children children) {
    double sum = 0;
    double weights = 0;
    for (const auto& [weight, value] : children) {
        sum += weight * value;
        weights += weight;
    }
    return sum / weights;
}

/// exp of the mean logarithm, or the reciprocal of the mean reciprocal. A child at or below 0 makes both 0.
double mean_above_zero(const Aggregate& rule, Children children) {
    const bool geometric = rule.kind == AggregateKind::geometric_mean;
    double sum = 0;
    double weights = 0;
    for (const auto& [weight, value] : children) {
        const double lifted = rule.floor ? std::max(value, *rule.floor) : value;
        if (lifted <= 0) return 0;
        sum += weight * (geometric ? std::log(lifted) : 1 / lifted);
        weights += weight;
    }
    return geometric ? std::exp(sum / weights) : weights / sum;
}

double minimum(Children children) {
    double least = children.front().value;
    for (const auto& child : children)
        least = std::min(least, child.value);
    return least;
}

double sum_from(double base, Children children) {
    double sum = base;
    for (const auto& child : children)
        sum += child.value;
    return sum;
}

/// Whole stages that pass, then the score of the first that does not (GB/T 39117).
double staged(double pass, Children stages) {
    double reached = 0;
    for (const auto& stage : stages) {
        if (stage.value < pass - tolerance) return reached + stage.value;
        reached += 1;
    }
    return reached;
}

/// Mean minus a penalty for imbalance, M - S^2/M with the population variance of equally weighted children.
double mazziotta_pareto(Children children) {
    const auto count = static_cast<double>(children.size());
    const double mean = sum_from(0, children) / count;
    if (std::abs(mean) <= tolerance) return 0;
    double squares = 0;
    for (const auto& child : children)
        squares += (child.value - mean) * (child.value - mean);
    return mean - squares / count / mean;
}

}  // namespace

std::optional<double> aggregate(const Aggregate& rule, Children children) {
    if (children.empty()) return std::nullopt;
    switch (rule.kind) {
        case AggregateKind::weighted_mean:
            return weighted_mean(children);
        case AggregateKind::geometric_mean:
        case AggregateKind::harmonic_mean:
            return mean_above_zero(rule, children);
        case AggregateKind::minimum:
            return minimum(children);
        case AggregateKind::sum:
            return sum_from(rule.base, children);
        case AggregateKind::staged:
            return staged(rule.pass, children);
        case AggregateKind::mpi:
            return mazziotta_pareto(children);
    }
    return std::nullopt;
}

}  // namespace tidu
