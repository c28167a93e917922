// SPDX-License-Identifier: Apache-2.0
// Bundled systems by name. Their data is made at build time by embed.cpp.
#include "tidu/system/bundled.h"

#include <algorithm>
#include <cassert>

#include "build.h"

namespace tidu {

std::shared_ptr<const System> load_bundled_system(std::string_view id) {
    const auto& files = bundled_files();
    const auto file = std::find_if(files.begin(), files.end(),
                                   [&](const BundledFile& candidate) { return candidate.id == id; });
    if (file == files.end()) return nullptr;
    const Tree tree = unpack_tree(file->tree);
    if (!tree.view().find("tidu").exists()) return nullptr;  // a data file, not a system
    const auto source =
        std::make_shared<const Source>(Source{std::string(file->id) + ".yaml", std::string(file->text)});
    // Not checked again at every start: a test lints the text of each and finds nothing.
    Diagnostics diagnostics;
    auto system = std::make_shared<System>(build_system(tree.view(), source, diagnostics));
    assert(diagnostics.empty());
    system->sha256 = file->sha256;
    return system;
}

}  // namespace tidu
