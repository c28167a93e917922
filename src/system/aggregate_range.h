// SPDX-License-Identifier: Apache-2.0
// Bounds of a group's score from the bounds of its children.
#pragma once

#include "possibility.h"

namespace tidu {

/// The children's possibilities must stand in `nodes` already.
NodePossibility group_possibility(const Outline& outline, NodeIndex group,
                                  const std::vector<NodePossibility>& nodes);

}  // namespace tidu
