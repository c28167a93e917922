// SPDX-License-Identifier: Apache-2.0
// `tidu assess`: answer sheets in, reports or results out.
#include <algorithm>
#include <map>
#include <memory>

#include "cli/commands.h"
#include "cli/common_options.h"
#include "cli/import_result.h"
#include "cli/open_system.h"
#include "cli/output_format.h"
#include "cli/peer_results.h"
#include "cli/phrases.h"
#include "cli/read_sheets.h"
#include "cli/stored_results.h"
#include "tidu/answers/bind.h"
#include "tidu/answers/sheet_keys.h"
#include "tidu/codec/file.h"
#include "tidu/report/build_assessment.h"
#include "tidu/report/build_explanation.h"
#include "tidu/report/render.h"
#include "tidu/result/assemble.h"
#include "tidu/result/file.h"
#include "tidu/result/problem.h"
#include "tidu/text/error.h"
#include "tidu/text/suggest.h"

namespace tidu::cli {
namespace {

constexpr Phrase summary{"评估答卷：得分、所处等级、距下一级还差什么",
                         "assess answers: score, level, and what the next level needs"};
constexpr Phrase answers_help{"答卷或已有的结果文件（JSON），可多个；- 为标准输入",
                              "answer files, or results made before (JSON); - is standard input"};
constexpr Phrase import_help{
    "把另一份评估结果用作答案：数值题取总分，单选题取等级",
    "use another result as an answer: its total for a number, its level for a choice"};
constexpr Phrase require_help{"未达到该等级时退出码为 1，可多次使用",
                              "exit with 1 unless the level is reached; may be repeated"};
constexpr Phrase results_stand{"{} 是评估结果：--set、--import、--evidence 只对答卷起作用",
                               "{} is a result: --set, --import and --evidence change answers only"};
constexpr Phrase explain_help{"说明某个指标的得分从何而来", "explain where the score of one node comes from"};
constexpr Phrase gaps_help{"列出的改进项数（默认 10）", "number of improvements listed (default 10)"};
constexpr Phrase full_help{"列出全部问题及其计分方式", "list every question and how it was scored"};
constexpr Phrase peers_help{
    "同类企业的结果（tidu batch 写出，CSV 或 "
    "JSON）：给出总分和各维度在同行业、同规模企业中的百分位和四分位，同类至少 5 家",
    "results of other enterprises (by tidu batch, CSV or JSON): percentile and quartiles of the total and "
    "each dimension "
    "among those of the same industry and size, 5 at least"};
constexpr Phrase date_help{"报告上显示的日期", "date shown in the report"};
constexpr Phrase schema_help{"输出结果文件的 JSON Schema", "write the JSON Schema of result files"};

constexpr Phrase requirement_missed{"{}：梯度 {} 未达到 {}（现为 {}）", "{}: {} is not at {} (now {})"};
constexpr Phrase unknown_node{"体系 {} 没有指标 `{}`", "system {} has no node `{}`"};
constexpr Phrase unknown_ladder{"体系 {} 没有梯度 `{}`", "system {} has no ladder `{}`"};
constexpr Phrase unknown_level{"梯度 {} 没有等级 `{}`", "ladder {} has no level `{}`"};
constexpr Phrase is_folder{"`{}` 是一个文件夹", "`{}` is a folder"};
constexpr Phrase use_batch{"评估整个文件夹：tidu batch {} -o results.csv",
                           "a whole folder is assessed by: tidu batch {} -o results.csv"};
constexpr Phrase no_sheets{"没有读到答卷", "there are no answers"};
constexpr Phrase one_workbook{"一个工作簿只能容纳一份报告，而答卷有 {} 份",
                              "a workbook holds one report, but there are {} answer sheets"};

struct AssessOptions {
    std::vector<std::string> paths;
    std::string system;
    std::string from;
    std::string encoding;
    std::vector<std::string> assignments;   ///< --set ID=VALUE
    std::vector<std::string> imports;       ///< --import ID=RESULT.json
    std::vector<std::string> requirements;  ///< --require LADDER=LEVEL
    std::string evidence;
    std::string explain;
    std::string format;
    std::string output;
    std::string date;
    std::string peers;
    std::optional<std::uint32_t> digits;
    std::optional<std::uint32_t> gaps;
    bool full = false;
    bool schema = false;
};

/// Result files named by `--import`, each read once.
class Imports {
  public:
    Imports(const std::vector<std::string>& assignments, Console& console) {
        for (auto& [item, path] : split_assignments(assignments, "--import")) {
            Diagnostics diagnostics;
            const auto source =
                std::make_shared<const Source>(Source{display_name_of_input(path), read_file(path)});
            std::optional<std::vector<AssessmentRecord>> records = read_results(source, diagnostics);
            console.report(diagnostics);
            failed_ = failed_ || !records;
            if (records) entries_.push_back({item, path, std::move(*records)});
        }
    }

