// SPDX-License-Identifier: Apache-2.0
// `tidu help [COMMAND...]`: the same texts as `tidu COMMAND --help`.
#include <memory>

#include "cli/commands.h"
#include "cli/common_options.h"
#include "cli/help.h"
#include "cli/phrases.h"

namespace tidu::cli {
namespace {

constexpr Phrase summary{"显示命令的用法", "show how commands are used"};
constexpr Phrase words_help{"命令名称，如 assess 或 sample plan",
                            "name of a command, such as assess or sample plan"};

ExitCode run_help(const std::vector<std::string>& words, Console& console) {
    const std::vector<CommandSpec> commands = all_commands();
    const auto [command, rest] = find_command(commands, words);
    const ConsoleSettings& settings = console.settings();
    if (!rest.empty()) throw UsageError(say(phrases::unexpected_argument, rest[0]));
    CommonOptions common;
    console.print(command == nullptr ? overview_text(commands, settings.language, settings.width)
                                     : help_text(with_common_options(*command, common), joined_words(words),
                                                 settings.language, settings.width));
    return ExitCode::done;
}

}  // namespace

CommandSpec help_command() {
    auto words = std::make_shared<std::vector<std::string>>();
    return {
        .name = "help",
        .summary = summary,
        .arguments = {{.name = "COMMAND",
                       .help = words_help,
                       .target = words.get(),
                       .required = false,
                       .completion = Completion::command}},
        .examples = {{"help assess", {"命令 assess 的用法", "how assess is used"}}},
        .work = [words](Console& console) { return run_help(*words, console); },
    };
}

}  // namespace tidu::cli
