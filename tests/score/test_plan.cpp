// SPDX-License-Identifier: Apache-2.0
// Plans against all possibilities: in small systems every combination of moves is scored.
#include <algorithm>
#include <optional>

#include "catch.h"
#include "property/random_system.h"
#include "scored.h"
#include "tidu/score/plan.h"

namespace tidu::test {
namespace {

/// How plans are compared: least effort, fewest steps, then most effort in the first question, in the second
/// and so on. Lower is better. An effort is followed by the position of the move, for those that cost the
/// same.
using Rank = std::vector<double>;

/// What enumeration finds: the best plan for the level, and the most points that a budget pays.
struct Enumerated {
    std::optional<Rank> rank;
    std::vector<Answer> answers;  ///< of the best plan
    double total = -1e300;

    double effort() const { return rank->front(); }
};

class Enumeration {
  public:
    Enumeration(const Program& program, std::span<const Answer> answers, std::vector<PlanChoice> choices)
        : program_(program), answers_(answers.begin(), answers.end()), choices_(std::move(choices)) {}

    std::size_t size() const {
        std::size_t product = 1;
        for (const PlanChoice& choice : choices_)
            product *= choice.moves.size();
        return product;
    }

    Enumerated run(LadderIndex ladder, Rung rung, double budget) {
        Enumerated found;
        for (std::size_t combination = 0; combination < size(); ++combination) {
            const Rank rank = take(combination);
            evaluate(program_, answers_, {}, evaluation_);
            if (!evaluation_.is_valid()) continue;
            if (rank.front() <= budget + 1e-9)
                found.total = std::max(found.total, evaluation_.nodes.front().low);
            if (evaluation_.ladders[ladder.value].level < rung) continue;
            if (found.rank && *found.rank <= rank) continue;
            found.rank = rank;
            found.answers = answers_;
        }
        return found;
    }

  private:
    Rank take(std::size_t combination) {
        Rank rank{0, 0};
        for (const PlanChoice& choice : choices_) {
            const std::size_t place = combination % choice.moves.size();
            combination /= choice.moves.size();
            const PlanMove& move = choice.moves[place];
            answers_[choice.item.value] = move.answer;
            rank[0] = counted_effort(rank[0] + move.effort);
            rank[1] += place == 0 ? 0 : 1;
            rank.insert(rank.end(), {-move.effort, -static_cast<double>(place)});
        }
        return rank;
    }

    const Program& program_;
    std::vector<Answer> answers_;
    std::vector<PlanChoice> choices_;
    Evaluation evaluation_;
};

std::string random_answers(Random& random, const Outline& outline) {
    std::string text;
    for (const Outline::ItemEntry& entry : outline.items()) {
        const bool may_be_not_applicable = entry.item->not_applicable.mode != NotApplicableMode::forbidden;
        const std::string cell = random_cell(random, *entry.item, may_be_not_applicable, 0);
        if (!cell.empty()) text += entry.item->id.text + ": \"" + cell + "\"\n";
    }
    return text;
}

/// Keeps items, at random, until the combinations can be counted out.
std::vector<ItemIndex> keep_enough(Random& random, const Scored& scored, PlanOptions options,
                                   std::size_t most) {
    while (true) {
        const auto choices = plan_choices(*scored.program, scored.sheet.answers, scored.evaluation, options);
        if (Enumeration(*scored.program, scored.sheet.answers, choices).size() <= most) return options.kept;
        options.kept.push_back(choices[random.below(choices.size())].item);
    }
}

/// Equal to what enumeration finds; in the rare system that time runs out on, a bound that is not above it.
bool is_right(const Plan& plan, const Enumerated& expected) {
    if (plan.status == PlanStatus::bounded || plan.status == PlanStatus::undecided)
        return !expected.rank || plan.bound <= expected.effort() + 1e-6;
    if (!expected.rank) return plan.status == PlanStatus::unreachable;
    return plan.status == PlanStatus::optimal && std::abs(plan.effort - expected.effort()) < 1e-6;
}

bool is_same(const std::vector<Answer>& some, const std::vector<Answer>& others) {
    return std::ranges::equal(some, others, [](const Answer& one, const Answer& other) {
        return one.state == other.state && one.number == other.number && one.chosen == other.chosen;
    });
}

constexpr std::string_view small_index = R"(  items:
    - {id: a, type: choice, weight: 2, title: A, options: [{id: none, score: 0, text: N}, {id: half, score: 50, text: H, effort: 4}, {id: full, score: 100, text: F, effort: 40}]}
    - {id: b, type: number, title: B, range: [0, 100], effort: 1, score: {points: [[0, 0], [100, 100]]}}
    - {id: c, type: yesno, title: C, score: {yes: 100, no: 0}}
)";
constexpr std::string_view small_ladder = R"(inputs:
  - {id: honest, type: yesno, title: Honest}
ladders:
  - id: steps
    title: Steps
    levels:
      - {id: low, title: Low, require: [{score: total, at_least: 30}]}
      - {id: high, title: High, require: [{score: total, at_least: 60}, {answer: honest, is: yes, veto: true}]}
)";

