// SPDX-License-Identifier: Apache-2.0
// `tidu targets`: the plan's targets against estimates and counted figures.
#include <algorithm>
#include <cmath>
#include <memory>
#include <set>

#include "cli/commands.h"
#include "cli/common_options.h"
#include "cli/drive.h"
#include "cli/drive_words.h"
#include "tidu/codec/csv.h"
#include "tidu/codec/file.h"
#include "tidu/codec/json_write.h"
#include "tidu/survey/fixed.h"
#include "tidu/survey/targets.h"
#include "tidu/system/bundled.h"
#include "tidu/text/digest.h"
#include "tidu/text/number.h"

namespace tidu::cli {
namespace {

constexpr Phrase summary{"对照目标：达到、未达到、未定，及家数差距",
                         "targets against estimates and counts: met, not met, not decided, and the gap"};
constexpr Phrase estimates_help{"tidu estimate 写出的估计（CSV、JSON）",
                                "estimates written by tidu estimate (CSV, JSON)"};
constexpr Phrase actuals_help{"实际数：target、value，可加 city、population",
                              "counted figures: target, value, and if wanted city, population"};
constexpr Phrase targets_help{"目标文件（默认为 2025—2027 年行动计划）",
                              "target file (default: the action plan 2025-2027)"};
constexpr Phrase baselines_help{
    "基数：target、value，可加 city、year；给出后按直线进度评价",
    "baselines: target, value, and if wanted city, year; with them the straight path is judged"};
constexpr Phrase year_help{"评价哪一年", "the year that is judged"};
constexpr Phrase city_list_help{
    "应有数据的市，逗号分隔（默认为估计和实际数中出现的市）",
    "cities that must have figures, separated by commas (default: those that have any)"};
constexpr Phrase holm_help{
    "进展表的结论作多重比较校正（Holm，5 %）：同一目标下各市（或集群等）的“达到”“未达到”同时成立",
    "hold the verdicts of a target's progress table together at 5 % (Holm)"};
constexpr Phrase by_help{
    "进展表按估计的这一列，如 cluster、chain（默认 city）",
    "column of the estimates for the progress tables, such as cluster or chain (default city)"};
constexpr Phrase unjudged_help{"也列出没有数据的目标", "list targets without figures as well"};

constexpr Phrase title{"目标进展", "Progress towards the targets"};
constexpr Phrase targets_heading{"目标", "Targets"};
constexpr Phrase parts_heading{"按{}的进展", "Progress by {}"};
constexpr Phrase id_label{"编号", "id"};
constexpr Phrase target_label{"目标", "target"};
constexpr Phrase actual_label{"实际", "actual"};
constexpr Phrase interval_label{"区间", "interval"};
constexpr Phrase standing_label{"结论", "verdict"};
constexpr Phrase gap_label{"差距家数", "gap"};
constexpr Phrase due_label{"当年应达", "due"};
constexpr Phrase range_label{"置信区间", "confidence interval"};
constexpr Phrase value_label{"占比（%）", "share (%)"};
constexpr Phrase mark_label{"目标", "target"};
constexpr Phrase met_word{"达到", "met"};
constexpr Phrase near_word{"接近", "near"};
constexpr Phrase not_met_word{"未达到", "not met"};
constexpr Phrase not_decided_word{"未定", "not decided"};
constexpr Phrase not_judged_word{"无数据", "no figure"};
constexpr Phrase chance_remark{"进展表共 {0} 次判断；若都恰在目标上，仅凭抽样误差预计有 {1} 次被判为达到",
                               "{0} verdicts in progress tables: were all of them exactly at their targets, "
                               "chance alone would call about {1} met"};
constexpr Phrase holm_remark{
    "进展表的结论按 Holm 法在 5 % 水平上同时成立；{} 个不再成立，改为未定",
    "the verdicts of each progress table hold together at 5 % (Holm); {} do not and are "
    "not decided"};
constexpr Phrase year_missing{"评价目标需要年份", "judging targets needs a year"};
constexpr Phrase year_missing_help{"用 --year 2026 给出", "give it with --year 2026"};
constexpr Phrase year_outside{"年份 {0} 不在目标期 {1}—{2} 内",
                              "the year {0} is outside the period {1}-{2} of the targets"};
constexpr Phrase file_empty{"目标文件没有内容", "the target file is empty"};

struct TargetsOptions {
    std::string estimates, actuals, targets, baselines, cities, by;
    std::optional<std::uint32_t> year;
    bool all = false, holm = false;
    DriveOptions drive;
};

Phrase word_of(survey::Standing standing) {
    switch (standing) {
        case survey::Standing::met:
            return met_word;
        case survey::Standing::near:
            return near_word;
        case survey::Standing::not_met:
            return not_met_word;
        case survey::Standing::not_decided:
            return not_decided_word;
        case survey::Standing::not_judged:
            break;
    }
    return not_judged_word;
}

Tone tone_of(survey::Standing standing) {
    switch (standing) {
        case survey::Standing::met:
            return Tone::good;
        case survey::Standing::not_met:
            return Tone::bad;
        case survey::Standing::near:
        case survey::Standing::not_decided:
            return Tone::open;
        case survey::Standing::not_judged:
            break;
    }
    return Tone::muted;
}

class TargetsRun {
  public:
    TargetsRun(const TargetsOptions& given, Console& console)
        : given_(given), run_("targets", given.drive, console) {}

