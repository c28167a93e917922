// SPDX-License-Identifier: Apache-2.0
// Bounds of leaves and outcomes of conditions. Used by lint only; scores themselves come from the score room.
#include "possibility.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "aggregate_range.h"
#include "answer_values.h"
#include "references.h"
#include "score_range.h"
#include "tidu/system/dependencies.h"
#include "tidu/text/number.h"
#include "tidu/text/overloaded.h"
#include "values.h"

namespace tidu {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
bool may_be_declared(const Item& item) {
    return item.not_applicable.mode != NotApplicableMode::forbidden ||
           std::any_of(item.options.begin(), item.options.end(),
                       [](const Option& o) { return o.not_applicable; });
}

/// What a leaf that is not applicable counts; nullopt: it is left out.
std::optional<double> counted_when_not_applicable(const NotApplicableRule& rule, const Range& answers) {
    switch (rule.mode) {
        case NotApplicableMode::full:
            return answers.high;
        case NotApplicableMode::zero:
            return 0;
        case NotApplicableMode::fixed:
            return rule.score;
        case NotApplicableMode::forbidden:
        case NotApplicableMode::exclude:
            return std::nullopt;
    }
    return std::nullopt;
}

Range extended(Range range, double value) {
    return {std::min(range.low, value), std::max(range.high, value)};
}

NodePossibility leaf_possibility(const Node& leaf, bool may_be_not_applicable, bool may_be_skipped) {
    const Question& question = *leaf.question;
    const Range answers = score_range(question);
    NodePossibility possibility;
    possibility.answers = possibility.score = answers;
    possibility.maximum = answers.high;
    possibility.may_be_not_applicable = may_be_not_applicable;
    possibility.may_be_skipped = may_be_skipped;
    if (question.missing == MissingRule::zero) possibility.score = extended(possibility.score, 0);
    const auto counted = counted_when_not_applicable(question.item.not_applicable, answers);
    if (may_be_not_applicable && counted) possibility.score = extended(possibility.score, *counted);
    possibility.within_maximum = answers.low >= 0 && possibility.score.high <= answers.high;
    const bool leaves_when_silent =
        question.missing == MissingRule::exclude || question.missing == MissingRule::not_applicable;
    possibility.always_counts =
        !leaf.applies_if && !leaves_when_silent && (!may_be_not_applicable || counted);
    return possibility;
}

/// Evaluates conditions over all sheets at once.
class OutcomeWalk {
  public:
    OutcomeWalk(const Outline& outline, const Possibilities& possible)
        : outline_(outline), possible_(possible) {}

    Outcomes operator()(const ScoreCondition& condition) const {
        const auto node = outline_.find_node(condition.node.text);
        if (!node) return {};
        const NodePossibility& possibility = possible_[*node];
        Range present = possibility.score;
        const bool has_maximum = possibility.maximum && *possibility.maximum > tolerance;
        if (condition.percent)
            present = possibility.within_maximum ? Range{0, 100} : Range{-infinity, infinity};
        return compared(present, condition.comparisons,
                        possibility.may_be_not_applicable || (condition.percent && !has_maximum));
    }

    Outcomes operator()(const AnswerCondition& condition) const {
        const auto index = outline_.find_item(condition.item.text);
        if (!index) return {};
        const Item& item = *outline_[*index].item;
        const bool not_applicable = possible_.may_be_not_applicable(*index);
        if (!condition.is_any_answer.empty() || condition.includes) return {true, true, not_applicable};
        if (item.type == AnswerType::choice || item.type == AnswerType::yesno)
            return among_answers(condition, item, not_applicable);
        if (!condition.is_any_of.empty()) return {true, true, not_applicable};
        return compared(possible_.answers(*index), condition.comparisons, not_applicable);
    }

