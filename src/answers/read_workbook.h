// SPDX-License-Identifier: Apache-2.0
// Answers in workbooks: the form that `tidu form` writes, filled in, or a table in a sheet.
#pragma once

#include <vector>

#include "tidu/answers/item_names.h"
#include "tidu/answers/raw_answers.h"
#include "tidu/codec/xlsx_read.h"

namespace tidu {

/// The sheet of a form, or the sheets of all tables. `names` as for TableReader. Empty where the workbook is
/// neither.
std::vector<RawSheet> read_workbook_answers(const Workbook& workbook, const SourcePtr& source,
                                            const Outline* outline, Diagnostics& diagnostics);

}  // namespace tidu
