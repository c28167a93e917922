// SPDX-License-Identifier: Apache-2.0
// `tidu completion bash|zsh|fish`: a script for the shell's start-up file.
#include <memory>

#include "cli/commands.h"
#include "cli/completion.h"
#include "cli/open_system.h"

namespace tidu::cli {
namespace {

constexpr Phrase summary{"输出 shell 补全脚本", "write a shell completion script"};
constexpr Phrase shell_help{"shell 名称", "name of the shell"};

std::string completion_script(const std::string& shell, Language language) {
    const std::vector<CommandSpec> commands = all_commands();
    const std::vector<std::string> systems = bundled_system_names();
    if (shell == "bash") return bash_completion(commands, systems);
    return shell == "zsh" ? zsh_completion(commands, systems, language)
                          : fish_completion(commands, systems, language);
}

}  // namespace

CommandSpec completion_command() {
    auto shell = std::make_shared<std::string>();
    return {
        .name = "completion",
        .summary = summary,
        .arguments = {{.name = "SHELL",
                       .help = shell_help,
                       .target = shell.get(),
                       .choices = {"bash", "zsh", "fish"}}},
        .examples = {{"completion bash > ~/.local/share/bash-completion/completions/tidu",
                      {"为 bash 安装补全", "install completion for bash"}}},
        .work =
            [shell](Console& console) {
                console.print(completion_script(*shell, console.language()));
                return ExitCode::done;
            },
    };
}

}  // namespace tidu::cli
