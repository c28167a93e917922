// SPDX-License-Identifier: Apache-2.0
// The report on a whole batch: who stands where, by city, industry, size and status; how scores spread, what
// is weak, what the next levels lack, how good the data is, and the list of enterprises.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "tidu/report/document.h"
#include "tidu/result/statistics.h"
#include "tidu/score/program.h"

namespace tidu {

struct SummaryReportSettings {
    Language language = Language::en;
    std::string date = {};  ///< as the caller wishes it to be shown; empty: none
    std::string reports =
        {};  ///< folder of the reports, from where the summary will be, ending in `/`; empty: beside it
    /// What people call a value of an attribute: `320500` is a city. Not set: values stand as they are.
    std::function<std::string(const std::string& attribute, const std::string& value)> value_words = {};
    std::uint64_t files_left_out = 0;  ///< in the folders of the input, of no format of answers
    std::vector<std::pair<std::string, std::string>> options =
        {};  ///< that shaped the results: set, evidence, shard
};

/// `program` is the system that the statistics are of.
Document build_summary(const ResultStatistics& statistics, const Program& program,
                       const SummaryReportSettings& settings);

}  // namespace tidu
