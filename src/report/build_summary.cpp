// SPDX-License-Identifier: Apache-2.0
// Chooses what the report on a batch says. Every number is one of the statistics; shares and means are made
// here.
#include "tidu/report/build_summary.h"

#include <algorithm>

#include "distribution.h"
#include "phrases.h"
#include "summary_phrases.h"
#include "tidu/answers/attributes.h"
#include "tidu/answers/bind.h"
#include "tidu/answers/rules.h"
#include "tidu/score/evaluate.h"
#include "tidu/score/explain.h"
#include "tidu/text/number.h"
#include "tidu/text/utf8.h"
#include "tidu/text/version.h"
#include "wording.h"

namespace tidu {
namespace {

constexpr int rate_digits = 1;
constexpr int total_digits = 2;              // as in the table of results
constexpr std::size_t most_group_rows = 40;  // of one grouping
constexpr std::size_t most_indicators = 10;  // strongest, and weakest
constexpr std::size_t most_requirements = 10;
constexpr std::size_t total_bins = 10;
constexpr std::size_t dimension_bins = 5;
constexpr std::size_t name_columns = 60;  // a longer name is cut; its report has all of it

std::string rate_text(double percent) {
    return format_cut(percent, rate_digits);
}
std::string rate_text(const std::optional<double>& percent) {
    return percent ? rate_text(*percent) : std::string();
}

/// Meanings of the rules that scoring reports; those of answers have their own table.
const Phrase* meaning_of(std::string_view rule) {
    static constexpr std::pair<std::string_view, Phrase> meanings[] = {
        {"derived-out-of-range", phrases::meaning_derived_out_of_range},
        {"derived-division-by-zero", phrases::meaning_division_by_zero},
        {"derived-disagrees", phrases::meaning_derived_disagrees},
        {"change-from-nonpositive", phrases::meaning_change_from_nonpositive},
        {"answer-to-inapplicable", phrases::meaning_answer_to_inapplicable},
        {"not-applicable-limit", phrases::meaning_not_applicable_limit},
        {"outside-scale", phrases::meaning_outside_scale},
        {"constraint-violated", phrases::meaning_constraint_violated}};
    for (const AnswerRule& known : answer_rules())
        if (known.id == rule) return &known.summary;
    for (const auto& [id, meaning] : meanings)
        if (id == rule) return &meaning;
    return nullptr;
}

/// A group as a row of tables.
struct GroupRow {
    std::string label;
    const GroupStatistics* statistics = nullptr;
    Tone tone = Tone::plain;
};

void add_counts(GroupStatistics& sum, const GroupStatistics& more) {
    sum.rows += more.rows;
    sum.valid += more.valid;
    sum.scored += more.scored;
    sum.total_sum += more.total_sum;
    for (std::size_t ladder = 0; ladder < sum.ladders.size(); ++ladder) {
        LevelCounts& counts = sum.ladders[ladder];
        const LevelCounts& added = more.ladders[ladder];
        for (std::size_t rung = 0; rung < counts.rungs.size(); ++rung)
            counts.rungs[rung] += added.rungs[rung];
        counts.not_applicable += added.not_applicable;
        counts.unknown += added.unknown;
        counts.open += added.open;
    }
}

class SummaryBuilder {
  public:
    SummaryBuilder(const ResultStatistics& statistics, const Program& program,
                   const SummaryReportSettings& settings)
        : statistics_(statistics),
          program_(program),
          settings_(settings),
          outline_(*program.outline),
          words_(program, AssessmentRecord(), settings.language, rate_digits) {}

    Document build() {
        add_head();
        add_levels();
        for (std::size_t grouping = 0; grouping < statistics_.groupings.size(); ++grouping)
            add_groups(grouping);
        add_scores();
        add_indicators();
        add_unmet();
        add_quality();
        add_list();
        return std::move(document_);
    }

  private:
    template <typename... Arguments>
    std::string phrase(const Phrase& phrase, Arguments&&... arguments) const {
        return words_.phrase(phrase, std::forward<Arguments>(arguments)...);
    }
    const System& system() const { return outline_.system(); }
    std::string percent(const std::string& number) const { return phrase(phrases::percent_text, number); }
    void add(Block block) { document_.blocks.push_back(std::move(block)); }
    void add_heading(int level, std::string text) { add(Heading{level, std::move(text)}); }

