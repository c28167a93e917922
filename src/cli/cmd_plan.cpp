// SPDX-License-Identifier: Apache-2.0
// `tidu plan`: the cheapest improvements that reach a level.
#include <algorithm>
#include <memory>
#include <span>

#include "cli/commands.h"
#include "cli/common_options.h"
#include "cli/output_format.h"
#include "cli/phrases.h"
#include "cli/plan_efforts.h"
#include "cli/read_sheets.h"
#include "tidu/answers/bind.h"
#include "tidu/report/build_plan.h"
#include "tidu/report/render.h"
#include "tidu/result/assemble.h"
#include "tidu/result/plan_file.h"
#include "tidu/score/explain.h"
#include "tidu/text/number.h"
#include "tidu/text/suggest.h"
#include "tidu/text/utf8.h"

namespace tidu::cli {
namespace {

constexpr Phrase summary{"达级方案：以最小的工作量达到某个等级，并证明没有更省的方案",
                         "the cheapest improvements that reach a level, proven"};
constexpr Phrase answers_help{"答卷文件，只含一家；- 为标准输入",
                              "answers of one enterprise; - is standard input"};
constexpr Phrase to_help{
    "要达到的等级（标识或名称），有多个梯度时可写作 梯度=等级（默认为下一级）",
    "level to reach (its id or title), LADDER=LEVEL where there are several ladders (default: the "
    "next one)"};
constexpr Phrase ladder_help{"所用梯度（默认为所在的第一个）",
                             "ladder to use (default: the first one stands on)"};
constexpr Phrase effort_help{"本企业的工作量（YAML 或 CSV：题目、工作量）",
                             "the enterprise's own efforts (YAML or CSV: id, effort)"};
constexpr Phrase keep_help{"保持不变的答案，可多次使用", "an answer that cannot change; may be repeated"};
constexpr Phrase change_help{
    "可以改变的基本情况，可多次使用（默认只改变题目及标有工作量的基本情况）",
    "an input that may change; may be repeated (default: questions, and inputs that carry an effort)"};
constexpr Phrase budget_help{"预算：在其内达到尽可能高的等级，否则得到尽可能高的总分",
                             "budget: the highest level it pays, else the highest total"};
constexpr Phrase time_help{"求解时限，秒（默认 60）", "seconds to solve (default 60)"};
constexpr Phrase date_help{"报告上显示的日期", "date shown in the report"};

constexpr Phrase one_sheet{"方案针对一家企业，而答卷有 {} 份",
                           "a plan is for one enterprise, but there are {} answer sheets"};
constexpr Phrase invalid_answers{"答卷有误，无法制定方案",
                                 "the answers have errors; there is nothing to plan from"};
constexpr Phrase unknown_ladder{"体系 {} 没有梯度 `{}`", "system {} has no ladder `{}`"};
constexpr Phrase unknown_level{"梯度 {} 没有等级 `{}`", "ladder {} has no level `{}`"};
constexpr Phrase unknown_item{"体系 {} 没有题目 `{}`", "system {} has no question `{}`"};
constexpr Phrase no_ladder{"体系 {} 没有适用于这份答卷的梯度",
                           "system {} has no ladder that these answers stand on"};
constexpr Phrase no_such_level{"体系 {} 的梯度中没有等级 `{}`", "no ladder of system {} has a level `{}`"};
constexpr Phrase off_ladder{"梯度 {} 不适用于这份答卷", "these answers do not stand on ladder {}"};
constexpr Phrase off_by_answers{"由这些答案决定：{}", "that follows from {}"};
constexpr Phrase off_by_total{"总分不适用", "the total is not applicable"};
constexpr Phrase budget_negative{"--budget 不能小于 0", "--budget is not below 0"};
constexpr Phrase no_time{"--time-limit 须大于 0 秒", "--time-limit is above 0 seconds"};
constexpr Phrase top_reached{"梯度 {} 的最高等级已经达到", "the top of ladder {} is already reached"};

struct PlanCommandOptions {
    std::string path;
    std::string system;
    std::vector<std::string> assignments;
    std::string from;
    std::string encoding;
    std::string to;
    std::string ladder;
    std::string effort_path;
    std::vector<std::string> kept;
    std::vector<std::string> changed;
    std::optional<double> budget;
    std::optional<double> time_limit;
    std::string evidence;
    std::string format;
    std::string output;
    std::optional<std::uint32_t> digits;
    std::string date;
};

/// By its id, by its title in either language, or by how one title alone begins (`先进级`).
const Level* find_level(const Ladder& ladder, std::string_view word) {
    for (const Level& level : ladder.levels)
        if (level.id == word || level.title.zh == word || level.title.en == word) return &level;
    constexpr std::size_t least_characters = 2;
    if (code_point_count(word) < least_characters) return nullptr;
    const Level* begun = nullptr;
    for (const Level& level : ladder.levels) {
        if (!level.title.zh.starts_with(word) && !level.title.en.starts_with(word)) continue;
        if (begun) return nullptr;
        begun = &level;
    }
    return begun;
}

/// The answers that a condition looks at: `above_scale=no`.
void list_answers(const ConditionReading& reading, std::string& list) {
    for (const ConditionReading& part : reading.parts)
        list_answers(part, list);
    if (reading.kind != "answer" || !reading.parts.empty()) return;
    const std::string present = reading.present ? format_number(*reading.present) : reading.present_text;
    list += (list.empty() ? "" : ", ") + reading.subject + "=" + present;
}

class PlanRun {
  public:
    PlanRun(const PlanCommandOptions& options, Console& console)
        : options_(options), console_(console), programs_(console) {}

