// SPDX-License-Identifier: Apache-2.0
// Verdicts on policy targets: met, near, not met, not decided. What `targets` prints.
#include "tidu/survey/targets.h"

#include <algorithm>
#include <array>
#include <set>

namespace tidu::survey {
namespace {

constexpr double tolerance = 1e-9;  // as in every comparison with a threshold (spec section 2.7)

bool reaches(double figure, double target) {
    return figure >= target - tolerance;
}
bool exceeds(double figure, double target) {
    return figure > target + tolerance;
}

/// `a` of the whole interval: met when it holds for the lower end, not met when it fails for the upper one.
Standing by_ends(bool lower_holds, bool upper_holds) {
    if (lower_holds) return Standing::met;
    return upper_holds ? Standing::not_decided : Standing::not_met;
}

Standing judge_about(const ActualFigure& actual, double value, double near_value) {
    if (reaches(actual.lower, value)) return Standing::met;
    if (!reaches(actual.upper, near_value)) return Standing::not_met;
    return reaches(actual.lower, near_value) && !reaches(actual.upper, value) ? Standing::near
                                                                              : Standing::not_decided;
}

const ActualFigure* find_actual(const Actuals& actuals, const std::string& target, const std::string& city) {
    const auto found = actuals.find({target, city});
    return found == actuals.end() ? nullptr : &found->second;
}

void add_gap(TargetResult& result) {
    const Target& target = *result.target;
    if (!target.is_percent() || !result.actual->population || !target.value) return;
    const ConfidenceInterval interval{result.actual->lower / 100, result.actual->upper / 100};
    result.gap =
        gap_to_target(result.actual->value / 100, interval, *target.value / 100, *result.actual->population);
}

void add_p_value(TargetResult& result) {
    const Target& target = *result.target;
    if (!target.is_percent() || !target.value || !result.actual->effective_size) return;
    result.p_value =
        target_p_value(result.actual->value / 100, *target.value / 100, *result.actual->effective_size);
}

/// Takes back the verdicts on one target's cities that do not hold together.
void withhold_by_holm(std::span<TargetResult> cities, double level) {
    std::vector<TargetResult*> family;
    std::vector<double> p_values;
    for (TargetResult& city : cities)
        if (city.p_value) {
            family.push_back(&city);
            p_values.push_back(*city.p_value);
        }
    const std::vector<char> significant = holm_significant(p_values, level);
    for (std::size_t member = 0; member < family.size(); ++member) {
        TargetResult& city = *family[member];
        if (significant[member] || city.standing == Standing::not_decided) continue;
        city.standing = Standing::not_decided;
        city.is_withheld = true;
    }
}

void add_path(TargetResult& result, const Baselines& baselines, const TargetList& list, int year) {
    const Target& target = *result.target;
    const auto baseline = baselines.find({target.id, result.city});
    if (baseline == baselines.end() || target.kind != "cumulative" || !target.value) return;
    result.due =
        linear_path(baseline->second.value, baseline->second.year, *target.value, list.last_year, year);
    if (result.actual)
        result.on_path =
            by_ends(reaches(result.actual->lower, *result.due), reaches(result.actual->upper, *result.due));
}

/// The province's verdict on a target of each city: the worst of the cities'.
Standing join_cities(std::span<const TargetResult> cities, std::size_t wanted) {
    if (cities.empty()) return Standing::not_judged;
    bool undecided = cities.size() < wanted;
    for (const TargetResult& city : cities) {
        if (city.standing == Standing::not_met) return Standing::not_met;
        undecided = undecided || city.standing != Standing::met;
    }
    return undecided ? Standing::not_decided : Standing::met;
}

}  // namespace

const TargetGroup* TargetList::find_group(std::string_view group_id) const {
    for (const TargetGroup& group : groups)
        if (group.id == group_id) return &group;
    return nullptr;
}

std::string_view standing_name(Standing standing) {
    constexpr std::array<std::string_view, 5> names = {"met", "near", "not_met", "not_decided", "not_judged"};
    return names[static_cast<std::size_t>(standing)];
}

Standing judge_target(const ActualFigure& actual, const Target& target, double value, double near_share) {
    switch (target.compare) {
        case TargetCompare::above:
            return by_ends(exceeds(actual.lower, value), exceeds(actual.upper, value));
        case TargetCompare::about:
            return judge_about(actual, value, near_share * value);
        case TargetCompare::at_least:
        case TargetCompare::exactly:
        case TargetCompare::within:
            break;  // more than asked for is a surplus
    }
    return by_ends(reaches(actual.lower, value), reaches(actual.upper, value));
}

std::vector<TargetResult> judge_targets(const TargetList& list, const Actuals& actuals,
                                        const Baselines& baselines, const std::vector<std::string>& cities,
                                        int year, std::optional<double> family_level) {
    std::vector<TargetResult> results;
    for (const Target& target : list.targets) {
        std::vector<TargetResult> lines;
        const auto judge = [&](const std::string& city) {
            TargetResult& result = lines.emplace_back();
            result.target = &target;
            result.city = city;
            const ActualFigure* actual = find_actual(actuals, target.id, city);
            if (!actual) return;
            result.actual = *actual;
            if (target.value) result.standing = judge_target(*actual, target, *target.value, list.near_share);
            add_gap(result);
            add_p_value(result);
        };
        judge("");
        for (const std::string& city : cities)
            if (find_actual(actuals, target.id, city)) judge(city);
        if (family_level) withhold_by_holm(std::span(lines).subspan(1), *family_level);
        if (target.each_city)
            lines.front().standing = join_cities(std::span(lines).subspan(1), cities.size());
        for (TargetResult& result : lines)
            add_path(result, baselines, list, year);
        std::ranges::move(lines, std::back_inserter(results));
    }
    return results;
}

}  // namespace tidu::survey
