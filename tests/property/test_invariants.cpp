// SPDX-License-Identifier: Apache-2.0
// What must not change, and what may only rise: monotony, contributions, weights, orders, memory that is used
// again.
#include <algorithm>
#include <cstdio>

#include "catch.h"
#include "random_case.h"
#include "tidu/result/digits.h"
#include "tidu/score/explain.h"
#include "tidu/text/number.h"

using namespace tidu;
using namespace tidu::test;

namespace {

bool is_scored(const AnswerSheet& sheet, const Scored& scored) {
    return sheet.is_valid() && scored.evaluation.is_valid();
}

/// A valid sheet with its scores; nullopt: ten tries gave none.
std::optional<Scored> valid_sheet(RandomCase& random_case) {
    for (int attempt = 0; attempt < 10; ++attempt) {
        const AnswerSheet sheet = random_case.random_sheet();
        Scored scored = random_case.score(sheet);
        if (is_scored(sheet, scored)) return scored;
    }
    return std::nullopt;
}

/// Every value of an evaluation as exact text, by id, so that evaluations of reordered systems can be
/// compared.
std::string exact_text(const Program& program, const Evaluation& evaluation) {
    std::vector<std::string> lines;
    const auto line = [&](const std::string& id, std::initializer_list<double> values) {
        std::string text = id;
        for (const double value : values) {
            char number[40];
            std::snprintf(number, sizeof number, " %a", value);
            text += number;
        }
        lines.push_back(text);
    };
    const auto points = contributions(program, evaluation);
    const auto gains = gaps(program, evaluation);
    for (std::size_t position = 0; position < evaluation.nodes.size(); ++position) {
        const NodeValue& node = evaluation.nodes[position];
        line(program.outline->nodes()[position].node->id.text,
             {double(node.state), double(node.counts), node.score, node.maximum, node.minimum, node.low,
              node.high, node.open_maximum, node.open_minimum, node.weight, node.normalised_weight,
              double(node.known_leaves), double(node.applicable_leaves), points[position].value_or(-1),
              gains[position].value_or(-1)});
    }
    for (std::size_t position = 0; position < evaluation.items.size(); ++position) {
        const ItemValue& item = evaluation.items[position];
        line("item " + program.outline->items()[position].item->id.text,
             {double(item.state), double(item.assumed), double(item.off), item.number, double(item.chosen),
              item.possible.low, item.possible.high, double(item.evidence_count)});
    }
    for (std::size_t check = 0; check < evaluation.checks.size(); ++check)
        line("check " + std::to_string(check), {double(evaluation.checks[check])});
    for (std::size_t position = 0; position < evaluation.ladders.size(); ++position) {
        const LadderValue& ladder = evaluation.ladders[position];
        line("ladder " + std::to_string(position),
             {double(ladder.state), double(ladder.level), double(ladder.possible),
              double(ladder.expectation.value_or(99)), double(ladder.expectation_unknown)});
        for (const Verdict verdict : ladder.verdicts)
            lines.back() += " " + std::to_string(static_cast<int>(verdict));
    }
    std::ranges::sort(lines);
    std::string text = std::to_string(evaluation.findings.size()) + " findings\n";
    for (const std::string& entry : lines)
        text += entry + "\n";
    return text;
}

std::shared_ptr<const Program> compiled(System system) {
    return compile(std::make_shared<const Outline>(std::make_shared<const System>(std::move(system))));
}

/// The answers of a sheet in the item order of another program.
std::vector<Answer> answers_for(const Program& program, const Scored& scored) {
    std::vector<Answer> answers;
    for (const Outline::ItemEntry& entry : program.outline->items())
        answers.push_back(
            scored.sheet.answers[scored.program->outline->find_item(entry.item->id.text).value().value]);
    return answers;
}

/// Multiplies the weights of siblings by one factor per group; a node that weighs what its children weigh
/// passes it on.
void scale_children(Node& group, double factor) {
    static const double factors[] = {0.125, 3, 7.5, 1000};
    std::size_t next = group.children.size();
    for (Node& child : group.children) {
        const bool weighs_as_children = std::holds_alternative<LeavesWeight>(child.weight.value);
        if (auto* plain = std::get_if<double>(&child.weight.value)) *plain *= factor;
        if (auto* by = std::get_if<WeightBy>(&child.weight.value))
            for (auto& [option, weight] : by->weights)
                weight *= factor;
        scale_children(child, weighs_as_children ? factor : factors[next++ % 4]);
    }
}

/// Another answer of the leaf that scores more; nullopt: none was found.
std::optional<Answer> better_answer(RandomCase& random_case, NodeIndex leaf, double now) {
    const CompiledNode& node = (*random_case.program)[leaf];
    for (int attempt = 0; attempt < 5; ++attempt) {
        const Answer answer = random_case.random_answer(*node.item);
        if (leaf_points(node.score, answer.number, answer.chosen).value_or(now) > now) return answer;
    }
    return std::nullopt;
}

/// What the value of a group adds to the total when each point of it is worth `unit` points.
void check_contributions(const Scored& scored, const std::vector<std::optional<double>>& points) {
    const Program& program = *scored.program;
    for (std::size_t position = 0; position < program.nodes.size(); ++position) {
        const CompiledNode& group = program.nodes[position];
        const NodeValue& value = scored.evaluation.nodes[position];
        const bool linear = group.aggregate.kind == AggregateKind::weighted_mean ||
                            group.aggregate.kind == AggregateKind::sum;
        const bool enters_as_it_is = !group.parent || program[*group.parent].normalise == Normalise::none;
        if (group.is_leaf() || !linear || !enters_as_it_is || !points[position] || value.score == 0) continue;
        const double unit = *points[position] / value.score;
        double sum = group.aggregate.kind == AggregateKind::sum ? group.aggregate.base * unit : 0;
        for (const NodeIndex child : group.children)
            sum += points[child.value].value_or(0);
        INFO("group " << program.outline->nodes()[position].node->id.text);
        REQUIRE(sum == Approx(*points[position]).epsilon(1e-9).margin(1e-9));
    }
}

}  // namespace