    ExitCode run() {
        if (options_.budget.value_or(0) < 0) throw UsageError(say(budget_negative));
        if (options_.time_limit.value_or(1) <= 0) throw UsageError(say(no_time));
        Diagnostics diagnostics;
        const std::vector<OpenedSheet> sheets =
            read_sheets({options_.path, options_.system, options_.from, options_.encoding}, programs_,
                        console_, diagnostics);
        console_.report(diagnostics);
        if (sheets.size() != 1) {
            if (!diagnostics.has_errors()) console_.error(say(one_sheet, sheets.size()));
            return ExitCode::data_errors;
        }
        program_ = sheets.front().program;
        return plan_for(sheets.front().raw);
    }

  private:
    const Outline& outline() const { return *program_->outline; }
    const System& system() const { return outline().system(); }

    ExitCode plan_for(const RawSheet& raw) {
        const AnswerSheet sheet =
            bind_answers(outline(), raw, {split_assignments(options_.assignments, "--set")});
        console_.report(sheet.problems);
        Diagnostics diagnostics;
        const PlanOptions plan_options = resolve(diagnostics);
        console_.report(diagnostics);
        if (diagnostics.has_errors()) return ExitCode::data_errors;
        const AssessmentRecord record = assess(*program_, sheet, settings(), evaluation_);
        if (record.status == RecordStatus::invalid) {
            console_.error(say(invalid_answers));
            return ExitCode::data_errors;
        }
        const auto [ladder, target] = goal();
        const Plan plan = make_plan(*program_, sheet.answers, ladder, target, plan_options);
        console_.write_result(options_.output, rendered(record, plan));
        const bool has_none = plan.status == PlanStatus::unreachable || plan.status == PlanStatus::undecided;
        return has_none ? ExitCode::data_errors : ExitCode::done;
    }

    // ---- options

    AssessSettings settings() const {
        AssessSettings settings;
        settings.evidence_strict = options_.evidence == "strict";
        const auto note = [&](const char* name, const std::vector<std::string>& values) {
            for (const std::string& value : values)
                settings.options.emplace_back(name, value);
        };
        note("set", options_.assignments);
        note("keep", options_.kept);
        note("change", options_.changed);
        if (!options_.effort_path.empty()) note("effort", {options_.effort_path});
        if (options_.budget) note("budget", {format_number(*options_.budget)});
        return settings;
    }

    PlanOptions resolve(Diagnostics& diagnostics) const {
        PlanOptions resolved;
        resolved.evaluate.evidence_strict = options_.evidence == "strict";
        for (const std::string& id : options_.kept)
            resolved.kept.push_back(item(id));
        for (const std::string& id : options_.changed)
            resolved.freed.push_back(item(id));
        if (!options_.effort_path.empty())
            resolved.efforts = read_efforts(options_.effort_path, outline(), diagnostics);
        resolved.budget = options_.budget;
        resolved.time_limit_seconds = options_.time_limit.value_or(resolved.time_limit_seconds);
        return resolved;
    }

    ItemIndex item(const std::string& id) const {
        if (const auto found = outline().find_item(id)) return *found;
        std::vector<std::string> ids;
        for (const Outline::ItemEntry& entry : outline().items())
            ids.push_back(entry.item->id.text);
        throw UsageError(say(unknown_item, system().id, id), suggestion(id, ids));
    }

    /// `--to LADDER=LEVEL`, `--to LEVEL`, `--ladder`; what is not said is the first ladder that has it, the
    /// next level.
    std::pair<LadderIndex, Rung> goal() const {
        const std::size_t sign = options_.to.find('=');
        const std::string level = sign == std::string::npos ? options_.to : options_.to.substr(sign + 1);
        const std::string wanted = sign == std::string::npos ? options_.ladder : options_.to.substr(0, sign);
        const LadderIndex ladder = wanted.empty() ? first_ladder(level) : named_ladder(wanted);
        if (is_off(ladder)) refuse_off_ladder(ladder);
        if (!level.empty()) return {ladder, rung_of(ladder, level)};
        const LadderValue& value = evaluation_.ladders[ladder.value];
        const Rung top = program_->ladders[ladder.value].level_count;
        if (value.level == top) throw UsageError(say(top_reached, system().ladders[ladder.value].id.text));
        return {ladder, options_.budget ? top : value.level + 1};
    }

    bool is_off(LadderIndex ladder) const {
        return evaluation_.ladders[ladder.value].state == LadderState::not_applicable;
    }

