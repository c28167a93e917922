// SPDX-License-Identifier: Apache-2.0
// `tidu sample draw`: the list, its reserve, and the manifest that lets anyone draw it again.
#include <charconv>
#include <memory>

#include "cli/cmd_sample.h"
#include "cli/common_options.h"
#include "cli/drive.h"
#include "tidu/survey/manifest.h"

namespace tidu::cli {
namespace {

constexpr Phrase summary{"按方案抽取样本和备选", "draw the sample and its reserve by a plan"};
constexpr Phrase plan_help{"sample plan 写出的方案", "plan written by sample plan"};
constexpr Phrase registry_help{"编制方案所用的名录", "the registry that was planned"};
constexpr Phrase seed_help{
    "公开的种子文字，历年不变；应在公布名录与方案的哈希值之后公布",
    "the public seed, kept over the years; published after the hashes of registry and plan"};
constexpr Phrase year_help{"启用以来的第几年，从 0 起", "years since the programme began, from 0"};
constexpr Phrase step_help{"每年轮换的步长，如 1/50（默认 0，即固定样本）",
                           "how far the window moves a year, such as 1/50 (default 0: a panel)"};
constexpr Phrase start_help{"首年起点（默认 0）", "start point of the first year (default 0)"};
constexpr Phrase reserve_help{"每个入样企业配备的备选比例（默认 1/2）",
                              "reserve enterprises per drawn one (default 1/2)"};
constexpr Phrase list_help{"写出清单（CSV）", "write the list (CSV)"};
constexpr Phrase previous_help{"上年清单，用于报告重叠",
                               "last year's manifest: the achieved overlap is reported"};

constexpr Phrase title{"抽样清单", "Sample"};
constexpr Phrase sample_label{"入样企业", "enterprises drawn"};
constexpr Phrase reserve_label{"备选企业", "reserve"};
constexpr Phrase seed_label{"种子", "seed"};
constexpr Phrase start_label{"起点", "start point"};
constexpr Phrase registry_label{"名录 SHA-256", "SHA-256 of the registry"};
constexpr Phrase list_label{"清单 SHA-256", "SHA-256 of the list"};
constexpr Phrase overlap_heading{"与上年样本的重叠", "Overlap with last year's sample"};
constexpr Phrase stratum_label{"层", "stratum"};
constexpr Phrase drawn_label{"样本量", "sample"};
constexpr Phrase common_label{"两年都在", "in both years"};
constexpr Phrase seed_missing{"抽样需要种子", "a draw needs a seed"};
constexpr Phrase seed_missing_help{"用 --seed 给出公开的文字", "give a public text with --seed"};
constexpr Phrase bad_share{"`{0}` 不是 {1} 要求的 0 到 1 之间的比例",
                           "`{0}` is no share between 0 and 1, which {1} needs"};
constexpr Phrase undrawn{"上年的文件是方案，不是清单", "last year's file is a plan, not a drawn sample"};

struct DrawCommandOptions {
    std::string plan, registry, seed, step, reserve, list, previous;
    std::optional<std::uint64_t> year, start;
    DriveOptions drive;
};

survey::Rate rate_or(const std::string& text, survey::Rate otherwise, std::string_view option) {
    if (text.empty()) return otherwise;
    const auto rate = survey::parse_rate(text);
    if (!rate) throw UsageError(say(bad_share, text, option));
    return *rate;
}

survey::DrawOptions draw_options(const DrawCommandOptions& given) {
    survey::DrawOptions options;
    options.seed = given.seed;
    options.first_start = given.start.value_or(0);
    options.year = given.year.value_or(0);
    options.step = rate_or(given.step, options.step, "--step");
    options.reserve = rate_or(given.reserve, options.reserve, "--reserve");
    return options;
}

std::uint64_t count_reserve(const survey::Draw& draw) {
    std::uint64_t count = 0;
    for (const auto& unit : draw.units)
        count += unit.reserve ? 1U : 0U;
    return count;
}

Table overlap_table(const survey::SampleManifest& before, const survey::SampleManifest& after,
                    const DriveRun& run) {
    Table table{
        {{run.word(stratum_label), false}, {run.word(drawn_label), true}, {run.word(common_label), true}},
        {}};
    const auto overlap = survey::count_overlap(before, after);
    for (std::size_t stratum = 0; stratum < overlap.size(); ++stratum)
        table.rows.push_back({{after.plan.strata[stratum].key, grouped(after.plan.strata[stratum].size),
                               grouped(overlap[stratum])},
                              Tone::plain});
    return table;
}

Document make_document(const survey::SampleManifest& manifest, const survey::SampleManifest* before,
                       const DriveRun& run) {
    const survey::Draw& draw = *manifest.draw;
    const std::uint64_t reserve = count_reserve(draw);
    Document document;
    document.title = run.word(title);
    document.blocks.push_back(Facts{{{run.word(sample_label), grouped(draw.units.size() - reserve)},
                                     {run.word(reserve_label), grouped(reserve)},
                                     {run.word(seed_label), draw.options.seed},
                                     {run.word(start_label), std::to_string(draw.start)},
                                     {run.word(registry_label), manifest.plan.registry_sha256},
                                     {run.word(list_label), draw.list_sha256}}});
    if (before) {
        document.blocks.push_back(Heading{2, run.word(overlap_heading)});
        document.blocks.push_back(overlap_table(*before, manifest, run));
    }
    return document;
}

ExitCode run_draw(const DrawCommandOptions& given, Console& console) {
    if (given.seed.empty()) throw UsageError(say(seed_missing), say(seed_missing_help));
    need_table_ending(given.list);
    DriveRun run("sample draw", given.drive, console);
    const survey::DrawOptions options = draw_options(given);
    auto manifest = run.open_manifest(given.plan, "plan");
    if (!manifest) return ExitCode::data_errors;
    const auto registry = run.open_registry(given.registry, manifest->plan.ids);
    if (!registry) return ExitCode::data_errors;
    Diagnostics diagnostics;
    manifest->draw = survey::draw_sample(*registry, manifest->plan, options, diagnostics);
    run.report(diagnostics);
    if (!manifest->draw) return ExitCode::data_errors;
    std::optional<survey::SampleManifest> before;
    if (!given.previous.empty()) {
        before = run.open_manifest(given.previous, "last manifest");
        if (before && !before->draw) throw UsageError(say(undrawn));
        if (!before) return ExitCode::data_errors;
    }
    run.audit().seed = options.seed;
    run.audit().start = std::to_string(manifest->draw->start);
    run.note("step", survey::format_rate(options.step));
    run.note("year", std::to_string(options.year));
    run.note("reserve", survey::format_rate(options.reserve));
    run.audit().rows_in = registry->units.row_count();
    run.audit().rows_out = manifest->draw->units.size();
    const std::string list = survey::list_csv(manifest->plan, *manifest->draw);
    if (!given.list.empty()) console.write_result(given.list, list);
    run.write({make_document(*manifest, before ? &*before : nullptr, run), list,
               survey::manifest_json(*manifest, run.audit())});
    return ExitCode::done;
}

}  // namespace

CommandSpec sample_draw_command() {
    auto options = std::make_shared<DrawCommandOptions>();
    CommandSpec command{
        .name = "draw",
        .summary = summary,
        .arguments = {{.name = "PLAN", .help = plan_help, .target = &options->plan},
                      {.name = "REGISTRY", .help = registry_help, .target = &options->registry}},
        .options =
            {
                {.name = "seed", .value = "TEXT", .help = seed_help, .target = &options->seed},
                {.name = "year", .value = "N", .help = year_help, .target = &options->year},
                {.name = "step", .value = "SHARE", .help = step_help, .target = &options->step},
                {.name = "start", .value = "N", .help = start_help, .target = &options->start},
                {.name = "reserve", .value = "SHARE", .help = reserve_help, .target = &options->reserve},
                {.name = "list",
                 .value = "FILE",
                 .help = list_help,
                 .target = &options->list,
                 .completion = Completion::file},
                {.name = "previous",
                 .value = "MANIFEST",
                 .help = previous_help,
                 .target = &options->previous,
                 .completion = Completion::file},
            },
        .examples =
            {{"sample draw plan.json registry.csv --seed 'Jiangsu 2026' -o sample.json --list sample.csv",
              {"抽取并写出清单", "draw and write the list"}}},
        .work = [options](Console& console) { return run_draw(*options, console); },
    };
    for (OptionSpec& option : drive_options(options->drive, {"text", "md", "html", "json", "csv"}))
        command.options.push_back(std::move(option));
    return command;
}

}  // namespace tidu::cli