Plan plan_small(std::string_view answers, Rung target, PlanOptions options = {}) {
    const Scored scored = score_text(system_with(small_index, small_ladder), answers);
    return make_plan(*scored.program, scored.sheet.answers, {0}, target, options);
}

}  // namespace

TEST_CASE("A plan takes the cheapest moves and says what each brings") {
    // 30 points of total: half of a (4 for 25), then 20 more of b (5 points) for 20.
    const Plan plan = plan_small("{a: none, b: 0, c: no, honest: yes}", 1);
    CHECK(plan.status == PlanStatus::optimal);
    CHECK(plan.effort == Approx(24));
    CHECK(plan.bound == Approx(24));
    CHECK(plan.reached == 1);
    REQUIRE(plan.steps.size() == 2);
    CHECK(plan.steps[0].stage == PlanStage::quick_win);
    CHECK(plan.steps[0].gain == Approx(25));
    CHECK(plan.steps[1].total == Approx(30));
    CHECK(plan.steps[1].newly_met == std::vector<std::uint32_t>{0});
}

TEST_CASE("What is kept stays, and what is open costs as if there were nothing") {
    const Scored scored = score_text(system_with(small_index, small_ladder), "{c: no, honest: yes}");
    PlanOptions options;
    options.kept = {*scored.program->outline->find_item("a")};
    const Plan plan = make_plan(*scored.program, scored.sheet.answers, {0}, 1, options);
    CHECK(plan.effort == Approx(120));  // c for 100, then 20 of b
    const Plan free = make_plan(*scored.program, scored.sheet.answers, {0}, 1, {});
    CHECK(free.effort == Approx(24));
}

TEST_CASE("An unreachable level names the requirement and what holds it") {
    const Plan plan = plan_small("{a: none, b: 0, c: no, honest: no}", 2);
    CHECK(plan.status == PlanStatus::unreachable);
    REQUIRE(plan.blockers.size() == 1);
    CHECK(plan.blockers[0].requirement == 2);
    CHECK(plan.blockers[0].alone);
    REQUIRE(plan.blockers[0].fixed.size() == 1);
    CHECK(plan.blockers[0].fixed[0].second == FixedReason::input);
}

TEST_CASE("An input changes where it is freed") {
    const Scored scored =
        score_text(system_with(small_index, small_ladder), "{a: full, b: 100, c: no, honest: no}");
    PlanOptions options;
    options.freed = {*scored.program->outline->find_item("honest")};
    const Plan plan = make_plan(*scored.program, scored.sheet.answers, {0}, 2, options);
    CHECK(plan.status == PlanStatus::optimal);
    CHECK(plan.steps.size() == 1);
}

TEST_CASE("A budget pays the highest level it can, else the most points") {
    PlanOptions options;
    options.budget = 30;
    const Plan level = plan_small("{a: none, b: 0, c: no, honest: yes}", 2, options);
    CHECK(level.goal == PlanGoal::level);
    CHECK(level.target == 1);
    CHECK(level.over_budget.has_value());
    options.budget = 10;
    const Plan points = plan_small("{a: none, b: 0, c: no, honest: yes}", 2, options);
    CHECK(points.goal == PlanGoal::score);
    CHECK(points.status == PlanStatus::optimal);
    CHECK(points.after.nodes.front().low == Approx(25 + 1.5));
}

TEST_CASE("Efforts of the enterprise replace those of the system") {
    const Scored scored =
        score_text(system_with(small_index, small_ladder), "{a: none, b: 0, c: no, honest: yes}");
    PlanOptions options;
    options.efforts = {{*scored.program->outline->find_item("b"), std::nullopt, 0.1}};
    const Plan plan = make_plan(*scored.program, scored.sheet.answers, {0}, 1, options);
    CHECK(plan.effort == Approx(6));  // half of a for 4, then 20 of b for 2
}

