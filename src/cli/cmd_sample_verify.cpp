// SPDX-License-Identifier: Apache-2.0
// `tidu sample verify`: draws again and compares, so that nobody has to trust the list.
#include <memory>

#include "cli/cmd_sample.h"
#include "cli/common_options.h"
#include "cli/drive.h"
#include "tidu/codec/json_write.h"
#include "tidu/survey/manifest.h"

namespace tidu::cli {
namespace {

constexpr Phrase summary{"重抽并核对公布的清单", "draw again and compare with what was published"};
constexpr Phrase manifest_help{"sample draw 写出的清单", "manifest written by sample draw"};
constexpr Phrase registry_help{"抽样所用的名录", "the registry that was drawn from"};
constexpr Phrase list_help{"公布的清单（CSV），一并核对", "a published list (CSV), compared as well"};
constexpr Phrase title{"核验", "Verification"};
constexpr Phrase verified{"清单与名录、方案和种子相符：{} 家",
                          "the list is what registry, plan and seed give: {} enterprises"};
constexpr Phrase refuted{"清单与名录、方案和种子不符", "the list is not what registry, plan and seed give"};
constexpr Phrase undrawn{"该文件是方案，还没有抽取", "the file is a plan: nothing was drawn yet"};
constexpr Phrase undrawn_help{"用 sample draw 抽取", "draw it with sample draw"};

struct VerifyOptions {
    std::string manifest, registry, list;
    DriveOptions drive;
};

ExitCode run_verify(const VerifyOptions& given, Console& console) {
    DriveRun run("sample verify", given.drive, console);
    const auto manifest = run.open_manifest(given.manifest);
    if (!manifest) return ExitCode::data_errors;
    if (!manifest->draw) {
        console.error(say(undrawn), say(undrawn_help));
        return ExitCode::data_errors;
    }
    const auto registry = run.open_registry(given.registry, manifest->plan.ids);
    if (!registry) return ExitCode::data_errors;
    Diagnostics diagnostics;
    bool same = survey::verify_manifest(*registry, *manifest, diagnostics);
    if (!given.list.empty()) {
        const auto list = run.open_table(given.list, "list");
        if (!list) return ExitCode::data_errors;
        same = survey::verify_list(*list, *manifest, diagnostics) && same;
    }
    run.report(diagnostics);
    Document document;
    document.title = run.word(title);
    const Message verdict = same ? say(verified, manifest->draw->units.size()) : say(refuted);
    document.blocks.push_back(Paragraph{verdict.in(console.language()), same ? Tone::good : Tone::bad});
    std::string text;
    JsonWriter json(text, JsonLayout::pretty);
    json.open_object();
    json.member("verified", same);
    json.member("units", manifest->draw->units.size());
    survey::write_audit(json, run.audit());
    json.close_object();
    run.write({std::move(document), {}, text + '\n'});
    return same ? ExitCode::done : ExitCode::data_errors;
}

}  // namespace

CommandSpec sample_verify_command() {
    auto options = std::make_shared<VerifyOptions>();
    CommandSpec command{
        .name = "verify",
        .summary = summary,
        .arguments = {{.name = "MANIFEST", .help = manifest_help, .target = &options->manifest},
                      {.name = "REGISTRY", .help = registry_help, .target = &options->registry}},
        .options = {{.name = "list",
                     .value = "FILE",
                     .help = list_help,
                     .target = &options->list,
                     .completion = Completion::file}},
        .examples = {{"sample verify sample.json registry.csv --list sample.csv",
                      {"核对公布的清单", "check a published list"}}},
        .work = [options](Console& console) { return run_verify(*options, console); },
    };
    for (OptionSpec& option : drive_options(options->drive, {"text", "md", "html", "json"}))
        command.options.push_back(std::move(option));
    return command;
}

}  // namespace tidu::cli
