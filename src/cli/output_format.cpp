// SPDX-License-Identifier: Apache-2.0
#include "cli/output_format.h"

#include "cli/common_options.h"
#include "tidu/report/render.h"

namespace tidu::cli {

std::string output_format(const std::string& format, const std::string& output) {
    return std::string(chosen_format(format, output, {"text", "json", "jsonl", "md", "html", "xlsx"}));
}

std::string render_document(const Document& document, const std::string& format, const std::string& output,
                            const ConsoleSettings& settings) {
    if (format == "html") return render_html({&document, 1});
    if (format == "md") return render_markdown(document);
    if (format == "xlsx") return render_xlsx(document);
    if (!output.empty()) return render_terminal(document, {.width = settings.width});
    return render_terminal(document, {settings.width, settings.color, settings.draws_unicode});
}

}  // namespace tidu::cli
