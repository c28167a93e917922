// SPDX-License-Identifier: Apache-2.0
// From an indicator file to a System: parse, compare with the format, build, resolve names, look for circles.
// Each step goes on as far as it can after errors, so that one run shows all problems of a file.
#include "tidu/system/load.h"

#include "draft.h"
#include "rules.h"
#include "tidu/system/dependencies.h"
#include "tidu/text/digest.h"

namespace tidu {

std::shared_ptr<const System> load_system(const SourcePtr& source, Diagnostics& diagnostics) {
    auto documents = parse_yaml(source, TreeLimits(), diagnostics);
    if (!documents) return nullptr;
    if (documents->size() != 1) {
        report_document_count(source, documents->size(), diagnostics);
        return nullptr;
    }
    Diagnostics found, faults;
    auto system = draft_system(documents->front(), source, found, faults);
    found.append(std::move(faults));
    found.sort();
    system->sha256 = to_hex(sha256(source->text));
    const bool failed = found.has_errors();
    diagnostics.append(std::move(found));
    if (failed) return nullptr;
    return system;
}

}  // namespace tidu
