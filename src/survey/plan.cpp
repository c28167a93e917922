// SPDX-License-Identifier: Apache-2.0
// From a registry or a table of strata to sizes: `sample plan`. Method: docs/methods/sampling.md.
#include "tidu/survey/plan.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "need_column.h"
#include "phrases.h"
#include "rules.h"
#include "tidu/survey/precision.h"
#include "tidu/text/number.h"

namespace tidu::survey {
namespace {

constexpr char key_separator = '|';

/// Writes the key of one row into `key`, which is used again and again.
void join_key(const TextTable& units, std::size_t row, const std::vector<std::size_t>& columns,
              std::string& key) {
    key.clear();
    for (std::size_t column : columns) {
        if (!key.empty() || column != columns.front()) key += key_separator;
        key += units.cell(row, column);
    }
}

std::optional<std::vector<std::size_t>> find_columns(const Registry& registry,
                                                     const std::vector<std::string>& names,
                                                     Diagnostics& diagnostics) {
    std::vector<std::size_t> columns;
    for (const std::string& name : names) {
        const auto column = need_column(registry.units, name, diagnostics);
        if (!column) return std::nullopt;
        columns.push_back(*column);
    }
    return columns;
}

/// Every stratum needs a value in every column: an empty key would quietly become a stratum of its own.
bool check_values(const Registry& registry, std::size_t row, const std::vector<std::size_t>& columns,
                  Diagnostics& diagnostics) {
    for (std::size_t column : columns) {
        const std::string_view value = registry.units.cell(row, column);
        if (!value.empty() && value.find(key_separator) == std::string_view::npos) continue;
        diagnostics.add({Severity::error,
                         rules::stratum_key,
                         say(phrases::stratum_value, registry.units.headings[column], value),
                         registry.units.place(row, column),
                         say(phrases::stratum_value_help),
                         {},
                         {}});
        return false;
    }
    return true;
}

/// The next coarser class: city and size where something finer makes strata as well, else the city.
std::string fallback_group(const std::vector<std::string>& columns, const std::vector<std::string>& values) {
    std::string group = values.front();
    if (columns.size() < 3) return group;
    for (std::size_t column = 1; column < columns.size(); ++column)
        if (columns[column] == "size") group += key_separator + values[column];
    return group;
}

bool is_taken_whole(const PlanOptions& options, const std::vector<std::string>& columns,
                    const std::vector<std::string>& values) {
    return std::any_of(options.take_all.begin(), options.take_all.end(), [&](const TakeAllRule& rule) {
        for (std::size_t column = 0; column < columns.size(); ++column)
            if (columns[column] == rule.column && values[column] == rule.value) return true;
        return false;
    });
}

double share_of(const StratumHistory& history) {
    return history.respondents > 0
               ? static_cast<double>(history.successes) / static_cast<double>(history.respondents)
               : 0.5;
}

/// Believed shares by stratum: last year's, shrunk towards the city's.
std::vector<double> believed_shares(const SamplePlan& plan, const History& history) {
    std::map<std::string, StratumHistory> cities;
    for (const StratumPlan& stratum : plan.strata)
        if (const auto known = history.find(stratum.key); known != history.end()) {
            cities[stratum.city].respondents += known->second.respondents;
            cities[stratum.city].successes += known->second.successes;
        }
    std::vector<double> shares;
    for (const StratumPlan& stratum : plan.strata) {
        const auto known = history.find(stratum.key);
        const StratumHistory own = known == history.end() ? StratumHistory{} : known->second;
        shares.push_back(shrunken_share(own.successes, own.respondents, share_of(cities[stratum.city])));
    }
    return shares;
}

std::uint64_t weight_of(const StratumPlan& stratum, const PlanOptions& options, double share) {
    switch (options.method) {
        case AllocationMethod::proportional:
            return proportional_weight(stratum.population);
        case AllocationMethod::neyman:
            return neyman_weight(stratum.population, binary_deviation(stratum.population, share));
        case AllocationMethod::power:
            return power_weight(stratum.population, options.exponent);
    }
    return 0;
}

std::vector<PlannedStratum> planned(std::span<const StratumPlan> strata, double share) {
    std::vector<PlannedStratum> list;
    for (const StratumPlan& stratum : strata)
        list.push_back({stratum.population, stratum.size, share});
    return list;
}

std::vector<double> half_widths_of(std::span<const StratumPlan> strata, const PlanOptions& options) {
    std::vector<double> widths;
    for (const ExpectedLevel& level : options.expected)
        widths.push_back(expected_half_width(planned(strata, level.share), options.confidence));
    return widths;
}

void allocate_city(CityPlan& city, std::span<StratumPlan> strata, const PlanOptions& options) {
    std::vector<AllocationStratum> wanted;
    for (const StratumPlan& stratum : strata) {
        wanted.push_back({stratum.key, stratum.population, stratum.minimum, stratum.maximum, stratum.weight});
        city.population += stratum.population;
    }
    city.required = share_rounded_up(options.rate, city.population);
    const Allocation allocation = allocate(wanted, city.required, options.rule);
    const std::vector<double> exact = allocate_real(wanted, city.required);
    for (std::size_t stratum = 0; stratum < strata.size(); ++stratum) {
        strata[stratum].size = allocation.sizes[stratum];
        strata[stratum].exact = exact[stratum];
    }
    city.size = allocation.total;
    city.raised_by_minimums = allocation.raised_by_minimums;
    city.half_widths = half_widths_of(strata, options);
}

/// Sizes for every city; `strata` have population and bounds, are in key order and so grouped by city.
void allocate_plan(SamplePlan& plan, std::span<const double> shares) {
    for (std::size_t stratum = 0; stratum < plan.strata.size(); ++stratum) {
        plan.population += plan.strata[stratum].population;
        if (plan.strata[stratum].weight == 0)
            plan.strata[stratum].weight = weight_of(plan.strata[stratum], plan.options, shares[stratum]);
    }
    for (std::size_t first = 0; first < plan.strata.size();) {
        std::size_t end = first;
        while (end < plan.strata.size() && plan.strata[end].city == plan.strata[first].city)
            ++end;
        CityPlan& city = plan.cities.emplace_back();
        city.city = plan.strata[first].city;
        allocate_city(city, std::span(plan.strata).subspan(first, end - first), plan.options);
        first = end;
    }
    plan.half_widths = half_widths_of(plan.strata, plan.options);
}

/// Reads the cells of a table of strata.
class StrataReader {
  public:
    StrataReader(const TextTable& table, Diagnostics& diagnostics)
        : table_(table), diagnostics_(diagnostics) {}

