// SPDX-License-Identifier: Apache-2.0
// A drawn sample and what came of it: strata, nonresponse classes, weights. Estimates start from here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tidu::survey {

/// What became of a drawn enterprise.
enum class Outcome : std::uint8_t {
    complete,
    refused,
    not_reached,   ///< eligibility unknown
    closed,        ///< ineligible: no longer exists
    out_of_scope,  ///< ineligible: not above scale, not industrial ...
    duplicate,     ///< ineligible: another entry of the list is the same enterprise
    successor,     ///< lives on under another code; complete when the successor answered, else like
                   ///< `not_reached`
    silent,        ///< nothing was heard and no reason recorded; counts as an eligible nonrespondent
};

/// The word of an outcome in files: `complete`, `refused`, `not_reached` ...
std::string_view outcome_name(Outcome outcome);
std::optional<Outcome> parse_outcome(std::string_view name);

enum class ResponseStatus : std::uint8_t { respondent, nonrespondent, unknown_eligibility, ineligible };
ResponseStatus status_of(Outcome outcome, bool successor_answered = false);

/// One stratum: its units in the frame and what came of the drawn ones.
struct SampleStratum {
    std::string key;
    std::string city;              ///< strata of one unit are merged only inside a city
    std::string group;             ///< nonresponse class it falls back to (city x size)
    std::uint64_t population = 0;  ///< N_h
    std::uint64_t respondents = 0;
    std::uint64_t nonrespondents = 0;  ///< eligible
    std::uint64_t unknown = 0;         ///< of unknown eligibility
    std::uint64_t ineligible = 0;      ///< stay in n_h, count 0, reduce the estimated population

    std::uint64_t drawn() const { return respondents + nonrespondents + unknown + ineligible; }
    bool is_take_all() const { return drawn() == population; }
    void count(ResponseStatus status);
};

/// Enterprises that stand for each other when some do not answer: a stratum or a collapsed group of strata.
struct ResponseClass {
    std::string key;
    bool collapsed = false;  ///< more than one stratum, because one had too few respondents
    std::uint64_t respondents = 0;
    double eligibility_share =
        1;                     ///< e: eligible share of those of known eligibility, applied to the unknown
    double response_rate = 1;  ///< phi_c = sum_resp d / sum_eligible d
    double eligible = 0;       ///< eligible drawn units, the unknown counted by e
};

/// Strata that share one variance: one stratum, or several because one of them had a single drawn unit.
struct VarianceStratum {
    std::vector<std::uint32_t> strata;
    std::uint64_t population = 0;
    std::uint64_t drawn = 0;
    bool is_take_all() const { return drawn == population; }
};

enum class OneUnitRule {
    merge,  ///< with the next stratum of the same city in key order (collapsed strata, Cochran 1977 sec.
            ///< 5A.12)
    stop,
};

/// When a stratum may be a nonresponse class of its own.
struct ClassRule {
    std::uint64_t least_respondents = 5;
    double least_rate = 0.5;
};

/// A sample ready for estimation. Strata are in key order.
struct SampleDesign {
    std::vector<SampleStratum> strata;
    std::vector<ResponseClass> classes;
    std::vector<std::uint32_t> class_of;  ///< by stratum
    std::vector<VarianceStratum> variance_strata;
    std::vector<std::uint32_t> variance_stratum_of;  ///< by stratum

    // Why no design could be made; all empty when it can be used.
    std::vector<std::uint32_t> unsampled;      ///< strata with units but without a drawn one
    std::vector<std::uint32_t> empty_classes;  ///< classes without a respondent after collapsing
    std::vector<std::uint32_t> lonely;         ///< strata of one drawn unit that found no partner (or `stop`)
    bool is_usable() const { return unsampled.empty() && empty_classes.empty() && lonely.empty(); }

    /// d = N_h / n_h
    double base_weight(std::uint32_t stratum) const;
    /// w = d / phi_c: how many eligible enterprises a respondent of the stratum stands for.
    double response_weight(std::uint32_t stratum) const;
};

/// Forms nonresponse classes and variance strata.
/// A group in which a stratum has fewer respondents than the rule wants, or a lower rate, becomes one class.
/// Source: Little and Vartivarian 2003; Lohr sec. 8.5; Kalton and Flores-Cervantes 2003; AAPOR for the
/// eligibility share.
SampleDesign make_design(std::vector<SampleStratum> strata, OneUnitRule one_unit = OneUnitRule::merge,
                         ClassRule rule = {});

/// Kish's loss by unequal weights, 1 + cv^2(w) (Kish 1965). 1 for equal weights; 0 without weights.
double kish_loss(std::span<const double> weights);

}  // namespace tidu::survey