    // ---- head

    void add_head() {
        document_.language = settings_.language;
        document_.title = phrase(phrases::summary_title);
        document_.subtitle = phrase(phrases::summary_subtitle, system().title, system().version);
        document_.footer = phrase(phrases::footer, version(), system().id, system().version, system().sha256);
        for (const auto& [option, value] : settings_.options)
            document_.footer += phrase(phrases::footer_option, "--" + option, value);
        if (!settings_.date.empty()) add(Facts{{{phrase(phrases::fact_date), settings_.date}}});
        add_figures();
    }

    void add_figures() {
        const GroupStatistics& all = statistics_.all;
        Figures figures;
        figures.figures.push_back({phrase(phrases::figure_sheets), std::to_string(all.rows),
                                   phrase(phrases::sheets_remark, all.valid, all.invalid())});
        if (const auto mean = all.mean_total())
            figures.figures.push_back({phrase(phrases::figure_mean_total), format_cut(*mean, total_digits),
                                       phrase(phrases::mean_remark, all.scored)});
        if (const auto median = statistics_.total.quantile(0.5))
            figures.figures.push_back(
                {phrase(phrases::figure_median), rate_text(*median),
                 phrase(phrases::quartiles_remark, rate_text(statistics_.total.quantile(0.25)),
                        rate_text(statistics_.total.quantile(0.75)))});
        if (statistics_.applicable_leaves > 0)
            figures.figures.push_back({phrase(phrases::figure_answered), answered_share(),
                                       phrase(phrases::known_of_applicable, statistics_.known_leaves,
                                              statistics_.applicable_leaves)});
        add(std::move(figures));
    }

    std::string answered_share() const {
        return percent(share_text(statistics_.known_leaves, statistics_.applicable_leaves));
    }

    // ---- levels

    void add_levels() {
        if (system().ladders.empty()) return;
        add_heading(2, phrase(phrases::summary_ladders_heading));
        for (std::size_t ladder = 0; ladder < system().ladders.size(); ++ladder) {
            add_heading(3, words_.in(system().ladders[ladder].title));
            add_cumulative(ladder);
            add(level_bars(ladder));
        }
    }

    /// What share of those on the ladder has come at least so far: the figures that targets are about.
    void add_cumulative(std::size_t place) {
        const Ladder& ladder = system().ladders[place];
        const LevelCounts& counts = statistics_.all.ladders[place];
        std::uint64_t on_ladder = 0;
        for (const std::uint64_t count : counts.rungs)
            on_ladder += count;
        if (on_ladder == 0) {
            add(Paragraph{phrase(phrases::nobody_on_ladder)});
            return;
        }
        std::string reached;
        std::uint64_t at_least = on_ladder;
        for (std::size_t rung = 1; rung < counts.rungs.size(); ++rung) {
            at_least -= counts.rungs[rung - 1];
            reached += (reached.empty() ? "" : phrase(phrases::part_separator_wide)) +
                       phrase(phrases::at_least_level, ladder.levels[rung - 1].title, at_least,
                              percent(share_text(at_least, on_ladder)));
        }
        add(Paragraph{phrase(phrases::on_ladder, on_ladder, reached)});
        if (counts.open > 0) add(Paragraph{phrase(phrases::open_on_ladder, counts.open), Tone::open});
    }

    BarChart level_bars(std::size_t place) const {
        const Ladder& ladder = system().ladders[place];
        const LevelCounts& counts = statistics_.all.ladders[place];
        BarChart chart;
        chart.item_label = phrase(phrases::level_label);
        chart.value_label = phrase(phrases::sheets_label);
        chart.share_label = phrase(phrases::share_of_sheets);
        const auto bar = [&](std::string label, std::uint64_t count, Tone tone) {
            chart.bars.push_back(count_bar(std::move(label), count, statistics_.all.rows, tone));
        };
        for (std::size_t rung = ladder.levels.size(); rung > 0; --rung)
            bar(words_.in(ladder.levels[rung - 1].title), counts.rungs[rung], Tone::plain);
        bar(phrase(phrases::below_first), counts.rungs.front(), Tone::plain);
        if (counts.unknown > 0) bar(phrase(phrases::ladder_unknown_short), counts.unknown, Tone::open);
        if (counts.not_applicable > 0)
            bar(phrase(phrases::ladder_off_short), counts.not_applicable, Tone::muted);
        if (statistics_.all.invalid() > 0)
            bar(phrase(phrases::invalid_short), statistics_.all.invalid(), Tone::bad);
        return chart;
    }

