// SPDX-License-Identifier: Apache-2.0
// From an indicator file to a System: reads every key of spec section 1 and reports all problems of the file
// in one run.
#pragma once

#include <memory>

#include "tidu/system/system.h"
#include "tidu/text/diagnostic.h"

namespace tidu {

/// Reads a system from YAML text. Structural problems (syntax, keys, types, references, circles) are reported
/// here; empty exactly when one of them is an error. The rules of `lint` that need a whole system are in
/// lint.h.
std::shared_ptr<const System> load_system(const SourcePtr& source, Diagnostics& diagnostics);

}  // namespace tidu
