// SPDX-License-Identifier: Apache-2.0
#include "cli/common_options.h"

#include <array>

#include "cli/phrases.h"
#include "tidu/text/utf8.h"

namespace tidu::cli {
namespace {

/// `html` of `folder.d/Report.HTML`; empty where the name has no ending.
std::string ending_of(std::string_view path) {
    const std::string_view name = path.substr(path.find_last_of("/\\") + 1);
    const std::size_t dot = name.rfind('.');
    return dot == std::string_view::npos || dot == 0 ? std::string() : to_lower_ascii(name.substr(dot + 1));
}

bool names_format(std::string_view ending, std::string_view format) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 3> other_endings{
        {{"htm", "html"}, {"txt", "text"}, {"yml", "yaml"}}};
    for (const auto& [other, meant] : other_endings)
        if (ending == other) return meant == format;
    return ending == format;
}

std::string joined(const std::vector<std::string_view>& words) {
    std::string text;
    for (const std::string_view word : words)
        text.append(text.empty() ? "" : ", ").append(word);
    return text;
}

/// Without an ending the first.
std::optional<std::string_view> format_of_ending(std::string_view output,
                                                 const std::vector<std::string_view>& choices) {
    const std::string ending = ending_of(output);
    if (ending.empty()) return choices.front();
    for (const std::string_view choice : choices)
        if (names_format(ending, choice)) return choice;
    return std::nullopt;
}

}  // namespace

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

ArgumentSpec system_argument(std::string& system) {
    return {.name = "SYSTEM",
            .help = phrases::system_argument_help,
            .target = &system,
            .required = false,
            .completion = Completion::system};
}

OptionSpec evidence_option(std::string& mode) {
    return {.name = "evidence",
            .value = "MODE",
            .help = phrases::evidence_help,
            .target = &mode,
            .choices = {"claimed", "strict"}};
}

OptionSpec digits_option(std::optional<std::uint32_t>& digits) {
    return {.name = "digits", .value = "N", .help = phrases::digits_help, .target = &digits};
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
                               const std::vector<std::string_view>& choices) {
    if (!format.empty()) return format;
    if (const auto named = format_of_ending(output, choices)) return *named;
    throw UsageError(say(phrases::unknown_ending, output), say(phrases::name_a_format, joined(choices)));
}

std::string_view chosen_by_ending(std::string_view output, const std::vector<std::string_view>& choices) {
    if (const auto named = format_of_ending(output, choices)) return *named;
    throw UsageError(say(phrases::unknown_ending, output), say(phrases::one_of, joined(choices)));
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
