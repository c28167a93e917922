// SPDX-License-Identifier: Apache-2.0
// Spec section 2: states, aggregates, bounds, contributions and gaps, each on a system of a few lines.
#include "catch.h"
#include "scored.h"

using namespace tidu;
using namespace tidu::test;

namespace {

/// A question of type number on 0 to 100 that scores its own value.
std::string number(const std::string& id, const std::string& more = {}) {
    return "{id: " + id + ", title: T, type: number, range: [0, 100], score: {points: [[0, 0], [100, 100]]}" +
           (more.empty() ? "" : ", " + more) + "}";
}

std::string items(std::initializer_list<std::string> lines, const std::string& indent = "    ") {
    std::string text = "  items:";
    for (const std::string& line : lines)
        text += "\n" + indent + "- " + line;
    return text;
}

}  // namespace

TEST_CASE("a weighted mean weighs the children that count", "[scores]") {
    const auto scored =
        score_text(system_with(items({number("a", "weight: 3"), number("b")})), "a: 80\nb: 40");
    CHECK(scored.node("total").score == Approx(70));
    CHECK(scored.node("total").maximum == 100);
    CHECK(scored.node("total").state == NodeState::known);
    CHECK(scored.contribution("a") == 60);
    CHECK(scored.contribution("b") == 10);
    CHECK(scored.gap("a") == 15);
    CHECK(scored.gap("b") == 15);
}

TEST_CASE("a missing leaf counts by its rule and leaves the score open", "[scores]") {
    const auto program =
        compile_text(system_with(items({number("a"), number("b"), number("c", "missing: exclude"),
                                        number("d", "missing: not_applicable, not_applicable: exclude")})));
    const auto scored = score_text(program, "a: 60");
    CHECK(scored.node("total").score == 30);  // a and b count, b as 0
    CHECK(scored.node("total").low == 20);    // all three of a, b and c count once they are answered
    CHECK(scored.node("total").high == Approx(260.0 / 3));
    CHECK(scored.node("total").state == NodeState::partial);
    CHECK(scored.node("d").state == NodeState::not_applicable);
    CHECK(scored.node("c").state == NodeState::missing);
    CHECK_FALSE(scored.node("c").has_score);
    CHECK(scored.gap("c") == Approx(160.0 / 3 - 30));
}

TEST_CASE("what is declared not applicable counts as the question says", "[scores]") {
    const auto declared = [](const std::string& mode) {
        const auto scored =
            score_text(system_with(items({number("a"), number("b", "not_applicable: " + mode)})),
                       "a: 50\nb: {not_applicable: true, reason: none}");
        CHECK(scored.evaluation.is_valid());
        CHECK(scored.node("b").state == NodeState::not_applicable);
        return scored.node("total").score;
    };
    CHECK(declared("exclude") == 50);
    CHECK(declared("full") == 75);
    CHECK(declared("zero") == 25);
    CHECK(declared("{score: 30}") == 40);
    const auto forbidden =
        score_text(system_with(items({number("a"), number("b")})), "a: 50\nb: {not_applicable: true}");
    REQUIRE(forbidden.evaluation.findings.size() == 1);
    CHECK(forbidden.evaluation.findings[0].kind == Finding::Kind::not_applicable_forbidden);
    CHECK_FALSE(forbidden.evaluation.is_valid());
}

TEST_CASE("a group without an applicable child is not applicable and leaves its weight to the others",
          "[scores]") {
    const auto scored =
        score_text(system_with("  items:\n    - id: g\n      title: T\n      items:\n        - " +
                               number("a", "not_applicable: exclude") + "\n    - " + number("b")),
                   "a: {not_applicable: true, reason: none}\nb: 40");
    CHECK(scored.node("g").state == NodeState::not_applicable);
    CHECK(scored.node("total").score == 40);
    CHECK(scored.evaluation.nodes[0].applicable_leaves == 1);
}

