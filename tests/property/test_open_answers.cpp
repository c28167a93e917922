// SPDX-License-Identifier: Apache-2.0
// What is said to be certain stays so: open answers are filled in at random and everything is scored again.
// Systems with `mpi` are left out: it may fall when a child rises, and the format forbids ladders over it.
#include "catch.h"
#include "random_case.h"
#include "tidu/text/number.h"

using namespace tidu;
using namespace tidu::test;

namespace {

void check_bounds(const Scored& before, const Scored& after) {
    for (std::size_t node = 0; node < before.evaluation.nodes.size(); ++node) {
        const NodeValue& open = before.evaluation.nodes[node];
        const NodeValue& full = after.evaluation.nodes[node];
        INFO("node " << before.program->outline->nodes()[node].node->id.text << " low " << open.low
                     << " high " << open.high << " final " << full.score);
        REQUIRE(open.applicable == full.applicable);
        REQUIRE(open.has_bounds == full.has_score);
        if (!open.has_bounds) continue;
        const double slack = tolerance * std::max(1.0, std::abs(full.score));
        REQUIRE(full.score >= open.low - slack);
        REQUIRE(full.score <= open.high + slack);
    }
}

void check_truths(const Scored& before, const Scored& after) {
    for (std::uint32_t condition = 0; condition < before.program->conditions.size(); ++condition) {
        const Truth open = truth_of(*before.program, before.evaluation, {condition});
        const Truth full = truth_of(*after.program, after.evaluation, {condition});
        INFO("condition " << condition << " on line "
                          << before.program->conditions[condition].origin->span.line);
        REQUIRE(full != Truth::unknown);
        if (open != Truth::unknown) REQUIRE(static_cast<int>(open) == static_cast<int>(full));
    }
}

void check_ladder(const LadderValue& open, const LadderValue& full) {
    if (open.state == LadderState::unknown) return;
    REQUIRE((open.state == LadderState::not_applicable) == (full.state == LadderState::not_applicable));
    if (open.state == LadderState::not_applicable) return;
    REQUIRE(full.state == LadderState::decided);
    REQUIRE(full.level >= open.level);
    REQUIRE(full.level <= open.possible);
    for (std::size_t requirement = 0; requirement < open.verdicts.size(); ++requirement) {
        const Verdict verdict = open.verdicts[requirement];
        const Verdict later = full.verdicts[requirement];
        INFO("requirement " << requirement);
        if (verdict == Verdict::unmet) REQUIRE(static_cast<int>(later) == static_cast<int>(Verdict::unmet));
        if (verdict == Verdict::not_applicable)
            REQUIRE(static_cast<int>(later) == static_cast<int>(Verdict::not_applicable));
        // A met one may turn out not to be asked at all, when its `only_if` was unknown.
        if (verdict == Verdict::met) REQUIRE((later == Verdict::met || later == Verdict::not_applicable));
    }
    if (!open.expectation_unknown) REQUIRE(open.expectation == full.expectation);
}

}  // namespace

TEST_CASE("bounds hold the final score and certain truths stay, whatever the open answers turn out to be",
          "[open]") {
    std::size_t completed = 0;
    for (std::uint64_t seed = 2001; seed < seeds_end(2001, 300); ++seed) {
        RandomCase random_case(seed, {});
        if (random_case.yaml.find("aggregate: mpi") != std::string::npos) continue;
        for (int enterprise = 0; enterprise < 6; ++enterprise) {
            const AnswerSheet sheet = random_case.random_sheet();
            const EvaluateOptions options{random_case.random.chance(0.3)};
            const Scored before = random_case.score(sheet, options);
            if (!sheet.is_valid() || !before.evaluation.is_valid()) continue;
            for (int filling = 0; filling < 3; ++filling) {
                const auto full = random_case.completed(sheet, options);
                if (!full) continue;
                INFO("seed " << seed << ", enterprise " << enterprise << ", filling " << filling << "\n"
                             << random_case.yaml);
                const Scored after = random_case.score(*full, options);
                check_bounds(before, after);
                check_truths(before, after);
                for (std::size_t ladder = 0; ladder < before.evaluation.ladders.size(); ++ladder)
                    check_ladder(before.evaluation.ladders[ladder], after.evaluation.ladders[ladder]);
                ++completed;
            }
        }
    }
    CHECK(completed > 1000);
}
