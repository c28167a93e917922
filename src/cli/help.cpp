// SPDX-License-Identifier: Apache-2.0
// One description, four appearances: terminal help, man page, Markdown reference and index.
#include "cli/help.h"

#include <algorithm>

#include "cli/hanging.h"
#include "cli/phrases.h"
#include "tidu/text/utf8.h"
#include "tidu/text/version.h"

namespace tidu::cli {
namespace {

struct ExitCodeText {
    const char* code;
    Phrase says;
};
constexpr ExitCodeText exit_code_texts[] = {
    {"0", phrases::exit_done},
    {"1", phrases::exit_data_errors},
    {"2", phrases::exit_usage},
    {"3", phrases::exit_failed},
};

/// A term and what it means: an option, an argument, a command.
struct Entry {
    std::string term;
    std::string meaning;
};

bool takes_list(const Target& target) {
    return std::holds_alternative<std::vector<std::string>*>(target);
}

std::string written(const ArgumentSpec& argument) {
    std::string text(argument.name);
    if (takes_list(argument.target)) text += "...";
    return argument.required ? text : "[" + text + "]";
}

std::string written(const OptionSpec& option) {
    std::string text = option.letter == 0 ? std::string("    ") : std::string{'-', option.letter} + ", ";
    text += "--" + std::string(option.name);
    if (!option.value.empty()) text += " " + std::string(option.value);
    return text;
}

std::string joined(const std::vector<std::string_view>& words) {
    std::string text;
    for (std::string_view word : words) {
        if (!text.empty()) text += ", ";
        text += word;
    }
    return text;
}

std::string meaning(const Phrase& help, const std::vector<std::string_view>& choices, Language language) {
    std::string text = say(help).in(language);
    if (!choices.empty())
        text += (language == Language::zh ? "；" : "; ") +
                say(phrases::values_allowed, joined(choices)).in(language);
    return text;
}

std::string synopsis(const CommandSpec& command, const std::string& path) {
    std::string text = "tidu " + path;
    if (!command.subcommands.empty() && !command.work) return text + " COMMAND [OPTION]...";
    if (!command.options.empty()) text += " [OPTION]...";
    for (const ArgumentSpec& argument : command.arguments)
        text += " " + written(argument);
    return text;
}

std::vector<Entry> command_entries(std::span<const CommandSpec> commands, Language language) {
    std::vector<Entry> entries;
    for (const CommandSpec& command : commands)
        entries.push_back({std::string(command.name), say(command.summary).in(language)});
    return entries;
}

std::vector<Entry> argument_entries(const CommandSpec& command, Language language) {
    std::vector<Entry> entries;
    for (const ArgumentSpec& argument : command.arguments)
        entries.push_back({written(argument), meaning(argument.help, argument.choices, language)});
    return entries;
}

std::vector<Entry> option_entries(const CommandSpec& command, Language language) {
    std::vector<Entry> entries;
    for (const OptionSpec& option : command.options)
        entries.push_back({written(option), meaning(option.help, option.choices, language)});
    return entries;
}

std::vector<Entry> exit_code_entries(Language language) {
    std::vector<Entry> entries;
    for (const ExitCodeText& text : exit_code_texts)
        entries.push_back({text.code, say(text.says).in(language)});
    return entries;
}

// ---- terminal

/// Terms in one column, meanings wrapped in the next; a long term gets a line of its own, and in a narrow
/// terminal every one.
void append_entries(std::string& text, const Phrase& heading, const std::vector<Entry>& entries,
                    Language language, std::size_t width) {
    if (entries.empty()) return;
    constexpr std::size_t indent = 2, longest_term = 28;
    std::size_t term_width = 0;
    for (const Entry& entry : entries)
        if (display_width(entry.term) <= longest_term)
            term_width = std::max(term_width, display_width(entry.term));
    const HangingColumn column = HangingColumn::beside(indent, term_width, width);
    text += "\n" + say(heading).in(language) + say(phrases::heading_end).in(language) + "\n";
    for (const Entry& entry : entries)
        append_hanging(text, std::string(indent, ' ') + entry.term, entry.meaning, column);
}

/// Commands stay in one line, so that they can be copied.
void append_examples(std::string& text, const CommandSpec& command, Language language, std::size_t width) {
    if (command.examples.empty()) return;
    text +=
        "\n" + say(phrases::examples_heading).in(language) + say(phrases::heading_end).in(language) + "\n";
    for (const ExampleSpec& example : command.examples) {
        append_hanging(text, "  #", say(example.says).in(language),
                       {5, std::max<std::size_t>(width, 24) - 5, false});
        text += "  tidu " + std::string(example.command) + "\n";
    }
}

void append_usage(std::string& text, const std::string& synopsis, Language language, std::size_t width) {
    std::string line = "\n";
    for (const std::string& part :
         wrap_width(say(phrases::usage).in(language) + say(phrases::colon).in(language) + synopsis, width)) {
        text += line + part + "\n";
        line = "  ";
    }
}

// ---- man pages

/// Text for roff: no line starts a request, hyphens stay hyphens, backslashes stay.
std::string roff(std::string_view text) {
    std::string safe;
    for (char letter : text) {
        if (letter == '\\')
            safe += "\\e";
        else if (letter == '-')
            safe += "\\-";
        else if ((letter == '.' || letter == '\'') && (safe.empty() || safe.back() == '\n'))
            safe += std::string("\\&") + letter;
        else
            safe += letter;
    }
    return safe;
}

/// Man pages have their headings in capitals, where a language has them.
std::string roff_heading(const Phrase& phrase, Language language) {
    std::string text = say(phrase).in(language);
    std::ranges::transform(text, text.begin(), [](char letter) {
        return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
    });
    return ".SH " + roff(text) + "\n";
}

void append_roff_entries(std::string& page, const Phrase& heading, const std::vector<Entry>& entries,
                         Language language) {
    if (entries.empty()) return;
    page += roff_heading(heading, language);
    for (const Entry& entry : entries)
        page += ".TP\n\\fB" + roff(trim(entry.term)) + "\\fR\n" + roff(entry.meaning) + "\n";
}

/// Ragged on the right and without hyphens: options and Chinese are not to be torn apart.
std::string roff_title(const std::string& name) {
    return ".TH " + roff(name) + " 1 \"\" \"tidu " + roff(version()) + "\"\n.ad l\n.nh\n";
}

std::string roff_name(const std::string& name, const std::string& summary, Language language) {
    return roff_heading(phrases::name_heading, language) + roff(name) + " \\- " + roff(summary) + "\n";
}

std::string dashed(std::string path) {
    std::replace(path.begin(), path.end(), ' ', '-');
    return path;
}

// ---- Markdown

/// Text for a table cell.
std::string cell(std::string_view text) {
    std::string safe;
    for (char letter : text)
        safe += letter == '|' ? std::string("\\|") : std::string(1, letter);
    return safe;
}

/// English and Chinese beside each other; both lists come from the same description.
void append_table(std::string& text, const std::string& heading, const std::vector<Entry>& english,
                  const std::vector<Entry>& chinese) {
    if (english.empty()) return;
    text += "\n| " + heading + " | | |\n|---|---|---|\n";
    for (std::size_t row = 0; row < english.size(); ++row)
        text += "| `" + cell(trim(english[row].term)) + "` | " + cell(english[row].meaning) + " | " +
                cell(chinese[row].meaning) + " |\n";
}

}  // namespace

std::string overview_text(std::span<const CommandSpec> commands, Language language, std::size_t width) {
    std::string text;
    for (const std::string& line : wrap_width(say(phrases::about).in(language), width))
        text += line + "\n";
    append_usage(text, "tidu COMMAND [OPTION]...", language, width);
    append_entries(text, phrases::commands_heading, command_entries(commands, language), language, width);
    return text + "\n" + say(phrases::more_help).in(language) + "\n";
}

std::string help_text(const CommandSpec& command, const std::string& path, Language language,
                      std::size_t width) {
    std::string text;
    for (const std::string& line :
         wrap_width("tidu " + path + " - " + say(command.summary).in(language), width))
        text += line + "\n";
    append_usage(text, synopsis(command, path), language, width);
    append_entries(text, phrases::commands_heading, command_entries(command.subcommands, language), language,
                   width);
    append_entries(text, phrases::arguments_heading, argument_entries(command, language), language, width);
    append_entries(text, phrases::options_heading, option_entries(command, language), language, width);
    append_examples(text, command, language, width);
    append_entries(text, phrases::exit_codes_heading, exit_code_entries(language), language, width);
    return text;
}

std::string overview_man_page(std::span<const CommandSpec> commands, Language language) {
    std::string page =
        roff_title("tidu") + roff_name("tidu", say(phrases::about_short).in(language), language);
    page += roff_heading(phrases::synopsis_heading, language) + ".B tidu\nCOMMAND [OPTION]...\n";
    page +=
        roff_heading(phrases::description_heading, language) + roff(say(phrases::about).in(language)) + "\n";
    append_roff_entries(page, phrases::commands_heading, command_entries(commands, language), language);
    append_roff_entries(page, phrases::exit_codes_heading, exit_code_entries(language), language);
    return page;
}

std::string man_page(const CommandSpec& command, const std::string& path, Language language) {
    std::string page = roff_title("tidu-" + dashed(path));
    page += roff_name("tidu-" + dashed(path), say(command.summary).in(language), language);
    page += roff_heading(phrases::synopsis_heading, language) + roff(synopsis(command, path)) + "\n";
    append_roff_entries(page, phrases::commands_heading, command_entries(command.subcommands, language),
                        language);
    append_roff_entries(page, phrases::arguments_heading, argument_entries(command, language), language);
    append_roff_entries(page, phrases::options_heading, option_entries(command, language), language);
    std::vector<Entry> examples;
    for (const ExampleSpec& example : command.examples)
        examples.push_back({"tidu " + std::string(example.command), say(example.says).in(language)});
    append_roff_entries(page, phrases::examples_heading, examples, language);
    append_roff_entries(page, phrases::exit_codes_heading, exit_code_entries(language), language);
    return page + roff_heading(phrases::see_also_heading, language) + ".BR tidu (1)\n";
}

std::string reference_markdown(const CommandSpec& command, const std::string& path) {
    std::string text = "`" + synopsis(command, path) + "`\n";
    append_table(text, "Commands", command_entries(command.subcommands, Language::en),
                 command_entries(command.subcommands, Language::zh));
    append_table(text, "Arguments", argument_entries(command, Language::en),
                 argument_entries(command, Language::zh));
    append_table(text, "Options", option_entries(command, Language::en),
                 option_entries(command, Language::zh));
    append_table(text, "Exit codes", exit_code_entries(Language::en), exit_code_entries(Language::zh));
    for (const CommandSpec& subcommand : command.subcommands)
        text += "\n### `tidu " + path + " " + std::string(subcommand.name) + "`\n\n" +
                reference_markdown(subcommand, path + " " + std::string(subcommand.name));
    return text;
}

std::string index_markdown(std::span<const CommandSpec> commands) {
    std::string text = "| Command | | |\n|---|---|---|\n";
    for (const CommandSpec& command : commands)
        text += "| [`" + std::string(command.name) + "`](" + std::string(command.name) + ".md) | " +
                say(command.summary).in(Language::en) + " | " + say(command.summary).in(Language::zh) +
                " |\n";
    return text;
}

}  // namespace tidu::cli
