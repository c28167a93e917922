// SPDX-License-Identifier: Apache-2.0
// Bundled systems by name. Their data is made at build time by embed.cpp.
#include "tidu/system/bundled.h"

#include <algorithm>
#include <cassert>

#include "tidu/system/load.h"

namespace tidu {

std::shared_ptr<const System> load_bundled_system(std::string_view id) {
    const auto& files = bundled_files();
    const auto file = std::find_if(files.begin(), files.end(),
                                   [&](const BundledFile& candidate) { return candidate.id == id; });
    if (file == files.end()) return nullptr;
    Tree tree = unpack_tree(file->tree);
    if (!tree.view().find("tidu").exists()) return nullptr;  // a data file, not a system
    const auto source =
        std::make_shared<const Source>(Source{std::string(file->id) + ".yaml", std::string(file->text)});
    Diagnostics diagnostics;
    auto system = load_system(std::move(tree), source, std::string(file->sha256), diagnostics);
    assert(diagnostics.empty() && "bundled systems have no faults: a test loads them all");
    return system;
}

}  // namespace tidu
