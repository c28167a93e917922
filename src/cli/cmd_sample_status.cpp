// SPDX-License-Identifier: Apache-2.0
// `tidu sample status`: who answered, who did not and why, and whom to remind.
#include <array>
#include <map>
#include <memory>

#include "cli/cmd_sample.h"
#include "cli/common_options.h"
#include "cli/drive.h"
#include "cli/drive_words.h"
#include "tidu/codec/csv.h"
#include "tidu/codec/json_write.h"
#include "tidu/survey/response.h"

namespace tidu::cli {
namespace {

constexpr Phrase summary{"回收情况：已答、未答及原因、替换、待催报",
                         "response: who answered, who did not and why, replacements, whom to remind"};
constexpr Phrase manifest_help{"sample draw 写出的清单", "manifest written by sample draw"};
constexpr Phrase results_help{"tidu batch 写出的结果（CSV、JSON Lines）",
                              "results of tidu batch (CSV, JSON Lines)"};
constexpr Phrase outcomes_help{"回收登记表：id、outcome、reason、successor、replaces",
                               "record of outcomes: id, outcome, reason, successor, replaces"};
constexpr Phrase remind_help{"写出待催报企业的清单（CSV）", "write the enterprises to remind (CSV)"};
constexpr Phrase title{"回收情况", "Response"};
constexpr Phrase outcomes_heading{"按结果", "By outcome"};
constexpr Phrase reasons_heading{"原因", "Reasons"};
constexpr Phrase reason_label{"原因", "reason"};
constexpr Phrase cities_heading{"按市", "By city"};
constexpr Phrase groups_heading{"按无应答类所属的组", "By group of nonresponse classes"};
constexpr Phrase group_label{"组", "group"};
constexpr Phrase refused_label{"拒答", "refused"};
constexpr Phrase unreached_label{"未联系上", "no contact"};
constexpr Phrase silent_label{"无回音", "silent"};
constexpr Phrase ineligible_label{"不合格", "out"};
constexpr Phrase reserve_label{"替换", "reserve"};
constexpr Phrase outcome_label{"结果", "outcome"};
constexpr Phrase count_label{"企业", "enterprises"};
constexpr Phrase city_label{"市", "city"};
constexpr Phrase drawn_label{"入样", "drawn"};
constexpr Phrase answered_label{"已答", "answered"};
constexpr Phrase rate_label{"回收率", "response"};
constexpr Phrase replaced_label{"替换", "replacements"};
constexpr Phrase invalid_label{"答卷有错误", "answers with errors"};
constexpr Phrase remind_label{"待催报", "to remind"};
constexpr Phrase volunteers_label{"样本外自愿作答", "volunteers outside the sample"};
constexpr Phrase volunteers_remark{
    "样本外的 {} 份结果不计入回收，也不用于估计",
    "{} results are of enterprises that were not drawn: they count neither as response nor in "
    "estimates"};
constexpr Phrase undrawn{"该文件是方案，还没有抽取", "the file is a plan: nothing was drawn yet"};
constexpr Phrase undrawn_help{"用 sample draw 抽取", "draw it with sample draw"};

struct StatusOptions {
    std::string manifest, results, outcomes, remind;
    DriveOptions drive;
};

/// What came of the approached enterprises of a city, a group or a stratum.
struct PartResponse {
    std::uint64_t drawn = 0, ineligible = 0, answered = 0, replacements = 0;
    std::map<survey::Outcome, std::uint64_t> outcomes;

