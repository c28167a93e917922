// SPDX-License-Identifier: Apache-2.0
// Looks up every name of a system that was just built. Stands between the structure check and everything that
// trusts the names: circles, lint, compiling.
#include "resolve.h"

#include <algorithm>
#include <set>
#include <string>

#include "answer_values.h"
#include "references.h"
#include "report.h"
#include "rules.h"
#include "tidu/text/overloaded.h"
#include "values.h"

namespace tidu {

namespace {

using Ids = std::vector<std::string>;

template <typename List, typename IdOf>
Ids ids_of(const List& list, const IdOf& id_of) {
    Ids ids;
    for (const auto& element : list)
        ids.push_back(id_of(element).text);
    return ids;
}

class ReferenceCheck {
  public:
    ReferenceCheck(const Outline& outline, Diagnostics& diagnostics)
        : outline_(outline), system_(outline.system()), report_(system_.source, diagnostics) {}

    void run() {
        check_unique_ids();
        for (const Outline::ItemEntry& entry : outline_.items())
            check_item(*entry.item, entry.input);
        for (const Outline::NodeEntry& entry : outline_.nodes())
            check_node(*entry.node);
        for (const Check& check : system_.checks)
            check_named(check.when, check.source);
        for (const Constraint& constraint : system_.constraints)
            check_named(constraint.never, constraint.source);
        for (const Ladder& ladder : system_.ladders)
            check_ladder(ladder);
    }

  private:
    // ------------------------------------------------------------------------------------ ids

    void check_unique_ids() {
        if (!system_.index.id.text.empty() && system_.index.id != "total")
            report_.error(rule::root_id, system_.index.id.span, say(phrases::root_id, system_.index.id.text));
        std::vector<const Name*> names;
        for (const Input& input : system_.inputs)
            names.push_back(&input.id);
        for (const Outline::NodeEntry& entry : outline_.nodes())
            names.push_back(&entry.node->id);
        for (const Check& check : system_.checks)
            names.push_back(&check.id);
        for (const Constraint& constraint : system_.constraints)
            names.push_back(&constraint.id);
        for (const Ladder& ladder : system_.ladders)
            names.push_back(&ladder.id);
        report_.repeated_ids(names, say(phrases::duplicate_id_help));
        check_unique(system_.sources);
        for (const Outline::ItemEntry& entry : outline_.items())
            check_unique(entry.item->options);
        for (const Ladder& ladder : system_.ladders)
            check_unique(ladder.levels);
    }

    template <typename Element>
    void check_unique(const std::vector<Element>& list) {
        std::vector<const Name*> names;
        for (const Element& element : list)
            names.push_back(&element.id);
        report_.repeated_ids(names);
    }

    // ------------------------------------------------------------------------------------ provenance

    void check_source(const Provenance& source) {
        if (source.ref.text.empty()) return;
        const auto is_cited = [&](const SourceEntry& entry) { return entry.id.text == source.ref.text; };
        if (std::any_of(system_.sources.begin(), system_.sources.end(), is_cited)) return;
        report_unknown(phrases::unknown_source, source.ref,
                       ids_of(system_.sources, [](const SourceEntry& entry) { return entry.id; }));
    }

    // ------------------------------------------------------------------------------------ items

    void check_item(const Item& item, const Input* input) {
        check_source(item.source);
        check_options(item, input != nullptr);
        if (item.range && item.range->low > item.range->high)
            report_.error(rule::number_bounds, item.span, say(phrases::range_reversed, item.id.text));
        if (item.derive) check_derivation(item);
        if (input != nullptr && input->default_value) check_default(*input);
    }

    void check_options(const Item& item, bool is_input) {
        constexpr std::size_t most_options = 64;  // an answer to a multi is one 64-bit set
        if (item.type == AnswerType::multi && item.options.size() > most_options)
            report_.error(rule::list_size, item.id.span, say(phrases::too_many_options, item.options.size()));
        for (const Option& option : item.options)
            check_option(item, option, is_input);
    }

    void check_option(const Item& item, const Option& option, bool is_input) {
        if (option.score && option.not_applicable)
            report_.error(rule::key_conflict, option.span,
                          say(phrases::option_score_and_not_applicable, option.id.text));
        if (option.exclusive && item.type != AnswerType::multi && !is_input)
            report_.error(rule::key_conflict, option.span,
                          say(phrases::exclusive_outside_multi, option.id.text));
        if (is_input || option.score || option.not_applicable || scores_by_count(item)) return;
        report_.error(rule::missing_key, option.span, say(phrases::option_without_score, option.id.text));
    }

