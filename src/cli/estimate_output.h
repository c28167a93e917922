// SPDX-License-Identifier: Apache-2.0
// Estimates as rows: one shape for levels, scores, changes and corrected levels, written as CSV, JSON and
// report tables.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/drive.h"
#include "tidu/survey/assisted_table.h"
#include "tidu/survey/change_table.h"
#include "tidu/survey/estimate_table.h"

namespace tidu::cli {

/// One published figure. Absent values are absent: a suppressed figure has none.
struct Figure {
    std::string by = {};       ///< `city,industry`; empty: everybody
    std::string domain = {};   ///< `320500,34`
    std::string measure = {};  ///< `factory:basic`, `total`
    std::string kind = {};     ///< `share`, `mean`, `change`, `assisted`
    std::size_t respondents = 0;
    std::optional<double> population = {};
    std::optional<double> value = {};
    std::optional<double> standard_error = {};
    std::optional<double> degrees = {};
    std::optional<double> effective_size = {};
    std::optional<double> lower = {};
    std::optional<double> upper = {};
    std::optional<double> count = {};
    std::optional<double> count_error = {};
    std::optional<double> count_lower = {};
    std::optional<double> count_upper = {};
    std::optional<double> frame = {};
    std::string interval = {};  ///< `wilson`, `exact` ...; `t` of means, changes and corrected levels
    std::string flag = {};      ///< `present`, `review`, `suppress`, `hidden`
    std::string reason = {};
};

/// Suppressed and hidden figures keep only their domain, respondents (suppressed ones) and reason, unless
/// `all_values`.
std::vector<Figure> figures_of(const survey::EstimateTable& table, const std::string& ladder,
                               bool all_values);
std::vector<Figure> figures_of(const std::vector<survey::ChangeRow>& rows,
                               const std::vector<std::string>& columns, const std::string& ladder,
                               bool all_values);
std::vector<Figure> figures_of(const survey::AssistedTable& table, const std::vector<std::string>& columns,
                               const std::string& ladder, bool all_values);

std::string figures_csv(const std::vector<Figure>& figures, const std::string& run);
/// Members `figures`, to be written into an open object.
void write_figures(JsonWriter& json, const std::vector<Figure>& figures);
/// A table, and bars with intervals for the shares of one measure where there are several domains.
void add_figures(Document& document, const std::vector<Figure>& figures, const System& system,
                 const DriveRun& run);

}  // namespace tidu::cli