TEST_CASE("too much declared not applicable in a dimension is an error", "[scores]") {
    const std::string index = "  items:\n    - id: g\n      title: T\n      items:\n        - " +
                              number("a", "weight: 3, not_applicable: exclude") + "\n        - " +
                              number("b", "weight: 7, not_applicable: exclude") + "\n    - " + number("c");
    const auto program = compile_text(system_with(index, "policies: {not_applicable_limit: 0.3}\n"));
    CHECK(score_text(program, "a: {not_applicable: true, reason: x}\nb: 1\nc: 1").evaluation.is_valid());
    const auto over = score_text(program, "b: {not_applicable: true, reason: x}\na: 1\nc: 1");
    REQUIRE(over.evaluation.findings.size() == 1);
    CHECK(over.evaluation.findings[0].kind == Finding::Kind::not_applicable_limit);
    CHECK(over.evaluation.findings[0].value == Approx(0.7));
}

TEST_CASE("other aggregates follow their formulas", "[scores]") {
    const auto total = [](const std::string& aggregate, const std::string& answers = "a: 20\nb: 80") {
        return score_text(system_with("  aggregate: " + aggregate + "\n" + items({number("a"), number("b")})),
                          answers)
            .node("total")
            .score;
    };
    CHECK(total("geometric_mean") == Approx(40));
    CHECK(total("harmonic_mean") == Approx(32));
    CHECK(total("geometric_mean", "a: 0\nb: 80") == 0);
    CHECK(total("{geometric_mean: {floor: 1}}", "a: 0\nb: 81") == Approx(9));
    CHECK(total("minimum") == 20);
    CHECK(total("sum") == 100);
    CHECK(total("{sum: {base: 110}}") == 210);
    CHECK(total("mpi") == Approx(50 - 900.0 / 50));
    CHECK(total("mpi", "a: 0\nb: 0") == 0);
}

TEST_CASE("mpi is 0 where the mean is 0 within the tolerance", "[scores]") {
    const auto one = [](const std::string& id, const std::string& score) {
        return "{id: " + id + ", title: T, type: choice, options: [{id: x, text: X, score: " + score + "}]}";
    };
    // 0.1 + 0.2 - 0.3 leaves 5.6e-17 in binary, by which the penalty would be divided.
    const auto scored = score_text(
        system_with("  aggregate: mpi\n" + items({one("a", "0.1"), one("b", "0.2"), one("c", "-0.3")})),
        "a: x\nb: x\nc: x");
    CHECK(scored.node("total").score == 0);
}

TEST_CASE("staged adds whole stages up to the first that does not pass (GB/T 39117)", "[scores]") {
    const std::string stage = ", title: T, type: number, range: [0, 1], score: {points: [[0, 0], [1, 1]]}}";
    const auto program = compile_text(system_with(
        "  aggregate: staged\n" + items({"{id: one" + stage, "{id: two" + stage, "{id: three" + stage})));
    CHECK(score_text(program, "one: 0.9\ntwo: 0.5\nthree: 1").node("total").score == 1.5);
    CHECK(score_text(program, "one: 0.8\ntwo: 0.8\nthree: 0.3").node("total").score == 2.3);
    CHECK(score_text(program, "one: 0.7\ntwo: 1\nthree: 1").node("total").score == 0.7);
    CHECK(score_text(program, "one: 1\ntwo: 1\nthree: 1").node("total").score == 3);
}

TEST_CASE("normalise lets children enter as percent or within their own range", "[scores]") {
    const std::string five =
        "{id: a, title: T, type: choice, options: [{id: x, text: X, score: 1}, {id: y, text: Y, score: 5}]}";
    CHECK(score_text(system_with("  normalise: percent\n" + items({five, number("b")})), "a: x\nb: 50")
              .node("total")
              .score == 35);
    const auto ranged =
        score_text(system_with("  normalise: range\n" + items({five, number("b")})), "a: x\nb: 50");
    CHECK(ranged.node("total").score == 25);
    CHECK(ranged.node("total").maximum == 100);
    // An open leaf that counts 0 counts as its worst below a range.
    CHECK(score_text(system_with("  normalise: range\n" + items({five, number("b")})), "b: 50")
              .node("total")
              .score == 25);
    CHECK(ranged.contribution("a") == 0);
    CHECK(ranged.gap("a") == 50);
}

TEST_CASE("under a range every 0 that no answer gave counts as the worst", "[scores]") {
    for (const std::string rule : {"zero", "{score: 0}"}) {
        const auto scored = score_text(
            system_with("  normalise: range\n" +
                        items({"{id: a, title: T, type: number, range: [0, 10], not_applicable: " + rule +
                                   ", score: {points: [[0, 20], [10, 120]]}}",
                               "{id: b, title: T, type: yesno, score: {yes: 100, no: 0}}"})),
            "a: {not_applicable: true, reason: x}\nb: yes");
        INFO(rule);
        CHECK(scored.node("total").score ==
              50);  // 0 and 100; were the 0 taken as it is, a would enter as -20
    }
}

