// SPDX-License-Identifier: Apache-2.0
// How a form's workbook looks: one set of cell formats for all its sheets.
#pragma once

#include <xlsxwriter.h>

#include "tidu/text/language.h"

namespace tidu {

/// Colours mean the same everywhere: yellow is to be filled, green done, red wrong, grey needs nothing,
/// white has a default or is computed elsewhere.
namespace form_color {
inline constexpr lxw_color_t ink = 0x1F3B57;
inline constexpr lxw_color_t band = 0x1F4E79;
inline constexpr lxw_color_t heading = 0xDCE6F1;
inline constexpr lxw_color_t line = 0xBFC9D4;
inline constexpr lxw_color_t quiet = 0x6B7785;
inline constexpr lxw_color_t to_fill = 0xFFF8DC;
inline constexpr lxw_color_t done = 0xE2F3E4;
inline constexpr lxw_color_t wrong = 0xF9D5D2;
inline constexpr lxw_color_t wrong_ink = 0xA61B1B;
inline constexpr lxw_color_t assumed = 0xFFFFFF;
inline constexpr lxw_color_t off = 0xEDEDED;
inline constexpr lxw_color_t off_ink = 0xB0B0B0;
}  // namespace form_color

/// Formats belong to the workbook they were added to.
struct WorkbookStyles {
    WorkbookStyles(lxw_workbook* workbook, Language language);

    lxw_format* title;
    lxw_format* subtitle;
    lxw_format* section;  ///< heading on the cover
    lxw_format* paragraph;
    lxw_format* small;
    lxw_format* column_heading;
    lxw_format* group_heading;
    lxw_format* number;  ///< of a question
    lxw_format* question;
    lxw_format* option;  ///< line of a multi
    lxw_format* unit;
    lxw_format* answer;    ///< open cell
    lxw_format* code;      ///< open cell for codes and years, kept as text
    lxw_format* written;   ///< open cell for words: reason, evidence, note
    lxw_format* computed;  ///< open cell with a formula
    lxw_format* closed;    ///< nothing to fill here
    lxw_format* table_cell;
    lxw_format* table_number;
    lxw_format* table_share;
    lxw_format* table_total;
    lxw_format* bar;
    lxw_format* strong;  ///< pieces of rich text
    lxw_format* plain;
    lxw_format* quiet;
    lxw_format* cell_to_fill;  ///< samples of the colours
    lxw_format* cell_done;
    lxw_format* cell_wrong;
    lxw_format* cell_off;
    lxw_format* when_done;  ///< conditional: only what changes
    lxw_format* when_wrong;
    lxw_format* when_assumed;
    lxw_format* when_off;
};

}  // namespace tidu
