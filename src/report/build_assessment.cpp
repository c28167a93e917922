// SPDX-License-Identifier: Apache-2.0
// Chooses what a report on one enterprise says and in which order; how it looks is the renderers' matter.
#include "tidu/report/build_assessment.h"

#include <algorithm>
#include <cmath>

#include "phrases.h"
#include "questions.h"
#include "tidu/result/peers.h"
#include "tidu/system/known_tags.h"
#include "tidu/text/number.h"
#include "wording.h"

namespace tidu {
namespace {

std::size_t rung_of(const Ladder& ladder, std::string_view level) {
    for (std::size_t place = 0; place < ladder.levels.size(); ++place)
        if (ladder.levels[place].id == level) return place + 1;
    return 0;
}

/// The least score or percent of a node that a condition cannot hold without.
struct Minimum {
    double value = 0;
    bool is_percent = false;
    std::string comparator;
};

void find_minimum(const ConditionReading& reading, std::string_view node, std::optional<Minimum>& minimum) {
    // Of `any` and `not` no single part is needed.
    if (reading.kind == "all")
        for (const ConditionReading& part : reading.parts)
            find_minimum(part, node, minimum);
    const bool is_score = reading.kind == "score", is_percent = reading.kind == "percent";
    const bool is_minimum = reading.comparator == "at_least" || reading.comparator == "above";
    if (!(is_score || is_percent) || !is_minimum || reading.subject != node || !reading.needed) return;
    if (!minimum || *reading.needed > minimum->value)
        minimum = Minimum{*reading.needed, is_percent, reading.comparator};
}

class AssessmentBuilder {
  public:
    AssessmentBuilder(const AssessmentRecord& record, const Program& program, const ReportSettings& settings)
        : record_(record),
          settings_(settings),
          words_(program, record, settings.language, settings.digits),
          outline_(*program.outline) {}

    Document build() {
        add_head();
        if (record_.status == RecordStatus::invalid) {
            add_heading(2, phrase(phrases::invalid_heading));
            add_problems();
        } else {
            add_figures();
            add_ladders();
            add_outputs();
            add_dimensions();
            add_peers();
            add_next_levels();
            add_improvements();
            add_open_questions();
            add_data_remarks();
            if (settings_.every_question) add_questions();
            add_sources();
        }
        return std::move(document_);
    }

  private:
    template <typename... Arguments>
    std::string phrase(const Phrase& phrase, Arguments&&... arguments) const {
        return words_.phrase(phrase, std::forward<Arguments>(arguments)...);
    }
    const System& system() const { return words_.system(); }
    void add(Block block) { document_.blocks.push_back(std::move(block)); }
    void add_heading(int level, std::string text) { add(Heading{level, std::move(text)}); }

    // ---- head

    void add_head() {
        document_.language = settings_.language;
        const std::string& name = record_.attribute("name");
        const std::string& id = record_.attribute("id");
        document_.title = !name.empty() ? name : !id.empty() ? id : phrase(phrases::no_name, system().unit);
        document_.subtitle = phrase(phrases::report_title, system().title, system().version);
        document_.footer = phrase(phrases::footer, record_.tidu_version, record_.system_id,
                                  record_.system_version, record_.system_sha256);
        for (const auto& [option, value] : record_.options)
            document_.footer += phrase(phrases::footer_option, "--" + option, value);
        Facts facts;
        for (const auto& [key, value] : record_.enterprise)
            if (key != "name" && !value.empty()) facts.rows.emplace_back(words_.attribute_label(key), value);
        if (!record_.period.empty()) facts.rows.emplace_back(phrase(phrases::fact_period), record_.period);
        if (!settings_.date.empty()) facts.rows.emplace_back(phrase(phrases::fact_date), settings_.date);
        if (!facts.rows.empty()) add(std::move(facts));
    }