TEST_CASE("weight: leaves spreads what is not applicable over the whole", "[scores]") {
    const std::string index =
        "  items:\n    - id: g\n      title: T\n      weight: leaves\n      items:\n        - " +
        number("a", "not_applicable: exclude") + "\n        - " + number("b") +
        "\n    - id: h\n      title: T\n      weight: leaves\n      items:\n        - " + number("c") +
        "\n        - " + number("d");
    const auto program = compile_text(system_with(index));
    CHECK(score_text(program, "a: 0\nb: 100\nc: 100\nd: 100").node("total").score == 75);
    CHECK(score_text(program, "a: {not_applicable: true, reason: x}\nb: 100\nc: 100\nd: 40")
              .node("total")
              .score == 80);
}

TEST_CASE("present keeps a score back until enough is known", "[scores]") {
    const std::string index =
        "  items:\n    - id: g\n      title: T\n      present: 0.66\n      items:\n        - " + number("a") +
        "\n        - " + number("b") + "\n        - " + number("c") + "\n    - " + number("d");
    const auto program = compile_text(system_with(index));
    const auto little = score_text(program, "a: 90\nd: 40");
    CHECK(little.node("g").state == NodeState::missing);
    CHECK_FALSE(little.node("g").has_score);
    CHECK(little.node("total").score == 40);
    CHECK(little.node("total").low == 35);
    CHECK(little.node("total").high == Approx((290.0 / 3 + 40) / 2));
    const auto enough = score_text(program, "a: 90\nb: 30\nd: 40");
    CHECK(enough.node("g").score == 40);
    CHECK(enough.node("total").score == 40);
}

TEST_CASE("a group that only improves as a whole stands in the list of gaps", "[scores]") {
    const std::string index =
        "  items:\n    - id: g\n      title: T\n      aggregate: minimum\n      items:\n        - " +
        number("a") + "\n        - " + number("b") + "\n    - " + number("c");
    const auto scored = score_text(system_with(index), "a: 50\nb: 50\nc: 90");
    CHECK(scored.gap("a") == 0);
    CHECK(scored.gap("g") == 25);
    CHECK_FALSE(scored.contribution("a"));
    CHECK(scored.contribution("g") == 25);
    const auto listed = ordered_gaps(*scored.program, gaps(*scored.program, scored.evaluation));
    REQUIRE(listed.size() == 2);
    CHECK(scored.program->outline->nodes()[listed[0].node.value].node->id == "g");
    CHECK(scored.program->outline->nodes()[listed[1].node.value].node->id == "c");
}

TEST_CASE("weights by the answer to an input follow it", "[scores]") {
    const std::string inputs =
        "inputs:\n  - {id: sector, type: choice, default: discrete, title: T, options: [{id: process, text: "
        "P}, {id: discrete, text: D}]}\n";
    const auto program = compile_text(system_with(
        items({number("a", "weight: {by: sector, process: 3, discrete: 1}"), number("b")}), inputs));
    CHECK(score_text(program, "a: 100\nb: 0").node("total").score == 50);
    CHECK(score_text(program, "a: 100\nb: 0\nsector: process").node("total").score == 75);
    CHECK(score_text(program, "a: 100\nb: 0").item("sector").assumed);
}

TEST_CASE("answers to what does not apply are kept, not scored, and said", "[scores]") {
    const std::string inputs = "inputs:\n  - {id: has_kiln, type: yesno, required: true, title: T}\n";
    const auto program = compile_text(
        system_with(items({number("a"), number("b", "applies_if: {answer: has_kiln, is: yes}")}), inputs));
    const auto scored = score_text(program, "has_kiln: no\na: 50\nb: 90");
    CHECK(scored.node("total").score == 50);
    CHECK(scored.item("b").off);
    REQUIRE(scored.evaluation.findings.size() == 1);
    CHECK(scored.evaluation.findings[0].kind == Finding::Kind::answer_to_inapplicable);
    CHECK(scored.evaluation.is_valid());
}

