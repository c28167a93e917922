// SPDX-License-Identifier: Apache-2.0
// The program: finds the command, parses, runs it, and turns every way to end into an exit code.
#include <algorithm>
#include <new>
#include <span>

#include "cli/commands.h"
#include "cli/common_options.h"
#include "cli/help.h"
#include "cli/phrases.h"
#include "tidu/codec/file.h"
#include "tidu/text/error.h"
#include "tidu/text/version.h"

namespace tidu::cli {
namespace {

/// The value of `--name VALUE` or `--name=VALUE` anywhere in the words; the last one wins.
std::string find_value(std::span<const std::string> words, const std::string& name) {
    std::string value;
    for (std::size_t place = 0; place < words.size() && words[place] != "--"; ++place) {
        if (words[place] == name && place + 1 < words.size()) value = words[place + 1];
        if (words[place].starts_with(name + "=")) value = words[place].substr(name.size() + 1);
    }
    return value;
}

// Known before parsing: a wrong command line is answered in the reader's language too.
Language language_of(std::span<const std::string> words) {
    const std::string wanted = find_value(words, "--lang");
    if (wanted == "zh") return Language::zh;
    if (wanted == "en") return Language::en;
    return language_of_environment();
}

ColorChoice color_choice(const std::string& word) {
    if (word == "always") return ColorChoice::always;
    return word == "never" ? ColorChoice::never : ColorChoice::automatic;
}

/// Common options may stand before the command too: `tidu --lang en assess` is `tidu assess --lang en`.
std::vector<std::string> command_first(std::vector<std::string> words) {
    std::size_t place = 0;
    while (place < words.size() && words[place].starts_with('-') && words[place] != "-") {
        const bool value_follows = words[place] == "--lang" || words[place] == "--color";
        place += value_follows ? 2 : 1;
    }
    if (place < words.size())
        std::rotate(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(place),
                    std::find(words.begin(), words.end(), "--"));
    return words;
}

ExitCode run_command(const CommandSpec& found, const std::string& path, std::span<const std::string> rest,
                     Language language) {
    CommonOptions common;
    const CommandSpec command = with_common_options(found, common);
    parse_arguments(command, rest);
    Console console(resolve_console(language, color_choice(common.color), common.quiet));
    if (common.help) {
        console.print(help_text(command, path, language, console.settings().width));
        return ExitCode::done;
    }
    if (!command.work) throw UsageError(say(phrases::subcommand_missing, path));
    return command.work(console);
}

/// `tidu` without a command: help and version.
ExitCode run_without_command(std::span<const CommandSpec> commands, std::span<const std::string> words,
                             Language language) {
    CommonOptions common;
    bool wants_version = false;
    CommandSpec program{.name = "tidu", .options = common_options(common)};
    program.options.push_back({.name = "version", .letter = 'V', .target = &wants_version});
    parse_arguments(program, words);
    Console console(resolve_console(language, color_choice(common.color), common.quiet));
    if (wants_version) {
        console.print("tidu " + std::string(version()) + "\n");
        return ExitCode::done;
    }
    if (!common.help) throw UsageError(say(phrases::command_missing));
    console.print(overview_text(commands, language, console.settings().width));
    return ExitCode::done;
}

ExitCode run(const std::vector<std::string>& words, Language language) {
    const std::vector<CommandSpec> commands = all_commands();
    const auto [command, rest] = find_command(commands, words);
    if (command == nullptr) return run_without_command(commands, words, language);
    const std::string path =
        joined_words({words.begin(), words.end() - static_cast<std::ptrdiff_t>(rest.size())});
    return run_command(*command, path, rest, language);
}

/// The help that fits what was typed: that of the command where its name was understood.
std::string nearest_help(const std::vector<std::string>& words) {
    for (const CommandSpec& command : all_commands())
        if (!words.empty() && command.name == words[0]) return "tidu " + words[0] + " --help";
    return "tidu --help";
}

ExitCode main_of(std::vector<std::string> words) {
    const Language language = language_of(words);
    Console console(resolve_console(language, color_choice(find_value(words, "--color")), false));
    words = command_first(std::move(words));
    try {
        return run(words, language);
    } catch (const UsageError& error) {
        console.error(error.message(),
                      error.help().empty() ? say(phrases::see_help, nearest_help(words)) : error.help());
        return ExitCode::usage;
    } catch (const ClosedPipe&) {
        return ExitCode::done;
    } catch (const IoError& error) {
        console.error(error.message());
        return ExitCode::failed;
    } catch (const std::bad_alloc&) {
        console.error(say(phrases::out_of_memory));
        return ExitCode::failed;
    }
}

}  // namespace
}  // namespace tidu::cli

int main(int argument_count, char** arguments) {
    tidu::report_failed_writes();
    return static_cast<int>(tidu::cli::main_of({arguments + 1, arguments + argument_count}));
}
