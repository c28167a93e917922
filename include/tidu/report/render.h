// SPDX-License-Identifier: Apache-2.0
// Documents drawn: for a terminal, as Markdown, as one HTML file, as a workbook. Same document, same bytes.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "tidu/report/document.h"

namespace tidu {

struct TerminalStyle {
    std::size_t width = 80;  ///< columns; wide characters take two
    bool color = false;
    bool unicode = false;  ///< bars, steps and marks beyond ASCII
};

std::string render_terminal(const Document& document, const TerminalStyle& style);

/// CommonMark with tables.
std::string render_markdown(const Document& document);

/// One file without outside resources, scripts or trust in its texts: everything is escaped, the content
/// security policy allows styles only. Several documents follow each other, each on its own page when
/// printed.
std::string render_html(std::span<const Document> documents);

/// A workbook (XLSX): a sheet for each section, with charts. Throws IoError when it cannot be made.
std::string render_xlsx(const Document& document);

}  // namespace tidu