    bool failed() const { return failed_; }

    /// Those of one enterprise.
    std::vector<ImportedAnswer> answers(const Outline& outline, const std::string& enterprise_id) const {
        std::vector<ImportedAnswer> imported;
        for (const Entry& entry : entries_)
            imported.push_back(
                {entry.item,
                 imported_answer(outline, entry.item, record_of(entry.records, enterprise_id, entry.path)),
                 "--import " + entry.item + "=" + entry.path});
        return imported;
    }

  private:
    struct Entry {
        std::string item;
        std::string path;
        std::vector<AssessmentRecord> records;
    };
    std::vector<Entry> entries_;
    bool failed_ = false;
};

class AssessRun {
  public:
    AssessRun(const AssessOptions& options, Console& console)
        : options_(options),
          console_(console),
          programs_(console),
          imports_(options.imports, console),
          assignments_(split_assignments(options.assignments, "--set")),
          requirements_(split_assignments(options.requirements, "--require")) {}

    ExitCode run() {
        if (imports_.failed()) return ExitCode::data_errors;
        for (const std::string& path : options_.paths)
            take_file(path);
        has_errors_ = has_errors_ || programs_.has_failed();
        if (assessed_.empty() && !has_errors_ && !has_unread_) console_.error(say(no_sheets));
        if (assessed_.empty()) return has_unread_ ? ExitCode::failed : ExitCode::data_errors;
        if (!options_.peers.empty() && !add_peers()) return ExitCode::data_errors;
        // A wrong option is said before anything is written.
        std::vector<Message> missed;
        for (const Assessed& one : assessed_)
            check_requirements(one, missed);
        console_.write_result(options_.output, rendered(output_format(options_.format, options_.output)));
        for (const Message& message : missed)
            console_.error(message);
        has_errors_ = has_errors_ || !missed.empty();
        if (has_unread_) return ExitCode::failed;
        return has_errors_ ? ExitCode::data_errors : ExitCode::done;
    }

  private:
    // ---- assessing

    /// One file that cannot be read does not stop the others; the exit code tells.
    void take_file(const std::string& path) {
        if (is_directory(path)) {
            has_unread_ = true;
            console_.error(say(is_folder, path), say(use_batch, path));
            return;
        }
        try {
            assess_file(path);
        } catch (const IoError& error) {
            has_unread_ = true;
            console_.error(error.message());
        }
    }

    void assess_file(const std::string& path) {
        Diagnostics diagnostics;
        if (is_result_file(path)) {
            if (!options_.assignments.empty() || !options_.imports.empty() || !options_.evidence.empty())
                console_.warn(say(results_stand, path));
            for (Assessed& stored :
                 read_stored_results(path, options_.system, programs_, console_, diagnostics))
                assessed_.push_back(std::move(stored));
            report(diagnostics);
            return;
        }
        const SheetSource source{path, options_.system, options_.from, options_.encoding};
        const std::vector<OpenedSheet> sheets = read_sheets(source, programs_, console_, diagnostics);
        report(diagnostics);
        for (const OpenedSheet& sheet : sheets)
            assess_sheet(sheet.raw, sheet.program);
    }