    BarChart::Bar count_bar(std::string label, std::uint64_t count, std::uint64_t whole, Tone tone) const {
        BarChart::Bar bar;
        bar.label = std::move(label);
        bar.value_text = std::to_string(count);
        bar.tone = tone;
        if (whole == 0) return bar;
        bar.value = 100 * static_cast<double>(count) / static_cast<double>(whole);
        bar.remark = percent(share_text(count, whole));
        return bar;
    }

    // ---- groups

    void add_groups(std::size_t place) {
        const std::map<std::string, GroupStatistics>& groups = statistics_.groups[place];
        const bool is_stated =
            std::ranges::any_of(groups, [](const auto& group) { return !group.first.empty(); });
        if (!is_stated) return;
        const Grouping& grouping = statistics_.groupings[place];
        add_heading(2, phrase(phrases::by_heading, group_title(grouping)));
        const std::string what = group_heading(grouping);
        GroupStatistics rest;
        const std::vector<GroupRow> rows = group_rows(place, rest);
        add(group_table(what, rows));
        for (std::size_t ladder = 0; ladder < system().ladders.size(); ++ladder) {
            add_heading(3, words_.in(system().ladders[ladder].title));
            add(group_levels(what, rows, ladder));
        }
    }

    std::string group_title(const Grouping& grouping) const {
        if (grouping.attribute == "size") return phrase(phrases::group_size);
        if (grouping.attribute == "status") return phrase(phrases::group_status);
        return words_.attribute_label(grouping.attribute);
    }

    /// As a heading of its own.
    std::string group_heading(const Grouping& grouping) const {
        std::string title = group_title(grouping);
        if (title.front() >= 'a' && title.front() <= 'z')
            title.front() = static_cast<char>(title.front() - 'a' + 'A');
        return title;
    }

    std::string group_label(const Grouping& grouping, const std::string& key) const {
        if (key.empty()) return phrase(phrases::group_unstated);
        if (grouping.item)
            if (const auto option = find_option(*grouping.item, key))
                return words_.in(grouping.item->options[*option].text);
        return fit_width(settings_.value_words ? settings_.value_words(grouping.attribute, key) : key,
                         name_columns);
    }

    /// Options in their own order, other values by their number; what is not stated and the rest stand last.
    std::vector<GroupRow> group_rows(std::size_t place, GroupStatistics& rest) const {
        const Grouping& grouping = statistics_.groupings[place];
        const std::map<std::string, GroupStatistics>& groups = statistics_.groups[place];
        std::vector<std::pair<const std::string*, const GroupStatistics*>> stated;
        for (const auto& [key, group] : groups)
            if (!key.empty()) stated.emplace_back(&key, &group);
        const auto rank = [&](const auto& entry) {
            const auto option = grouping.item ? find_option(*grouping.item, *entry.first) : std::nullopt;
            const std::uint64_t order = option ? *option : grouping.item ? grouping.item->options.size() : 0;
            return std::pair(order, option ? 0 : ~entry.second->rows);
        };
        std::ranges::stable_sort(stated, {}, rank);
        std::vector<GroupRow> rows{{phrase(phrases::group_everybody), &statistics_.all}};
        for (std::size_t shown = 0; shown < std::min(stated.size(), most_group_rows); ++shown)
            rows.push_back({group_label(grouping, *stated[shown].first), stated[shown].second});
        const GroupStatistics& further = statistics_.further_groups[place];
        if (stated.size() > most_group_rows || further.rows > 0) {
            rest = further;
            for (std::size_t hidden = most_group_rows; hidden < stated.size(); ++hidden)
                add_counts(rest, *stated[hidden].second);
            const std::size_t hidden = stated.size() - std::min(stated.size(), most_group_rows);
            rows.push_back({phrase(further.rows > 0 ? phrases::group_rest_more : phrases::group_rest, hidden),
                            &rest, Tone::muted});
        }
        if (const auto unstated = groups.find(std::string()); unstated != groups.end())
            rows.push_back({phrase(phrases::group_unstated), &unstated->second, Tone::muted});
        return rows;
    }