    std::uint64_t eligible() const { return drawn - ineligible; }
    std::uint64_t of(survey::Outcome outcome) const {
        const auto found = outcomes.find(outcome);
        return found == outcomes.end() ? 0 : found->second;
    }
    void count(const survey::UnitResponse& answer) {
        ++drawn;
        ++outcomes[answer.outcome];
        replacements += answer.replaces.empty() ? 0U : 1U;
        const auto status = survey::status_of(answer.outcome, answer.successor_answered);
        if (status == survey::ResponseStatus::ineligible) ++ineligible;
        if (status == survey::ResponseStatus::respondent) ++answered;
    }
};

struct StatusTally {
    std::map<survey::Outcome, std::uint64_t> outcomes;
    std::map<std::pair<survey::Outcome, std::string>, std::uint64_t> reasons;  ///< those that were recorded
    std::map<std::string, PartResponse> cities, groups;
    std::vector<PartResponse> strata;
    std::uint64_t invalid = 0;
    std::vector<std::size_t> to_remind;  ///< positions in the list
};

StatusTally tally(const survey::SampleManifest& manifest, const survey::Response& response) {
    StatusTally tally;
    tally.strata.resize(manifest.plan.strata.size());
    for (std::size_t unit = 0; unit < response.units.size(); ++unit) {
        const survey::UnitResponse& answer = response.units[unit];
        if (!answer.approached) continue;
        ++tally.outcomes[answer.outcome];
        tally.invalid += answer.has_invalid_answers ? 1U : 0U;
        const bool open =
            answer.outcome == survey::Outcome::silent || answer.outcome == survey::Outcome::not_reached;
        if (open) tally.to_remind.push_back(unit);
        if (!answer.reason.empty()) ++tally.reasons[{answer.outcome, answer.reason}];
        const std::uint32_t number = manifest.draw->units[unit].stratum;
        const survey::StratumPlan& stratum = manifest.plan.strata[number];
        for (PartResponse* part :
             {&tally.cities[stratum.city], &tally.groups[stratum.group], &tally.strata[number]})
            part->count(answer);
    }
    return tally;
}

std::string remind_csv(const survey::SampleManifest& manifest, const survey::Response& response,
                       const StatusTally& tally, const std::string& run) {
    std::string bytes;
    CsvWriter csv(bytes);
    csv.text("id");
    for (const std::string& column : manifest.draw->columns)
        csv.text(column);
    for (const char* heading : {"stratum", "outcome", "reason", "run"})
        csv.text(heading);
    csv.end_row();
    for (std::size_t unit : tally.to_remind) {
        const survey::DrawnUnit& drawn = manifest.draw->units[unit];
        csv.text(drawn.id);
        for (const std::string& value : drawn.values)
            csv.text(value);
        csv.text(manifest.plan.strata[drawn.stratum].key);
        csv.text(response.units[unit].has_invalid_answers
                     ? "invalid_answers"
                     : survey::outcome_name(response.units[unit].outcome));
        csv.text(response.units[unit].reason);
        csv.text(run);
        csv.end_row();
    }
    return bytes;
}

constexpr std::array<survey::Outcome, 7> reasons_not_to_answer = {
    survey::Outcome::refused,      survey::Outcome::not_reached, survey::Outcome::closed,
    survey::Outcome::out_of_scope, survey::Outcome::duplicate,   survey::Outcome::successor,
    survey::Outcome::silent};

std::string strata_csv(const survey::Response& response, const StatusTally& tally, const std::string& run) {
    std::string bytes;
    CsvWriter csv(bytes);
    for (const char* heading : {"stratum", "city", "group", "population", "drawn", "answered",
                                "nonrespondents", "unknown", "ineligible"})
        csv.text(heading);
    for (survey::Outcome outcome : reasons_not_to_answer)
        csv.text(survey::outcome_name(outcome));
    csv.text("replacements");
    csv.text("run");
    csv.end_row();
    for (std::size_t number = 0; number < response.strata.size(); ++number) {
        const survey::SampleStratum& stratum = response.strata[number];
        csv.text(stratum.key);
        csv.text(stratum.city);
        csv.text(stratum.group);
        for (std::uint64_t count : {stratum.population, stratum.drawn(), stratum.respondents,
                                    stratum.nonrespondents, stratum.unknown, stratum.ineligible})
            csv.number(std::to_string(count));
        for (survey::Outcome outcome : reasons_not_to_answer)
            csv.number(std::to_string(tally.strata[number].of(outcome)));
        csv.number(std::to_string(tally.strata[number].replacements));
        csv.text(run);
        csv.end_row();
    }
    return bytes;
}

double rate_of(const PartResponse& city) {
    return city.eligible() > 0 ? static_cast<double>(city.answered) / static_cast<double>(city.eligible())
                               : 0;
}

void add_reasons(Document& document, const StatusTally& tally, const DriveRun& run) {
    if (tally.reasons.empty()) return;
    document.blocks.push_back(Heading{2, run.word(reasons_heading)});
    Table reasons{
        {{run.word(outcome_label), false}, {run.word(reason_label), false}, {run.word(count_label), true}},
        {}};
    for (const auto& [key, count] : tally.reasons)
        reasons.rows.push_back(
            {{outcome_words(key.first, run.console().language()), key.second, grouped(count)}, Tone::plain});
    document.blocks.push_back(std::move(reasons));
}

/// `320500|large` -> `苏州市 · 大型`
std::string group_words(const std::string& group, Language language) {
    const std::size_t bar = group.find('|');
    const std::string city = value_words("city", group.substr(0, bar), language);
    return bar == std::string::npos ? city
                                    : city + " · " + value_words("size", group.substr(bar + 1), language);
}

/// Where strata have too few answers their group becomes one class: the place to look for trouble.
void add_groups(Document& document, const StatusTally& tally, const DriveRun& run) {
    if (tally.groups.size() <= tally.cities.size()) return;
    document.blocks.push_back(Heading{2, run.word(groups_heading)});
    Table groups{{{run.word(group_label), false}}, {}};
    for (const Phrase* label : {&drawn_label, &answered_label, &rate_label, &refused_label, &unreached_label,
                                &silent_label, &ineligible_label, &reserve_label})
        groups.columns.push_back({run.word(*label), true});
    for (const auto& [name, part] : tally.groups)
        groups.rows.push_back(
            {{group_words(name, run.console().language()), grouped(part.drawn), grouped(part.answered),
              percent_text(rate_of(part)), grouped(part.of(survey::Outcome::refused)),
              grouped(part.of(survey::Outcome::not_reached)), grouped(part.of(survey::Outcome::silent)),
              grouped(part.ineligible), grouped(part.replacements)},
             rate_of(part) < 0.5 ? Tone::bad : Tone::plain});
    document.blocks.push_back(std::move(groups));
}

Document make_document(const survey::Response& response, const StatusTally& tally, const DriveRun& run) {
    Document document;
    document.title = run.word(title);
    document.blocks.push_back(Facts{{{run.word(replaced_label), grouped(response.replacements)},
                                     {run.word(invalid_label), grouped(tally.invalid)},
                                     {run.word(remind_label), grouped(tally.to_remind.size())},
                                     {run.word(volunteers_label), grouped(response.volunteers.size())}}});
    document.blocks.push_back(Heading{2, run.word(outcomes_heading)});
    Table outcomes{{{run.word(outcome_label), false}, {run.word(count_label), true}}, {}};
    for (const auto& [outcome, count] : tally.outcomes)
        outcomes.rows.push_back(
            {{outcome_words(outcome, run.console().language()), grouped(count)}, Tone::plain});
    document.blocks.push_back(std::move(outcomes));
    add_reasons(document, tally, run);
    document.blocks.push_back(Heading{2, run.word(cities_heading)});
    Table cities{{{run.word(city_label), false},
                  {run.word(drawn_label), true},
                  {run.word(answered_label), true},
                  {run.word(rate_label), true}},
                 {}};
    for (const auto& [name, city] : tally.cities)
        cities.rows.push_back({{value_words("city", name, run.console().language()), grouped(city.drawn),
                                grouped(city.answered), percent_text(rate_of(city))},
                               rate_of(city) < 0.5 ? Tone::bad : Tone::plain});
    document.blocks.push_back(std::move(cities));
    add_groups(document, tally, run);
    return document;
}

void write_parts(JsonWriter& json, std::string_view list, std::string_view key,
                 const std::map<std::string, PartResponse>& parts) {
    json.key(list);
    json.open_array();
    for (const auto& [name, part] : parts) {
        json.open_object();
        json.member(key, name);
        json.member("drawn", part.drawn);
        json.member("ineligible", part.ineligible);
        json.member("answered", part.answered);
        json.member("replacements", part.replacements);
        for (survey::Outcome outcome : reasons_not_to_answer)
            json.member(survey::outcome_name(outcome), part.of(outcome));
        json.close_object();
    }
    json.close_array();
}

std::string make_json(const survey::Response& response, const StatusTally& tally,
                      const survey::Audit& audit) {
    std::string text;
    JsonWriter json(text, JsonLayout::pretty);
    json.open_object();
    json.key("outcomes");
    json.open_object();
    for (const auto& [outcome, count] : tally.outcomes)
        json.member(survey::outcome_name(outcome), count);
    json.close_object();
    json.member("replacements", response.replacements);
    json.member("answers_with_errors", tally.invalid);
    json.member("to_remind", tally.to_remind.size());
    json.member("volunteers", response.volunteers.size());
    json.key("reasons");
    json.open_array();
    for (const auto& [key, count] : tally.reasons) {
        json.open_object();
        json.member("outcome", survey::outcome_name(key.first));
        json.member("reason", key.second);
        json.member("enterprises", count);
        json.close_object();
    }
    json.close_array();
    write_parts(json, "cities", "city", tally.cities);
    write_parts(json, "groups", "group", tally.groups);
    survey::write_audit(json, audit);
    json.close_object();
    return text + '\n';
}

ExitCode run_status(const StatusOptions& given, Console& console) {
    need_table_ending(given.remind);
    DriveRun run("sample status", given.drive, console);
    const auto manifest = run.open_manifest(given.manifest);
    if (!manifest) return ExitCode::data_errors;
    if (!manifest->draw) {
        console.error(say(undrawn), say(undrawn_help));
        return ExitCode::data_errors;
    }
    const auto scored = run.open_results(given.results);
    std::optional<survey::TextTable> outcomes;
    if (!given.outcomes.empty()) outcomes = run.open_table(given.outcomes, "outcomes");
    if (!scored || (!given.outcomes.empty() && !outcomes)) return ExitCode::data_errors;
    const survey::TextTable& results = scored->table;
    Diagnostics diagnostics;
    std::optional<survey::Response> response;
    if (!scored->system || survey::check_planned_for(manifest->plan, *scored->system, results, diagnostics))
        response = survey::collect_response(*manifest, results, outcomes ? &*outcomes : nullptr, diagnostics);
    run.report(diagnostics);
    if (!response) return ExitCode::data_errors;
    run.audit().rows_in = results.row_count();
    if (!response->volunteers.empty()) run.decide(say(volunteers_remark, response->volunteers.size()));
    const StatusTally counts = tally(*manifest, *response);
    const std::string id = survey::run_id(run.audit());
    if (!given.remind.empty())
        console.write_result(given.remind, remind_csv(*manifest, *response, counts, id));
    run.write({make_document(*response, counts, run), strata_csv(*response, counts, id),
               make_json(*response, counts, run.audit())});
    return ExitCode::done;
}

}  // namespace

CommandSpec sample_status_command() {
    auto options = std::make_shared<StatusOptions>();
    CommandSpec command{
        .name = "status",
        .summary = summary,
        .arguments = {{.name = "MANIFEST", .help = manifest_help, .target = &options->manifest},
                      {.name = "RESULTS", .help = results_help, .target = &options->results}},
        .options = {{.name = "outcomes",
                     .value = "FILE",
                     .help = outcomes_help,
                     .target = &options->outcomes,
                     .completion = Completion::file},
                    {.name = "remind",
                     .value = "FILE",
                     .help = remind_help,
                     .target = &options->remind,
                     .completion = Completion::file}},
        .examples = {{"sample status sample.json results.csv --outcomes outcomes.csv --remind remind.csv",
                      {"查看回收率并写出催报名单", "see the response and write whom to remind"}}},
        .work = [options](Console& console) { return run_status(*options, console); },
    };
    for (OptionSpec& option : drive_options(options->drive, {"text", "md", "html", "json", "csv"}))
        command.options.push_back(std::move(option));
    return command;
}

}  // namespace tidu::cli
