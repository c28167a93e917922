// SPDX-License-Identifier: Apache-2.0
// `tidu registry check`: the list of enterprises, checked and normalised.
#include <map>
#include <memory>

#include "cli/commands.h"
#include "cli/common_options.h"
#include "cli/drive.h"
#include "cli/drive_words.h"
#include "tidu/codec/csv.h"
#include "tidu/codec/json_write.h"
#include "tidu/survey/calendar_date.h"
#include "tidu/survey/registry.h"

namespace tidu::cli {
namespace {

constexpr Phrase group_summary{"企业名录", "lists of enterprises"};
constexpr Phrase summary{"检查名录：信用代码、重复、地区、行业、规模、日期",
                         "check a list: credit codes, duplicates, city, industry, size, dates"};
constexpr Phrase file_help{"名录（CSV）", "the list (CSV)"};
constexpr Phrase previous_help{"上年名录，用于对照增减、迁移和更名",
                               "last year's list: who came, went, moved, was renamed"};
constexpr Phrase date_help{"参考日（YYYY-MM-DD），此前到期的称号会被指出",
                           "reference date (YYYY-MM-DD); statuses that ran out before it are reported"};
constexpr Phrase copy_help{"写出规范化的名录", "write the normalised list"};
constexpr Phrase changes_help{"写出与上年名录的对照表", "write the map from last year's list"};
constexpr Phrase leave_out_help{"规范化名录中略去有错误的行",
                                "leave rows with errors out of the normalised list"};

constexpr Phrase title{"名录检查", "Check of the registry"};
constexpr Phrase rows_label{"行数", "rows"};
constexpr Phrase good_label{"可用企业", "enterprises that can be used"};
constexpr Phrase bad_label{"有错误的行", "rows with errors"};
constexpr Phrase hash_label{"规范化名录的 SHA-256", "SHA-256 of the normalised list"};
constexpr Phrase problems_heading{"问题", "Findings"};
constexpr Phrase rule_label{"规则", "rule"};
constexpr Phrase severity_label{"严重程度", "severity"};
constexpr Phrase count_label{"次数", "count"};
constexpr Phrase cities_heading{"各市企业数", "Enterprises by city"};
constexpr Phrase city_label{"市", "city"};
constexpr Phrase enterprises_label{"企业", "enterprises"};
constexpr Phrase changes_heading{"与上年名录对照", "Against last year's list"};
constexpr Phrase change_label{"变化", "change"};
constexpr Phrase error_word{"错误", "error"};
constexpr Phrase warning_word{"警告", "warning"};
constexpr Phrase no_copy{"名录有错误，未写出规范化名录",
                         "the list has errors: no normalised list was written"};
constexpr Phrase no_copy_help{"更正后重试，或用 --leave-out 略去这些行",
                              "mend it, or leave those rows out with --leave-out"};
constexpr Phrase bad_date{"--date 的 `{}` 不是日历上的日期", "--date `{}` is no day of the calendar"};
constexpr Phrase bad_date_help{"写作 2026-06-30", "write it as 2026-06-30"};
constexpr Phrase left_out{"规范化名录中略去了 {} 行", "{} rows were left out of the normalised list"};

struct RegistryCheckOptions {
    std::string path, ids, previous, date, copy, changes;
    bool leave_out = false;
    DriveOptions drive;
};

std::map<std::string, std::uint64_t> count_cities(const survey::Registry& registry) {
    std::map<std::string, std::uint64_t> counts;
    const auto city = registry.units.column("city");
    for (std::size_t row = 0; row < registry.units.row_count(); ++row)
        ++counts[std::string(registry.units.cell(row, *city))];
    return counts;
}

using ChangeCounts = std::map<survey::RegistryChange::Kind, std::uint64_t>;

ChangeCounts count_changes(const std::vector<survey::RegistryChange>& changes) {
    ChangeCounts counts;
    for (const auto& change : changes)
        ++counts[change.kind];
    return counts;
}

std::string changes_csv(const std::vector<survey::RegistryChange>& changes, const std::string& run) {
    std::string bytes;
    CsvWriter csv(bytes);
    for (const char* heading : {"id", "change", "old_id", "before", "after", "run"})
        csv.text(heading);
    csv.end_row();
    for (const auto& change : changes) {
        csv.text(change.id);
        csv.text(survey::change_name(change.kind));
        csv.text(change.old_id);
        csv.text(change.before);
        csv.text(change.after);
        csv.text(run);
        csv.end_row();
    }
    return bytes;
}

Table two_columns(std::string first, std::string second) {
    return {{{std::move(first), false}, {std::move(second), true}}, {}};
}

Document make_document(const DriveRun& run, const survey::RegistryCheck& check, const ChangeCounts* changes) {
    Document document;
    document.title = run.word(title);
    document.blocks.push_back(Facts{{{run.word(rows_label), grouped(check.rows)},
                                     {run.word(good_label), grouped(check.registry.units.row_count())},
                                     {run.word(bad_label), grouped(check.rows_with_errors)},
                                     {run.word(hash_label), check.registry.sha256}}});
    if (!check.problems.empty()) {
        document.blocks.push_back(Heading{2, run.word(problems_heading)});
        Table table{
            {{run.word(rule_label), false}, {run.word(severity_label), false}, {run.word(count_label), true}},
            {}};
        for (const auto& problem : check.problems) {
            const bool is_error = problem.severity == Severity::error;
            table.rows.push_back({{std::string(problem.rule), run.word(is_error ? error_word : warning_word),
                                   grouped(problem.count)},
                                  is_error ? Tone::bad : Tone::plain});
        }
        document.blocks.push_back(std::move(table));
    }
    document.blocks.push_back(Heading{2, run.word(cities_heading)});
    Table cities = two_columns(run.word(city_label), run.word(enterprises_label));
    for (const auto& [city, count] : count_cities(check.registry))
        cities.rows.push_back(
            {{value_words("city", city, run.console().language()), grouped(count)}, Tone::plain});
    document.blocks.push_back(std::move(cities));
    if (changes) {
        document.blocks.push_back(Heading{2, run.word(changes_heading)});
        Table table = two_columns(run.word(change_label), run.word(enterprises_label));
        for (const auto& [kind, count] : *changes)
            table.rows.push_back({{std::string(survey::change_name(kind)), grouped(count)}, Tone::plain});
        document.blocks.push_back(std::move(table));
    }
    return document;
}

std::string make_json(const survey::RegistryCheck& check, const ChangeCounts* changes,
                      const survey::Audit& audit) {
    std::string text;
    JsonWriter json(text, JsonLayout::pretty);
    json.open_object();
    json.member("rows", check.rows);
    json.member("usable", check.registry.units.row_count());
    json.member("rows_with_errors", check.rows_with_errors);
    json.member("registry_sha256", check.registry.sha256);
    json.key("problems");
    json.open_array();
    for (const auto& problem : check.problems) {
        json.open_object();
        json.member("rule", problem.rule);
        json.member("severity", problem.severity == Severity::error ? "error" : "warning");
        json.member("count", problem.count);
        json.close_object();
    }
    json.close_array();
    json.key("cities");
    json.open_object();
    for (const auto& [city, count] : count_cities(check.registry))
        json.member(city, count);
    json.close_object();
    if (changes) {
        json.key("changes");
        json.open_object();
        for (const auto& [kind, count] : *changes)
            json.member(survey::change_name(kind), count);
        json.close_object();
    }
    survey::write_audit(json, audit);
    json.close_object();
    return text + '\n';
}

/// False when the copy was wanted and could not be made.
bool write_copy(const RegistryCheckOptions& options, const survey::RegistryCheck& check, DriveRun& run) {
    if (options.copy.empty()) return true;
    if (check.has_errors() && !options.leave_out) {
        run.console().error(say(no_copy), say(no_copy_help));
        return false;
    }
    if (check.has_errors()) run.decide(say(left_out, check.rows_with_errors));
    run.console().write_result(options.copy, survey::registry_csv(check.registry));
    return true;
}

/// `--date` as YYYY-MM-DD; empty where it was not given.
std::string reference_date(const std::string& written) {
    if (written.empty()) return {};
    if (auto date = survey::iso_date(written)) return std::move(*date);
    throw UsageError(say(bad_date, written), say(bad_date_help));
}

ExitCode run_registry_check(const RegistryCheckOptions& options, Console& console) {
    need_table_ending(options.copy);
    need_table_ending(options.changes);
    DriveRun run("registry check", options.drive, console);
    const std::string date = reference_date(options.date);
    run.note("ids", options.ids.empty() ? "credit_code" : options.ids);
    run.note("date", date);
    const auto table = run.open_table(options.path, "registry");
    if (!table) return ExitCode::data_errors;
    Diagnostics diagnostics;
    survey::RegistryOptions check_options;
    check_options.ids = unit_ids_of(options.ids);
    check_options.reference_date = date;
    const auto check = survey::check_registry(*table, check_options, diagnostics);
    run.report(diagnostics);
    if (!check) return ExitCode::data_errors;
    run.audit().rows_in = check->rows;
    run.audit().rows_out = check->registry.units.row_count();
    std::optional<ChangeCounts> counts;
    if (!options.previous.empty()) {
        const auto previous = run.open_registry(options.previous, check_options.ids, "previous registry");
        if (!previous) return ExitCode::data_errors;
        const auto changes = survey::compare_registries(*previous, check->registry);
        counts = count_changes(changes);
        if (!options.changes.empty())
            console.write_result(options.changes, changes_csv(changes, survey::run_id(run.audit())));
    }
    const bool copied = write_copy(options, *check, run);
    const ChangeCounts* shown = counts ? &*counts : nullptr;
    run.write({make_document(run, *check, shown), {}, make_json(*check, shown, run.audit())});
    return copied && !run.has_errors() ? ExitCode::done : ExitCode::data_errors;
}

CommandSpec check_command() {
    auto options = std::make_shared<RegistryCheckOptions>();
    CommandSpec command{
        .name = "check",
        .summary = summary,
        .arguments = {{.name = "FILE", .help = file_help, .target = &options->path}},
        .options = {ids_option(options->ids),
                    {.name = "previous",
                     .value = "FILE",
                     .help = previous_help,
                     .target = &options->previous,
                     .completion = Completion::file},
                    {.name = "date", .value = "DATE", .help = date_help, .target = &options->date},
                    {.name = "copy",
                     .value = "FILE",
                     .help = copy_help,
                     .target = &options->copy,
                     .completion = Completion::file},
                    {.name = "changes",
                     .value = "FILE",
                     .help = changes_help,
                     .target = &options->changes,
                     .completion = Completion::file},
                    {.name = "leave-out", .help = leave_out_help, .target = &options->leave_out}},
        .examples = {{"registry check registry.csv --copy registry-2026.csv",
                      {"检查名录并写出规范化的一份", "check a list and write its normalised copy"}}},
        .work = [options](Console& console) { return run_registry_check(*options, console); },
    };
    for (OptionSpec& option : drive_options(options->drive, {"text", "md", "html", "json"}))
        command.options.push_back(std::move(option));
    return command;
}

}  // namespace

CommandSpec registry_command() {
    return {.name = "registry", .summary = group_summary, .subcommands = {check_command()}};
}

}  // namespace tidu::cli