    Table group_table(const std::string& what, const std::vector<GroupRow>& rows) const {
        Table table;
        table.columns = {{what},
                         {phrase(phrases::sheets_label), true},
                         {phrase(phrases::column_valid), true},
                         {phrase(phrases::column_invalid), true},
                         {phrase(phrases::column_mean_total), true}};
        for (const GroupRow& row : rows) {
            const auto mean = row.statistics->mean_total();
            table.rows.push_back(
                {{row.label, std::to_string(row.statistics->rows), std::to_string(row.statistics->valid),
                  std::to_string(row.statistics->invalid()),
                  mean ? format_cut(*mean, total_digits) : std::string()},
                 row.tone});
        }
        return table;
    }

    Distribution group_levels(const std::string& what, const std::vector<GroupRow>& rows,
                              std::size_t place) const {
        const Ladder& ladder = system().ladders[place];
        const LevelCounts& all = statistics_.all.ladders[place];
        Distribution distribution;
        distribution.group_label = what;
        distribution.total_label = phrase(phrases::sheets_label);
        distribution.classes.push_back({phrase(phrases::below_first)});
        for (const Level& level : ladder.levels)
            distribution.classes.push_back({words_.in(level.title)});
        if (all.unknown > 0)
            distribution.classes.push_back({phrase(phrases::ladder_unknown_short), Tone::open});
        if (all.not_applicable > 0)
            distribution.classes.push_back({phrase(phrases::ladder_off_short), Tone::muted});
        if (statistics_.all.invalid() > 0)
            distribution.classes.push_back({phrase(phrases::invalid_short), Tone::bad});
        if (all.open > 0) distribution.details = {phrase(phrases::may_rise)};
        for (const GroupRow& row : rows) {
            const LevelCounts& counts = row.statistics->ladders[place];
            Distribution::Row shown{
                row.label, counts.rungs, {}, row.tone, row.statistics == &statistics_.all};
            if (all.unknown > 0) shown.counts.push_back(counts.unknown);
            if (all.not_applicable > 0) shown.counts.push_back(counts.not_applicable);
            if (statistics_.all.invalid() > 0) shown.counts.push_back(row.statistics->invalid());
            if (all.open > 0) shown.details.push_back(std::to_string(counts.open));
            distribution.rows.push_back(std::move(shown));
        }
        return distribution;
    }

    // ---- scores

    void add_scores() {
        if (statistics_.total.count() == 0) return;
        add_heading(2, phrase(phrases::summary_scores_heading));
        add(Paragraph{phrase(phrases::scores_lead), Tone::muted});
        add_heading(3, phrase(phrases::summary_total_heading));
        BarChart chart;
        chart.item_label = phrase(phrases::score_rate_label);
        chart.value_label = phrase(phrases::sheets_label);
        chart.share_label = phrase(phrases::share_of_scored);
        const std::vector<std::uint64_t> histogram = statistics_.total.histogram(total_bins);
        for (std::size_t bin = 0; bin < total_bins; ++bin)
            chart.bars.push_back(count_bar(bin_label(bin, total_bins), histogram[bin],
                                           statistics_.total.count(), Tone::plain));
        add(std::move(chart));
        if (!statistics_.dimensions.empty()) add_dimensions();
    }

    std::string bin_label(std::size_t bin, std::size_t bins) const {
        return phrase(phrases::part_of_scale, 100 * bin / bins, 100 * (bin + 1) / bins);
    }

