// SPDX-License-Identifier: Apache-2.0
// Everything of a document that can be built, right or wrong. Under load, which hands out what is right, and
// under lint, which looks at the rest too.
#pragma once

#include <memory>

#include "tidu/codec/tree.h"
#include "tidu/system/system.h"
#include "tidu/text/diagnostic.h"

namespace tidu {

/// The system as far as it can be built. Where an error is reported it must not be scored. `mended`: errors
/// behind which the document was read as meant (see check_structure). `faults`: all others; what was wrong is
/// left out or empty. Findings stand by place, each once.
std::shared_ptr<System> draft_system(Tree& document, const SourcePtr& source, Diagnostics& mended,
                                     Diagnostics& faults);

/// A file holds one document.
void report_document_count(const SourcePtr& source, std::size_t count, Diagnostics& diagnostics);

}  // namespace tidu