    /// A multi that scores by the number chosen needs no scores of its options.
    bool scores_by_count(const Item& item) const {
        const auto node = outline_.find_node(item.id.text);
        if (!node || !outline_[*node].node->is_leaf()) return false;
        const auto* multi = std::get_if<MultiScore>(&outline_[*node].node->question->scoring);
        return multi != nullptr && multi->rule == MultiScore::Rule::count;
    }

    void check_default(const Input& input) {
        const Name& value = *input.default_value;
        if (input.type != AnswerType::multi) return check_value(input, value);
        for (const std::string& option : split_list(value.text))
            check_value(input, {option, value.span});
    }

    /// `value` as an answer to `item`: an option, yes or no, a number within the range.
    void check_value(const Item& item, const Name& value) {
        if (item.id.text.empty() || value.text.empty() || has_no_known_values(item)) return;
        if (is_answer(item, value.text)) return;
        switch (item.type) {
            case AnswerType::choice:
            case AnswerType::multi:
                return report_unknown_option(item, value);
            case AnswerType::yesno:
                report_.error(rule::unknown_option, value.span,
                              say(phrases::not_yes_no, value.text, item.id.text));
                return;
            case AnswerType::number:
                report_.error(rule::unknown_option, value.span,
                              say(phrases::not_an_answer, value.text, item.id.text));
                return;
        }
    }

    /// The option set was not found: reported, and nothing more can be said about values.
    static bool has_no_known_values(const Item& item) {
        return (item.type == AnswerType::choice || item.type == AnswerType::multi) && item.options.empty();
    }

    void report_unknown_option(const Item& item, const Name& value) {
        const Ids options = ids_of(item.options, [](const Option& option) { return option.id; });
        Message help = suggestion(value.text, options);
        if (help.empty()) help = say(phrases::allowed_here, in_backticks(options));
        report_.error(rule::unknown_option, value.span,
                      say(phrases::unknown_option, value.text, item.id.text), std::move(help));
    }

    // ------------------------------------------------------------------------------------ nodes and ladders

    void check_node(const Node& node) {
        if (!node.is_leaf()) check_source(node.source);
        if (node.applies_if) check_condition(*node.applies_if);
        if (const auto* by = std::get_if<WeightBy>(&node.weight.value)) check_weight(*by, node);
    }

    void check_weight(const WeightBy& by, const Node& node) {
        const Item* input = find_item(by.input);
        if (input == nullptr) return;
        if (input->type != AnswerType::choice && input->type != AnswerType::yesno) {
            report_.error(rule::wrong_reference, by.input.span,
                          say(phrases::weight_by_no_choice, by.input.text));
            return;
        }
        for (const auto& [option, weight] : by.weights)
            check_value(*input, option);
        for (const std::string& answer : answers_of(*input))
            check_weight_for(*input, answer, by, node);
    }

    /// One weight for each answer, however it is written.
    void check_weight_for(const Item& input, const std::string& answer, const WeightBy& by,
                          const Node& node) {
        const Name* first = nullptr;
        for (const auto& [option, weight] : by.weights) {
            if (!is_same_answer(input, option.text, answer)) continue;
            if (first == nullptr)
                first = &option;
            else if (option.text != first->text)  // the tree reports keys that are written alike
                report_.note(report_.error(rule::duplicate_key, option.span,
                                           say(phrases::same_answer_twice, option.text, first->text)),
                             first->span, say(phrases::first_defined_here));
        }
        if (first == nullptr)
            report_.error(rule::missing_key, by.input.span,
                          say(phrases::weight_missing, node.id.text, answer, by.input.text));
    }

    void check_named(const Condition& condition, const Provenance& source) {
        check_source(source);
        check_condition(condition);
    }

    void check_ladder(const Ladder& ladder) {
        check_source(ladder.source);
        if (ladder.applies_if) check_condition(*ladder.applies_if);
        for (const Level& level : ladder.levels) {
            check_source(level.source);
            for (const Requirement& requirement : level.requirements) {
                check_named(requirement.condition, requirement.source);
                if (requirement.only_if) check_condition(*requirement.only_if);
            }
        }
        for (const Expectation& expectation : ladder.expected) {
            check_source(expectation.source);
            if (expectation.when) check_condition(*expectation.when);
            check_level(ladder, expectation.level);
        }
    }

