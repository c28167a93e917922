// SPDX-License-Identifier: Apache-2.0
// Options that several commands share: the same name, letter and help everywhere (spec section 6).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/command_line.h"
#include "cli/console.h"

namespace tidu::cli {

/// Every command has these; `--lang` is also read before anything else, since help itself has a language.
struct CommonOptions {
    std::string language;  ///< `zh`, `en`; empty: from the environment
    std::string color;     ///< `auto`, `always`, `never`; empty: auto
    bool quiet = false;
    bool help = false;
};

/// `--lang`, `--color`, `--quiet`, `--help`.
std::vector<OptionSpec> common_options(CommonOptions& options);

/// The command with the common options behind its own.
CommandSpec with_common_options(CommandSpec command, CommonOptions& options);

/// `-s, --system SYSTEM`
OptionSpec system_option(std::string& system);
/// `[SYSTEM]` in front of all else
ArgumentSpec system_argument(std::string& system);
/// `--evidence claimed|strict`
OptionSpec evidence_option(std::string& mode);
/// `--digits N` of reports
OptionSpec digits_option(std::optional<std::uint32_t>& digits);
/// `--set ID=VALUE`, may be repeated
OptionSpec set_option(std::vector<std::string>& assignments);
/// `--format FORMAT` out of `choices`
OptionSpec format_option(std::string& format, std::vector<std::string_view> choices);
/// The format wanted: `format` where it is given, else the choice that the ending of `output` names (also by
/// htm, txt or yml), else, without an ending, the first. Throws UsageError for an ending that names none:
/// a report in a file called `report.docx` would open nowhere.
std::string_view chosen_format(std::string_view format, std::string_view output,
                               const std::vector<std::string_view>& choices);
/// The same for a file whose format only its ending can name.
std::string_view chosen_by_ending(std::string_view output, const std::vector<std::string_view>& choices);
/// `-o, --output FILE`
OptionSpec output_option(std::string& path);

/// Splits `ID=VALUE` pairs; throws UsageError where there is no `=` or no id. `option` is how the user wrote
/// it.
std::vector<std::pair<std::string, std::string>> split_assignments(
    const std::vector<std::string>& assignments, std::string_view option);

}  // namespace tidu::cli
