// SPDX-License-Identifier: Apache-2.0
// System -> Program: resolves every name to an index and every rule to numbers, once, before anything is
// scored.
#include <algorithm>
#include <cassert>
#include <cmath>

#include "leaf_score.h"
#include "tidu/score/program.h"
#include "tidu/system/dependencies.h"
#include "tidu/text/number.h"

namespace tidu {
namespace {

std::uint64_t bit(std::uint32_t option) {
    return option < 64 ? std::uint64_t{1} << option : 0;
}

/// The machine form of an answer written in a system file: number, position of an option, 1 or 0 for yes or
/// no.
double literal_value(const Item& item, const Name& written) {
    switch (item.type) {
        case AnswerType::choice:
        case AnswerType::multi:
            return find_option(item, written.text).value_or(0);
        case AnswerType::yesno:
            return written == "yes" || written == "true" ? 1 : 0;
        case AnswerType::number:
            return parse_number(written.text).value_or(0);
    }
    return 0;
}

/// Rung of a level from its id: 1 is the lowest.
Rung rung_of(const Ladder& ladder, const Name& level) {
    const auto found =
        std::ranges::find(ladder.levels, level.text, [](const Level& entry) { return entry.id.text; });
    assert(found != ladder.levels.end() && "references are resolved when a system loads");
    return static_cast<Rung>(found - ladder.levels.begin()) + 1;
}

/// An option that stands for `not applicable` allows that answer even where the question says nothing about
/// it.
NotApplicableRule not_applicable_rule(const Item& item) {
    NotApplicableRule rule = item.not_applicable;
    const bool offered =
        std::ranges::any_of(item.options, [](const Option& option) { return option.not_applicable; });
    if (offered && rule.mode == NotApplicableMode::forbidden) rule.mode = NotApplicableMode::exclude;
    return rule;
}

/// Below a `normalise: range` a leaf that counts 0 without an answer counts as its worst, however the 0 is
/// written.
void count_worst_for_zero(CompiledNode& leaf) {
    if (leaf.missing == MissingRule::zero) leaf.missing = MissingRule::worst;
    NotApplicableRule& rule = leaf.not_applicable;
    const bool counts_zero = rule.mode == NotApplicableMode::zero ||
                             (rule.mode == NotApplicableMode::fixed && std::abs(rule.score) <= tolerance);
    if (!counts_zero) return;
    rule.mode = NotApplicableMode::fixed;
    rule.score = leaf.score.worst;
}

class Compiler {
  public:
    explicit Compiler(std::shared_ptr<const Outline> outline) : outline_(*outline) {
        program_.outline = std::move(outline);
    }

    Program finish();

  private:
    const System& system() const { return outline_.system(); }
    // Loading has resolved every reference; an unknown one here is our mistake.
    template <typename Found>
    static auto resolved(const Found& found) {
        assert(found && "references are resolved when a system loads");
        return *found;
    }
    ItemIndex item(const Name& name) const { return resolved(outline_.find_item(name.text)); }
    NodeIndex node(const Name& name) const { return resolved(outline_.find_node(name.text)); }
    const Item& item_of(ItemIndex index) const { return *outline_[index].item; }

    void compile_items();
    void compile_nodes();
    void compile_weight(const Weight& weight, CompiledNode& out);
    CompiledLadder compile_ladder(const Ladder& ladder);

    CompiledDerivation compile_derivation(const Item& derived);
    CompiledDerivation derivation(const PercentOf& form, const Item&) {
        return PercentStep{item(form.part), item(form.whole)};
    }
    CompiledDerivation derivation(const ChangeOf& form, const Item&) {
        return ChangeStep{item(form.after), item(form.before)};
    }
    CompiledDerivation derivation(const SumOf& form, const Item&);
    CompiledDerivation derivation(const DifferenceOf& form, const Item&) {
        return DifferenceStep{item(form.minuend), item(form.subtrahend)};
    }
    CompiledDerivation derivation(const CountOf& form, const Item&) { return CountStep{add(form.selector)}; }
    CompiledDerivation derivation(const ShareOf& form, const Item&);
    CompiledDerivation derivation(const FirstOf& form, const Item& derived);

