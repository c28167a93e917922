// SPDX-License-Identifier: Apache-2.0
// `tidu lint`: indicator files in, everything that is wrong or doubtful in them out.
#include <memory>

#include "cli/commands.h"
#include "cli/common_options.h"
#include "cli/finding_output.h"
#include "cli/phrases.h"
#include "tidu/codec/file.h"
#include "tidu/codec/tree.h"
#include "tidu/survey/targets.h"
#include "tidu/system/lint.h"
#include "tidu/system/schema.h"
#include "tidu/text/error.h"

namespace tidu::cli {
namespace {

constexpr Phrase summary{"检查指标体系文件", "check indicator files"};
constexpr Phrase files_help{"指标体系文件，可多个；- 为标准输入", "indicator files; - is standard input"};
constexpr Phrase schema_help{"输出文件格式的 JSON Schema，供编辑器补全与检查",
                             "write the JSON Schema of the file format, for editors to complete and check"};
constexpr Phrase nothing_found{"{} 个文件，没有发现问题", "files checked: {}; nothing found"};
constexpr Phrase found{"{} 个文件：{} 个错误，{} 个警告", "files checked: {}; errors: {}, warnings: {}"};

struct LintOptions {
    std::vector<std::string> paths;
    std::string format;
    std::string output;
    bool schema = false;
};

/// The data of a file of policy targets, which lie beside indicator systems and say so in their first key.
std::optional<Tree> as_targets(const SourcePtr& source) {
    constexpr std::string_view first_key = "tidu_targets";
    if (source->text.find(first_key) == std::string::npos) return std::nullopt;
    Diagnostics unused;  // an indicator system reports its own
    std::optional<std::vector<Tree>> documents = parse_yaml(source, {}, unused);
    if (!documents || documents->size() != 1) return std::nullopt;
    const TreeView root = documents->front().view();
    if (!root.is_mapping() || !root.find(first_key).exists()) return std::nullopt;
    return std::move(documents->front());
}

Diagnostics lint_file(const std::string& path) {
    Diagnostics findings;
    const SourcePtr source = read_source(path, TreeLimits().bytes, findings);
    if (!source) return findings;
    if (const std::optional<Tree> targets = as_targets(source))
        survey::read_targets(targets->view(), source, findings);
    else
        lint_source(source, findings);
    findings.sort();
    return findings;
}

std::string findings_text(const std::vector<FileFindings>& files, Language language, bool color) {
    std::string text;
    DiagnosticRenderer renderer(language, color);
    for (const FileFindings& file : files)
        for (const Diagnostic& finding : file.findings.items())
            text += renderer.render(finding);
    return text;
}

void print_summary(const std::vector<FileFindings>& files, Console& console) {
    std::size_t errors = 0, warnings = 0;
    for (const FileFindings& file : files) {
        errors += file.findings.count(Severity::error);
        warnings += file.findings.count(Severity::warning);
    }
    if (errors + warnings == 0)
        console.remark(say(nothing_found, files.size()));
    else
        console.remark(say(found, files.size(), errors, warnings));
}

ExitCode run_lint(const LintOptions& options, Console& console) {
    if (options.schema) {
        console.write_result(options.output, indicator_schema());
        return ExitCode::done;
    }
    if (options.paths.empty()) throw UsageError(say(phrases::argument_missing, "FILE"));
    std::vector<FileFindings> files;
    ExitCode code = ExitCode::done;
    for (const std::string& path : options.paths) {
        try {
            files.push_back({display_name_of_input(path), lint_file(path)});
        } catch (const IoError& error) {  // the other files are still worth checking
            console.error(error.message());
            code = ExitCode::failed;
            continue;
        }
        if (files.back().findings.has_errors() && code == ExitCode::done) code = ExitCode::data_errors;
    }
    const Language language = console.language();
    const bool color = console.settings().color && options.output.empty();
    const std::string_view format = chosen_format(options.format, options.output, {"text", "json", "sarif"});
    if (format == "json")
        console.write_result(options.output, findings_json(files, language));
    else if (format == "sarif")
        console.write_result(options.output, findings_sarif(files, language));
    else
        console.write_result(options.output, findings_text(files, language, color));
    print_summary(files, console);
    return code;
}

}  // namespace

CommandSpec lint_command() {
    auto options = std::make_shared<LintOptions>();
    return {
        .name = "lint",
        .summary = summary,
        .arguments = {{.name = "FILE", .help = files_help, .target = &options->paths, .required = false}},
        .options =
            {
                format_option(options->format, {"text", "json", "sarif"}),
                output_option(options->output),
                {.name = "schema", .help = schema_help, .target = &options->schema},
            },
        .examples =
            {
                {"lint my-index.yaml", {"检查一个指标体系", "check an indicator system"}},
                {"lint indicators/*.yaml --format sarif -o lint.sarif",
                 {"供代码托管平台展示", "for a code-hosting service to show"}},
                {"lint --schema -o tidu.schema.json", {"供编辑器使用", "for an editor"}},
            },
        .work = [options](Console& console) { return run_lint(*options, console); },
    };
}

}  // namespace tidu::cli
