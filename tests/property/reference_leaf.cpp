// SPDX-License-Identifier: Apache-2.0
// One answer to points, and the best and worst of them, by trying every answer that can matter.
#include <algorithm>
#include <cmath>
#include <limits>

#include "reference.h"

namespace tidu::test {
namespace {

std::optional<Real> on_points(const PointsScore& rule, Real x) {
    const ScorePoints& points = rule.points;
    const auto axis = [&](Real value) { return rule.logarithmic ? std::log(value) : value; };
    if (points.size() == 1) return points[0].second;
    if (!rule.beyond_linear) x = std::clamp<Real>(x, points.front().first, points.back().first);
    std::size_t right = 1;
    while (right + 1 < points.size() && x > points[right].first)
        ++right;
    const auto& [x0, s0] = points[right - 1];
    const auto& [x1, s1] = points[right];
    return s0 + (axis(x) - axis(x0)) / (axis(x1) - axis(x0)) * (Real(s1) - s0);
}

// Spec section 2.7: a threshold is reached within 1e-9, and only beyond that it is exceeded.
constexpr Real slack = 1e-9L;

std::optional<Real> on_steps(const ScorePoints& steps, Real x) {
    std::optional<Real> score;
    for (const auto& [step, points] : steps)
        if (x >= step - slack) score = points;
    return score;
}

std::optional<Real> on_bands(const ScorePoints& bands, Real x) {
    for (const auto& [upper, points] : bands)
        if (x <= upper + slack) return points;
    return std::nullopt;
}

Real on_multi(const MultiScore& rule, const std::vector<Option>& options,
              const std::set<std::size_t>& chosen) {
    if (chosen.empty()) return 0;
    std::vector<Real> scores;
    for (const std::size_t position : chosen) {
        const Real score = options[position].score.value_or(0);
        if (options[position].exclusive) return score;
        scores.push_back(score);
    }
    Real sum = 0;
    for (const Real score : scores)
        sum += score;
    switch (rule.rule) {
        case MultiScore::Rule::sum:
            return rule.cap ? std::min<Real>(sum, *rule.cap) : sum;
        case MultiScore::Rule::max:
            return *std::ranges::max_element(scores);
        case MultiScore::Rule::mean:
            return sum / static_cast<Real>(scores.size());
        case MultiScore::Rule::count:
            break;
    }
    return on_steps(rule.steps, static_cast<Real>(scores.size())).value_or(0);
}

const ScorePoints* scale_of(const Scoring& scoring) {
    if (const auto* points = std::get_if<PointsScore>(&scoring)) return &points->points;
    if (const auto* steps = std::get_if<StepsScore>(&scoring)) return &steps->steps;
    if (const auto* bands = std::get_if<BandsScore>(&scoring)) return &bands->bands;
    return nullptr;
}

/// Numbers at which a score can be extreme: the ends of the range, the points, and both sides of each jump.
std::vector<Real> telling_numbers(const Question& question) {
    std::vector<Real> numbers;
    const auto& range = question.item.range;
    const auto add = [&](Real x) {
        if (!range || (x >= range->low && x <= range->high)) numbers.push_back(x);
    };
    if (range) {
        add(range->low);
        add(range->high);
    }
    for (const auto& point : *scale_of(question.scoring)) {
        const Real x = point.first;
        for (const Real near : {x, x - 2 * slack, x + 2 * slack})
            add(near);
    }
    return numbers;
}

/// Every set of options that may be chosen together, the empty one included.
std::vector<std::set<std::size_t>> possible_choices(const std::vector<Option>& options) {
    std::vector<std::set<std::size_t>> sets{{}};
    for (std::size_t option = 0; option < options.size(); ++option) {
        if (options[option].not_applicable || options[option].exclusive) continue;
        for (std::size_t known = sets.size(); known-- > 0;) {
            sets.push_back(sets[known]);
            sets.back().insert(option);
        }
    }
    for (std::size_t option = 0; option < options.size(); ++option)
        if (options[option].exclusive && !options[option].not_applicable) sets.push_back({option});
    return sets;
}

}  // namespace

std::optional<Real> reference_points(const Question& question, Real number,
                                     const std::set<std::size_t>& chosen) {
    const Scoring& scoring = question.scoring;
    if (const auto* points = std::get_if<PointsScore>(&scoring)) return on_points(*points, number);
    if (const auto* steps = std::get_if<StepsScore>(&scoring)) return on_steps(steps->steps, number);
    if (const auto* bands = std::get_if<BandsScore>(&scoring)) return on_bands(bands->bands, number);
    if (const auto* yesno = std::get_if<YesNoScore>(&scoring)) return number != 0 ? yesno->yes : yesno->no;
    if (const auto* multi = std::get_if<MultiScore>(&scoring))
        return on_multi(*multi, question.item.options, chosen);
    return question.item.options[static_cast<std::size_t>(number)].score.value_or(0);
}

RealRange reference_extremes(const Question& question) {
    std::vector<Real> scores;
    const auto see = [&](Real number, const std::set<std::size_t>& chosen) {
        if (const auto points = reference_points(question, number, chosen)) scores.push_back(*points);
    };
    const auto& options = question.item.options;
    switch (question.item.type) {
        case AnswerType::number:
            for (const Real number : telling_numbers(question))
                see(number, {});
            break;
        case AnswerType::yesno:
            see(0, {});
            see(1, {});
            break;
        case AnswerType::choice:
            for (std::size_t option = 0; option < options.size(); ++option)
                if (!options[option].not_applicable) see(static_cast<Real>(option), {});
            break;
        case AnswerType::multi:
            for (const auto& chosen : possible_choices(options))
                see(0, chosen);
            break;
    }
    const auto [worst, best] = std::ranges::minmax_element(scores);
    return {*worst, *best};
}

}  // namespace tidu::test