    void add_figures() {
        const NodeRecord& total = *record_.total();
        Figures figures;
        if (total.score) {
            const std::string maximum =
                total.maximum ? phrase(phrases::out_of, words_.maximum(*total.maximum)) : "";
            figures.figures.push_back(
                {phrase(phrases::figure_total), words_.score(total.id, *total.score), maximum});
        } else {
            figures.figures.push_back(
                {phrase(phrases::figure_total), phrase(phrases::no_score), "", Tone::muted});
        }
        if (total.low && total.high && *total.low != *total.high)
            figures.figures.push_back({phrase(phrases::figure_range),
                                       words_.range(total.id, *total.low, *total.high), "", Tone::open});
        if (const std::optional<double> completeness = record_.completeness())
            figures.figures.push_back(
                {phrase(phrases::figure_completeness), words_.share(*completeness),
                 phrase(phrases::known_of_applicable, record_.known_leaves, record_.applicable_leaves)});
        if (record_.total_evidenced)
            figures.figures.push_back({phrase(phrases::figure_evidenced),
                                       words_.score(total.id, *record_.total_evidenced),
                                       phrase(phrases::figure_evidenced_remark)});
        add(std::move(figures));
    }

    // ---- ladders

    const LadderRecord& ladder_record(std::size_t ladder) const {
        static const LadderRecord none;
        const LadderRecord* found = record_.ladder(system().ladders[ladder].id.text);
        return found ? *found : none;
    }

    void add_ladders() {
        if (system().ladders.empty()) return;
        add_heading(2, phrase(phrases::ladders_heading));
        for (std::size_t ladder = 0; ladder < system().ladders.size(); ++ladder) {
            add(ladder_chart(system().ladders[ladder], ladder_record(ladder)));
        }
    }

    LadderChart ladder_chart(const Ladder& ladder, const LadderRecord& record) const {
        LadderChart chart;
        chart.title = words_.in(ladder.title);
        chart.verdict = ladder_verdict(ladder, record);
        chart.here_label = phrase(phrases::here);
        const bool is_off = record.state == LadderState::not_applicable;
        if (is_off || record.state == LadderState::unknown) {
            chart.tone = is_off ? Tone::muted : Tone::open;
            return chart;
        }
        const std::size_t reached = rung_of(ladder, record.level),
                          possible = rung_of(ladder, record.possible);
        chart.tone = record.state == LadderState::open ? Tone::open : reached > 0 ? Tone::good : Tone::bad;
        for (std::size_t rung = 1; rung <= ladder.levels.size(); ++rung) {
            LadderChart::Step step;
            step.title = words_.in(ladder.levels[rung - 1].title);
            step.state = rung <= reached    ? LadderChart::StepState::reached
                         : rung <= possible ? LadderChart::StepState::possible
                                            : LadderChart::StepState::ahead;
            step.is_here = rung == reached;
            step.is_next = rung == reached + 1;
            step.remark = step_remark(ladder.levels[rung - 1], step.is_next, record);
            chart.steps.push_back(std::move(step));
        }
        if (reached == 0) chart.below_label = phrase(phrases::below_first);
        add_expectation(ladder, record, chart);
        return chart;
    }

    std::string step_remark(const Level& level, bool is_next, const LadderRecord& record) const {
        if (is_next) {
            const auto met =
                std::ranges::count_if(record.requirements, [](const RequirementRecord& requirement) {
                    return requirement.verdict == Verdict::met ||
                           requirement.verdict == Verdict::not_applicable;
                });
            return phrase(phrases::step_next, record.requirements.size(), met);
        }
        return level.due.empty() ? std::string() : phrase(phrases::step_due, level.due);
    }

    std::string ladder_verdict(const Ladder& ladder, const LadderRecord& record) const {
        const std::string level = words_.level_title(ladder, record.level);
        const std::string possible = words_.level_title(ladder, record.possible);
        const bool has_level = record.level != "none";
        switch (record.state) {
            case LadderState::decided:
                return has_level ? phrase(phrases::ladder_reached_decided, level)
                                 : phrase(phrases::ladder_none_decided);
            case LadderState::open:
                return has_level ? phrase(phrases::ladder_reached_open, level, possible)
                                 : phrase(phrases::ladder_none_open, possible);
            case LadderState::unknown:
                return phrase(phrases::ladder_unknown);
            case LadderState::not_applicable:
                break;
        }
        const Phrase& reason =
            record.reason == "total" ? phrases::ladder_off_total : phrases::ladder_off_condition;
        return phrase(phrases::ladder_off, phrase(reason));
    }

