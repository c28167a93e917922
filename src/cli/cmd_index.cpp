// SPDX-License-Identifier: Apache-2.0
// `tidu index`: scores of regions, base year = 100, links between indicator sets, growth rates, ranks.
#include "cli/cmd_index.h"

#include <algorithm>
#include <map>
#include <memory>
#include <set>

#include "cli/commands.h"
#include "cli/common_options.h"
#include "cli/drive_words.h"
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
constexpr Phrase old_help{
    "换用新体系前的体系；与 --link 一起使用，多次更换时由旧到新依次给出",
    "the system before the indicator set changed; with --link; where it changed more than "
    "once, from the oldest on"};
constexpr Phrase link_help{"该体系与下一体系都有数据的衔接年",
                           "the year in which this set and the next both have figures"};

constexpr Phrase title{"发展指数", "Development index"};
constexpr Phrase unit_label{"地区", "region"};
constexpr Phrase period_label{"年度", "year"};
constexpr Phrase score_label{"得分", "score"};
constexpr Phrase rank_label{"排名", "rank"};
constexpr Phrase index_label{"指数（本地基年=100）", "index (own base = 100)"};
constexpr Phrase level_label{"水平指数", "level index"};
constexpr Phrase growth_label{"增长率指数", "growth index"};
constexpr Phrase need_link{"每个 --old-system 须有一个 --link", "every --old-system needs its --link"};
constexpr Phrase links_fall{"衔接年须由早到晚", "the years of the links must rise"};
constexpr Phrase links_fall_help{"--old-system 由旧到新，各带自己的 --link",
                                 "give --old-system from the oldest on, each with its --link"};
constexpr Phrase no_base{"没有基年 `{}` 的数据", "there are no figures of the base year `{}`"};
constexpr Phrase no_reference{"没有地区 `{}` 的数据（--reference）",
                              "there are no figures of the region `{}` (--reference)"};
constexpr Phrase periods_are{"有：{}", "there are {}"};
constexpr Phrase growth_link_told{"`{0}`：增长率指数 {1} 年衔接系数 {2}",
                                  "`{0}`: the growth index is linked in {1} by {2}"};
constexpr Phrase link_told{"`{0}`：{1} 年衔接系数 {2}（旧体系 {3} ÷ 新体系 {4}）",
                           "`{0}`: linked in {1} by {2} (old set {3} / new set {4})"};
constexpr Phrase link_missing{"`{0}`：衔接年 {1} 缺新旧体系之一的得分，不作衔接",
                              "`{0}`: one of the sets has no score in {1}, it is not linked"};

struct IndexCommandOptions {
    IndexOptions common;
    std::string base, reference;
    std::vector<std::string> old_systems, links;
    bool growth = false;
};

/// One indicator set with its figures and the growth index by unit and year, from 100 in the set's first.
struct IndexSet {
    IndexData data;
    std::map<std::pair<std::string, std::string>, double> growth;  ///< by region and period

    std::optional<double> score(const std::string& id, const std::string& period) const {
        const survey::IndexUnit* unit = data.find(id, period);
        if (!unit) return std::nullopt;
        const survey::IndexScores& scores = data.scores[static_cast<std::size_t>(unit - data.units.data())];
        return scores.known[0] ? std::optional(scores.scores[0]) : std::nullopt;
    }
    std::optional<double> growth_index(const std::string& id, const std::string& period) const {
        const auto found = growth.find({id, period});
        return found == growth.end() ? std::nullopt : std::optional(found->second);
    }
};

/// One line of the result.
struct IndexLine {
    const survey::IndexUnit* unit = nullptr;
    std::optional<double> score, own, level, growth;
    std::uint32_t rank = 0;
    std::vector<std::optional<double>> fields;
};

class IndexRun {
  public:
    IndexRun(const IndexCommandOptions& given, Console& console)
        : given_(given), run_("index", given.common.drive, console) {}

    ExitCode run() {
        if (given_.old_systems.size() != given_.links.size()) throw UsageError(say(need_link));
        if (!std::ranges::is_sorted(given_.links)) throw UsageError(say(links_fall), say(links_fall_help));
        if (!open_sets()) return ExitCode::data_errors;
        check_base();
        check_reference();
        tell_links();
        make_lines();
        run_.audit().rows_out = lines_.size();
        run_.write({document(), csv(), json()});
        return run_.has_errors() ? ExitCode::data_errors : ExitCode::done;
    }

  private:
    using Value = std::optional<double> (IndexSet::*)(const std::string&, const std::string&) const;

    const IndexData& newest() const { return sets_.back().data; }

    /// All indicator sets, the oldest first.
    bool open_sets() {
        for (std::size_t number = 0; number <= given_.old_systems.size(); ++number) {
            IndexOptions options = given_.common;
            const bool is_old = number < given_.old_systems.size();
            if (is_old) {
                options.system = given_.old_systems[number];
                options.powers.clear();
                options.is_older_set = true;
                run_.note("link", given_.links[number]);
            }
            auto data = open_index(options, run_);
            if (!data) return false;
            sets_.push_back({std::move(*data), {}});
            if (given_.growth) grow(sets_.back());
        }
        return true;
    }

