// SPDX-License-Identifier: Apache-2.0
// Confidence intervals for shares from complex samples.
#pragma once

#include <cstdint>
#include <string_view>

#include "tidu/survey/estimate.h"

namespace tidu::survey {

struct ConfidenceInterval {
    double lower = 0;
    double upper = 1;
    double width() const { return upper - lower; }
};

enum class IntervalMethod {
    wilson,         ///< default: Wilson 1927 with n_eff = min(n_des, n_pool); Kott 2017, Franco et al. 2019
    korn_graubard,  ///< conservative: Clopper-Pearson with an effective size (Korn and Graubard 1998)
    logit,          ///< for comparison: log-odds +- t SE/(p(1-p))
    wald,           ///< only on request: p +- t SE
    exact,          ///< hypergeometric, where a domain is one simple random sample; Wilson elsewhere
};
/// `wilson`, `korn-graubard`, `logit`, `wald`, `exact`
std::string_view interval_name(IntervalMethod method);

/// Two-sided quantile of Student's t: P(|T| <= t) = level. `freedom` below 1 counts as 1 (and is flagged
/// elsewhere); infinite freedom gives the normal quantile.
double t_quantile(double freedom, double level);

/// min(n_des, n_pool): the size of the simple random sample that would be as precise. Infinite for a census.
double effective_size(const MeanEstimate& share);

/// Interval of a share. A census gives a point; an empty domain [0, 1]. `exact` is not for estimates of
/// complex samples and gives Wilson's: see `exact_interval`.
ConfidenceInterval share_interval(const MeanEstimate& share, IntervalMethod method, double level);

/// mean +- t SE, for scores and for changes.
ConfidenceInterval t_interval(double value, double variance, double freedom, double level);

/// The share x/n of one simple random sample: inverts the tails of the hypergeometric distribution for K and
/// gives K/N. Source: Buonaccorsi 1987; Wright 1991. x <= n <= N, n > 0. A census (n = N) gives a point.
ConfidenceInterval exact_interval(std::uint64_t successes, std::uint64_t drawn, std::uint64_t population,
                                  double level);

/// Clopper-Pearson for x successes (may be a fraction) in n: the core of Korn-Graubard.
ConfidenceInterval clopper_pearson(double successes, double size, double level);

}  // namespace tidu::survey