    void add_expectation(const Ladder& ladder, const LadderRecord& record, LadderChart& chart) const {
        if (!record.expected) return;
        std::string level = words_.level_title(ladder, record.expected->level);
        if (!record.expected->due.empty()) level = phrase(phrases::expected_by, level, record.expected->due);
        const std::optional<bool>& reached = record.expected->reached;
        chart.expected_tone = !reached ? Tone::open : *reached ? Tone::good : Tone::bad;
        chart.expected = phrase(!reached   ? phrases::expected_open
                                : *reached ? phrases::expected_reached
                                           : phrases::expected_not_reached,
                                level);
    }

    /// Inputs tagged `output` are computed for the reader: what follows from the level.
    void add_outputs() {
        BulletList outputs;
        for (const AnswerRecord& answer : record_.answers) {
            const std::optional<ItemIndex> index = outline_.find_item(answer.id);
            if (!index) continue;
            const Item& item = *outline_[*index].item;
            if (!has_tag(item, output_tag)) continue;
            const std::string value = answer.state == AnswerState::missing ? words_.verdict(Verdict::unknown)
                                                                           : words_.answer(item, answer);
            outputs.entries.push_back(phrase(phrases::label_value, item.title, value));
        }
        if (outputs.entries.empty()) return;
        add(Paragraph{phrase(phrases::outputs_lead)});
        add(std::move(outputs));
    }

    void add_next_levels() {
        for (std::size_t place = 0; place < system().ladders.size(); ++place) {
            const Ladder& ladder = system().ladders[place];
            const LadderRecord& record = ladder_record(place);
            if (record.next.empty() && record.failed_vetoes.empty()) continue;
            const std::string next = record.next.empty() ? record.possible : record.next;
            add_heading(2,
                        phrase(phrases::next_level_heading, ladder.title, words_.level_title(ladder, next)));
            add_failed_vetoes(ladder, record);
            add_requirements(ladder, record);
        }
    }

    void add_failed_vetoes(const Ladder& ladder, const LadderRecord& record) {
        if (record.failed_vetoes.empty()) return;
        add(Paragraph{phrase(phrases::failed_vetoes_lead), Tone::bad});
        RequirementList list;
        for (const RequirementRecord& veto : record.failed_vetoes) {
            list.entries.push_back(words_.requirement(ladder, veto));
            list.entries.back().level = words_.level_title(ladder, veto.level);
        }
        add(std::move(list));
    }

    void add_requirements(const Ladder& ladder, const LadderRecord& record) {
        const auto count = [&](Verdict verdict) {
            return std::ranges::count(record.requirements, verdict, &RequirementRecord::verdict);
        };
        add(Paragraph{record.requirements.empty()
                          ? phrase(phrases::no_requirements)
                          : phrase(record.requirements.size() == 1 ? phrases::next_level_lead_one
                                                                   : phrases::next_level_lead,
                                   record.requirements.size(), count(Verdict::met), count(Verdict::unmet),
                                   count(Verdict::unknown), count(Verdict::not_applicable))});
        RequirementList list;
        // What is missing stands first; failed vetoes have been named already.
        for (const Verdict verdict :
             {Verdict::unmet, Verdict::unknown, Verdict::met, Verdict::not_applicable})
            for (const RequirementRecord& requirement : record.requirements)
                if (requirement.verdict == verdict && !(requirement.veto && verdict == Verdict::unmet))
                    list.entries.push_back(words_.requirement(ladder, requirement));
        if (!list.entries.empty()) add(std::move(list));
    }

    // ---- dimensions

    /// The first ladder whose next level asks something of a dimension.
    std::optional<std::size_t> ladder_of_minimums() const {
        for (std::size_t ladder = 0; ladder < system().ladders.size(); ++ladder)
            for (const NodeIndex dimension : outline_.dimensions())
                if (minimum_of(ladder, outline_[dimension].node->id.text)) return ladder;
        return std::nullopt;
    }

