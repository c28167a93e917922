// SPDX-License-Identifier: Apache-2.0
// What lint holds for impossible or certain, against what the kernel makes of random systems and answers.
#include <memory>

#include "catch.h"
#include "possibility.h"
#include "property/random_system.h"
#include "systems.h"
#include "tidu/answers/understand.h"
#include "tidu/score/evaluate.h"
#include "tidu/score/program.h"

using namespace tidu;

namespace {

std::vector<Answer> random_answers(test::Random& random, const Outline& outline) {
    std::vector<Answer> answers;
    for (const Outline::ItemEntry& entry : outline.items()) {
        const bool may_be_not_applicable = entry.item->not_applicable.mode != NotApplicableMode::forbidden;
        std::string cell = test::random_cell(random, *entry.item, may_be_not_applicable, 0);
        if (cell.empty() && entry.input != nullptr && entry.input->default_value)
            cell = entry.input->default_value->text;
        answers.push_back(AnswerReader(*entry.item).understand(cell).answer);
    }
    return answers;
}

void check_nodes(const Outline& outline, const Possibilities& possible, const Evaluation& evaluation) {
    for (std::uint32_t node = 0; node < outline.nodes().size(); ++node) {
        const NodeValue& value = evaluation.nodes[node];
        if (!value.has_score) continue;
        const Range& bounds = possible[NodeIndex{node}].score;
        INFO(outline.nodes()[node].node->id.text << " scores " << value.score << " within " << bounds.low
                                                 << " .. " << bounds.high);
        CHECK(value.score >= bounds.low - 1e-9);
        CHECK(value.score <= bounds.high + 1e-9);
        const auto maximum = possible[NodeIndex{node}].maximum;
        if (maximum && value.state == NodeState::known) CHECK(value.maximum == Approx(*maximum));
    }
}

void check_outcome(const Outcomes& outcomes, Truth truth) {
    if (truth == Truth::yes) CHECK(outcomes.yes);
    if (truth == Truth::no) CHECK(outcomes.no);
    if (truth == Truth::not_applicable) CHECK(outcomes.not_applicable);
}

void check_ladder(const Outline& outline, const Possibilities& possible, LadderIndex index,
                  const LadderValue& value) {
    if (value.state == LadderState::not_applicable || value.state == LadderState::unknown) return;
    const Ladder& ladder = outline.system().ladders[index.value];
    if (value.level > 0) CHECK(possible.can_be_reached(index, value.level - 1));
    std::size_t place = 0;
    for (const Level& level : ladder.levels)
        for (const Requirement& requirement : level.requirements) {
            const Verdict verdict = value.verdicts[place++];
            INFO(ladder.id.text << " " << level.id.text << " line " << requirement.span.line << ":"
                                << requirement.span.column);
            if (verdict == Verdict::met) CHECK(possible.can_be_met(requirement));
            if (verdict == Verdict::unmet) CHECK(possible.can_be_unmet(requirement));
        }
}

}  // namespace

TEST_CASE("No sheet does what lint holds for impossible") {
    std::size_t scored = 0;
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        test::Random random(seed);
        const std::string text = test::random_system(random, {});
        INFO("seed " << seed << "\n" << text);
        std::string said;
        const auto outline = std::make_shared<const Outline>(load_text(text, said));
        const auto program = compile(outline);
        const Possibilities possible(*outline);
        Evaluation evaluation;
        for (int sheet = 0; sheet < 20; ++sheet) {
            evaluate(*program, random_answers(random, *outline), {}, evaluation);
            if (!evaluation.is_valid()) continue;
            ++scored;
            check_nodes(*outline, possible, evaluation);
            for (std::uint32_t check = 0; check < evaluation.checks.size(); ++check)
                check_outcome(possible.of(CheckIndex{check}), evaluation.checks[check]);
            for (std::uint32_t ladder = 0; ladder < evaluation.ladders.size(); ++ladder)
                check_ladder(*outline, possible, {ladder}, evaluation.ladders[ladder]);
        }
    }
    CHECK(scored > 3000);
}
