// SPDX-License-Identifier: Apache-2.0
// A column that a table must have.
#pragma once

#include <optional>
#include <string_view>

#include "phrases.h"
#include "rules.h"
#include "tidu/survey/table.h"

namespace tidu::survey {

/// Position of the column; reported where it is missing.
inline std::optional<std::size_t> need_column(const TextTable& table, std::string_view heading,
                                              Diagnostics& diagnostics) {
    const auto column = table.column(heading);
    if (!column)
        diagnostics.add({Severity::error,
                         rules::column_missing,
                         say(phrases::column_missing, heading),
                         table.place(),
                         say(phrases::column_missing_help, heading),
                         {},
                         {}});
    return column;
}

}  // namespace tidu::survey