    void add_dimensions() {
        add_heading(3, phrase(phrases::summary_dimensions_heading));
        Distribution distribution;
        distribution.group_label = phrase(phrases::column_dimension);
        distribution.total_label = phrase(phrases::column_scored);
        for (std::size_t bin = 0; bin < dimension_bins; ++bin)
            distribution.classes.push_back({bin_label(bin, dimension_bins)});
        distribution.details = {phrase(phrases::column_mean), phrase(phrases::column_lower_quartile),
                                phrase(phrases::column_median), phrase(phrases::column_upper_quartile)};
        for (std::size_t dimension = 0; dimension < statistics_.dimensions.size(); ++dimension) {
            const NodeIndex node = outline_.dimensions()[dimension];
            const ScoreSpread& spread = statistics_.dimensions[dimension];
            distribution.rows.push_back(
                {words_.in(outline_[node].node->title),
                 spread.histogram(dimension_bins),
                 {rate_text(statistics_.nodes[node.value].percent()), rate_text(spread.quantile(0.25)),
                  rate_text(spread.quantile(0.5)), rate_text(spread.quantile(0.75))}});
        }
        add(std::move(distribution));
    }

    // ---- indicators

    void add_indicators() {
        std::vector<NodeIndex> leaves;
        for (const NodeIndex leaf : outline_.leaves_under(NodeIndex{0}))
            if (statistics_.nodes[leaf.value].count > 0) leaves.push_back(leaf);
        // No indicator is among both.
        const std::size_t shown = std::min(most_indicators, leaves.size() / 2);
        if (shown == 0) return;
        const auto rate = [&](NodeIndex leaf) { return *statistics_.nodes[leaf.value].percent(); };
        add_heading(2, phrase(phrases::indicators_heading));
        add(Paragraph{phrase(phrases::indicators_lead), Tone::muted});
        std::ranges::stable_sort(leaves, std::greater<>(), rate);
        add_heading(3, phrase(phrases::strongest_heading));
        add(indicator_bars({leaves.begin(), leaves.begin() + static_cast<std::ptrdiff_t>(shown)},
                           Tone::good));
        add_heading(3, phrase(phrases::weakest_heading));
        add(indicator_bars({leaves.rbegin(), leaves.rbegin() + static_cast<std::ptrdiff_t>(shown)},
                           Tone::bad));
    }

    BarChart indicator_bars(const std::vector<NodeIndex>& leaves, Tone tone) const {
        BarChart chart;
        chart.item_label = phrase(phrases::indicator_label);
        chart.value_label = phrase(phrases::mean_rate_label);
        chart.share_label = chart.value_label;
        chart.remark_label = phrase(phrases::scored_label);
        for (const NodeIndex leaf : leaves) {
            const NodeMean& mean = statistics_.nodes[leaf.value];
            BarChart::Bar bar;
            bar.label = words_.in(outline_[leaf].node->title);
            bar.value = std::max(0.0, *mean.percent());
            bar.value_text = rate_text(*mean.percent());
            bar.remark = std::to_string(mean.count);
            bar.tone = tone;
            chart.bars.push_back(std::move(bar));
        }
        return chart;
    }

    // ---- requirements

    void add_unmet() {
        if (system().ladders.empty() || statistics_.all.valid == 0) return;
        add_heading(2, phrase(phrases::unmet_heading));
        add(Paragraph{phrase(phrases::unmet_lead), Tone::muted});
        // What a requirement needs is read the way an assessment reads it, on an empty sheet.
        Evaluation nothing;
        evaluate(program_, bind_answers(outline_, RawSheet()).answers, {}, nothing);
        for (std::size_t ladder = 0; ladder < system().ladders.size(); ++ladder) {
            add_heading(3, words_.in(system().ladders[ladder].title));
            Table table = unmet_table(ladder, nothing);
            if (table.rows.empty())
                add(Paragraph{phrase(phrases::nothing_unmet)});
            else
                add(std::move(table));
        }
    }

    Table unmet_table(std::size_t ladder, const Evaluation& nothing) const {
        const std::vector<RequirementCounts>& counts = statistics_.requirements[ladder];
        std::vector<std::size_t> order;
        for (std::size_t place = 0; place < counts.size(); ++place)
            if (counts[place].unmet + counts[place].unknown > 0) order.push_back(place);
        std::ranges::stable_sort(order, std::greater<>(), [&](std::size_t place) {
            return std::pair(counts[place].unmet, counts[place].unknown);
        });
        order.resize(std::min(order.size(), most_requirements));
        Table table;
        table.columns = {
            {phrase(phrases::column_requirement)},       {phrase(phrases::column_next_level)},
            {phrase(phrases::column_asked), true},       {phrase(phrases::column_unmet), true},
            {phrase(phrases::column_unmet_share), true}, {phrase(phrases::column_unknown), true}};
        for (const std::size_t place : order)
            table.rows.push_back(unmet_row(ladder, place, nothing));
        return table;
    }

