// SPDX-License-Identifier: Apache-2.0
// The subcommands of `tidu index`, one file each.
#pragma once

#include "cli/command_line.h"

namespace tidu::cli {

CommandSpec index_explain_command();
CommandSpec index_robust_command();

}  // namespace tidu::cli
