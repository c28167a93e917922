// SPDX-License-Identifier: Apache-2.0
#include "tidu/report/build_comparison.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "comparison_phrases.h"
#include "phrases.h"
#include "tidu/text/number.h"
#include "wording.h"

namespace tidu {
namespace {

/// Changes smaller than the tolerance of every comparison are none.
bool is_change(const std::optional<double>& points) {
    return points && std::abs(*points) > tolerance;
}

class ComparisonBuilder {
  public:
    ComparisonBuilder(const std::vector<AssessmentRecord>& records,
                      const std::vector<ResultComparison>& comparisons, const Program& program,
                      const ComparisonReportSettings& settings)
        : records_(records),
          comparisons_(comparisons),
          outline_(*program.outline),
          settings_(settings),
          words_(program, records.front(), settings.language, settings.digits) {}

    Document build() {
        document_.language = settings_.language;
        document_.title = phrase(settings_.is_review ? phrases::review_title : phrases::comparison_title);
        document_.subtitle = phrase(phrases::report_title, system().title, system().version);
        add_heading(2, phrase(phrases::side_by_side_heading));
        add(side_by_side());
        for (std::size_t place = 0; place < comparisons_.size(); ++place)
            add_change(place);
        const AssessmentRecord& first = records_.front();
        document_.footer = phrase(phrases::footer, first.tidu_version, first.system_id, first.system_version,
                                  first.system_sha256);
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

    std::string name_of(std::size_t place) const {
        const AssessmentRecord& record = records_[place];
        std::string name = record.attribute("name");
        if (name.empty()) name = record.attribute("id");
        if (name.empty()) name = phrase(phrases::result_number, place + 1);
        return record.period.empty() ? name : phrase(phrases::result_with_period, name, record.period);
    }

    std::string score_of(const AssessmentRecord& record, std::string_view id) const {
        const NodeRecord* node = record.node(id);
        return node && node->score ? words_.score(id, *node->score) : std::string("–");
    }

    // ---- all of them

    Table side_by_side() const {
        Table table;
        table.columns.push_back({phrase(phrases::column_item)});
        for (std::size_t place = 0; place < records_.size(); ++place)
            table.columns.push_back({name_of(place), true});
        add_score_row(table, outline_.nodes().front().node->id.text);
        for (const NodeIndex dimension : outline_.dimensions())
            add_score_row(table, outline_[dimension].node->id.text);
        for (const Ladder& ladder : system().ladders) {
            Table::Row row{{words_.in(ladder.title)}};
            for (const AssessmentRecord& record : records_) {
                const LadderRecord* found = record.ladder(ladder.id.text);
                row.cells.push_back(found ? words_.level_text(ladder, found->level) : std::string("–"));
            }
            table.rows.push_back(std::move(row));
        }
        return table;
    }

    void add_score_row(Table& table, const std::string& id) const {
        Table::Row row{{words_.title_of(id)}};
        for (const AssessmentRecord& record : records_)
            row.cells.push_back(score_of(record, id));
        table.rows.push_back(std::move(row));
    }

    // ---- one change

    void add_change(std::size_t place) {
        const ResultComparison& change = comparisons_[place];
        add_heading(2, phrase(phrases::change_heading, name_of(place), name_of(place + 1)));
        if (!change.same_system) add(Paragraph{phrase(phrases::systems_differ), Tone::open});
        add_figures(change);
        add_levels(change);
        if (settings_.is_review) {
            add_statements(change, true);
            add_statements(change, false);
        } else {
            add_dimensions(change);
            add_indicators(change);
        }
        add_inputs(change);
    }

    void add_figures(const ResultComparison& change) {
        const std::string total = outline_.nodes().front().node->id.text;
        const auto text = [&](const std::optional<double>& score) {
            return score ? words_.score(total, *score) : phrase(phrases::no_score);
        };
        const bool review = settings_.is_review;
        Figures figures;
        figures.figures.push_back({phrase(review ? phrases::claimed_figure : phrases::total_before_figure),
                                   text(change.total_before),
                                   {}});
        figures.figures.push_back({phrase(review ? phrases::reviewed_figure : phrases::total_after_figure),
                                   text(change.total_after),
                                   {}});
        if (const std::optional<double> points = change.total_change())
            figures.figures.push_back(
                {phrase(phrases::change_figure), words_.signed_points(*points), {}, tone_of_points(*points)});
        add(std::move(figures));
    }

    static Tone tone_of_points(double points) {
        if (std::abs(points) <= tolerance) return Tone::plain;
        return points > 0 ? Tone::good : Tone::bad;
    }

    void add_levels(const ResultComparison& change) {
        if (change.ladders.empty()) return;
        add_heading(3, phrase(phrases::levels_heading));
        for (std::size_t place = 0; place < change.ladders.size(); ++place)
            add_level(system().ladders[place], change.ladders[place]);
    }

    void add_level(const Ladder& ladder, const LadderChange& change) {
        const std::string before = words_.level_text(ladder, change.before),
                          after = words_.level_text(ladder, change.after);
        switch (change.direction) {
            case LadderChange::Direction::same:
                add(Paragraph{phrase(phrases::level_same, ladder.title, after)});
                return;
            case LadderChange::Direction::incomparable:
                add(Paragraph{phrase(phrases::level_incomparable, ladder.title, before, after), Tone::open});
                return;
            case LadderChange::Direction::gained:
                add(Paragraph{phrase(phrases::level_gained, ladder.title, before, after), Tone::good});
                break;
            case LadderChange::Direction::lost:
                add(Paragraph{phrase(phrases::level_lost, ladder.title, before, after), Tone::bad});
                break;
        }
        if (change.because.empty()) return;
        const bool gained = change.direction == LadderChange::Direction::gained;
        add(Paragraph{phrase(gained ? phrases::gained_because : phrases::lost_because), Tone::muted});
        RequirementList list;
        for (const RequirementRecord& requirement : change.because) {
            list.entries.push_back(words_.requirement(ladder, requirement));
            list.entries.back().level = words_.level_title(ladder, requirement.level);
        }
        add(std::move(list));
    }

    const NodeChange* change_of(const ResultComparison& change, std::string_view id) const {
        const std::optional<NodeIndex> node = outline_.find_node(id);
        return node ? &change.nodes[node->value] : nullptr;
    }

    void add_dimensions(const ResultComparison& change) {
        BarChart chart;
        chart.item_label = phrase(phrases::column_dimension);
        chart.value_label = phrase(phrases::points_label);
        chart.share_label = phrase(phrases::size_label);
        chart.scale = 0;
        for (const NodeIndex dimension : outline_.dimensions()) {
            const NodeChange& node = change.nodes[dimension.value];
            if (!node.points) continue;
            BarChart::Bar bar;
            bar.label = words_.title_of(node.id);
            bar.value = std::abs(*node.points);
            bar.value_text = words_.signed_points(*node.points);
            bar.tone = tone_of_points(*node.points);
            chart.scale = std::max(chart.scale, *bar.value);
            chart.bars.push_back(std::move(bar));
        }
        if (chart.bars.empty() || chart.scale <= tolerance) return;
        add_heading(3, phrase(phrases::dimensions_change_heading));
        add(std::move(chart));
    }

    std::string answer_text(const std::string& id, const AnswerRecord* answer) const {
        const std::optional<ItemIndex> item = outline_.find_item(id);
        return item && answer ? words_.answer(*outline_[*item].item, *answer) : std::string();
    }

    std::string change_text(const ResultComparison& change, const std::string& id) const {
        for (const AnswerChange& answer : change.answers)
            if (answer.id == id)
                return phrase(phrases::from_to, answer_text(id, answer.before),
                              answer_text(id, answer.after));
        return {};
    }

    std::string score_text(const NodeChange& node) const {
        const auto text = [&](const std::optional<double>& score) {
            return score ? words_.score(node.id, *score) : std::string("–");
        };
        return phrase(phrases::from_to, text(node.before), text(node.after));
    }

    /// Parts of the total that changed, the largest first; equal ones stay in file order.
    std::vector<const NodeChange*> changed_parts(const ResultComparison& change) const {
        std::vector<const NodeChange*> parts;
        for (const NodeChange& node : change.nodes)
            if (node.is_part && is_change(node.points)) parts.push_back(&node);
        std::ranges::stable_sort(parts, std::greater<>(),
                                 [](const NodeChange* node) { return std::abs(*node->points); });
        return parts;
    }

    void add_indicators(const ResultComparison& change) {
        const bool is_split = std::ranges::any_of(
            change.nodes, [](const NodeChange& node) { return node.is_part && node.points; });
        add_heading(3, phrase(phrases::indicators_heading));
        if (!is_split) {
            add(Paragraph{phrase(phrases::cannot_split), Tone::open});
            return;
        }
        const std::vector<const NodeChange*> parts = changed_parts(change);
        if (parts.empty()) {
            add(Paragraph{phrase(phrases::nothing_changed)});
            return;
        }
        add(Paragraph{phrase(phrases::indicators_lead), Tone::muted});
        Table table = indicator_table();
        const std::size_t limit =
            settings_.row_limit == 0 ? parts.size() : std::min(settings_.row_limit, parts.size());
        for (std::size_t place = 0; place < limit; ++place)
            table.rows.push_back(indicator_row(change, *parts[place]));
        add_other_row(table, std::span(parts).subspan(limit));
        if (const std::optional<double> total = change.total_change())
            table.rows.push_back(
                {{phrase(phrases::sum_row), "", "", words_.signed_points(*total)}, Tone::plain});
        add(std::move(table));
    }

    void add_other_row(Table& table, std::span<const NodeChange* const> others) const {
        if (others.empty()) return;
        double points = 0;
        for (const NodeChange* node : others)
            points += *node->points;
        table.rows.push_back(
            {{phrase(phrases::other_rows, others.size()), "", "", words_.signed_points(points)},
             Tone::muted});
    }

    Table indicator_table() const {
        Table table;
        table.columns = {{phrase(phrases::column_item)},
                         {phrase(phrases::column_answer)},
                         {phrase(phrases::score_change_column), true},
                         {phrase(phrases::change_column), true}};
        return table;
    }

    Table::Row indicator_row(const ResultComparison& change, const NodeChange& node) const {
        return {{words_.title_of(node.id), change_text(change, node.id), score_text(node),
                 words_.signed_points(*node.points)},
                tone_of_points(*node.points)};
    }

    /// Questions whose own score the review lowered (overstated) or raised.
    void add_statements(const ResultComparison& change, bool overstated) {
        Table table = indicator_table();
        for (std::size_t node = 0; node < change.nodes.size(); ++node) {
            const NodeChange& leaf = change.nodes[node];
            if (!outline_.nodes()[node].item || !leaf.before || !leaf.after) continue;
            const double raised = *leaf.after - *leaf.before;
            if (std::abs(raised) <= tolerance || (raised < 0) != overstated) continue;
            const std::string points = leaf.points ? words_.signed_points(*leaf.points) : std::string();
            table.rows.push_back(
                {{words_.title_of(leaf.id), change_text(change, leaf.id), score_text(leaf), points}});
        }
        add_heading(3, phrase(overstated ? phrases::overstated_heading : phrases::understated_heading));
        if (table.rows.empty())
            add(Paragraph{phrase(overstated ? phrases::none_overstated : phrases::none_understated)});
        else
            add(std::move(table));
    }

    /// Answers that are not scored themselves.
    void add_inputs(const ResultComparison& change) {
        Table table;
        const bool review = settings_.is_review;
        table.columns = {{phrase(phrases::column_item)},
                         {phrase(review ? phrases::claimed_column : phrases::before_column)},
                         {phrase(review ? phrases::reviewed_column : phrases::after_column)}};
        for (const AnswerChange& answer : change.answers)
            if (!change_of(change, answer.id))
                table.rows.push_back({{words_.title_of(answer.id), answer_text(answer.id, answer.before),
                                       answer_text(answer.id, answer.after)}});
        if (table.rows.empty()) return;
        const std::size_t limit = settings_.row_limit;
        if (limit > 0 && table.rows.size() > limit) {
            const std::size_t others = table.rows.size() - limit;
            table.rows.resize(limit);
            table.rows.push_back({{phrase(phrases::other_rows, others), "", ""}, Tone::muted});
        }
        add_heading(3, phrase(phrases::inputs_changed_heading));
        add(std::move(table));
    }

    const std::vector<AssessmentRecord>& records_;
    const std::vector<ResultComparison>& comparisons_;
    const Outline& outline_;
    const ComparisonReportSettings& settings_;
    Wording words_;
    Document document_;
};

}  // namespace

Document build_comparison(const std::vector<AssessmentRecord>& records,
                          const std::vector<ResultComparison>& comparisons, const Program& program,
                          const ComparisonReportSettings& settings) {
    return ComparisonBuilder(records, comparisons, program, settings).build();
}

}  // namespace tidu
