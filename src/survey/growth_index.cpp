// SPDX-License-Identifier: Apache-2.0
#include "tidu/survey/growth_index.h"

#include "tidu/survey/index_series.h"

namespace tidu::survey {
namespace {

/// Leaves under a node with the product of the weights on the way.
void gather_leaves(const IndexTree& tree, const IndexUnit& unit, std::uint32_t node, double weight,
                   std::vector<std::pair<std::uint32_t, double>>& leaves) {
    if (tree.nodes[node].is_leaf()) return leaves.emplace_back(node, weight), void();
    double sum = 0;
    for (std::uint32_t child : tree.nodes[node].children)
        sum += unit.weights[child];
    for (std::uint32_t child : tree.nodes[node].children)
        if (sum > 0) gather_leaves(tree, unit, child, weight * unit.weights[child] / sum, leaves);
}

std::optional<double> growth_of_field(const IndexTree& tree, const IndexUnit& before, const IndexUnit& after,
                                      std::uint32_t field, std::span<const char> lower_is_better) {
    std::vector<std::pair<std::uint32_t, double>> leaves;
    gather_leaves(tree, after, field, 1, leaves);
    std::vector<double> weights;
    std::vector<std::optional<double>> rates;
    for (const auto& [leaf, weight] : leaves) {
        weights.push_back(weight);
        const auto &first = before.figures[leaf], &second = after.figures[leaf];
        rates.push_back(first && second ? symmetric_growth(*first, *second, lower_is_better[leaf] != 0)
                                        : std::nullopt);
    }
    return mean_growth(weights, rates);
}

std::optional<double> mean_of_fields(const IndexTree& tree, const IndexUnit& unit, const GrowthYear& year) {
    constexpr double tolerance = 1e-9;
    double sum = 0, weights = 0, all = 0;
    const auto& fields = tree.nodes[0].children;
    for (std::size_t field = 0; field < fields.size(); ++field) {
        all += unit.weights[fields[field]];
        if (!year.fields[field]) continue;
        sum += unit.weights[fields[field]] * *year.fields[field];
        weights += unit.weights[fields[field]];
    }
    const bool is_enough = weights > 0 && weights >= (tree.nodes[0].least_present - tolerance) * all;
    return is_enough ? std::optional(sum / weights) : std::nullopt;
}

}  // namespace

std::vector<GrowthYear> grow_fields(const IndexTree& tree, std::span<const IndexUnit* const> years,
                                    std::span<const char> lower_is_better) {
    std::vector<GrowthYear> series;
    const auto& fields = tree.nodes[0].children;
    for (std::size_t year = 0; year < years.size(); ++year) {
        GrowthYear& made = series.emplace_back();
        made.fields.assign(fields.size(), 100.0);
        for (std::size_t field = 0; field < fields.size() && year > 0; ++field) {
            const auto growth =
                growth_of_field(tree, *years[year - 1], *years[year], fields[field], lower_is_better);
            const auto last = series[year - 1].fields[field];
            made.fields[field] =
                growth && last && *growth < 200 ? std::optional(grow_index(*last, *growth)) : std::nullopt;
        }
        made.total = mean_of_fields(tree, *years[year], made);
    }
    return series;
}

}  // namespace tidu::survey