    Outcomes operator()(const EvidenceCondition& condition) const {
        const auto index = outline_.find_item(condition.item.text);
        return compared({0, infinity}, condition.comparisons,
                        !index || possible_.may_be_not_applicable(*index));
    }
    Outcomes operator()(const CheckCondition& condition) const {
        const auto check = outline_.find_check(condition.check.text);
        return check ? possible_.of(*check) : Outcomes();
    }
    Outcomes operator()(const LevelCondition& condition) const {
        const auto index = outline_.find_ladder(condition.ladder.text);
        if (!index) return {};
        const Ladder& ladder = outline_.system().ladders[index->value];
        for (std::size_t level = 0; level < ladder.levels.size(); ++level)
            if (ladder.levels[level].id.text == condition.level.text)
                return {possible_.can_be_reached(*index, level), true,
                        ladder.applies_if || possible_[NodeIndex{0}].may_be_not_applicable};
        return {};
    }
    Outcomes operator()(const CountCondition& condition) const {
        const Selection selection = select(condition.selector);
        const bool empty = selection.always_applicable == 0;
        if (condition.all) return {selection.never_counted_but_applicable == 0, true, empty};
        // A count of nothing is 0; only without its threshold does it say nothing.
        const auto& scoring = condition.selector.scoring;
        const bool by_answer = scoring && std::holds_alternative<Name>(scoring->value);
        return compared({selection.at_least, selection.at_most}, condition.comparisons, by_answer);
    }
    Outcomes operator()(const ShareCondition& condition) const {
        const bool empty = select(condition.of).at_least == 0;  // of nothing it says nothing
        const double high = select(condition.part).at_most > 0 ? 1 : 0;
        return compared({0, high}, condition.comparisons, empty);
    }
    Outcomes operator()(const AllOf& condition) const { return all(condition.parts); }
    Outcomes operator()(const AnyOf& condition) const {
        Outcomes any{false, true, true};
        bool one_says_no = false;
        for (const Condition& part : condition.parts) {
            const Outcomes outcomes = possible_.of(part);
            any.yes = any.yes || outcomes.yes;
            any.no = any.no && (outcomes.no || outcomes.not_applicable);
            any.not_applicable = any.not_applicable && outcomes.not_applicable;
            one_says_no = one_says_no || outcomes.no;
        }
        any.no = any.no && one_says_no;  // else it is not applicable
        return any;
    }
    Outcomes operator()(const NotOf& condition) const {
        const Outcomes inner = all(condition.part);
        return {inner.no, inner.yes, inner.not_applicable};
    }

  private:
    /// How many of a selector's leaves and checks can count.
    struct Selection {
        double at_least = 0;
        double at_most = 0;
        std::size_t always_applicable = 0;
        std::size_t never_counted_but_applicable = 0;
    };

    Outcomes all(const std::vector<Condition>& parts) const {
        Outcomes all{true, false, true};
        bool one_says_yes = false;
        for (const Condition& part : parts) {
            const Outcomes outcomes = possible_.of(part);
            all.yes = all.yes && (outcomes.yes || outcomes.not_applicable);
            all.no = all.no || outcomes.no;
            all.not_applicable = all.not_applicable && outcomes.not_applicable;
            one_says_yes = one_says_yes || outcomes.yes;
        }
        all.yes = all.yes && one_says_yes;  // else it is not applicable
        return all;
    }

    Range operand_range(const Operand& operand) const {
        if (const double* number = std::get_if<double>(&operand.value)) return {*number, *number};
        const auto item = outline_.find_item(std::get<Name>(operand.value).text);
        return item ? possible_.answers(*item) : Range{-infinity, infinity};
    }

    Outcomes compared(const Range& present, const std::vector<Comparison>& comparisons,
                      bool not_applicable) const {
        Outcomes together{true, false, not_applicable};
        for (const Comparison& comparison : comparisons) {
            const Outcomes one = compare(present, comparison.comparator, operand_range(comparison.operand));
            together.yes = together.yes && one.yes;
            together.no = together.no || one.no;
            together.not_applicable =
                together.not_applicable || std::holds_alternative<Name>(comparison.operand.value);
        }
        return together;
    }

    static Outcomes among_answers(const AnswerCondition& condition, const Item& item, bool not_applicable) {
        std::size_t answers = 0;
        for (std::size_t answer = 0; answer < answers_of(item).size(); ++answer)
            if (item.type != AnswerType::choice || !item.options[answer].not_applicable) ++answers;
        const std::size_t met = answers_that_meet(item, condition).size();
        return {met > 0, met < answers, not_applicable};
    }

    Selection select(const Selector& selector) const {
        Selection selection;
        if (selector.kind == Selector::Kind::under) {
            if (const auto node = outline_.find_node(selector.name.text))
                for (const NodeIndex leaf : outline_.leaves_under(*node))
                    add_leaf(leaf, selector, selection);
            return selection;
        }
        for (const NodeIndex leaf : outline_.leaves_tagged(selector.name.text))
            add_leaf(leaf, selector, selection);
        for (const CheckIndex check : outline_.checks_tagged(selector.name.text))
            add(of_check(check, selector), selection);
        return selection;
    }

    Outcomes of_check(CheckIndex check, const Selector& selector) const {
        const Outcomes outcomes = possible_.of(check);
        return selector.all ? Outcomes{true, false, outcomes.not_applicable} : outcomes;
    }

    void add_leaf(NodeIndex leaf, const Selector& selector, Selection& selection) const {
        Outcomes outcomes{true, false, true};
        const double best = possible_[leaf].answers.high;
        if (selector.scoring_best)
            outcomes = compare(possible_[leaf].score, Comparator::at_least, {best, best});
        else if (selector.scoring)
            outcomes = compare(possible_[leaf].score, Comparator::at_least, operand_range(*selector.scoring));
        outcomes.not_applicable = possible_.may_be_not_applicable(*outline_[leaf].item);
        add(outcomes, selection);
    }

    static void add(const Outcomes& outcomes, Selection& selection) {
        if (outcomes.yes) ++selection.at_most;
        if (outcomes.yes && !outcomes.no && !outcomes.not_applicable) ++selection.at_least;
        if (!outcomes.not_applicable) ++selection.always_applicable;
        if (!outcomes.not_applicable && !outcomes.yes) ++selection.never_counted_but_applicable;
    }