    std::optional<Minimum> minimum_of(std::size_t ladder, std::string_view node) const {
        std::optional<Minimum> minimum;
        for (const RequirementRecord& requirement : ladder_record(ladder).requirements)
            find_minimum(requirement.condition, node, minimum);
        return minimum;
    }

    void add_dimensions() {
        if (outline_.dimensions().empty()) return;
        add_heading(2, phrase(phrases::dimensions_heading));
        const std::optional<std::size_t> ladder = ladder_of_minimums();
        BarChart bars;
        bars.value_label = phrase(phrases::score_label);
        if (ladder) {
            const Ladder& asking = system().ladders[*ladder];
            bars.target_label =
                phrase(phrases::target_label, words_.level_title(asking, ladder_record(*ladder).next));
        }
        for (const NodeIndex dimension : outline_.dimensions())
            if (const NodeRecord* node = record_.node(outline_[dimension].node->id.text))
                bars.bars.push_back(dimension_bar(*outline_[dimension].node, *node, ladder));
        const bool is_open =
            std::ranges::any_of(bars.bars, [](const BarChart::Bar& bar) { return bar.low && bar.high; });
        if (is_open) bars.range_label = phrase(phrases::range_label);
        RadarChart radar = radar_of(bars);
        add(std::move(bars));
        if (radar.axes.size() >= 3) add(std::move(radar));
    }

    /// Values are percents of the dimension's maximum, so that scales can differ; words keep the points.
    BarChart::Bar dimension_bar(const Node& dimension, const NodeRecord& node,
                                std::optional<std::size_t> ladder) const {
        BarChart::Bar bar;
        bar.label = words_.in(dimension.title);
        bar.value_text = node.score ? words_.score(node.id, *node.score) : not_scored(node);
        bar.tone = node.score ? Tone::plain : Tone::muted;
        if (!node.maximum || *node.maximum <= 0) return bar;
        const auto percent = [&](double points) {
            return std::clamp(100 * points / *node.maximum, 0.0, 100.0);
        };
        if (node.score) bar.value = percent(*node.score);
        if (node.low && node.high && *node.low != *node.high) {
            bar.low = percent(*node.low);
            bar.high = percent(*node.high);
        }
        const std::optional<Minimum> minimum = ladder ? minimum_of(*ladder, node.id) : std::nullopt;
        if (!minimum) return bar;
        const double needed = minimum->is_percent ? *node.maximum * minimum->value / 100 : minimum->value;
        bar.target = percent(needed);
        const std::string threshold = minimum->is_percent
                                          ? phrase(phrases::percent_text, format_number(minimum->value))
                                          : format_number(minimum->value);
        bar.target_text = phrase(phrases::target_text, threshold);
        const bool is_above = minimum->comparator == "above";
        const bool is_met =
            node.score && (is_above ? *node.score > needed + tolerance : *node.score >= needed - tolerance);
        bar.tone = is_met ? Tone::good : Tone::bad;
        return bar;
    }

    std::string not_scored(const NodeRecord& node) const {
        return phrase(node.state == NodeState::not_applicable ? phrases::not_applicable
                                                              : phrases::not_answered);
    }

    RadarChart radar_of(const BarChart& bars) const {
        RadarChart radar;
        radar.title = phrase(phrases::radar_title);
        radar.value_label = bars.value_label;
        radar.target_label = bars.target_label;
        for (const BarChart::Bar& bar : bars.bars) {
            if (!bar.value) continue;
            std::optional<double> target;
            if (bar.target) target = *bar.target / 100;
            radar.axes.push_back({bar.label, *bar.value / 100, target, bar.value_text});
        }
        return radar;
    }

    // ---- peers

    void add_peers() {
        if (!record_.peers) return;
        const PeerRecord& peers = *record_.peers;
        add_heading(2, phrase(phrases::peers_heading));
        for (const PeerRecord::TooFew& group : peers.too_few)
            add(Paragraph{phrase(phrases::peers_too_few, peer_group(group.industry, group.size), group.count,
                                 least_peers),
                          Tone::muted});
        if (peers.scores.empty()) {
            add(Paragraph{phrase(phrases::peers_none, peers.count, least_peers), Tone::open});
            return;
        }
        add(Paragraph{
            phrase(phrases::peers_lead, peer_group(peers.industry, peers.size), peers.count, peers.source)});
        add(peer_bars(peers));
        add(peer_table(peers));
        add(Paragraph{phrase(phrases::peers_note), Tone::muted});
    }

