// SPDX-License-Identifier: Apache-2.0
#include "cli/commands.h"

namespace tidu::cli {

std::vector<CommandSpec> all_commands() {
    return {
        systems_command(), show_command(),     lint_command(),       diff_command(),     form_command(),
        convert_command(), ask_command(),      assess_command(),     plan_command(),     batch_command(),
        compare_command(), registry_command(), sample_command(),     estimate_command(), targets_command(),
        index_command(),   help_command(),     completion_command(), man_command(),
    };
}

std::string joined_words(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) {
        if (!text.empty()) text += ' ';
        text += word;
    }
    return text;
}

}  // namespace tidu::cli
