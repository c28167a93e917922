// SPDX-License-Identifier: Apache-2.0
#include "result_status.h"

#include "phrases.h"
#include "rules.h"

namespace tidu::survey {

std::optional<std::vector<char>> valid_results(const TextTable& results, Diagnostics& diagnostics) {
    auto column = results.column("result_status");
    if (!column) column = results.column("status");
    std::vector<char> is_valid(results.row_count(), 1);
    bool good = true;
    for (std::size_t row = 0; column && row < is_valid.size(); ++row) {
        const std::string_view status = results.cell(row, *column);
        is_valid[row] = status == "ok";
        if (is_valid[row] || status == "invalid") continue;
        good = false;
        diagnostics.add({Severity::error,
                         rules::result_status,
                         say(phrases::result_status, status),
                         results.place(row, *column),
                         say(phrases::result_status_help),
                         {},
                         {}});
    }
    return good ? std::optional(std::move(is_valid)) : std::nullopt;
}

}  // namespace tidu::survey
