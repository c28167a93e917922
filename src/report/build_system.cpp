// SPDX-License-Identifier: Apache-2.0
// Describes an indicator system. What a requirement needs is read the way an assessment reads it, on an empty
// sheet.
#include "tidu/report/build_system.h"

#include <algorithm>

#include "phrases.h"
#include "questions.h"
#include "system_phrases.h"
#include "system_words.h"
#include "tidu/answers/bind.h"
#include "tidu/score/evaluate.h"
#include "tidu/score/explain.h"
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
          words_(program, AssessmentRecord(), settings.language, shown_digits) {
        const AnswerSheet sheet = bind_answers(outline_, RawSheet());  // nothing but the defaults
        evaluate(program, sheet.answers, {}, evaluation_);
    }

    Document build() {
        add_head();
        add_outline();
        if (settings_.every_question) add_questions();
        for (std::size_t ladder = 0; ladder < system().ladders.size(); ++ladder)
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
                           input ? value_text(*outline_[*input].item, option.text) : option.text,
                           format_number(weight));
        return text;
    }

    /// An answer as written in the file, in words.
    std::string value_text(const Item& item, const std::string& value) const {
        AnswerRecord answer;
        answer.type = item.type;
        answer.state = AnswerState::known;
        answer.value = {value};
        return words_.answer(item, answer);
    }

    std::string kind_text(const Node& node) const {
        if (!node.is_leaf()) return phrase(aggregate_phrase(node.aggregate.kind));
        return phrase(type_phrase(node.question->item.type));
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

    /// The mark and what it refers to.
    std::string basis_text(const Provenance& provenance) const {
        const std::string mark = origin_text(provenance), source = words_.source(provenance);
        if (mark.empty() || source.empty()) return mark + source;
        return phrase(phrases::with_remark, mark, source);
    }

    // ---- questions

    void add_questions() {
        for (const NodeIndex dimension : outline_.dimensions()) {
            const Node& node = *outline_[dimension].node;
            add_heading(2, in(node.title));
            if (node.is_leaf()) {
                add_question(node);
                continue;
            }
            add_text(node.note);
            if (const std::string basis = basis_text(node.source); !basis.empty())
                add(Paragraph{phrase(phrases::label_value, phrase(phrases::source_label), basis),
                              Tone::muted});
            for (const NodeIndex leaf : outline_.leaves_under(dimension))
                add_question(*outline_[leaf].node);
        }
    }

    void add_question(const Node& node) {
        const Item& item = node.question->item;
        add_heading(3, in(node.title));
        add_text(item.ask);
        Facts facts;
        const auto fact = [&](const Phrase& label, std::string value) {
            if (!value.empty()) facts.rows.emplace_back(phrase(label), std::move(value));
        };
        fact(phrases::column_id, node.id.text);
        fact(phrases::column_weight, weight_text(node));
        fact(phrases::how_label, scoring_text(*node.question, words_));
        fact(phrases::tasks_label, tasks_text(item.tasks));
        fact(phrases::wanted_label, in(item.evidence));
        fact(phrases::advice_label, in(node.question->advice));
        fact(phrases::source_label, basis_text(item.source));
        fact(phrases::note_label, in(item.note));
        add(std::move(facts));
    }

    std::string tasks_text(const std::vector<int>& tasks) const {
        std::string text;
        for (const int task : tasks)
            text += (text.empty() ? "" : phrase(phrases::list_separator)) + std::to_string(task);
        return text;
    }

    // ---- ladders

    void add_ladder(std::size_t index) {
        const Ladder& ladder = system().ladders[index];
        const CompiledLadder& compiled = program_.ladders[index];
        add_heading(2, in(ladder.title));
        add_text(ladder.note);
        if (const auto applies = compiled.applies_if)
            add(Paragraph{
                phrase(phrases::label_value, phrase(phrases::applies_label), condition_text(*applies))});
        std::size_t next = 0;  // requirements of all levels stand one behind the other
        for (const Level& level : ladder.levels) {
            add_heading(3, level.due.empty() ? in(level.title)
                                             : phrase(phrases::with_remark, level.title,
                                                      phrase(phrases::step_due, level.due)));
            add_text(level.note);
            add_requirements(ladder, level, compiled, next);
            next += level.requirements.size();
        }
        add_expectations(ladder, compiled);
    }

    void add_requirements(const Ladder& ladder, const Level& level, const CompiledLadder& compiled,
                          std::size_t first) {
        Table list = table({&phrases::column_requirement, &phrases::column_needed, &phrases::column_origin});
        for (std::uint32_t number = 0; number < level.requirements.size(); ++number) {
            const Requirement& requirement = level.requirements[number];
            RequirementRecord record;
            record.level = level.id.text;
            record.number = number;
            record.veto = requirement.veto;
            record.condition =
                read_condition(program_, evaluation_, compiled.requirements[first + number].condition);
            const RequirementList::Entry entry = words_.requirement(ladder, record);
            const std::string title = entry.is_veto
                                          ? phrase(phrases::with_remark, entry.title, phrase(phrases::veto))
                                          : entry.title;
            list.rows.push_back({{title,
                                  needed_text(completed(entry, requirement.condition)) +
                                      only_if_text(compiled.requirements[first + number]),
                                  basis_text(requirement.source)}});
        }
        if (list.rows.empty())
            add(Paragraph{phrase(phrases::no_requirements)});
        else
            add_filled(std::move(list));
    }

    std::string only_if_text(const CompiledRequirement& requirement) const {
        return requirement.only_if ? phrase(phrases::only_if, condition_text(*requirement.only_if))
                                   : std::string();
    }

    /// What an entry needs; of a group what its parts need.
    std::string needed_text(const RequirementList::Entry& entry) const {
        std::string text = entry.needed;
        for (const RequirementList::Entry& part : entry.parts)
            text += (text.empty() ? "" : phrase(phrases::part_separator)) + whole_text(part);
        return text;
    }
    std::string whole_text(const RequirementList::Entry& entry) const {
        const std::string needed = needed_text(entry);
        return needed.empty() ? entry.title : phrase(phrases::title_and_needed, entry.title, needed);
    }

    /// A condition that is no requirement, in one line.
    std::string condition_text(ConditionIndex condition) const {
        RequirementRecord record;
        record.condition = read_condition(program_, evaluation_, condition);
        const Condition* origin = program_.conditions[condition.value].origin;
        const RequirementList::Entry entry = words_.requirement(Ladder(), record);
        return whole_text(origin != nullptr ? completed(entry, *origin) : entry);
    }

    /// A threshold that is an answer has no value on an empty sheet: it is named instead.
    RequirementList::Entry completed(RequirementList::Entry entry, const Condition& condition) const {
        if (!entry.needed.empty() || !entry.parts.empty()) return entry;
        const std::vector<Comparison>* comparisons =
            std::visit(Overloaded{[](const ScoreCondition& form) { return &form.comparisons; },
                                  [](const AnswerCondition& form) { return &form.comparisons; },
                                  [](const CountCondition& form) { return &form.comparisons; },
                                  [](const ShareCondition& form) { return &form.comparisons; },
                                  [](const auto&) -> const std::vector<Comparison>* { return nullptr; }},
                       condition.form);
        if (comparisons == nullptr) return entry;
        for (const Comparison& comparison : *comparisons)
            if (const Name* item = std::get_if<Name>(&comparison.operand.value))
                entry.needed += phrase(comparison_phrase(comparison.comparator), words_.title_of(item->text));
        return entry;
    }

    void add_expectations(const Ladder& ladder, const CompiledLadder& compiled) {
        Table list = table({&phrases::column_of_whom, &phrases::column_level, &phrases::column_due,
                            &phrases::column_origin});
        for (std::size_t entry = 0; entry < ladder.expected.size(); ++entry) {
            const Expectation& expectation = ladder.expected[entry];
            const auto when = compiled.expected[entry].when;
            list.rows.push_back({{when ? condition_text(*when) : phrase(phrases::everyone),
                                  words_.level_title(ladder, expectation.level.text), expectation.due,
                                  basis_text(expectation.source)}});
        }
        if (list.rows.empty()) return;
        add_heading(3, phrase(phrases::expected_heading));
        add_filled(std::move(list));
    }

    // ---- inputs, checks, sources

    void add_inputs() {
        if (system().inputs.empty()) return;
        add_heading(2, phrase(phrases::inputs_heading));
        Table list = table({&phrases::column_title, &phrases::column_id, &phrases::column_kind,
                            &phrases::column_value, &phrases::column_origin});
        for (const Input& input : system().inputs)
            list.rows.push_back({{in(input.title), input.id.text, phrase(type_phrase(input.type)),
                                  status_text(input), basis_text(input.source)}});
        add_filled(std::move(list));
    }

    std::string status_text(const Input& input) const {
        if (input.derive) return phrase(phrases::derived);
        if (input.default_value)
            return phrase(phrases::default_is, value_text(input, input.default_value->text));
        return phrase(input.required ? phrases::required : phrases::optional);
    }

    void add_checks() {
        if (system().checks.empty() && system().constraints.empty()) return;
        add_heading(2, phrase(phrases::checks_heading));
        Table checks = table({&phrases::column_title, &phrases::column_holds_when, &phrases::column_origin});
        for (std::size_t check = 0; check < system().checks.size(); ++check)
            checks.rows.push_back({{in(system().checks[check].title), condition_text(program_.checks[check]),
                                    basis_text(system().checks[check].source)}});
        add_filled(std::move(checks));
        Table constraints =
            table({&phrases::column_constraint, &phrases::column_never, &phrases::column_severity});
        for (std::size_t index = 0; index < system().constraints.size(); ++index) {
            const Constraint& constraint = system().constraints[index];
            const bool is_error = constraint.severity == Severity::error;
            constraints.rows.push_back(
                {{in(constraint.title), condition_text(program_.constraints[index].never),
                  phrase(is_error ? phrases::is_error : phrases::is_warning)}});
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
    Evaluation evaluation_;
    Document document_;
};

}  // namespace

Document build_system_report(const Program& program, const SystemReportSettings& settings) {
    return SystemReport(program, settings).build();
}

}  // namespace tidu
