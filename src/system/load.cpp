// SPDX-License-Identifier: Apache-2.0
// From an indicator file to a System: parse, compare with the format, build, resolve names, look for circles.
// Each step goes on as far as it can after errors, so that one run shows all problems of a file.
#include "tidu/system/load.h"

#include "build.h"
#include "phrases.h"
#include "resolve.h"
#include "rules.h"
#include "structure.h"
#include "tidu/system/dependencies.h"
#include "tidu/text/digest.h"

namespace tidu {

std::shared_ptr<const System> load_system(const SourcePtr& source, Diagnostics& diagnostics) {
    const auto documents = parse_yaml(source, TreeLimits(), diagnostics);
    if (!documents) return nullptr;
    if (documents->size() != 1) {
        diagnostics.add({Severity::error,
                         rule::document_count,
                         say(phrases::document_count, documents->size()),
                         Place::of_file(source),
                         {},
                         {},
                         {}});
        return nullptr;
    }
    return load_system(documents->front(), source, to_hex(sha256(source->text)), diagnostics);
}

std::shared_ptr<const System> load_system(const Tree& tree, const SourcePtr& source, std::string sha256,
                                          Diagnostics& diagnostics) {
    Diagnostics found;
    const TreeView document = tree.view();
    check_structure(document, source, found);
    auto system = std::make_shared<System>(build_system(document, source, found));
    system->sha256 = std::move(sha256);
    const Outline outline(system);
    check_references(outline, found);
    evaluation_order(outline, found);
    found.sort();
    const bool failed = found.has_errors();
    diagnostics.append(std::move(found));
    if (failed) return nullptr;
    return system;
}

}  // namespace tidu
