// SPDX-License-Identifier: Apache-2.0
#include "plan_steps.h"

#include <algorithm>
#include <cmath>

#include "tidu/text/number.h"

namespace tidu {
namespace {

bool stands(Verdict verdict) {
    return verdict == Verdict::met || verdict == Verdict::not_applicable;
}

class StepOrder {
  public:
    StepOrder(const Program& program, const EvaluateOptions& options, LadderIndex ladder, Rung target)
        : program_(program), options_(options), ladder_(ladder), target_(target) {}

    std::vector<PlanStep> order(std::span<const Answer> answers, const Evaluation& before,
                                std::vector<PlanStep> steps) {
        std::vector<Rated> rated;
        Worth whole;
        double effort = 0;
        std::vector<Answer> all(answers.begin(), answers.end());
        for (PlanStep& step : steps) {
            std::vector<Answer> alone(answers.begin(), answers.end());
            alone[step.item.value] = all[step.item.value] = step.answer;
            evaluate(program_, alone, options_, evaluation_);
            rated.push_back({std::move(step), worth_over(before)});
            effort += rated.back().step.effort;
        }
        evaluate(program_, all, options_, evaluation_);
        whole = worth_over(before);
        std::ranges::stable_sort(rated, [](const Rated& one, const Rated& other) {
            // Without dividing: an effort may be 0.
            return one.worth.points() * other.step.effort > other.worth.points() * one.step.effort;
        });
        std::vector<PlanStep> ordered;
        for (Rated& one : rated) {
            const bool is_quick = one.worth.points() * effort > whole.points() * one.step.effort + tolerance;
            one.step.stage = is_quick ? PlanStage::quick_win : PlanStage::needed;
            ordered.push_back(std::move(one.step));
        }
        std::ranges::stable_sort(ordered, {}, &PlanStep::stage);
        score_in_turn(answers, before, ordered);
        return ordered;
    }

  private:
    /// What changes between two evaluations, in points of the total; a requirement counts as one point.
    struct Worth {
        double gain = 0;
        int requirements = 0;
        double points() const { return std::max(0.0, gain) + requirements; }
    };
    struct Rated {
        PlanStep step;
        Worth worth;
    };

    std::vector<std::uint32_t> newly_met(const std::vector<Verdict>& before) const {
        std::vector<std::uint32_t> found;
        const auto& requirements = program_.ladders[ladder_.value].requirements;
        const auto& after = evaluation_.ladders[ladder_.value].verdicts;
        for (std::uint32_t place = 0; place < std::min(before.size(), after.size()); ++place)
            if (requirements[place].rung <= target_ && stands(after[place]) && !stands(before[place]))
                found.push_back(place);
        return found;
    }

    Worth worth_over(const Evaluation& before) const {
        return {evaluation_.nodes.front().low - before.nodes.front().low,
                static_cast<int>(newly_met(before.ladders[ladder_.value].verdicts).size())};
    }

    void score_in_turn(std::span<const Answer> answers, const Evaluation& before,
                       std::vector<PlanStep>& steps) {
        std::vector<Answer> current(answers.begin(), answers.end());
        std::vector<Verdict> verdicts = before.ladders[ladder_.value].verdicts;
        double total = before.nodes.front().low;
        for (PlanStep& step : steps) {
            current[step.item.value] = step.answer;
            evaluate(program_, current, options_, evaluation_);
            step.total = evaluation_.nodes.front().low;
            step.gain = step.total - total;
            step.level = evaluation_.ladders[ladder_.value].level;
            step.newly_met = newly_met(verdicts);
            total = step.total;
            verdicts = evaluation_.ladders[ladder_.value].verdicts;
        }
    }

    const Program& program_;
    EvaluateOptions options_;
    LadderIndex ladder_;
    Rung target_;
    Evaluation evaluation_;
};

}  // namespace

std::vector<PlanStep> order_steps(const Program& program, std::span<const Answer> answers,
                                  const Evaluation& before, LadderIndex ladder, Rung target,
                                  const EvaluateOptions& options, std::vector<PlanStep> changes) {
    return StepOrder(program, options, ladder, target).order(answers, before, std::move(changes));
}

}  // namespace tidu
