// SPDX-License-Identifier: Apache-2.0
// The plan of a drive: how many enterprises of which stratum, and how precise that will be.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tidu/survey/allocation.h"
#include "tidu/survey/rate.h"
#include "tidu/survey/registry.h"
#include "tidu/survey/system_version.h"
#include "tidu/text/diagnostic.h"

namespace tidu::survey {

enum class AllocationMethod { proportional, neyman, power };
/// `proportional`, `neyman`, `power`; `hill`, `largest-remainder`
std::string_view method_name(AllocationMethod method);
std::string_view rule_name(AllocationRule rule);

/// Strata whose `column` has this value are drawn whole.
struct TakeAllRule {
    std::string column;
    std::string value;
};

/// A level of the ladder and the share of enterprises expected on it or above, for the design report.
struct ExpectedLevel {
    std::string level;
    double share = 0.5;
};

struct PlanOptions {
    Rate rate{1, 10};                                        ///< at least this share of every city
    std::vector<std::string> strata = {"industry", "size"};  ///< within each city
    std::uint64_t minimum = 2;                               ///< per stratum
    std::vector<TakeAllRule> take_all = {{"size", "large"}};
    AllocationMethod method = AllocationMethod::proportional;
    Rate exponent{1, 2};  ///< q of power allocation
    AllocationRule rule = AllocationRule::equal_proportions;
    std::vector<ExpectedLevel> expected = {
        {"basic", 0.5}, {"advanced", 0.1}, {"excellent", 0.05}, {"leading", 0.01}};
    double confidence = 0.95;
};

/// What last year's results say of one stratum: answers that came in, and those on the declared level or
/// above.
struct StratumHistory {
    std::uint64_t respondents = 0;
    std::uint64_t successes = 0;
};
/// By stratum key.
using History = std::map<std::string, StratumHistory, std::less<>>;

struct StratumPlan {
    std::string key;  ///< `320500|34|large`: city and strata values
    std::string city;
    std::string group;                ///< nonresponse class it falls back to: city and size, or the city
    std::vector<std::string> values;  ///< of the plan's columns, city first
    std::uint64_t population = 0;
    std::uint64_t minimum = 0;
    std::uint64_t maximum = 0;
    std::uint64_t weight = 0;  ///< A_h in millionths
    std::uint64_t size = 0;    ///< n_h
    double exact = 0;          ///< real-valued optimum, for comparison
    bool take_all = false;
};

struct CityPlan {
    std::string city;
    std::uint64_t population = 0;
    std::uint64_t required = 0;  ///< ceil(rate N)
    std::uint64_t size = 0;
    bool raised_by_minimums = false;
    std::vector<double> half_widths;  ///< expected, one per expected level
};

struct SamplePlan {
    PlanOptions options;
    std::vector<std::string> columns;  ///< that make strata; `city` first, or `stratum` for a plain table
    std::string registry_sha256;       ///< empty: from a table of strata
    UnitIds ids = UnitIds::credit_code;
    std::optional<SystemVersion> system;  ///< the plan's levels are its; absent: made without one
    std::uint64_t population = 0;
    std::vector<StratumPlan> strata;  ///< in key order
    std::vector<CityPlan> cities;     ///< in the order of their codes
    std::vector<double> half_widths;  ///< of the whole population

    std::uint64_t size() const;
};

/// Plans a sample of a checked registry. `history` is needed by Neyman allocation and used for the expected
/// shares of its level. Empty exactly when an error was reported: a column that is not there, a stratum
/// without a value.
std::optional<SamplePlan> plan_sample(const Registry& registry, UnitIds ids, const PlanOptions& options,
                                      const History& history, Diagnostics& diagnostics);

/// Plans from a table of strata before any registry exists: `stratum`, `N`, and if wanted `city`, `weight`,
/// `min`, `max`. Without `city` the whole table is one city.
std::optional<SamplePlan> plan_from_strata(const TextTable& table, const PlanOptions& options,
                                           Diagnostics& diagnostics);

/// Number of the stratum of each row of the registry, by the plan's columns. Empty when the registry has a
/// stratum the plan does not know or lacks a column (reported).
std::optional<std::vector<std::uint32_t>> assign_strata(const Registry& registry, const SamplePlan& plan,
                                                        Diagnostics& diagnostics);

}  // namespace tidu::survey
