// SPDX-License-Identifier: Apache-2.0
// Conditions, checks, constraints and ladders: spec section 1 (conditions) and section 3.
#include "catch.h"
#include "scored.h"

using namespace tidu;
using namespace tidu::test;

namespace {

const std::string index =
    "  items:\n"
    "    - {id: a, title: T, type: number, range: [0, 100], score: {points: [[0, 0], [100, 100]]}}\n"
    "    - {id: b, title: T, type: number, range: [0, 100], score: {points: [[0, 0], [100, 100]]}, "
    "not_applicable: exclude}\n"
    "    - {id: s1, title: T, weight: 0, tags: [scene], type: yesno, score: {yes: 100, no: 0}}\n"
    "    - {id: s2, title: T, weight: 0, tags: [scene], type: yesno, score: {yes: 100, no: 0}, "
    "not_applicable: exclude}\n";
const std::string inputs =
    "inputs:\n"
    "  - {id: safe, type: yesno, title: T}\n"
    "  - {id: limit, type: number, title: T, default: 60}\n"
    "  - {id: status, type: choice, title: T, default: none, options: [{id: none, text: N}, {id: giant, "
    "text: G}]}\n";

Scored with_checks(const std::string& condition, const std::string& answers) {
    return score_text(
        system_with(index, inputs + "checks:\n  - {id: it, title: T, when: " + condition + "}\n"), answers);
}
Truth truth(const std::string& condition, const std::string& answers) {
    return with_checks(condition, answers).check("it");
}

const std::string ladder =
    "ladders:\n"
    "  - id: factory\n"
    "    title: T\n"
    "    applies_if: {answer: status, in: [none, giant]}\n"
    "    levels:\n"
    "      - {id: basic, title: T, require: [{score: total, at_least: 40}, {answer: safe, is: yes, veto: "
    "true}]}\n"
    "      - {id: advanced, title: T, require: [{score: total, at_least: {answer: limit}}, {count: {tag: "
    "scene, scoring: 50}, at_least: 2}]}\n"
    "    expected:\n"
    "      - {when: {answer: status, is: giant}, level: advanced, due: 2027-12-31}\n"
    "      - {when: {answer: status, is: none}, level: basic}\n";

Scored on_ladder(const std::string& answers) {
    return score_text(system_with(index, inputs + ladder), answers);
}

}  // namespace

TEST_CASE("a condition is true or false only when every open answer leaves it so", "[conditions]") {
    CHECK(truth("{score: total, at_least: 40}", "a: 40\nb: 40") == Truth::yes);
    CHECK(truth("{score: total, at_least: 40}", "a: 90") == Truth::yes);
    CHECK(truth("{score: total, at_least: 60}", "a: 90") == Truth::unknown);
    CHECK(truth("{score: total, at_least: 60}", "a: 10") == Truth::no);
    CHECK(truth("{answer: safe, is: yes}", "safe: no") == Truth::no);
    CHECK(truth("{answer: safe, is: yes}", "a: 1") == Truth::unknown);
    CHECK(truth("{answer: safe, in: [yes, no]}", "a: 1") == Truth::yes);
    CHECK(truth("{answer: a, at_most: 100}", "b: 1") == Truth::yes);
    CHECK(truth("{answer: a, above: 100}", "b: 1") == Truth::no);
    CHECK(truth("{answer: status, at_least: giant}", "status: none") == Truth::no);
}

TEST_CASE("comparisons allow a billionth", "[conditions]") {
    CHECK(truth("{answer: a, at_least: 60}", "a: 59.9999999995") == Truth::yes);
    CHECK(truth("{answer: a, at_least: 60}", "a: 59.99999") == Truth::no);
    CHECK(truth("{answer: a, below: 60}", "a: 59.9999999995") == Truth::no);
    CHECK(truth("{answer: a, above: 60}", "a: 60.0000000005") == Truth::no);
    CHECK(truth("{answer: a, at_least: 20, at_most: 30}", "a: 25") == Truth::yes);
    CHECK(truth("{answer: a, at_least: 20, at_most: 30}", "a: 35") == Truth::no);
}

TEST_CASE("groups follow Kleene and leave out what is not applicable", "[conditions]") {
    const std::string na = "{score: b, at_least: 10}";
    const std::string gone = "a: 50\nb: {not_applicable: true, reason: x}";
    CHECK(truth(na, gone) == Truth::not_applicable);
    CHECK(truth("{not: " + na + "}", gone) == Truth::not_applicable);
    CHECK(truth("{all: [" + na + ", {answer: a, at_least: 50}]}", gone) == Truth::yes);
    CHECK(truth("{any: [" + na + ", {answer: a, at_least: 60}]}", gone) == Truth::no);
    CHECK(truth("{all: [" + na + "]}", gone) == Truth::not_applicable);
    CHECK(truth("{any: [{answer: safe, is: yes}, {answer: a, at_least: 50}]}", "a: 50") == Truth::yes);
    CHECK(truth("{all: [{answer: safe, is: yes}, {answer: a, at_least: 50}]}", "a: 50") == Truth::unknown);
    CHECK(truth("{all: [{answer: safe, is: yes}, {answer: a, at_least: 50}]}", "a: 40") == Truth::no);
}

