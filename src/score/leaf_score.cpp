// SPDX-License-Identifier: Apache-2.0
// Scoring rules of single questions (spec section 1, question types). Best and worst are found here once, by
// looking at every answer that can change the score, so that the kernel never searches.
#include "leaf_score.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include "tidu/text/number.h"

namespace tidu {
namespace {

using Point = std::pair<double, double>;

double interpolate(const Point& left, const Point& right, double x, bool logarithmic) {
    const auto on_axis = [&](double value) { return logarithmic ? std::log(value) : value; };
    const double share = (on_axis(x) - on_axis(left.first)) / (on_axis(right.first) - on_axis(left.first));
    return left.second + share * (right.second - left.second);
}

double score_on_points(const LeafScore& rule, double x) {
    const ScorePoints& points = rule.points;
    if (points.size() == 1) return points.front().second;
    const bool runs_on = rule.beyond_linear;
    if (x == points.front().first || (x < points.front().first && !runs_on)) return points.front().second;
    if (x == points.back().first || (x > points.back().first && !runs_on)) return points.back().second;
    // The segment that holds x; beyond the ends the outermost one runs on.
    const auto above = std::ranges::upper_bound(points, x, {}, &Point::first);
    const auto end = std::clamp<std::ptrdiff_t>(above - points.begin(), 1, std::ssize(points) - 1);
    const Point& left = points[static_cast<std::size_t>(end - 1)];
    if (left.first == x) return left.second;  // exactly as written, without rounding
    return interpolate(left, points[static_cast<std::size_t>(end)], x, rule.logarithmic);
}

/// The last step that `x` reaches.
std::optional<double> score_on_steps(const ScorePoints& steps, double x) {
    const auto reached_from = [](const Point& step) { return step.first - tolerance; };
    const auto above = std::ranges::upper_bound(steps, x, {}, reached_from);
    if (above == steps.begin()) return std::nullopt;
    return std::prev(above)->second;
}

/// The first band whose upper end `x` does not exceed.
std::optional<double> score_on_bands(const ScorePoints& bands, double x) {
    const auto reaches_to = [](const Point& band) { return band.first + tolerance; };
    const auto band = std::ranges::lower_bound(bands, x, {}, reaches_to);
    if (band == bands.end()) return std::nullopt;
    return band->second;
}

double points_of_option(const LeafScore& rule, std::uint64_t chosen) {
    return rule.options[static_cast<std::size_t>(std::countr_zero(chosen))];
}

double score_multi(const LeafScore& rule, std::uint64_t chosen) {
    if (chosen == 0) return 0;
    if (chosen & rule.exclusive) return points_of_option(rule, chosen & rule.exclusive);
    const auto count = static_cast<double>(std::popcount(chosen));
    if (rule.rule == LeafScore::Rule::multi_count) return score_on_steps(rule.points, count).value_or(0);
    double sum = 0;
    double best = -std::numeric_limits<double>::infinity();
    for (std::uint64_t rest = chosen; rest != 0; rest &= rest - 1) {
        sum += points_of_option(rule, rest);
        best = std::max(best, points_of_option(rule, rest));
    }
    if (rule.rule == LeafScore::Rule::multi_max) return best;
    if (rule.rule == LeafScore::Rule::multi_mean) return sum / count;
    return rule.cap ? std::min(sum, *rule.cap) : sum;
}

/// Best and worst of the scores seen so far.
class Extremes {
  public:
    void see(double points) {
        best_ = std::max(best_, points);
        worst_ = std::min(worst_, points);
    }
    void store(LeafScore& rule) const {
        const bool seen = best_ >= worst_;
        rule.best = seen ? best_ : 0;
        rule.worst = seen ? worst_ : 0;
    }

