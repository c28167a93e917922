// SPDX-License-Identifier: Apache-2.0
// What must hold for a text before any parser sees it, and places in it from byte offsets.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "tidu/text/diagnostic.h"

namespace tidu {

/// The text without a byte order mark at its start.
std::string_view without_bom(std::string_view text);

/// Turns byte offsets of a text (without byte order mark) into lines and columns.
class LineIndex {
  public:
    explicit LineIndex(std::string_view text, std::uint32_t first_line = 1);

    /// Where `size` bytes from `offset` stand; cut at the end of their first line. Offsets behind the end
    /// mean the end. Cost: the distance from the last offset asked for, so that a file of one long line stays
    /// linear.
    Span span(std::size_t offset, std::size_t size = 1) const;
    /// Byte offset of the n-th line (0 = first); of the end where there is no such line.
    std::size_t line_start(std::size_t line) const;
    std::string_view text() const { return text_; }

  private:
    std::size_t column(std::size_t line, std::size_t offset) const;

    std::string_view text_;
    std::uint32_t first_line_;
    std::vector<std::size_t> starts_;
    mutable std::size_t last_line_ = 0;
    mutable std::size_t last_offset_ = 0;
    mutable std::size_t last_column_ = 0;
};

/// Refuses (with a diagnostic) a text that is too large, is not UTF-8 or holds control characters other than
/// tab, CR and LF: parsers stumble over those, or stop at them in silence.
bool check_text(const SourcePtr& source, std::size_t max_bytes, Diagnostics& diagnostics);

}  // namespace tidu
