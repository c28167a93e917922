// SPDX-License-Identifier: Apache-2.0
// `tidu index`: scores of regions, base year = 100, links between indicator sets, growth rates, ranks.
#include "cli/cmd_index.h"

#include <algorithm>
#include <map>
#include <memory>

#include "cli/commands.h"
#include "cli/common_options.h"
#include "cli/index_data.h"
#include "tidu/codec/csv.h"
#include "tidu/codec/json_write.h"
#include "tidu/survey/fixed.h"
#include "tidu/survey/growth_index.h"
#include "tidu/survey/index_series.h"

namespace tidu::cli {
namespace {

constexpr Phrase summary{"发展指数：各地区得分、基年为 100 的指数、排名",
                         "the development index: scores of regions, base year = 100, ranks"};
constexpr Phrase base_help{"基年（默认为最早的一期）", "base year (default: the first period)"};
constexpr Phrase reference_help{"以该地区基年为 100 的水平指数，如 320000",
                                "level index with this region's base year as 100, such as 320000"};
constexpr Phrase growth_help{"同时给出增长率指数", "the index of growth rates as well"};
constexpr Phrase old_help{"换用新体系前的体系；与 --link 一起使用",
                          "the system before the indicator set changed; with --link"};
constexpr Phrase link_help{"新旧体系都有数据的衔接年", "the year in which both indicator sets have figures"};

constexpr Phrase title{"发展指数", "Development index"};
constexpr Phrase unit_label{"地区", "region"};
constexpr Phrase period_label{"年度", "year"};
constexpr Phrase score_label{"得分", "score"};
constexpr Phrase rank_label{"排名", "rank"};
constexpr Phrase index_label{"指数（本地基年=100）", "index (own base = 100)"};
constexpr Phrase level_label{"水平指数", "level index"};
constexpr Phrase growth_label{"增长率指数", "growth index"};
constexpr Phrase need_link{"--old-system 与 --link 须一起给出", "--old-system and --link go together"};
constexpr Phrase no_base{"没有基年 `{}` 的数据", "there are no figures of the base year `{}`"};
constexpr Phrase periods_are{"有：{}", "there are {}"};
constexpr Phrase link_told{"`{0}`：{1} 年衔接系数 {2}（旧体系 {3} ÷ 新体系 {4}）",
                           "`{0}`: linked in {1} by {2} (old set {3} / new set {4})"};
constexpr Phrase link_missing{"`{0}`：衔接年 {1} 缺新旧体系之一的得分，不作衔接",
                              "`{0}`: one of the sets has no score in {1}, it is not linked"};

struct IndexCommandOptions {
    IndexOptions common;
    std::string base, reference, old_system, link;
    bool growth = false;
};

/// One line of the result.
struct IndexLine {
    const survey::IndexUnit* unit = nullptr;
    std::optional<double> score, own, level, growth;
    std::uint32_t rank = 0;
    std::vector<std::optional<double>> fields;
};

std::optional<double> root_score(const IndexData& data, const survey::IndexUnit& unit) {
    const auto position = static_cast<std::size_t>(&unit - data.units.data());
    const survey::IndexScores& scores = data.scores[position];
    return scores.known[0] ? std::optional(scores.scores[0]) : std::nullopt;
}

class IndexRun {
  public:
    IndexRun(const IndexCommandOptions& given, Console& console)
        : given_(given), run_("index", given.common.drive, console) {}

    ExitCode run() {
        if (given_.old_system.empty() != given_.link.empty()) throw UsageError(say(need_link));
        auto data = open_index(given_.common, run_);
        if (!data) return ExitCode::data_errors;
        data_ = std::move(*data);
        if (!check_base() || !make_links()) return ExitCode::data_errors;
        make_lines();
        run_.audit().rows_out = lines_.size();
        run_.write({document(), csv(), json()});
        return run_.has_errors() ? ExitCode::data_errors : ExitCode::done;
    }

  private:
    bool check_base() {
        const auto periods = data_.periods();
        base_ = given_.base.empty() ? periods.front() : given_.base;
        run_.note("base", base_);
        run_.note("reference", given_.reference);
        if (std::ranges::find(periods, base_) != periods.end() || !given_.old_system.empty()) return true;
        std::string known;
        for (const std::string& period : periods)
            known += (known.empty() ? "" : ", ") + period;
        run_.console().error(say(no_base, base_), say(periods_are, known));
        return false;
    }