    std::optional<ConditionIndex> add(const std::optional<Condition>& condition) {
        if (!condition) return std::nullopt;
        return add(*condition);
    }
    ConditionIndex add(const Condition& condition);
    SelectorIndex add(const Selector& selector);
    Slice add(const std::vector<Comparison>& comparisons);
    CompiledOperand compile_operand(const Operand& operand) const;
    void add_parts(const std::vector<Condition>& parts, CompiledCondition& out);

    void fill(const ScoreCondition& form, CompiledCondition& out);
    void fill(const AnswerCondition& form, CompiledCondition& out);
    void fill(const EvidenceCondition& form, CompiledCondition& out);
    void fill(const CheckCondition& form, CompiledCondition& out);
    void fill(const CountCondition& form, CompiledCondition& out);
    void fill(const ShareCondition& form, CompiledCondition& out);
    void fill(const LevelCondition& form, CompiledCondition& out);
    void fill(const AllOf& form, CompiledCondition& out) { fill_group(ConditionKind::all, form.parts, out); }
    void fill(const AnyOf& form, CompiledCondition& out) { fill_group(ConditionKind::any, form.parts, out); }
    void fill(const NotOf& form, CompiledCondition& out) {
        fill_group(ConditionKind::negation, form.part, out);
    }
    void fill_group(ConditionKind kind, const std::vector<Condition>& parts, CompiledCondition& out) {
        out.kind = kind;
        add_parts(parts, out);
    }

