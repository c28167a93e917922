// SPDX-License-Identifier: Apache-2.0
// The plan's model: truth of conditions as 0-1 expressions. Each is at least 1 wherever the kernel finds what
// is wanted, so that nothing the kernel accepts is lost.
#include <algorithm>
#include <cmath>

#include "plan_model.h"
#include "tidu/text/number.h"

namespace tidu {
namespace {

bool satisfies(Truth truth, Want want) {
    switch (want) {
        case Want::yes:
            return truth == Truth::yes || truth == Truth::not_applicable;
        case Want::no:
            return truth == Truth::no || truth == Truth::not_applicable;
        case Want::not_yes:
            return truth != Truth::yes;
        case Want::not_no:
            return truth != Truth::no;
    }
    return false;
}

Want opposite(Want want) {
    switch (want) {
        case Want::yes:
            return Want::no;
        case Want::no:
            return Want::yes;
        case Want::not_yes:
            return Want::not_no;
        case Want::not_no:
            return Want::not_yes;
    }
    return want;
}

/// Everything must hold for it, or one thing is enough (`all` is decided by one no, `any` by one yes).
bool needs_every_part(ConditionKind kind, Want want) {
    const bool wants_truth = want == Want::yes || want == Want::not_no;
    return (kind == ConditionKind::any) != wants_truth;
}

bool is_lower_limit(Comparator comparator) {
    return comparator == Comparator::at_least || comparator == Comparator::above;
}

}  // namespace

// ---------------------------------------------------------------------------------------------- logic

Affine PlanModel::all_of(const std::vector<Affine>& parts) {
    std::vector<Affine> open;
    for (const Affine& part : parts) {
        if (part.is_constant() && part.constant < 0.5) return 0;
        if (!part.is_constant()) open.push_back(part);
    }
    if (open.empty()) return 1;
    if (open.size() == 1) return open.front();
    const Affine all = Affine::column(milp_.add_continuous(0, 1));
    for (Affine& part : open)
        milp_.add_at_least(part.add(all, -1), 0);
    return all;
}

Affine PlanModel::any_of(const std::vector<Affine>& parts) {
    Affine sum;
    std::size_t open = 0;
    for (const Affine& part : parts) {
        if (part.is_constant() && part.constant >= 0.5) return 1;
        if (part.is_constant()) continue;
        sum.add(part);
        ++open;
    }
    if (open <= 1) return sum;
    const Affine any = Affine::column(milp_.add_continuous(0, 1));
    milp_.add_at_least(sum.add(any, -1), 0);
    return any;
}

/// sum >= least, where every term is at least 0.
Affine PlanModel::weighted_sum_reaches(const Affine& sum, double least) {
    if (sum.constant >= least - tolerance) return 1;
    if (sum.is_constant()) return 0;
    const Affine reached = Affine::column(milp_.add_binary());
    milp_.add_at_least(Affine(sum).add(reached, -(least - tolerance)), 0);
    return reached;
}

Affine PlanModel::sum_reaches(const std::vector<Affine>& parts, double count) {
    if (count <= 0) return 1;
    if (count > static_cast<double>(parts.size())) return 0;
    if (count <= 1) return any_of(parts);
    if (count > static_cast<double>(parts.size()) - 1) return all_of(parts);
    Affine sum;
    for (const Affine& part : parts)
        sum.add(part);
    return weighted_sum_reaches(sum, count);
}

// ---------------------------------------------------------------------------------------------- what is read

double PlanModel::number_of(const CompiledOperand& operand) const {
    return operand.item ? now_.items[operand.item->value].number : operand.number;
}

bool PlanModel::reads_changing_threshold(const CompiledCondition& condition) const {
    const auto is_open = [&](const CompiledOperand& operand) {
        return operand.item && (variables_[operand.item->value] || is_wild_[operand.item->value] ||
                                now_.items[operand.item->value].state != AnswerState::known);
    };
    for (std::uint32_t place = 0; place < condition.comparisons.count; ++place)
        if (is_open(program_.comparisons[condition.comparisons.first + place].operand)) return true;
    for (std::uint32_t place = 0; place < condition.operands.count; ++place)
        if (is_open(program_.operands[condition.operands.first + place])) return true;
    return false;
}

Affine PlanModel::chosen_among(ItemIndex item, const std::function<bool(const ItemValue&)>& holds) {
    const Variable& changing = *variable(item);
    Affine sum;
    std::vector<double> feature;
    for (std::size_t place = 0; place < changing.columns.size(); ++place) {
        const bool counts = holds(changing.values[place]);
        feature.push_back(counts ? 1 : 0);
        if (counts) sum.add(Affine::column(changing.columns[place]));
    }
    if (sum.terms.size() == changing.columns.size()) return 1;
    if (const auto choice = choice_of_item_[item.value]) features_[*choice].push_back(std::move(feature));
    return sum;
}

PlanModel::Literal PlanModel::answer_literal(ConditionIndex index, Want want) {
    const CompiledCondition& condition = program_[index];
    const ItemIndex item{condition.subject};
    if (is_wild_[item.value] || reads_changing_threshold(condition)) {
        is_monotone_ = false;
        return Affine(1);
    }
    if (!variable(item)) {
        const Truth truth = truth_of(program_, now_, index);
        if (truth == Truth::not_applicable) return std::nullopt;
        return Affine(satisfies(truth, want) ? 1 : 0);
    }
    Evaluation scratch;
    scratch.items = now_.items;
    return chosen_among(item, [&](const ItemValue& value) {
        scratch.items[item.value] = value;
        return satisfies(truth_of(program_, scratch, index), want);
    });
}

// ---------------------------------------------------------------------------------------------- scores

/// The node's end on that side, times `scale`, is on the wanted side of the threshold.
Affine PlanModel::reaches(NodeIndex node, Side side, Direction direction, double scale, double threshold) {
    const bool is_least = direction == Direction::at_least;
    const CompiledNode& compiled = program_[node];
    if (compiled.is_leaf() && variable(*compiled.item))
        return chosen_among(*compiled.item, [&](const ItemValue& value) {
            const double points = scale * value_of_leaf(node, value, side);
            return value.state == AnswerState::not_applicable ||
                   (is_least ? points >= threshold - tolerance : points <= threshold + tolerance);
        });
    note_direction(node, side, direction);
    const Ranged value = node_value(node, side);
    // Turned so that more is wanted.
    const double sign = is_least ? scale : -scale;
    const double least = (is_least ? threshold : -threshold) - tolerance;
    const double low = std::min(sign * value.low, sign * value.high);
    const double high = std::max(sign * value.low, sign * value.high);
    if (low >= least) return 1;
    if (high < least) return 0;
    const Affine reached = Affine::column(milp_.add_binary());
    milp_.add_at_least(Affine(-low).add(value.affine, sign).add(reached, low - least), 0);
    return reached;
}

PlanModel::Literal PlanModel::over_comparisons(const CompiledCondition& condition, Want want,
                                               const std::function<Literal(Comparator, double)>& one) {
    std::vector<Affine> parts;
    for (std::uint32_t place = 0; place < condition.comparisons.count; ++place) {
        const CompiledComparison& comparison = program_.comparisons[condition.comparisons.first + place];
        const Literal part = one(comparison.comparator, number_of(comparison.operand));
        if (!part) return std::nullopt;
        parts.push_back(*part);
    }
    return needs_every_part(ConditionKind::all, want) ? all_of(parts) : any_of(parts);
}

PlanModel::Literal PlanModel::score_literal(const CompiledCondition& condition, Want want) {
    const NodeIndex node{condition.subject};
    const NodeValue& reference = reference_.nodes[node.value];
    const bool is_percent = condition.kind == ConditionKind::percent;
    if (reference.state == NodeState::not_applicable || !reference.has_bounds ||
        (is_percent && reference.open_maximum <= 0))
        return std::nullopt;
    if (reads_changing_threshold(condition)) {
        is_monotone_ = false;
        return Affine(1);
    }
    const double scale = is_percent ? 100 / reference.open_maximum : 1;
    return over_comparisons(condition, want, [&](Comparator comparator, double threshold) -> Literal {
        // A lower limit holds for certain where the low end reaches it; an upper one where the high end stays
        // below.
        const bool holds = want == Want::yes || want == Want::not_no;
        const bool is_certain = want == Want::yes || want == Want::no;
        const Direction direction =
            is_lower_limit(comparator) == holds ? Direction::at_least : Direction::at_most;
        const Side side = (direction == Direction::at_least) == is_certain ? Side::low : Side::high;
        return reaches(node, side, direction, scale, threshold);
    });
}

// ---------------------------------------------------------------------------------------------- counts

PlanModel::Literal PlanModel::leaf_counts(NodeIndex leaf, const CompiledSelector& selector, double threshold,
                                          Want want) {
    const ItemIndex item = *program_[leaf].item;
    const bool is_changing = variable(item) || is_wild_[item.value];
    if (!is_changing && !reference_.nodes[leaf.value].applicable) return std::nullopt;
    if (!selector.by_score) return Affine(satisfies(Truth::yes, want) ? 1 : 0);
    const double needed = selector.best ? program_[leaf].score.best : threshold;
    const auto judge = [&](double low, double high) {
        return satisfies(compare({low, high}, Comparator::at_least, {needed, needed}), want);
    };
    if (is_wild_[item.value]) return Affine(1);
    if (!variable(item))
        return Affine(judge(reference_.nodes[leaf.value].low, reference_.nodes[leaf.value].high) ? 1 : 0);
    return chosen_among(item, [&](const ItemValue& value) {
        return value.state == AnswerState::not_applicable ||
               judge(value_of_leaf(leaf, value, Side::low), value_of_leaf(leaf, value, Side::high));
    });
}

/// One expression for each applicable leaf and check: whether it counts as wanted.
std::vector<Affine> PlanModel::members(SelectorIndex index, Want want) {
    const CompiledSelector& selector = program_.selectors[index.value];
    const bool is_open = selector.scoring.item &&
                         (variables_[selector.scoring.item->value] || is_wild_[selector.scoring.item->value]);
    if (is_open) is_monotone_ = false;
    std::vector<Affine> found;
    for (const NodeIndex leaf : selector.leaves) {
        if (const Literal counts = leaf_counts(leaf, selector, number_of(selector.scoring), want))
            found.push_back(is_open ? Affine(1) : *counts);
    }
    for (const CheckIndex check : selector.checks) {
        const Literal holds = literal(program_.checks[check.value], want);
        if (!holds) continue;
        found.push_back(selector.every ? Affine(satisfies(Truth::yes, want) ? 1 : 0) : *holds);
    }
    return found;
}

PlanModel::Literal PlanModel::count_literal(const CompiledCondition& condition, Want want) {
    const SelectorIndex selector{condition.subject};
    const std::vector<Affine> wanted = members(selector, want);
    if (condition.every) {
        if (wanted.empty()) return std::nullopt;
        return needs_every_part(ConditionKind::all, want) ? all_of(wanted) : any_of(wanted);
    }
    if (reads_changing_threshold(condition)) {
        is_monotone_ = false;
        return Affine(1);
    }
    const auto total = static_cast<double>(wanted.size());
    return over_comparisons(condition, want, [&](Comparator comparator, double threshold) -> Literal {
        const bool is_lower = is_lower_limit(comparator);
        // The least count that a lower limit accepts, or the most that an upper one does.
        double limit = std::ceil(threshold - tolerance);
        if (comparator == Comparator::above || comparator == Comparator::at_most)
            limit = std::floor(threshold + tolerance);
        if (comparator == Comparator::above) limit += 1;
        if (comparator == Comparator::below) limit -= 1;
        const bool holds = want == Want::yes || want == Want::not_no;
        // What is counted: members that count, or members that do not, for certain or possibly.
        if (is_lower) return sum_reaches(wanted, holds ? limit : total - limit + 1);
        return sum_reaches(members(selector, opposite(want)), holds ? total - limit : limit + 1);
    });
}

/// part/of >= X is part + X * (those that do not count in `of`) >= X * all of them; the other way round
/// alike.
PlanModel::Literal PlanModel::share_literal(const CompiledCondition& condition, Want want) {
    if (reads_changing_threshold(condition)) {
        is_monotone_ = false;
        return Affine(1);
    }
    const SelectorIndex part{condition.subject};
    const SelectorIndex of{condition.other};
    return over_comparisons(condition, want, [&](Comparator comparator, double threshold) -> Literal {
        const bool holds = want == Want::yes || want == Want::not_no;
        const bool is_certain = want == Want::yes || want == Want::no;
        const bool is_least = is_lower_limit(comparator) == holds;
        const Want counting = is_certain ? Want::yes : Want::not_no;
        const std::vector<Affine> parts = members(part, is_least ? counting : opposite(counting));
        const std::vector<Affine> wholes = members(of, is_least ? opposite(counting) : counting);
        Affine sum;
        for (const Affine& member : parts)
            sum.add(member);
        for (const Affine& member : wholes)
            sum.add(member, threshold);
        const double least =
            is_least ? threshold * static_cast<double>(wholes.size()) : static_cast<double>(parts.size());
        return weighted_sum_reaches(sum, least);
    });
}

// ---------------------------------------------------------------------------------------------- levels and
// groups

PlanModel::Literal PlanModel::requirement_literal(const CompiledRequirement& requirement, Want want) {
    const bool is_met = want == Want::yes || want == Want::not_no;
    const Literal holds = literal(requirement.condition, want);
    const Affine condition =
        holds ? *holds : Affine((requirement.on_not_applicable == OnNotApplicable::fail) != is_met ? 1 : 0);
    if (!requirement.only_if) return condition;
    const Literal applies = literal(*requirement.only_if, is_met             ? opposite(want)
                                                          : want == Want::no ? Want::yes
                                                                             : Want::not_no);
    if (!applies) return Affine(is_met ? 1 : 0);
    return is_met ? any_of({*applies, condition}) : all_of({*applies, condition});
}

PlanModel::Literal PlanModel::level_literal(const CompiledCondition& condition, Want want) {
    if (reference_.ladders[condition.subject].state == LadderState::not_applicable) return std::nullopt;
    std::vector<Affine> parts;
    for (const CompiledRequirement& requirement : program_.ladders[condition.subject].requirements)
        if (requirement.rung <= condition.other) parts.push_back(*requirement_literal(requirement, want));
    return needs_every_part(ConditionKind::all, want) ? all_of(parts) : any_of(parts);
}

PlanModel::Literal PlanModel::parts_literal(const CompiledCondition& condition, Want want) {
    std::vector<Affine> parts;
    for (std::uint32_t place = 0; place < condition.parts.count; ++place)
        if (const Literal part = literal(program_.condition_parts[condition.parts.first + place], want))
            parts.push_back(*part);
    if (parts.empty()) return std::nullopt;
    return needs_every_part(condition.kind, want) ? all_of(parts) : any_of(parts);
}

PlanModel::Literal PlanModel::build_literal(ConditionIndex index, Want want) {
    const CompiledCondition& condition = program_[index];
    switch (condition.kind) {
        case ConditionKind::score:
        case ConditionKind::percent:
            return score_literal(condition, want);
        case ConditionKind::answer_compare:
        case ConditionKind::answer_in:
        case ConditionKind::answer_includes:
        case ConditionKind::evidence:
            return answer_literal(index, want);
        case ConditionKind::check:
            return literal(program_.checks[condition.subject], want);
        case ConditionKind::count:
            return count_literal(condition, want);
        case ConditionKind::share:
            return share_literal(condition, want);
        case ConditionKind::level:
            return level_literal(condition, want);
        case ConditionKind::all:
        case ConditionKind::any:
            return parts_literal(condition, want);
        case ConditionKind::negation:
            return literal(program_.condition_parts[condition.parts.first], opposite(want));
    }
    return Affine(1);
}

PlanModel::Literal PlanModel::literal(ConditionIndex condition, Want want) {
    const auto key = std::pair(condition, want);
    if (const auto found = literals_.find(key); found != literals_.end()) return found->second;
    Literal built = build_literal(condition, want);
    return literals_.emplace(key, std::move(built)).first->second;
}

// ---------------------------------------------------------------------------------------------- what must
// hold

void PlanModel::require_literal(const Literal& literal) {
    if (!literal) return;
    const bool is_column =
        literal->terms.size() == 1 && literal->constant == 0 && literal->terms.front().second == 1;
    if (is_column)
        milp_.fix(literal->terms.front().first, 1);
    else
        milp_.add_at_least(*literal, 1);
}

/// As its literal, but without columns for what must hold in any case.
void PlanModel::require(ConditionIndex index, Want want) {
    const CompiledCondition& condition = program_[index];
    const bool is_group = condition.kind == ConditionKind::all || condition.kind == ConditionKind::any;
    if (condition.kind == ConditionKind::negation) {
        require(program_.condition_parts[condition.parts.first], opposite(want));
    } else if (condition.kind == ConditionKind::check) {
        require(program_.checks[condition.subject], want);
    } else if (is_group && needs_every_part(condition.kind, want)) {
        for (std::uint32_t place = 0; place < condition.parts.count; ++place)
            require(program_.condition_parts[condition.parts.first + place], want);
    } else {
        require_literal(literal(index, want));
    }
}

void PlanModel::require(const CompiledRequirement& requirement) {
    const bool fails_where_not_applicable = requirement.on_not_applicable == OnNotApplicable::fail;
    if (requirement.only_if || fails_where_not_applicable)
        require_literal(requirement_literal(requirement, Want::yes));
    else
        require(requirement.condition, Want::yes);
}

void PlanModel::require_no_violation() {
    for (const CompiledConstraint& constraint : program_.constraints)
        if (constraint.severity == Severity::error) require(constraint.never, Want::not_yes);
}

}  // namespace tidu