  private:
    double best_ = -std::numeric_limits<double>::infinity();
    double worst_ = std::numeric_limits<double>::infinity();
};

void see_multi(const Question& question, const LeafScore& rule, Extremes& extremes) {
    extremes.see(0);  // none chosen
    double positive = 0;
    double negative = 0;
    double combinable = 0;
    for (const Option& option : question.item.options) {
        if (option.not_applicable) continue;
        const double points = option.score.value_or(0);  // options that are only counted need no score
        // One alone: all there is of an exclusive option, and the extreme of a maximum or a mean.
        const bool alone =
            rule.rule == LeafScore::Rule::multi_max || rule.rule == LeafScore::Rule::multi_mean;
        if (option.exclusive || alone) extremes.see(points);
        if (option.exclusive) continue;
        ++combinable;
        (points > 0 ? positive : negative) += points;
    }
    if (rule.rule == LeafScore::Rule::multi_count)
        for (double count = 1; count <= combinable; ++count)
            extremes.see(score_on_steps(rule.points, count).value_or(0));
    if (rule.rule == LeafScore::Rule::multi_sum)
        for (const double sum : {positive, negative})
            extremes.see(rule.cap ? std::min(sum, *rule.cap) : sum);
}

void see_number(const Question& question, const LeafScore& rule, Extremes& extremes) {
    const auto& range = question.item.range;
    const auto see_answer = [&](double x) {
        if (range && (x < range->low || x > range->high)) return;
        if (const auto points = leaf_points(rule, x, 0)) extremes.see(*points);
    };
    if (range) see_answer(range->low);
    if (range) see_answer(range->high);
    for (std::size_t position = 0; position < rule.points.size(); ++position) {
        see_answer(rule.points[position].first);
        // A band begins just above the end of the one before it; its score can be had if the range reaches
        // beyond that.
        if (rule.rule != LeafScore::Rule::bands || position == 0 || !range) continue;
        const double begin = rule.points[position - 1].first + tolerance;
        if (begin >= range->low && begin < range->high) extremes.see(rule.points[position].second);
    }
}

LeafScore::Rule rule_of(MultiScore::Rule rule) {
    switch (rule) {
        case MultiScore::Rule::sum:
            return LeafScore::Rule::multi_sum;
        case MultiScore::Rule::max:
            return LeafScore::Rule::multi_max;
        case MultiScore::Rule::mean:
            return LeafScore::Rule::multi_mean;
        case MultiScore::Rule::count:
            return LeafScore::Rule::multi_count;
    }
    return LeafScore::Rule::multi_sum;
}

struct CompileScoring {
    LeafScore& rule;
    void operator()(const std::monostate&) const { rule.rule = LeafScore::Rule::choice; }
    void operator()(const PointsScore& form) const {
        rule.rule = LeafScore::Rule::points;
        rule.points = form.points;
        rule.beyond_linear = form.beyond_linear;
        rule.logarithmic = form.logarithmic;
    }
    void operator()(const StepsScore& form) const {
        rule.rule = LeafScore::Rule::steps;
        rule.points = form.steps;
    }
    void operator()(const BandsScore& form) const {
        rule.rule = LeafScore::Rule::bands;
        rule.points = form.bands;
    }
    void operator()(const YesNoScore& form) const {
        rule.rule = LeafScore::Rule::yesno;
        rule.options = {form.no, form.yes};
    }
    void operator()(const MultiScore& form) const {
        rule.rule = rule_of(form.rule);
        rule.cap = form.cap;
        rule.points = form.steps;
    }
};

}  // namespace

LeafScore compile_leaf_score(const Question& question) {
    LeafScore rule;
    std::visit(CompileScoring{rule}, question.scoring);
    const auto& options = question.item.options;
    for (std::size_t option = 0; option < options.size(); ++option) {
        rule.options.push_back(options[option].score.value_or(0));
        if (options[option].exclusive && option < 64) rule.exclusive |= std::uint64_t{1} << option;
    }
    Extremes extremes;
    switch (question.item.type) {
        case AnswerType::choice:
            for (const Option& option : options)
                if (option.score) extremes.see(*option.score);
            break;
        case AnswerType::multi:
            see_multi(question, rule, extremes);
            break;
        case AnswerType::number:
            see_number(question, rule, extremes);
            break;
        case AnswerType::yesno:
            for (const double points : rule.options)
                extremes.see(points);
            break;
    }
    extremes.store(rule);
    return rule;
}

std::optional<double> leaf_points(const LeafScore& rule, double number, std::uint64_t chosen) {
    switch (rule.rule) {
        case LeafScore::Rule::choice:
        case LeafScore::Rule::yesno:
            return rule.options[static_cast<std::size_t>(number)];
        case LeafScore::Rule::points:
            return score_on_points(rule, number);
        case LeafScore::Rule::steps:
            return score_on_steps(rule.points, number);
        case LeafScore::Rule::bands:
            return score_on_bands(rule.points, number);
        case LeafScore::Rule::multi_sum:
        case LeafScore::Rule::multi_max:
        case LeafScore::Rule::multi_mean:
        case LeafScore::Rule::multi_count:
            return score_multi(rule, chosen);
    }
    return std::nullopt;
}

}  // namespace tidu