    ExitCode run() {
        if (!given_.year) throw UsageError(say(year_missing), say(year_missing_help));
        if (!open_targets() || !open_figures()) return ExitCode::data_errors;
        const int year = static_cast<int>(*given_.year);
        if (year < list_.first_year || year > list_.last_year)
            throw UsageError(say(year_outside, year, list_.first_year, list_.last_year));
        run_.note("year", std::to_string(year));
        run_.note("by", by());
        run_.note("holm", given_.holm ? "yes" : "no");
        constexpr double family_level = 0.05;
        results_ = survey::judge_targets(list_, actuals_, baselines_, cities(), year,
                                         given_.holm ? std::optional(family_level) : std::nullopt);
        if (!given_.all)
            std::erase_if(results_, [](const survey::TargetResult& result) {
                return !result.actual && result.standing == survey::Standing::not_judged;
            });
        tell_chance();
        run_.audit().rows_out = results_.size();
        run_.write({document(), csv(), json()});
        return ExitCode::done;
    }

  private:
    bool open_targets() {
        Diagnostics findings;
        if (given_.targets.empty()) {
            const auto& files = bundled_files();
            const auto file = std::ranges::find(files, "targets-2027", &BundledFile::id);
            const Tree tree = unpack_tree(file->tree);
            const auto source =
                std::make_shared<const Source>(Source{"targets-2027", std::string(file->text)});
            run_.audit().inputs.push_back(
                {"targets", "targets-2027", std::string(file->sha256), std::nullopt});
            if (auto list = survey::read_targets(tree.view(), source, findings)) list_ = std::move(*list);
        } else {
            const auto source = std::make_shared<const Source>(
                Source{display_name_of_input(given_.targets), read_file(given_.targets)});
            run_.audit().inputs.push_back(
                {"targets", given_.targets, to_hex(sha256(source->text)), std::nullopt});
            const auto documents = parse_yaml(source, {}, findings);
            if (documents && documents->empty()) run_.console().error(say(file_empty));
            if (!documents || documents->empty()) {
                run_.report(findings);
                return false;
            }
            if (auto list = survey::read_targets(documents->front().view(), source, findings))
                list_ = std::move(*list);
        }
        run_.report(findings);
        return !run_.has_errors();
    }