TEST_CASE("number scores are linear between points, flat outside, or stepwise", "[scores]") {
    const auto score = [](const std::string& rule, const std::string& value) {
        return score_text(system_with(items(
                              {"{id: a, title: T, type: number, range: [0, 200], score: " + rule + "}"})),
                          "a: " + value)
            .node("a")
            .score;
    };
    CHECK(score("{points: [[10, 0], [20, 50], [40, 100]]}", "15") == 25);
    CHECK(score("{points: [[10, 0], [20, 50], [40, 100]]}", "5") == 0);
    CHECK(score("{points: [[10, 0], [20, 50], [40, 100]]}", "99") == 100);
    CHECK(score("{points: [[10, 0], [20, 50]], beyond: linear}", "40") == 150);
    CHECK(score("{steps: [[0, 0], [10, 40], [20, 100]]}", "10") == 40);
    CHECK(score("{steps: [[0, 0], [10, 40], [20, 100]]}", "9.99") == 0);
    CHECK(score("{bands: [[10, 0], [20, 25], [200, 100]]}", "10") == 0);
    CHECK(score("{bands: [[10, 0], [20, 25], [200, 100]]}", "10.01") == 25);
    CHECK(score("{target: 50}", "25") == 50);
    CHECK(score("{target: 50}", "80") == 100);
}

TEST_CASE("steps and bands are reached within the tolerance of every comparison", "[scores]") {
    const auto score = [](const std::string& rule, const std::string& part) {
        const std::string inputs =
            "inputs:\n  - {id: part, type: number, title: T}\n  - {id: whole, type: number, title: T}\n";
        const std::string rate =
            "{id: rate, title: T, type: number, range: [0, 100], derive: {percent: [part, whole]}, score: ";
        return score_text(system_with(items({rate + rule + "}"}), inputs), "part: " + part + "\nwhole: 1")
            .node("rate")
            .score;
    };
    // 100 * 0.29 and 100 * 0.07 are not 29 and 7 in binary.
    CHECK(score("{steps: [[0, 0], [29, 50]]}", "0.29") == 50);
    CHECK(score("{steps: [[0, 0], [29, 50]]}", "0.2899999") == 0);
    CHECK(score("{bands: [[7, 100], [100, 0]]}", "0.07") == 100);
    CHECK(score("{bands: [[7, 100], [100, 0]]}", "0.0700001") == 0);
    CHECK(score("{points: [[0, 0], [29, 50]]}", "0.29") == Approx(50));
}

TEST_CASE("multi scores add up, cap, take the best, the mean or count", "[scores]") {
    const auto score = [](const std::string& rule, const std::string& value) {
        const std::string question = "{id: a, title: T, type: multi, score: " + rule +
                                     ", options: [{id: x, text: X, score: 60}, {id: y, text: Y, score: 50}, "
                                     "{id: none, text: N, score: 5, exclusive: true}]}";
        return score_text(system_with(items({question})), "a: " + value).node("a");
    };
    CHECK(score("{sum: {}}", "[x, y]").score == 110);
    CHECK(score("{sum: {cap: 100}}", "[x, y]").score == 100);
    CHECK(score("{sum: {cap: 100}}", "[x]").maximum == 100);
    CHECK(score("{sum: {cap: 100}}", "[]").score == 0);
    CHECK(score("{sum: {cap: 100}}", "[]").state == NodeState::known);
    CHECK(score("{sum: {cap: 100}}", "[none]").score == 5);
    CHECK(score("{max: true}", "[x, y]").score == 60);
    CHECK(score("{mean: true}", "[x, y]").score == 55);
    CHECK(score("{count: {1: 30, 2: 60}}", "[x, y]").score == 60);
    CHECK(score("{count: {2: 60}}", "[x]").score == 0);
}

TEST_CASE("strict evidence takes unproven answers as missing", "[scores]") {
    const auto program = compile_text(system_with(items({number("a", "evidence: E"), number("b")})));
    const std::string answers = "a: {value: 80}\nb: 60";
    CHECK(score_text(program, answers).node("total").score == 70);
    CHECK(score_text(program, answers, {true}).node("total").score == 30);
    CHECK(score_text(program, "a: {value: 80, evidence: [x.pdf]}\nb: 60", {true}).node("total").score == 70);
}