    Table::Row unmet_row(std::size_t place, std::size_t number, const Evaluation& nothing) const {
        const Ladder& ladder = system().ladders[place];
        const std::vector<CompiledRequirement>& requirements = program_.ladders[place].requirements;
        const CompiledRequirement& compiled = requirements[number];
        const auto first = std::ranges::find(requirements, compiled.rung, &CompiledRequirement::rung);
        const Level& level = ladder.levels[compiled.rung - 1];
        RequirementRecord record;
        record.level = level.id.text;
        record.number =
            static_cast<std::uint32_t>(number - static_cast<std::size_t>(first - requirements.begin()));
        record.condition = read_condition(program_, nothing, compiled.condition);
        const RequirementList::Entry entry = words_.requirement(ladder, record);
        // A title says what is needed; without one the condition does.
        const bool is_titled = !level.requirements[record.number].title.empty() || entry.needed.empty();
        const std::string title = is_titled ? entry.title : entry.title + " " + entry.needed;
        const RequirementCounts& counts = statistics_.requirements[place][number];
        return {{compiled.veto ? phrase(phrases::with_remark, title, phrase(phrases::veto)) : title,
                 words_.in(level.title), std::to_string(counts.asked), std::to_string(counts.unmet),
                 share_text(counts.unmet, counts.asked), std::to_string(counts.unknown)}};
    }

    // ---- data

    void add_quality() {
        const GroupStatistics& all = statistics_.all;
        add_heading(2, phrase(phrases::quality_heading));
        BulletList facts;
        facts.entries.push_back(phrase(phrases::quality_rows, all.rows, all.valid, all.invalid()));
        if (statistics_.applicable_leaves > 0)
            facts.entries.push_back(phrase(phrases::quality_answered, statistics_.known_leaves,
                                           statistics_.applicable_leaves, answered_share()));
        if (statistics_.other_systems > 0)
            facts.entries.push_back(phrase(phrases::quality_other_systems, statistics_.other_systems));
        if (settings_.files_left_out > 0)
            facts.entries.push_back(phrase(phrases::quality_left_out, settings_.files_left_out));
        if (statistics_.problems.empty()) facts.entries.push_back(phrase(phrases::no_problems));
        add(std::move(facts));
        if (!statistics_.problems.empty()) add(problem_table());
    }

    Table problem_table() const {
        std::vector<std::pair<std::string_view, ProblemCounts>> rules(statistics_.problems.begin(),
                                                                      statistics_.problems.end());
        std::ranges::stable_sort(rules, std::greater<>(), [](const auto& rule) {
            return std::pair(rule.second.errors, rule.second.warnings);
        });
        Table table;
        table.columns = {{phrase(phrases::column_rule)},
                         {phrase(phrases::column_meaning)},
                         {phrase(phrases::column_errors), true},
                         {phrase(phrases::column_warnings), true}};
        for (const auto& [rule, counts] : rules) {
            const Phrase* meaning = meaning_of(rule);
            table.rows.push_back({{std::string(rule), meaning ? phrase(*meaning) : std::string(),
                                   std::to_string(counts.errors), std::to_string(counts.warnings)}});
        }
        return table;
    }

    // ---- list

    void add_list() {
        if (statistics_.listed.empty()) return;
        const std::uint64_t rows = statistics_.all.rows;
        add_heading(2, phrase(phrases::list_heading));
        add(Paragraph{statistics_.listed.size() < rows
                          ? phrase(phrases::list_limited, statistics_.listed.size(), rows)
                          : phrase(phrases::list_all, rows)});
        Table table;
        table.is_sortable = true;
        table.columns = list_columns();
        for (const ListedRow& row : statistics_.listed)
            table.rows.push_back(list_row(row));
        add(std::move(table));
    }

