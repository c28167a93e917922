// SPDX-License-Identifier: Apache-2.0
// Two years of a drive side by side.
#include "tidu/survey/change_table.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "domain_key.h"

namespace tidu::survey {
namespace {

std::vector<CommonUnit> common_units(const SurveySample& before, const SurveySample& after) {
    std::unordered_map<std::string_view, std::uint32_t> earlier;
    for (std::uint32_t respondent = 0; respondent < before.ids.size(); ++respondent)
        earlier.emplace(before.ids[respondent], respondent);
    std::vector<CommonUnit> common;
    for (std::uint32_t respondent = 0; respondent < after.ids.size(); ++respondent)
        if (const auto found = earlier.find(after.ids[respondent]); found != earlier.end())
            common.push_back({found->second, respondent});
    return common;
}

/// Enterprises that stand in both frames and in a stratum of the same key, by key.
std::optional<std::map<std::string, std::uint64_t>> count_in_both_frames(const DriveYear& before,
                                                                         const DriveYear& after,
                                                                         Diagnostics& diagnostics) {
    const auto old_strata = assign_strata(*before.registry, *before.plan, diagnostics);
    const auto new_strata = assign_strata(*after.registry, *after.plan, diagnostics);
    if (!old_strata || !new_strata) return std::nullopt;
    std::map<std::string, std::uint64_t> counts;
    const TextTable &old_units = before.registry->units, &new_units = after.registry->units;
    std::size_t old_row = 0, new_row = 0;
    while (old_row < old_units.row_count() && new_row < new_units.row_count()) {
        const int order = old_units.cell(old_row, before.registry->id_column)
                              .compare(new_units.cell(new_row, after.registry->id_column));
        if (order == 0) {
            const std::string& key = after.plan->strata[(*new_strata)[new_row]].key;
            if (before.plan->strata[(*old_strata)[old_row]].key == key) ++counts[key];
        }
        if (order <= 0) ++old_row;
        if (order >= 0) ++new_row;
    }
    return counts;
}

/// Strata of the same key in both years.
std::optional<std::vector<CommonStratum>> common_strata(const DriveYear& before, const DriveYear& after,
                                                        Diagnostics& diagnostics) {
    std::map<std::string, std::uint64_t> in_both;
    if (before.registry && after.registry) {
        auto counts = count_in_both_frames(before, after, diagnostics);
        if (!counts) return std::nullopt;
        in_both = std::move(*counts);
    }
    std::unordered_map<std::string_view, std::uint32_t> earlier;
    for (std::uint32_t stratum = 0; stratum < before.sample->design.strata.size(); ++stratum)
        earlier.emplace(before.sample->design.strata[stratum].key, stratum);
    std::vector<CommonStratum> common;
    for (std::uint32_t stratum = 0; stratum < after.sample->design.strata.size(); ++stratum) {
        const std::string& key = after.sample->design.strata[stratum].key;
        if (const auto found = earlier.find(key); found != earlier.end())
            common.push_back({found->second, stratum, in_both[key]});
    }
    return common;
}

/// Estimate and linearised values of one domain and measure; nothing where nobody has a value.
std::optional<YearEstimate> estimate_year(const DriveYear& year, const std::vector<std::uint32_t>& members,
                                          const Measure& measure) {
    std::vector<double> y;
    for (const std::optional<double>& value : measure.values)
        y.push_back(value.value_or(0));
    std::vector<std::uint32_t> domain;
    for (std::uint32_t member : members)
        if (measure.values[member]) domain.push_back(member);
    if (domain.empty()) return std::nullopt;
    const SurveySample& sample = *year.sample;
    YearEstimate estimate{
        &sample.design, &sample.respondents, estimate_mean(sample.design, sample.respondents, domain, y), {}};
    estimate.values = linearise_mean(domain, y, estimate.mean);
    return estimate;
}

/// A change is no surer than the shares that it is between.
void judge_change(ChangeRow& row, const TableOptions& options) {
    const auto judge = [&](const MeanEstimate& share) {
        return judge_reliability(share, share_interval(share, options.method, options.confidence),
                                 options.reliability);
    };
    row.reliability = worse_of(judge(row.before), judge(row.after));
    const std::size_t fewest = std::min(row.before.respondents, row.after.respondents);
    row.is_hidden = !row.domain.empty() && fewest < options.disclosure_minimum;
}

}  // namespace

std::optional<std::vector<ChangeRow>> change_table(const DriveYear& before, const DriveYear& after,
                                                   const std::vector<std::string>& columns,
                                                   const TableOptions& options, Diagnostics& diagnostics) {
    const auto old_domains = respondents_by_domain(*before.sample, *before.results, columns, diagnostics);
    const auto new_domains = respondents_by_domain(*after.sample, *after.results, columns, diagnostics);
    if (!old_domains || !new_domains) return std::nullopt;
    const auto strata = common_strata(before, after, diagnostics);
    if (!strata) return std::nullopt;
    const std::vector<CommonUnit> units = common_units(*before.sample, *after.sample);
    std::vector<ChangeRow> rows;
    for (const auto& [key, members] : *new_domains) {
        const auto earlier = old_domains->find(key);
        if (earlier == old_domains->end()) continue;
        for (const Measure& measure : after.measures) {
            const auto old_measure = std::ranges::find(before.measures, measure.name, &Measure::name);
            if (old_measure == before.measures.end()) continue;
            const auto first = estimate_year(before, earlier->second, *old_measure);
            const auto second = estimate_year(after, members, measure);
            if (!first || !second) continue;
            ChangeRow row{split_domain(key, columns.size()),
                          measure.name,
                          first->mean,
                          second->mean,
                          estimate_change(*first, *second, units, *strata),
                          {},
                          {},
                          false};
            row.interval = t_interval(row.change.change, row.change.variance, row.change.degrees_of_freedom,
                                      options.confidence);
            judge_change(row, options);
            rows.push_back(std::move(row));
        }
    }
    return rows;
}

}  // namespace tidu::survey
