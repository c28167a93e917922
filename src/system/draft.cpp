// SPDX-License-Identifier: Apache-2.0
#include "draft.h"

#include "build.h"
#include "phrases.h"
#include "resolve.h"
#include "rules.h"
#include "structure.h"
#include "tidu/system/dependencies.h"

namespace tidu {

namespace {

/// What an option set gets wrong is met with every question that uses it.
void append_once(const Diagnostics& found, Diagnostics& diagnostics) {
    const Diagnostic* last = nullptr;
    for (const Diagnostic& finding : found.items()) {
        const bool repeats = last != nullptr && last->rule == finding.rule &&
                             last->place.span == finding.place.span &&
                             last->message.in(Language::en) == finding.message.in(Language::en);
        if (!repeats) diagnostics.add(finding);
        last = &finding;
    }
}

}  // namespace

std::shared_ptr<System> draft_system(Tree& document, const SourcePtr& source, Diagnostics& mended,
                                     Diagnostics& faults) {
    Diagnostics found;
    check_structure(document, source, mended, found);
    auto system = std::make_shared<System>(build_system(document.view(), source, found));
    const Outline outline(system);
    check_references(outline, found);
    evaluation_order(outline, found);
    found.sort();
    append_once(found, faults);
    return system;
}

void report_document_count(const SourcePtr& source, std::size_t count, Diagnostics& diagnostics) {
    diagnostics.add({Severity::error,
                     rule::document_count,
                     say(phrases::document_count, count),
                     Place::of_file(source),
                     {},
                     {},
                     {}});
}

}  // namespace tidu
