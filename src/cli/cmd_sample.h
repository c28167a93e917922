// SPDX-License-Identifier: Apache-2.0
// The subcommands of `tidu sample`, one file each.
#pragma once

#include "cli/command_line.h"

namespace tidu::cli {

CommandSpec sample_plan_command();
CommandSpec sample_draw_command();
CommandSpec sample_verify_command();
CommandSpec sample_status_command();

}  // namespace tidu::cli