    bool open_figures() {
        Diagnostics findings;
        if (!given_.estimates.empty()) {
            const auto table = run_.open_estimates(given_.estimates);
            if (!table || !survey::add_estimates(*table, list_, actuals_, findings, by()))
                return failed(findings);
        }
        if (!given_.actuals.empty()) {
            const auto table = run_.open_table(given_.actuals, "actuals");
            survey::Actuals counted;
            if (!table || !survey::add_counts(*table, list_, counted, findings)) return failed(findings);
            // Counts by city say nothing of clusters or chains.
            if (by() != "city")
                std::erase_if(counted, [](const auto& entry) { return !entry.first.second.empty(); });
            for (const auto& [key, figure] : counted)
                actuals_[key] = figure;
        }
        if (!given_.baselines.empty()) {
            const auto table = run_.open_table(given_.baselines, "baselines");
            std::optional<survey::Baselines> read;
            if (table) read = survey::read_baselines(*table, list_, findings);
            if (!read) return failed(findings);
            baselines_ = std::move(*read);
        }
        run_.report(findings);
        return true;
    }

    bool failed(const Diagnostics& findings) {
        run_.report(findings);
        return false;
    }

    /// What the parts of the progress tables are: `city`, `cluster` ...
    std::string by() const { return given_.by.empty() ? "city" : given_.by; }

    std::vector<std::string> cities() const {
        if (!given_.cities.empty()) return split_commas(given_.cities);
        std::set<std::string> found;
        for (const auto& [key, figure] : actuals_)
            if (!key.second.empty()) found.insert(key.second);
        return {found.begin(), found.end()};
    }

    /// Thirteen cities at a target exactly: how many would be called met by chance.
    void tell_chance() {
        std::size_t verdicts = 0;
        for (const auto& result : results_)
            if (!result.city.empty() && result.actual && result.actual->is_estimate) ++verdicts;
        if (verdicts == 0) return;
        if (given_.holm)
            return run_.decide(
                say(holm_remark, std::ranges::count(results_, true, &survey::TargetResult::is_withheld)));
        constexpr double one_sided = 0.025;  // of the 95 % intervals that estimate writes by default
        run_.decide(
            say(chance_remark, verdicts, survey::format_fixed(one_sided * static_cast<double>(verdicts), 1)));
    }

    std::string with_unit(const survey::Target& target, double value) const {
        const std::string number = format_number(survey::rounded(value, 2));
        if (target.is_percent()) return number + " %";
        const std::string& unit = target.unit.in(run_.console().language());
        return unit.empty() ? number : number + " " + unit;
    }

    std::string value_text(const survey::TargetResult& result) const {
        if (!result.actual) return "–";
        if (!result.actual->is_estimate || !result.target->is_percent())
            return with_unit(*result.target, result.actual->value);
        return survey::format_fixed(result.actual->value, 1) + " %";
    }
    std::string city_words(const survey::TargetResult& result) const {
        return value_words(by(), result.city, run_.console().language());
    }
    static std::string interval_text(const survey::TargetResult& result) {
        if (!result.actual || !result.actual->is_estimate) return "–";
        return survey::format_fixed(result.actual->lower, 1) + "–" +
               survey::format_fixed(result.actual->upper, 1);
    }
    std::string value_with_interval(const survey::TargetResult& result) const {
        const bool is_estimate = result.actual && result.actual->is_estimate;
        return is_estimate ? value_text(result) + " (" + interval_text(result) + ")" : value_text(result);
    }
    static std::string gap_text(const survey::TargetResult& result) {
        return result.gap ? survey::format_fixed(result.gap->gap, 0) : "–";
    }

    std::string due_text(const survey::TargetResult& result) const {
        if (!result.due) return "–";
        std::string text = with_unit(*result.target, *result.due);
        if (result.on_path != survey::Standing::not_judged) text += " " + run_.word(word_of(result.on_path));
        return text;
    }

