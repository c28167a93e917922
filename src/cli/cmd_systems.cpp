// SPDX-License-Identifier: Apache-2.0
// `tidu systems`: the indicator systems that travel inside the program.
#include <algorithm>
#include <map>
#include <memory>

#include "cli/commands.h"
#include "cli/common_options.h"
#include "cli/hanging.h"
#include "cli/open_system.h"
#include "tidu/codec/json_write.h"
#include "tidu/report/origin.h"
#include "tidu/system/bundled.h"
#include "tidu/system/outline.h"
#include "tidu/text/utf8.h"

namespace tidu::cli {
namespace {

constexpr Phrase summary{"列出内置的指标体系", "list the bundled indicator systems"};
constexpr Phrase system_facts{"评{}，{} 题，梯度：{}", "for one {}; {} questions; ladders: {}"};
constexpr Phrase origin_count{"{0} {1}", "{1} {0}"};
constexpr Phrase bases{"题目与要求的依据：{}", "questions and requirements: {}"};
constexpr Phrase list_comma{"，", ", "};
constexpr Phrase system_facts_without_ladder{"评{}，{} 题", "for one {}; {} questions"};

struct SystemsOptions {
    std::string format;
    std::string output;
};

struct Bundled {
    std::shared_ptr<const System> system;
    std::size_t question_count = 0;
};

std::vector<Bundled> all_bundled() {
    std::vector<Bundled> all;
    for (const std::string& name : bundled_system_names()) {
        auto system = load_bundled_system(name);
        const Outline outline(system);
        all.push_back({std::move(system), outline.items().size() - outline.input_count()});
    }
    return all;
}

std::string ladder_ids(const System& system) {
    std::string ids;
    for (const Ladder& ladder : system.ladders)
        ids += (ids.empty() ? "" : ", ") + ladder.id.text;
    return ids;
}

std::string facts_of(const Bundled& bundled, Language language) {
    const System& system = *bundled.system;
    if (system.ladders.empty())
        return say(system_facts_without_ladder, system.unit, bundled.question_count).in(language);
    return say(system_facts, system.unit, bundled.question_count, ladder_ids(system)).in(language);
}

/// How many questions and requirements are sourced, second-hand, recalled and ours: how far to trust the
/// whole.
std::string bases_of(const System& system, const Outline& outline, Language language) {
    std::map<Origin, std::size_t> counts;
    for (const Outline::ItemEntry& entry : outline.items())
        if (entry.node) ++counts[origin_of(system, entry.item->source)];
    for (const Ladder& ladder : system.ladders)
        for (const Level& level : ladder.levels)
            for (const Requirement& requirement : level.requirements)
                ++counts[origin_of(system, requirement.source)];
    std::string text;
    for (const auto& [origin, count] : counts) {
        if (origin == Origin::unsaid) continue;
        if (!text.empty()) text += say(list_comma).in(language);
        text += say(origin_count, origin_word(origin, language), count).in(language);
    }
    return say(bases, text).in(language);
}

/// Three lines each where there is room: names stay whole, so that they can be copied.
std::string listing_text(const std::vector<Bundled>& all, Language language, std::size_t columns) {
    std::size_t widest = 0;
    for (const Bundled& bundled : all)
        widest = std::max(widest, bundled.system->id.size());
    const HangingColumn column = HangingColumn::beside(0, widest, columns);
    const std::string indent(column.margin - 2, ' ');
    std::string text;
    for (const Bundled& bundled : all) {
        const System& system = *bundled.system;
        append_hanging(text, system.id, system.title.in(language) + " " + system.version, column);
        append_hanging(text, indent, facts_of(bundled, language), {column.margin, column.width, false});
        append_hanging(text, indent, bases_of(system, Outline(bundled.system), language),
                       {column.margin, column.width, false});
    }
    return text;
}

void write_text(JsonWriter& json, std::string_view key, const BilingualText& text) {
    json.key(key);
    json.open_object();
    json.member("zh", text.zh);
    json.member("en", text.en);
    json.close_object();
}

std::string listing_json(const std::vector<Bundled>& all) {
    std::string out;
    JsonWriter json(out, JsonLayout::pretty);
    json.open_array();
    for (const auto& [system, question_count] : all) {
        json.open_object();
        json.member("id", system->id);
        json.member("version", system->version);
        json.member("sha256", system->sha256);
        write_text(json, "title", system->title);
        write_text(json, "unit", system->unit);
        json.member("questions", question_count);
        json.key("ladders");
        json.open_array();
        for (const Ladder& ladder : system->ladders)
            json.value(ladder.id.text);
        json.close_array();
        json.close_object();
    }
    json.close_array();
    return out + "\n";
}

ExitCode run_systems(const SystemsOptions& options, Console& console) {
    const std::vector<Bundled> all = all_bundled();
    console.write_result(options.output,
                         chosen_format(options.format, options.output, {"text", "json"}) == "json"
                             ? listing_json(all)
                             : listing_text(all, console.language(), console.settings().width));
    return ExitCode::done;
}

}  // namespace

CommandSpec systems_command() {
    auto options = std::make_shared<SystemsOptions>();
    return {
        .name = "systems",
        .summary = summary,
        .options = {format_option(options->format, {"text", "json"}), output_option(options->output)},
        .examples = {{"systems", {"有哪些体系", "which systems there are"}}},
        .work = [options](Console& console) { return run_systems(*options, console); },
    };
}

}  // namespace tidu::cli
