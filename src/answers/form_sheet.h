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

/// What the counter makes of an answer cell that is empty.
struct StateWhenEmpty {
    std::string formula;  ///< 2: nothing need be written, 0: open
    bool needs_nothing;   ///< its value with what is filled in now
};
/// Nothing need be written for an input with a default, a derived value that the sheet cannot compute or
/// whose parts are all there, and the parts of a value that was answered by itself or is not asked.
StateWhenEmpty state_when_empty(const Outline& outline, const FormCells& cells, const FormFill& fill,
                                const FormFormulas& formulas, ItemIndex item);

/// Writes the lines of `sheet` with their drop-downs, checks, colours, comments and hidden ids.
void write_form_sheet(const FormWriting& writing, const FormSheet& sheet, lxw_worksheet* worksheet);

/// Protects a sheet without a password: open cells take answers, rows and columns may be inserted and sized.
void protect_form_sheet(lxw_worksheet* worksheet);

}  // namespace tidu
