// SPDX-License-Identifier: Apache-2.0
// Where a command speaks: results on standard output, all else on standard error, in the reader's language.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "tidu/text/diagnostic.h"
#include "tidu/text/language.h"
#include "tidu/text/message.h"

namespace tidu::cli {

enum class ColorChoice { automatic, always, never };

/// The environment's wishes and the terminal's abilities, resolved once.
struct ConsoleSettings {
    Language language = Language::en;
    bool is_terminal = false;      ///< standard output is one
    bool is_terminal_err = false;  ///< standard error is one (progress is drawn only there)
    bool color = false;            ///< on standard output
    bool color_err = false;        ///< on standard error
    bool draws_unicode = false;    ///< bars, steps and marks beyond ASCII
    bool quiet = false;            ///< only errors on standard error
    std::size_t width = 80;        ///< columns of text
};

/// LC_ALL, LC_MESSAGES, LANG: the first that is set decides; zh when it starts with `zh`.
Language language_of_environment();

/// Looks at environment, terminal and the common options. NO_COLOR and TERM=dumb are honoured.
ConsoleSettings resolve_console(Language language, ColorChoice color, bool quiet);

class Console {
  public:
    explicit Console(ConsoleSettings settings) : settings_(settings) {}

    const ConsoleSettings& settings() const { return settings_; }
    Language language() const { return settings_.language; }

    /// Results, to standard output. Throws IoError when it cannot be written, ClosedPipe when nobody reads.
    void print(std::string_view text);
    /// Results, to `path` (whole or not at all); an empty path is standard output.
    void write_result(const std::string& path, std::string_view bytes);
    /// The words of a dialogue, to standard error as they are; `--quiet` does not silence what somebody is
    /// asked.
    void converse(std::string_view text) { say_on_stderr(text); }
    /// A remark on standard error; nothing under `--quiet`.
    void remark(const Message& message);
    void warn(const Message& message, const Message& help = {});
    void error(const Message& message, const Message& help = {});
    /// Findings on standard error; under `--quiet` only errors.
    void report(const Diagnostics& diagnostics);

  private:
    void say_on_stderr(std::string_view text);
    std::string labelled(const Phrase& label, std::string_view color, const Message& message,
                         const Message& help) const;

    ConsoleSettings settings_;
};

}  // namespace tidu::cli
