// SPDX-License-Identifier: Apache-2.0
// Describes an indicator system.
#include "tidu/report/build_system.h"

#include <algorithm>

#include "phrases.h"
#include "questions.h"
#include "rule_text.h"
#include "system_phrases.h"
#include "system_words.h"
#include "tidu/text/number.h"
#include "tidu/text/overloaded.h"
#include "tidu/text/version.h"
#include "wording.h"

namespace tidu {
namespace {

constexpr int shown_digits = 1;

class SystemReport {
  public:
    SystemReport(const Program& program, const SystemReportSettings& settings)
        : program_(program),
          outline_(*program.outline),
          settings_(settings),
          words_(program, AssessmentRecord(), settings.language, shown_digits),
          rules_(program, words_) {}

    Document build() {
        add_head();
        add_outline();
        if (settings_.every_question) add_questions();
        for (const Ladder& ladder : system().ladders)
            add_ladder(ladder);
        if (settings_.every_question) add_inputs();
        add_checks();
        add_sources();
        return std::move(document_);
    }

  private:
    const System& system() const { return outline_.system(); }
    const std::string& in(const BilingualText& text) const { return words_.in(text); }
    template <typename... Arguments>
    std::string phrase(const Phrase& phrase, Arguments&&... arguments) const {
        return words_.phrase(phrase, std::forward<Arguments>(arguments)...);
    }

    void add(Block block) { document_.blocks.push_back(std::move(block)); }
    void add_heading(int level, std::string text) { add(Heading{level, std::move(text)}); }
    void add_text(const BilingualText& text) {
        if (!text.empty()) add(Paragraph{in(text)});
    }
    Table table(std::initializer_list<const Phrase*> headings) const {
        Table table;
        for (const Phrase* heading : headings)
            table.columns.push_back({phrase(*heading)});
        return table;
    }
    /// A table without rows says nothing, nor does a column that is empty everywhere.
    void add_filled(Table table) {
        if (table.rows.empty()) return;
        for (std::size_t column = table.columns.size(); column-- > 0;) {
            const auto says_nothing = [&](const Table::Row& row) { return row.cells[column].empty(); };
            if (!std::ranges::all_of(table.rows, says_nothing)) continue;
            const auto offset = static_cast<std::ptrdiff_t>(column);
            table.columns.erase(table.columns.begin() + offset);
            for (Table::Row& row : table.rows)
                row.cells.erase(row.cells.begin() + offset);
        }
        add(std::move(table));
    }

    // ---- head

    void add_head() {
        document_.language = settings_.language;
        document_.title = in(system().title);
        document_.subtitle = phrase(phrases::system_subtitle, system().id, system().version, system().unit);
        document_.footer = phrase(phrases::footer, version(), system().id, system().version, system().sha256);
        add_text(system().note);
        const std::size_t questions = outline_.items().size() - outline_.input_count();
        add(Facts{{{phrase(phrases::fact_questions), std::to_string(questions)},
                   {phrase(phrases::fact_inputs), std::to_string(outline_.input_count())},
                   {phrase(phrases::fact_ladders), ladder_titles()}}});
    }

    std::string ladder_titles() const {
        std::string titles;
        for (const Ladder& ladder : system().ladders)
            titles += (titles.empty() ? "" : phrase(phrases::list_separator)) + in(ladder.title);
        return titles.empty() ? phrase(phrases::none) : titles;
    }

    // ---- the tree

    void add_outline() {
        add_heading(2, phrase(phrases::outline_heading));
        const Node& root = system().index;
        add(Paragraph{phrase(phrases::label_value, root.title, kind_text(root))});
        add_text(root.note);
        add_basis(root.source);
        Table tree = table({&phrases::column_indicator, &phrases::column_weight, &phrases::column_kind,
                            &phrases::column_origin});
        for (std::uint32_t node = 1; node < outline_.nodes().size(); ++node)
            tree.rows.push_back(tree_row({node}));
        add_filled(std::move(tree));
    }

