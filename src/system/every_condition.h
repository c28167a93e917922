// SPDX-License-Identifier: Apache-2.0
// All conditions of a system, wherever they stand.
#pragma once

#include <functional>

#include "tidu/system/outline.h"

namespace tidu {

/// Calls `visit` with every condition in the order of the file's parts; conditions inside others are not
/// visited.
void visit_every_condition(const Outline& outline, const std::function<void(const Condition&)>& visit);

}  // namespace tidu