    std::string peer_group(const std::string& industry, const std::string& size) const {
        if (industry.empty()) return phrase(phrases::peers_all);
        if (size.empty()) return phrase(phrases::peers_of_industry, industry);
        const Grouping by_size = grouping_by(outline_, "size");
        const auto option = by_size.item ? find_option(*by_size.item, size) : std::nullopt;
        return phrase(phrases::peers_of_industry_and_size, industry,
                      option ? words_.in(by_size.item->options[*option].text) : size);
    }

    /// Bars of the enterprise, marks at the median of its peers.
    BarChart peer_bars(const PeerRecord& peers) const {
        BarChart chart;
        chart.value_label = phrase(phrases::score_label);
        chart.target_label = phrase(phrases::peers_median);
        chart.remark_label = phrase(phrases::peers_percentile);
        for (const PeerScore& score : peers.scores) {
            const NodeRecord* node = record_.node(score.id);
            if (!node || !node->score || !node->maximum || *node->maximum <= 0) continue;
            BarChart::Bar bar;
            bar.label = words_.title_of(score.id);
            bar.value_text = words_.score(score.id, *node->score);
            bar.value = std::clamp(100 * *node->score / *node->maximum, 0.0, 100.0);
            bar.target = std::clamp(100 * score.median / *node->maximum, 0.0, 100.0);
            bar.remark = format_cut(score.percentile, 0);
            chart.bars.push_back(std::move(bar));
        }
        return chart;
    }

    Table peer_table(const PeerRecord& peers) const {
        Table table;
        table.columns = {
            {phrase(phrases::column_score)},           {phrase(phrases::peers_own), true},
            {phrase(phrases::peers_percentile), true}, {phrase(phrases::peers_lower_quartile), true},
            {phrase(phrases::peers_middle), true},     {phrase(phrases::peers_upper_quartile), true},
            {phrase(phrases::peers_count), true}};
        for (const PeerScore& score : peers.scores) {
            const NodeRecord* node = record_.node(score.id);
            const auto points = [&](double value) { return words_.score(score.id, value); };
            table.rows.push_back(
                {{words_.title_of(score.id), node && node->score ? points(*node->score) : std::string(),
                  format_cut(score.percentile, 0), points(score.lower_quartile), points(score.median),
                  points(score.upper_quartile), std::to_string(score.count)}});
        }
        return table;
    }

    // ---- improvements

    void add_improvements() {
        if (record_.gaps.empty()) {
            if (record_.total()->score) add(Paragraph{phrase(phrases::no_gaps), Tone::good});
            return;
        }
        const std::size_t count = std::min(settings_.gap_limit, record_.gaps.size());
        if (count == 0) return;
        add_heading(2, count == 1 ? phrase(phrases::gaps_heading_one) : phrase(phrases::gaps_heading, count));
        add(Paragraph{phrase(phrases::gaps_lead), Tone::muted});
        ActionList list;
        for (std::size_t place = 0; place < count; ++place)
            list.actions.push_back(action(record_.gaps[place]));
        add(std::move(list));
    }

    ActionList::Action action(const GapRecord& gap) const {
        ActionList::Action action;
        action.title = words_.title_of(gap.id);
        action.points = gap.points;
        action.points_text = "+" + words_.points(gap.points);
        const std::optional<NodeIndex> index = outline_.find_node(gap.id);
        if (!index) return action;
        action.group = dimension_title(*index);
        const Node& node = *outline_[*index].node;
        const AnswerRecord* answer = record_.answer(gap.id);
        if (!node.question || !answer) return action;
        action.now = words_.answer(node.question->item, *answer);
        action.next = next_answer(*node.question, *answer, words_);
        action.advice = words_.in(node.question->advice);
        return action;
    }