    void check_level(const Ladder& ladder, const Name& level) {
        if (level.text.empty()) return;
        const Ids levels = ids_of(ladder.levels, [](const Level& entry) { return entry.id; });
        if (std::find(levels.begin(), levels.end(), level.text) != levels.end()) return;
        report_.error(rule::unknown_reference, level.span,
                      say(phrases::unknown_level, level.text, ladder.id.text), help_with(level.text, levels));
    }

    // ------------------------------------------------------------------------------------ derived values

    void check_derivation(const Item& item) {
        visit_references(*item.derive, [&](const Reference& reference) { check_reference(reference); });
        const auto number = [&](const Name& name) { check_number(name); };
        std::visit(
            Overloaded{[&](const PercentOf& form) { number(form.part), number(form.whole); },
                       [&](const ChangeOf& form) { number(form.after), number(form.before); },
                       [&](const DifferenceOf& form) { number(form.minuend), number(form.subtrahend); },
                       [&](const SumOf& form) {
                           for (const auto& term : form.terms)
                               number(term.first);
                       },
                       [&](const FirstOf& form) { check_cases(item, form); }, [](const auto&) {}},
            item.derive->form);
    }

    void check_cases(const Item& item, const FirstOf& form) {
        for (const FirstOf::Case& entry : form.cases) {
            if (entry.when) check_forms(*entry.when);
            check_value(item, entry.value);
        }
    }

    void check_number(const Name& name) {
        const auto index = outline_.find_item(name.text);
        if (!index || outline_[*index].item->type == AnswerType::number) return;
        report_.error(rule::wrong_reference, name.span, say(phrases::not_a_number_item, name.text));
    }

    // ------------------------------------------------------------------------------------ conditions

    void check_condition(const Condition& condition) {
        visit_references(condition, [&](const Reference& reference) { check_reference(reference); });
        check_forms(condition);
    }

    /// What the references of a condition do not tell: values, comparisons, levels.
    void check_forms(const Condition& condition) {
        visit_conditions(condition, [&](const Condition& part) {
            std::visit(Overloaded{[&](const AnswerCondition& form) { check_answer(form, part.span); },
                                  [&](const ScoreCondition& form) { check_operands(form.comparisons); },
                                  [&](const EvidenceCondition& form) { check_operands(form.comparisons); },
                                  [&](const CountCondition& form) { check_count(form, part.span); },
                                  [&](const ShareCondition& form) { check_operands(form.comparisons); },
                                  [&](const LevelCondition& form) { check_level_reached(form); },
                                  [](const auto&) {}},
                       part.form);
        });
    }

    void check_operands(const std::vector<Comparison>& comparisons) {
        for (const Comparison& comparison : comparisons)
            check_operand(comparison.operand);
    }
    void check_operand(const Operand& operand) {
        if (const Name* item = std::get_if<Name>(&operand.value)) check_number(*item);
    }

    void check_count(const CountCondition& condition, const Span& span) {
        check_operands(condition.comparisons);
        if (condition.all && !condition.comparisons.empty())
            report_.error(rule::key_conflict, span, say(phrases::count_all_and_comparison));
        if (!condition.all && condition.comparisons.empty())
            report_.error(
                rule::missing_key, span,
                say(phrases::missing_one_of, in_backticks({"all", "at_least", "above", "at_most", "below"})));
    }

    void check_level_reached(const LevelCondition& condition) {
        if (const auto ladder = outline_.find_ladder(condition.ladder.text))
            check_level(system_.ladders[ladder->value], condition.level);
    }

    void check_answer(const AnswerCondition& condition, const Span& span) {
        const bool compares = !condition.comparisons.empty() || !condition.option_comparisons.empty();
        const int ways = (condition.is_any_of.empty() && condition.is_any_answer.empty() ? 0 : 1) +
                         (condition.includes ? 1 : 0) + (compares ? 1 : 0);
        if (ways > 1) report_.error(rule::key_conflict, span, say(phrases::answer_ways));
        const auto index = outline_.find_item(condition.item.text);
        if (!index) return;
        const Item& item = *outline_[*index].item;
        check_answer_way(condition, item);
        for (const Name& value : condition.is_any_of)
            check_value(item, value);
        if (condition.includes) check_value(item, *condition.includes);
        for (const auto& [comparator, option] : condition.option_comparisons)
            check_value(item, option);
        for (const Operand& value : condition.is_any_answer)
            check_operand(value);
        check_operands(condition.comparisons);
    }

