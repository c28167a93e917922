// SPDX-License-Identifier: Apache-2.0
// What is computed from what: the order in which the parts of a system can be evaluated, or the circle that
// forbids it.
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
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

/// The same order for systems that may hold circles, each cut open somewhere: for looking at them, not for
/// scoring.
std::vector<Definition> order_with_circles(const Outline& outline);

using Ids = std::set<std::string, std::less<>>;

/// The ids themselves and those of all definitions that depend on one of them, directly or through others.
Ids dependents_of(const Outline& outline, const Ids& ids);

}  // namespace tidu
