// SPDX-License-Identifier: Apache-2.0
// Parses words into the targets of a command description: GNU habits (`--name=value`, `-ab`, `--`), exact
// names only, every refusal in both languages with the nearest match.
#include "cli/command_line.h"

#include <algorithm>
#include <charconv>

#include "cli/phrases.h"
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
    std::string allowed;
    for (std::string_view choice : choices) {
        if (!allowed.empty()) allowed += ", ";
        allowed += choice;
    }
    Message help = did_you_mean(value, as_strings(choices));
    if (help.empty()) help = say(phrases::one_of, allowed);
    throw UsageError(say(phrases::value_not_allowed, value, name), help);
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

const OptionSpec& find_option(const CommandSpec& command, std::string_view name) {
    for (const OptionSpec& option : command.options)
        if (option.name == name) return option;
    std::vector<std::string> known;
    for (const OptionSpec& option : command.options)
        known.emplace_back(option.name);
    const std::optional<std::string> nearest = nearest_match(name, known);
    throw UsageError(say(phrases::unknown_option, "--" + std::string(name)),
                     nearest ? say(phrases::did_you_mean, "--" + *nearest) : Message());
}

const OptionSpec& find_option(const CommandSpec& command, char letter) {
    for (const OptionSpec& option : command.options)
        if (option.letter == letter) return option;
    throw UsageError(say(phrases::unknown_option, std::string{'-', letter}));
}

/// Walks over the words once; a value may stand in the word of its option or in the next one.
class Parser {
  public:
    Parser(const CommandSpec& command, std::span<const std::string> words)
        : command_(command), words_(words) {}

    void run() {
        while (position_ < words_.size()) {
            const std::string& word = words_[position_++];
            if (only_arguments_ || word.size() < 2 || word[0] != '-' || parse_number(word))
                take_argument(word);
            else if (word == "--")
                only_arguments_ = true;
            else if (word[1] == '-')
                take_long(word.substr(2));
            else
                take_letters(word);
        }
    }
    std::size_t argument_count() const { return argument_count_; }

  private:
    void take_argument(const std::string& word) {
        const std::vector<ArgumentSpec>& arguments = command_.arguments;
        if (arguments.empty() || (argument_count_ >= arguments.size() && !is_list(arguments.back().target)))
            throw UsageError(say(phrases::unexpected_argument, word));
        const ArgumentSpec& argument = arguments[std::min(argument_count_, arguments.size() - 1)];
        require_choice(word, argument.choices, std::string(argument.name));
        store(argument.target, word, std::string(argument.name));
        ++argument_count_;
    }

    void take_long(const std::string& word) {
        const std::size_t equals = word.find('=');
        const OptionSpec& option = find_option(command_, word.substr(0, equals));
        if (is_switch(option)) {
            if (equals != std::string::npos)
                throw UsageError(say(phrases::switch_takes_no_value, option_name(option)));
            store(option.target, {}, {});
        } else {
            take_value(option, equals == std::string::npos ? next_word(option) : word.substr(equals + 1));
        }
    }

    void take_letters(const std::string& word) {
        for (std::size_t place = 1; place < word.size(); ++place) {
            const OptionSpec& option = find_option(command_, word[place]);
            if (!is_switch(option)) {
                take_value(option, place + 1 < word.size() ? word.substr(place + 1) : next_word(option));
                return;
            }
            store(option.target, {}, {});
        }
    }

    static std::string option_name(const OptionSpec& option) { return "--" + std::string(option.name); }

    std::string next_word(const OptionSpec& option) {
        if (position_ == words_.size())
            throw UsageError(say(phrases::value_missing, option_name(option), std::string(option.value)));
        return words_[position_++];
    }

    static void take_value(const OptionSpec& option, const std::string& value) {
        require_choice(value, option.choices, option_name(option));
        store(option.target, value, option_name(option));
    }

    const CommandSpec& command_;
    std::span<const std::string> words_;
    std::size_t position_ = 0;
    std::size_t argument_count_ = 0;
    bool only_arguments_ = false;
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

}  // namespace

void parse_arguments(const CommandSpec& command, std::span<const std::string> arguments) {
    Parser parser(command, arguments);
    parser.run();
    if (asks_for_help(command)) return;
    for (std::size_t place = parser.argument_count(); place < command.arguments.size(); ++place)
        if (command.arguments[place].required)
            throw UsageError(say(phrases::argument_missing, std::string(command.arguments[place].name)));
}

std::pair<const CommandSpec*, std::span<const std::string>> find_command(
    std::span<const CommandSpec> commands, std::span<const std::string> words) {
    const CommandSpec* command = nullptr;
    while (!words.empty() && !words[0].starts_with('-') && !commands.empty()) {
        const CommandSpec* next = find_named(commands, words[0]);
        // A command with subcommands and work of its own takes other words as its arguments.
        if (next == nullptr && command != nullptr && command->work) break;
        if (next == nullptr) {
            std::vector<std::string> known;
            for (const CommandSpec& candidate : commands)
                known.emplace_back(candidate.name);
            throw UsageError(say(phrases::unknown_command, words[0]), did_you_mean(words[0], known));
        }
        command = next;
        commands = command->subcommands;
        words = words.subspan(1);
    }
    return {command, words};
}

}  // namespace tidu::cli
