// SPDX-License-Identifier: Apache-2.0
#include "ladder.h"

#include "tidu/score/evaluate.h"

namespace tidu {

Verdict verdict_of(Truth truth) {
    switch (truth) {
        case Truth::yes:
            return Verdict::met;
        case Truth::no:
            return Verdict::unmet;
        case Truth::unknown:
            return Verdict::unknown;
        case Truth::not_applicable:
            return Verdict::not_applicable;
    }
    return Verdict::unknown;
}

namespace {

Verdict verdict_of(Truth truth, OnNotApplicable rule) {
    const bool fails = truth == Truth::not_applicable && rule == OnNotApplicable::fail;
    return fails ? Verdict::unmet : verdict_of(truth);
}

bool stands(Verdict verdict) {
    return verdict == Verdict::met || verdict == Verdict::not_applicable;
}

Verdict judge(const Program& program, const Evaluation& evaluation, const CompiledRequirement& requirement) {
    const Truth wanted =
        requirement.only_if ? truth_of(program, evaluation, *requirement.only_if) : Truth::yes;
    if (wanted == Truth::no || wanted == Truth::not_applicable) return Verdict::not_applicable;
    const Verdict verdict =
        verdict_of(truth_of(program, evaluation, requirement.condition), requirement.on_not_applicable);
    return wanted == Truth::yes || stands(verdict) ? verdict : Verdict::unknown;
}

/// The highest rung below which no verdict stops the climb.
template <typename Stops>
Rung highest(const CompiledLadder& ladder, const std::vector<Verdict>& verdicts, Stops stops) {
    Rung reached = ladder.level_count;
    for (std::size_t requirement = 0; requirement < verdicts.size(); ++requirement)
        if (stops(verdicts[requirement]))
            reached = std::min(reached, ladder.requirements[requirement].rung - 1);
    return reached;
}

void find_expectation(const Program& program, const Evaluation& evaluation, const CompiledLadder& ladder,
                      LadderValue& out) {
    for (std::uint32_t entry = 0; entry < ladder.expected.size(); ++entry) {
        const auto& when = ladder.expected[entry].when;
        const Truth holds = when ? truth_of(program, evaluation, *when) : Truth::yes;
        if (holds == Truth::yes) out.expectation = entry;
        out.expectation_unknown = holds == Truth::unknown;
        if (holds == Truth::yes || holds == Truth::unknown) return;
    }
}

}  // namespace

void climb(const Program& program, const Evaluation& evaluation, const CompiledLadder& ladder,
           LadderValue& out) {
    out.verdicts.clear();
    out.level = out.possible = 0;
    out.expectation.reset();
    out.expectation_unknown = false;
    out.state = LadderState::not_applicable;
    out.total_missing = evaluation.nodes.front().state == NodeState::not_applicable;
    const Truth applies = ladder.applies_if ? truth_of(program, evaluation, *ladder.applies_if) : Truth::yes;
    if (out.total_missing || applies == Truth::no || applies == Truth::not_applicable) return;

    for (const CompiledRequirement& requirement : ladder.requirements)
        out.verdicts.push_back(judge(program, evaluation, requirement));
    out.level = highest(ladder, out.verdicts, [](Verdict verdict) { return !stands(verdict); });
    out.possible = highest(ladder, out.verdicts, [](Verdict verdict) { return verdict == Verdict::unmet; });
    out.state = out.level == out.possible ? LadderState::decided : LadderState::open;
    if (applies == Truth::unknown) out.state = LadderState::unknown;
    find_expectation(program, evaluation, ladder, out);
}

}  // namespace tidu