    void assess_sheet(const RawSheet& raw, const std::shared_ptr<const Program>& program) {
        const Outline& outline = *program->outline;
        AnswerSheet sheet = bind_answers(outline, raw, replacements_for(outline, raw));
        keys_[program.get()].check(sheet);
        assessed_.push_back({program, assess(*program, sheet, settings(), evaluation_)});
        report(sheet.problems);
        Diagnostics findings;
        for (Diagnostic& finding : diagnose_findings(evaluation_, *program, sheet))
            findings.add(std::move(finding));
        report(findings);
    }

    BindOptions replacements_for(const Outline& outline, const RawSheet& raw) const {
        const RawValue* id = raw.attribute("id");
        return {assignments_, imports_.answers(outline, id ? id->text : std::string())};
    }

    AssessSettings settings() const {
        AssessSettings settings;
        settings.evidence_strict = options_.evidence == "strict";
        for (const std::string& assignment : options_.imports)
            settings.options.emplace_back("import", assignment);
        for (const std::string& assignment : options_.assignments)
            settings.options.emplace_back("set", assignment);
        return settings;
    }

    void report(const Diagnostics& diagnostics) {
        has_errors_ = has_errors_ || diagnostics.has_errors();
        console_.report(diagnostics);
    }

    bool add_peers() {
        PeerResults peers(options_.peers, console_);
        return std::ranges::all_of(assessed_,
                                   [&](Assessed& one) { return peers.add_to(one.record, *one.program); });
    }

    // ---- showing

    std::string rendered(const std::string& format) const {
        if (format == "json" || format == "jsonl") return as_json(format);
        std::vector<Document> documents;
        for (const Assessed& one : assessed_)
            documents.push_back(document_of(one, report_settings(format)));
        if (format == "html") return render_html(documents);
        if (format == "xlsx" && documents.size() > 1) throw UsageError(say(one_workbook, documents.size()));
        std::string text;
        for (const Document& document : documents) {
            if (!text.empty()) text += '\n';
            text += render_document(document, format, options_.output, console_.settings());
        }
        return text;
    }

    Document document_of(const Assessed& one, const ReportSettings& settings) const {
        const bool is_valid = one.record.status == RecordStatus::ok;
        if (options_.explain.empty() || !is_valid)
            return build_assessment(one.record, *one.program, settings);
        const Outline& outline = *one.program->outline;
        if (const auto node = outline.find_node(options_.explain))
            return build_explanation(one.record, *one.program, *node, settings);
        std::vector<std::string> nodes;
        for (const Outline::NodeEntry& entry : outline.nodes())
            nodes.push_back(entry.node->id.text);
        throw UsageError(say(unknown_node, outline.system().id, options_.explain),
                         suggestion(options_.explain, nodes));
    }

    /// One record for people, several as JSON Lines.
    std::string as_json(const std::string& format) const {
        std::string text;
        const bool in_lines = format == "jsonl" || assessed_.size() > 1;
        for (const Assessed& one : assessed_) {
            append_result_json(text, one.record, in_lines ? ResultLayout::line : ResultLayout::pages);
            if (in_lines) text += '\n';
        }
        return text;
    }

    ReportSettings report_settings(const std::string& format) const {
        ReportSettings settings;
        settings.language = console_.language();
        settings.digits = static_cast<int>(std::min(options_.digits.value_or(1), 9U));
        settings.gap_limit = options_.gaps.value_or(10);
        settings.every_question = options_.full || format != "text";
        settings.date = options_.date;
        return settings;
    }

    // ---- --require

    void check_requirements(const Assessed& one, std::vector<Message>& missed) const {
        for (const auto& [ladder_id, level_id] : requirements_) {
            const Ladder& ladder = ladder_named(*one.program->outline, ladder_id);
            const std::size_t required = rung_named(ladder, level_id);
            const LadderRecord* record = one.record.ladder(ladder_id);
            const std::string level = record ? record->level : "none";
            if (rung_of(ladder, level) < required)
                missed.push_back(
                    say(requirement_missed, one.record.attribute("name"), ladder_id, level_id, level));
        }
    }

