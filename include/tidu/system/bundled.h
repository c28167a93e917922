// SPDX-License-Identifier: Apache-2.0
// The indicator systems that travel inside the program. Parsed when tidu is built; see
// src/system/CMakeLists.txt.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tidu/system/system.h"

namespace tidu {

struct BundledFile {
    std::string_view id;    ///< file name without `.yaml`
    std::string_view text;  ///< the file as committed
    std::string_view tree;  ///< pack_tree of its parsed document
    std::string_view sha256;
};

/// In alphabetical order; indicator systems and data files such as `targets-2027`.
const std::vector<BundledFile>& bundled_files();

/// A bundled system by id; null: there is none of that name. Bundled systems load without diagnostics (a test
/// says so).
std::shared_ptr<const System> load_bundled_system(std::string_view id);

}  // namespace tidu
