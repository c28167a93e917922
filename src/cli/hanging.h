// SPDX-License-Identifier: Apache-2.0
// A word and its explanation side by side, the explanation wrapped in its own column.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tidu::cli {

/// Where explanations start and how wide they are.
struct HangingColumn {
    std::size_t margin;
    std::size_t width;
    bool is_below;  ///< the explanation starts below its word: there is no room beside it

    /// For words of `word_width` columns behind an indent of `indent`, in a terminal of `columns`.
    static HangingColumn beside(std::size_t indent, std::size_t word_width, std::size_t columns);
};

/// Appends the lines; `word` stands where it should, its indent included.
void append_hanging(std::string& out, std::string_view word, const std::string& explanation,
                    const HangingColumn& column);

}  // namespace tidu::cli
