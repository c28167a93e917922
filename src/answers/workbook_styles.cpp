// SPDX-License-Identifier: Apache-2.0
#include "workbook_styles.h"

namespace tidu {
namespace {

/// Adds formats that share the language's font, so that each style says only what is special about it.
class Formats {
  public:
    Formats(lxw_workbook* workbook, Language language)
        : workbook_(workbook), font_(language == Language::zh ? "Microsoft YaHei" : "Calibri") {}

    lxw_format* text(double size, lxw_color_t color = form_color::ink) const {
        lxw_format* format = workbook_add_format(workbook_);
        format_set_font_name(format, font_);
        format_set_font_size(format, size);
        format_set_font_color(format, color);
        format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
        return format;
    }

    lxw_format* wrapped(double size, lxw_color_t color = form_color::ink) const {
        lxw_format* format = text(size, color);
        format_set_text_wrap(format);
        return format;
    }

    lxw_format* cell(double size, lxw_color_t background, lxw_color_t color = form_color::ink) const {
        lxw_format* format = wrapped(size, color);
        format_set_border(format, LXW_BORDER_THIN);
        format_set_border_color(format, form_color::line);
        if (background != LXW_COLOR_WHITE) format_set_bg_color(format, background);
        return format;
    }

    lxw_format* open_cell(double size, lxw_color_t background) const {
        lxw_format* format = cell(size, background);
        format_set_unlocked(format);
        return format;
    }

    lxw_format* when(lxw_color_t background, lxw_color_t color) const {
        lxw_format* format = workbook_add_format(workbook_);
        format_set_bg_color(format, background);
        format_set_font_color(format, color);
        return format;
    }

  private:
    lxw_workbook* workbook_;
    const char* font_;
};

lxw_format* bold(lxw_format* format) {
    format_set_bold(format);
    return format;
}

lxw_format* centred(lxw_format* format) {
    format_set_align(format, LXW_ALIGN_CENTER);
    return format;
}

lxw_format* indented(lxw_format* format) {
    format_set_indent(format, 2);
    return format;
}

lxw_format* with_numbers(lxw_format* format, const char* number_format) {
    format_set_num_format(format, number_format);
    return format;
}

lxw_format* on_band(lxw_format* format) {
    format_set_bg_color(format, form_color::band);
    return format;
}

}  // namespace

WorkbookStyles::WorkbookStyles(lxw_workbook* workbook, Language language) {
    const Formats formats(workbook, language);
    title = on_band(bold(formats.wrapped(18, LXW_COLOR_WHITE)));
    subtitle = on_band(formats.wrapped(11, LXW_COLOR_WHITE));
    section = bold(formats.text(12, form_color::band));
    paragraph = formats.wrapped(10.5);
    small = formats.wrapped(9, form_color::quiet);
    column_heading = on_band(bold(centred(formats.cell(10.5, form_color::band, LXW_COLOR_WHITE))));
    group_heading = bold(formats.cell(10.5, form_color::heading));
    number = centred(formats.cell(10, LXW_COLOR_WHITE, form_color::quiet));
    question = formats.cell(10.5, LXW_COLOR_WHITE);
    option = indented(formats.cell(10.5, LXW_COLOR_WHITE));
    unit = centred(formats.cell(10, LXW_COLOR_WHITE, form_color::quiet));
    answer = centred(formats.open_cell(10.5, form_color::to_fill));
    code = with_numbers(centred(formats.open_cell(10.5, form_color::to_fill)), "@");
    written = formats.open_cell(10, LXW_COLOR_WHITE);
    computed = with_numbers(centred(formats.open_cell(10.5, form_color::heading)), "0.##");
    closed = formats.cell(10, form_color::off);
    table_cell = formats.cell(10.5, LXW_COLOR_WHITE);
    table_number = centred(formats.cell(10.5, LXW_COLOR_WHITE));
    table_share = with_numbers(centred(formats.cell(10.5, LXW_COLOR_WHITE)), "0%");
    table_total = bold(centred(formats.cell(10.5, form_color::heading)));
    bar = formats.cell(10.5, LXW_COLOR_WHITE, 0x2E8B57);
    strong = bold(formats.text(10.5));
    plain = formats.text(10.5);
    quiet = formats.text(9, form_color::quiet);
    cell_to_fill = centred(formats.cell(10, form_color::to_fill));
    cell_done = centred(formats.cell(10, form_color::done));
    cell_wrong = centred(formats.cell(10, form_color::wrong, form_color::wrong_ink));
    cell_off = centred(formats.cell(10, form_color::off, form_color::off_ink));
    when_done = formats.when(form_color::done, form_color::ink);
    when_wrong = formats.when(form_color::wrong, form_color::wrong_ink);
    when_assumed = formats.when(form_color::assumed, form_color::ink);
    when_off = formats.when(form_color::off, form_color::off_ink);
}

}  // namespace tidu