    static const Ladder& ladder_named(const Outline& outline, const std::string& id) {
        const System& system = outline.system();
        if (const auto index = outline.find_ladder(id)) return system.ladders[index->value];
        throw UsageError(say(unknown_ladder, system.id, id), suggestion(id, ids_of(system.ladders)));
    }

    static std::size_t rung_named(const Ladder& ladder, const std::string& id) {
        if (const std::size_t rung = rung_of(ladder, id)) return rung;
        throw UsageError(say(unknown_level, ladder.id.text, id), suggestion(id, ids_of(ladder.levels)));
    }

    /// 1 is the lowest level; 0: not a level of this ladder.
    static std::size_t rung_of(const Ladder& ladder, std::string_view level) {
        const auto found =
            std::ranges::find_if(ladder.levels, [&](const Level& each) { return each.id == level; });
        return found == ladder.levels.end() ? 0 : static_cast<std::size_t>(found - ladder.levels.begin()) + 1;
    }

    template <typename Named>
    static std::vector<std::string> ids_of(const std::vector<Named>& named) {
        std::vector<std::string> ids;
        for (const Named& one : named)
            ids.push_back(one.id.text);
        return ids;
    }

    const AssessOptions& options_;
    Console& console_;
    OpenPrograms programs_;
    Imports imports_;
    std::vector<std::pair<std::string, std::string>> assignments_;
    std::vector<std::pair<std::string, std::string>> requirements_;
    std::vector<Assessed> assessed_;
    Evaluation evaluation_;
    bool has_errors_ = false;
    std::map<const Program*, SheetKeys> keys_;  ///< an enterprise may be assessed by several systems
    bool has_unread_ = false;                   ///< some file could not be read
};

ExitCode run_assess(const AssessOptions& options, Console& console) {
    if (options.schema) {
        console.write_result(options.output, result_schema());
        return ExitCode::done;
    }
    if (options.paths.empty()) throw UsageError(say(phrases::argument_missing, "ANSWERS"));
    return AssessRun(options, console).run();
}

}  // namespace

CommandSpec assess_command() {
    auto options = std::make_shared<AssessOptions>();
    return {
        .name = "assess",
        .summary = summary,
        .arguments =
            {{.name = "ANSWERS", .help = answers_help, .target = &options->paths, .required = false}},
        .options =
            {
                system_option(options->system),
                set_option(options->assignments),
                {.name = "import",
                 .value = "ID=RESULT",
                 .help = import_help,
                 .target = &options->imports,
                 .completion = Completion::file},
                from_option(options->from),
                encoding_option(options->encoding),
                evidence_option(options->evidence),
                {.name = "require",
                 .value = "LADDER=LEVEL",
                 .help = require_help,
                 .target = &options->requirements},
                {.name = "explain", .value = "NODE", .help = explain_help, .target = &options->explain},
                format_option(options->format, {"text", "json", "jsonl", "md", "html", "xlsx"}),
                output_option(options->output),
                digits_option(options->digits),
                {.name = "gaps", .value = "N", .help = gaps_help, .target = &options->gaps},
                {.name = "full", .help = full_help, .target = &options->full},
                {.name = "peers",
                 .value = "RESULTS",
                 .help = peers_help,
                 .target = &options->peers,
                 .completion = Completion::file},
                {.name = "date", .value = "DATE", .help = date_help, .target = &options->date},
                {.name = "schema", .help = schema_help, .target = &options->schema},
            },
        .examples =
            {
                {"assess samples/injection-moulder.yaml",
                 {"在终端查看报告", "read the report in the terminal"}},
                {"assess answers.yaml -o report.html",
                 {"生成可打印、可在手机上阅读的报告", "a report to print or to read on a phone"}},
                {"assess answers.yaml --require factory=basic",
                 {"在脚本中检查是否达到基础级", "let a script check the level"}},
                {"assess answers.yaml --explain total",
                 {"说明总分从何而来", "tell where the total comes from"}},
            },
        .work = [options](Console& console) { return run_assess(*options, console); },
    };
}

}  // namespace tidu::cli
