// SPDX-License-Identifier: Apache-2.0
// The stable ids of what loading can report. Their severities and summaries stand in the table of rules.cpp.
#pragma once

#include <string_view>

namespace tidu::rule {

inline constexpr std::string_view circular_definition = "circular-definition";

}  // namespace tidu::rule