TEST_CASE("counts and shares hold for what may still come", "[conditions]") {
    const std::string two = "{count: {tag: scene, scoring: 50}, at_least: 2}";
    CHECK(truth(two, "s1: yes\ns2: yes") == Truth::yes);
    CHECK(truth(two, "s1: yes") == Truth::unknown);
    CHECK(truth(two, "s1: no") == Truth::no);
    CHECK(truth("{count: {tag: scene, scoring: best}, all: true}",
                "s1: yes\ns2: {not_applicable: true, reason: x}") == Truth::yes);
    const std::string half = "{share: {part: {tag: scene, scoring: 50}, of: {tag: scene}}, at_least: 0.5}";
    CHECK(truth(half, "s1: yes") == Truth::yes);
    CHECK(truth(half, "s1: no") == Truth::unknown);
    CHECK(truth(half, "s1: no\ns2: no") == Truth::no);
}

TEST_CASE("a ladder gives the level reached for certain and the one still possible", "[ladders]") {
    const auto all = on_ladder("a: 70\nb: 70\nsafe: yes\ns1: yes\ns2: yes");
    CHECK(all.level("factory") == "advanced");
    CHECK(all.ladder("factory").state == LadderState::decided);
    const auto open = on_ladder("a: 90\nsafe: yes\ns1: yes");
    CHECK(open.level("factory") == "basic");
    CHECK(open.possible("factory") == "advanced");
    CHECK(open.ladder("factory").state == LadderState::open);
    const auto vetoed = on_ladder("a: 100\nb: 100\nsafe: no\ns1: yes\ns2: yes");
    CHECK(vetoed.level("factory") == "none");
    CHECK(vetoed.ladder("factory").state == LadderState::decided);
    CHECK(vetoed.ladder("factory").verdicts ==
          std::vector<Verdict>{Verdict::met, Verdict::unmet, Verdict::met, Verdict::met});
}

TEST_CASE("a threshold that is an input can be set", "[ladders]") {
    CHECK(on_ladder("a: 70\nb: 70\nsafe: yes\ns1: yes\ns2: yes\nlimit: 75").level("factory") == "basic");
}

TEST_CASE("what policy expects is the first entry that holds", "[ladders]") {
    CHECK(on_ladder("a: 70\nstatus: giant").ladder("factory").expectation == 0u);
    CHECK(on_ladder("a: 70").ladder("factory").expectation == 1u);
}

TEST_CASE("requirements may depend on a condition and on applicability", "[ladders]") {
    const auto level = [](const std::string& requirement, const std::string& answers) {
        return score_text(
            system_with(index,
                        inputs +
                            "ladders:\n  - id: l\n    title: T\n    levels:\n      - {id: one, title: T, "
                            "require: [" +
                            requirement + "]}\n"),
            answers);
    };
    const std::string only = "{score: a, at_least: 50, only_if: {answer: status, is: giant}}";
    CHECK(level(only, "a: 10").level("l") == "one");
    CHECK(level(only, "a: 10\nstatus: giant").level("l") == "none");
    const std::string maybe = "{score: a, at_least: 50, only_if: {answer: safe, is: yes}}";
    CHECK(level(maybe, "a: 60").level("l") == "one");
    CHECK(level(maybe, "a: 10").level("l") == "none");
    CHECK(level(maybe, "a: 10").possible("l") == "one");
    const std::string gone = "b: {not_applicable: true, reason: x}\na: 1";
    CHECK(level("{score: b, at_least: 50}", gone).level("l") == "one");
    CHECK(level("{score: b, at_least: 50, on_not_applicable: fail}", gone).level("l") == "none");
}

TEST_CASE("a ladder that does not apply is off, and so are conditions on it", "[ladders]") {
    const std::string off =
        "ladders:\n  - id: l\n    title: T\n    applies_if: {answer: status, is: giant}\n    levels:\n      "
        "- {id: one, title: T, require: []}\n"
        "checks:\n  - {id: it, title: T, when: {level: l, at_least: one}}\n";
    const auto scored = score_text(system_with(index, inputs + off), "a: 5");
    CHECK(scored.ladder("l").state == LadderState::not_applicable);
    CHECK(scored.check("it") == Truth::not_applicable);
    const auto on = score_text(system_with(index, inputs + off), "a: 5\nstatus: giant");
    CHECK(on.level("l") == "one");
    CHECK(on.check("it") == Truth::yes);
}

TEST_CASE("constraints are violated only by what is certain", "[conditions]") {
    const std::string rule =
        "constraints:\n  - {id: c, severity: error, title: T, never: {answer: a, above: {answer: b}}}\n";
    const auto program = compile_text(system_with(index, rule));
    CHECK(score_text(program, "a: 5").evaluation.findings.empty());
    const auto broken = score_text(program, "a: 5\nb: 4");
    REQUIRE(broken.evaluation.findings.size() == 1);
    CHECK(broken.evaluation.findings[0].kind == Finding::Kind::constraint_violated);
    CHECK_FALSE(broken.evaluation.is_valid());
}

TEST_CASE("a reading shows what is needed and what is there", "[conditions]") {
    const auto scored = on_ladder("a: 90\nsafe: yes\ns1: yes");
    const CompiledLadder& compiled = scored.program->ladders[0];
    const auto total = read_condition(*scored.program, scored.evaluation, compiled.requirements[2].condition);
    CHECK(total.kind == "score");
    CHECK(total.subject == "total");
    CHECK(total.comparator == "at_least");
    CHECK(total.needed == 60);
    CHECK(total.present == 45);
    CHECK(total.present_low == 45);
    CHECK(total.present_high == 95);
    const auto scenes =
        read_condition(*scored.program, scored.evaluation, compiled.requirements[3].condition);
    CHECK(scenes.kind == "count");
    CHECK(scenes.subject == "scene");
    CHECK(scenes.present == 1);
    CHECK(scenes.present_high == 2);
}
