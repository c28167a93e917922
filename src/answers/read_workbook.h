// SPDX-License-Identifier: Apache-2.0
// Answers in workbooks: the form that `tidu form` writes, filled in, or a table in a sheet.
#pragma once

#include <vector>

#include "tidu/answers/raw_answers.h"
#include "tidu/codec/xlsx_read.h"
#include "tidu/system/outline.h"

namespace tidu {

/// The sheet of a form, or the sheets of all tables. `outline` tells the titles of questions (null: ids
/// only). Empty where the workbook is neither.
std::vector<RawSheet> read_workbook_answers(const Workbook& workbook, const SourcePtr& source,
                                            const Outline* outline, Diagnostics& diagnostics);

}  // namespace tidu