    Document document() {
        Document made;
        made.title = run_.word(title);
        made.subtitle = list_.title.in(run_.console().language());
        made.blocks.push_back(Heading{2, run_.word(targets_heading)});
        Table table{{{run_.word(id_label), false},
                     {run_.word(target_label), false},
                     {run_.word(actual_label), true},
                     {run_.word(standing_label), false},
                     {run_.word(gap_label), true},
                     {run_.word(due_label), true}},
                    {}};
        for (const auto& result : results_) {
            if (!result.city.empty()) continue;
            const survey::Target& target = *result.target;
            std::string wanted = target.title.in(run_.console().language());
            if (target.value) wanted += ": " + with_unit(target, *target.value);
            table.rows.push_back({{target.id, wanted, value_with_interval(result),
                                   run_.word(word_of(result.standing)), gap_text(result), due_text(result)},
                                  tone_of(result.standing)});
        }
        made.blocks.push_back(std::move(table));
        add_city_tables(made);
        return made;
    }

    void add_city_tables(Document& made) {
        bool has_heading = false;
        for (const survey::Target& target : list_.targets) {
            std::vector<const survey::TargetResult*> lines;
            for (const auto& result : results_)
                if (result.target == &target && !result.city.empty()) lines.push_back(&result);
            if (lines.empty()) continue;
            const std::string part = column_words(by(), run_.console().language());
            if (!has_heading)
                made.blocks.push_back(Heading{2, say(parts_heading, part).in(run_.console().language())});
            has_heading = true;
            made.blocks.push_back(Heading{3, target.id + " " + target.title.in(run_.console().language())});
            if (run_.format() == "html" && target.is_percent()) made.blocks.push_back(bars(target, lines));
            Table table{{{part, false},
                         {run_.word(actual_label), true},
                         {run_.word(interval_label), true},
                         {run_.word(standing_label), false},
                         {run_.word(gap_label), true}},
                        {}};
            for (const auto* line : lines)
                table.rows.push_back({{city_words(*line), value_text(*line), interval_text(*line),
                                       run_.word(word_of(line->standing)), gap_text(*line)},
                                      tone_of(line->standing)});
            made.blocks.push_back(std::move(table));
        }
    }

    BarChart bars(const survey::Target& target, const std::vector<const survey::TargetResult*>& lines) const {
        BarChart chart;
        chart.title = target.title.in(run_.console().language());
        chart.value_label = run_.word(value_label);
        chart.range_label = run_.word(range_label);
        chart.range_is_interval = true;
        chart.target_label = run_.word(mark_label);
        double largest = target.value.value_or(0);
        for (const auto* line : lines)
            if (line->actual) largest = std::max(largest, line->actual->upper);
        chart.scale = largest > 50 ? 100 : std::max(5.0, 5 * std::ceil(largest / 5));
        for (const auto* line : lines) {
            BarChart::Bar& bar = chart.bars.emplace_back();
            bar.label = city_words(*line);
            bar.value_text = value_text(*line);
            bar.tone = tone_of(line->standing);
            bar.target = target.value;
            if (!line->actual) continue;
            bar.value = line->actual->value;
            bar.low = line->actual->lower;
            bar.high = line->actual->upper;
        }
        return chart;
    }

    std::string csv() {
        const std::string id = survey::run_id(run_.audit());
        std::string bytes;
        CsvWriter writer(bytes);
        const std::string part = by();
        for (std::string_view heading : std::initializer_list<std::string_view>{
                 "target", "task", part, "wanted", "unit", "actual", "lower", "upper", "source", "verdict",
                 "p_value", "gap", "gap_lower", "gap_upper", "due", "on_path", "run"})
            writer.text(heading);
        writer.end_row();
        const auto number = [&](const std::optional<double>& value, int digits) {
            writer.number(survey::format_fixed(value, digits));
        };
        for (const auto& result : results_) {
            const auto& actual = result.actual;
            writer.text(result.target->id);
            writer.number(std::to_string(result.target->task));
            writer.text(result.city);
            number(result.target->value, 2);
            writer.text(result.target->unit.in(run_.console().language()));
            number(actual ? std::optional(actual->value) : std::nullopt, 4);
            number(actual ? std::optional(actual->lower) : std::nullopt, 4);
            number(actual ? std::optional(actual->upper) : std::nullopt, 4);
            writer.text(!actual ? "" : actual->is_estimate ? "estimate" : "count");
            writer.text(survey::standing_name(result.standing));
            number(result.p_value, 6);
            number(result.gap ? std::optional(result.gap->gap) : std::nullopt, 1);
            number(result.gap ? std::optional(result.gap->lower) : std::nullopt, 1);
            number(result.gap ? std::optional(result.gap->upper) : std::nullopt, 1);
            number(result.due, 4);
            writer.text(result.due ? survey::standing_name(result.on_path) : "");
            writer.text(id);
            writer.end_row();
        }
        return bytes;
    }

