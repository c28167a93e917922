// SPDX-License-Identifier: Apache-2.0
// Scripts are static text: completing a word never starts tidu.
#include "cli/completion.h"

#include "cli/common_options.h"

namespace tidu::cli {
namespace {

bool is_switch(const OptionSpec& option) {
    return std::holds_alternative<bool*>(option.target);
}

std::string joined(const auto& words) {
    std::string text;
    for (const auto& word : words) {
        if (!text.empty()) text += ' ';
        text += word;
    }
    return text;
}

/// What may follow an option or stand as an argument: fixed words, files or both.
struct Offer {
    std::string words;
    bool files = false;
    bool folders = false;
};

/// Words that the program knows, blank-separated.
struct KnownWords {
    std::string systems;
    std::string commands;
};

Offer offer(Completion completion, const std::vector<std::string_view>& choices, const KnownWords& known) {
    if (!choices.empty()) return {joined(choices), false, false};
    switch (completion) {
        case Completion::nothing:
            return {};
        case Completion::file:
            return {{}, true, false};
        case Completion::folder:
            return {{}, false, true};
        case Completion::system:
            return {known.systems, true, false};
        case Completion::command:
            return {known.commands, false, false};
    }
    return {};
}

/// Every command with the common options, and its subcommands under `COMMAND SUBCOMMAND`.
struct FlatCommand {
    std::string path;
    CommandSpec command;
};

void flatten(std::span<const CommandSpec> commands, const std::string& prefix, CommonOptions& common,
             std::vector<FlatCommand>& flat) {
    for (const CommandSpec& command : commands) {
        const std::string path = prefix + std::string(command.name);
        flat.push_back({path, with_common_options(command, common)});
        flatten(command.subcommands, path + " ", common, flat);
    }
}

std::string names_of(std::span<const CommandSpec> commands) {
    std::vector<std::string_view> names;
    for (const CommandSpec& command : commands)
        names.push_back(command.name);
    return joined(names);
}

std::string option_words(const CommandSpec& command) {
    std::vector<std::string> words;
    for (const OptionSpec& option : command.options) {
        words.push_back("--" + std::string(option.name));
        if (option.letter != 0) words.push_back({'-', option.letter});
    }
    return joined(words);
}

std::string option_pattern(const OptionSpec& option) {
    std::string pattern = "--" + std::string(option.name);
    return option.letter == 0 ? pattern : std::string{'-', option.letter, '|'} + pattern;
}

/// One candidate a line: names of files may have blanks.
std::string bash_reply(const Offer& offered) {
    std::string flags;
    if (!offered.words.empty()) flags += " -W '" + offered.words + "'";
    if (offered.files) flags += " -f";
    if (offered.folders) flags += " -d";
    return flags.empty() ? "COMPREPLY=()" : "mapfile -t COMPREPLY < <(compgen" + flags + " -- \"$word\")";
}

std::string bash_case(const FlatCommand& flat, const KnownWords& known) {
    const CommandSpec& command = flat.command;
    std::string text = "    '" + flat.path + "')\n      case $before in\n";
    for (const OptionSpec& option : command.options)
        if (!is_switch(option))
            text += "        " + option_pattern(option) + ") " +
                    bash_reply(offer(option.completion, option.choices, known)) + "; return ;;\n";
    text += "      esac\n      case $word in\n        -*) " +
            bash_reply({option_words(command), false, false}) + " ;;\n";
    Offer rest;
    if (!command.arguments.empty())
        rest = offer(command.arguments.back().completion, command.arguments.back().choices, known);
    if (!command.subcommands.empty())
        rest.words += (rest.words.empty() ? "" : " ") + names_of(command.subcommands);
    return text + "        *) " + bash_reply(rest) + " ;;\n      esac ;;\n";
}

/// Text inside single quotes of a shell; `:` and brackets mean something to zsh's _arguments.
std::string zsh_text(std::string_view text) {
    std::string safe;
    for (char letter : text) {
        if (letter == '\'')
            safe += "'\\''";
        else if (letter == ':' || letter == '[' || letter == ']')
            safe += std::string{'\\', letter};
        else
            safe += letter;
    }
    return safe;
}

std::string zsh_action(const Offer& offered) {
    if (!offered.words.empty() && offered.files) return ":value:{compadd " + offered.words + "; _files}";
    if (!offered.words.empty()) return ":value:(" + offered.words + ")";
    if (offered.files) return ":file:_files";
    if (offered.folders) return ":folder:_files -/";
    return ":value:";
}

std::string zsh_option(const OptionSpec& option, const KnownWords& known, Language language) {
    const std::string meaning = "[" + zsh_text(say(option.help).in(language)) + "]";
    const std::string action =
        is_switch(option) ? std::string() : zsh_action(offer(option.completion, option.choices, known));
    std::string text = " \\\n        '--" + std::string(option.name) + meaning + action + "'";
    if (option.letter != 0)
        text += " \\\n        '-" + std::string(1, option.letter) + meaning + action + "'";
    return text;
}

std::string zsh_case(const FlatCommand& flat, const KnownWords& known, Language language) {
    std::string text = "    '" + flat.path + "') _arguments -s";
    for (const OptionSpec& option : flat.command.options)
        text += zsh_option(option, known, language);
    if (!flat.command.subcommands.empty())
        text += " \\\n        '1:command:(" + names_of(flat.command.subcommands) + ")'";
    if (!flat.command.arguments.empty()) {
        const ArgumentSpec& last = flat.command.arguments.back();
        text += " \\\n        '*" + zsh_action(offer(last.completion, last.choices, known)) + "'";
    }
    return text + " ;;\n";
}

/// Text inside single quotes of fish.
std::string fish_text(std::string_view text) {
    std::string safe;
    for (char letter : text) {
        if (letter == '\'' || letter == '\\') safe += '\\';
        safe += letter;
    }
    return "'" + safe + "'";
}

std::string fish_option(const OptionSpec& option, const std::string& condition, const KnownWords& known,
                        Language language) {
    std::string line = "complete -c tidu" + condition + " -l " + std::string(option.name);
    if (option.letter != 0) line += std::string(" -s ") + option.letter;
    if (!is_switch(option)) {
        const Offer offered = offer(option.completion, option.choices, known);
        line += offered.files ? " -r -F" : offered.folders ? " -x -a '(__fish_complete_directories)'" : " -x";
        if (!offered.words.empty()) line += " -a " + fish_text(offered.words);
    }
    return line + " -d " + fish_text(say(option.help).in(language)) + "\n";
}

}  // namespace

std::string bash_completion(std::span<const CommandSpec> commands, const std::vector<std::string>& systems) {
    const KnownWords known{joined(systems), names_of(commands)};
    CommonOptions common;
    std::vector<FlatCommand> flat;
    flatten(commands, {}, common, flat);
    std::string text =
        "# bash completion of tidu; made by `tidu completion bash`\n"
        "_tidu() {\n"
        "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} path=${COMP_WORDS[1]}\n"
        "  # --option=value comes in three words\n"
        "  if [[ $word == = ]]; then word=; elif [[ $before == = ]]; then "
        "before=${COMP_WORDS[COMP_CWORD-2]}; fi\n"
        "  if ((COMP_CWORD == 1)); then COMPREPLY=($(compgen -W '" +
        names_of(commands) +
        " --help --version' -- \"$word\")); return; fi\n"
        "  case \"$path ${COMP_WORDS[2]}\" in\n";
    for (const FlatCommand& command : flat)
        if (command.path.find(' ') != std::string::npos)
            text += "    '" + command.path + "') if ((COMP_CWORD > 2)); then path='" + command.path +
                    "'; fi ;;\n";
    text += "  esac\n  case $path in\n";
    for (const FlatCommand& command : flat)
        text += bash_case(command, known);
    return text + "  esac\n}\ncomplete -o filenames -F _tidu tidu\n";
}

std::string zsh_completion(std::span<const CommandSpec> commands, const std::vector<std::string>& systems,
                           Language language) {
    const KnownWords known{joined(systems), names_of(commands)};
    CommonOptions common;
    std::vector<FlatCommand> flat;
    flatten(commands, {}, common, flat);
    std::string text =
        "#compdef tidu\n# zsh completion of tidu; made by `tidu completion zsh`\n_tidu() {\n"
        "  local -a commands\n  commands=(\n";
    for (const CommandSpec& command : commands)
        text +=
            "    '" + std::string(command.name) + ":" + zsh_text(say(command.summary).in(language)) + "'\n";
    text +=
        "  )\n  if ((CURRENT == 2)); then _describe command commands; return; fi\n"
        "  local subject=$words[2]\n  shift words; ((CURRENT--))\n"
        "  case \"$words[1] $words[2]\" in\n";
    for (const FlatCommand& command : flat)
        if (command.path.find(' ') != std::string::npos)
            text += "    '" + command.path + "') if ((CURRENT > 2)); then subject='" + command.path +
                    "'; shift words; ((CURRENT--)); fi ;;\n";
    text += "  esac\n  case $subject in\n";
    for (const FlatCommand& command : flat)
        text += zsh_case(command, known, language);
    return text + "  esac\n}\n_tidu \"$@\"\n";
}

std::string fish_completion(std::span<const CommandSpec> commands, const std::vector<std::string>& systems,
                            Language language) {
    const KnownWords known{joined(systems), names_of(commands)};
    CommonOptions common;
    std::string text = "# fish completion of tidu; made by `tidu completion fish`\ncomplete -c tidu -f\n";
    for (const CommandSpec& command : commands) {
        const std::string name(command.name);
        text += "complete -c tidu -n __fish_use_subcommand -a " + name + " -d " +
                fish_text(say(command.summary).in(language)) + "\n";
        const std::string seen = " -n '__fish_seen_subcommand_from " + name + "'";
        for (const CommandSpec& subcommand : command.subcommands)
            text += "complete -c tidu" + seen + " -a " + std::string(subcommand.name) + " -d " +
                    fish_text(say(subcommand.summary).in(language)) + "\n";
        for (const ArgumentSpec& argument : command.arguments) {
            const Offer offered = offer(argument.completion, argument.choices, known);
            if (offered.files || offered.folders) text += "complete -c tidu" + seen + " -F\n";
            if (!offered.words.empty())
                text += "complete -c tidu" + seen + " -a " + fish_text(offered.words) + "\n";
        }
        std::vector<FlatCommand> flat;
        flatten(std::span(&command, 1), {}, common, flat);
        for (const FlatCommand& entry : flat) {
            const std::size_t space = entry.path.rfind(' ');
            const std::string last = space == std::string::npos ? name : entry.path.substr(space + 1);
            const std::string condition = space == std::string::npos
                                              ? seen
                                              : " -n '__fish_seen_subcommand_from " + name +
                                                    "; and __fish_seen_subcommand_from " + last + "'";
            for (const OptionSpec& option : entry.command.options)
                text += fish_option(option, condition, known, language);
        }
    }
    return text;
}

}  // namespace tidu::cli
