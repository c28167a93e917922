// SPDX-License-Identifier: Apache-2.0
// Second step of loading: every name names something, of the right kind, once.
#pragma once

#include "tidu/system/outline.h"
#include "tidu/text/diagnostic.h"

namespace tidu {

/// Reports duplicate ids, references to nothing or to the wrong kind of thing, answers that their question
/// cannot have, and keys that contradict each other. A system that passes can be compiled.
void check_references(const Outline& outline, Diagnostics& diagnostics);

}  // namespace tidu