    std::string json() {
        std::string text;
        JsonWriter writer(text, JsonLayout::pretty);
        writer.open_object();
        writer.member("targets_id", list_.id);
        writer.member("targets_version", list_.version);
        writer.member("year", *given_.year);
        writer.key("results");
        writer.open_array();
        for (const auto& result : results_) {
            const auto& actual = result.actual;
            writer.open_object();
            writer.member("target", result.target->id);
            writer.member(by(), result.city);
            writer.member("wanted", survey::rounded(result.target->value, 4));
            writer.member("actual", survey::rounded(actual ? std::optional(actual->value) : std::nullopt, 4));
            writer.member("lower", survey::rounded(actual ? std::optional(actual->lower) : std::nullopt, 4));
            writer.member("upper", survey::rounded(actual ? std::optional(actual->upper) : std::nullopt, 4));
            writer.member("is_estimate", actual && actual->is_estimate);
            writer.member("verdict", survey::standing_name(result.standing));
            writer.member("p_value", survey::rounded(result.p_value, 6));
            writer.member("gap",
                          survey::rounded(result.gap ? std::optional(result.gap->gap) : std::nullopt, 1));
            writer.member("due", survey::rounded(result.due, 4));
            writer.member("on_path", survey::standing_name(result.on_path));
            writer.close_object();
        }
        writer.close_array();
        survey::write_audit(writer, run_.audit());
        writer.close_object();
        return text + '\n';
    }

    const TargetsOptions& given_;
    DriveRun run_;
    survey::TargetList list_;
    survey::Actuals actuals_;
    survey::Baselines baselines_;
    std::vector<survey::TargetResult> results_;
};

}  // namespace

CommandSpec targets_command() {
    auto options = std::make_shared<TargetsOptions>();
    CommandSpec command{
        .name = "targets",
        .summary = summary,
        .options =
            {
                {.name = "estimates",
                 .value = "FILE",
                 .help = estimates_help,
                 .target = &options->estimates,
                 .completion = Completion::file},
                {.name = "actuals",
                 .value = "FILE",
                 .help = actuals_help,
                 .target = &options->actuals,
                 .completion = Completion::file},
                {.name = "baselines",
                 .value = "FILE",
                 .help = baselines_help,
                 .target = &options->baselines,
                 .completion = Completion::file},
                {.name = "targets",
                 .value = "FILE",
                 .help = targets_help,
                 .target = &options->targets,
                 .completion = Completion::file},
                {.name = "year", .value = "YEAR", .help = year_help, .target = &options->year},
                {.name = "cities", .value = "CODES", .help = city_list_help, .target = &options->cities},
                {.name = "by", .value = "COLUMN", .help = by_help, .target = &options->by},
                {.name = "holm", .help = holm_help, .target = &options->holm},
                {.name = "all", .help = unjudged_help, .target = &options->all},
            },
        .examples = {{"targets --year 2026 --estimates estimates.csv --actuals actuals.csv -o targets.html",
                      {"对照行动计划目标，写成网页",
                       "the plan's targets as a page with bars and intervals"}}},
        .work = [options](Console& console) { return TargetsRun(*options, console).run(); },
    };
    for (OptionSpec& option : drive_options(options->drive, {"text", "md", "html", "json", "csv"}))
        command.options.push_back(std::move(option));
    return command;
}

}  // namespace tidu::cli