    /// Which comparisons suit which type of answer.
    void check_answer_way(const AnswerCondition& condition, const Item& item) {
        const Span& span = condition.item.span;
        if (condition.includes && item.type != AnswerType::multi)
            report_.error(rule::wrong_reference, span, say(phrases::includes_needs_multi, item.id.text));
        if (item.type == AnswerType::multi && !condition.includes)
            report_.error(rule::wrong_reference, span, say(phrases::multi_needs_includes, item.id.text));
        const bool has_number = !condition.comparisons.empty() || !condition.is_any_answer.empty();
        if (has_number && (item.type == AnswerType::choice || item.type == AnswerType::yesno))
            report_.error(rule::wrong_reference, span, say(phrases::compared_with_number, item.id.text));
    }

    // ------------------------------------------------------------------------------------ names

    void check_reference(const Reference& reference) {
        switch (reference.kind) {
            case Reference::Kind::score:
                return check_score(*reference.name);
            case Reference::Kind::answer:
            case Reference::Kind::evidence:
                find_item(*reference.name);
                return;
            case Reference::Kind::check:
                if (!outline_.find_check(reference.name->text))
                    report_unknown(phrases::unknown_check, *reference.name,
                                   ids_of(system_.checks, [](const Check& check) { return check.id; }));
                return;
            case Reference::Kind::level:
                if (!outline_.find_ladder(reference.name->text))
                    report_unknown(phrases::unknown_ladder, *reference.name,
                                   ids_of(system_.ladders, [](const Ladder& ladder) { return ladder.id; }));
                return;
            case Reference::Kind::selector:
                return check_selector(*reference.selector);
        }
    }

    const Item* find_item(const Name& name) {
        if (const auto item = outline_.find_item(name.text)) return outline_[*item].item;
        if (outline_.find_node(name.text))
            report_wrong(phrases::group_has_no_answer, name);
        else
            report_unknown(phrases::unknown_item, name, item_ids());
        return nullptr;
    }

    void check_score(const Name& name) {
        if (outline_.find_node(name.text)) return;
        if (outline_.find_item(name.text))
            report_wrong(phrases::input_has_no_score, name);
        else
            report_unknown(phrases::unknown_node, name, node_ids());
    }

    void check_selector(const Selector& selector) {
        if (selector.scoring) check_operand(*selector.scoring);
        if (selector.kind == Selector::Kind::under) return check_score(selector.name);
        if (tags_.empty()) collect_tags();
        if (tags_.count(selector.name.text) == 0)
            report_unknown(phrases::unknown_tag, selector.name, {tags_.begin(), tags_.end()});
    }

    void collect_tags() {
        for (const Outline::NodeEntry& entry : outline_.nodes())
            if (entry.item)
                tags_.insert(entry.node->question->item.tags.begin(), entry.node->question->item.tags.end());
        for (const Check& check : system_.checks)
            tags_.insert(check.tags.begin(), check.tags.end());
    }

    Ids item_ids() const {
        return ids_of(outline_.items(), [](const Outline::ItemEntry& entry) { return entry.item->id; });
    }
    Ids node_ids() const {
        return ids_of(outline_.nodes(), [](const Outline::NodeEntry& entry) { return entry.node->id; });
    }

    static Message help_with(const std::string& word, const Ids& known) {
        Message help = suggestion(word, known);
        return help.empty() && known.size() <= 8 && !known.empty()
                   ? say(phrases::allowed_here, in_backticks(known))
                   : help;
    }

    /// An empty name was reported as missing or malformed before.
    void report_unknown(const Phrase& phrase, const Name& name, const Ids& known) {
        if (name.text.empty()) return;
        report_.error(rule::unknown_reference, name.span, say(phrase, name.text), help_with(name.text, known))
            .subject = name.text;
    }
    void report_wrong(const Phrase& phrase, const Name& name) {
        report_.error(rule::wrong_reference, name.span, say(phrase, name.text));
    }

    const Outline& outline_;
    const System& system_;
    Report report_;
    std::set<std::string> tags_;
};

}  // namespace

void check_references(const Outline& outline, Diagnostics& diagnostics) {
    ReferenceCheck(outline, diagnostics).run();
}

}  // namespace tidu
