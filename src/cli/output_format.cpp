// SPDX-License-Identifier: Apache-2.0
#include "cli/output_format.h"

#include "tidu/report/render.h"
#include "tidu/text/utf8.h"

namespace tidu::cli {

std::string output_format(const std::string& format, const std::string& output) {
    if (!format.empty()) return format;
    const std::size_t dot = output.rfind('.');
    const std::string ending =
        dot == std::string::npos ? std::string() : to_lower_ascii(output.substr(dot + 1));
    for (const char* known : {"json", "jsonl", "md", "html", "xlsx"})
        if (ending == known) return known;
    return ending == "htm" ? "html" : "text";
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
