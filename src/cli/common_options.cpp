// SPDX-License-Identifier: Apache-2.0
#include "cli/common_options.h"

#include "cli/phrases.h"

namespace tidu::cli {

std::vector<OptionSpec> common_options(CommonOptions& options) {
    return {
        {.name = "lang",
         .value = "LANGUAGE",
         .help = phrases::lang_help,
         .target = &options.language,
         .choices = {"zh", "en"}},
        {.name = "color",
         .value = "WHEN",
         .help = phrases::color_help,
         .target = &options.color,
         .choices = {"auto", "always", "never"}},
        {.name = "quiet", .letter = 'q', .help = phrases::quiet_help, .target = &options.quiet},
        {.name = "help", .letter = 'h', .help = phrases::help_help, .target = &options.help},
    };
}

CommandSpec with_common_options(CommandSpec command, CommonOptions& options) {
    for (OptionSpec& option : common_options(options))
        command.options.push_back(std::move(option));
    return command;
}

OptionSpec system_option(std::string& system) {
    return {.name = "system",
            .letter = 's',
            .value = "SYSTEM",
            .help = phrases::system_help,
            .target = &system,
            .completion = Completion::system};
}

OptionSpec set_option(std::vector<std::string>& assignments) {
    return {.name = "set", .value = "ID=VALUE", .help = phrases::set_help, .target = &assignments};
}

OptionSpec format_option(std::string& format, std::vector<std::string_view> choices) {
    return {.name = "format",
            .value = "FORMAT",
            .help = phrases::format_help,
            .target = &format,
            .choices = std::move(choices)};
}

std::string_view chosen_format(std::string_view format, std::string_view output,
                               std::initializer_list<std::string_view> choices) {
    if (!format.empty()) return format;
    for (const std::string_view choice : choices)
        if (output.ends_with("." + std::string(choice))) return choice;
    return *choices.begin();
}

OptionSpec output_option(std::string& path) {
    return {.name = "output",
            .letter = 'o',
            .value = "FILE",
            .help = phrases::output_help,
            .target = &path,
            .completion = Completion::file};
}

std::vector<std::pair<std::string, std::string>> split_assignments(
    const std::vector<std::string>& assignments, std::string_view option) {
    std::vector<std::pair<std::string, std::string>> pairs;
    for (const std::string& assignment : assignments) {
        const std::size_t equals = assignment.find('=');
        if (equals == 0 || equals == std::string::npos)
            throw UsageError(say(phrases::not_an_assignment, assignment, option));
        pairs.emplace_back(assignment.substr(0, equals), assignment.substr(equals + 1));
    }
    return pairs;
}

}  // namespace tidu::cli
