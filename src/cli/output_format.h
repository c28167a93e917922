// SPDX-License-Identifier: Apache-2.0
// Which form a report takes, and the report in that form.
#pragma once

#include <string>

#include "cli/console.h"
#include "tidu/report/document.h"

namespace tidu::cli {

/// The format of a report: see `chosen_format`.
std::string output_format(const std::string& format, const std::string& output);

/// One document as text, md, html or xlsx. Text for a file has neither colour nor drawing.
std::string render_document(const Document& document, const std::string& format, const std::string& output,
                            const ConsoleSettings& settings);

}  // namespace tidu::cli
