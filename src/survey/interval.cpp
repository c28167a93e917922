// SPDX-License-Identifier: Apache-2.0
// From an estimate and its effective size to the two ends that are published. Distributions by Boost.Math.
#include "tidu/survey/interval.h"

#include <algorithm>
#include <array>
#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/hypergeometric.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cassert>
#include <cmath>
#include <limits>

namespace tidu::survey {
namespace {

constexpr ConfidenceInterval everything{0, 1};

ConfidenceInterval clamped(double lower, double upper) {
    return {std::max(0.0, lower), std::min(1.0, upper)};
}

ConfidenceInterval wilson(double p, double size, double t) {
    const double t2 = t * t;
    const double centre = p + t2 / (2 * size);
    const double reach = t * std::sqrt(p * (1 - p) / size + t2 / (4 * size * size));
    return clamped((centre - reach) / (1 + t2 / size), (centre + reach) / (1 + t2 / size));
}

ConfidenceInterval korn_graubard(const MeanEstimate& share, double level) {
    const double n = static_cast<double>(share.respondents);
    const bool certain = share.mean <= 0 || share.mean >= 1;
    double size = share.pooled_size;
    if (!certain) {
        const double ratio = t_quantile(n - 1, level) / t_quantile(share.degrees_of_freedom, level);
        size = effective_size(share) * ratio * ratio;
    }
    size = std::min(n, size);
    return clopper_pearson(share.mean * size, size, level);
}

ConfidenceInterval logit(double p, double variance, double t) {
    if (p <= 0 || p >= 1) return everything;
    const double odds = std::log(p / (1 - p));
    const double reach = t * std::sqrt(variance) / (p * (1 - p));
    const auto share_of = [](double log_odds) { return 1 / (1 + std::exp(-log_odds)); };
    return {share_of(odds - reach), share_of(odds + reach)};
}

/// P(X >= x) when K of N are successes and n are drawn.
double upper_tail(std::uint64_t x, std::uint64_t n, std::uint64_t population, std::uint64_t K) {
    const std::uint64_t least = n + K > population ? n + K - population : 0;
    if (x <= least) return 1;
    if (x > std::min(n, K)) return 0;
    const boost::math::hypergeometric_distribution<double> drawn(
        static_cast<unsigned>(K), static_cast<unsigned>(n), static_cast<unsigned>(population));
    return boost::math::cdf(boost::math::complement(drawn, static_cast<double>(x - 1)));
}

}  // namespace

std::string_view interval_name(IntervalMethod method) {
    constexpr std::array<std::string_view, 5> names = {"wilson", "korn-graubard", "logit", "wald", "exact"};
    return names[static_cast<std::size_t>(method)];
}

double t_quantile(double freedom, double level) {
    const double tail = (1 - level) / 2;
    if (std::isinf(freedom))
        return boost::math::quantile(boost::math::complement(boost::math::normal(), tail));
    const boost::math::students_t t(std::max(1.0, freedom));
    return boost::math::quantile(boost::math::complement(t, tail));
}

double effective_size(const MeanEstimate& share) {
    const double spread = share.mean * (1 - share.mean);
    // A variance of 0 from a handful of units says nothing: the pooled size speaks alone.
    if (share.variance <= 0 || spread <= 0) return share.pooled_size;
    return std::min(share.pooled_size, spread / share.variance);
}

ConfidenceInterval share_interval(const MeanEstimate& share, IntervalMethod method, double level) {
    if (share.respondents == 0) return everything;
    if (share.is_census) return {share.mean, share.mean};
    const double t = t_quantile(share.degrees_of_freedom, level);
    switch (method) {
        case IntervalMethod::wilson:
        case IntervalMethod::exact:
            return wilson(share.mean, effective_size(share), t);
        case IntervalMethod::korn_graubard:
            return korn_graubard(share, level);
        case IntervalMethod::logit:
            return logit(share.mean, share.variance, t);
        case IntervalMethod::wald:
            break;
    }
    const ConfidenceInterval plain = t_interval(share.mean, share.variance, share.degrees_of_freedom, level);
    return clamped(plain.lower, plain.upper);
}

ConfidenceInterval t_interval(double value, double variance, double freedom, double level) {
    const double reach = t_quantile(freedom, level) * std::sqrt(variance);
    return {value - reach, value + reach};
}

ConfidenceInterval exact_interval(std::uint64_t successes, std::uint64_t drawn, std::uint64_t population,
                                  double level) {
    assert(successes <= drawn && drawn <= population && drawn > 0);
    const double alpha = (1 - level) / 2;
    const double size = static_cast<double>(population);
    // K lies between the successes seen and all but the failures seen. Both tails are monotone in K.
    const std::uint64_t least = successes;
    const std::uint64_t most = population - (drawn - successes);
    std::uint64_t low = least, high = most;
    while (low < high) {  // smallest K with P(X >= x) > alpha
        const std::uint64_t middle = low + (high - low) / 2;
        if (upper_tail(successes, drawn, population, middle) > alpha)
            high = middle;
        else
            low = middle + 1;
    }
    const std::uint64_t lower = low;
    low = least;
    high = most;
    while (low < high) {  // largest K with P(X <= x) > alpha
        const std::uint64_t middle = high - (high - low) / 2;
        if (1 - upper_tail(successes + 1, drawn, population, middle) > alpha)
            low = middle;
        else
            high = middle - 1;
    }
    return {static_cast<double>(lower) / size, static_cast<double>(low) / size};
}

ConfidenceInterval clopper_pearson(double successes, double size, double level) {
    const double alpha = (1 - level) / 2;
    ConfidenceInterval interval;
    if (successes > 0) {
        const boost::math::beta_distribution<double> below(successes, size - successes + 1);
        interval.lower = boost::math::quantile(below, alpha);
    }
    if (successes < size) {
        const boost::math::beta_distribution<double> above(successes + 1, size - successes);
        interval.upper = boost::math::quantile(boost::math::complement(above, alpha));
    }
    return interval;
}

}  // namespace tidu::survey