    bool find_columns() {
        stratum_ = table_.column("stratum");
        population_ = table_.column("n") ? table_.column("n") : table_.column("population");
        for (const auto& [column, name] : {std::pair{stratum_, "stratum"}, std::pair{population_, "N"}})
            if (!column)
                diagnostics_.add({Severity::error,
                                  rules::column_missing,
                                  say(phrases::column_missing, name),
                                  table_.place(),
                                  say(phrases::column_missing_help, name),
                                  {},
                                  {}});
        return stratum_ && population_;
    }

    std::optional<StratumPlan> read(std::size_t row, const PlanOptions& options) {
        StratumPlan stratum;
        stratum.key = table_.cell(row, *stratum_);
        if (const auto city = table_.column("city")) stratum.city = table_.cell(row, *city);
        stratum.values = {stratum.city, stratum.key};
        stratum.group = stratum.city;
        const auto population = whole_number(row, *population_);
        if (stratum.key.empty())
            report(row, *stratum_, say(phrases::stratum_value, "stratum", ""),
                   say(phrases::stratum_value_help));
        if (!population || stratum.key.empty()) return std::nullopt;
        stratum.population = *population;
        stratum.minimum = optional_number(row, "min").value_or(std::min(stratum.population, options.minimum));
        stratum.maximum = optional_number(row, "max").value_or(stratum.population);
        if (const auto weight = optional_decimal(row, "weight")) stratum.weight = *weight;
        if (stratum.minimum > stratum.maximum || stratum.maximum > stratum.population)
            report(row, *population_,
                   say(phrases::bounds_crossed, stratum.minimum, stratum.maximum, stratum.population),
                   say(phrases::bounds_crossed_help));
        stratum.take_all = stratum.minimum == stratum.population;
        return stratum;
    }