    [[noreturn]] void refuse_off_ladder(LadderIndex ladder) const {
        const Message refusal = say(off_ladder, system().ladders[ladder.value].id.text);
        const std::optional<ConditionIndex> applies = program_->ladders[ladder.value].applies_if;
        if (evaluation_.ladders[ladder.value].total_missing || !applies)
            throw UsageError(refusal, say(off_by_total));
        std::string answers;
        list_answers(read_condition(*program_, evaluation_, *applies), answers);
        throw UsageError(refusal, answers.empty() ? Message() : say(off_by_answers, answers));
    }

    LadderIndex named_ladder(const std::string& id) const {
        if (const auto found = outline().find_ladder(id)) return *found;
        std::vector<std::string> ids;
        for (const Ladder& ladder : system().ladders)
            ids.push_back(ladder.id.text);
        throw UsageError(say(unknown_ladder, system().id, id), suggestion(id, ids));
    }

    /// The first that has the level, those that the enterprise stands on before others; without a level the
    /// first that it stands on.
    LadderIndex first_ladder(const std::string& level) const {
        std::optional<LadderIndex> off;
        for (std::uint32_t number = 0; number < system().ladders.size(); ++number) {
            const LadderIndex ladder{number};
            if (!level.empty() && !find_level(system().ladders[number], level)) continue;
            if (!is_off(ladder)) return ladder;
            if (!off) off = ladder;
        }
        if (!level.empty() && off) return *off;
        if (level.empty()) throw UsageError(say(no_ladder, system().id));
        throw UsageError(say(no_such_level, system().id, level), near_level(level, system().ladders));
    }

    Rung rung_of(LadderIndex ladder, const std::string& level) const {
        const Ladder& which = system().ladders[ladder.value];
        if (const Level* found = find_level(which, level))
            return static_cast<Rung>(found - which.levels.data()) + 1;
        throw UsageError(say(unknown_level, which.id.text, level), near_level(level, {&which, 1}));
    }

    /// The nearest id or title; where none is near, the ids, with their ladder where there are several.
    static Message near_level(const std::string& word, std::span<const Ladder> ladders) {
        std::vector<std::string> ids, names;
        for (const Ladder& ladder : ladders)
            for (const Level& level : ladder.levels) {
                ids.push_back((ladders.size() > 1 ? ladder.id.text + "=" : "") + level.id.text);
                names.insert(names.end(), {level.id.text, level.title.zh, level.title.en});
            }
        if (const std::optional<std::string> match = nearest_match(word, names))
            return say(phrases::did_you_mean, *match);
        return suggestion(word, ids);
    }

    // ---- showing

    std::string rendered(const AssessmentRecord& record, const Plan& plan) const {
        const std::string format = output_format(options_.format, options_.output);
        if (format == "json") return plan_json(record, *program_, plan);
        const PlanReportSettings report{
            console_.language(), static_cast<int>(std::min(options_.digits.value_or(1), 9U)), options_.date};
        return render_document(build_plan(record, *program_, plan, report), format, options_.output,
                               console_.settings());
    }

    const PlanCommandOptions& options_;
    Console& console_;
    OpenPrograms programs_;
    std::shared_ptr<const Program> program_;
    Evaluation evaluation_;
};

}  // namespace

CommandSpec plan_command() {
    auto options = std::make_shared<PlanCommandOptions>();
    return {
        .name = "plan",
        .summary = summary,
        .arguments = {{.name = "ANSWERS", .help = answers_help, .target = &options->path}},
        .options =
            {
                {.name = "to", .value = "LEVEL", .help = to_help, .target = &options->to},
                {.name = "ladder", .value = "LADDER", .help = ladder_help, .target = &options->ladder},
                {.name = "budget", .value = "N", .help = budget_help, .target = &options->budget},
                {.name = "effort",
                 .value = "FILE",
                 .help = effort_help,
                 .target = &options->effort_path,
                 .completion = Completion::file},
                {.name = "keep", .value = "ID", .help = keep_help, .target = &options->kept},
                {.name = "change", .value = "ID", .help = change_help, .target = &options->changed},
                {.name = "time-limit", .value = "SECONDS", .help = time_help, .target = &options->time_limit},
                system_option(options->system),
                set_option(options->assignments),
                from_option(options->from),
                encoding_option(options->encoding),
                evidence_option(options->evidence),
                format_option(options->format, {"text", "json", "md", "html", "xlsx"}),
                output_option(options->output),
                digits_option(options->digits),
                {.name = "date", .value = "DATE", .help = date_help, .target = &options->date},
            },
        .examples =
            {
                {"plan samples/electronics-sme.yaml --to factory=advanced",
                 {"达到先进级智能工厂的最省方案", "the cheapest way to the advanced level"}},
                {"plan answers.yaml --to advanced --change maturity_level --effort ours.yaml -o plan.html",
                 {"评估成熟度也算改进，并用本企业的工作量",
                  "a maturity level may change too, with our own efforts"}},
                {"plan answers.yaml --budget 120", {"120 人天能做到什么", "what 120 person-days can do"}},
            },
        .work = [options](Console& console) { return PlanRun(*options, console).run(); },
    };
}

}  // namespace tidu::cli
