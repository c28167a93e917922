// SPDX-License-Identifier: Apache-2.0
// YAML: trees or findings, never a crash, a hang or gigabytes.
#include "tree_checks.h"

using namespace tidu;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const TreeLimits limits{std::size_t{1} << 20, 5000, 64};
    Diagnostics diagnostics;
    const auto trees = parse_yaml(fuzz_source(text_of(data, size)), limits, diagnostics);
    require(trees.has_value() != diagnostics.has_errors(), "there are trees exactly when there is no error");
    show_all(diagnostics);
    if (!trees) return 0;
    for (const Tree& tree : *trees)
        check_tree(tree, limits);
    return 0;
}
