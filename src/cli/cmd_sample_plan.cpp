// SPDX-License-Identifier: Apache-2.0
// `tidu sample plan`: how many enterprises of which stratum, and how precise that will be.
#include <algorithm>
#include <memory>
#include <set>

#include "cli/cmd_sample.h"
#include "cli/common_options.h"
#include "cli/drive.h"
#include "cli/drive_words.h"
#include "tidu/codec/csv.h"
#include "tidu/survey/fixed.h"
#include "tidu/survey/history.h"
#include "tidu/survey/plan.h"
#include "tidu/text/number.h"

namespace tidu::cli {
namespace {

constexpr Phrase summary{"编制抽样方案：各层样本量与预期精度",
                         "plan a sample: sizes by stratum and the precision to expect"};
constexpr Phrase registry_help{"名录（CSV）", "the registry (CSV)"};
constexpr Phrase table_help{"没有名录时，用分层表编制：stratum、N、city、weight、min、max",
                            "plan from a table of strata instead: stratum, N, city, weight, min, max"};
constexpr Phrase rate_help{"每个市至少抽取的比例，精确分数（默认 10%）",
                           "least share of every city, an exact fraction (default 10%)"};
constexpr Phrase strata_help{
    "市内分层所用的列，逗号分隔（默认 industry,size；none 为只按市）",
    "columns that make strata within a city, separated by commas (default industry,size; none: the "
    "city alone)"};
constexpr Phrase min_help{"每层至少抽取的企业数（默认 2）", "least number in a stratum (default 2)"};
constexpr Phrase take_all_help{
    "全部抽取的层，列=值，列须为分层所用（默认 size=large，不按 size 分层时不设；none 为不设），可多次使用",
    "strata drawn whole, COLUMN=VALUE of a column that makes strata (default size=large where size makes "
    "strata; none: no such), may be repeated"};
constexpr Phrase allocation_help{
    "市内分配：按企业数、内曼（用上年结果）或幂分配",
    "how a city's size is shared out: by number, Neyman from last year, or power"};
constexpr Phrase exponent_help{"幂分配的指数（默认 1/2）", "exponent of power allocation (default 1/2)"};
constexpr Phrase rule_help{"取整规则：hill（默认）或 largest-remainder",
                           "rounding rule: hill (default) or largest-remainder"};
constexpr Phrase last_help{"上年的评估结果，用于内曼分配", "last year's results, for Neyman allocation"};
constexpr Phrase last_level_help{
    "内曼分配所针对的等级，梯度=等级（默认 factory=basic）",
    "the level that Neyman allocation is for, LADDER=LEVEL (default factory=basic)"};
constexpr Phrase expect_help{
    "预期达到该等级及以上的比例，等级=比例，可多次使用（默认为计划目标）",
    "share expected at a level or above, LEVEL=SHARE, may be repeated (default: the plan's targets)"};

constexpr Phrase cities_help{"必须都有企业的市，逗号分隔；缺一即拒绝",
                             "cities that must all have enterprises, separated by commas"};
constexpr Phrase city_absent{"名录中没有市 `{}` 的企业", "there is no enterprise of the city `{}`"};
constexpr Phrase city_absent_help{"补上该市的名录，或核对市代码；各市都须至少抽取规定比例",
                                  "add its list or check the codes: every city has to have its share"};

constexpr Phrase title{"抽样方案", "Sampling plan"};
constexpr Phrase population_label{"企业总数", "enterprises"};
constexpr Phrase short_population_label{"企业总数", "N"};
constexpr Phrase size_label{"样本量", "sample"};
constexpr Phrase strata_label{"层数", "strata"};
constexpr Phrase cities_heading{"各市样本量与预期半宽（百分点）",
                                "Sizes and expected half-widths by city (percentage points)"};
constexpr Phrase city_label{"市", "city"};
constexpr Phrase required_label{"至少", "least"};
constexpr Phrase all_label{"合计", "all"};
constexpr Phrase raised{"{0}：各层下限之和为 {1}，高于 {2}，样本量提高",
                        "{0}: the minimums of its strata ask for {1}, more than {2}; its sample is raised"};
constexpr Phrase file_remark{"方案写入 -o FILE.json 后，用 sample draw 抽取",
                             "write the plan with -o FILE.json, then draw it with sample draw"};

constexpr Phrase no_column{"名录没有 --strata 所写的列 `{}`",
                           "the registry has no column `{}`, which --strata names"};
constexpr Phrase no_stratum_column{"--take-all 的列 `{0}` 不用于分层（分层用 {1}）",
                                   "--take-all names the column `{0}`, which makes no strata ({1} do)"};
constexpr Phrase add_to_strata{"加入分层：--strata {}", "let it make strata: --strata {}"};
constexpr Phrase no_value{"--take-all 的 `{0}={1}`：名录的 {0} 列没有 `{1}`",
                          "--take-all names `{0}={1}`, but the registry has no `{1}` in its column {0}"};
constexpr Phrase registry_only{"{} 用于名录；分层表不用它",
                               "{} is for a registry, not for a table of strata"};
constexpr Phrase take_all_of_table_help{"在分层表中令全部抽取的层 min 等于 N",
                                        "give strata that are drawn whole a min of N in the table"};
constexpr Phrase lone_exponent{"--exponent 只用于幂分配", "--exponent is for power allocation alone"};
constexpr Phrase lone_exponent_help{"加上 --allocation power，或去掉 --exponent",
                                    "add --allocation power, or leave --exponent out"};
constexpr Phrase no_expected_level{"体系 `{0}` 的梯度中没有等级 `{1}`",
                                   "no ladder of the system `{0}` has a level `{1}`"};

constexpr Phrase no_level{"梯度 `{0}` 没有等级 `{1}`", "the ladder `{0}` has no level `{1}`"};
constexpr Phrase one_source{"需要名录或 --table 中的一个", "give either a registry or --table"};
constexpr Phrase neyman_needs_last{"内曼分配需要上年结果", "Neyman allocation needs last year's results"};
constexpr Phrase neyman_needs_last_help{"用 --last 给出，或改用 --allocation proportional",
                                        "give them with --last, or use --allocation proportional"};

struct PlanCommandOptions {
    std::string registry, table, system, cities, ids, rate, strata, allocation, exponent, rule, last,
        last_level, confidence;
    std::vector<std::string> take_all, expect;
    std::optional<std::uint64_t> minimum;
    DriveOptions drive;
};

/// What `--take-all` says; its default only where size makes strata.
std::vector<survey::TakeAllRule> take_all_rules(const std::vector<std::string>& given,
                                                const survey::PlanOptions& options) {
    std::vector<survey::TakeAllRule> rules;
    if (given.empty() && std::ranges::count(options.strata, "size") > 0) return options.take_all;
    if (given.empty() || given.front() == "none") return rules;
    for (const auto& [column, value] : split_assignments(given, "--take-all"))
        rules.push_back({column, value});
    return rules;
}

survey::PlanOptions plan_options(const PlanCommandOptions& given) {
    survey::PlanOptions options;
    if (!given.rate.empty()) options.rate = need_rate(given.rate);
    if (given.strata == "none")
        options.strata.clear();
    else if (!given.strata.empty())
        options.strata = split_commas(given.strata);
    if (given.minimum) options.minimum = *given.minimum;
    options.take_all = take_all_rules(given.take_all, options);
    if (given.allocation == "neyman") options.method = survey::AllocationMethod::neyman;
    if (given.allocation == "power") options.method = survey::AllocationMethod::power;
    if (!given.exponent.empty()) options.exponent = need_rate(given.exponent);
    if (given.rule == "largest-remainder") options.rule = survey::AllocationRule::largest_remainder;
    options.confidence = need_confidence(given.confidence);
    if (!given.expect.empty()) options.expected.clear();
    for (const auto& [level, share] : split_assignments(given.expect, "--expect")) {
        const survey::Rate rate = need_rate(share);
        options.expected.push_back(
            {level, static_cast<double>(rate.numerator) / static_cast<double>(rate.denominator)});
    }
    return options;
}

void check_usage(const PlanCommandOptions& given) {
    if (given.registry.empty() == given.table.empty()) throw UsageError(say(one_source));
    if (given.allocation == "neyman" && given.last.empty())
        throw UsageError(say(neyman_needs_last), say(neyman_needs_last_help));
    if (!given.exponent.empty() && given.allocation != "power")
        throw UsageError(say(lone_exponent), say(lone_exponent_help));
    if (given.table.empty()) return;
    if (!given.take_all.empty() && given.take_all.front() != "none")
        throw UsageError(say(registry_only, "--take-all"), say(take_all_of_table_help));
    for (const auto& [option, value] : {std::pair("--ids", &given.ids), std::pair("--strata", &given.strata),
                                        std::pair("--last", &given.last)})
        if (!value->empty()) throw UsageError(say(registry_only, option));
}

/// Shares are expected of levels that the system has.
void check_expected(const PlanCommandOptions& given, const System& system) {
    std::vector<std::string> levels;
    for (const Ladder& ladder : system.ladders)
        for (const Level& level : ladder.levels)
            levels.push_back(level.id.text);
    for (const auto& [level, share] : split_assignments(given.expect, "--expect"))
        if (std::ranges::count(levels, level) == 0)
            throw UsageError(say(no_expected_level, system.id, level), suggestion(level, levels));
}

std::string joined(const std::vector<std::string>& parts) {
    std::string text;
    for (const std::string& part : parts)
        text += (text.empty() ? "" : ",") + part;
    return text;
}

/// The values that stand in a column, in order.
std::vector<std::string> values_of(const survey::TextTable& units, const std::string& column) {
    std::set<std::string, std::less<>> values;
    const std::size_t position = *units.column(column);
    for (std::size_t row = 0; row < units.row_count(); ++row)
        values.emplace(units.cell(row, position));
    return {values.begin(), values.end()};
}

/// Only enterprises of whole strata can be drawn whole: a column that makes none is refused.
void check_take_all(const survey::TakeAllRule& rule, const survey::PlanOptions& options,
                    const survey::TextTable& units) {
    std::vector<std::string> columns = {"city"};
    columns.insert(columns.end(), options.strata.begin(), options.strata.end());
    if (std::ranges::count(columns, rule.column) == 0) {
        std::vector<std::string> wanted = options.strata;
        wanted.push_back(rule.column);
        throw UsageError(say(no_stratum_column, rule.column, joined(columns)),
                         units.column(rule.column) ? say(add_to_strata, joined(wanted))
                                                   : suggestion(rule.column, columns));
    }
    const std::vector<std::string> values = values_of(units, rule.column);
    if (!std::ranges::binary_search(values, rule.value))
        throw UsageError(say(no_value, rule.column, rule.value), suggestion(rule.value, values));
}

/// What the command line names is in the registry: a misspelt stratum would otherwise not be drawn whole, and
/// nobody would see it.
void check_names(const PlanCommandOptions& given, const survey::PlanOptions& options,
                 const survey::TextTable& units) {
    for (const std::string& column : options.strata)
        if (!units.column(column))
            throw UsageError(say(no_column, column), suggestion(column, units.headings));
    if (given.take_all.empty()) return;
    for (const survey::TakeAllRule& rule : options.take_all)
        check_take_all(rule, options, units);
}

void note_options(const survey::PlanOptions& options, DriveRun& run) {
    std::vector<std::string> taken;
    for (const auto& rule : options.take_all)
        taken.push_back(rule.column + "=" + rule.value);
    run.note("rate", survey::format_rate(options.rate));
    run.note("strata", joined(options.strata));
    run.note("min", std::to_string(options.minimum));
    run.note("take_all", joined(taken));
    run.note("allocation", std::string(survey::method_name(options.method)));
    run.note("rule", std::string(survey::rule_name(options.rule)));
    run.note("confidence", format_number(options.confidence));
}

Table city_table(const survey::SamplePlan& plan, const System& system, const DriveRun& run) {
    Table table{{{run.word(city_label), false},
                 {run.word(short_population_label), true},
                 {run.word(required_label), true},
                 {run.word(size_label), true}},
                {}};
    for (const auto& level : plan.options.expected)
        table.columns.push_back({short_level_words(system, level.level, run.console().language()) + " " +
                                     percent_text(level.share, 0),
                                 true});
    const auto add = [&](const std::string& name, std::uint64_t population, std::uint64_t required,
                         std::uint64_t size, const std::vector<double>& half_widths) {
        Table::Row& row = table.rows.emplace_back();
        row.cells = {name, grouped(population), grouped(required), grouped(size)};
        for (double half_width : half_widths)
            row.cells.push_back("±" + survey::format_fixed(100 * half_width, 2));
    };
    std::uint64_t required = 0;
    for (const auto& city : plan.cities) {
        required += city.required;
        add(city.city.empty() ? run.word(all_label)
                              : value_words("city", city.city, run.console().language()),
            city.population, city.required, city.size, city.half_widths);
    }
    if (plan.cities.size() > 1)
        add(run.word(all_label), plan.population, required, plan.size(), plan.half_widths);
    return table;
}

std::string plan_csv(const survey::SamplePlan& plan, const std::string& run) {
    std::string bytes;
    CsvWriter csv(bytes);
    for (const std::string& column : plan.columns)
        csv.text(column);
    for (const char* heading : {"population", "minimum", "maximum", "size", "exact", "take_all", "run"})
        csv.text(heading);
    csv.end_row();
    for (const auto& stratum : plan.strata) {
        for (const std::string& value : stratum.values)
            csv.text(value);
        for (std::uint64_t number : {stratum.population, stratum.minimum, stratum.maximum, stratum.size})
            csv.number(std::to_string(number));
        csv.number(survey::format_fixed(stratum.exact, 4));
        csv.text(stratum.take_all ? "yes" : "no");
        csv.text(run);
        csv.end_row();
    }
    return bytes;
}

std::optional<survey::History> read_history(const PlanCommandOptions& given, const System& system,
                                            const survey::PlanOptions& options,
                                            const survey::Registry& registry, DriveRun& run,
                                            Diagnostics& diagnostics) {
    const std::string wanted = given.last_level.empty() ? "factory=basic" : given.last_level;
    const auto [ladder, level] = split_assignments({wanted}, "--last-level").front();
    const survey::LadderScale scale = need_ladder(system, ladder);
    const auto results = run.open_results(given.last, "last results");
    if (!results) return std::nullopt;
    if (std::ranges::find(scale.levels, level) == scale.levels.end())
        throw UsageError(say(no_level, ladder, level), suggestion(level, scale.levels));
    run.note("last_level", wanted);
    auto history = survey::tally_history(registry, options.strata, results->table, scale, level, diagnostics);
    if (!history) run.report(diagnostics);
    return history;
}

std::optional<survey::SamplePlan> make_plan(const PlanCommandOptions& given, const System& system,
                                            const survey::PlanOptions& options, DriveRun& run) {
    Diagnostics diagnostics;
    std::optional<survey::SamplePlan> plan;
    if (!given.table.empty()) {
        if (const auto table = run.open_table(given.table, "strata"))
            plan = survey::plan_from_strata(*table, options, diagnostics);
    } else {
        const survey::UnitIds ids = unit_ids_of(given.ids);
        const auto registry = run.open_registry(given.registry, ids);
        if (!registry) return std::nullopt;
        check_names(given, options, registry->units);
        survey::History history;
        if (!given.last.empty()) {
            auto tallied = read_history(given, system, options, *registry, run, diagnostics);
            if (!tallied) return std::nullopt;
            history = std::move(*tallied);
        }
        if (!diagnostics.has_errors())
            plan = survey::plan_sample(*registry, ids, options, history, diagnostics);
    }
    run.report(diagnostics);
    if (plan) plan->system = survey::version_of(system);
    return plan;
}

/// Every city that was named has enterprises.
bool has_all_cities(const survey::SamplePlan& plan, const std::string& cities, Console& console) {
    bool all = true;
    for (const std::string& city : cities.empty() ? std::vector<std::string>{} : split_commas(cities)) {
        if (std::ranges::find(plan.cities, city, &survey::CityPlan::city) != plan.cities.end()) continue;
        console.error(say(city_absent, city), say(city_absent_help));
        all = false;
    }
    return all;
}

ExitCode run_plan(const PlanCommandOptions& given, Console& console) {
    check_usage(given);
    DriveRun run("sample plan", given.drive, console);
    const survey::PlanOptions options = plan_options(given);
    note_options(options, run);
    const auto system = run.open_system(given.system);
    if (!system) return ExitCode::data_errors;
    check_expected(given, *system);
    auto plan = make_plan(given, *system, options, run);
    if (!plan || !has_all_cities(*plan, given.cities, console)) return ExitCode::data_errors;
    for (const auto& city : plan->cities)
        if (city.raised_by_minimums) run.decide(say(raised, city.city, city.size, city.required));
    run.audit().rows_in = plan->population;
    run.audit().rows_out = plan->size();
    Document document;
    document.title = run.word(title);
    document.blocks.push_back(Facts{{{run.word(population_label), grouped(plan->population)},
                                     {run.word(size_label), grouped(plan->size())},
                                     {run.word(strata_label), grouped(plan->strata.size())}}});
    document.blocks.push_back(Heading{2, run.word(cities_heading)});
    document.blocks.push_back(city_table(*plan, *system, run));
    if (run.format() == "text") document.blocks.push_back(Paragraph{run.word(file_remark), Tone::muted});
    const std::string csv = plan_csv(*plan, survey::run_id(run.audit()));
    run.write(
        {std::move(document), csv, survey::manifest_json({std::move(*plan), std::nullopt}, run.audit())});
    return ExitCode::done;
}

}  // namespace

CommandSpec sample_plan_command() {
    auto options = std::make_shared<PlanCommandOptions>();
    CommandSpec command{
        .name = "plan",
        .summary = summary,
        .arguments =
            {{.name = "REGISTRY", .help = registry_help, .target = &options->registry, .required = false}},
        .options =
            {
                {.name = "table",
                 .value = "FILE",
                 .help = table_help,
                 .target = &options->table,
                 .completion = Completion::file},
                ids_option(options->ids),
                {.name = "rate", .value = "SHARE", .help = rate_help, .target = &options->rate},
                {.name = "strata", .value = "COLUMNS", .help = strata_help, .target = &options->strata},
                {.name = "cities", .value = "CODES", .help = cities_help, .target = &options->cities},
                {.name = "min", .value = "N", .help = min_help, .target = &options->minimum},
                {.name = "take-all",
                 .value = "COLUMN=VALUE",
                 .help = take_all_help,
                 .target = &options->take_all},
                {.name = "allocation",
                 .value = "METHOD",
                 .help = allocation_help,
                 .target = &options->allocation,
                 .choices = {"proportional", "neyman", "power"}},
                {.name = "exponent", .value = "Q", .help = exponent_help, .target = &options->exponent},
                {.name = "rule",
                 .value = "RULE",
                 .help = rule_help,
                 .target = &options->rule,
                 .choices = {"hill", "largest-remainder"}},
                {.name = "last",
                 .value = "RESULTS",
                 .help = last_help,
                 .target = &options->last,
                 .completion = Completion::file},
                {.name = "last-level",
                 .value = "LADDER=LEVEL",
                 .help = last_level_help,
                 .target = &options->last_level},
                system_option(options->system),
                {.name = "expect", .value = "LEVEL=SHARE", .help = expect_help, .target = &options->expect},
                confidence_option(options->confidence),
            },
        .examples = {{"sample plan registry.csv --rate 10% -o plan.json",
                      {"每市至少抽一成，按行业和规模分层",
                       "a tenth of every city, strata by industry and size"}}},
        .work = [options](Console& console) { return run_plan(*options, console); },
    };
    for (OptionSpec& option : drive_options(options->drive, {"text", "md", "html", "json", "csv"}))
        command.options.push_back(std::move(option));
    return command;
}

}  // namespace tidu::cli
