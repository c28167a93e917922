// SPDX-License-Identifier: Apache-2.0
// The plan's model: its decisions, what is derived from them, its objectives, and its cuts.
#include "plan_model.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "derive.h"
#include "plan_reads.h"
#include "tidu/text/number.h"

namespace tidu {
namespace {

/// Joint tables of derived values beyond this size are left out of the model.
constexpr std::size_t most_outcomes = 4096;
/// 1 where every effort is whole, else the tenths that efforts are counted in: whole objectives let the
/// solver round its bounds up.
double common_unit(std::span<const PlanChoice> choices) {
    const auto fits = [](double effort) { return std::abs(effort - std::nearbyint(effort)) < 1e-6; };
    for (const PlanChoice& choice : choices)
        for (const PlanMove& move : choice.moves)
            if (!fits(move.effort)) return 0.1;
    return 1;
}

ItemValue value_of(const Answer& answer) {
    ItemValue value;
    value.state = answer.state;
    value.number = answer.number;
    value.chosen = answer.chosen;
    value.evidence_count = answer.evidence_count;
    value.possible = {answer.number, answer.number};
    return value;
}

}  // namespace

PlanModel::PlanModel(const Program& program, const Evaluation& now, const Evaluation& reference,
                     std::span<const Answer> answers, std::span<const PlanChoice> choices)
    : program_(program),
      now_(now),
      reference_(reference),
      choices_(choices),
      effort_unit_(common_unit(choices)),
      variables_(program.items.size()),
      is_wild_(program.items.size(), false),
      features_(choices.size()),
      choice_of_item_(program.items.size()) {
    add_choices(choices);
    add_followers(answers);
}

// ---------------------------------------------------------------------------------------------- variables

void PlanModel::add_choices(std::span<const PlanChoice> choices) {
    for (const PlanChoice& choice : choices) {
        Variable variable;
        Affine sum;
        for (std::size_t move = 0; move < choice.moves.size(); ++move) {
            const int column = milp_.add_binary();
            variable.columns.push_back(column);
            variable.values.push_back(move == 0 ? now_.items[choice.item.value]
                                                : value_of(choice.moves[move].answer));
            sum.add(Affine::column(column));
        }
        milp_.add_equal(sum, 1);
        choice_of_item_[choice.item.value] = move_columns_.size();
        move_columns_.push_back(variable.columns);
        variables_[choice.item.value] = std::move(variable);
    }
}

void PlanModel::add_followers(std::span<const Answer> answers) {
    for (const Definition& definition : program_.order) {
        const ItemIndex* item = std::get_if<ItemIndex>(&definition);
        if (!item || variables_[item->value] || now_.items[item->value].off) continue;
        const Answer& given = answers[item->value];
        if (given.state != AnswerState::missing && !given.assumed) continue;
        ItemReads parts(program_);
        parts.see_parts(*item);
        const auto changes = [&](ItemIndex part) { return variables_[part.value] || is_wild_[part.value]; };
        if (std::ranges::any_of(parts.items(), changes)) add_follower(*item);
    }
}

void PlanModel::add_follower(ItemIndex item) {
    is_monotone_ = false;
    const CompiledDerivation& derivation = program_[item].derivation;
    if (const auto* step = std::get_if<PercentStep>(&derivation))
        add_computed(item, {step->part, step->whole});
    else if (const auto* change = std::get_if<ChangeStep>(&derivation))
        add_computed(item, {change->after, change->before});
    else if (const auto* difference = std::get_if<DifferenceStep>(&derivation))
        add_computed(item, {difference->minuend, difference->subtrahend});
    else if (const auto* sum = std::get_if<SumStep>(&derivation)) {
        std::vector<ItemIndex> parts;
        for (const auto& [term, factor] : sum->terms)
            parts.push_back(term);
        add_computed(item, parts);
    } else if (const auto* count = std::get_if<CountStep>(&derivation))
        add_count(item, count->selector);
    else if (const auto* share = std::get_if<ShareStep>(&derivation))
        add_share(item, share->part, share->of);
    else
        add_wild(item);
}

/// Nothing is known of the item's value; the kernel will tell.
void PlanModel::add_wild(ItemIndex item) {
    is_wild_[item.value] = true;
}

std::optional<PlanModel::Outcomes> PlanModel::outcomes_of(const std::vector<ItemIndex>& parts) {
    std::optional<Outcomes> all;
    for (const ItemIndex part : parts) {
        if (is_wild_[part.value]) return std::nullopt;
        Outcomes one;
        if (const Variable* changing = variable(part)) {
            for (const ItemValue& value : changing->values)
                one.rows.push_back({value});
            one.columns = changing->columns;
        } else {
            one.rows.push_back({now_.items[part.value]});
        }
        all = all ? joined(*all, one) : one;
        if (!all) return std::nullopt;
    }
    return all;
}

/// Both at once: a column for each pair, whose sums over either side are that side's columns.
std::optional<PlanModel::Outcomes> PlanModel::joined(const Outcomes& left, const Outcomes& right) {
    if (left.rows.size() * right.rows.size() > most_outcomes) return std::nullopt;
    Outcomes both;
    for (const auto& first : left.rows)
        for (const auto& second : right.rows) {
            both.rows.push_back(first);
            both.rows.back().insert(both.rows.back().end(), second.begin(), second.end());
        }
    if (left.columns.empty() || right.columns.empty()) {
        both.columns = left.columns.empty() ? right.columns : left.columns;
        return both;
    }
    std::vector<Affine> sums_left(left.rows.size());
    std::vector<Affine> sums_right(right.rows.size());
    for (std::size_t first = 0; first < left.rows.size(); ++first)
        for (std::size_t second = 0; second < right.rows.size(); ++second) {
            const int column = milp_.add_continuous(0, 1);
            both.columns.push_back(column);
            sums_left[first].add(Affine::column(column));
            sums_right[second].add(Affine::column(column));
        }
    for (std::size_t first = 0; first < sums_left.size(); ++first)
        milp_.add_equal(sums_left[first].add(Affine::column(left.columns[first]), -1), 0);
    for (std::size_t second = 0; second < sums_right.size(); ++second)
        milp_.add_equal(sums_right[second].add(Affine::column(right.columns[second]), -1), 0);
    return both;
}

void PlanModel::add_computed(ItemIndex item, const std::vector<ItemIndex>& parts) {
    const std::optional<Outcomes> outcomes = outcomes_of(parts);
    if (!outcomes || outcomes->columns.empty()) return add_wild(item);
    Evaluation scratch = now_;
    Variable variable;
    variable.columns = outcomes->columns;
    const bool silence_is_not_applicable =
        program_[item].node && program_[*program_[item].node].missing == MissingRule::not_applicable;
    for (std::size_t row = 0; row < outcomes->rows.size(); ++row) {
        for (std::size_t part = 0; part < parts.size(); ++part)
            scratch.items[parts[part].value] = outcomes->rows[row][part];
        const Derived derived = derive(program_, scratch, program_[item]);
        if (derived.problem) milp_.fix(variable.columns[row], 0);  // such a sheet would be invalid
        ItemValue value =
            value_of({.state = derived.state, .number = derived.number, .chosen = derived.chosen});
        if (derived.state == AnswerState::missing && silence_is_not_applicable)
            value.state = AnswerState::not_applicable;
        if (value.state == AnswerState::missing) value.possible = now_.items[item.value].possible;
        variable.values.push_back(value);
    }
    variables_[item.value] = std::move(variable);
}

std::optional<PlanModel::Outcomes> PlanModel::count_outcomes(SelectorIndex selector) {
    const std::vector<Affine> counted = members(selector, Want::not_no);
    const std::vector<Affine> left_out = members(selector, Want::not_yes);
    Outcomes outcomes;
    Affine one;
    Affine value;
    Affine rest;
    for (std::size_t count = 0; count <= counted.size(); ++count) {
        outcomes.rows.push_back(
            {value_of({.state = AnswerState::known, .number = static_cast<double>(count)})});
        outcomes.columns.push_back(milp_.add_binary());
        const Affine column = Affine::column(outcomes.columns.back());
        one.add(column);
        value.add(column, static_cast<double>(count));
        rest.add(column, static_cast<double>(counted.size() - count));
    }
    milp_.add_equal(one, 1);
    for (const Affine& member : counted)
        value.add(member, -1);
    for (const Affine& member : left_out)
        rest.add(member, -1);
    milp_.add_at_most(value, 0);
    milp_.add_at_most(rest, 0);
    return outcomes;
}

void PlanModel::add_count(ItemIndex item, SelectorIndex selector) {
    const std::optional<Outcomes> outcomes = count_outcomes(selector);
    Variable variable;
    variable.columns = outcomes->columns;
    for (const auto& row : outcomes->rows)
        variable.values.push_back(row.front());
    variables_[item.value] = std::move(variable);
}

void PlanModel::add_share(ItemIndex item, SelectorIndex part, SelectorIndex of) {
    const std::optional<Outcomes> outcomes = joined(*count_outcomes(part), *count_outcomes(of));
    if (!outcomes) return add_wild(item);
    Variable variable;
    variable.columns = outcomes->columns;
    for (const auto& row : outcomes->rows) {
        const double whole = row[1].number;
        Answer answer{.state = AnswerState::not_applicable};
        if (whole > 0) answer = {.state = AnswerState::known, .number = std::min(1.0, row[0].number / whole)};
        variable.values.push_back(value_of(answer));
    }
    variables_[item.value] = std::move(variable);
}

// ---------------------------------------------------------------------------------------------- objectives

void PlanModel::set_move_costs(const std::function<double(std::size_t choice, std::size_t move)>& cost) {
    milp_.clear_costs();
    move_costs_.assign(choices_.size(), {});
    for (std::size_t choice = 0; choice < choices_.size(); ++choice)
        for (std::size_t move = 0; move < choices_[choice].moves.size(); ++move) {
            move_costs_[choice].push_back(cost(choice, move));
            milp_.set_cost(move_columns_[choice][move], move_costs_[choice].back());
        }
}

void PlanModel::minimise_effort() {
    set_move_costs([&](std::size_t choice, std::size_t move) {
        return std::nearbyint(choices_[choice].moves[move].effort / effort_unit_);
    });
}

void PlanModel::minimise_steps() {
    set_move_costs([](std::size_t, std::size_t move) { return move == 0 ? 0 : 1; });
}

void PlanModel::maximise_move(std::size_t wanted) {
    const auto& moves = choices_[wanted].moves;
    std::vector<std::size_t> order(moves.size());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::stable_sort(order, {}, [&](std::size_t move) { return moves[move].effort; });
    std::vector<double> ranks(moves.size());
    for (std::size_t rank = 0; rank < order.size(); ++rank)
        ranks[order[rank]] = static_cast<double>(rank);
    set_move_costs([&](std::size_t choice, std::size_t move) { return choice == wanted ? -ranks[move] : 0; });
}

double PlanModel::objective_of(const Moves& moves) const {
    double sum = 0;
    for (std::size_t choice = 0; choice < moves.size(); ++choice)
        sum += move_costs_[choice][moves[choice]];
    return sum;
}

bool PlanModel::is_settled(std::size_t choice) const {
    const auto is_open = [&](int column) { return !milp_.is_fixed(column); };
    return std::ranges::count_if(move_columns_[choice], is_open) <= 1;
}

void PlanModel::limit_effort(double most) {
    Affine sum;
    for (std::size_t choice = 0; choice < choices_.size(); ++choice)
        for (std::size_t move = 1; move < choices_[choice].moves.size(); ++move)
            sum.add(Affine::column(move_columns_[choice][move]),
                    std::nearbyint(choices_[choice].moves[move].effort / effort_unit_));
    milp_.add_at_most(sum, std::floor(most / effort_unit_ + 1e-6));
}

void PlanModel::maximise_total() {
    milp_.clear_costs();
    move_costs_.clear();
    note_direction({0}, Side::low, Direction::at_least);
    const Ranged total = node_value({0}, Side::low);
    const int column = milp_.add_continuous(total.low, total.high);
    milp_.add_equal(Affine(total.affine).add(Affine::column(column), -1), 0);
    milp_.set_cost(column, -1);
}

// ---------------------------------------------------------------------------------------------- solutions
// and cuts

PlanModel::Moves PlanModel::moves_of(const MilpSolution& solution) const {
    Moves moves;
    for (const std::vector<int>& columns : move_columns_) {
        const auto value = [&](int column) { return solution.values[static_cast<std::size_t>(column)]; };
        moves.push_back(
            static_cast<std::size_t>(std::ranges::max_element(columns, {}, value) - columns.begin()));
    }
    return moves;
}

void PlanModel::forbid(Moves moves, const Refuses& is_refused) {
    Affine better;
    const auto is_no_better = [&](std::size_t choice, std::size_t move, std::size_t than) {
        return std::ranges::all_of(features_[choice],
                                   [&](const auto& feature) { return feature[move] <= feature[than]; });
    };
    for (std::size_t choice = 0; is_monotone_ && choice < moves.size(); ++choice) {
        // A better move that is refused as well cuts off more. Few are tried: each costs an evaluation.
        int tries = 4;
        for (std::size_t move = choices_[choice].moves.size(); move-- > 0 && tries > 0;) {
            const std::size_t present = moves[choice];
            if (move == present || !is_no_better(choice, present, move) ||
                is_no_better(choice, move, present))
                continue;
            moves[choice] = move;
            --tries;
            if (is_refused(moves)) break;
            moves[choice] = present;
        }
    }
    for (std::size_t choice = 0; choice < moves.size(); ++choice)
        for (std::size_t move = 0; move < choices_[choice].moves.size(); ++move) {
            const bool cut = is_monotone_ ? is_no_better(choice, move, moves[choice]) : move == moves[choice];
            if (!cut) better.add(Affine::column(move_columns_[choice][move]));
        }
    milp_.add_at_least(better, 1);
}

}  // namespace tidu
