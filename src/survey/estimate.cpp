// SPDX-License-Identifier: Apache-2.0
// Weighted means of domains and their Taylor variance. Everything that is published with an interval passes
// here. Method: docs/methods/estimation.md.
#include "tidu/survey/estimate.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

#include "compensated_sum.h"

namespace tidu::survey {
namespace {

double square(double x) {
    return x * x;
}

/// Sums of linearised values, by stratum and by class.
struct LinearSums {
    std::vector<double> sum;                  ///< by stratum
    std::vector<std::uint64_t> count;         ///< named values by stratum
    std::vector<std::vector<double>> values;  ///< by stratum, in the order named
    std::vector<double> class_mean;           ///< weighted respondent mean of g, by class
    std::vector<char> class_touched;

    LinearSums(const SampleDesign& design, const Respondents& respondents, std::span<const LinearValue> named)
        : sum(design.strata.size()),
          count(design.strata.size()),
          values(design.strata.size()),
          class_mean(design.classes.size()),
          class_touched(design.classes.size()) {
        for (const LinearValue& value : named) {
            const std::uint32_t stratum = respondents.stratum[value.respondent];
            sum[stratum] += value.value;
            ++count[stratum];
            values[stratum].push_back(value.value);
            class_touched[design.class_of[stratum]] = 1;
        }
        std::vector<double> weight(design.classes.size());
        for (std::uint32_t stratum = 0; stratum < design.strata.size(); ++stratum) {
            const std::uint32_t in_class = design.class_of[stratum];
            const double d = design.base_weight(stratum);
            class_mean[in_class] += d * sum[stratum];
            weight[in_class] += d * static_cast<double>(design.strata[stratum].respondents);
        }
        for (std::size_t in_class = 0; in_class < class_mean.size(); ++in_class)
            if (weight[in_class] > 0) class_mean[in_class] /= weight[in_class];
    }
};

/// A class's part in u_i = mean + R_i (g_i - mean)/phi: what a respondent's residual is multiplied by.
struct ResidualScale {
    double first = 1;   ///< in u, with the small-sample factor sqrt(r(n-1)/((r-1)n))
    double second = 0;  ///< in V_2, (1-phi)/phi^2 r/(r-1)

    explicit ResidualScale(const ResponseClass& of) {
        const double phi = of.response_rate;
        const double r = static_cast<double>(of.respondents);
        const double n = of.eligible;
        const bool has_pairs = r > 1 && n > 1;
        first = (has_pairs ? std::sqrt(r * (n - 1) / ((r - 1) * n)) : 1) / phi;
        second = (1 - phi) / square(phi) * (has_pairs ? r / (r - 1) : 1);
    }
};

/// Calls visit(value, how many drawn units have it) for z = d u of every drawn unit of a stratum.
template <typename Visit>
void visit_expanded_values(const SampleDesign& design, const LinearSums& sums, std::uint32_t number,
                           const Visit& visit) {
    const SampleStratum& stratum = design.strata[number];
    const ResponseClass& in_class = design.classes[design.class_of[number]];
    const double mean = sums.class_mean[design.class_of[number]];
    const double scale = ResidualScale(in_class).first;
    const double d = design.base_weight(number);
    for (double value : sums.values[number])
        visit(d * (mean + scale * (value - mean)), 1.0);
    visit(d * (mean - scale * mean), static_cast<double>(stratum.respondents - sums.count[number]));
    visit(d * mean, static_cast<double>(stratum.nonrespondents));
    visit(d * mean * in_class.eligibility_share, static_cast<double>(stratum.unknown));
    visit(0.0, static_cast<double>(stratum.ineligible));
}

double sampling_variance(const SampleDesign& design, const LinearSums& sums, const VarianceStratum& merged) {
    if (merged.is_take_all()) return 0;
    const double n = static_cast<double>(merged.drawn);
    double sum = 0;
    for (std::uint32_t number : merged.strata)
        visit_expanded_values(design, sums, number, [&](double z, double units) { sum += z * units; });
    const double mean = sum / n;
    double squares = 0;
    for (std::uint32_t number : merged.strata)
        visit_expanded_values(design, sums, number,
                              [&](double z, double units) { squares += units * square(z - mean); });
    const double fraction = n / static_cast<double>(merged.population);
    return (1 - fraction) * n / (n - 1) * squares;
}

double response_variance(const SampleDesign& design, const LinearSums& sums, std::uint32_t number) {
    const ResponseClass& in_class = design.classes[design.class_of[number]];
    if (in_class.response_rate >= 1) return 0;
    const double mean = sums.class_mean[design.class_of[number]];
    double squares =
        static_cast<double>(design.strata[number].respondents - sums.count[number]) * square(mean);
    for (double value : sums.values[number])
        squares += square(value - mean);
    return design.base_weight(number) * ResidualScale(in_class).second * squares;
}

/// What post-stratification leaves of g: a_i (g_i - weighted mean of its post-stratum), for every member of
/// the post-strata touched.
std::vector<LinearValue> post_stratified(const Respondents& respondents,
                                         std::span<const LinearValue> values) {
    std::vector<double> dense(respondents.size());
    std::vector<char> touched(respondents.post_members.size());
    for (const LinearValue& value : values) {
        dense[value.respondent] = value.value;
        touched[respondents.post_stratum[value.respondent]] = 1;
    }
    std::vector<LinearValue> residuals;
    for (std::size_t post = 0; post < touched.size(); ++post) {
        if (!touched[post]) continue;
        double sum = 0, weight = 0;
        for (std::uint32_t member : respondents.post_members[post]) {
            sum += respondents.weight[member] * dense[member];
            weight += respondents.weight[member];
        }
        const double mean = sum / weight;
        for (std::uint32_t member : respondents.post_members[post])
            residuals.push_back({member, respondents.post_factor[member] * (dense[member] - mean)});
    }
    return residuals;
}

/// Weight and number of the domain's respondents by stratum.
struct DomainStrata {
    std::vector<double> weight;
    std::vector<std::uint64_t> count;
    std::vector<std::uint32_t> touched;  ///< strata, in the order met