    /// Groupings that the list has a column for.
    std::vector<std::size_t> listed_groupings() const {
        std::vector<std::size_t> listed;
        for (std::size_t grouping = 0; grouping < statistics_.groupings.size(); ++grouping)
            if (std::ranges::any_of(statistics_.listed,
                                    [&](const ListedRow& row) { return !row.groups[grouping].empty(); }))
                listed.push_back(grouping);
        return listed;
    }

    bool has_periods() const {
        return std::ranges::any_of(statistics_.listed,
                                   [](const ListedRow& row) { return !row.period.empty(); });
    }

    std::vector<Table::Column> list_columns() const {
        std::vector<Table::Column> columns{{phrase(phrases::column_name)}, {phrase(phrases::column_code)}};
        if (has_periods_) columns.push_back({phrase(phrases::column_period)});
        for (const std::size_t place : listed_groupings_) {
            const Grouping& grouping = statistics_.groupings[place];
            Table::Column column{group_heading(grouping)};
            if (grouping.item)
                for (const Option& option : grouping.item->options)
                    column.order.push_back(words_.in(option.text));
            columns.push_back(std::move(column));
        }
        columns.push_back({phrase(phrases::column_state)});
        columns.push_back({phrase(phrases::figure_total), true});
        columns.push_back({phrase(phrases::column_answered), true});
        for (const Ladder& ladder : system().ladders) {
            Table::Column column{words_.in(ladder.title)};
            column.order = {phrase(phrases::ladder_off_short), phrase(phrases::ladder_unknown_short),
                            phrase(phrases::below_first)};
            for (const Level& level : ladder.levels)
                column.order.push_back(words_.in(level.title));
            columns.push_back(std::move(column));
        }
        columns.push_back({phrase(phrases::column_row), true});
        return columns;
    }

    Table::Row list_row(const ListedRow& row) const {
        Table::Row shown;
        const std::string& name = !row.name.empty() ? row.name : row.id;
        shown.cells = {
            name.empty() ? phrase(phrases::row_without_name, row.number) : fit_width(name, name_columns),
            fit_width(row.id, name_columns)};
        if (has_periods_) shown.cells.push_back(fit_width(row.period, name_columns));
        for (const std::size_t grouping : listed_groupings_)
            shown.cells.push_back(row.groups[grouping].empty()
                                      ? std::string()
                                      : group_label(statistics_.groupings[grouping], row.groups[grouping]));
        shown.cells.push_back(phrase(row.is_valid ? phrases::state_valid : phrases::state_invalid));
        shown.cells.push_back(row.total ? format_cut(*row.total, total_digits) : std::string());
        shown.cells.push_back(row.is_valid ? share_text(row.known_leaves, row.applicable_leaves)
                                           : std::string());
        for (std::size_t ladder = 0; ladder < system().ladders.size(); ++ladder)
            shown.cells.push_back(row.is_valid ? standing_text(system().ladders[ladder], row.ladders[ladder])
                                               : std::string());
        shown.cells.push_back(std::to_string(row.number));
        if (!row.is_valid) shown.tone = Tone::muted;
        if (!row.report.empty()) shown.link = settings_.reports + row.report;
        return shown;
    }

    std::string standing_text(const Ladder& ladder, const ListedRow::Standing& standing) const {
        if (standing.state == LadderState::not_applicable) return phrase(phrases::ladder_off_short);
        if (standing.state == LadderState::unknown) return phrase(phrases::ladder_unknown_short);
        return standing.level == 0 ? phrase(phrases::below_first)
                                   : words_.in(ladder.levels[standing.level - 1].title);
    }

    const ResultStatistics& statistics_;
    const Program& program_;
    const SummaryReportSettings& settings_;
    const Outline& outline_;
    Wording words_;
    const std::vector<std::size_t> listed_groupings_ = listed_groupings();
    const bool has_periods_ = has_periods();
    Document document_;
};

}  // namespace

Document build_summary(const ResultStatistics& statistics, const Program& program,
                       const SummaryReportSettings& settings) {
    return SummaryBuilder(statistics, program, settings).build();
}

}  // namespace tidu
