// SPDX-License-Identifier: Apache-2.0
// Walks over the tables of the file format, for what is made from them.
#pragma once

#include <vector>

#include "format.h"

namespace tidu::format {

/// Every map form that can stand somewhere below `form`, itself left out, in the order in which a reader
/// meets them.
std::vector<const MapForm*> forms_below(const MapForm& form);

template <typename Visit>
void for_each_key(const MapForm& form, const Visit& visit) {
    for (const auto& list : form.keys)
        for (const Key& key : list)
            visit(key);
}

}  // namespace tidu::format
