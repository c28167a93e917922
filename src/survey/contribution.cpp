// SPDX-License-Identifier: Apache-2.0
// Exact decomposition of a difference between two scored trees. Behind `index explain`. Method:
// docs/methods/index.md.
#include "tidu/survey/contribution.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace tidu::survey {
namespace {

double transformed(double x, double power) {
    return power == 0 ? std::log(x) : std::pow(x, power);
}

double slope(double x, double power) {
    return power == 0 ? 1 / x : power * std::pow(x, power - 1);
}

/// f[a, b]. Written with the relative step so that close ends lose no digits.
double divided_difference(double a, double b, double power) {
    if (power == 1) return 1;
    if (a == b) return slope(a, power);
    if (a > 0 && b > 0) {
        // log1p((b-a)/a) carries the digits that ln b - ln a and b^p - a^p lose where b is close to a.
        const double step = (b - a) / a;
        const double log_ratio = std::log1p(step);
        if (power == 0) return log_ratio / (b - a);
        return std::pow(a, power) * std::expm1(power * log_ratio) / (b - a);
    }
    return (transformed(b, power) - transformed(a, power)) / (b - a);
}

/// One node at both times, children that are missing at one of them given the other's score and weight 0.
struct Pair {
    double before = 0, after = 0;
    double share_before = 0, share_after = 0;
    bool exists = false;  ///< at one time at least
    bool lasts = false;   ///< at both
};

class Splitter {
  public:
    Splitter(const IndexTree& tree, const IndexScores& before, const IndexScores& after)
        : tree_(tree), before_(before), after_(after) {}

    std::vector<Effect> split() {
        visit(0, 1);
        return std::move(effects_);
    }

  private:
    Pair pair_of(std::uint32_t node) const {
        Pair pair;
        const bool first = before_.known[node] && before_.shares[node] > 0;
        const bool second = after_.known[node] && after_.shares[node] > 0;
        pair.exists = first || second;
        pair.lasts = first && second;
        if (!pair.exists) return pair;
        pair.before = first ? before_.scores[node] : after_.scores[node];
        pair.after = second ? after_.scores[node] : before_.scores[node];
        pair.share_before = first ? before_.shares[node] : 0;
        pair.share_after = second ? after_.shares[node] : 0;
        return pair;
    }

    void add(std::uint32_t node, EffectKind kind, double points) {
        if (points != 0) effects_.push_back({node, kind, points});
    }

    /// What one point of the child is worth to the value that enters the mean: less where the floor swallows
    /// a part.
    static double passed_on(const Aggregation& rule, const Pair& pair) {
        const double from = entering_score(rule, pair.before), to = entering_score(rule, pair.after);
        if (pair.after != pair.before) return (to - from) / (pair.after - pair.before);
        return from == pair.before ? 1 : 0;
    }

    /// Adds the effects below `number`, scaled by what one point of it is worth at the root.
    void visit(std::uint32_t number, double worth) {
        const IndexNode& node = tree_.nodes[number];
        const double change = after_.scores[number] - before_.scores[number];
        if (node.is_leaf()) return add(number, EffectKind::value, worth * change);
        const Aggregation& rule = node.aggregation;
        const double power = rule.penalised ? 1 : rule.power;
        // A mean of positive order is 0 only when every child is: nothing below can have an effect.
        if (change == 0 && after_.scores[number] == 0 && power != 1) return;
        const double whole = divided_difference(before_.scores[number], after_.scores[number], power);
        double explained = 0;
        for (std::uint32_t child : node.children) {
            const Pair pair = pair_of(child);
            if (pair.exists) explained += visit_child(child, pair, rule, power, whole, worth);
        }
        if (rule.penalised) add(number, EffectKind::penalty, worth * (change - explained));
    }

    /// Returns what the child's value and weight explain of its parent's change.
    double visit_child(std::uint32_t child, const Pair& pair, const Aggregation& rule, double power,
                       double whole, double worth) {
        const double from = entering_score(rule, pair.before), to = entering_score(rule, pair.after);
        const double mean_share = (pair.share_before + pair.share_after) / 2;
        const bool stays_zero = from == 0 && to == 0 && power != 1;
        const double factor = stays_zero ? 0 : mean_share * divided_difference(from, to, power) / whole;
        const double mean_value =
            power == 1 ? (from + to) / 2 : (transformed(from, power) + transformed(to, power)) / 2;
        const double by_weight = mean_value * (pair.share_after - pair.share_before) / whole;
        add(child, EffectKind::weight, worth * by_weight);
        if (pair.lasts) visit(child, worth * factor * passed_on(rule, pair));
        return factor * (to - from) + by_weight;
    }

    const IndexTree& tree_;
    const IndexScores& before_;
    const IndexScores& after_;
    std::vector<Effect> effects_;
};

}  // namespace

std::vector<Effect> split_change(const IndexTree& tree, const IndexScores& before, const IndexScores& after) {
    assert(before.known[0] && after.known[0]);
    return Splitter(tree, before, after).split();
}

}  // namespace tidu::survey
