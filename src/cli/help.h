// SPDX-License-Identifier: Apache-2.0
// What a person reads about commands: help on the terminal, man pages, the reference part of docs/commands.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "cli/command_line.h"

namespace tidu::cli {

/// `tidu --help`: what tidu is and one line per command.
std::string overview_text(std::span<const CommandSpec> commands, Language language, std::size_t width);
/// `tidu COMMAND --help`. `path` is the command's full name, such as `sample plan`.
std::string help_text(const CommandSpec& command, const std::string& path, Language language,
                      std::size_t width);
/// A man page (roff) of `tidu` itself or of one command.
std::string overview_man_page(std::span<const CommandSpec> commands, Language language);
std::string man_page(const CommandSpec& command, const std::string& path, Language language);
/// The same as Markdown, both languages beside each other. Stands in docs/commands/COMMAND.md.
std::string reference_markdown(const CommandSpec& command, const std::string& path);
/// The list of commands as a Markdown table. Stands in docs/commands/README.md.
std::string index_markdown(std::span<const CommandSpec> commands);

}  // namespace tidu::cli
