// SPDX-License-Identifier: Apache-2.0
// Calendar dates as written in indicator files.
#pragma once

#include <string_view>

namespace tidu {

/// `YYYY-MM-DD` of a day that exists.
bool is_iso_date(std::string_view text);

}  // namespace tidu