TEST_CASE("a better answer never lowers a score or a level of a monotone system", "[invariants]") {
    int improved = 0;
    for (std::uint64_t seed = 3001; seed < seeds_end(3001, 250); ++seed) {
        RandomCase random_case(seed, {.only_fast = false, .only_monotone = true});
        const auto before = valid_sheet(random_case);
        if (!before) continue;
        for (std::uint32_t node = 0; node < before->evaluation.nodes.size(); ++node) {
            const CompiledNode& leaf = random_case.program->nodes[node];
            if (!leaf.is_leaf() || before->evaluation.nodes[node].state != NodeState::known) continue;
            const auto answer = better_answer(random_case, {node}, before->evaluation.nodes[node].score);
            if (!answer) continue;
            AnswerSheet sheet = before->sheet;
            sheet.answers[leaf.item->value] = *answer;
            const Scored after = random_case.score(sheet);
            INFO("seed " << seed << ", better " << random_case.program->outline->nodes()[node].node->id.text
                         << "\n"
                         << random_case.yaml);
            if (!after.evaluation.is_valid()) continue;  // a constraint forbids it
            ++improved;
            for (std::size_t other = 0; other < after.evaluation.nodes.size(); ++other) {
                INFO("node " << random_case.program->outline->nodes()[other].node->id.text);
                REQUIRE(after.evaluation.nodes[other].score >=
                        before->evaluation.nodes[other].score - tolerance);
                REQUIRE(after.evaluation.nodes[other].low >= before->evaluation.nodes[other].low - tolerance);
                REQUIRE(after.evaluation.nodes[other].high >=
                        before->evaluation.nodes[other].high - tolerance);
            }
            for (std::size_t ladder = 0; ladder < after.evaluation.ladders.size(); ++ladder) {
                REQUIRE(after.evaluation.ladders[ladder].level >= before->evaluation.ladders[ladder].level);
                REQUIRE(after.evaluation.ladders[ladder].possible >=
                        before->evaluation.ladders[ladder].possible);
            }
        }
    }
    CHECK(improved > 500);
}

TEST_CASE("contributions add up to the value above them, bases included", "[invariants]") {
    for (std::uint64_t seed = 4001; seed < seeds_end(4001, 400); ++seed) {
        RandomCase random_case(seed, {});
        const auto scored = valid_sheet(random_case);
        if (!scored) continue;
        INFO("seed " << seed << "\n" << random_case.yaml);
        const auto points = contributions(*random_case.program, scored->evaluation);
        if (points.front()) REQUIRE(*points.front() == scored->evaluation.nodes.front().score);
        check_contributions(*scored, points);
    }
}

TEST_CASE("weights of siblings scaled together change no score", "[invariants]") {
    for (std::uint64_t seed = 5001; seed < seeds_end(5001, 200); ++seed) {
        RandomCase random_case(seed, {});
        System system = random_case.program->outline->system();
        scale_children(system.index, 4.2);
        const auto scaled = compiled(std::move(system));
        const auto scored = valid_sheet(random_case);
        if (!scored) continue;
        Evaluation evaluation;
        evaluate(*scaled, answers_for(*scaled, *scored), {}, evaluation);
        INFO("seed " << seed << "\n" << random_case.yaml);
        REQUIRE(evaluation.is_valid());
        for (std::size_t node = 0; node < evaluation.nodes.size(); ++node) {
            INFO("node " << scaled->outline->nodes()[node].node->id.text);
            REQUIRE(evaluation.nodes[node].has_score == scored->evaluation.nodes[node].has_score);
            REQUIRE(evaluation.nodes[node].score ==
                    Approx(scored->evaluation.nodes[node].score).epsilon(1e-9).margin(1e-9));
            REQUIRE(evaluation.nodes[node].low ==
                    Approx(scored->evaluation.nodes[node].low).epsilon(1e-9).margin(1e-9));
            REQUIRE(evaluation.nodes[node].high ==
                    Approx(scored->evaluation.nodes[node].high).epsilon(1e-9).margin(1e-9));
        }
    }
}

