// SPDX-License-Identifier: Apache-2.0
// Everything a condition or a derived value names. One walk serves reference checks, dependencies and lint.
#pragma once

#include <functional>

#include "tidu/system/system.h"

namespace tidu {

/// One mention of another definition.
struct Reference {
    enum class Kind { score, answer, evidence, check, level, selector };
    Kind kind = Kind::answer;
    const Name* name = nullptr;          ///< node, item, check or ladder; null for a selector
    const Selector* selector = nullptr;  ///< set for a selector only
};
using ReferenceVisitor = std::function<void(const Reference&)>;

/// Calls `visit` for every mention in file order, thresholds that are answers included.
void visit_references(const Condition& condition, const ReferenceVisitor& visit);
void visit_references(const Derivation& derivation, const ReferenceVisitor& visit);

/// Calls `visit` for the condition itself and every condition inside it, outermost first.
void visit_conditions(const Condition& condition, const std::function<void(const Condition&)>& visit);

}  // namespace tidu
