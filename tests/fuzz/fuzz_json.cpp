// SPDX-License-Identifier: Apache-2.0
// JSON: trees or findings; a tree that is written and read again is the same.
#include "tree_checks.h"

using namespace tidu;

namespace {

std::string written(const Tree& tree) {
    std::string out;
    JsonWriter json(out, JsonLayout::pretty, JsonEscapes::html);
    write_json(json, tree.view());
    return out;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const TreeLimits limits{std::size_t{1} << 20, 5000, 64};
    Diagnostics diagnostics;
    const auto trees = parse_json(fuzz_source(text_of(data, size)), limits, diagnostics);
    require(trees.has_value() != diagnostics.has_errors(), "there are trees exactly when there is no error");
    show_all(diagnostics);
    if (!trees) return 0;
    for (const Tree& tree : *trees) {
        check_tree(tree, limits);
        const std::string once = written(tree);
        Diagnostics none;
        const auto again = parse_json(fuzz_source(once), {}, none);
        require(again && again->size() == 1 && written(again->front()) == once,
                "JSON is read back as it was written");
    }
    return 0;
}
