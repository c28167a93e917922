// SPDX-License-Identifier: Apache-2.0
// Last year's results by this year's strata: what Neyman allocation goes by.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tidu/survey/estimate_table.h"
#include "tidu/survey/plan.h"

namespace tidu::survey {

/// Counts last year's answers, and those at `level` or above, in the strata (city and `strata`) that the
/// enterprises are in this year. Enterprises that left the registry and results without a level on the ladder
/// are passed over. Empty exactly when an error was reported.
std::optional<History> tally_history(const Registry& registry, const std::vector<std::string>& strata,
                                     const TextTable& results, const LadderScale& scale,
                                     std::string_view level, Diagnostics& diagnostics);

}  // namespace tidu::survey
