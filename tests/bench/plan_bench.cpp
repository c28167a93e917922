// SPDX-License-Identifier: Apache-2.0
// How much processor time plans take (others may share the machine): every level of every ladder for every
// answer file given, with inputs fixed and with inputs free.
//   plan_bench SYSTEM ANSWERS...      (SYSTEM is a bundled one; files of other systems are passed over)
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <string>

#include "tidu/answers/bind.h"
#include "tidu/answers/read.h"
#include "tidu/score/plan.h"
#include "tidu/system/bundled.h"

namespace {

using namespace tidu;

struct Timing {
    double worst_ms = 0;
    double sum_ms = 0;
    int plans = 0;
    int proven = 0;
};

void time_plan(const Program& program, const AnswerSheet& sheet, LadderIndex ladder, Rung rung,
               const PlanOptions& options, Timing& timing, const std::string& label) {
    const std::clock_t start = std::clock();
    const Plan plan = make_plan(program, sheet.answers, ladder, rung, options);
    const double ms = 1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    timing.worst_ms = std::max(timing.worst_ms, ms);
    timing.sum_ms += ms;
    ++timing.plans;
    timing.proven += plan.status != PlanStatus::bounded && plan.status != PlanStatus::undecided;
    std::printf("%9.1f ms  %-11s effort %8.2f bound %8.2f  %3zu steps  %3u rounds  %s\n", ms,
                name_of(plan.status), plan.effort, plan.bound, plan.steps.size(), plan.rounds, label.c_str());
}

/// Inputs that requirements look at directly.
std::vector<ItemIndex> inputs_required(const Program& program, LadderIndex ladder, Rung rung) {
    std::vector<ItemIndex> inputs;
    const auto see = [&](const auto& self, ConditionIndex index) -> void {
        const CompiledCondition& condition = program[index];
        for (std::uint32_t part = 0; part < condition.parts.count; ++part)
            self(self, program.condition_parts[condition.parts.first + part]);
        const bool reads_answer = condition.kind == ConditionKind::answer_compare ||
                                  condition.kind == ConditionKind::answer_in ||
                                  condition.kind == ConditionKind::answer_includes;
        if (reads_answer && !program.items[condition.subject].node) inputs.push_back({condition.subject});
    };
    for (const CompiledRequirement& requirement : program.ladders[ladder.value].requirements)
        if (requirement.rung <= rung) see(see, requirement.condition);
    return inputs;
}

void time_sheet(const Program& program, const AnswerSheet& sheet, const std::string& path, Timing& timing) {
    const Outline& outline = *program.outline;
    Evaluation now;
    evaluate(program, sheet.answers, {}, now);
    for (std::uint32_t ladder = 0; ladder < program.ladders.size(); ++ladder) {
        if (now.ladders[ladder].state == LadderState::not_applicable) continue;
        for (Rung rung = now.ladders[ladder].level + 1; rung <= program.ladders[ladder].level_count; ++rung)
            for (const bool free : {false, true}) {
                PlanOptions options;
                options.time_limit_seconds = 5;
                if (free) options.freed = inputs_required(program, {ladder}, rung);
                const Ladder& which = outline.system().ladders[ladder];
                time_plan(program, sheet, {ladder}, rung, options, timing,
                          path + " " + which.id.text + "=" + which.levels[rung - 1].id.text +
                              (free ? " inputs free" : ""));
            }
    }
}

}  // namespace

int main(int count, char** arguments) {
    if (count < 3) return 2;
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    const auto system = load_bundled_system(arguments[1]);
    if (!system) return 2;
    const auto program = compile(std::make_shared<const Outline>(system));
    Timing timing;
    ReadOptions named;
    named.outline = program->outline.get();
    for (int file = 2; file < count; ++file) {
        Diagnostics diagnostics;
        for (const RawSheet& raw : read_answers(arguments[file], named, diagnostics)) {
            if (raw.system != arguments[1]) continue;
            const AnswerSheet sheet = bind_answers(*program->outline, raw);
            if (sheet.is_valid()) time_sheet(*program, sheet, arguments[file], timing);
        }
    }
    std::printf("%d plans, %d proven, worst %.1f ms, mean %.1f ms\n", timing.plans, timing.proven,
                timing.worst_ms, timing.plans > 0 ? timing.sum_ms / timing.plans : 0);
    return 0;
}
