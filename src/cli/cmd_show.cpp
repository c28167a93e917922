// SPDX-License-Identifier: Apache-2.0
// `tidu show`: what an indicator system asks, how it scores, and what each level needs.
#include <algorithm>
#include <memory>

#include "cli/commands.h"
#include "cli/common_options.h"
#include "cli/open_system.h"
#include "cli/output_format.h"
#include "tidu/codec/json_write.h"
#include "tidu/codec/tree.h"
#include "tidu/report/build_system.h"
#include "tidu/text/number.h"

namespace tidu::cli {
namespace {

constexpr Phrase summary{"显示指标体系：指标、权重、等级要求与出处",
                         "show an indicator system: indicators, weights, levels and where they come from"};
constexpr Phrase system_argument_help{"内置体系的名称或文件路径（默认为 general）",
                                      "name of a bundled system or a path (default: general)"};
constexpr Phrase full_help{"列出每道题的题面、计分、佐证、建议与依据",
                           "every question with its text, scoring, evidence, advice and basis"};

struct ShowOptions {
    std::string system;
    std::string format;
    std::string output;
    bool full = false;
};

/// Under these keys stands a text even where it looks like a number: version 2025.10 is not 2025.1.
bool holds_text(std::string_view key) {
    constexpr std::string_view keys[] = {"version", "zh",   "en",       "title",  "ask",
                                         "unit",    "text", "evidence", "advice", "note"};
    return std::ranges::find(keys, key) != std::end(keys);
}

void write_scalar(JsonWriter& json, const TreeView& view, std::string_view key) {
    if (view.style() != ScalarStyle::plain || holds_text(key)) return json.value(view.text());
    if (view.text() == "true" || view.text() == "false") return json.value(view.text() == "true");
    if (const auto number = parse_number(view.text())) return json.value(*number);
    json.value(view.text());
}

/// The file's own keys and values: what its JSON Schema describes, with aliases and merge keys resolved.
/// `key` is the one that the value stands under; empty: none.
void write_value(JsonWriter& json, const TreeView& view, std::string_view key) {
    if (view.is_null()) return json.null();
    if (view.is_scalar()) return write_scalar(json, view, key);
    view.is_mapping() ? json.open_object() : json.open_array();
    for (std::size_t child = 0; child < view.size(); ++child) {
        const std::string_view name = view.is_mapping() ? view.key(child).text() : std::string_view();
        if (view.is_mapping()) json.key(name);
        write_value(json, view[child], name);
    }
    view.is_mapping() ? json.close_object() : json.close_array();
}

std::string system_json(const System& system) {
    Diagnostics none;  // it was read without findings before
    const auto documents = parse_yaml(system.source, TreeLimits(), none);
    std::string out;
    JsonWriter json(out, JsonLayout::pretty);
    write_value(json, documents->front().view(), {});
    return out + "\n";
}

ExitCode run_show(const ShowOptions& options, Console& console) {
    const auto system = open_system(options.system.empty() ? default_system : options.system, console);
    if (!system) return ExitCode::data_errors;
    const std::string_view format = chosen_format(options.format, options.output, {"text", "md", "json"});
    if (format == "json") {
        console.write_result(options.output, system_json(*system));
        return ExitCode::done;
    }
    const auto program = compile(std::make_shared<const Outline>(system));
    const Document document = build_system_report(*program, {console.language(), options.full});
    console.write_result(options.output,
                         render_document(document, std::string(format), options.output, console.settings()));
    return ExitCode::done;
}

}  // namespace

CommandSpec show_command() {
    auto options = std::make_shared<ShowOptions>();
    return {
        .name = "show",
        .summary = summary,
        .arguments = {{.name = "SYSTEM",
                       .help = system_argument_help,
                       .target = &options->system,
                       .required = false,
                       .completion = Completion::system}},
        .options =
            {
                {.name = "full", .help = full_help, .target = &options->full},
                format_option(options->format, {"text", "md", "json"}),
                output_option(options->output),
            },
        .examples =
            {
                {"show general", {"通用体系的指标与等级", "indicators and levels of the general index"}},
                {"show miit-sme --full --format md -o miit-sme.md",
                 {"完整说明，供阅读或打印", "all of it, to read or print"}},
            },
        .work = [options](Console& console) { return run_show(*options, console); },
    };
}

}  // namespace tidu::cli
