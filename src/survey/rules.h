// SPDX-License-Identifier: Apache-2.0
// Ids of what the survey room finds in people's files: stable, since scripts and pages name them.
#pragma once

#include <string_view>

namespace tidu::survey::rules {

inline constexpr std::string_view below_scale = "below-scale";
inline constexpr std::string_view class_empty = "class-empty";
inline constexpr std::string_view column_missing = "column-missing";
inline constexpr std::string_view credit_code = "credit-code";
inline constexpr std::string_view credit_code_inner = "credit-code-inner";
inline constexpr std::string_view declared_missing = "declared-missing";
inline constexpr std::string_view duplicate_id = "duplicate-id";
inline constexpr std::string_view estimates_format = "estimates-format";
inline constexpr std::string_view index_data = "index-data";
inline constexpr std::string_view index_system = "index-system";
inline constexpr std::string_view level_unknown = "level-unknown";
inline constexpr std::string_view list_differs = "list-differs";
inline constexpr std::string_view manifest_format = "manifest-format";
inline constexpr std::string_view one_unit_stratum = "one-unit-stratum";
inline constexpr std::string_view outcome_unknown = "outcome-unknown";
inline constexpr std::string_view population_differs = "population-differs";
inline constexpr std::string_view registry_city = "registry-city";
inline constexpr std::string_view registry_date = "registry-date";
inline constexpr std::string_view registry_differs = "registry-differs";
inline constexpr std::string_view registry_id = "registry-id";
inline constexpr std::string_view registry_industry = "registry-industry";
inline constexpr std::string_view registry_number = "registry-number";
inline constexpr std::string_view registry_size = "registry-size";
inline constexpr std::string_view replacement = "replacement";
inline constexpr std::string_view result_status = "result-status";
inline constexpr std::string_view size_differs = "size-differs";
inline constexpr std::string_view status_expired = "status-expired";
inline constexpr std::string_view stratum_bounds = "stratum-bounds";
inline constexpr std::string_view stratum_empty = "stratum-empty";
inline constexpr std::string_view stratum_key = "stratum-key";
inline constexpr std::string_view system_differs = "system-differs";
inline constexpr std::string_view table_heading = "table-heading";
inline constexpr std::string_view table_row = "table-row";
inline constexpr std::string_view target_domain = "target-domain";
inline constexpr std::string_view target_format = "target-format";

}  // namespace tidu::survey::rules
