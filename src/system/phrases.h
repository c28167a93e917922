// SPDX-License-Identifier: Apache-2.0
// What the system room says, in both languages side by side.
#pragma once

#include "tidu/text/message.h"

namespace tidu::phrases {

inline constexpr Phrase circular_definition{"定义依赖自身：{}", "definition depends on itself: {}"};
inline constexpr Phrase circular_definition_help{
    "断开其中一环，使每项定义只依赖在它之前能算出的内容",
    "break one link, so that everything can be computed before it is read"};

}  // namespace tidu::phrases