    static void grow(IndexSet& set) {
        const std::vector<char> lower = survey::leaves_better_when_lower(*set.data.program);
        std::map<std::string, std::vector<const survey::IndexUnit*>> by_unit;
        for (const survey::IndexUnit& unit : set.data.units)
            by_unit[unit.id].push_back(&unit);
        for (const auto& [id, years] : by_unit) {
            const auto series = survey::grow_fields(set.data.tree, years, lower);
            for (std::size_t year = 0; year < years.size(); ++year)
                if (series[year].total) set.growth[{id, years[year]->period}] = *series[year].total;
        }
    }

    void check_base() {
        std::set<std::string> periods;
        for (const IndexSet& set : sets_)
            for (const survey::IndexUnit& unit : set.data.units)
                periods.insert(unit.period);
        base_ = given_.base.empty() ? *periods.begin() : given_.base;
        run_.note("base", base_);
        run_.note("reference", given_.reference);
        if (periods.contains(base_)) return;
        std::string known;
        for (const std::string& period : periods)
            known += (known.empty() ? "" : ", ") + period;
        throw UsageError(say(no_base, base_), say(periods_are, known));
    }

    void check_reference() const {
        if (given_.reference.empty()) return;
        std::set<std::string> ids;
        for (const IndexSet& set : sets_)
            for (const survey::IndexUnit& unit : set.data.units)
                ids.insert(unit.id);
        if (!ids.contains(given_.reference))
            throw UsageError(say(no_reference, given_.reference),
                             suggestion(given_.reference, {ids.begin(), ids.end()}));
    }

    /// Number of the set that a year belongs to; the year of a link still to the old one.
    std::size_t set_of(const std::string& period) const {
        std::size_t set = 0;
        while (set < given_.links.size() && period > given_.links[set])
            ++set;
        return set;
    }

    /// What values of the set behind link number `link` are multiplied by to go on from the one before.
    std::optional<double> factor(Value value, const std::string& id, std::size_t link) const {
        const std::string& year = given_.links[link];
        return survey::link_factor((sets_[link].*value)(id, year), (sets_[link + 1].*value)(id, year));
    }

    /// A region's value on the scale of the oldest set.
    std::optional<double> linked(Value value, const std::string& id, const std::string& period) const {
        const std::size_t set = set_of(period);
        std::optional<double> result = (sets_[set].*value)(id, period);
        for (std::size_t link = 0; link < set && result; ++link) {
            const auto by = factor(value, id, link);
            result = by ? std::optional(*result * *by) : std::nullopt;
        }
        return result;
    }

    void tell_links() {
        for (std::size_t link = 0; link < given_.links.size(); ++link)
            for (const survey::IndexUnit& unit : sets_[link + 1].data.units)
                if (unit.period == given_.links[link]) tell_link(link, unit.id);
    }

    void tell_link(std::size_t link, const std::string& id) {
        const std::string& year = given_.links[link];
        const auto by = factor(&IndexSet::score, id, link);
        if (!by) return run_.decide(say(link_missing, id, year));
        run_.decide(say(link_told, id, year, survey::format_fixed(*by, 6),
                        survey::format_fixed(*sets_[link].score(id, year), 4),
                        survey::format_fixed(*sets_[link + 1].score(id, year), 4)));
        const auto growth = factor(&IndexSet::growth_index, id, link);
        if (growth) run_.decide(say(growth_link_told, id, year, survey::format_fixed(*growth, 6)));
    }

    /// Of every region and year, by the set that the year belongs to.
    void make_lines() {
        for (std::size_t set = 0; set < sets_.size(); ++set)
            for (std::size_t unit = 0; unit < sets_[set].data.units.size(); ++unit)
                if (set_of(sets_[set].data.units[unit].period) == set) add_line(sets_[set].data, unit);
        rank_lines();
    }

    void add_line(const IndexData& data, std::size_t number) {
        const survey::IndexUnit& unit = data.units[number];
        const survey::IndexScores& scores = data.scores[number];
        IndexLine& line = lines_.emplace_back();
        line.unit = &unit;
        if (scores.known[0]) line.score = scores.scores[0];
        const auto value = linked(&IndexSet::score, unit.id, unit.period);
        line.own = survey::relative_index(value, linked(&IndexSet::score, unit.id, base_));
        if (!given_.reference.empty())
            line.level = survey::relative_index(value, linked(&IndexSet::score, given_.reference, base_));
        // The growth index is 100 in the base year too.
        if (given_.growth)
            line.growth = survey::relative_index(linked(&IndexSet::growth_index, unit.id, unit.period),
                                                 linked(&IndexSet::growth_index, unit.id, base_));
        for (std::uint32_t field : newest().tree.nodes[0].children)
            line.fields.push_back(score_of(data, scores, newest().tree.nodes[field].id));
    }

    static std::optional<double> score_of(const IndexData& data, const survey::IndexScores& scores,
                                          const std::string& id) {
        const auto node = std::ranges::find(data.tree.nodes, id, &survey::IndexNode::id);
        const auto number = static_cast<std::size_t>(node - data.tree.nodes.begin());
        const bool is_known = node != data.tree.nodes.end() && scores.known[number];
        return is_known ? std::optional(scores.scores[number]) : std::nullopt;
    }

