// SPDX-License-Identifier: Apache-2.0
#include "cli/hanging.h"

#include <algorithm>

#include "tidu/text/utf8.h"

namespace tidu::cli {

HangingColumn HangingColumn::beside(std::size_t indent, std::size_t word_width, std::size_t columns) {
    constexpr std::size_t gap = 2, narrowest = 28, indent_below = 6;
    const std::size_t margin = indent + word_width + gap;
    if (columns >= margin + narrowest) return {margin, columns - margin, false};
    const std::size_t below = indent + indent_below;
    return {below, std::max(narrowest, columns > below ? columns - below : 0), true};
}

void append_hanging(std::string& out, std::string_view word, const std::string& explanation,
                    const HangingColumn& column) {
    const std::string margin(column.margin, ' ');
    std::string line = pad_width(word, column.margin);
    if (column.is_below || display_width(word) + 2 > column.margin) {
        out.append(word) += '\n';
        line = margin;
    }
    for (const std::string& part : wrap_width(explanation, column.width)) {
        out += line + part + "\n";
        line = margin;
    }
}

}  // namespace tidu::cli
