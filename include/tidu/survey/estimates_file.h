// SPDX-License-Identifier: Apache-2.0
// The estimates that `tidu estimate` wrote, read back: what targets and the index start from.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "tidu/survey/table.h"
#include "tidu/text/diagnostic.h"

namespace tidu::survey {

/// Estimates as a table with the columns of their CSV form, whether written as CSV or JSON. Empty exactly
/// when an error was reported: broken text, or a file that holds no estimates. Throws IoError.
std::optional<TextTable> read_estimates(const std::string& path, Diagnostics& diagnostics);
/// The same from bytes.
std::optional<TextTable> read_estimates_from(std::string name, std::string_view bytes,
                                             Diagnostics& diagnostics);

}  // namespace tidu::survey