    /// Of all sets, in order.
    std::vector<std::string> periods() const {
        std::vector<std::string> list;
        for (const IndexLine& line : lines_)
            if (list.empty() || list.back() != line.unit->period) list.push_back(line.unit->period);
        return list;
    }

    void rank_lines() {
        for (const std::string& period : periods()) {
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

    static std::string shown(const std::optional<double>& value, int digits) {
        return value ? survey::format_fixed(*value, digits) : "–";
    }

    Document document() {
        Document made;
        made.title = run_.word(title);
        made.subtitle = newest().title(0, run_.console().language());
        const std::vector<std::string> years = periods();
        for (auto period = years.rbegin(); period != years.rend(); ++period) {
            const std::vector<const IndexLine*> order = ranked_lines(*period);
            made.blocks.push_back(Heading{2, run_.word(period_label) + " " + *period});
            if (run_.format() == "html" && period == years.rbegin()) made.blocks.push_back(bars(order));
            made.blocks.push_back(year_table(order, years.size() > 1));
        }
        return made;
    }

    std::vector<const IndexLine*> ranked_lines(const std::string& period) const {
        std::vector<const IndexLine*> order;
        for (const IndexLine& line : lines_)
            if (line.unit->period == period) order.push_back(&line);
        std::ranges::stable_sort(order, {}, [](const IndexLine* line) {
            return line->rank == 0 ? ~std::uint32_t{0} : line->rank;
        });
        return order;
    }

    /// The name that the figures give, else the city's.
    std::string name_of(const IndexLine& line) const {
        return line.unit->name.empty() ? value_words("city", line.unit->id, run_.console().language())
                                       : line.unit->name;
    }

    /// With one year only, every region is 100 of its own base.
    Table year_table(const std::vector<const IndexLine*>& order, bool has_index) const {
        Table table{
            {{run_.word(rank_label), true}, {run_.word(unit_label), false}, {run_.word(score_label), true}},
            {}};
        if (has_index) table.columns.push_back({run_.word(index_label), true});
        if (!given_.reference.empty()) table.columns.push_back({run_.word(level_label), true});
        if (given_.growth) table.columns.push_back({run_.word(growth_label), true});
        for (const IndexLine* line : order) {
            Table::Row& row = table.rows.emplace_back();
            row.cells = {line->rank > 0 ? std::to_string(line->rank) : "–", name_of(*line),
                         shown(line->score, 2)};
            if (has_index) row.cells.push_back(shown(line->own, 2));
            if (!given_.reference.empty()) row.cells.push_back(shown(line->level, 2));
            if (given_.growth) row.cells.push_back(shown(line->growth, 2));
        }
        return table;
    }

    BarChart bars(const std::vector<const IndexLine*>& order) const {
        BarChart chart;
        chart.title = newest().title(0, run_.console().language());
        chart.item_label = run_.word(unit_label);
        chart.value_label = run_.word(score_label);
        for (const IndexLine* line : order) {
            BarChart::Bar& bar = chart.bars.emplace_back();
            bar.label = name_of(*line);
            bar.value = line->score;
            bar.value_text = shown(line->score, 1);
            chart.scale = std::max(chart.scale, line->score.value_or(0));
        }
        return chart;
    }

    std::string csv() {
        const std::string id = survey::run_id(run_.audit());
        std::string bytes;
        CsvWriter writer(bytes);
        for (const char* heading :
             {"id", "name", "period", "score", "rank", "index", "level_index", "growth_index"})
            writer.text(heading);
        for (std::uint32_t field : newest().tree.nodes[0].children)
            writer.text(newest().tree.nodes[field].id);
        writer.text("run");
        writer.end_row();
        const auto number = [&](const std::optional<double>& value) {
            writer.number(survey::format_fixed(value, 6));
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
        constexpr int digits = 8;
        writer.open_object();
        writer.member("base", base_);
        writer.key("units");
        writer.open_array();
        for (const IndexLine& line : lines_) {
            writer.open_object();
            writer.member("id", line.unit->id);
            writer.member("name", line.unit->name);
            writer.member("period", line.unit->period);
            writer.member("score", survey::rounded(line.score, digits));
            writer.member("rank", line.rank);
            writer.member("index", survey::rounded(line.own, digits));
            writer.member("level_index", survey::rounded(line.level, digits));
            writer.member("growth_index", survey::rounded(line.growth, digits));
            writer.key("fields");
            writer.open_object();
            for (std::size_t field = 0; field < line.fields.size(); ++field)
                writer.member(newest().tree.nodes[newest().tree.nodes[0].children[field]].id,
                              survey::rounded(line.fields[field], digits));
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
    std::vector<IndexSet> sets_;  ///< the oldest first
    std::string base_;
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
                 .target = &options->old_systems,
                 .completion = Completion::system},
                {.name = "link", .value = "PERIOD", .help = link_help, .target = &options->links},
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
