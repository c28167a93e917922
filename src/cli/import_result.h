// SPDX-License-Identifier: Apache-2.0
// `--import ID=RESULT.json`: a finished assessment as an answer of another one.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "tidu/result/record.h"
#include "tidu/score/program.h"

namespace tidu::cli {

/// The answer to `item_id` that a result gives: its total for a number, the level of the ladder whose levels
/// are the item's options for a choice. Throws UsageError where the item is neither or the result holds no
/// such value.
std::string imported_answer(const Outline& outline, const std::string& item_id,
                            const AssessmentRecord& result);

/// The record for `enterprise_id` in a result file; the only one where the file holds one. Throws UsageError.
const AssessmentRecord& record_of(const std::vector<AssessmentRecord>& records,
                                  const std::string& enterprise_id, const std::string& path);

}  // namespace tidu::cli
