// SPDX-License-Identifier: Apache-2.0
// Domains: the values of a table's columns, joined into one key.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tidu/survey/survey_sample.h"

namespace tidu::survey {

inline constexpr char domain_separator = '|';

std::string join_domain(std::span<const std::string> values);
/// Back to `count` values; none for the whole population.
std::vector<std::string> split_domain(std::string_view key, std::size_t count);

/// Key of the domain of every respondent; empty when a column was not found (reported).
std::optional<std::vector<std::string>> domain_keys(const SurveySample& sample, const TextTable& results,
                                                    const std::vector<std::string>& columns,
                                                    Diagnostics& diagnostics);

/// Respondents by key.
using Domains = std::map<std::string, std::vector<std::uint32_t>>;
std::optional<Domains> respondents_by_domain(const SurveySample& sample, const TextTable& results,
                                             const std::vector<std::string>& columns,
                                             Diagnostics& diagnostics);

/// The error of a column that neither registry nor results have.
void report_missing_domain_column(const TextTable& table, std::string_view column, Diagnostics& diagnostics);

}  // namespace tidu::survey
