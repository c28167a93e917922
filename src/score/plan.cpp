// SPDX-License-Identifier: Apache-2.0
// Solves the model, lets the kernel judge, cuts off what it refuses, and solves again until both agree.
#include "tidu/score/plan.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include "deadline.h"
#include "plan_model.h"
#include "plan_preference.h"
#include "plan_reads.h"
#include "plan_steps.h"
#include "tidu/text/number.h"

namespace tidu {

const char* name_of(PlanStatus status) {
    switch (status) {
        case PlanStatus::reached:
            return "reached";
        case PlanStatus::optimal:
            return "optimal";
        case PlanStatus::bounded:
            return "bounded";
        case PlanStatus::unreachable:
            return "unreachable";
        case PlanStatus::undecided:
            return "undecided";
    }
    return "";
}

namespace {

/// A requirement that the model could still meet after this many refusals is not named as impossible.
constexpr int rounds_of_reasons = 5;

bool stands(Verdict verdict) {
    return verdict == Verdict::met || verdict == Verdict::not_applicable;
}

using Moves = PlanModel::Moves;
using Refuses = PlanModel::Refuses;
using Accepts = std::function<bool(const Evaluation&)>;

/// What one search found.
struct Outcome {
    PlanStatus status = PlanStatus::undecided;
    Moves moves;
    double bound = 0;  ///< in units of the objective
};

class Planner {
  public:
    Planner(const Program& program, std::span<const Answer> answers, LadderIndex ladder,
            const PlanOptions& options)
        : program_(program),
          answers_(answers),
          ladder_(ladder),
          options_(options),
          deadline_(options.time_limit_seconds) {
        evaluate(program_, answers_, options_.evaluate, now_);
        choices_ = plan_choices(program_, answers_, now_, options_);
        evaluate(program_, answers_with(best_moves()), options_.evaluate, reference_);
        plan_.ladder = ladder;
        plan_.from = now_.ladders[ladder.value].level;
        for (const PlanChoice& choice : choices_)
            if (!choice.complete) plan_.limited.push_back(choice.item);
    }

    Plan run(Rung target) {
        plan_.target = target;
        if (plan_.from >= target)
            finish(PlanStatus::reached, stay(), 0);
        else if (options_.budget)
            within_budget(*options_.budget);
        else
            reach(target);
        return std::move(plan_);
    }

  private:
    // ---- answers

    Moves stay() const { return Moves(choices_.size(), 0); }

    double effort_of(const Moves& moves) const {
        double sum = 0;
        for (std::size_t choice = 0; choice < moves.size(); ++choice)
            sum += choices_[choice].moves[moves[choice]].effort;
        return counted_effort(sum);
    }

    std::vector<Answer> answers_with(const Moves& moves) const {
        std::vector<Answer> answers(answers_.begin(), answers_.end());
        for (std::size_t choice = 0; choice < moves.size(); ++choice)
            answers[choices_[choice].item.value] = choices_[choice].moves[moves[choice]].answer;
        return answers;
    }

    /// The move that scores most; of an input the last one.
    Moves best_moves() const {
        Moves moves;
        for (const PlanChoice& choice : choices_) {
            const auto& node = program_[choice.item].node;
            const auto points = [&](const PlanMove& move) {
                if (move.answer.state != AnswerState::known) return -std::numeric_limits<double>::infinity();
                if (!node) return move.answer.number;
                return leaf_points(program_[*node].score, move.answer.number, move.answer.chosen).value_or(0);
            };
            moves.push_back(static_cast<std::size_t>(std::ranges::max_element(choice.moves, {}, points) -
                                                     choice.moves.begin()));
        }
        return moves;
    }

    const Evaluation& judged(const Moves& moves) {
        evaluate(program_, answers_with(moves), options_.evaluate, judged_);
        return judged_;
    }

    Refuses is_refused_by(const Accepts& accepts) {
        return [this, accepts](const Moves& moves) {
            const Evaluation& result = judged(moves);
            return !result.is_valid() || !accepts(result);
        };
    }

