// SPDX-License-Identifier: Apache-2.0
// `tidu batch`: many answer sheets in, one table out.
#include <algorithm>
#include <chrono>
#include <memory>

#include "cli/batch_progress.h"
#include "cli/commands.h"
#include "cli/common_options.h"
#include "cli/drive_words.h"
#include "cli/open_system.h"
#include "cli/output_format.h"
#include "cli/phrases.h"
#include "cli/read_sheets.h"
#include "tidu/batch/batch.h"
#include "tidu/codec/file.h"
#include "tidu/report/build_assessment.h"
#include "tidu/report/build_summary.h"
#include "tidu/report/render.h"
#include "tidu/text/number.h"

namespace tidu::cli {
namespace {

constexpr Phrase summary{"成批评估：文件夹、表格、管道，一家企业一行",
                         "assess many: folders, tables and pipes, one row per enterprise"};
constexpr Phrase inputs_help{"答卷文件、文件夹、通配模式；- 为标准输入",
                             "answer files, folders, patterns; - is standard input"};
constexpr Phrase problems_help{"把全部问题写入该 CSV（文件、行、列、规则、说明）；未说明原因的“不适用”只计数",
                               "write all problems to this CSV (file, row, column, rule, what to do); NA "
                               "without a reason is only counted"};
constexpr Phrase jobs_help{"线程数（默认为处理器数）", "threads (default: as many as processors)"};
constexpr Phrase digits_help{"分数的小数位数（默认 2）；full 为可还原的最短写法",
                             "decimals of scores (default 2); full: the shortest that read back the same"};
constexpr Phrase attributes_help{"输出的企业属性列，逗号分隔",
                                 "enterprise attributes in the output, separated by commas"};
constexpr Phrase shard_help{"只算单个表格的第 K 份（共 N 份），各份首尾相接即为整体",
                            "only the K-th of N pieces of a single table; the pieces in order are the whole"};
constexpr Phrase encoding_help{"强制文字编码（utf-8、gb18030、utf-16）",
                               "force the text encoding (utf-8, gb18030, utf-16)"};
constexpr Phrase input_format_help{"强制答卷格式", "force the format of the answers"};
constexpr Phrase resume_help{
    "续算中断的文件夹批量：已评过且未改动的文件不再评",
    "continue an interrupted folder run: files that are done and unchanged are not scored again"};
constexpr Phrase reports_help{"为每家企业在该文件夹写一份报告",
                              "write one report per enterprise into this folder"};
constexpr Phrase report_format_help{"报告的格式（默认 html）", "format of the reports (default html)"};
constexpr Phrase summary_help{
    "把整批的汇总写入该文件（html、xlsx、md、txt、json）：等级分布，按城市、行业、规模、类型，得分分布，强弱"
    "指标，最常缺的要求，数据质量，名单",
    "write a summary of the whole batch to this file (html, xlsx, md, txt, json): levels, also by city, "
    "industry, size and "
    "status, how scores spread, strong and weak indicators, what is lacking most, quality of the data, the "
    "list"};
constexpr Phrase same_output{"{0} 与 {1} 不能写到同一处", "{0} and {1} cannot write to one place"};
constexpr Phrase output_is_input{"{0} 会覆盖输入 {1}", "{0} would write over the input {1}"};
constexpr Phrase date_help{"报告和汇总上显示的日期", "date shown in the reports and the summary"};
constexpr Phrase resumed{"{} 个文件的结果取自中断的批量",
                         "results of {} files are those of the interrupted run"};
constexpr Phrase no_file_to_resume{"--resume 需要 -o FILE", "--resume needs -o FILE"};
constexpr Phrase stats_help{"输出各阶段用时", "print the time of each stage"};
constexpr Phrase kernel_help{"指定计算内核（baseline、avx2、avx512），none 为逐行计算",
                             "choose the kernel (baseline, avx2, avx512); none: row by row"};
constexpr Phrase block_help{"每块字节数，供测试用", "bytes of a block, for tests"};

constexpr Phrase bad_digits{"--digits 应为 0 至 9 或 full，而不是 `{}`",
                            "--digits takes 0 to 9 or full, not `{}`"};
constexpr Phrase bad_shard{"--shard 的写法是 K/N，如 2/8，而不是 `{}`",
                           "--shard is written K/N such as 2/8, not `{}`"};
constexpr Phrase bad_kernel{"本机没有内核 `{}`", "this machine has no kernel `{}`"};
constexpr Phrase known_kernels{"可用 baseline、avx2、avx512、none",
                               "kernels are baseline, avx2, avx512 and none"};
constexpr Phrase row_counts{"共 {0} 行：有效 {1}，无效 {2}", "{0} rows: {1} valid, {2} invalid"};
constexpr Phrase files_left_out{"没有读取文件夹中的 {0} 个文件：{1}",
                                "files in the folders that were not read: {0} ({1})"};
constexpr Phrase rate{"用时 {0} 秒，每秒 {1} 行", "{0} s, {1} rows a second"};
constexpr Phrase ladder_counts{"{0}：{1}", "{0}: {1}"};
constexpr Phrase level_count{"{0} {1}", "{0} {1}"};
constexpr Phrase below_all{"未达级", "none"};
constexpr Phrase off_ladder{"不适用", "not applicable"};
constexpr Phrase unknown_level{"未定", "unknown"};
constexpr Phrase bare_not_applicable{"声明不适用而未说明原因：{} 处（不逐一列出）",
                                     "declared not applicable without a reason: {} (not listed one by one)"};
constexpr Phrase more_problems{"另有 {} 个问题未显示，用 --problems FILE 可全部写出",
                               "{} more problems are not shown; --problems FILE writes them all"};
constexpr Phrase stage_line{
    "读 {0}，扫描 {1}，计算 {2}，逐行 {3}，成文 {4}，写 {5}（各线程合计，秒）；内核 {6}，快速行 {7}",
    "read {0}, scan {1}, score {2}, plain {3}, format {4}, write {5} (thread seconds); kernel {6}, fast rows "
    "{7}"};

struct BatchOptions {
    std::vector<std::string> inputs;
    std::string system;
    std::vector<std::string> assignments;
    std::string output;
    std::string format;
    std::string problems;
    std::optional<std::uint32_t> jobs;
    std::string digits;
    std::string attributes;
    std::string shard;
    std::string encoding;
    std::string input_format;
    std::string evidence;
    bool resume = false;
    std::string reports;
    std::string report_format;
    std::string summary;
    std::string date;
    bool stats = false;
    std::string kernel;
    std::optional<std::uint64_t> block_bytes;
};

std::vector<std::string> split_list(const std::string& text, char separator) {
    std::vector<std::string> parts;
    std::size_t begin = 0;
    for (std::size_t end = text.find(separator); end != std::string::npos;
         end = text.find(separator, begin)) {
        parts.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    parts.push_back(text.substr(begin));
    return parts;
}

std::optional<std::uint32_t> whole_number(const std::string& text) {
    if (text.empty() || text.size() > 9 || text.find_first_not_of("0123456789") != std::string::npos)
        return std::nullopt;
    return static_cast<std::uint32_t>(std::stoul(text));
}

BatchShard parse_shard(const std::string& text) {
    const std::vector<std::string> parts = split_list(text, '/');
    const auto piece = whole_number(parts.front());
    const auto pieces = whole_number(parts.back());
    if (parts.size() != 2 || !piece || !pieces || *piece == 0 || *piece > *pieces)
        throw UsageError(say(bad_shard, text));
    return {*piece, *pieces};
}

void set_digits(const std::string& text, BatchSettings& settings) {
    if (text.empty()) return;
    settings.full_digits = text == "full";
    const auto digits = whole_number(text);
    if (!settings.full_digits && (!digits || *digits > 9)) throw UsageError(say(bad_digits, text));
    if (digits) settings.digits = static_cast<int>(*digits);
}

std::vector<std::string> own_files(const BatchOptions& options) {
    std::vector<std::string> files;
    for (const std::string& file : {options.output, options.problems, options.summary})
        if (!file.empty() && file != standard_stream) files.push_back(file);
    return files;
}

/// Two outputs into one file, or one over an input, would lose what somebody needs.
void check_outputs(const BatchOptions& options) {
    const std::string rows = options.output.empty() ? std::string(standard_stream) : options.output;
    std::vector<std::pair<std::string_view, std::string>> outputs = {{"-o", rows}};
    if (!options.problems.empty()) outputs.emplace_back("--problems", options.problems);
    if (!options.summary.empty()) outputs.emplace_back("--summary", options.summary);
    const auto is_same = [](const std::string& first, const std::string& second) {
        if (first == standard_stream || second == standard_stream) return first == second;
        return is_replaceable_file(first) && is_same_file(first, second);
    };
    for (std::size_t later = 1; later < outputs.size(); ++later)
        for (std::size_t earlier = 0; earlier < later; ++earlier)
            if (is_same(outputs[later].second, outputs[earlier].second))
                throw UsageError(say(same_output, outputs[earlier].first, outputs[later].first));
    std::vector<std::string> inputs = options.inputs;
    if (file_exists(options.system)) inputs.push_back(options.system);
    for (const auto& [option, file] : outputs)
        for (const std::string& input : inputs)
            if (file != standard_stream && is_same(input, file))
                throw UsageError(say(output_is_input, option, file));
}

/// The system of the run: what is asked for, else what the first sheet names, else the general index.
std::string system_of(const BatchOptions& options) {
    if (!options.system.empty()) return options.system;
    const auto is_known = [bundled = bundled_system_names()](const std::string& name) {
        return std::ranges::find(bundled, name) != bundled.end() || file_exists(name);
    };
    const std::string named = first_named_system(options.inputs, own_files(options), is_known);
    return named.empty() ? default_system : named;
}

BatchFormat format_of(const BatchOptions& options) {
    const std::string_view chosen = chosen_format(options.format, options.output, {"csv", "jsonl", "xlsx"});
    return chosen == "jsonl" ? BatchFormat::jsonl : chosen == "xlsx" ? BatchFormat::xlsx : BatchFormat::csv;
}

/// Sets up one report per enterprise, in the reader's language.
void set_reports(const BatchOptions& options, Language language, BatchSettings& settings) {
    if (options.reports.empty()) return;
    const bool markdown = options.report_format == "md";
    settings.reports_directory = options.reports;
    settings.report_ending = markdown ? ".md" : ".html";
    settings.report_options = (language == Language::zh ? "zh " : "en ") + options.date;
    ReportSettings how;
    how.language = language;
    how.every_question = true;
    how.date = options.date;
    settings.make_report = [how, markdown](const AssessmentRecord& record, const Program& program) {
        const Document document = build_assessment(record, program, how);
        return markdown ? render_markdown(document) : render_html({&document, 1});
    };
}

/// Empty: no summary is wanted.
std::string summary_format(const BatchOptions& options) {
    if (options.summary.empty()) return {};
    return std::string(chosen_by_ending(options.summary, {"text", "html", "md", "xlsx", "json"}));
}

void write_summary(const BatchOptions& options, const std::string& format, const BatchSummary& result,
                   const Program& program, Console& console) {
    if (format == "json")
        return console.write_result(options.summary, statistics_json(*result.statistics, *program.outline));
    SummaryReportSettings settings;
    settings.language = console.language();
    settings.date = options.date;
    settings.value_words = [language = settings.language](const std::string& attribute,
                                                          const std::string& value) {
        return value_words(attribute, value, language);
    };
    settings.files_left_out = result.left_out.size();
    if (!options.reports.empty()) settings.reports = path_beside(options.reports + "/", options.summary);
    for (const std::string& assignment : options.assignments)
        settings.options.emplace_back("set", assignment);
    if (options.evidence == "strict") settings.options.emplace_back("evidence", options.evidence);
    if (!options.shard.empty()) settings.options.emplace_back("shard", options.shard);
    const Document document = build_summary(*result.statistics, program, settings);
    console.write_result(options.summary,
                         render_document(document, format, options.summary, console.settings()));
}

BatchSettings settings_of(const BatchOptions& options, std::shared_ptr<const Program> program) {
    BatchSettings settings;
    settings.inputs = options.inputs;
    settings.program = std::move(program);
    settings.forces_system = !options.system.empty();
    settings.overrides = split_assignments(options.assignments, "--set");
    settings.read.format = answer_format(options.input_format);
    settings.read.encoding = encoding_of(options.encoding);
    settings.evidence_strict = options.evidence == "strict";
    settings.format = format_of(options);
    set_digits(options.digits, settings);
    if (!options.attributes.empty()) settings.attributes = split_list(options.attributes, ',');
    settings.output = options.output.empty() ? std::string(standard_stream) : options.output;
    settings.problems = options.problems;
    settings.jobs = options.jobs.value_or(0);
    if (!options.shard.empty()) settings.shard = parse_shard(options.shard);
    settings.resumes = options.resume;
    if (options.resume && settings.output == standard_stream) throw UsageError(say(no_file_to_resume));
    settings.keeps_statistics = !options.summary.empty();
    if (!options.kernel.empty() && !has_kernel(options.kernel))
        throw UsageError(say(bad_kernel, options.kernel), say(known_kernels));
    settings.kernel = options.kernel;
    settings.own_files = own_files(options);
    if (options.block_bytes) settings.block_bytes = std::max<std::uint64_t>(1, *options.block_bytes);
    return settings;
}

std::string levels_text(const Ladder& ladder, const std::vector<std::uint64_t>& counts, Language language) {
    std::string text;
    const auto add = [&](const std::string& name, std::uint64_t count) {
        if (count == 0) return;
        if (!text.empty()) text += language == Language::zh ? "，" : ", ";
        text += say(level_count, name, count).in(language);
    };
    for (std::size_t level = ladder.levels.size(); level-- > 0;)
        add(ladder.levels[level].title.in(language), counts[level + 1]);
    add(std::string(language == Language::zh ? below_all.zh : below_all.en), counts.front());
    add(std::string(language == Language::zh ? off_ladder.zh : off_ladder.en), counts[counts.size() - 2]);
    add(std::string(language == Language::zh ? unknown_level.zh : unknown_level.en), counts.back());
    return text;
}

/// The first names, and an ellipsis for the rest.
std::string first_names(const std::vector<std::string>& names, Language language) {
    constexpr std::size_t most_named = 8;
    std::string text;
    for (std::size_t name = 0; name < std::min(names.size(), most_named); ++name)
        text += (name == 0 ? "" : language == Language::zh ? "、" : ", ") + names[name];
    return names.size() > most_named ? text + (language == Language::zh ? "……" : ", ...") : text;
}

void show_summary(const BatchSummary& result, const System& system, double seconds, bool stats,
                  Console& console) {
    console.report(result.problems);
    if (result.problem_count > result.problems.items().size())
        console.remark(say(more_problems, result.problem_count - result.problems.items().size()));
    if (result.resumed_files > 0) console.remark(say(resumed, result.resumed_files));
    if (result.bare_not_applicable > 0) console.remark(say(bare_not_applicable, result.bare_not_applicable));
    if (!result.left_out.empty())
        console.remark(
            say(files_left_out, result.left_out.size(), first_names(result.left_out, console.language())));
    console.remark(say(row_counts, result.rows, result.valid, result.invalid));
    for (std::size_t ladder = 0; ladder < result.levels.size(); ++ladder) {
        const std::string levels =
            levels_text(system.ladders[ladder], result.levels[ladder], console.language());
        if (!levels.empty()) console.remark(say(ladder_counts, system.ladders[ladder].title, levels));
    }
    const auto shown = [](double value) { return format_cut(value, 3); };
    constexpr std::uint64_t worth_timing = 1000;  // rows; of fewer a rate says nothing
    if (stats || result.rows >= worth_timing)
        console.remark(
            say(rate, shown(seconds),
                static_cast<std::uint64_t>(static_cast<double>(result.rows) / std::max(seconds, 1e-9))));
    if (!stats) return;
    const BatchStages& stages = result.stages;
    console.remark(say(stage_line, shown(stages.read), shown(stages.scan), shown(stages.score),
                       shown(stages.plain), shown(stages.format), shown(stages.write),
                       result.kernel.empty() ? std::string("-") : result.kernel, result.fast_rows));
}

ExitCode run(const BatchOptions& options, Console& console) {
    check_outputs(options);
    OpenPrograms programs(console);
    const std::string system = system_of(options);
    const auto program = programs.open(system);
    if (!program) return ExitCode::data_errors;
    BatchSettings settings = settings_of(options, program);
    settings.system_name = system;
    set_reports(options, console.language(), settings);
    const std::string format = summary_format(options);
    settings.open_system = [&programs](const std::string& name) -> std::shared_ptr<const Program> {
        try {
            return programs.open(name);
        } catch (const UsageError&) {
            return nullptr;  // the problem of the sheet that names it
        }
    };
    BatchProgressLine line(console);
    settings.on_progress = [&line](const BatchProgress& progress) { line.show(progress); };
    const auto start = std::chrono::steady_clock::now();
    const BatchSummary result = run_batch(settings);
    line.clear();
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    if (result.statistics) write_summary(options, format, result, *program, console);
    show_summary(result, program->outline->system(), seconds, options.stats, console);
    return result.errors > 0 || result.invalid > 0 ? ExitCode::data_errors : ExitCode::done;
}

}  // namespace

CommandSpec batch_command() {
    auto options = std::make_shared<BatchOptions>();
    return {
        .name = "batch",
        .summary = summary,
        .arguments = {{.name = "INPUT", .help = inputs_help, .target = &options->inputs}},
        .options =
            {
                system_option(options->system),
                set_option(options->assignments),
                output_option(options->output),
                format_option(options->format, {"csv", "jsonl", "xlsx"}),
                {.name = "problems",
                 .value = "FILE",
                 .help = problems_help,
                 .target = &options->problems,
                 .completion = Completion::file},
                {.name = "jobs", .letter = 'j', .value = "N", .help = jobs_help, .target = &options->jobs},
                {.name = "digits", .value = "N", .help = digits_help, .target = &options->digits},
                {.name = "attributes",
                 .value = "LIST",
                 .help = attributes_help,
                 .target = &options->attributes},
                {.name = "input-format",
                 .value = "FORMAT",
                 .help = input_format_help,
                 .target = &options->input_format,
                 .choices = answer_format_names()},
                {.name = "encoding", .value = "NAME", .help = encoding_help, .target = &options->encoding},
                evidence_option(options->evidence),
                {.name = "shard", .value = "K/N", .help = shard_help, .target = &options->shard},
                {.name = "resume", .help = resume_help, .target = &options->resume},
                {.name = "reports",
                 .value = "DIR",
                 .help = reports_help,
                 .target = &options->reports,
                 .completion = Completion::file},
                {.name = "report-format",
                 .value = "FORMAT",
                 .help = report_format_help,
                 .target = &options->report_format,
                 .choices = {"html", "md"}},
                {.name = "summary",
                 .value = "FILE",
                 .help = summary_help,
                 .target = &options->summary,
                 .completion = Completion::file},
                {.name = "date", .value = "DATE", .help = date_help, .target = &options->date},
                {.name = "stats", .help = stats_help, .target = &options->stats},
                {.name = "kernel", .value = "NAME", .help = kernel_help, .target = &options->kernel},
                {.name = "block-bytes", .value = "N", .help = block_help, .target = &options->block_bytes},
            },
        .examples =
            {
                {"batch answers -o results.csv", {"评估文件夹 answers", "assess the folder answers"}},
                {"batch answers -o results.csv --summary summary.html --reports reports",
                 {"另写汇总网页和每家的报告", "also a summary page and a report for each"}},
                {"batch - -o - < table.csv", {"作为管道中的过滤器", "work as a filter in a pipe"}},
            },
        .work = [options](Console& console) { return run(*options, console); },
    };
}

}  // namespace tidu::cli
