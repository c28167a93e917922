// SPDX-License-Identifier: Apache-2.0
// The one list of commands. Help, completion, man pages, command pages and golden tests are checked against
// it.
#pragma once

#include <vector>

#include "cli/command_line.h"

namespace tidu::cli {

/// Every command in the order of `tidu --help`. Making the list does no work beyond describing.
std::vector<CommandSpec> all_commands();

/// `sample plan` from its words.
std::string joined_words(const std::vector<std::string>& words);

// One function per cmd_<name>.cpp.
CommandSpec ask_command();
CommandSpec assess_command();
CommandSpec batch_command();
CommandSpec compare_command();
CommandSpec completion_command();
CommandSpec convert_command();
CommandSpec diff_command();
CommandSpec estimate_command();
CommandSpec form_command();
CommandSpec help_command();
CommandSpec index_command();
CommandSpec lint_command();
CommandSpec man_command();
CommandSpec plan_command();
CommandSpec registry_command();
CommandSpec sample_command();
CommandSpec show_command();
CommandSpec systems_command();
CommandSpec targets_command();

}  // namespace tidu::cli