    // ---- searching

    PlanModel new_model() const { return PlanModel(program_, now_, reference_, answers_, choices_); }

    /// The moves of least cost that the kernel accepts. The model holds everything that `accepts` asks for.
    Outcome search(PlanModel& model, const Accepts& accepts,
                   int most_rounds = std::numeric_limits<int>::max()) {
        Outcome outcome;
        const Refuses is_refused = is_refused_by(accepts);
        while (true) {
            ++plan_.rounds;
            const MilpSolution solution = model.solve({.seconds = deadline_.left()});
            if (solution.status == MilpStatus::infeasible) {
                outcome.status = PlanStatus::unreachable;
                return outcome;
            }
            outcome.bound = std::max(outcome.bound, solution.bound);
            if (!solution.values.empty()) {
                outcome.moves = model.moves_of(solution);
                const bool is_optimal = solution.status == MilpStatus::optimal;
                if (!is_refused(outcome.moves)) {
                    outcome.status = is_optimal ? PlanStatus::optimal : PlanStatus::bounded;
                    return outcome;
                }
                if (is_optimal && deadline_.left() > 0 && --most_rounds > 0) {
                    if (!model.add_tangents(solution)) model.forbid(outcome.moves, is_refused);
                    continue;
                }
            }
            outcome.moves.clear();
            outcome.status = PlanStatus::undecided;
            return outcome;
        }
    }

    Accepts level_accepted(Rung rung) const {
        return [this, rung](const Evaluation& result) { return result.ladders[ladder_.value].level >= rung; };
    }

    const std::vector<CompiledRequirement>& requirements() const {
        return program_.ladders[ladder_.value].requirements;
    }

    Outcome cheapest(Rung rung) {
        PlanModel model = new_model();
        require_level(model, rung);
        model.minimise_effort();
        Outcome outcome = search(model, level_accepted(rung));
        note_limits(model);
        outcome.bound *= model.effort_unit();
        if (outcome.status == PlanStatus::optimal)
            outcome.moves = choose_among_equals(model, outcome.moves, is_refused_by(level_accepted(rung)));
        if (outcome.status == PlanStatus::undecided) outcome.moves = trimmed(rung);
        if (outcome.status == PlanStatus::undecided && !outcome.moves.empty())
            outcome.status = PlanStatus::bounded;
        return outcome;
    }

    void require_level(PlanModel& model, Rung rung) const {
        for (const CompiledRequirement& requirement : requirements())
            if (requirement.rung <= rung) model.require(requirement);
        model.require_no_violation();
    }

    /// A plan without proof, for when time ran out: everything at its best, then back where that is not
    /// needed.
    Moves trimmed(Rung rung) {
        const Accepts accepts = level_accepted(rung);
        Moves moves = best_moves();
        if (const Evaluation& best = judged(moves); !best.is_valid() || !accepts(best)) return {};
        std::vector<std::size_t> order;
        for (std::size_t choice = 0; choice < moves.size(); ++choice)
            order.push_back(choice);
        const auto effort = [&](std::size_t choice) { return choices_[choice].moves[moves[choice]].effort; };
        std::ranges::stable_sort(order, std::greater<>(), effort);
        for (const std::size_t choice : order) {
            const std::size_t best = std::exchange(moves[choice], 0);
            const Evaluation& result = judged(moves);
            if (!result.is_valid() || !accepts(result)) moves[choice] = best;
        }
        return moves;
    }

    void note_limits(const PlanModel& model) {
        for (const ItemIndex item : model.limited())
            if (std::ranges::find(plan_.limited, item) == plan_.limited.end()) plan_.limited.push_back(item);
    }

    // ---- goals

    void reach(Rung target) {
        const Outcome outcome = cheapest(target);
        finish(outcome.status, outcome.moves, outcome.bound);
        if (outcome.status == PlanStatus::unreachable) find_blockers(target);
    }

