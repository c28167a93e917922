// SPDX-License-Identifier: Apache-2.0
// A view of the record: nothing is scored again.
#include "tidu/report/build_explanation.h"

#include <algorithm>
#include <cmath>

#include "phrases.h"
#include "questions.h"
#include "rule_text.h"
#include "system_phrases.h"
#include "system_words.h"
#include "tidu/text/number.h"
#include "wording.h"

namespace tidu {
namespace {

/// Whether a condition looks at a node: at its score, its answer, or at a group, tag or check that it is part
/// of.
class Mentions {
  public:
    Mentions(const Program& program, NodeIndex node) : program_(program), node_(node) {}

    bool in(ConditionIndex index) const {
        const CompiledCondition& condition = program_[index];
        switch (condition.kind) {
            case ConditionKind::score:
            case ConditionKind::percent:
                return condition.subject == node_.value;
            case ConditionKind::answer_compare:
            case ConditionKind::answer_in:
            case ConditionKind::answer_includes:
            case ConditionKind::evidence:
                return program_[node_].item && program_[node_].item->value == condition.subject;
            case ConditionKind::check:
                return in(program_.checks[condition.subject]);
            case ConditionKind::count:
                return in(program_.selectors[condition.subject]);
            case ConditionKind::share:
                return in(program_.selectors[condition.subject]) || in(program_.selectors[condition.other]);
            case ConditionKind::level:
                return false;
            case ConditionKind::all:
            case ConditionKind::any:
            case ConditionKind::negation:
                break;
        }
        for (std::uint32_t part = 0; part < condition.parts.count; ++part)
            if (in(program_.condition_parts[condition.parts.first + part])) return true;
        return false;
    }

  private:
    bool in(const CompiledSelector& selector) const {
        return std::ranges::find(selector.leaves, node_) != selector.leaves.end() ||
               std::ranges::any_of(selector.checks,
                                   [this](CheckIndex check) { return in(program_.checks[check.value]); });
    }

    const Program& program_;
    NodeIndex node_;
};

class ExplanationBuilder {
  public:
    ExplanationBuilder(const AssessmentRecord& record, const Program& program, NodeIndex node,
                       const ReportSettings& settings)
        : record_(record),
          program_(program),
          outline_(*program.outline),
          node_(node),
          words_(program, record, settings.language, settings.digits) {
        document_.language = settings.language;
    }

    Document build() {
        const Node& node = *outline_[node_].node;
        document_.title = words_.in(node.title);
        document_.subtitle = words_.phrase(phrases::explained_for, node.id.text, record_.attribute("name"));
        const NodeRecord* scores = record_.node(node.id.text);
        if (!scores) return std::move(document_);
        add_figures(*scores);
        if (node.is_leaf())
            add_question(node, *scores);
        else
            add_children(node);
        add_levels();
        return std::move(document_);
    }

  private:
    template <typename... Arguments>
    std::string phrase(const Phrase& phrase, Arguments&&... arguments) const {
        return words_.phrase(phrase, std::forward<Arguments>(arguments)...);
    }
    void add(Block block) { document_.blocks.push_back(std::move(block)); }

    std::string score_or_none(const NodeRecord& node) const {
        if (node.score) return words_.score(node.id, *node.score);
        return phrase(node.state == NodeState::not_applicable ? phrases::not_applicable : phrases::no_score);
    }

    void add_figures(const NodeRecord& scores) {
        Figures figures;
        const std::string maximum =
            scores.maximum ? phrase(phrases::out_of, words_.maximum(*scores.maximum)) : std::string();
        figures.figures.push_back({phrase(phrases::score_label), score_or_none(scores), maximum});
        if (scores.low && scores.high && *scores.low != *scores.high)
            figures.figures.push_back({phrase(phrases::figure_range),
                                       words_.range(scores.id, *scores.low, *scores.high),
                                       {},
                                       Tone::open});
        if (scores.contribution)
            figures.figures.push_back(
                {phrase(phrases::contribution_label), words_.points(*scores.contribution), {}});
        if (scores.gap)
            figures.figures.push_back({phrase(phrases::gap_label), "+" + words_.points(*scores.gap), {}});
        add(std::move(figures));
    }

    void add_question(const Node& node, const NodeRecord& scores) {
        const AnswerRecord* answer = record_.answer(node.id.text);
        if (!answer) return;
        const QuestionList::Question entry = question_entry(node, *answer, scores, words_);
        if (!entry.ask.empty()) add(Paragraph{entry.ask});
        Facts facts;
        const auto fact = [&](const Phrase& label, const std::string& value) {
            if (!value.empty()) facts.rows.emplace_back(phrase(label), value);
        };
        fact(phrases::column_answer, entry.answer);
        fact(phrases::reason_label, entry.reason);
        fact(phrases::how_label, entry.how);
        fact(phrases::wanted_label, entry.wanted);
        for (const std::string& piece : entry.evidence)
            fact(phrases::evidence_label, piece);
        fact(phrases::note_label, entry.note);
        fact(phrases::advice_label, entry.advice);
        fact(phrases::source_label, words_.basis(node.question->item.source));
        add(std::move(facts));
    }

