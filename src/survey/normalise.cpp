// SPDX-License-Identifier: Apache-2.0
#include "tidu/survey/normalise.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace tidu::survey {
namespace {

/// The figure of a leaf where it has one, else its score; nullopt where it is not known.
std::optional<double> figure_of(const IndexUnit& unit, std::uint32_t leaf) {
    if (!unit.known[leaf]) return std::nullopt;
    const bool has_figure = !unit.figures.empty() && unit.figures[leaf];
    return has_figure ? unit.figures[leaf] : std::optional(unit.leaf_scores[leaf]);
}

/// score = offset + slope x
struct Line {
    double offset = 0;
    double slope = 0;
};

/// nullopt: the figures do not vary.
std::optional<Line> line_of(const std::vector<double>& figures, Normalisation normalisation, bool falls) {
    if (figures.empty()) return std::nullopt;
    const double count = static_cast<double>(figures.size());
    if (normalisation == Normalisation::minmax) {
        const auto [low, high] = std::ranges::minmax(figures);
        if (low == high) return std::nullopt;
        const double slope = 100 / (high - low);
        return falls ? Line{slope * high, -slope} : Line{-slope * low, slope};
    }
    double mean = 0, variance = 0;
    for (double figure : figures)
        mean += figure / count;
    for (double figure : figures)
        variance += (figure - mean) * (figure - mean) / count;
    if (variance <= 0) return std::nullopt;
    const double slope = (falls ? -10 : 10) / std::sqrt(variance);
    return Line{100 - slope * mean, slope};
}

double spread_of(std::span<const IndexUnit> units, std::uint32_t leaf,
                 const std::vector<std::vector<double>>& scores) {
    double count = 0, sum = 0, squares = 0;
    for (std::size_t unit = 0; unit < units.size(); ++unit) {
        if (!units[unit].known[leaf]) continue;
        ++count;
        sum += scores[unit][leaf];
        squares += scores[unit][leaf] * scores[unit][leaf];
    }
    return count > 0 ? std::sqrt(std::max(0.0, squares / count - sum / count * (sum / count))) : 0;
}

}  // namespace

NormalisedLeaves normalise_leaves(const IndexTree& tree, std::span<const IndexUnit> base,
                                  std::span<const IndexUnit> units, std::span<const char> lower_is_better,
                                  Normalisation normalisation) {
    NormalisedLeaves made;
    if (normalisation == Normalisation::own) return made;
    std::vector<std::vector<double>> own;
    for (const IndexUnit& unit : units)
        own.push_back(unit.leaf_scores);
    made.scores = own;
    made.error_scale.assign(tree.nodes.size(), 1);
    for (std::uint32_t leaf : tree.leaves()) {
        std::vector<double> figures;
        bool has_figures = false;
        for (const IndexUnit& unit : base)
            if (const auto figure = figure_of(unit, leaf)) {
                figures.push_back(*figure);
                has_figures = has_figures || (!unit.figures.empty() && unit.figures[leaf]);
            }
        const auto line = line_of(figures, normalisation, has_figures && lower_is_better[leaf] != 0);
        if (!line) continue;
        for (std::size_t unit = 0; unit < units.size(); ++unit)
            if (const auto figure = figure_of(units[unit], leaf))
                made.scores[unit][leaf] = line->offset + line->slope * *figure;
        const double before = spread_of(units, leaf, own);
        if (before > 0) made.error_scale[leaf] = spread_of(units, leaf, made.scores) / before;
    }
    return made;
}

}  // namespace tidu::survey
