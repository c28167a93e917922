// SPDX-License-Identifier: Apache-2.0
#include "domain_key.h"

#include "phrases.h"
#include "rules.h"

namespace tidu::survey {

std::string join_domain(std::span<const std::string> values) {
    std::string key;
    for (std::size_t value = 0; value < values.size(); ++value) {
        if (value > 0) key += domain_separator;
        key += values[value];
    }
    return key;
}

std::vector<std::string> split_domain(std::string_view key, std::size_t count) {
    std::vector<std::string> values;
    if (count == 0) return values;
    for (std::size_t end = key.find(domain_separator); end != std::string_view::npos;
         end = key.find(domain_separator)) {
        values.emplace_back(key.substr(0, end));
        key.remove_prefix(end + 1);
    }
    values.emplace_back(key);
    return values;
}

void report_missing_domain_column(const TextTable& table, std::string_view column, Diagnostics& diagnostics) {
    diagnostics.add({Severity::error,
                     rules::column_missing,
                     say(phrases::column_missing, column),
                     table.place(),
                     say(phrases::domain_column_help),
                     {},
                     {}});
}

std::optional<std::vector<std::string>> domain_keys(const SurveySample& sample, const TextTable& results,
                                                    const std::vector<std::string>& columns,
                                                    Diagnostics& diagnostics) {
    std::vector<std::string> keys(sample.result_rows.size());
    for (std::size_t column = 0; column < columns.size(); ++column) {
        const auto values = domain_values(sample, results, columns[column]);
        if (!values) {
            report_missing_domain_column(results, columns[column], diagnostics);
            return std::nullopt;
        }
        for (std::size_t respondent = 0; respondent < keys.size(); ++respondent) {
            if (column > 0) keys[respondent] += domain_separator;
            keys[respondent] += (*values)[respondent];
        }
    }
    return keys;
}

std::optional<Domains> respondents_by_domain(const SurveySample& sample, const TextTable& results,
                                             const std::vector<std::string>& columns,
                                             Diagnostics& diagnostics) {
    const auto keys = domain_keys(sample, results, columns, diagnostics);
    if (!keys) return std::nullopt;
    Domains domains;
    if (columns.empty()) domains[""];
    for (std::uint32_t respondent = 0; respondent < keys->size(); ++respondent)
        domains[(*keys)[respondent]].push_back(respondent);
    return domains;
}

}  // namespace tidu::survey