TEST_CASE(
    "Of plans that cost the same the one of fewest steps is taken, then the one that begins with the first "
    "question") {
    constexpr std::string_view index = R"(  items:
    - {id: a, type: yesno, title: A, score: {yes: 100, no: 0}}
    - {id: b, type: number, title: B, range: [0, 200], effort: 1, score: {points: [[0, 0], [200, 200]]}}
    - {id: c, type: yesno, title: C, score: {yes: 100, no: 0}}
    - {id: d, type: number, title: D, range: [0, 200], effort: 1, score: {points: [[0, 0], [200, 200]]}}
)";
    const Scored scored =
        score_text(system_with(index, small_ladder), "{a: no, b: 0, c: no, d: 0, honest: yes}");
    const auto item = [&](const char* id) { return *scored.program->outline->find_item(id); };
    // 30 of a total of four are 120 points: everywhere at an effort of 1 a point.
    const Plan plan = make_plan(*scored.program, scored.sheet.answers, {0}, 1, {});
    CHECK(plan.effort == Approx(120));
    REQUIRE(plan.steps.size() == 1);
    CHECK(plan.steps[0].item == item("b"));  // a alone does not reach, d comes later
    PlanOptions options;
    options.kept = {item("b"), item("d")};
    options.efforts = {{item("a"), std::nullopt, 50}, {item("c"), std::nullopt, 50}};
    const Scored half =
        score_text(system_with(index, small_ladder), "{a: no, b: 20, c: no, d: 0, honest: yes}");
    const Plan first = make_plan(*half.program, half.sheet.answers, {0}, 1, options);
    REQUIRE(first.steps.size() == 1);
    CHECK(first.steps[0].item == item("a"));
}

TEST_CASE("An answer below 0 under a geometric mean stands in the way of no plan") {
    constexpr std::string_view index = R"(  items:
    - id: g
      title: G
      aggregate: geometric_mean
      items:
        - {id: a, type: choice, title: A, options: [{id: bad, score: -10, text: B}, {id: good, score: 60, text: G, effort: 9}]}
        - {id: b, type: yesno, title: B, score: {yes: 100, no: 50}}
    - {id: c, type: yesno, title: C, score: {yes: 100, no: 0}}
)";
    const Scored scored = score_text(system_with(index, small_ladder), "{a: bad, b: no, c: no, honest: yes}");
    PlanOptions options;
    options.efforts = {{*scored.program->outline->find_item("c"), std::nullopt, 5}};
    const Plan plan = make_plan(*scored.program, scored.sheet.answers, {0}, 1, options);
    CHECK(plan.status == PlanStatus::optimal);
    CHECK(plan.effort == Approx(5));
}

TEST_CASE("Plans of random systems cost what enumeration finds, in both kinds of goal") {
    int planned = 0;
    for (std::uint64_t seed = 1; seed <= 120; ++seed) {
        CAPTURE(seed);
        Random random(seed);
        SystemFeatures features;
        features.only_monotone = seed % 3 == 0;
        const auto program = compile_text(random_system(random, features));
        const Scored scored = score_text(program, random_answers(random, *program->outline));
        if (!scored.sheet.is_valid() || !scored.evaluation.is_valid()) continue;
        const LadderIndex ladder{static_cast<std::uint32_t>(random.below(2))};
        const LadderValue& now = scored.evaluation.ladders[ladder.value];
        if (now.state == LadderState::not_applicable || now.level == 3) continue;
        PlanOptions options;
        options.time_limit_seconds = 3;
        options.freed = {*program->outline->find_item("amount"), *program->outline->find_item("gate1")};
        options.kept = keep_enough(random, scored, options, 3000);
        Enumeration all(*program, scored.sheet.answers,
                        plan_choices(*program, scored.sheet.answers, scored.evaluation, options));
        const Rung target = now.level + 1;
        const double budget = 20;
        const Enumerated expected = all.run(ladder, target, budget);

        const Plan plan = make_plan(*program, scored.sheet.answers, ladder, target, options);
        CHECK(is_right(plan, expected));
        if (plan.status == PlanStatus::optimal) CHECK(is_same(plan.answers, expected.answers));
        if (plan.status == PlanStatus::unreachable) CHECK_FALSE(plan.blockers.empty());

        if (plan.rounds > 20) continue;  // slow, and there is nothing new to see
        const Plan again = make_plan(*program, scored.sheet.answers, ladder, target, options);
        CHECK(again.steps.size() == plan.steps.size());
        for (std::size_t step = 0; step < std::min(plan.steps.size(), again.steps.size()); ++step)
            CHECK(again.steps[step].item == plan.steps[step].item);

        options.budget = budget;
        const Plan bought = make_plan(*program, scored.sheet.answers, ladder, target, options);
        if (bought.goal == PlanGoal::score)
            CHECK(bought.after.nodes.front().low == Approx(expected.total).margin(1e-5));
        else
            CHECK(bought.effort <= budget + 1e-6);
        ++planned;
    }
    CHECK(planned > 40);
}

}  // namespace tidu::test
