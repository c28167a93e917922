// SPDX-License-Identifier: Apache-2.0
// `tidu man [COMMAND...]`: man pages and the reference part of docs/commands, from the command table.
#include <memory>

#include "cli/commands.h"
#include "cli/common_options.h"
#include "cli/help.h"
#include "cli/phrases.h"

namespace tidu::cli {
namespace {

constexpr Phrase summary{"输出手册页", "write man pages"};
constexpr Phrase words_help{"命令名称；省略时为 tidu 的总览",
                            "name of a command; none: the overview of tidu"};

constexpr Phrase format_help{"输出格式（默认为 man）", "output format (default: man)"};

struct ManOptions {
    std::vector<std::string> words;
    std::string format;
};

ExitCode run_man(const ManOptions& options, Console& console) {
    const std::vector<CommandSpec> commands = all_commands();
    const auto [command, rest] = find_command(commands, options.words);
    if (!rest.empty()) throw UsageError(say(phrases::unexpected_argument, rest[0]));
    const std::string path = joined_words(options.words);
    CommonOptions common;
    const bool is_markdown = options.format == "md";
    if (command == nullptr)
        console.print(is_markdown ? index_markdown(commands)
                                  : overview_man_page(commands, console.language()));
    else if (is_markdown)
        console.print(reference_markdown(*command, path));
    else
        console.print(man_page(with_common_options(*command, common), path, console.language()));
    return ExitCode::done;
}

}  // namespace

CommandSpec man_command() {
    auto options = std::make_shared<ManOptions>();
    return {
        .name = "man",
        .summary = summary,
        .arguments = {{.name = "COMMAND",
                       .help = words_help,
                       .target = &options->words,
                       .required = false,
                       .completion = Completion::command}},
        .options = {{.name = "format",
                     .value = "FORMAT",
                     .help = format_help,
                     .target = &options->format,
                     .choices = {"man", "md"}}},
        .examples = {{"man assess | man -l -", {"阅读 assess 的手册页", "read the man page of assess"}}},
        .work = [options](Console& console) { return run_man(*options, console); },
    };
}

}  // namespace tidu::cli