    bool has_errors() const { return errors_; }

  private:
    void report(std::size_t row, std::size_t column, Message message, Message help) {
        errors_ = true;
        diagnostics_.add({Severity::error,
                          rules::stratum_bounds,
                          std::move(message),
                          table_.place(row, column),
                          std::move(help),
                          {},
                          {}});
    }
    std::optional<std::uint64_t> whole_number(std::size_t row, std::size_t column) {
        const std::string_view cell = table_.cell(row, column);
        const auto number = parse_number(cell);
        if (number && *number >= 0 && *number < 1e9 &&
            *number == static_cast<double>(static_cast<std::uint64_t>(*number)))
            return static_cast<std::uint64_t>(*number);
        report(row, column, say(phrases::not_a_whole_number, cell), say(phrases::not_a_whole_number_help));
        return std::nullopt;
    }
    std::optional<std::uint64_t> optional_number(std::size_t row, std::string_view heading) {
        const auto column = table_.column(heading);
        if (!column || table_.cell(row, *column).empty()) return std::nullopt;
        return whole_number(row, *column);
    }
    /// In millionths.
    std::optional<std::uint64_t> optional_decimal(std::size_t row, std::string_view heading) {
        const auto column = table_.column(heading);
        if (!column || table_.cell(row, *column).empty()) return std::nullopt;
        const auto number = parse_number(table_.cell(row, *column));
        if (number && *number > 0 && *number < 1e9) return static_cast<std::uint64_t>(*number * 1e6 + 0.5);
        report(row, *column, say(phrases::not_a_weight, table_.cell(row, *column)),
               say(phrases::not_a_weight_help));
        return std::nullopt;
    }

    const TextTable& table_;
    Diagnostics& diagnostics_;
    std::optional<std::size_t> stratum_, population_;
    bool errors_ = false;
};

struct KeyHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view key) const { return std::hash<std::string_view>{}(key); }
};
using StratumNumbers = std::unordered_map<std::string, std::uint32_t, KeyHash, std::equal_to<>>;

}  // namespace

std::string_view method_name(AllocationMethod method) {
    constexpr std::array<std::string_view, 3> names = {"proportional", "neyman", "power"};
    return names[static_cast<std::size_t>(method)];
}

std::string_view rule_name(AllocationRule rule) {
    return rule == AllocationRule::equal_proportions ? "hill" : "largest-remainder";
}

std::uint64_t SamplePlan::size() const {
    std::uint64_t sum = 0;
    for (const CityPlan& city : cities)
        sum += city.size;
    return sum;
}