    /// Scores of the old set, and the factor that ties each unit's new scores to them.
    bool make_links() {
        if (given_.old_system.empty()) return true;
        IndexOptions old_options = given_.common;
        old_options.system = given_.old_system;
        old_options.powers.clear();
        auto old = open_index(old_options, run_);
        if (!old) return false;
        run_.note("link", given_.link);
        old_ = std::move(*old);
        for (const auto& unit : data_.units) {
            if (unit.period != given_.link) continue;
            const auto* before = old_->find(unit.id, given_.link);
            const auto new_score = root_score(data_, unit);
            const auto old_score = before ? root_score(*old_, *before) : std::nullopt;
            const auto factor = survey::link_factor(old_score, new_score);
            if (!factor) {
                run_.decide(say(link_missing, unit.id, given_.link));
                continue;
            }
            factors_[unit.id] = *factor;
            run_.decide(say(link_told, unit.id, given_.link, survey::format_fixed(*factor, 6),
                            survey::format_fixed(*old_score, 4), survey::format_fixed(*new_score, 4)));
        }
        return true;
    }

    /// The unit's score on the scale of the old set where the sets were linked.
    std::optional<double> linked_score(const std::string& id, const std::string& period) const {
        if (old_ && period <= given_.link) {
            const auto* before = old_->find(id, period);
            return before ? root_score(*old_, *before) : std::nullopt;
        }
        const auto* unit = data_.find(id, period);
        const auto score = unit ? root_score(data_, *unit) : std::nullopt;
        if (!old_ || !score) return score;
        const auto factor = factors_.find(id);
        return factor == factors_.end() ? std::nullopt : std::optional(*score * factor->second);
    }

    void make_lines() {
        for (const auto& unit : data_.units) {
            IndexLine& line = lines_.emplace_back();
            line.unit = &unit;
            line.score = root_score(data_, unit);
            const auto linked = linked_score(unit.id, unit.period);
            line.own = survey::relative_index(linked, linked_score(unit.id, base_));
            if (!given_.reference.empty())
                line.level = survey::relative_index(linked, linked_score(given_.reference, base_));
            const auto& scores = data_.scores[lines_.size() - 1];
            for (std::uint32_t field : data_.tree.nodes[0].children)
                line.fields.push_back(scores.known[field] ? std::optional(scores.scores[field])
                                                          : std::nullopt);
        }
        rank_lines();
        if (given_.growth) add_growth();
    }

    void rank_lines() {
        for (const std::string& period : data_.periods()) {
            std::vector<double> scores;
            std::vector<char> known;
            std::vector<IndexLine*> members;
            for (IndexLine& line : lines_) {
                if (line.unit->period != period || line.unit->id == given_.reference) continue;
                members.push_back(&line);
                scores.push_back(line.score.value_or(0));
                known.push_back(line.score.has_value());
            }
            const auto ranks = survey::rank_scores(scores, known);
            for (std::size_t member = 0; member < members.size(); ++member)
                members[member]->rank = ranks[member];
        }
    }

    void add_growth() {
        const std::vector<char> lower = survey::leaves_better_when_lower(*data_.program);
        std::map<std::string, std::vector<IndexLine*>> by_unit;
        for (IndexLine& line : lines_)
            by_unit[line.unit->id].push_back(&line);
        for (const auto& [id, members] : by_unit) {
            std::vector<const survey::IndexUnit*> years;
            for (const IndexLine* line : members)
                years.push_back(line->unit);
            const auto series = survey::grow_fields(data_.tree, years, lower);
            for (std::size_t year = 0; year < members.size(); ++year)
                members[year]->growth = series[year].total;
        }
    }

    static std::string shown(const std::optional<double>& value, int digits) {
        return value ? survey::format_fixed(*value, digits) : "–";
    }

