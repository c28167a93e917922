// SPDX-License-Identifier: Apache-2.0
// Which rows of a table of results are valid: what response and estimates count.
#pragma once

#include <optional>
#include <vector>

#include "tidu/survey/table.h"

namespace tidu::survey {

/// One mark for every row: set for `ok`, not for `invalid`, set everywhere without a column of statuses
/// (which is `result_status`, else `status`). Empty when a row has another word: a result of a kind that
/// nobody knows must not count as an answer. Reported with row and column.
std::optional<std::vector<char>> valid_results(const TextTable& results, Diagnostics& diagnostics);

}  // namespace tidu::survey
