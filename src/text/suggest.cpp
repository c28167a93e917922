// SPDX-License-Identifier: Apache-2.0
// The nearest allowed word, by Damerau-Levenshtein distance (optimal string alignment) over characters.
#include "tidu/text/suggest.h"

#include <algorithm>

#include "tidu/text/utf8.h"

namespace tidu {

namespace {

std::u32string characters_of(std::string_view text) {
    const std::string lower = to_lower_ascii(text);
    std::u32string characters;
    for (std::size_t offset = 0; offset < lower.size();)
        characters += next_code_point(lower, offset);
    return characters;
}

/// Three rows are enough: insertions and deletions look one row back, a swapped pair two.
std::size_t edit_distance(const std::u32string& from, const std::u32string& to) {
    std::vector<std::size_t> before_last, last(to.size() + 1), current(to.size() + 1);
    for (std::size_t column = 0; column <= to.size(); ++column)
        last[column] = column;
    for (std::size_t row = 1; row <= from.size(); ++row) {
        current[0] = row;
        for (std::size_t column = 1; column <= to.size(); ++column) {
            const std::size_t change = from[row - 1] == to[column - 1] ? 0 : 1;
            current[column] =
                std::min({last[column] + 1, current[column - 1] + 1, last[column - 1] + change});
            if (row > 1 && column > 1 && from[row - 1] == to[column - 2] && from[row - 2] == to[column - 1])
                current[column] = std::min(current[column], before_last[column - 2] + 1);
        }
        before_last = last;
        last.swap(current);
    }
    return last[to.size()];
}

}  // namespace

std::optional<std::string> nearest_match(std::string_view word, const std::vector<std::string>& candidates) {
    const std::u32string wanted = characters_of(word);
    std::optional<std::string> nearest;
    std::size_t nearest_distance = 0;
    for (const std::string& candidate : candidates) {
        const std::u32string offered = characters_of(candidate);
        const std::size_t shorter = std::min(wanted.size(), offered.size());
        const std::size_t longer = std::max(wanted.size(), offered.size());
        const std::size_t allowed = std::max<std::size_t>(1, longer / 3);
        if (longer - shorter > allowed) continue;  // also spares the cost of a word of megabytes
        const std::size_t distance = edit_distance(wanted, offered);
        if (distance > allowed || distance >= longer) continue;  // nothing in common is no match
        if (nearest && distance >= nearest_distance) continue;
        nearest = candidate;
        nearest_distance = distance;
    }
    return nearest;
}

}  // namespace tidu