std::optional<SamplePlan> plan_sample(const Registry& registry, UnitIds ids, const PlanOptions& options,
                                      const History& history, Diagnostics& diagnostics) {
    SamplePlan plan;
    plan.options = options;
    plan.columns = {"city"};
    plan.columns.insert(plan.columns.end(), options.strata.begin(), options.strata.end());
    plan.registry_sha256 = registry.sha256;
    plan.ids = ids;
    const auto columns = find_columns(registry, plan.columns, diagnostics);
    if (!columns) return std::nullopt;
    StratumNumbers numbers;
    std::string key;
    for (std::size_t row = 0; row < registry.units.row_count(); ++row) {
        join_key(registry.units, row, *columns, key);
        auto found = numbers.find(std::string_view(key));
        if (found == numbers.end()) {
            if (!check_values(registry, row, *columns, diagnostics)) return std::nullopt;
            found = numbers.emplace(key, static_cast<std::uint32_t>(plan.strata.size())).first;
            StratumPlan& stratum = plan.strata.emplace_back();
            stratum.key = key;
            for (std::size_t column : *columns)
                stratum.values.emplace_back(registry.units.cell(row, column));
            stratum.city = stratum.values.front();
        }
        ++plan.strata[found->second].population;
    }
    if (plan.strata.empty()) {
        diagnostics.add({Severity::error,
                         rules::stratum_empty,
                         say(phrases::registry_empty),
                         registry.units.place(),
                         say(phrases::registry_empty_help),
                         {},
                         {}});
        return std::nullopt;
    }
    for (StratumPlan& stratum : plan.strata) {
        stratum.group = fallback_group(plan.columns, stratum.values);
        stratum.take_all = is_taken_whole(options, plan.columns, stratum.values);
        stratum.maximum = stratum.population;
        stratum.minimum =
            stratum.take_all ? stratum.population : std::min(stratum.population, options.minimum);
    }
    std::sort(plan.strata.begin(), plan.strata.end(),
              [](const StratumPlan& a, const StratumPlan& b) { return a.values < b.values; });
    allocate_plan(plan, believed_shares(plan, history));
    return plan;
}

std::optional<SamplePlan> plan_from_strata(const TextTable& table, const PlanOptions& options,
                                           Diagnostics& diagnostics) {
    SamplePlan plan;
    plan.options = options;
    plan.options.strata.clear();
    plan.columns = {"city", "stratum"};
    StrataReader reader(table, diagnostics);
    if (!reader.find_columns()) return std::nullopt;
    std::map<std::string, std::size_t> rows;
    bool good = true;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        auto stratum = reader.read(row, options);
        if (!stratum) continue;
        if (const auto [first, is_new] = rows.emplace(stratum->key, row); !is_new) {
            diagnostics.add({Severity::error,
                             rules::stratum_key,
                             say(phrases::stratum_twice, stratum->key, table.row_number(first->second)),
                             table.place(row, 0),
                             say(phrases::stratum_twice_help),
                             {},
                             {}});
            good = false;
        }
        if (stratum->population > 0) plan.strata.push_back(std::move(*stratum));
    }
    if (reader.has_errors() || !good) return std::nullopt;
    if (plan.strata.empty()) {
        diagnostics.add({Severity::error,
                         rules::stratum_empty,
                         say(phrases::registry_empty),
                         table.place(),
                         say(phrases::registry_empty_help),
                         {},
                         {}});
        return std::nullopt;
    }
    std::sort(plan.strata.begin(), plan.strata.end(), [](const StratumPlan& a, const StratumPlan& b) {
        return a.city != b.city ? a.city < b.city : a.key < b.key;
    });
    allocate_plan(plan, std::vector<double>(plan.strata.size(), 0.5));
    return plan;
}

std::optional<std::vector<std::uint32_t>> assign_strata(const Registry& registry, const SamplePlan& plan,
                                                        Diagnostics& diagnostics) {
    const auto columns = find_columns(registry, plan.columns, diagnostics);
    if (!columns) return std::nullopt;
    StratumNumbers numbers;
    for (std::uint32_t stratum = 0; stratum < plan.strata.size(); ++stratum)
        numbers.emplace(plan.strata[stratum].key, stratum);
    std::vector<std::uint32_t> assigned(registry.units.row_count());
    std::string key;
    for (std::size_t row = 0; row < assigned.size(); ++row) {
        join_key(registry.units, row, *columns, key);
        const auto found = numbers.find(std::string_view(key));
        if (found == numbers.end()) {
            diagnostics.add({Severity::error,
                             rules::registry_differs,
                             say(phrases::stratum_not_planned, key),
                             registry.units.place(row, columns->front()),
                             say(phrases::registry_differs_help),
                             {},
                             {}});
            return std::nullopt;
        }
        assigned[row] = found->second;
    }
    return assigned;
}

}  // namespace tidu::survey
