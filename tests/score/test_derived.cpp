// SPDX-License-Identifier: Apache-2.0
// Spec section 1, derived values.
#include "catch.h"
#include "scored.h"

using namespace tidu;
using namespace tidu::test;

namespace {

const std::string inputs =
    "inputs:\n"
    "  - {id: part, type: number, title: T, not_applicable: exclude}\n"
    "  - {id: whole, type: number, title: T, not_applicable: exclude}\n";

std::shared_ptr<const Program> rate(const std::string& derive, const std::string& more = {}) {
    return compile_text(
        system_with("  items:\n    - {id: rate, title: T, type: number, range: [0, 100], derive: " + derive +
                        ", score: {points: [[0, 0], [100, 100]]}" + more + "}",
                    inputs));
}

Finding::Kind only_finding(const Scored& scored) {
    REQUIRE(scored.evaluation.findings.size() == 1);
    return scored.evaluation.findings[0].kind;
}

}  // namespace

TEST_CASE("percent and change are computed from their parts", "[derived]") {
    CHECK(score_text(rate("{percent: [part, whole]}"), "part: 3\nwhole: 4").node("rate").score == 75);
    CHECK(score_text(rate("{change: [part, whole]}"), "part: 120\nwhole: 80").item("rate").number == 50);
    CHECK(score_text(rate("{sum: [part, [whole, 0.5]]}"), "part: 10\nwhole: 4").item("rate").number == 12);
    CHECK(score_text(rate("{difference: [part, whole]}"), "part: 10\nwhole: 4").item("rate").number == 6);
}

TEST_CASE("a missing part leaves the value missing, a part not applicable makes it so", "[derived]") {
    CHECK(score_text(rate("{percent: [part, whole]}"), "part: 3").node("rate").state == NodeState::missing);
    const auto scored =
        score_text(rate("{percent: [part, whole]}"), "part: {not_applicable: true, reason: x}\nwhole: 4");
    CHECK(scored.node("rate").state == NodeState::not_applicable);
    CHECK(scored.evaluation.is_valid());  // left out, although the question itself may not be declared so
}

TEST_CASE("nothing over nothing is not applicable where that is allowed, else an error", "[derived]") {
    const auto allowed =
        score_text(rate("{percent: [part, whole]}", ", not_applicable: exclude"), "part: 0\nwhole: 0");
    CHECK(allowed.node("rate").state == NodeState::not_applicable);
    CHECK(only_finding(score_text(rate("{percent: [part, whole]}"), "part: 0\nwhole: 0")) ==
          Finding::Kind::derived_division_by_zero);
    CHECK(only_finding(score_text(rate("{percent: [part, whole]}", ", not_applicable: exclude"),
                                  "part: 1\nwhole: 0")) == Finding::Kind::derived_division_by_zero);
    CHECK(only_finding(score_text(rate("{change: [part, whole]}"), "part: 1\nwhole: -2")) ==
          Finding::Kind::change_from_nonpositive);
}

TEST_CASE("a derived value outside the range is an error, within the tolerance it is the end", "[derived]") {
    const auto over = score_text(rate("{percent: [part, whole]}"), "part: 5\nwhole: 4");
    CHECK(only_finding(over) == Finding::Kind::derived_out_of_range);
    CHECK(over.evaluation.findings[0].value == 125);
    CHECK(score_text(rate("{sum: [part, whole]}"), "part: 100.0000000005\nwhole: 0").node("rate").score ==
          100);
}

TEST_CASE("a divisor within the tolerance of 0 is 0", "[derived]") {
    // 0.3 - 0.1 - 0.2 leaves -2.8e-17 in binary.
    const std::string nothing =
        "  - {id: rest, type: number, title: T, derive: {sum: [whole, [part, -1], [part, -2]]}}\n";
    const std::string derived =
        "{id: rate, title: T, type: number, not_applicable: exclude, derive: {percent: [rest, rest]}, score: "
        "{target: 100}}";
    const auto scored =
        score_text(system_with("  items:\n    - " + derived, inputs + nothing), "part: 0.1\nwhole: 0.3");
    CHECK(scored.item("rest").number != 0);
    CHECK(scored.node("rate").state == NodeState::not_applicable);
    CHECK(only_finding(score_text(rate("{change: [part, whole]}"), "part: 1\nwhole: 1e-10")) ==
          Finding::Kind::derived_division_by_zero);
}

