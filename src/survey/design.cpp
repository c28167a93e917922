// SPDX-License-Identifier: Apache-2.0
// From counts by stratum to weights: nonresponse classes and strata merged for their variance.
// Stands between the answers that came in and every estimate. Method: docs/methods/estimation.md.
#include "tidu/survey/design.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <map>

#include "compensated_sum.h"

namespace tidu::survey {
namespace {

constexpr std::array<std::string_view, 8> outcome_names = {
    "complete", "refused", "not_reached", "closed", "out_of_scope", "duplicate", "successor", "silent"};

/// Sums over the strata of one class, weighted by d.
struct ClassTally {
    std::vector<std::uint32_t> strata;
    double respondents = 0, eligible_known = 0, ineligible = 0, unknown = 0;
    std::uint64_t respondent_count = 0, eligible_count = 0, unknown_count = 0;

    void add(const SampleDesign& design, std::uint32_t stratum) {
        const SampleStratum& of = design.strata[stratum];
        const double d = design.base_weight(stratum);
        strata.push_back(stratum);
        respondents += d * static_cast<double>(of.respondents);
        eligible_known += d * static_cast<double>(of.respondents + of.nonrespondents);
        ineligible += d * static_cast<double>(of.ineligible);
        unknown += d * static_cast<double>(of.unknown);
        respondent_count += of.respondents;
        eligible_count += of.respondents + of.nonrespondents;
        unknown_count += of.unknown;
    }
    double eligibility_share() const {
        const double known = eligible_known + ineligible;
        return known > 0 ? eligible_known / known : 1;
    }
    double response_rate() const {
        const double eligible = eligible_known + eligibility_share() * unknown;
        return eligible > 0 ? respondents / eligible : 1;
    }
    /// A class whose drawn units all turned out ineligible needs no respondent: there is nobody to stand for.
    bool has_nobody() const { return eligible_count == 0 && unknown_count == 0; }
    bool is_too_thin(const ClassRule& rule) const {
        if (has_nobody()) return false;
        // Full response needs no neighbours, however small the stratum.
        if (respondent_count == eligible_count && unknown_count == 0) return false;
        return respondent_count < rule.least_respondents || response_rate() < rule.least_rate;
    }
};

void add_class(SampleDesign& design, const ClassTally& tally, std::string key) {
    const auto number = static_cast<std::uint32_t>(design.classes.size());
    ResponseClass made;
    made.key = std::move(key);
    made.collapsed = tally.strata.size() > 1;
    made.respondents = tally.respondent_count;
    made.eligibility_share = tally.eligibility_share();
    made.response_rate = tally.response_rate();
    made.eligible = static_cast<double>(tally.eligible_count) +
                    made.eligibility_share * static_cast<double>(tally.unknown_count);
    if (tally.respondent_count == 0 && !tally.has_nobody()) design.empty_classes.push_back(number);
    design.classes.push_back(std::move(made));
    for (std::uint32_t stratum : tally.strata)
        design.class_of[stratum] = number;
}

void form_classes(SampleDesign& design, const ClassRule& rule) {
    design.class_of.resize(design.strata.size());
    std::map<std::string, std::vector<std::uint32_t>> groups;
    for (std::uint32_t stratum = 0; stratum < design.strata.size(); ++stratum)
        groups[design.strata[stratum].group].push_back(stratum);
    for (const auto& [group, members] : groups) {
        std::vector<ClassTally> alone(members.size());
        ClassTally together;
        for (std::size_t member = 0; member < members.size(); ++member) {
            alone[member].add(design, members[member]);
            together.add(design, members[member]);
        }
        const bool collapse = std::any_of(alone.begin(), alone.end(),
                                          [&](const ClassTally& tally) { return tally.is_too_thin(rule); });
        if (collapse && members.size() > 1) {
            add_class(design, together, group);
            continue;
        }
        for (const ClassTally& tally : alone)
            add_class(design, tally, design.strata[tally.strata.front()].key);
    }
}

bool needs_partner(const VarianceStratum& stratum) {
    return stratum.drawn == 1 && stratum.population > 1;
}

/// Strata of one drawn unit join the next stratum of their city, the last one the stratum before it.
/// Take-all strata have no variance to lend and are passed over.
void merge_one_unit_strata(SampleDesign& design, std::span<const std::uint32_t> city, OneUnitRule rule) {
    std::vector<VarianceStratum> merged;
    std::vector<VarianceStratum> untouched;
    for (std::uint32_t number : city) {
        const SampleStratum& stratum = design.strata[number];
        VarianceStratum single{{number}, stratum.population, stratum.drawn()};
        if (single.is_take_all()) {
            untouched.push_back(std::move(single));
            continue;
        }
        if (rule == OneUnitRule::merge && !merged.empty() && needs_partner(merged.back())) {
            merged.back().strata.push_back(number);
            merged.back().population += single.population;
            merged.back().drawn += single.drawn;
        } else {
            merged.push_back(std::move(single));
        }
    }
    if (rule == OneUnitRule::merge && merged.size() > 1 && needs_partner(merged.back())) {
        VarianceStratum last = std::move(merged.back());
        merged.pop_back();
        merged.back().strata.insert(merged.back().strata.end(), last.strata.begin(), last.strata.end());
        merged.back().population += last.population;
        merged.back().drawn += last.drawn;
    }
    for (auto* list : {&merged, &untouched})
        for (VarianceStratum& stratum : *list) {
            if (needs_partner(stratum)) design.lonely.push_back(stratum.strata.front());
            for (std::uint32_t number : stratum.strata)
                design.variance_stratum_of[number] =
                    static_cast<std::uint32_t>(design.variance_strata.size());
            design.variance_strata.push_back(std::move(stratum));
        }
}

void form_variance_strata(SampleDesign& design, OneUnitRule rule) {
    design.variance_stratum_of.resize(design.strata.size());
    std::map<std::string, std::vector<std::uint32_t>> cities;
    for (std::uint32_t stratum = 0; stratum < design.strata.size(); ++stratum)
        cities[design.strata[stratum].city].push_back(stratum);
    for (const auto& [city, members] : cities)
        merge_one_unit_strata(design, members, rule);
}

}  // namespace

std::string_view outcome_name(Outcome outcome) {
    return outcome_names[static_cast<std::size_t>(outcome)];
}

std::optional<Outcome> parse_outcome(std::string_view name) {
    const auto* found = std::find(outcome_names.begin(), outcome_names.end(), name);
    if (found == outcome_names.end()) return std::nullopt;
    return static_cast<Outcome>(found - outcome_names.begin());
}

ResponseStatus status_of(Outcome outcome, bool successor_answered) {
    switch (outcome) {
        case Outcome::complete:
            return ResponseStatus::respondent;
        case Outcome::refused:
        case Outcome::silent:
            return ResponseStatus::nonrespondent;
        case Outcome::not_reached:
            return ResponseStatus::unknown_eligibility;
        case Outcome::closed:
        case Outcome::out_of_scope:
        case Outcome::duplicate:
            return ResponseStatus::ineligible;
        case Outcome::successor:
            return successor_answered ? ResponseStatus::respondent : ResponseStatus::unknown_eligibility;
    }
    return ResponseStatus::nonrespondent;
}

void SampleStratum::count(ResponseStatus status) {
    switch (status) {
        case ResponseStatus::respondent:
            ++respondents;
            break;
        case ResponseStatus::nonrespondent:
            ++nonrespondents;
            break;
        case ResponseStatus::unknown_eligibility:
            ++unknown;
            break;
        case ResponseStatus::ineligible:
            ++ineligible;
            break;
    }
}

double SampleDesign::base_weight(std::uint32_t stratum) const {
    return static_cast<double>(strata[stratum].population) / static_cast<double>(strata[stratum].drawn());
}

double SampleDesign::response_weight(std::uint32_t stratum) const {
    return base_weight(stratum) / classes[class_of[stratum]].response_rate;
}

SampleDesign make_design(std::vector<SampleStratum> strata, OneUnitRule one_unit, ClassRule rule) {
    SampleDesign design;
    design.strata = std::move(strata);
    std::sort(design.strata.begin(), design.strata.end(),
              [](const SampleStratum& a, const SampleStratum& b) { return a.key < b.key; });
    for (std::uint32_t stratum = 0; stratum < design.strata.size(); ++stratum)
        if (design.strata[stratum].drawn() == 0) design.unsampled.push_back(stratum);
    if (!design.unsampled.empty()) return design;
    form_classes(design, rule);
    form_variance_strata(design, one_unit);
    return design;
}

double kish_loss(std::span<const double> weights) {
    CompensatedSum sum, squares;
    for (double weight : weights) {
        sum.add(weight);
        squares.add(weight * weight);
    }
    if (sum.value() <= 0) return 0;
    return static_cast<double>(weights.size()) * squares.value() / (sum.value() * sum.value());
}

}  // namespace tidu::survey