    /// The highest level that the budget pays; else the most points.
    void within_budget(double budget) {
        const Rung target = plan_.target;
        std::optional<Outcome> best;
        Rung best_rung = 0;
        for (Rung rung = plan_.from + 1; rung <= target; ++rung) {
            const Outcome outcome = cheapest(rung);
            const bool has_plan = !outcome.moves.empty() && effort_of(outcome.moves) <= budget + tolerance;
            if (!has_plan) {
                plan_.target = rung;
                if (outcome.status == PlanStatus::unreachable)
                    find_blockers(rung);
                else
                    plan_.over_budget = counted_effort(outcome.bound);
                break;
            }
            best = outcome;
            best_rung = rung;
        }
        if (!best) return gain_most(budget);
        plan_.target = best_rung;
        finish(best->status, best->moves, best->bound);
    }

    void gain_most(double budget) {
        plan_.goal = PlanGoal::score;
        PlanModel model = new_model();
        model.require_no_violation();
        model.limit_effort(budget);
        model.maximise_total();
        double modelled = std::numeric_limits<double>::infinity();
        Outcome outcome = search_total(model, modelled);
        note_limits(model);
        if (outcome.moves.empty()) outcome.moves = stay();
        finish(outcome.status, outcome.moves, modelled);
        if (plan_.steps.empty() && plan_.status == PlanStatus::optimal) plan_.status = PlanStatus::reached;
    }

    /// The most certain total. `modelled` is what no plan within the budget exceeds.
    Outcome search_total(PlanModel& model, double& modelled) {
        Outcome best;
        double best_total = -std::numeric_limits<double>::infinity();
        while (true) {
            ++plan_.rounds;
            const MilpSolution solution = model.solve({.seconds = deadline_.left()});
            if (solution.status == MilpStatus::infeasible) break;  // all others are forbidden
            if (std::isfinite(solution.bound)) modelled = std::min(modelled, -solution.bound);
            if (solution.values.empty()) return best;
            const Moves moves = model.moves_of(solution);
            const Evaluation& result = judged(moves);
            const double total = result.nodes.front().low;
            if (result.is_valid() && total > best_total) {
                best_total = total;
                best.moves = moves;
                best.status = PlanStatus::bounded;
            }
            if (solution.status == MilpStatus::optimal && best_total >= modelled - 1e-6) {
                best.status = PlanStatus::optimal;
                return best;
            }
            if (solution.status != MilpStatus::optimal || deadline_.left() <= 0) return best;
            const auto is_refused = [&](const Moves& others) {
                const Evaluation& other = judged(others);
                return !other.is_valid() || other.nodes.front().low <= best_total + tolerance;
            };
            if (!model.add_tangents(solution)) model.forbid(moves, is_refused);
        }
        if (!best.moves.empty()) best.status = PlanStatus::optimal;
        modelled = best_total;
        return best;
    }

    // ---- unreachable

    /// Requirements that cannot be met alone; where each can, a smallest set that cannot be met together.
    void find_blockers(Rung rung) {
        std::vector<std::uint32_t> open;
        const auto& verdicts = now_.ladders[ladder_.value].verdicts;
        for (std::uint32_t place = 0; place < requirements().size(); ++place)
            if (requirements()[place].rung <= rung) open.push_back(place);
        // The relaxation is quick and mostly enough; whole solutions are looked for only where it names
        // nothing.
        const auto name_alone = [&](const auto& is_out_of_reach) {
            for (const std::uint32_t place : open)
                if (!stands(verdicts[place]) && is_out_of_reach(place))
                    plan_.blockers.push_back(blocker(place, true));
            return !plan_.blockers.empty();
        };
        if (name_alone([&](std::uint32_t place) { return is_relaxation_impossible({place}); })) return;
        if (name_alone([&](std::uint32_t place) { return is_impossible({place}); })) return;
        // Leave out one after the other as long as the rest stays impossible; by the relaxation, where it is
        // enough.
        const bool is_plain = is_relaxation_impossible(open);
        for (std::size_t place = 0; place < open.size() && deadline_.left() > 0;) {
            std::vector<std::uint32_t> rest = open;
            rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(place));
            if (is_plain ? is_relaxation_impossible(rest) : is_impossible(rest))
                open = rest;
            else
                ++place;
        }
        for (const std::uint32_t place : open)
            plan_.blockers.push_back(blocker(place, false));
    }

