// SPDX-License-Identifier: Apache-2.0
// Parses words into the targets of a command description. CLI11 takes the words apart; what it refuses is
// said here, in both languages and with the nearest match.
#include "cli/command_line.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>

#include "cli/phrases.h"
#include "tidu/codec/file.h"
#include "tidu/text/number.h"
#include "tidu/text/overloaded.h"
#include "tidu/text/suggest.h"

namespace tidu::cli {
namespace {

Message did_you_mean(std::string_view word, const std::vector<std::string>& candidates) {
    const std::optional<std::string> nearest = nearest_match(word, candidates);
    return nearest ? say(phrases::did_you_mean, *nearest) : Message();
}

std::vector<std::string> as_strings(const std::vector<std::string_view>& words) {
    return {words.begin(), words.end()};
}

void require_choice(const std::string& value, const std::vector<std::string_view>& choices,
                    const std::string& name) {
    if (choices.empty() || std::find(choices.begin(), choices.end(), value) != choices.end()) return;
    throw UsageError(say(phrases::value_not_allowed, value, name), suggestion(value, as_strings(choices)));
}

template <typename Integer>
Integer parse_integer(const std::string& value, const std::string& name) {
    Integer number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (error != std::errc() || end != value.data() + value.size())
        throw UsageError(say(phrases::value_not_integer, value, name));
    return number;
}

void store(const Target& target, const std::string& value, const std::string& name) {
    std::visit(Overloaded{
                   [](bool* flag) { *flag = true; },
                   [&](std::string* text) { *text = value; },
                   [&](std::vector<std::string>* list) { list->push_back(value); },
                   [&](std::optional<std::uint32_t>* number) {
                       *number = parse_integer<std::uint32_t>(value, name);
                   },
                   [&](std::optional<std::uint64_t>* number) {
                       *number = parse_integer<std::uint64_t>(value, name);
                   },
                   [&](std::optional<double>* number) {
                       *number = parse_number(value);
                       if (!*number) throw UsageError(say(phrases::value_not_number, value, name));
                   },
               },
               target);
}

bool is_switch(const OptionSpec& option) {
    return std::holds_alternative<bool*>(option.target);
}
bool is_list(const Target& target) {
    return std::holds_alternative<std::vector<std::string>*>(target);
}

std::string option_name(const OptionSpec& option) {
    return "--" + std::string(option.name);
}

[[noreturn]] void refuse_option(const CommandSpec& command, const std::string& word) {
    const std::string written = word.substr(0, word.find('='));
    std::vector<std::string> known;
    for (const OptionSpec& option : command.options)
        known.push_back(option_name(option));
    throw UsageError(say(phrases::unknown_option, written), did_you_mean(written, known));
}

/// One command as CLI11 sees it: its options. Arguments are what is left over, in their order.
class Parser {
  public:
    explicit Parser(const CommandSpec& command) : command_(command), values_(command.options.size()) {
        app_.set_help_flag();
        app_.allow_extras();
        for (std::size_t place = 0; place < command.options.size(); ++place)
            add(command.options[place], values_[place]);
    }

    /// Returns how many arguments there were.
    std::size_t run(std::span<const std::string> words) {
        std::vector<std::string> reversed(words.rbegin(), words.rend());  // as CLI11 wants them
        try {
            app_.parse(std::move(reversed));
        } catch (const CLI::ParseError& error) {
            refuse(error);
        }
        for (std::size_t place = 0; place < values_.size(); ++place)
            store_option(command_.options[place], values_[place]);
        return take_arguments(app_.remaining());
    }

  private:
    void add(const OptionSpec& option, std::vector<std::string>& values) {
        const std::string names =
            option_name(option) + (option.letter ? std::string(",-") + option.letter : "");
        if (is_switch(option))
            app_.add_flag(names, *std::get<bool*>(option.target))->disable_flag_override();
        else
            app_.add_option(names, values)->allow_extra_args(false);
    }

