// SPDX-License-Identifier: Apache-2.0
// Ladders: which level the values reach for certain, which they may still reach, and what policy expects.
#pragma once

#include "tidu/score/evaluation.h"
#include "tidu/score/program.h"

namespace tidu {

/// Spec section 3. All that the ladder's conditions read is evaluated. `out` keeps its memory.
void climb(const Program& program, const Evaluation& evaluation, const CompiledLadder& ladder,
           LadderValue& out);

}  // namespace tidu
