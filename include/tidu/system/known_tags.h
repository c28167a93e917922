// SPDX-License-Identifier: Apache-2.0
// Tags of inputs that forms and reports treat in their own way; to scores every tag is alike.
#pragma once

#include <algorithm>
#include <string_view>

#include "tidu/system/system.h"

namespace tidu {

/// Computed for the reader: what follows from the level.
inline constexpr std::string_view output_tag = "output";
/// A number of the system itself, with its default: nothing that an enterprise is asked to know.
inline constexpr std::string_view threshold_tag = "threshold";

inline bool has_tag(const Item& item, std::string_view tag) {
    return std::ranges::find(item.tags, tag) != item.tags.end();
}

}  // namespace tidu