    /// CLI11 begins what it says with the name of the option.
    [[noreturn]] void refuse(const CLI::ParseError& error) const {
        const std::string said = error.what();
        for (const OptionSpec& option : command_.options) {
            if (!said.starts_with(option_name(option)) && !said.starts_with(std::string(option.name) + " "))
                continue;
            if (is_switch(option)) throw UsageError(say(phrases::switch_takes_no_value, option_name(option)));
            throw UsageError(say(phrases::value_missing, option_name(option), std::string(option.value)));
        }
        throw UsageError(say(phrases::unexpected_argument, said));
    }

    static void store_option(const OptionSpec& option, const std::vector<std::string>& values) {
        for (const std::string& value : values) {
            require_choice(value, option.choices, option_name(option));
            store(option.target, value, option_name(option));
        }
    }

    std::size_t take_arguments(const std::vector<std::string>& words) {
        std::size_t count = 0;
        bool only_arguments = false;
        for (const std::string& word : words) {
            const bool is_option = word.size() > 1 && word[0] == '-' && !parse_number(word);
            if (!only_arguments && word == "--")
                only_arguments = true;
            else if (!only_arguments && is_option)
                refuse_option(command_, word);
            else
                take_argument(word, count++);
        }
        return count;
    }

    void take_argument(const std::string& word, std::size_t place) {
        const std::vector<ArgumentSpec>& arguments = command_.arguments;
        if (arguments.empty() || (place >= arguments.size() && !is_list(arguments.back().target)))
            throw UsageError(say(phrases::unexpected_argument, word));
        const ArgumentSpec& argument = arguments[std::min(place, arguments.size() - 1)];
        require_choice(word, argument.choices, std::string(argument.name));
        store(argument.target, word, std::string(argument.name));
    }

    const CommandSpec& command_;
    CLI::App app_;
    std::vector<std::vector<std::string>> values_;
};

bool asks_for_help(const CommandSpec& command) {
    for (const OptionSpec& option : command.options)
        if (option.name == "help" && is_switch(option)) return *std::get<bool*>(option.target);
    return false;
}

const CommandSpec* find_named(std::span<const CommandSpec> commands, std::string_view name) {
    const auto found = std::find_if(commands.begin(), commands.end(),
                                    [&](const CommandSpec& command) { return command.name == name; });
    return found == commands.end() ? nullptr : &*found;
}

std::vector<std::string> names_of(std::span<const CommandSpec> commands) {
    std::vector<std::string> names;
    for (const CommandSpec& command : commands)
        names.emplace_back(command.name);
    return names;
}

}  // namespace

Message suggestion(std::string_view word, const std::vector<std::string>& known) {
    constexpr std::size_t words_shown = 20;
    if (Message nearest = did_you_mean(word, known); !nearest.empty()) return nearest;
    if (known.empty()) return {};
    std::string list;
    for (std::size_t place = 0; place < std::min(known.size(), words_shown); ++place)
        list += (place > 0 ? ", " : "") + known[place];
    return say(phrases::one_of, known.size() > words_shown ? list + ", ..." : list);
}

void parse_arguments(const CommandSpec& command, std::span<const std::string> arguments) {
    const std::size_t given = Parser(command).run(arguments);
    if (asks_for_help(command)) return;
    for (std::size_t place = given; place < command.arguments.size(); ++place)
        if (command.arguments[place].required)
            throw UsageError(say(phrases::argument_missing, std::string(command.arguments[place].name)));
}

std::pair<const CommandSpec*, std::span<const std::string>> find_command(
    std::span<const CommandSpec> commands, std::span<const std::string> words) {
    const CommandSpec* command = nullptr;
    while (!words.empty() && !words[0].starts_with('-') && !commands.empty()) {
        const CommandSpec* next = find_named(commands, words[0]);
        if (next == nullptr) {
            const Message nearest = did_you_mean(words[0], names_of(commands));
            // A command with subcommands and work of its own takes other words as its arguments; a misspelt
            // subcommand is none, unless there is a file of that name.
            const bool works = command != nullptr && command->work;
            if (works && (nearest.empty() || file_exists(words[0]))) break;
            throw UsageError(say(phrases::unknown_command, words[0]), nearest);
        }
        command = next;
        commands = command->subcommands;
        words = words.subspan(1);
    }
    return {command, words};
}

}  // namespace tidu::cli