TEST_CASE("the order of inputs, checks and constraints changes nothing", "[invariants]") {
    for (std::uint64_t seed = 6001; seed < seeds_end(6001, 150); ++seed) {
        RandomCase random_case(seed, {});
        const auto scored = valid_sheet(random_case);
        if (!scored) continue;
        System system = random_case.program->outline->system();
        std::ranges::reverse(system.inputs);
        std::ranges::reverse(system.constraints);
        const auto reversed = compiled(std::move(system));
        Evaluation evaluation;
        evaluate(*reversed, answers_for(*reversed, *scored), {}, evaluation);
        INFO("seed " << seed << "\n" << random_case.yaml);
        REQUIRE(exact_text(*reversed, evaluation) == exact_text(*scored->program, scored->evaluation));
    }
}

TEST_CASE("an evaluation that was used before gives the same bytes", "[invariants]") {
    Evaluation used;
    for (std::uint64_t seed = 7001; seed < seeds_end(7001, 150); ++seed) {
        RandomCase random_case(seed, {});
        const auto scored = valid_sheet(random_case);
        const auto other = valid_sheet(random_case);
        if (!scored || !other) continue;
        evaluate(*random_case.program, other->sheet.answers, {true}, used);
        evaluate(*random_case.program, scored->sheet.answers, {}, used);
        INFO("seed " << seed << "\n" << random_case.yaml);
        REQUIRE(exact_text(*random_case.program, used) ==
                exact_text(*random_case.program, scored->evaluation));
    }
}

namespace {

bool holds(double present, Comparator comparator, double needed, double slack) {
    switch (comparator) {
        case Comparator::at_least:
            return present >= needed - slack;
        case Comparator::below:
            return present < needed - slack;
        case Comparator::at_most:
            return present <= needed + slack;
        case Comparator::above:
            return present > needed + slack;
    }
    return false;
}

constexpr Comparator comparators[] = {Comparator::at_least, Comparator::above, Comparator::at_most,
                                      Comparator::below};

}  // namespace

TEST_CASE("a printed score stands on the same side of a threshold as the verdict", "[invariants]") {
    Random random(8001);
    const std::vector<double> offsets = {0,    1e-12, 5e-10, 9e-10, 1.1e-9, 2e-9,
                                         1e-8, 1e-6,  0.004, 0.04,  0.4,    3};
    for (int attempt = 0; attempt < 20000; ++attempt) {
        const double threshold = *parse_number(random.decimal(0, 100, static_cast<int>(random.below(5))));
        const double offset = random.pick(offsets);
        const double value = random.chance(0.5) ? threshold + offset : threshold - offset;
        for (const Comparator comparator : comparators) {
            const std::string printed = format_cut(value, digits_against(value, comparator, threshold, 1));
            INFO("value " << value << " printed " << printed << " against " << threshold << " by "
                          << static_cast<int>(comparator));
            REQUIRE(holds(*parse_number(printed), comparator, threshold, 0) ==
                    holds(value, comparator, threshold, tolerance));
        }
    }
}

TEST_CASE("scores of random enterprises are printed on the side of their verdicts", "[invariants]") {
    for (std::uint64_t seed = 9001; seed < seeds_end(9001, 200); ++seed) {
        RandomCase random_case(seed, {});
        const auto scored = valid_sheet(random_case);
        if (!scored) continue;
        const Program& program = *random_case.program;
        const ScoreDigits digits(program);
        for (const CompiledCondition& condition : program.conditions) {
            if (condition.kind != ConditionKind::score) continue;
            const NodeValue& node = scored->evaluation.nodes[condition.subject];
            if (!node.has_score || !node.has_bounds || node.low != node.high ||
                node.state == NodeState::not_applicable)
                continue;
            const int places = digits.of_score({condition.subject}, node.score, scored->evaluation.items, 1);
            const double printed = *parse_number(format_cut(node.score, places));
            for (std::uint32_t position = 0; position < condition.comparisons.count; ++position) {
                const CompiledComparison& comparison =
                    program.comparisons[condition.comparisons.first + position];
                if (comparison.operand.item) continue;
                INFO("seed " << seed << ", printed " << printed << " against " << comparison.operand.number);
                REQUIRE(holds(printed, comparison.comparator, comparison.operand.number, 0) ==
                        holds(node.score, comparison.comparator, comparison.operand.number, tolerance));
            }
        }
    }
}
