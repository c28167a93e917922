// SPDX-License-Identifier: Apache-2.0
// What is computed from what: the order in which the parts of a system can be evaluated, or the circle that
// forbids it.
#pragma once

#include <optional>
#include <vector>

#include "tidu/system/outline.h"
#include "tidu/text/diagnostic.h"

namespace tidu {

/// All definitions, each after everything it depends on, otherwise in file order: inputs, the tree (a
/// question's item before its node, children before their group), checks, constraints, ladders. An item comes
/// after whatever its derivation and its `applies_if` (also of the groups above it) read; a group after the
/// inputs its children are weighed by; a ladder after the root. References to nothing are passed over
/// (loading reports them). Nullopt: something depends on itself; every circle met is reported with its
/// members. Linear in the file's size.
std::optional<std::vector<Definition>> evaluation_order(const Outline& outline, Diagnostics& diagnostics);

}  // namespace tidu
