// SPDX-License-Identifier: Apache-2.0
// Words that only workbooks have.
#pragma once

#include "tidu/text/message.h"

namespace tidu::phrases {

constexpr Phrase overview_sheet{"概览", "Overview"};
constexpr Phrase percent_column{"占满分的百分比", "% of maximum"};
constexpr Phrase share_column{"{}占比（%）", "{} %"};
constexpr Phrase low_column{"最低可能", "lowest possible"};
constexpr Phrase high_column{"最高可能", "highest possible"};
constexpr Phrase column_beside{"所附佐证、原因与备注", "Evidence given, reason, note"};
constexpr Phrase column_rank{"序号", "No."};
constexpr Phrase column_owner{"责任人", "Owner"};
constexpr Phrase column_due_date{"完成期限", "Due"};
constexpr Phrase column_progress{"进展", "Progress"};

}  // namespace tidu::phrases
