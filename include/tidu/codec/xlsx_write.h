// SPDX-License-Identifier: Apache-2.0
// A thin owner of a libxlsxwriter workbook: styles as values, no time stamp, bytes at the end. Forms and
// reports fill the sheets through libxlsxwriter itself (rows and columns from 0 there).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct lxw_workbook;
struct lxw_worksheet;
struct lxw_format;

namespace tidu {

enum class HorizontalAlign : std::uint8_t { automatic, left, center, right };
enum class VerticalAlign : std::uint8_t { bottom, center, top };

/// How cells look. Colours are 0xRRGGBB.
struct CellStyle {
    double font_size = 11;
    bool is_bold = false;
    bool is_italic = false;
    bool wraps = false;
    bool has_border = false;
    bool is_locked = true;  ///< counts on protected sheets
    std::uint32_t text_color = 0x000000;
    std::optional<std::uint32_t> fill_color = {};
    HorizontalAlign horizontal = HorizontalAlign::automatic;
    VerticalAlign vertical = VerticalAlign::center;
    std::uint8_t indent = 0;
    std::string number_format = {};
    bool operator==(const CellStyle&) const = default;
};

/// As a cell of a workbook can hold it: what XML refuses made visible, texts of more than 32,767 characters cut,
/// ending in `…`. (libxlsxwriter would leave a longer one out, and Excel refuses the file with the former.)
std::string fit_in_cell(std::string_view text);

/// A workbook being made. The same calls give the same bytes: the creation date is fixed.
class WorkbookWriter {
  public:
    /// `title` goes into the document properties.
    explicit WorkbookWriter(const std::string& title);
    ~WorkbookWriter();
    WorkbookWriter(const WorkbookWriter&) = delete;
    WorkbookWriter& operator=(const WorkbookWriter&) = delete;

    /// Sheets appear in the order they are added. A name that Excel would refuse (too long, `[]:*?/\`, taken)
    /// is made fit.
    lxw_worksheet* add_sheet(std::string_view name);
    /// Equal styles share one format. Lives as long as the writer.
    lxw_format* style(const CellStyle& style);
    lxw_workbook* raw() const;

    /// The finished file. Once, last. Throws IoError when libxlsxwriter cannot make it.
    std::string finish();

  private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace tidu
