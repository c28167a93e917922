// SPDX-License-Identifier: Apache-2.0
#include "cli/drive.h"

#include <map>

#include "cli/common_options.h"
#include "cli/open_system.h"
#include "tidu/codec/file.h"
#include "tidu/report/render.h"
#include "tidu/survey/estimates_file.h"
#include "tidu/survey/fixed.h"
#include "tidu/text/digest.h"

namespace tidu::cli {
namespace {

constexpr Phrase time_help{"写入审计信息的时间（UTC）；结果从不取系统时间",
                           "time for the audit block (UTC); results never read a clock"};
constexpr Phrase decision{"已自动处理：{}", "decided: {}"};
constexpr Phrase audit_block{"审计信息：{}", "audit: {}"};
constexpr Phrase registry_has_errors{"名录有 {} 行有错误，不能使用",
                                     "{} rows of the registry have errors: it cannot be used"};
constexpr Phrase more_findings{"另有 {0} 处同类问题 [{1}]", "and {0} more of this kind [{1}]"};
constexpr Phrase ids_help{"any：名录使用信用代码以外的编号",
                          "any: the registry uses other ids than credit codes"};
constexpr Phrase bad_rate{"`{}` 不是 0 到 1 之间的比例", "`{}` is no share between 0 and 1"};
constexpr Phrase bad_rate_help{"写作 10%、1/10 或 0.1", "write 10%, 1/10 or 0.1"};
constexpr Phrase bad_confidence{"`{}` 不是 0 与 1 之间的置信水平",
                                "`{}` is no confidence level between 0 and 1"};
constexpr Phrase bad_confidence_help{"写作 95% 或 0.95；0 和 1 本身不可用",
                                     "write 95% or 0.95; it is above 0 and below 1"};
constexpr Phrase confidence_help{"置信水平，如 95% 或 0.95（默认 0.95）",
                                 "confidence level, such as 95% or 0.95 (default 0.95)"};
constexpr Phrase no_ladder{"体系 `{0}` 没有梯度 `{1}`", "the system `{0}` has no ladder `{1}`"};
constexpr Phrase registry_help{"用 registry check 查看并更正", "see registry check, and mend them"};

constexpr double default_confidence = 0.95;

/// Of each kind: a table of a whole province may be wrong in every row.
constexpr std::size_t examples_shown = 10;

}  // namespace

std::vector<OptionSpec> drive_options(DriveOptions& options, std::vector<std::string_view> formats) {
    options.formats = formats;
    return {format_option(options.format, std::move(formats)),
            output_option(options.output),
            {.name = "time", .value = "TIME", .help = time_help, .target = &options.time}};
}

DriveRun::DriveRun(std::string command, const DriveOptions& options, Console& console)
    : options_(options),
      format_(chosen_format(options.format, options.output, options.formats)),
      console_(console) {
    audit_.command = std::move(command);
    audit_.time = options.time;
}

void DriveRun::decide(Message message) {
    console_.remark(say(decision, message.in(console_.language())));
    audit_.add_decision(std::move(message));
}

void DriveRun::report(const Diagnostics& diagnostics) {
    has_errors_ = has_errors_ || diagnostics.has_errors();
    std::map<std::string_view, std::size_t> numbers;
    Diagnostics examples;
    for (const Diagnostic& finding : diagnostics.items())
        if (++numbers[finding.rule] <= examples_shown) examples.add(finding);
    console_.report(examples);
    for (const auto& [rule, number] : numbers)
        if (number > examples_shown) console_.remark(say(more_findings, number - examples_shown, rule));
}

std::optional<survey::TextTable> DriveRun::open_table(const std::string& path, std::string role) {
    Diagnostics diagnostics;
    auto table = survey::read_table(path, diagnostics);
    report(diagnostics);
    if (table) audit_.inputs.push_back({std::move(role), path, table->sha256, table->row_count()});
    return table;
}

std::optional<survey::Registry> DriveRun::open_registry(const std::string& path, survey::UnitIds ids,
                                                        std::string role) {
    Diagnostics diagnostics;
    const auto table = survey::read_table(path, diagnostics);
    std::optional<survey::RegistryCheck> check;
    survey::RegistryOptions options;
    options.ids = ids;
    if (table) check = survey::check_registry(*table, options, diagnostics);
    report(diagnostics);
    if (!check) return std::nullopt;
    audit_.inputs.push_back({std::move(role), path, check->registry.sha256, table->row_count()});
    if (!check->has_errors()) return std::move(check->registry);
    console_.error(say(registry_has_errors, check->rows_with_errors), say(registry_help));
    has_errors_ = true;
    return std::nullopt;
}

std::optional<survey::SampleManifest> DriveRun::open_manifest(const std::string& path, std::string role) {
    Diagnostics diagnostics;
    const auto source = std::make_shared<const Source>(Source{display_name_of_input(path), read_file(path)});
    auto manifest = survey::read_manifest(source, diagnostics);
    report(diagnostics);
    if (manifest)
        audit_.inputs.push_back({std::move(role), path, to_hex(sha256(source->text)), std::nullopt});
    return manifest;
}

std::optional<survey::TextTable> DriveRun::open_estimates(const std::string& path) {
    Diagnostics diagnostics;
    auto table = survey::read_estimates(path, diagnostics);
    report(diagnostics);
    if (table) audit_.inputs.push_back({"estimates", path, table->sha256, table->row_count()});
    return table;
}

std::optional<survey::ScoredTable> DriveRun::open_results(const std::string& path, std::string role) {
    Diagnostics diagnostics;
    auto results = survey::read_results_table(path, diagnostics);
    report(diagnostics);
    if (results)
        audit_.inputs.push_back({std::move(role), path, results->table.sha256, results->table.row_count()});
    return results;
}

std::shared_ptr<const System> DriveRun::open_system(const std::string& name, std::string role) {
    auto system = cli::open_system(name.empty() ? default_system : name, console_);
    if (system)
        audit_.inputs.push_back(
            {std::move(role), system->id + " " + system->version, system->sha256, std::nullopt});
    else
        has_errors_ = true;
    return system;
}

void need_table_ending(const std::string& path) {
    if (!path.empty()) chosen_by_ending(path, {"csv"});
}

survey::LadderScale need_ladder(const System& system, const std::string& ladder) {
    std::vector<std::string> known;
    for (const Ladder& candidate : system.ladders) {
        known.push_back(candidate.id.text);
        if (candidate.id.text != ladder) continue;
        survey::LadderScale scale{ladder, {}};
        for (const Level& level : candidate.levels)
            scale.levels.push_back(level.id.text);
        return scale;
    }
    throw UsageError(say(no_ladder, system.id, ladder), suggestion(ladder, known));
}

void DriveRun::write(Result result) {
    if (format_ == "json") return console_.write_result(options_.output, result.json);
    if (format_ == "csv") {
        console_.write_result(options_.output, result.csv);
        const std::string block = survey::audit_json(audit_);
        if (options_.output.empty() || options_.output == standard_stream)
            console_.remark(say(audit_block, block));
        else
            console_.write_result(options_.output + ".audit.json", block);
        return;
    }
    result.document.language = console_.language();
    result.document.footer = "tidu " + audit_.command + " · " + survey::run_id(audit_) +
                             (audit_.time.empty() ? "" : " · ") + audit_.time;
    if (format_ == "md") return console_.write_result(options_.output, render_markdown(result.document));
    if (format_ == "html") return console_.write_result(options_.output, render_html({&result.document, 1}));
    const ConsoleSettings& settings = console_.settings();
    const bool to_file = !options_.output.empty();
    const TerminalStyle style{settings.width, settings.color && !to_file, settings.draws_unicode || to_file};
    console_.write_result(options_.output, render_terminal(result.document, style));
}

std::vector<std::string> split_commas(const std::string& text) {
    std::vector<std::string> parts;
    std::size_t start = 0;
    for (std::size_t comma = text.find(','); comma != std::string::npos; comma = text.find(',', start)) {
        parts.push_back(text.substr(start, comma - start));
        start = comma + 1;
    }
    parts.push_back(text.substr(start));
    return parts;
}

survey::Rate need_rate(const std::string& text) {
    const auto rate = survey::parse_rate(text);
    if (!rate || rate->numerator == 0) throw UsageError(say(bad_rate, text), say(bad_rate_help));
    return *rate;
}

double need_confidence(const std::string& text) {
    if (text.empty()) return default_confidence;
    const auto level = survey::parse_rate(text);
    if (!level || level->numerator == 0 || level->numerator == level->denominator)
        throw UsageError(say(bad_confidence, text), say(bad_confidence_help));
    return static_cast<double>(level->numerator) / static_cast<double>(level->denominator);
}

OptionSpec confidence_option(std::string& level) {
    return {.name = "confidence", .value = "LEVEL", .help = confidence_help, .target = &level};
}

survey::UnitIds unit_ids_of(const std::string& word) {
    return word == "any" ? survey::UnitIds::any : survey::UnitIds::credit_code;
}

OptionSpec ids_option(std::string& word) {
    return {
        .name = "ids", .value = "KIND", .help = ids_help, .target = &word, .choices = {"credit_code", "any"}};
}

std::string grouped(std::uint64_t number) {
    std::string digits = std::to_string(number);
    for (std::size_t position = digits.size(); position > 3; position -= 3)
        digits.insert(position - 3, ",");
    return digits;
}

std::string percent_text(double share, int digits) {
    return survey::format_fixed(100 * share, digits) + " %";
}

}  // namespace tidu::cli