    bool is_relaxation_impossible(const std::vector<std::uint32_t>& wanted) {
        PlanModel model = new_model();
        for (const std::uint32_t place : wanted)
            model.require(requirements()[place]);
        model.require_no_violation();
        return model.relax(deadline_.left()) == MilpStatus::infeasible;
    }

    bool is_impossible(const std::vector<std::uint32_t>& wanted) {
        const auto accepts = [&](const Evaluation& result) {
            const auto& verdicts = result.ladders[ladder_.value].verdicts;
            return std::ranges::all_of(wanted, [&](std::uint32_t place) { return stands(verdicts[place]); });
        };
        if (const Evaluation& best = judged(best_moves()); best.is_valid() && accepts(best)) return false;
        PlanModel model = new_model();
        for (const std::uint32_t place : wanted)
            model.require(requirements()[place]);
        model.require_no_violation();
        return search(model, accepts, rounds_of_reasons).status == PlanStatus::unreachable;
    }

    PlanBlocker blocker(std::uint32_t place, bool alone) const {
        PlanBlocker found{place, alone, {}};
        ItemReads reads(program_);
        reads.see(requirements()[place].condition);
        for (const ItemIndex item : reads.items())
            if (const auto reason = fixed_reason(item)) found.fixed.emplace_back(item, *reason);
        return found;
    }

    std::optional<FixedReason> fixed_reason(ItemIndex item) const {
        const auto is_same = [&](const PlanChoice& choice) { return choice.item == item; };
        if (std::ranges::any_of(choices_, is_same)) return std::nullopt;
        if (std::ranges::find(options_.kept, item) != options_.kept.end()) return FixedReason::kept;
        if (now_.items[item.value].state == AnswerState::not_applicable) return FixedReason::not_applicable;
        if (!program_[item].node)
            return now_.items[item.value].derived ? FixedReason::derived : FixedReason::input;
        const bool follows = now_.items[item.value].derived;
        return follows ? FixedReason::derived : FixedReason::at_best;
    }

    // ---- the result

    void finish(PlanStatus status, const Moves& moves, double bound) {
        plan_.status = status;
        plan_.bound =
            plan_.goal == PlanGoal::level ? std::max(0.0, std::ceil(bound * 10 - 1e-6) / 10) : bound;
        plan_.before = now_;
        const Moves taken = moves.empty() ? stay() : moves;
        plan_.answers = answers_with(taken);
        plan_.after = judged(taken);
        plan_.reached = plan_.after.ladders[ladder_.value].level;
        std::vector<PlanStep> changes;
        for (std::size_t choice = 0; choice < taken.size(); ++choice) {
            if (taken[choice] == 0) continue;
            const PlanMove& move = choices_[choice].moves[taken[choice]];
            PlanStep step;
            step.item = choices_[choice].item;
            step.answer = move.answer;
            step.effort = move.effort;
            changes.push_back(std::move(step));
            plan_.effort = counted_effort(plan_.effort + move.effort);
        }
        plan_.steps = order_steps(program_, answers_, now_, ladder_, plan_.target, options_.evaluate,
                                  std::move(changes));
    }

    const Program& program_;
    std::span<const Answer> answers_;
    LadderIndex ladder_;
    const PlanOptions& options_;
    Deadline deadline_;
    Evaluation now_;
    Evaluation reference_;
    Evaluation judged_;
    std::vector<PlanChoice> choices_;
    Plan plan_;
};

}  // namespace

Plan make_plan(const Program& program, std::span<const Answer> answers, LadderIndex ladder, Rung target,
               const PlanOptions& options) {
    return Planner(program, answers, ladder, options).run(target);
}

}  // namespace tidu
