// SPDX-License-Identifier: Apache-2.0
// Workbooks by libxlsxwriter, which writes to a named file: a temporary one, whose bytes are handed on, so
// that a result can go to standard output or be renamed into place.
#include "tidu/codec/xlsx_write.h"

#include <xlsxwriter.h>

#include <ctime>
#include <new>
#include <string>
#include <utility>
#include <vector>

#include "phrases.h"
#include "tidu/codec/file.h"
#include "tidu/text/error.h"
#include "tidu/text/utf8.h"

namespace tidu {

namespace {

constexpr std::time_t creation_date = 946'684'800;  // 2000-01-01, always
constexpr std::size_t longest_sheet_name = 31;      // characters

std::string first_characters(std::string_view text, std::size_t count) {
    return std::string(text.substr(0, offset_of_code_point(text, count)));
}

std::string allowed_sheet_name(std::string_view name) {
    std::string allowed(name);
    for (char& byte : allowed)
        if (std::string_view("[]:*?/\\'").find(byte) != std::string_view::npos ||
            static_cast<unsigned char>(byte) < 0x20)
            byte = '_';
    allowed = first_characters(allowed, longest_sheet_name);
    return allowed.empty() ? "_" : allowed;
}

void set_align(lxw_format* format, const CellStyle& style) {
    switch (style.horizontal) {
        case HorizontalAlign::automatic:
            break;
        case HorizontalAlign::left:
            format_set_align(format, LXW_ALIGN_LEFT);
            break;
        case HorizontalAlign::center:
            format_set_align(format, LXW_ALIGN_CENTER);
            break;
        case HorizontalAlign::right:
            format_set_align(format, LXW_ALIGN_RIGHT);
            break;
    }
    switch (style.vertical) {
        case VerticalAlign::bottom:
            break;
        case VerticalAlign::center:
            format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
            break;
        case VerticalAlign::top:
            format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
            break;
    }
    if (style.indent > 0) format_set_indent(format, style.indent);
    if (style.wraps) format_set_text_wrap(format);
}

void set_style(lxw_format* format, const CellStyle& style) {
    format_set_font_size(format, style.font_size);
    format_set_font_color(format, style.text_color);
    if (style.is_bold) format_set_bold(format);
    if (style.is_italic) format_set_italic(format);
    if (style.has_border) format_set_border(format, LXW_BORDER_THIN);
    if (!style.is_locked) format_set_unlocked(format);
    if (style.fill_color) {
        format_set_pattern(format, LXW_PATTERN_SOLID);
        format_set_bg_color(format, LXW_COLOR_UNSET);
        format_set_fg_color(format, *style.fill_color);
    }
    if (!style.number_format.empty()) format_set_num_format(format, style.number_format.c_str());
    set_align(format, style);
}

}  // namespace

std::string fit_in_cell(std::string_view text) {
    constexpr std::size_t most_characters = 32'767;
    std::string visible = escape_controls(text);
    if (code_point_count(visible) <= most_characters) return visible;
    std::size_t end = 0;
    for (std::size_t character = 1; character < most_characters; ++character)
        next_code_point(visible, end);
    return visible.substr(0, end) + "…";
}

struct WorkbookWriter::Parts {
    TemporaryFile file;
    lxw_workbook* workbook;
    std::vector<std::pair<CellStyle, lxw_format*>> styles;

    Parts() : workbook(workbook_new(file.path().c_str())) {
        if (!workbook) throw std::bad_alloc();
    }
    ~Parts() {
        if (workbook) lxw_workbook_free(workbook);
    }
};

WorkbookWriter::WorkbookWriter(const std::string& title) : parts_(std::make_unique<Parts>()) {
    lxw_doc_properties properties{};
    std::string visible = fit_in_cell(title);
    properties.title = visible.data();  // copied, not changed
    properties.created = creation_date;
    workbook_set_properties(parts_->workbook, &properties);
}

WorkbookWriter::~WorkbookWriter() = default;

lxw_workbook* WorkbookWriter::raw() const {
    return parts_->workbook;
}

lxw_worksheet* WorkbookWriter::add_sheet(std::string_view name) {
    const std::string wanted = allowed_sheet_name(name);
    std::string free_name = wanted;
    for (int copy = 2; workbook_validate_sheet_name(parts_->workbook, free_name.c_str()) != LXW_NO_ERROR;
         ++copy) {
        const std::string number = " " + std::to_string(copy);
        free_name = first_characters(wanted, longest_sheet_name - number.size()) + number;
    }
    return workbook_add_worksheet(parts_->workbook, free_name.c_str());
}

lxw_format* WorkbookWriter::style(const CellStyle& style) {
    for (const auto& [known, format] : parts_->styles)
        if (known == style) return format;
    lxw_format* format = workbook_add_format(parts_->workbook);
    set_style(format, style);
    parts_->styles.emplace_back(style, format);
    return format;
}

std::string WorkbookWriter::finish() {
    const lxw_error error = workbook_close(std::exchange(parts_->workbook, nullptr));  // frees it, too
    if (error != LXW_NO_ERROR) throw IoError(say(phrases::cannot_write_workbook, lxw_strerror(error)));
    return read_file(parts_->file.path());
}

}  // namespace tidu

#if defined(__SANITIZE_ADDRESS__)
// libxlsxwriter 1.1 does not free the texts of some data validations and comments. Known to the leak check
// here, so that it still finds leaks of ours.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() {
    return "leak:lxw_strdup\n";
}
extern "C" const char* __lsan_default_options();
extern "C" const char* __lsan_default_options() {
    return "print_suppressions=0";
}
#endif