    Table::Row tree_row(NodeIndex index) const {
        const Outline::NodeEntry& entry = outline_[index];
        const Node& node = *entry.node;
        std::string indent;
        for (std::uint32_t depth = 1; depth < entry.depth; ++depth)
            indent += "\u00A0\u00A0";  // Markdown keeps these
        const Provenance& source = node.is_leaf() ? node.question->item.source : node.source;
        return {{indent + in(node.title), weight_text(node), kind_text(node), origin_text(source)},
                node.is_leaf() ? Tone::plain : Tone::good};
    }

    std::string weight_text(const Node& node) const {
        return std::visit(Overloaded{[](double weight) { return format_number(weight); },
                                     [&](const WeightBy& by) { return weight_by_text(by); },
                                     [&](LeavesWeight) { return phrase(phrases::weight_of_leaves); }},
                          node.weight.value);
    }

    std::string weight_by_text(const WeightBy& by) const {
        const auto input = outline_.find_item(by.input.text);
        std::string text;
        for (const auto& [option, weight] : by.weights)
            text += (text.empty() ? "" : phrase(phrases::list_separator)) +
                    phrase(phrases::weight_for_answer,
                           input ? words_.value(*outline_[*input].item, option.text) : option.text,
                           format_number(weight));
        return text;
    }

    std::string kind_text(const Node& node) const {
        if (node.is_leaf()) return phrase(type_phrase(node.question->item.type));
        const std::string kind = phrase(aggregate_phrase(node.aggregate.kind));
        const std::string details = aggregate_details(node);
        return details.empty() ? kind : phrase(phrases::with_remark, kind, details);
    }

    /// What the name of an aggregate does not tell.
    std::string aggregate_details(const Node& node) const {
        const Aggregate& aggregate = node.aggregate;
        std::string text;
        const auto add_detail = [&](const std::string& detail) {
            text += (text.empty() ? "" : phrase(phrases::list_separator)) + detail;
        };
        if (node.normalise == Normalise::percent) add_detail(phrase(phrases::of_percents));
        if (node.normalise == Normalise::range) add_detail(phrase(phrases::of_ranges));
        if (aggregate.base != 0) add_detail(phrase(phrases::from_base, format_number(aggregate.base)));
        if (aggregate.floor) add_detail(phrase(phrases::with_floor, format_number(*aggregate.floor)));
        if (aggregate.kind == AggregateKind::staged)
            add_detail(phrase(phrases::passed_at, format_number(aggregate.pass)));
        if (node.present) add_detail(phrase(phrases::present_at_least, words_.share(*node.present)));
        return text;
    }

    static const Phrase& type_phrase(AnswerType type) {
        switch (type) {
            case AnswerType::number:
                return phrases::type_number;
            case AnswerType::choice:
                return phrases::type_choice;
            case AnswerType::multi:
                return phrases::type_multi;
            case AnswerType::yesno:
                return phrases::type_yesno;
        }
        return phrases::type_number;
    }

    std::string origin_text(const Provenance& provenance) const {
        return origin_word(words_.origin(provenance), words_.language());
    }

    void add_basis(const Provenance& provenance) {
        const std::string basis = words_.basis(provenance);
        if (basis.empty()) return;
        add(Paragraph{phrase(phrases::label_value, phrase(phrases::source_label), basis), Tone::muted});
    }

    // ---- questions

    void add_questions() {
        for (const NodeIndex dimension : outline_.dimensions())
            add_node(dimension, 2);
    }

    /// A question; a group with all that is below it.
    void add_node(NodeIndex index, int heading_level) {
        const Node& node = *outline_[index].node;
        add_heading(heading_level, in(node.title));
        if (node.is_leaf()) return add_question(node);
        add_text(node.note);
        add_basis(node.source);
        add_group_facts(node);
        for (const NodeIndex child : outline_[index].children)
            add_node(child, 3);
    }

    void add_group_facts(const Node& node) {
        Facts facts;
        add_fact(facts, phrases::column_id, node.id.text);
        if (node.applies_if) add_fact(facts, phrases::applies_label, rules_.condition(*node.applies_if));
        add(std::move(facts));
    }

