// SPDX-License-Identifier: Apache-2.0
// Shell completion scripts, generated from the command table.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "cli/command_line.h"

namespace tidu::cli {

/// `systems` are the names offered where a system is wanted (beside files).
std::string bash_completion(std::span<const CommandSpec> commands, const std::vector<std::string>& systems);
std::string zsh_completion(std::span<const CommandSpec> commands, const std::vector<std::string>& systems,
                           Language language);
std::string fish_completion(std::span<const CommandSpec> commands, const std::vector<std::string>& systems,
                            Language language);

}  // namespace tidu::cli
