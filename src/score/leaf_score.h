// SPDX-License-Identifier: Apache-2.0
// From one answer to points: the scoring rules of a question, and their best and worst.
#pragma once

#include <optional>

#include "tidu/score/program.h"

namespace tidu {

LeafScore compile_leaf_score(const Question& question);

}  // namespace tidu
