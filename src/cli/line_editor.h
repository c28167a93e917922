// SPDX-License-Identifier: Apache-2.0
// Lines from a person at a terminal (edited, with history and Chinese input) or from a script.
#pragma once

#include <memory>
#include <optional>
#include <string>

namespace tidu::cli {

class LineEditor {
  public:
    /// Edits lines where standard input and standard error are terminals, else reads them as they come.
    LineEditor();
    ~LineEditor();
    LineEditor(const LineEditor&) = delete;
    LineEditor& operator=(const LineEditor&) = delete;

    bool is_interactive() const { return terminal_ != nullptr; }
    /// The next line without its end; nullopt at the end of input. The prompt goes to standard error.
    std::optional<std::string> read(const std::string& prompt);

  private:
    struct Terminal;
    std::unique_ptr<Terminal> terminal_;
};

}  // namespace tidu::cli
