// SPDX-License-Identifier: Apache-2.0
#include "score_range.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "tidu/text/overloaded.h"

namespace tidu {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// The smallest range that holds all scores seen.
class Extremes {
  public:
    /// Where a scale runs off to infinity (ln of 0) there is no score to see; other rules say so.
    void see(double score) {
        if (!std::isfinite(score)) return;
        low_ = std::min(low_, score);
        high_ = std::max(high_, score);
    }
    Range range() const { return low_ <= high_ ? Range{low_, high_} : Range{0, 0}; }

  private:
    double low_ = infinity;
    double high_ = -infinity;
};

double score_between(const PointsScore& scoring, std::size_t left, double x) {
    const auto& [x0, s0] = scoring.points[left];
    const auto& [x1, s1] = scoring.points[left + 1];
    const auto on_axis = [&](double value) { return scoring.logarithmic ? std::log(value) : value; };
    return s0 + (on_axis(x) - on_axis(x0)) / (on_axis(x1) - on_axis(x0)) * (s1 - s0);
}

double score_at(const PointsScore& scoring, double x) {
    const ScorePoints& points = scoring.points;
    const bool below = x <= points.front().first, above = x >= points.back().first;
    if (points.size() == 1 || (below && !scoring.beyond_linear)) return points.front().second;
    if (above && !scoring.beyond_linear) return points.back().second;
    std::size_t left = 0;
    while (left + 2 < points.size() && points[left + 1].first < x)
        ++left;
    return score_between(scoring, left, x);
}

void see_points(const PointsScore& scoring, const std::optional<Range>& range, Extremes& extremes) {
    if (scoring.points.empty()) return;
    for (const auto& [x, score] : scoring.points)
        if (!range || (x >= range->low && x <= range->high)) extremes.see(score);
    if (!range) return;
    extremes.see(score_at(scoring, range->low));
    extremes.see(score_at(scoring, range->high));
}

/// A step or band counts where some value inside the range falls on it: values above `from` up to `to`.
void see_if_reached(double from, double to, double score, const std::optional<Range>& range,
                    Extremes& extremes) {
    if (!range || (to >= range->low && from <= range->high)) extremes.see(score);
}

void see_steps(const ScorePoints& steps, const std::optional<Range>& range, Extremes& extremes) {
    for (std::size_t step = 0; step < steps.size(); ++step)
        see_if_reached(steps[step].first,
                       step + 1 < steps.size() ? std::nextafter(steps[step + 1].first, -infinity) : infinity,
                       steps[step].second, range, extremes);
}

void see_bands(const ScorePoints& bands, const std::optional<Range>& range, Extremes& extremes) {
    for (std::size_t band = 0; band < bands.size(); ++band)
        see_if_reached(band > 0 ? std::nextafter(bands[band - 1].first, infinity) : -infinity,
                       bands[band].first, bands[band].second, range, extremes);
}

void see_chosen_steps(const ScorePoints& steps, double most_chosen, Extremes& extremes) {
    for (double chosen = 1; chosen <= most_chosen; ++chosen) {
        double score = 0;
        for (const auto& [count, points] : steps)
            if (count <= chosen) score = points;
        extremes.see(score);
    }
}

void see_multi(const MultiScore& scoring, const std::vector<Option>& options, Extremes& extremes) {
    extremes.see(0);  // none chosen
    double gain = 0, loss = 0, combinable = 0;
    const bool alone = scoring.rule == MultiScore::Rule::max || scoring.rule == MultiScore::Rule::mean;
    for (const Option& option : options) {
        if (option.not_applicable) continue;
        const double score = option.score.value_or(0);
        if (option.exclusive || alone) extremes.see(score);
        if (option.exclusive) continue;
        ++combinable;
        (score > 0 ? gain : loss) += score;
    }
    if (scoring.rule == MultiScore::Rule::count) return see_chosen_steps(scoring.steps, combinable, extremes);
    if (scoring.rule != MultiScore::Rule::sum) return;
    extremes.see(scoring.cap ? std::min(gain, *scoring.cap) : gain);
    extremes.see(loss);
}

}  // namespace

Range score_range(const Question& question) {
    Extremes extremes;
    const Item& item = question.item;
    std::visit(Overloaded{[&](std::monostate) {
                              for (const Option& option : item.options)
                                  if (option.score) extremes.see(*option.score);
                          },
                          [&](const PointsScore& scoring) { see_points(scoring, item.range, extremes); },
                          [&](const StepsScore& scoring) { see_steps(scoring.steps, item.range, extremes); },
                          [&](const BandsScore& scoring) { see_bands(scoring.bands, item.range, extremes); },
                          [&](const YesNoScore& scoring) {
                              extremes.see(scoring.yes);
                              extremes.see(scoring.no);
                          },
                          [&](const MultiScore& scoring) { see_multi(scoring, item.options, extremes); }},
               question.scoring);
    return extremes.range();
}

}  // namespace tidu
