// SPDX-License-Identifier: Apache-2.0
// The steps of the fast path, in the program's own order: each after all that it reads.
#include <algorithm>

#include "fast_planner.h"
#include "tidu/system/number_range.h"
#include "tidu/text/number.h"

namespace tidu {

void FastPlanner::lay_out_steps() {
    check_slots_.resize(program_.checks.size());
    plan_->ladders_.resize(program_.ladders.size());
    for (const Definition& definition : program_.order)
        std::visit([this](auto index) { add_step(index); }, definition);
    for (const CompiledConstraint& constraint : program_.constraints)
        plan_->constraints_.push_back(slot_of(constraint.never));
}

void FastPlanner::add_step(ItemIndex item) {
    if (program_[item].node) add_switch(item, *program_[item].node);
    if (is_derived_[item.value]) add_derivation(item);
}

void FastPlanner::add_step(NodeIndex node) {
    FastOp op;
    op.kind = program_[node].is_leaf() ? FastOpKind::leaf : FastOpKind::group;
    op.subject = program_[node].is_leaf() ? leaf_of_node_[node.value] : group_of_node_[node.value];
    plan_->ops_.push_back(op);
}

void FastPlanner::add_step(CheckIndex check) {
    check_slots_[check.value] = slot_of(program_.checks[check.value]);
}

void FastPlanner::add_step(LadderIndex index) {
    const CompiledLadder& compiled = program_.ladders[index.value];
    FastLadder ladder;
    if (compiled.applies_if) ladder.applies_if = static_cast<std::int32_t>(slot_of(*compiled.applies_if));
    ladder.level_count = compiled.level_count;
    ladder.requirement_count = static_cast<std::uint32_t>(compiled.requirements.size());
    std::vector<FastRequirement> requirements;
    for (const CompiledRequirement& requirement : compiled.requirements) {
        FastRequirement out;
        out.condition = slot_of(requirement.condition);
        if (requirement.only_if) out.only_if = static_cast<std::int32_t>(slot_of(*requirement.only_if));
        out.fails_not_applicable = requirement.on_not_applicable == OnNotApplicable::fail ? 1 : 0;
        out.rung = requirement.rung;
        requirements.push_back(out);
    }
    ladder.first_requirement = static_cast<std::uint32_t>(plan_->requirements_.size());
    plan_->requirements_.insert(plan_->requirements_.end(), requirements.begin(), requirements.end());
    ladder.first_level_slot = plan_->tables_.level_slot_count;
    plan_->tables_.level_slot_count += 2 * ladder.level_count;
    plan_->ladders_[index.value] = ladder;
    FastOp op;
    op.kind = FastOpKind::ladder;
    op.subject = index.value;
    plan_->ops_.push_back(op);
}

/// `applies_if` of the question and of every group above it.
void FastPlanner::add_switch(ItemIndex item, NodeIndex node) {
    Slots slots;
    for (std::optional<NodeIndex> above = node; above; above = program_[*above].parent)
        if (const auto& condition = program_[*above].applies_if) slots.push_back(slot_of(*condition));
    if (slots.empty()) return;
    FastOp op = on_parts(FastOpKind::switch_off, slots);
    op.source = sources_[item.value].kind;
    op.subject = sources_[item.value].column;
    plan_->ops_.push_back(op);
}

// ---------------------------------------------------------------------------------------------- derived
// items

void FastPlanner::add_derivation(ItemIndex item) {
    FastDerivation derivation;
    derivation.column = sources_[item.value].column;
    derivation.required = program_[item].required_when_derived ? 1 : 0;
    const bool is_first = std::holds_alternative<FirstStep>(program_[item].derivation);
    if (sources_[item.value].kind != FastSource::number && !is_first) fits_ = false;
    if (!fits_) return;
    std::visit([&](const auto& step) { derive(step, item, derivation); }, program_[item].derivation);
    FastOp op;
    op.kind = FastOpKind::derive;
    op.subject = static_cast<std::uint32_t>(plan_->derivations_.size());
    plan_->derivations_.push_back(derivation);
    plan_->ops_.push_back(op);
}

std::uint32_t FastPlanner::number_column(ItemIndex item) {
    if (sources_[item.value].kind != FastSource::number) fits_ = false;
    return sources_[item.value].column;
}

void FastPlanner::derive(const PercentStep& step, ItemIndex, FastDerivation& out) {
    out.kind = FastDerivationKind::percent;
    out.part = number_column(step.part);
    out.whole = number_column(step.whole);
}

void FastPlanner::derive(const ChangeStep& step, ItemIndex, FastDerivation& out) {
    out.kind = FastDerivationKind::change;
    out.part = number_column(step.after);
    out.whole = number_column(step.before);
}

void FastPlanner::derive(const DifferenceStep& step, ItemIndex, FastDerivation& out) {
    out.kind = FastDerivationKind::difference;
    out.part = number_column(step.minuend);
    out.whole = number_column(step.subtrahend);
}

void FastPlanner::derive(const SumStep& step, ItemIndex, FastDerivation& out) {
    out.kind = FastDerivationKind::sum;
    out.first = static_cast<std::uint32_t>(plan_->addends_.size());
    out.count = static_cast<std::uint32_t>(step.terms.size());
    for (const auto& [term, factor] : step.terms)
        plan_->addends_.push_back({number_column(term), factor});
}

void FastPlanner::derive(const CountStep& step, ItemIndex, FastDerivation& out) {
    out.kind = FastDerivationKind::count;
    std::tie(out.first, out.count) = add_terms(program_.selectors[step.selector.value]);
    plan_->number_columns_[out.column].bounds = plan_->tables_.bounds_count++;
}

void FastPlanner::derive(const ShareStep& step, ItemIndex, FastDerivation& out) {
    out.kind = FastDerivationKind::share;
    std::tie(out.first, out.count) = add_terms(program_.selectors[step.part.value]);
    std::tie(out.first_of, out.count_of) = add_terms(program_.selectors[step.of.value]);
    plan_->number_columns_[out.column].bounds = plan_->tables_.bounds_count++;
}

void FastPlanner::derive(const FirstStep& step, ItemIndex item, FastDerivation& out) {
    const FastSource source = sources_[item.value].kind;
    out.kind =
        source == FastSource::number ? FastDerivationKind::first_number : FastDerivationKind::first_class;
    if (source == FastSource::multi) fits_ = false;
    std::vector<FastCase> cases;
    for (const FirstStep::Case& entry : step.cases)
        cases.push_back(case_of(item, entry));
    out.first = static_cast<std::uint32_t>(plan_->cases_.size());
    out.count = static_cast<std::uint32_t>(cases.size());
    plan_->cases_.insert(plan_->cases_.end(), cases.begin(), cases.end());
}

FastCase FastPlanner::case_of(ItemIndex item, const FirstStep::Case& entry) {
    FastCase out;
    if (entry.when) out.when = slot_of(*entry.when);
    if (sources_[item.value].kind == FastSource::number) {
        const Range range = number_range(program_[item].range);
        if (entry.value < range.low || entry.value > range.high) fits_ = false;
        out.number = entry.value;
        return out;
    }
    Answer answer;
    answer.state = AnswerState::known;
    answer.number = entry.value;
    answer.chosen = entry.chosen;
    const auto cell = class_with(item, answer);
    if (!cell) fits_ = false;
    out.cell = cell.value_or(cell_empty);
    return out;
}

}  // namespace tidu
