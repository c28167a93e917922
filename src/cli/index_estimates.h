// SPDX-License-Identifier: Apache-2.0
// Regions' figures from the annual sample: what `tidu estimate` wrote, as answers of an index and with its
// standard errors.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/index_data.h"
#include "tidu/answers/raw_answers.h"

namespace tidu::cli {

/// One estimated figure of one region and year, in the unit of its question.
struct EstimatedFigure {
    std::string question;
    double value = 0;
    double standard_error = 0;
    Place place;  ///< row of the estimates
};
/// By period and region.
using EstimatedFigures = std::map<std::pair<std::string, std::string>, std::vector<EstimatedFigure>>;

/// Reads the estimates of `options` for the questions that the system has. Shares become per cent; figures
/// that `estimate` suppressed or hid are missing. Nothing when an error was reported: a file that holds no
/// estimates, a measure that it lacks. Throws UsageError for options that do not go together or a question
/// that no system has.
std::optional<EstimatedFigures> open_estimated_figures(const IndexOptions& options, const Outline& outline,
                                                       DriveRun& run);

/// The sheet with the figures as its answers, each moved by `shift` of its standard errors (kept in the range
/// of its question). An answer of its own to such a question is replaced.
RawSheet with_figures(const RawSheet& sheet, const std::vector<EstimatedFigure>& figures,
                      const Outline& outline, double shift = 0, const EstimatedFigure* only = nullptr);

/// A sheet of a region that has none.
RawSheet sheet_of_region(const std::string& period, const std::string& region,
                         const std::vector<EstimatedFigure>& figures);

}  // namespace tidu::cli
