// SPDX-License-Identifier: Apache-2.0
// Dates as people write them in lists.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tidu::survey {

/// `2026-03-01`, `2026/3/1`, `2026年3月1日`, `20260301` as `YYYY-MM-DD`; nullopt: no date of 1900 or later.
std::optional<std::string> iso_date(std::string_view text);

}  // namespace tidu::survey