    void add_question(const Node& node) {
        const Question& question = *node.question;
        const Item& item = question.item;
        add_text(item.ask);
        Facts facts;
        add_fact(facts, phrases::column_id, node.id.text);
        add_fact(facts, phrases::column_weight, weight_text(node));
        add_fact(facts, phrases::column_kind, answer_kind_text(item));
        if (item.derive) add_fact(facts, phrases::computed_label, rules_.derivation(*item.derive, item));
        if (node.applies_if) add_fact(facts, phrases::applies_label, rules_.condition(*node.applies_if));
        add_fact(facts, phrases::how_label, scoring_text(question, words_));
        add_fact(facts, phrases::not_applicable_label, not_applicable_text(item.not_applicable));
        add_fact(facts, phrases::missing_label, missing_text(question.missing));
        add_fact(facts, phrases::tasks_label, tasks_text(item.tasks));
        add_fact(facts, phrases::wanted_label, in(item.evidence));
        add_fact(facts, phrases::advice_label, in(question.advice));
        add_fact(facts, phrases::source_label, words_.basis(item.source));
        add_fact(facts, phrases::note_label, in(item.note));
        add(std::move(facts));
    }

    void add_fact(Facts& facts, const Phrase& label, std::string value) const {
        if (!value.empty()) facts.rows.emplace_back(phrase(label), std::move(value));
    }

    /// The type of its answer; of a number with its unit and range.
    std::string answer_kind_text(const Item& item) const {
        std::string details = in(item.unit);
        if (item.range)
            details +=
                (details.empty() ? "" : phrase(phrases::list_separator)) +
                phrase(phrases::range_text, format_number(item.range->low), format_number(item.range->high));
        const std::string kind = phrase(type_phrase(item.type));
        return details.empty() ? kind : phrase(phrases::with_remark, kind, details);
    }

    /// Empty where it may not be declared.
    std::string not_applicable_text(const NotApplicableRule& rule) const {
        switch (rule.mode) {
            case NotApplicableMode::forbidden:
                return {};
            case NotApplicableMode::exclude:
                return phrase(phrases::counts_nothing);
            case NotApplicableMode::full:
                return phrase(phrases::counts_full);
            case NotApplicableMode::zero:
                return phrase(phrases::counts_points, "0");
            case NotApplicableMode::fixed:
                return phrase(phrases::counts_points, format_number(rule.score));
        }
        return {};
    }

    /// Empty where it counts 0, as is usual.
    std::string missing_text(MissingRule rule) const {
        switch (rule) {
            case MissingRule::zero:
                return {};
            case MissingRule::worst:
                return phrase(phrases::counts_worst);
            case MissingRule::exclude:
                return phrase(phrases::counts_nothing);
            case MissingRule::not_applicable:
                return phrase(phrases::counts_as_not_applicable);
        }
        return {};
    }

    std::string tasks_text(const std::vector<int>& tasks) const {
        std::string text;
        for (const int task : tasks)
            text += (text.empty() ? "" : phrase(phrases::list_separator)) + std::to_string(task);
        return text;
    }

    // ---- ladders

    void add_ladder(const Ladder& ladder) {
        add_heading(2, in(ladder.title));
        add_text(ladder.note);
        add_basis(ladder.source);
        if (ladder.applies_if)
            add(Paragraph{phrase(phrases::label_value, phrase(phrases::applies_label),
                                 rules_.condition(*ladder.applies_if))});
        for (const Level& level : ladder.levels) {
            add_heading(3, level.due.empty() ? in(level.title)
                                             : phrase(phrases::with_remark, level.title,
                                                      phrase(phrases::step_due, level.due)));
            add_text(level.note);
            add_basis(level.source);
            add_requirements(level);
        }
        add_expectations(ladder);
    }

