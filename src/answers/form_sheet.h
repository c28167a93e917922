// SPDX-License-Identifier: Apache-2.0
// One sheet of questions in the workbook of a form.
#pragma once

#include <xlsxwriter.h>

#include "form_fill.h"
#include "form_layout.h"
#include "workbook_styles.h"

namespace tidu {

/// What the sheets of one workbook share.
struct FormWriting {
    const Outline& outline;
    const FormLayout& layout;
    const FormFill& fill;
    const FormFormulas& formulas;
    const WorkbookStyles& styles;
    Language language;
};

/// Writes the lines of `sheet` with their drop-downs, checks, colours, comments and hidden ids.
void write_form_sheet(const FormWriting& writing, const FormSheet& sheet, lxw_worksheet* worksheet);

/// Protects a sheet without a password: open cells take answers, rows and columns may be inserted and sized.
void protect_form_sheet(lxw_worksheet* worksheet);

}  // namespace tidu