TEST_CASE("a derived number is bounded where no range is stated", "[derived]") {
    const auto program = compile_text(
        system_with("  items:\n    - {id: q, title: T, type: yesno, score: {yes: 1, no: 0}}",
                    inputs + "  - {id: ratio, type: number, title: T, derive: {percent: [part, whole]}}\n"));
    CHECK(only_finding(score_text(program, "part: 1e15\nwhole: 0.00001")) ==
          Finding::Kind::derived_out_of_range);
    CHECK(score_text(program, "part: 1e12\nwhole: 1").item("ratio").number == 1e14);
    // An answer that large is refused before anything is derived from it.
    CHECK_FALSE(score_text(program, "part: 1e300\nwhole: 1").sheet.is_valid());
}

TEST_CASE("a required input that cannot be derived leaves the sheet invalid", "[derived]") {
    const std::string total =
        "  - {id: total_staff, type: number, title: T, required: true, derive: {sum: [part, whole]}}\n";
    const auto program = compile_text(system_with(
        "  items:\n    - {id: q, title: T, type: yesno, score: {yes: 1, no: 0}}", inputs + total));
    CHECK(only_finding(score_text(program, "q: yes\npart: 3")) == Finding::Kind::required_missing);
    CHECK_FALSE(score_text(program, "q: yes\npart: 3").evaluation.is_valid());
    CHECK(score_text(program, "q: yes\npart: 3\nwhole: 4").evaluation.is_valid());
    CHECK(score_text(program, "q: yes\ntotal_staff: 7").evaluation.is_valid());
    CHECK(score_text(program, "part: {not_applicable: true, reason: x}\nwhole: 4").evaluation.is_valid());
}

TEST_CASE("a direct answer wins over the derived one and is compared with it", "[derived]") {
    const auto same = score_text(rate("{percent: [part, whole]}"), "part: 3\nwhole: 4\nrate: 75.5");
    CHECK(same.node("rate").score == 75.5);
    CHECK(same.evaluation.findings.empty());
    CHECK(only_finding(score_text(rate("{percent: [part, whole]}"), "part: 3\nwhole: 4\nrate: 80")) ==
          Finding::Kind::derived_disagrees);
}

TEST_CASE("the first case that holds gives the value, an unknown one ends the search", "[derived]") {
    const std::string size =
        "inputs:\n"
        "  - {id: people, type: number, title: T}\n"
        "  - id: size\n    type: choice\n    title: T\n    options: [{id: micro, text: M}, {id: large, text: "
        "L}]\n"
        "    derive: {first: [{when: {answer: people, at_least: 1000}, value: large}, {value: micro}]}\n";
    const auto program = compile_text(
        system_with("  items:\n    - {id: a, title: T, type: yesno, score: {yes: 1, no: 0}}", size));
    CHECK(score_text(program, "people: 2000").item("size").number == 1);
    CHECK(score_text(program, "people: 12").item("size").number == 0);
    CHECK(score_text(program, "a: yes").item("size").state == AnswerState::missing);
}

TEST_CASE("counts and shares of leaves are values too", "[derived]") {
    const std::string scenes =
        "  items:\n"
        "    - {id: s1, title: T, tags: [scene], type: yesno, score: {yes: 100, no: 0}}\n"
        "    - {id: s2, title: T, tags: [scene], type: yesno, score: {yes: 100, no: 0}}\n"
        "    - {id: s3, title: T, tags: [scene], type: yesno, score: {yes: 100, no: 0}}";
    const std::string derived =
        "inputs:\n"
        "  - {id: built, type: number, title: T, derive: {count: {tag: scene, scoring: 50}}}\n"
        "  - {id: portion, type: number, title: T, derive: {share: {part: {tag: scene, scoring: 50}, of: "
        "{tag: scene}}}}\n";
    const auto program = compile_text(system_with(scenes, derived));
    const auto scored = score_text(program, "s1: yes\ns2: no\ns3: yes");
    CHECK(scored.item("built").number == 2);
    CHECK(scored.item("portion").number == Approx(2.0 / 3));
    const auto open = score_text(program, "s1: yes\ns2: no");
    CHECK(open.item("built").state == AnswerState::missing);
    CHECK(open.item("built").possible.low == 1);
    CHECK(open.item("built").possible.high == 2);
}