    /// Of the dimension that a node is part of; empty where it is one itself.
    std::string dimension_title(NodeIndex node) const {
        if (outline_[node].depth < 2) return {};
        while (outline_[node].depth > 1)
            node = *outline_[node].parent;
        return words_.in(outline_[node].node->title);
    }

    // ---- open answers

    void add_open_questions() {
        std::vector<const AnswerRecord*> open;
        for (const AnswerRecord& answer : record_.answers)
            if (answer.state == AnswerState::missing && outline_.find_node(answer.id))
                open.push_back(&answer);
        if (open.empty()) return;
        add_heading(2, phrase(phrases::open_heading));
        add(Paragraph{open_statement(open.size()), Tone::open});
        const auto gap_of = [&](const AnswerRecord* answer) {
            const NodeRecord* node = record_.node(answer->id);
            return node && node->gap ? *node->gap : 0;
        };
        std::ranges::stable_sort(open, std::greater<>(), gap_of);
        constexpr std::size_t limit = 12;
        BulletList list;
        for (std::size_t place = 0; place < std::min(limit, open.size()); ++place)
            list.entries.push_back(phrase(phrases::open_entry, words_.title_of(open[place]->id),
                                          words_.points(gap_of(open[place]))));
        if (open.size() > limit) list.entries.push_back(phrase(phrases::open_more, open.size() - limit));
        add(std::move(list));
    }

    std::string open_statement(std::size_t count) const {
        const std::string blank = settings_.language == Language::en ? " " : "";
        std::string text = count == 1 ? phrase(phrases::open_count_one) : phrase(phrases::open_count, count);
        const NodeRecord& total = *record_.total();
        if (total.low && total.high)
            text += blank + phrase(phrases::open_range, words_.score(total.id, *total.low),
                                   words_.score(total.id, *total.high));
        for (std::size_t place = 0; place < system().ladders.size(); ++place) {
            const Ladder& ladder = system().ladders[place];
            const LadderRecord& record = ladder_record(place);
            if (record.state == LadderState::decided)
                text += blank + phrase(phrases::open_decided, ladder.title);
            if (record.state == LadderState::open)
                text += blank + phrase(phrases::open_undecided, ladder.title,
                                       words_.level_title(ladder, record.possible));
        }
        return text;
    }

    // ---- data

    void add_data_remarks() {
        const BulletList assumed = assumed_answers(), thresholds = changed_thresholds(),
                         declared = declared_answers();
        if (record_.problems.empty() && assumed.entries.empty() && thresholds.entries.empty() &&
            declared.entries.empty())
            return;
        add_heading(2, phrase(phrases::problems_heading));
        add_problems();
        if (!assumed.entries.empty()) add(Paragraph{phrase(phrases::assumed_lead)}), add(assumed);
        if (!thresholds.entries.empty()) add(Paragraph{phrase(phrases::thresholds_lead)}), add(thresholds);
        if (!declared.entries.empty()) add(Paragraph{phrase(phrases::off_lead)}), add(declared);
    }

    void add_problems() {
        for (const Severity severity : {Severity::error, Severity::warning, Severity::note}) {
            BulletList list;
            list.tone = severity == Severity::error ? Tone::bad : Tone::open;
            for (const ProblemRecord& problem : record_.problems)
                if (problem.severity == severity) list.entries.push_back(problem_text(problem));
            if (!list.entries.empty()) add(std::move(list));
        }
    }

    std::string problem_text(const ProblemRecord& problem) const {
        const std::string& message = words_.in(problem.message);
        const std::string text =
            problem.help.empty() ? message : phrase(phrases::with_remark, message, words_.in(problem.help));
        const std::string about = subject_text(problem, message);
        return about.empty() ? text : phrase(phrases::label_value, about, text);
    }