    const Outline& outline_;
    const Possibilities& possible_;
};

}  // namespace

Outcomes compare(const Range& present, Comparator comparator, const Range& needed) {
    switch (comparator) {
        case Comparator::at_least:
            return {present.high >= needed.low - tolerance, present.low < needed.high - tolerance, false};
        case Comparator::above:
            return {present.high > needed.low + tolerance, present.low <= needed.high + tolerance, false};
        case Comparator::at_most:
            return {present.low <= needed.high + tolerance, present.high > needed.low + tolerance, false};
        case Comparator::below:
            return {present.low < needed.high - tolerance, present.high >= needed.low - tolerance, false};
    }
    return {};
}

Possibilities::Possibilities(const Outline& outline)
    : outline_(outline),
      skippable_items_(outline.items().size(), true),
      nodes_(outline.nodes().size()),
      checks_(outline.system().checks.size()),
      reachable_levels_(outline.system().ladders.size()) {
    // Until it is looked at, anything may be: a circle meets some of its members so.
    for (std::size_t ladder = 0; ladder < reachable_levels_.size(); ++ladder)
        reachable_levels_[ladder] = outline.system().ladders[ladder].levels.size();
    const std::vector<Definition> order = order_with_circles(outline);
    for (const Definition& definition : order)
        if (const auto* item = std::get_if<ItemIndex>(&definition))
            skippable_items_[item->value] = is_skippable(*item);
    // Children stand behind their parents, so that going backwards finds them done.
    for (auto node = static_cast<std::uint32_t>(nodes_.size()); node-- > 0;) {
        const Outline::NodeEntry& entry = outline.nodes()[node];
        nodes_[node] = entry.item ? leaf_possibility(*entry.node, may_be_not_applicable(*entry.item),
                                                     may_be_skipped(*entry.item))
                                  : group_possibility(outline, {node}, nodes_);
    }
    for (const Definition& definition : order) {
        if (const auto* check = std::get_if<CheckIndex>(&definition))
            checks_[check->value] = of(outline.system().checks[check->value].when);
        if (const auto* ladder = std::get_if<LadderIndex>(&definition))
            reachable_levels_[ladder->value] = reachable_levels(outline.system().ladders[ladder->value]);
    }
}

Outcomes Possibilities::of(const Condition& condition) const {
    return std::visit(OutcomeWalk(outline_, *this), condition.form);
}

bool Possibilities::can_be_met(const Requirement& requirement) const {
    if (requirement.only_if) {
        const Outcomes asked = of(*requirement.only_if);
        if (asked.no || asked.not_applicable) return true;
    }
    const Outcomes outcomes = of(requirement.condition);
    return outcomes.yes ||
           (outcomes.not_applicable && requirement.on_not_applicable != OnNotApplicable::fail);
}

bool Possibilities::can_be_unmet(const Requirement& requirement) const {
    const Outcomes outcomes = of(requirement.condition);
    return outcomes.no || (outcomes.not_applicable && requirement.on_not_applicable == OnNotApplicable::fail);
}

std::size_t Possibilities::reachable_levels(const Ladder& ladder) const {
    std::size_t reachable = 0;
    for (const Level& level : ladder.levels) {
        for (const Requirement& requirement : level.requirements)
            if (!can_be_met(requirement)) return reachable;
        ++reachable;
    }
    return reachable;
}

bool Possibilities::is_skippable(ItemIndex item) const {
    const Outline::ItemEntry& entry = outline_[item];
    if (may_be_declared(*entry.item)) return true;
    if (entry.node && outline_[*entry.node].node->question->missing == MissingRule::not_applicable)
        return true;
    if (!entry.item->derive) return false;
    // The first case that holds: one that is not applicable does not, and without any the value is missing.
    if (std::holds_alternative<FirstOf>(entry.item->derive->form)) return false;
    bool skippable = false;
    visit_references(*entry.item->derive, [&](const Reference& reference) {
        const auto part = reference.name ? outline_.find_item(reference.name->text) : std::nullopt;
        skippable = skippable || !part || may_be_not_applicable(*part);  // a selection may be empty
    });
    return skippable;
}

bool Possibilities::may_be_not_applicable(ItemIndex item) const {
    const Outline::ItemEntry& entry = outline_[item];
    if (may_be_skipped(item)) return true;
    if (!entry.node) return false;
    for (std::optional<NodeIndex> node = entry.node; node; node = outline_[*node].parent)
        if (outline_[*node].node->applies_if) return true;
    return false;
}

Range Possibilities::answers(ItemIndex index) const {
    const Item& item = *outline_[index].item;
    if (item.type == AnswerType::number) return item.range.value_or(Range{-infinity, infinity});
    const auto count = static_cast<double>(answers_of(item).size());
    return {0, std::max(0.0, count - 1)};
}

}  // namespace tidu