    DomainStrata(const SampleDesign& design, const Respondents& respondents,
                 std::span<const std::uint32_t> domain)
        : weight(design.strata.size()), count(design.strata.size()) {
        for (std::uint32_t respondent : domain) {
            const std::uint32_t stratum = respondents.stratum[respondent];
            if (count[stratum]++ == 0) touched.push_back(stratum);
            weight[stratum] += respondents.weight[respondent];
        }
        std::sort(touched.begin(), touched.end());
    }
};

bool is_known_in_full(const SampleDesign& design, std::uint32_t stratum) {
    return design.strata[stratum].is_take_all() &&
           design.classes[design.class_of[stratum]].response_rate >= 1;
}

double degrees_of_freedom(const SampleDesign& design, const DomainStrata& strata) {
    std::vector<std::uint64_t> merged(design.variance_strata.size());
    for (std::uint32_t stratum : strata.touched)
        if (!is_known_in_full(design, stratum))
            merged[design.variance_stratum_of[stratum]] += strata.count[stratum];
    double freedom = 0;
    for (std::uint64_t count : merged)
        if (count > 0) freedom += static_cast<double>(count - 1);
    return freedom;
}

/// 1/c2 with c2 = sum_h (sum w)^2/N_d^2 (1 - f_h)/n_hd: the size of a simple random sample that would know a
/// share of p(1-p) in every stratum as well (facts 6.5). f_h is the share of the domain's enterprises that
/// answered.
double pooled_size(const DomainStrata& strata, double population) {
    double c2 = 0;
    for (std::uint32_t stratum : strata.touched) {
        const double n = static_cast<double>(strata.count[stratum]);
        const double unseen = std::max(0.0, 1 - n / strata.weight[stratum]);
        c2 += square(strata.weight[stratum] / population) * unseen / n;
    }
    constexpr double rounding = 1e-15;  // of weights such as N/n in strata taken whole
    return c2 > rounding ? 1 / c2 : std::numeric_limits<double>::infinity();
}

}  // namespace

Respondents weigh_respondents(const SampleDesign& design, std::vector<std::uint32_t> stratum) {
    Respondents respondents;
    respondents.stratum = std::move(stratum);
    respondents.weight.reserve(respondents.size());
    for (std::uint32_t number : respondents.stratum)
        respondents.weight.push_back(design.response_weight(number));
    return respondents;
}

std::vector<std::uint32_t> post_stratify(std::span<const std::uint32_t> post_stratum_of,
                                         std::span<const double> frame_counts, Respondents& respondents) {
    assert(post_stratum_of.size() == respondents.size());
    std::vector<std::vector<std::uint32_t>> members(frame_counts.size());
    std::vector<CompensatedSum> weight(frame_counts.size());
    for (std::uint32_t respondent = 0; respondent < respondents.size(); ++respondent) {
        members[post_stratum_of[respondent]].push_back(respondent);
        weight[post_stratum_of[respondent]].add(respondents.weight[respondent]);
    }
    std::vector<std::uint32_t> empty;
    for (std::uint32_t post = 0; post < frame_counts.size(); ++post)
        if (frame_counts[post] > 0 && members[post].empty()) empty.push_back(post);
    if (!empty.empty()) return empty;
    respondents.post_stratum.assign(post_stratum_of.begin(), post_stratum_of.end());
    respondents.post_members = std::move(members);
    respondents.post_factor.resize(respondents.size());
    for (std::uint32_t respondent = 0; respondent < respondents.size(); ++respondent) {
        const std::uint32_t post = post_stratum_of[respondent];
        respondents.post_factor[respondent] = frame_counts[post] / weight[post].value();
        respondents.weight[respondent] *= respondents.post_factor[respondent];
    }
    return {};
}

double variance_of_total(const SampleDesign& design, const Respondents& respondents,
                         std::span<const LinearValue> values) {
    std::vector<LinearValue> residuals;
    if (!respondents.post_members.empty()) {
        residuals = post_stratified(respondents, values);
        values = residuals;
    }
    const LinearSums sums(design, respondents, values);
    CompensatedSum variance;
    for (const VarianceStratum& merged : design.variance_strata) {
        const bool touched = std::any_of(
            merged.strata.begin(), merged.strata.end(),
            [&](std::uint32_t number) { return sums.class_touched[design.class_of[number]] != 0; });
        if (touched) variance.add(sampling_variance(design, sums, merged));
    }
    for (std::uint32_t stratum = 0; stratum < design.strata.size(); ++stratum)
        if (sums.class_touched[design.class_of[stratum]])
            variance.add(response_variance(design, sums, stratum));
    return variance.value();
}

std::vector<LinearValue> linearise_mean(std::span<const std::uint32_t> domain, std::span<const double> y,
                                        const MeanEstimate& estimate) {
    std::vector<LinearValue> values;
    values.reserve(domain.size());
    for (std::uint32_t respondent : domain)
        values.push_back({respondent, (y[respondent] - estimate.mean) / estimate.population});
    return values;
}

MeanEstimate estimate_mean(const SampleDesign& design, const Respondents& respondents,
                           std::span<const std::uint32_t> domain, std::span<const double> y,
                           std::optional<double> known_population) {
    MeanEstimate estimate;
    estimate.respondents = domain.size();
    if (domain.empty()) return estimate;
    CompensatedSum population, total;
    for (std::uint32_t respondent : domain) {
        population.add(respondents.weight[respondent]);
        total.add(respondents.weight[respondent] * y[respondent]);
    }
    estimate.population = population.value();
    estimate.mean = total.value() / population.value();
    const DomainStrata strata(design, respondents, domain);
    estimate.degrees_of_freedom = degrees_of_freedom(design, strata);
    estimate.is_census =
        std::all_of(strata.touched.begin(), strata.touched.end(),
                    [&](std::uint32_t stratum) { return is_known_in_full(design, stratum); });
    estimate.pooled_size = estimate.is_census ? std::numeric_limits<double>::infinity()
                                              : pooled_size(strata, estimate.population);
    const std::vector<LinearValue> centred = linearise_mean(domain, y, estimate);
    estimate.variance = variance_of_total(design, respondents, centred);
    if (known_population) {
        estimate.total = *known_population * estimate.mean;
        estimate.total_variance = square(*known_population) * estimate.variance;
        return estimate;
    }
    std::vector<LinearValue> plain;
    plain.reserve(domain.size());
    for (std::uint32_t respondent : domain)
        plain.push_back({respondent, y[respondent]});
    estimate.total = total.value();
    estimate.total_variance = variance_of_total(design, respondents, plain);
    return estimate;
}

}  // namespace tidu::survey
