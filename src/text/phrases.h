// SPDX-License-Identifier: Apache-2.0
// The words of the text room: how places and findings are shown.
#pragma once

#include "tidu/text/message.h"

namespace tidu::phrases {

constexpr Phrase error{"错误", "error"};
constexpr Phrase warning{"警告", "warning"};
constexpr Phrase note{"说明", "note"};
constexpr Phrase help{"建议", "help"};
constexpr Phrase colon{"：", ": "};
constexpr Phrase row{"第 {} 行", "row {}"};
constexpr Phrase row_and_column{"第 {} 行第 {} 列", "row {}, column {}"};

}  // namespace tidu::phrases
