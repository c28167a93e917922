// SPDX-License-Identifier: Apache-2.0
// What must hold for a text before any parser sees it, and places in it from byte offsets.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "tidu/text/diagnostic.h"

namespace tidu {

/// The text without a byte order mark at its start.
std::string_view without_bom(std::string_view text);

/// Turns byte offsets of a text into lines and columns.
class LineIndex {
  public:
    explicit LineIndex(std::string_view text);

    /// Where `size` bytes from `offset` stand; cut at the end of their first line. Offsets behind the end
    /// mean the end.
    Span span(std::size_t offset, std::size_t size = 1) const;
    /// Byte offset of the n-th line (0 = first); of the end where there is no such line.
    std::size_t line_start(std::size_t line) const;
    std::string_view text() const { return text_; }

  private:
    std::string_view text_;
    std::vector<std::size_t> starts_;
};

/// Refuses (with a diagnostic) a text that is too large, is not UTF-8 or holds control characters other than
/// tab, CR and LF: parsers stumble over those, or stop at them in silence.
bool check_text(const SourcePtr& source, std::size_t max_bytes, Diagnostics& diagnostics);

}  // namespace tidu