    /// Columns that only some aggregates have.
    struct ChildColumns {
        bool share = false;   ///< of the weight
        bool points = false;  ///< of the total
    };

    void add_children(const Node& node) {
        if (const std::string basis = words_.basis(node.source); !basis.empty())
            add(Paragraph{phrase(phrases::label_value, phrase(phrases::source_label), basis), Tone::muted});
        const AggregateKind kind = node.aggregate.kind;
        const bool is_mean = kind == AggregateKind::weighted_mean;
        const ChildColumns columns{is_mean, is_mean || kind == AggregateKind::sum};
        add(Paragraph{phrase(phrases::aggregated_by, phrase(aggregate_phrase(kind)))});
        Table table;
        table.columns = {{phrase(phrases::column_item)}, {phrase(phrases::column_weight), true}};
        if (columns.share) table.columns.push_back({phrase(phrases::column_share), true});
        table.columns.push_back({phrase(phrases::column_score), true});
        if (columns.points) table.columns.push_back({phrase(phrases::contribution_label), true});
        const double weights = counted_weight();
        for (const NodeIndex child : outline_[node_].children)
            if (const NodeRecord* scores = record_.node(outline_[child].node->id.text))
                table.rows.push_back(child_row(*scores, columns, weights));
        const auto points = columns.points ? points_without_child() : std::nullopt;
        if (points) table.rows.push_back(base_row(node, *points, columns));
        add(std::move(table));
    }

    /// Points of the total that no child brings: the base of a sum, or what rescaling a node shifts it by.
    std::optional<double> points_without_child() const {
        const NodeRecord* own = record_.node(outline_[node_].node->id.text);
        if (!own || !own->contribution) return std::nullopt;
        double points = *own->contribution;
        for (const NodeIndex child : outline_[node_].children)
            if (const NodeRecord* scores = record_.node(outline_[child].node->id.text))
                points -= scores->contribution.value_or(0);
        return std::abs(points) > tolerance ? std::optional(points) : std::nullopt;
    }

    Table::Row base_row(const Node& node, double points, const ChildColumns& columns) const {
        const double base = node.aggregate.base;
        Table::Row row;
        row.cells = {phrase(phrases::base_label), std::string()};
        if (columns.share) row.cells.emplace_back();
        row.cells.push_back(base != 0 ? words_.points(base) : std::string());
        row.cells.push_back(words_.points(points));
        return row;
    }

    /// Weight of the children that have a score: what their shares are of.
    double counted_weight() const {
        double weights = 0;
        for (const NodeIndex child : outline_[node_].children) {
            const NodeRecord* scores = record_.node(outline_[child].node->id.text);
            if (scores && scores->score) weights += scores->weight;
        }
        return weights;
    }

    Table::Row child_row(const NodeRecord& scores, const ChildColumns& columns, double weights) const {
        Table::Row row;
        row.cells = {words_.title_of(scores.id), words_.maximum(scores.weight)};
        if (columns.share)
            row.cells.push_back(scores.score && weights > 0 ? words_.share(scores.weight / weights)
                                                            : std::string());
        row.cells.push_back(score_or_none(scores));
        if (columns.points)
            row.cells.push_back(scores.contribution ? words_.points(*scores.contribution) : std::string());
        row.tone = scores.score ? Tone::plain : Tone::muted;
        return row;
    }

    void add_levels() {
        const Mentions mentions(program_, node_);
        const RuleText rules(program_, words_);
        BulletList list;
        for (std::size_t ladder = 0; ladder < program_.ladders.size(); ++ladder)
            for (const CompiledRequirement& requirement : program_.ladders[ladder].requirements)
                if (mentions.in(requirement.condition))
                    list.entries.push_back(requirement_text(ladder, requirement, rules));
        if (list.entries.empty()) return;
        add(Heading{2, phrase(phrases::levels_looking)});
        add(std::move(list));
    }

    std::string requirement_text(std::size_t ladder, const CompiledRequirement& requirement,
                                 const RuleText& rules) const {
        const Ladder& origin = words_.system().ladders[ladder];
        const std::string level = words_.in(origin.levels[requirement.rung - 1].title);
        const std::string& title = words_.in(requirement.origin->title);
        return phrase(phrases::label_value, level,
                      title.empty() ? rules.condition(requirement.origin->condition) : title);
    }

    const AssessmentRecord& record_;
    const Program& program_;
    const Outline& outline_;
    NodeIndex node_;
    Wording words_;
    Document document_;
};

}  // namespace

Document build_explanation(const AssessmentRecord& record, const Program& program, NodeIndex node,
                           const ReportSettings& settings) {
    return ExplanationBuilder(record, program, node, settings).build();
}

}  // namespace tidu
