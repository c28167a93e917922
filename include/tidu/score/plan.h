// SPDX-License-Identifier: Apache-2.0
// The cheapest set of improvements that reaches a level, with its proof. docs/methods/plan.md tells the
// model.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "tidu/answers/answer_sheet.h"
#include "tidu/score/evaluate.h"
#include "tidu/score/evaluation.h"
#include "tidu/score/program.h"

namespace tidu {

/// An enterprise's own figure for what an improvement costs; it replaces that of the system.
struct EffortOverride {
    ItemIndex item;
    std::optional<std::uint32_t> option;  ///< effort of reaching this option from none
    /// Without an option: of a number per unit; of a yes/no that of yes; of a choice or multi that of its
    /// best answer, shared out by score.
    double effort = 0;
};

struct PlanOptions {
    EvaluateOptions evaluate;
    std::vector<ItemIndex> kept;   ///< answers that cannot change
    std::vector<ItemIndex> freed;  ///< inputs that may change although they carry no effort
    std::vector<EffortOverride> efforts;
    std::optional<double> budget;
    double time_limit_seconds = 60;
};

/// Efforts are counted in tenths: finer ones would say more than anybody knows, and prove longer.
double counted_effort(double effort);

/// An answer that an item may be given, and what reaching it from the present one costs.
struct PlanMove {
    Answer answer;
    double effort = 0;
};

/// An item whose answer may change. The first move is to leave it as it is.
struct PlanChoice {
    ItemIndex item;
    std::vector<PlanMove> moves;
    bool complete =
        true;  ///< false: a multi with so many combinations that only the cheapest were considered
};

/// Everything that may change, in file order: questions that apply and are answered or open, and inputs that
/// carry an effort or are freed. Never offered: answers that score less than the present one, items declared
/// not applicable, inputs that decide what applies or weighs, items derived from others that may change. Of
/// moves that no score and no condition can tell apart only the cheapest is offered. `now` is the evaluation
/// of `answers`.
std::vector<PlanChoice> plan_choices(const Program& program, std::span<const Answer> answers,
                                     const Evaluation& now, const PlanOptions& options);

enum class PlanStatus : std::uint8_t {
    reached,      ///< nothing to do: the level is reached, or no point can be gained
    optimal,      ///< no cheaper plan (with a budget: no better one) exists
    bounded,      ///< time ran out: a plan, and how much better another could at most be
    unreachable,  ///< no plan exists
    undecided,    ///< time ran out before a plan was found
};

/// As JSON calls it.
const char* name_of(PlanStatus status);

enum class PlanGoal : std::uint8_t { level, score };

/// Why an answer that a requirement reads cannot change.
enum class FixedReason : std::uint8_t { input, kept, not_applicable, derived, at_best };

/// A requirement that no plan can meet; without `alone` only together with the others listed.
struct PlanBlocker {
    std::uint32_t requirement = 0;  ///< position in CompiledLadder::requirements
    bool alone = false;
    std::vector<std::pair<ItemIndex, FixedReason>> fixed;  ///< what the requirement reads and why it stays
};

enum class PlanStage : std::uint8_t { quick_win, needed };

/// One improvement. Scores and verdicts are those after this step and all before it.
struct PlanStep {
    ItemIndex item;
    Answer answer;
    double effort = 0;
    PlanStage stage = PlanStage::needed;
    double total = 0;                      ///< certain total (its low end)
    double gain = 0;                       ///< of the total over the step before
    Rung level = 0;                        ///< of the ladder
    std::vector<std::uint32_t> newly_met;  ///< requirements up to the target's level that this step completes
};

struct Plan {
    PlanStatus status = PlanStatus::undecided;
    PlanGoal goal = PlanGoal::level;
    LadderIndex ladder;
    Rung from = 0;
    Rung target = 0;    ///< the level planned for; of goal `score` the level that is beyond the budget
    Rung reached = 0;   ///< level after the plan
    double effort = 0;  ///< of all steps
    /// Goal level: no plan costs less. Goal score: no plan within the budget has a higher certain total.
    double bound = 0;
    std::optional<double>
        over_budget;  ///< least effort of the level that the budget does not pay, as far as it is known
    std::vector<PlanStep> steps;
    std::vector<PlanBlocker> blockers;
    std::vector<ItemIndex>
        limited;  ///< items not all of whose answers were considered; the proof is short of them
    std::vector<Answer> answers;  ///< one per ItemIndex, after the plan
    Evaluation before;
    Evaluation after;
    std::uint32_t rounds = 0;  ///< times that the model was solved
};

/// Plans for a level of a ladder. With a budget: the highest level up to `target` that it pays, else the
/// highest certain total. `answers` must be valid and on the ladder. The model is a relaxation that the
/// kernel judges: what it refuses is cut off and the model solved again.
Plan make_plan(const Program& program, std::span<const Answer> answers, LadderIndex ladder, Rung target,
               const PlanOptions& options);

}  // namespace tidu
