// SPDX-License-Identifier: Apache-2.0
#include "cli/console.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "cli/phrases.h"
#include "tidu/codec/file.h"
#include "tidu/codec/terminal.h"
#include "tidu/text/number.h"
#include "tidu/text/utf8.h"

namespace tidu::cli {
namespace {

std::string_view environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::string_view() : std::string_view(value);
}

std::string_view first_set(std::initializer_list<const char*> names) {
    for (const char* name : names)
        if (!environment(name).empty()) return environment(name);
    return {};
}

bool locale_is_utf8() {
    const std::string locale = to_lower_ascii(first_set({"LC_ALL", "LC_CTYPE", "LANG"}));
    return locale.find("utf-8") != std::string::npos || locale.find("utf8") != std::string::npos;
}

bool wants_color(ColorChoice choice, bool is_terminal) {
    if (choice != ColorChoice::automatic) return choice == ColorChoice::always;
    return is_terminal && environment("NO_COLOR").empty() && environment("TERM") != "dumb";
}

/// COLUMNS where it is set, the terminal's own width, else 80.
std::size_t text_width() {
    constexpr std::size_t narrowest = 20, widest = 1000, usual = 80;
    if (const std::optional<double> columns = parse_number(environment("COLUMNS")))
        return static_cast<std::size_t>(std::clamp<double>(*columns, narrowest, widest));
    return std::max(terminal_columns().value_or(usual), narrowest);
}

}  // namespace

Language language_of_environment() {
    return first_set({"LC_ALL", "LC_MESSAGES", "LANG"}).starts_with("zh") ? Language::zh : Language::en;
}

ConsoleSettings resolve_console(Language language, ColorChoice color, bool quiet) {
    ConsoleSettings settings;
    settings.language = language;
    settings.is_terminal = is_terminal(StandardStream::output);
    settings.is_terminal_err = is_terminal(StandardStream::errors);
    settings.color = wants_color(color, settings.is_terminal);
    settings.color_err = wants_color(color, settings.is_terminal_err);
    // Asking for colours asks for the picture a terminal shows.
    settings.draws_unicode = color == ColorChoice::always || (settings.is_terminal && locale_is_utf8());
    settings.quiet = quiet;
    settings.width = text_width();
    return settings;
}

void Console::print(std::string_view text) {
    write_file(std::string(standard_stream), text);
}

void Console::write_result(const std::string& path, std::string_view bytes) {
    write_file(path.empty() ? std::string(standard_stream) : path, bytes);
}

void Console::remark(const Message& message) {
    if (!settings_.quiet) say_on_stderr(message.in(settings_.language) + "\n");
}

void Console::warn(const Message& message, const Message& help) {
    if (!settings_.quiet) say_on_stderr(labelled(phrases::warning_label, "\x1b[1;33m", message, help));
}

void Console::error(const Message& message, const Message& help) {
    say_on_stderr(labelled(phrases::error_label, "\x1b[1;31m", message, help));
}

void Console::report(const Diagnostics& diagnostics) {
    DiagnosticRenderer renderer(settings_.language, settings_.color_err);
    for (const Diagnostic& diagnostic : diagnostics.items()) {
        if (settings_.quiet && diagnostic.severity != Severity::error) continue;
        say_on_stderr(renderer.render(diagnostic));
    }
}

std::string Console::labelled(const Phrase& label, std::string_view color, const Message& message,
                              const Message& help) const {
    const Language language = settings_.language;
    std::string text = "tidu: ";
    if (settings_.color_err) text += color;
    text += say(label).in(language);
    if (settings_.color_err) text += "\x1b[0m";
    text += escape_controls(message.in(language)) + "\n";
    if (!help.empty())
        text += say(phrases::help_label).in(language) + escape_controls(help.in(language)) + "\n";
    return text;
}

// Nobody can be told that standard error is gone.
void Console::say_on_stderr(std::string_view text) {
    std::fwrite(text.data(), 1, text.size(), stderr);
}

}  // namespace tidu::cli
