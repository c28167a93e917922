// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace tidu {

/// The style sheet of HTML reports.
std::string_view report_style();

/// The script of those with sortable tables.
std::string_view report_script();

}  // namespace tidu