    /// The question and where its answer stands, so that whoever has only the report can mend it.
    std::string subject_text(const ProblemRecord& problem, const std::string& message) const {
        const std::optional<ItemIndex> item = outline_.find_item(problem.subject);
        std::string title = item ? words_.in(outline_[*item].item->title) : std::string();
        if (message.find(title) != std::string::npos) title.clear();  // the message names it
        std::string place;
        if (problem.row != 0 && problem.column != 0)
            place = problem.sheet.empty() ? phrase(phrases::row_and_column, problem.row, problem.column)
                                          : problem.sheet + "!" + cell_address(problem.row, problem.column);
        if (title.empty()) return place;
        return place.empty() ? title : phrase(phrases::with_remark, title, place);
    }

    std::string labelled_answer(const Item& item, const AnswerRecord& answer) const {
        return phrase(phrases::label_value, item.title, words_.answer(item, answer));
    }

    /// The system's own thresholds are dozens and no news at their defaults: their number is enough.
    BulletList assumed_answers() const {
        BulletList list;
        std::size_t threshold_count = 0;
        for (const AnswerRecord& answer : record_.answers) {
            const std::optional<ItemIndex> index = outline_.find_item(answer.id);
            if (!answer.assumed || !index) continue;
            const Item& item = *outline_[*index].item;
            if (has_tag(item, threshold_tag))
                ++threshold_count;
            else
                list.entries.push_back(labelled_answer(item, answer));
        }
        if (threshold_count > 0)
            list.entries.push_back(phrase(phrases::assumed_thresholds, threshold_count, system().id));
        return list;
    }

    BulletList changed_thresholds() const {
        BulletList list;
        for (const AnswerRecord& answer : record_.answers) {
            const std::optional<ItemIndex> index = outline_.find_item(answer.id);
            if (!index || answer.assumed || answer.state != AnswerState::known) continue;
            const Outline::ItemEntry& entry = outline_[*index];
            if (!entry.input || !has_tag(*entry.item, threshold_tag) || is_default(*entry.input, answer))
                continue;
            list.entries.push_back(labelled_answer(*entry.item, answer));
        }
        return list;
    }

    static bool is_default(const Input& input, const AnswerRecord& answer) {
        if (!input.default_value || answer.value.size() != 1) return false;
        const std::string& given = answer.value.front();
        const std::optional<double> number = parse_number(given);
        return number ? number == parse_number(input.default_value->text)
                      : given == input.default_value->text;
    }

    BulletList declared_answers() const {
        BulletList list;
        for (const AnswerRecord& answer : record_.answers) {
            if (answer.state != AnswerState::not_applicable || answer.off || answer.derived || answer.assumed)
                continue;
            list.entries.push_back(
                phrase(phrases::label_value, words_.title_of(answer.id),
                       answer.reason.empty() ? phrase(phrases::no_reason) : answer.reason));
        }
        return list;
    }

    // ---- every question

    void add_questions() {
        add_heading(2, phrase(phrases::questions_heading));
        for (const NodeIndex dimension : outline_.dimensions()) {
            QuestionList list;
            for (const NodeIndex leaf : outline_.leaves_under(dimension)) {
                const Node& node = *outline_[leaf].node;
                const AnswerRecord* answer = record_.answer(node.id.text);
                const NodeRecord* scores = record_.node(node.id.text);
                if (answer && scores)
                    list.questions.push_back(question_entry(node, *answer, *scores, words_));
            }
            if (list.questions.empty()) continue;
            add_heading(3, words_.in(outline_[dimension].node->title));
            add(std::move(list));
        }
    }

    void add_sources() {
        if (system().sources.empty()) return;
        if (settings_.every_question) {
            add_heading(2, phrase(phrases::sources_heading));
            BulletList list;
            for (const SourceEntry& source : system().sources)
                list.entries.push_back(source.note.empty()
                                           ? words_.in(source.title)
                                           : phrase(phrases::source_with_note, source.title, source.note));
            add(std::move(list));
        }
        add(Paragraph{phrase(phrases::origins_note), Tone::muted});
    }

    const AssessmentRecord& record_;
    const ReportSettings& settings_;
    Wording words_;
    const Outline& outline_;
    Document document_;
};

}  // namespace

Document build_assessment(const AssessmentRecord& record, const Program& program,
                          const ReportSettings& settings) {
    return AssessmentBuilder(record, program, settings).build();
}

}  // namespace tidu