    Document document() {
        Document made;
        made.title = run_.word(title);
        made.subtitle = data_.title(0, run_.console().language());
        const auto periods = data_.periods();
        for (auto period = periods.rbegin(); period != periods.rend(); ++period) {
            made.blocks.push_back(Heading{2, run_.word(period_label) + " " + *period});
            Table table{{{run_.word(rank_label), true},
                         {run_.word(unit_label), false},
                         {run_.word(score_label), true},
                         {run_.word(index_label), true}},
                        {}};
            if (!given_.reference.empty()) table.columns.push_back({run_.word(level_label), true});
            if (given_.growth) table.columns.push_back({run_.word(growth_label), true});
            std::vector<const IndexLine*> order;
            for (const IndexLine& line : lines_)
                if (line.unit->period == *period) order.push_back(&line);
            std::ranges::stable_sort(order, [](const IndexLine* a, const IndexLine* b) {
                const auto place = [](const IndexLine* line) { return line->rank == 0 ? ~0U : line->rank; };
                return place(a) < place(b);
            });
            for (const IndexLine* line : order) {
                const std::string& name = line->unit->name.empty() ? line->unit->id : line->unit->name;
                Table::Row& row = table.rows.emplace_back();
                row.cells = {line->rank > 0 ? std::to_string(line->rank) : "–", name, shown(line->score, 2),
                             shown(line->own, 2)};
                if (!given_.reference.empty()) row.cells.push_back(shown(line->level, 2));
                if (given_.growth) row.cells.push_back(shown(line->growth, 2));
            }
            made.blocks.push_back(std::move(table));
        }
        return made;
    }

    std::string csv() {
        const std::string id = survey::run_id(run_.audit());
        std::string bytes;
        CsvWriter writer(bytes);
        for (const char* heading :
             {"id", "name", "period", "score", "rank", "index", "level_index", "growth_index"})
            writer.text(heading);
        for (std::uint32_t field : data_.tree.nodes[0].children)
            writer.text(data_.tree.nodes[field].id);
        writer.text("run");
        writer.end_row();
        const auto number = [&](const std::optional<double>& value) {
            writer.number(value ? survey::format_fixed(*value, 6) : "");
        };
        for (const IndexLine& line : lines_) {
            writer.text(line.unit->id);
            writer.text(line.unit->name);
            writer.text(line.unit->period);
            number(line.score);
            writer.number(line.rank > 0 ? std::to_string(line.rank) : "");
            for (const auto* value : {&line.own, &line.level, &line.growth})
                number(*value);
            for (const auto& field : line.fields)
                number(field);
            writer.text(id);
            writer.end_row();
        }
        return bytes;
    }

    std::string json() {
        std::string text;
        JsonWriter writer(text, JsonLayout::pretty);
        const auto number = [&](std::string_view key, const std::optional<double>& value) {
            writer.key(key);
            if (value)
                writer.value(survey::rounded(*value, 8));
            else
                writer.null();
        };
        writer.open_object();
        writer.member("base", base_);
        writer.key("units");
        writer.open_array();
        for (const IndexLine& line : lines_) {
            writer.open_object();
            writer.member("id", line.unit->id);
            writer.member("name", line.unit->name);
            writer.member("period", line.unit->period);
            number("score", line.score);
            writer.member("rank", line.rank);
            number("index", line.own);
            number("level_index", line.level);
            number("growth_index", line.growth);
            writer.key("fields");
            writer.open_object();
            for (std::size_t field = 0; field < line.fields.size(); ++field)
                number(data_.tree.nodes[data_.tree.nodes[0].children[field]].id, line.fields[field]);
            writer.close_object();
            writer.close_object();
        }
        writer.close_array();
        survey::write_audit(writer, run_.audit());
        writer.close_object();
        return text + '\n';
    }

    const IndexCommandOptions& given_;
    DriveRun run_;
    IndexData data_;
    std::string base_;
    std::optional<IndexData> old_;
    std::map<std::string, double> factors_;
    std::vector<IndexLine> lines_;
};

}  // namespace

CommandSpec index_command() {
    auto options = std::make_shared<IndexCommandOptions>();
    CommandSpec command{
        .name = "index",
        .summary = summary,
        .arguments = {index_argument(options->common)},
        .options =
            {
                {.name = "base", .value = "PERIOD", .help = base_help, .target = &options->base},
                {.name = "reference", .value = "ID", .help = reference_help, .target = &options->reference},
                {.name = "growth", .help = growth_help, .target = &options->growth},
                {.name = "old-system",
                 .value = "SYSTEM",
                 .help = old_help,
                 .target = &options->old_system,
                 .completion = Completion::system},
                {.name = "link", .value = "PERIOD", .help = link_help, .target = &options->link},
            },
        .subcommands = {index_explain_command(), index_robust_command()},
        .examples = {{"index cities.csv -s regional-progress --base 2025",
                      {"各市指数与排名", "index and ranks of cities"}}},
        .work = [options](Console& console) { return IndexRun(*options, console).run(); },
    };
    for (OptionSpec& option : index_options(options->common, {"text", "md", "html", "json", "csv"}))
        command.options.push_back(std::move(option));
    return command;
}

}  // namespace tidu::cli
