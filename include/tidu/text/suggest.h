// SPDX-License-Identifier: Apache-2.0
// "Did you mean": the nearest of the words that were allowed.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tidu {

/// The candidate with the smallest Damerau-Levenshtein distance (in characters), if that is near enough to be
/// meant (at most a third of the longer word, at least 1, and something in common); ties go to the earlier
/// candidate. Case does not count.
std::optional<std::string> nearest_match(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace tidu
