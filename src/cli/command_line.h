// SPDX-License-Identifier: Apache-2.0
// A command described as data: its options, arguments and texts. Parsing, help, man pages and shell
// completion all read this description, so that nothing is kept by hand twice.
#pragma once

#include <cstdint>
#include <exception>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "cli/console.h"
#include "cli/exit_code.h"
#include "tidu/text/message.h"

namespace tidu::cli {

/// The command line is wrong: what was seen, and what to do. Ends with exit code 2.
class UsageError : public std::exception {
  public:
    explicit UsageError(Message message, Message help = {})
        : message_(std::move(message)), help_(std::move(help)) {}
    const Message& message() const { return message_; }
    const Message& help() const { return help_; }
    const char* what() const noexcept override { return "wrong command line"; }

  private:
    Message message_;
    Message help_;
};

/// Where a value goes; its type says what is accepted. A list takes a value each time the option is written.
using Target = std::variant<bool*, std::string*, std::vector<std::string>*, std::optional<std::uint32_t>*,
                            std::optional<std::uint64_t>*, std::optional<double>*>;

/// What a shell offers to complete a value.
enum class Completion { nothing, file, folder, system, command };

/// `--name VALUE`, or a switch where `target` is a bool.
struct OptionSpec {
    std::string_view name;        ///< long name without dashes
    char letter = 0;              ///< short form; 0: none
    std::string_view value = {};  ///< placeholder in help, upper case; empty for a switch
    Phrase help = {};
    Target target = static_cast<bool*>(nullptr);
    std::vector<std::string_view> choices = {};  ///< the only values accepted; empty: any
    Completion completion = Completion::nothing;
};

/// A value without a name. One whose target is a list stands last and takes the rest.
struct ArgumentSpec {
    std::string_view name;  ///< upper case
    Phrase help = {};
    Target target = static_cast<std::string*>(nullptr);
    bool required = true;
    std::vector<std::string_view> choices = {};
    Completion completion = Completion::file;
};

struct ExampleSpec {
    std::string_view command;  ///< after `tidu `
    Phrase says = {};
};

/// One command. Describing binds options to their targets and never works; `work` runs after parsing has
/// finished. The targets live in an options struct that `work` keeps alive.
struct CommandSpec {
    std::string_view name;
    Phrase summary = {};  ///< one line, no full stop
    std::vector<ArgumentSpec> arguments = {};
    std::vector<OptionSpec> options = {};
    std::vector<CommandSpec> subcommands = {};
    std::vector<ExampleSpec> examples = {};
    std::function<ExitCode(Console&)> work = {};
};

/// What to write instead of `word`: the nearest of `known`, else which there are (the first twenty).
Message suggestion(std::string_view word, const std::vector<std::string>& known);

/// Fills the targets of `command` from what stands after its name. Throws UsageError.
void parse_arguments(const CommandSpec& command, std::span<const std::string> arguments);

/// The command that the leading words name (`sample plan`), and the rest of the words. Throws UsageError for
/// words that name none, with the nearest match.
std::pair<const CommandSpec*, std::span<const std::string>> find_command(
    std::span<const CommandSpec> commands, std::span<const std::string> words);

}  // namespace tidu::cli