    const Outline& outline_;
    Program program_;
};

Program Compiler::finish() {
    compile_items();
    compile_nodes();
    for (const Check& check : system().checks)
        program_.checks.push_back(add(check.when));
    for (const Constraint& constraint : system().constraints)
        program_.constraints.push_back({add(constraint.never), constraint.severity});
    for (const Ladder& ladder : system().ladders)
        program_.ladders.push_back(compile_ladder(ladder));
    program_.not_applicable_limit = system().not_applicable_limit;
    Diagnostics none;
    program_.order = resolved(evaluation_order(outline_, none));
    return std::move(program_);
}

void Compiler::compile_items() {
    for (const Outline::ItemEntry& entry : outline_.items()) {
        const Item& item = *entry.item;
        CompiledItem out;
        out.type = item.type;
        out.range = item.range;
        out.option_count = static_cast<std::uint32_t>(item.options.size());
        for (std::uint32_t option = 0; option < out.option_count; ++option)
            if (!item.options[option].not_applicable) out.answerable |= bit(option);
        out.not_applicable_allowed = not_applicable_rule(item).mode != NotApplicableMode::forbidden;
        out.required_when_derived = entry.input && entry.input->required && item.derive;
        out.needs_evidence = entry.node.has_value() && item.declares_evidence();
        out.node = entry.node;
        program_.items.push_back(std::move(out));
    }
    // Derivations refer to items, so they come after all items are numbered.
    for (std::size_t position = 0; position < program_.items.size(); ++position)
        program_.items[position].derivation = compile_derivation(*outline_.items()[position].item);
}

CompiledDerivation Compiler::compile_derivation(const Item& derived) {
    if (!derived.derive) return {};
    return std::visit([&](const auto& form) { return derivation(form, derived); }, derived.derive->form);
}

CompiledDerivation Compiler::derivation(const SumOf& form, const Item&) {
    SumStep step;
    for (const auto& [name, factor] : form.terms)
        step.terms.emplace_back(item(name), factor);
    return step;
}

CompiledDerivation Compiler::derivation(const ShareOf& form, const Item&) {
    const SelectorIndex part = add(form.part);
    return ShareStep{part, add(form.of)};
}

CompiledDerivation Compiler::derivation(const FirstOf& form, const Item& derived) {
    FirstStep step;
    for (const FirstOf::Case& entry : form.cases) {
        const double value = literal_value(derived, entry.value);
        const std::uint64_t chosen =
            derived.type == AnswerType::multi ? bit(static_cast<std::uint32_t>(value)) : 0;
        step.cases.push_back({add(entry.when), value, chosen});
    }
    return step;
}

void Compiler::compile_nodes() {
    for (const Outline::NodeEntry& entry : outline_.nodes()) {
        const Node& node = *entry.node;
        CompiledNode out;
        out.children = entry.children;
        out.parent = entry.parent;
        out.item = entry.item;
        out.end = entry.end;
        out.applies_if = add(node.applies_if);
        compile_weight(node.weight, out);
        out.aggregate = node.aggregate;
        out.normalise = node.normalise;
        out.present = node.present;
        if (entry.parent) {
            const CompiledNode& parent = program_.nodes[entry.parent->value];
            out.zero_is_worst = parent.zero_is_worst || parent.normalise == Normalise::range;
        }
        if (node.is_leaf()) {
            out.score = compile_leaf_score(*node.question);
            out.missing = node.question->missing;
            out.not_applicable = not_applicable_rule(node.question->item);
            if (out.zero_is_worst) count_worst_for_zero(out);
        }
        program_.nodes.push_back(std::move(out));
    }
}

void Compiler::compile_weight(const Weight& weight, CompiledNode& out) {
    if (const double* number = std::get_if<double>(&weight.value)) {
        out.weight = *number;
    } else if (const WeightBy* by = std::get_if<WeightBy>(&weight.value)) {
        out.weight_input = item(by->input);
        const Item& input = item_of(*out.weight_input);
        // A yes/no input has two answers, no before yes.
        out.weight_by_option.assign(input.type == AnswerType::yesno ? 2 : input.options.size(), 0);
        for (const auto& [option, value] : by->weights)
            out.weight_by_option[static_cast<std::size_t>(literal_value(input, option))] = value;
    } else {
        out.weight_of_leaves = true;
    }
}

CompiledLadder Compiler::compile_ladder(const Ladder& ladder) {
    CompiledLadder out;
    out.applies_if = add(ladder.applies_if);
    out.level_count = static_cast<Rung>(ladder.levels.size());
    for (const Level& level : ladder.levels) {
        const Rung rung = rung_of(ladder, level.id);
        for (const Requirement& requirement : level.requirements)
            out.requirements.push_back({add(requirement.condition), add(requirement.only_if),
                                        requirement.on_not_applicable, requirement.veto, rung, &requirement});
    }
    for (const Expectation& expectation : ladder.expected)
        out.expected.push_back({add(expectation.when), rung_of(ladder, expectation.level)});
    return out;
}

ConditionIndex Compiler::add(const Condition& condition) {
    CompiledCondition out;
    out.origin = &condition;
    std::visit([&](const auto& form) { fill(form, out); }, condition.form);
    program_.conditions.push_back(out);
    return {static_cast<std::uint32_t>(program_.conditions.size() - 1)};
}

SelectorIndex Compiler::add(const Selector& selector) {
    CompiledSelector out;
    if (selector.kind == Selector::Kind::tag) {
        out.leaves = outline_.leaves_tagged(selector.name.text);
        out.checks = outline_.checks_tagged(selector.name.text);
    } else {
        out.leaves = outline_.leaves_under(node(selector.name));
    }
    out.by_score = selector.scoring_best || selector.scoring.has_value();
    out.best = selector.scoring_best;
    out.every = selector.all;
    if (selector.scoring) out.scoring = compile_operand(*selector.scoring);
    program_.selectors.push_back(std::move(out));
    return {static_cast<std::uint32_t>(program_.selectors.size() - 1)};
}

Slice Compiler::add(const std::vector<Comparison>& comparisons) {
    const Slice slice{static_cast<std::uint32_t>(program_.comparisons.size()),
                      static_cast<std::uint32_t>(comparisons.size())};
    for (const Comparison& comparison : comparisons)
        program_.comparisons.push_back({comparison.comparator, compile_operand(comparison.operand)});
    return slice;
}

CompiledOperand Compiler::compile_operand(const Operand& operand) const {
    if (const Name* name = std::get_if<Name>(&operand.value)) return {0, item(*name)};
    return {std::get<double>(operand.value), std::nullopt};
}

void Compiler::add_parts(const std::vector<Condition>& parts, CompiledCondition& out) {
    std::vector<ConditionIndex> compiled;
    for (const Condition& part : parts)
        compiled.push_back(add(part));
    out.parts = {static_cast<std::uint32_t>(program_.condition_parts.size()),
                 static_cast<std::uint32_t>(compiled.size())};
    program_.condition_parts.insert(program_.condition_parts.end(), compiled.begin(), compiled.end());
}

void Compiler::fill(const ScoreCondition& form, CompiledCondition& out) {
    out.kind = form.percent ? ConditionKind::percent : ConditionKind::score;
    out.subject = node(form.node).value;
    out.comparisons = add(form.comparisons);
}

void Compiler::fill(const AnswerCondition& form, CompiledCondition& out) {
    const ItemIndex subject = item(form.item);
    const Item& subject_item = item_of(subject);
    out.subject = subject.value;
    if (form.includes) {
        out.kind = ConditionKind::answer_includes;
        out.other = resolved(find_option(subject_item, form.includes->text));
    } else if (!form.is_any_of.empty() || !form.is_any_answer.empty()) {
        out.kind = ConditionKind::answer_in;
        out.operands.first = static_cast<std::uint32_t>(program_.operands.size());
        for (const Name& value : form.is_any_of)
            program_.operands.push_back({literal_value(subject_item, value), std::nullopt});
        for (const Operand& value : form.is_any_answer)
            program_.operands.push_back(compile_operand(value));
        out.operands.count = static_cast<std::uint32_t>(program_.operands.size()) - out.operands.first;
    } else {
        out.kind = ConditionKind::answer_compare;
        out.comparisons = add(form.comparisons);
        for (const auto& [comparator, option] : form.option_comparisons)
            program_.comparisons.push_back({comparator, {literal_value(subject_item, option), std::nullopt}});
        out.comparisons.count += static_cast<std::uint32_t>(form.option_comparisons.size());
    }
}

void Compiler::fill(const EvidenceCondition& form, CompiledCondition& out) {
    out.kind = ConditionKind::evidence;
    out.subject = item(form.item).value;
    out.comparisons = add(form.comparisons);
}

void Compiler::fill(const CheckCondition& form, CompiledCondition& out) {
    out.kind = ConditionKind::check;
    out.subject = resolved(outline_.find_check(form.check.text)).value;
}

void Compiler::fill(const CountCondition& form, CompiledCondition& out) {
    out.kind = ConditionKind::count;
    out.subject = add(form.selector).value;
    out.every = form.all;
    out.comparisons = add(form.comparisons);
}

void Compiler::fill(const ShareCondition& form, CompiledCondition& out) {
    out.kind = ConditionKind::share;
    out.subject = add(form.part).value;
    out.other = add(form.of).value;
    out.comparisons = add(form.comparisons);
}

void Compiler::fill(const LevelCondition& form, CompiledCondition& out) {
    out.kind = ConditionKind::level;
    out.subject = resolved(outline_.find_ladder(form.ladder.text)).value;
    out.other = rung_of(system().ladders[out.subject], form.level);
}

}  // namespace

std::shared_ptr<const Program> compile(std::shared_ptr<const Outline> outline) {
    return std::make_shared<const Program>(Compiler(std::move(outline)).finish());
}

}  // namespace tidu
