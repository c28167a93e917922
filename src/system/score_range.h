// SPDX-License-Identifier: Apache-2.0
// The scores a question's own answers can have, found from its definition alone.
#pragma once

#include "tidu/system/system.h"

namespace tidu {

/// Lowest and highest score over the options or inside the range. What "not applicable" or no answer counts
/// is not in it.
Range score_range(const Question& question);

}  // namespace tidu