    void add_requirements(const Level& level) {
        if (level.requirements.empty()) return add(Paragraph{phrase(phrases::no_requirements)});
        Table list = table({&phrases::column_requirement, &phrases::column_needed, &phrases::column_origin});
        for (const Requirement& requirement : level.requirements) {
            const std::string title = rules_.title(requirement);
            list.rows.push_back(
                {{requirement.veto ? phrase(phrases::with_remark, title, phrase(phrases::veto)) : title,
                  rules_.needed(requirement), annotated_basis(requirement)}});
        }
        add_filled(std::move(list));
    }

    /// With the remark, for which a column of its own would be too much: few have one.
    std::string annotated_basis(const Requirement& requirement) const {
        const std::string basis = words_.basis(requirement.source);
        const std::string& note = in(requirement.note);
        return basis.empty() || note.empty() ? basis + note : phrase(phrases::basis_and_note, basis, note);
    }

    void add_expectations(const Ladder& ladder) {
        if (ladder.expected.empty()) return;
        Table list = table({&phrases::column_of_whom, &phrases::column_level, &phrases::column_due,
                            &phrases::column_origin});
        for (const Expectation& expectation : ladder.expected)
            list.rows.push_back({{of_whom(expectation), words_.level_title(ladder, expectation.level.text),
                                  expectation.due, words_.basis(expectation.source)}});
        add_heading(3, phrase(phrases::expected_heading));
        add_filled(std::move(list));
    }

    std::string of_whom(const Expectation& expectation) const {
        const std::string rule =
            expectation.when ? rules_.condition(*expectation.when) : phrase(phrases::everyone);
        return expectation.title.empty() ? rule : phrase(phrases::with_remark, expectation.title, rule);
    }

    // ---- inputs, checks, sources

    void add_inputs() {
        if (system().inputs.empty()) return;
        add_heading(2, phrase(phrases::inputs_heading));
        Table list = table({&phrases::column_title, &phrases::column_id, &phrases::column_kind,
                            &phrases::column_value, &phrases::column_origin});
        for (const Input& input : system().inputs)
            list.rows.push_back({{in(input.title), input.id.text, answer_kind_text(input), status_text(input),
                                  words_.basis(input.source)}});
        add_filled(std::move(list));
    }

    std::string status_text(const Input& input) const {
        if (input.derive)
            return phrase(phrases::label_value, phrase(phrases::derived),
                          rules_.derivation(*input.derive, input));
        if (input.default_value)
            return phrase(phrases::default_is, words_.value(input, input.default_value->text));
        return phrase(input.required ? phrases::required : phrases::optional);
    }

    void add_checks() {
        if (system().checks.empty() && system().constraints.empty()) return;
        add_heading(2, phrase(phrases::checks_heading));
        Table checks = table({&phrases::column_title, &phrases::column_holds_when, &phrases::column_origin});
        for (const Check& check : system().checks)
            checks.rows.push_back(
                {{in(check.title), rules_.condition(check.when), words_.basis(check.source)}});
        add_filled(std::move(checks));
        Table constraints = table({&phrases::column_constraint, &phrases::column_never,
                                   &phrases::column_severity, &phrases::column_origin});
        for (const Constraint& constraint : system().constraints) {
            const bool is_error = constraint.severity == Severity::error;
            constraints.rows.push_back({{in(constraint.title), rules_.condition(constraint.never),
                                         phrase(is_error ? phrases::is_error : phrases::is_warning),
                                         words_.basis(constraint.source)}});
        }
        add_filled(std::move(constraints));
    }

    void add_sources() {
        if (system().sources.empty()) return;
        add_heading(2, phrase(phrases::sources_heading));
        BulletList list;
        for (const SourceEntry& source : system().sources)
            list.entries.push_back(source.note.empty()
                                       ? in(source.title)
                                       : phrase(phrases::source_with_note, source.title, source.note));
        add(std::move(list));
        add(Paragraph{phrase(phrases::origins_note), Tone::muted});
    }

    const Program& program_;
    const Outline& outline_;
    const SystemReportSettings& settings_;
    Wording words_;
    RuleText rules_;
    Document document_;
};

}  // namespace

Document build_system_report(const Program& program, const SystemReportSettings& settings) {
    return SystemReport(program, settings).build();
}

}  // namespace tidu
