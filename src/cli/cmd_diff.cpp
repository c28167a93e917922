// SPDX-License-Identifier: Apache-2.0
// `tidu diff`: what changed between two versions of an indicator system.
#include <array>
#include <memory>
#include <optional>

#include "cli/commands.h"
#include "cli/common_options.h"
#include "cli/diff_effect.h"
#include "cli/open_system.h"
#include "cli/output_format.h"
#include "tidu/codec/json_write.h"
#include "tidu/report/build_effect.h"
#include "tidu/system/diff.h"

namespace tidu::cli {
namespace {

constexpr Phrase summary{"比较指标体系的两个版本", "compare two versions of an indicator system"};
constexpr Phrase old_help{"旧版：内置体系的名称或文件路径",
                          "the old one: name of a bundled system or a path"};
constexpr Phrase new_help{"新版：内置体系的名称或文件路径",
                          "the new one: name of a bundled system or a path"};
constexpr Phrase on_help{
    "答卷、结果、文件夹或表格：用两版分别计分，看谁的等级因此改变；可多次使用",
    "answers, results, a folder or a table: scored by both, to see who changes level; may be repeated"};
constexpr Phrase document_title{"{} {} 与 {} {} 的差异", "Changes from {} {} to {} {}"};
constexpr Phrase nothing_changed{"没有差异。", "Nothing changed."};
constexpr Phrase column_id{"标识", "id"};
constexpr Phrase column_field{"内容", "what"};
constexpr Phrase column_before{"旧", "before"};
constexpr Phrase column_after{"新", "after"};
constexpr Phrase heading_with_count{"{}（{}）", "{} ({})"};

/// Kinds in the order of what they do to results.
struct KindHeading {
    ChangeKind kind;
    Phrase heading;
};
constexpr std::array<KindHeading, 8> headings{{
    {ChangeKind::added, {"新增", "Added"}},
    {ChangeKind::removed, {"删除", "Removed"}},
    {ChangeKind::moved, {"移动", "Moved"}},
    {ChangeKind::reweighted, {"权重变化", "Reweighted"}},
    {ChangeKind::rescored, {"计分变化", "Rescored"}},
    {ChangeKind::threshold, {"要求变化", "Thresholds moved"}},
    {ChangeKind::reworded, {"文字变化", "Reworded"}},
    {ChangeKind::annotated, {"标注变化", "Annotated"}},
}};

struct DiffOptions {
    std::string old_system;
    std::string new_system;
    std::vector<std::string> on;
    std::string format;
    std::string output;
};

Table table_of(const std::vector<Change>& changes, ChangeKind kind, Language language) {
    Table table;
    for (const Phrase* heading : {&column_id, &column_field, &column_before, &column_after})
        table.columns.push_back({say(*heading).in(language)});
    for (const Change& change : changes)
        if (change.kind == kind)
            table.rows.push_back(
                {{change.id, change.field, change.before.in(language), change.after.in(language)}});
    return table;
}

Document document_of(const System& before, const System& after, const std::vector<Change>& changes,
                     Language language) {
    Document document;
    document.language = language;
    document.title = say(document_title, before.id, before.version, after.id, after.version).in(language);
    document.subtitle = after.title.in(language);
    for (const auto& [kind, heading] : headings) {
        Table table = table_of(changes, kind, language);
        if (table.rows.empty()) continue;
        const std::string word = say(heading).in(language);
        document.blocks.push_back(Heading{2, say(heading_with_count, word, table.rows.size()).in(language)});
        document.blocks.push_back(std::move(table));
    }
    if (changes.empty()) document.blocks.push_back(Paragraph{say(nothing_changed).in(language)});
    return document;
}

// ---- JSON

void write_system(JsonWriter& json, std::string_view key, const System& system) {
    json.key(key);
    json.open_object();
    json.member("id", system.id);
    json.member("version", system.version);
    json.member("sha256", system.sha256);
    json.close_object();
}

/// A value in the notation of the file, or a text in both languages.
void write_value(JsonWriter& json, std::string_view key, const BilingualText& value) {
    if (value.empty()) return;
    json.key(key);
    if (value.zh == value.en) return json.value(value.en);
    json.open_object();
    json.member("zh", value.zh);
    json.member("en", value.en);
    json.close_object();
}

std::string changes_json(const System& before, const System& after, const std::vector<Change>& changes,
                         const std::optional<DiffEffect>& effect) {
    std::string out;
    JsonWriter json(out, JsonLayout::pretty);
    json.open_object();
    write_system(json, "old", before);
    write_system(json, "new", after);
    json.key("changes");
    json.open_array();
    for (const Change& change : changes) {
        json.open_object();
        json.member("kind", name_of(change.kind));
        json.member("id", change.id);
        if (!change.field.empty()) json.member("field", change.field);
        write_value(json, "before", change.before);
        write_value(json, "after", change.after);
        json.close_object();
    }
    json.close_array();
    if (effect) write_effect(json, effect->enterprises);
    json.close_object();
    return out + "\n";
}

ExitCode run_diff(const DiffOptions& options, Console& console) {
    const auto before = open_system(options.old_system, console);
    const auto after = open_system(options.new_system, console);
    if (!before || !after) return ExitCode::data_errors;
    const std::vector<Change> changes = diff_systems(Outline(before), Outline(after));
    std::optional<DiffEffect> effect;
    if (!options.on.empty())
        effect = find_effect(options.old_system, options.new_system, options.on, console);
    const std::string format(
        chosen_format(options.format, options.output, {"text", "json", "md", "html", "xlsx"}));
    if (format == "json") {
        console.write_result(options.output, changes_json(*before, *after, changes, effect));
    } else {
        Document document = document_of(*before, *after, changes, console.language());
        // First what it comes to, then how.
        if (effect) {
            std::vector<Block> blocks =
                build_effect(effect->enterprises, *effect->before, *effect->after, console.language());
            document.blocks.insert(document.blocks.begin(), blocks.begin(), blocks.end());
        }
        console.write_result(options.output,
                             render_document(document, format, options.output, console.settings()));
    }
    return effect ? effect->exit_code : ExitCode::done;
}

}  // namespace

CommandSpec diff_command() {
    auto options = std::make_shared<DiffOptions>();
    return {
        .name = "diff",
        .summary = summary,
        .arguments = {{.name = "OLD",
                       .help = old_help,
                       .target = &options->old_system,
                       .completion = Completion::system},
                      {.name = "NEW",
                       .help = new_help,
                       .target = &options->new_system,
                       .completion = Completion::system}},
        .options = {{.name = "on",
                     .value = "FILE",
                     .help = on_help,
                     .target = &options->on,
                     .completion = Completion::file},
                    format_option(options->format, {"text", "json", "md", "html", "xlsx"}),
                    output_option(options->output)},
        .examples = {{"diff general my-general.yaml",
                      {"自己的版本改了什么", "what one's own version of the general index changes"}},
                     {"diff general my-general.yaml --on answers/ -o effect.html",
                      {"谁的等级因此改变", "who changes level because of it"}}},
        .work = [options](Console& console) { return run_diff(*options, console); },
    };
}

}  // namespace tidu::cli
