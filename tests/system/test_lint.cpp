// SPDX-License-Identifier: Apache-2.0
// What lint must find and must not say: known answers from sections 1 to 3 of the specification.
#include "catch.h"
#include "systems.h"

using namespace tidu;

namespace {

const std::string inputs =
    "inputs:\n"
    "  - {id: sector, type: choice, title: x, default: discrete, options: [{id: process, text: x}, {id: "
    "discrete, text: y}]}\n"
    "  - {id: exports, type: yesno, title: x, default: yes}\n"
    "  - {id: part, type: number, title: x, required: true}\n"
    "  - {id: whole, type: number, title: x, required: true}\n";

std::string question(const std::string& id, const std::string& more) {
    return "    - {id: " + id + ", title: x, " + more + "}\n";
}

/// A question scored from 0 to 1, as stages are.
std::string stage_question(const std::string& id, const std::string& more = {}) {
    return "{id: " + id + ", title: x, type: number, range: [0, 1], score: {points: [[0, 0], [1, 1]]}" +
           more + "}";
}

/// A staged root with one stage made of these items.
std::string staged(const std::string& items, const std::string& stage = {}) {
    return "tidu: 1\nid: small\nversion: \"1\"\ntitle: {zh: 小, en: Small}\n" + inputs +
           "index:\n  id: total\n  title: x\n  aggregate: staged\n  items:\n    - {id: first, title: x" +
           stage + ", items: [" + items + "]}\n    - " + stage_question("second") + "\n";
}

std::string rules_about(const std::string& text) {
    return rules_in(lint_findings_in(text));
}

/// Rules found in a file with one ladder of these levels' requirements.
std::string rules_of_levels(const std::string& lower, const std::string& higher) {
    return rules_about(
        file_with(number_question("a", "range: [0, 100]") + number_question("b", "range: [0, 100]"), inputs) +
        "ladders:\n  - id: f\n    title: x\n    levels:\n      - {id: lower, title: x, require: [" + lower +
        "]}\n      - {id: higher, title: x, require: [" + higher + "]}\n");
}

}  // namespace

// ---------------------------------------------------------------------------------------------- one run

TEST_CASE("Errors of every kind are found in one run") {
    const std::string text =
        "tidu: 1\nid: small\nversion: \"1\"\ntitle: {zh: 小, en: Small}\nid: again\n"  // duplicate-key
        "index:\n  id: total\n  title: x\n  items:\n"
        "    - {id: a, title: x, type: yesno, score: {yes: 1, no: 0}, wieght: 3}\n"  // unknown-key
        "    - {id: b, title: x, type: number, range: [0, 9], score: {points: [[5, 0], [1, 100]]}}\n"  // scale-order
        "    - {id: c, title: x, type: number, derive: {sum: [nothing]}, score: {target: 3}}\n"  // unknown-reference
        "checks:\n"
        "  - {id: one, title: x, when: {check: other}}\n"  // circular-definition
        "  - {id: other, title: x, when: {check: one}}\n"
        "ladders:\n"
        "  - {id: f, title: x, levels: [{id: l, title: x, require: [{answer: b, above: 9}]}]}\n";  // level-unreachable
    const std::string rules = rules_about(text);
    for (const char* rule :
         {"duplicate-key", "unknown-key", "scale-order", "unknown-reference", "circular-definition"}) {
        INFO(rule << " in: " << rules);
        CHECK(rules.find(rule) != rules.npos);
    }
    std::string said;
    CHECK(load_text(text, said) == nullptr);  // and it is never scored
}

TEST_CASE("A ladder over sound questions is judged although another question has an error") {
    const std::string rules =
        rules_about(file_with(number_question("a", "range: [0, 100]") + number_question("b", "wieght: 3")) +
                    "checks:\n  - {id: never, title: x, when: {answer: a, above: 100}}\n");
    CHECK(rules == "unknown-key constant-check");
}

TEST_CASE("What only follows from an error is not reported") {
    // Without its range `b` has a gap and its total no bound; both come from the misspelt key.
    CHECK(rules_about(file_with(question(
              "b", "type: number, rnage: [0, 10], score: {steps: [[0, 0], [5, 100]]}"))) == "unknown-key");
    CHECK(rules_about(file_with(question("b",
                                         "type: number, range: [0, x], score: {steps: [[0, 0], [5, "
                                         "100]]}"))) == "number-syntax");
    // A ladder over a question without a type cannot be judged.
    CHECK(rules_about(file_with(question("b", "kind_of: number, score: {target: 3}")) +
                      "ladders:\n  - {id: f, title: x, levels: [{id: l, title: x, require: [{score: b, "
                      "at_least: 50}]}]}\n")
              .find("level-unreachable") == std::string::npos);
}

TEST_CASE("A misspelt key or word hides nothing behind it") {
    const std::string fall = "score: {points: [[5, 0], [1, 100]]}";
    // In the very question: the key is read as meant, and what has no meaning is passed over.
    CHECK(rules_about(file_with(question("a", "tpye: number, range: [0, 9], " + fall))) ==
          "unknown-key scale-order");
    CHECK(rules_about(file_with(question("a", "type: nubmer, range: [0, 9], " + fall))) ==
          "unknown-word scale-order");
    CHECK(rules_about(file_with(question("a", "type: number, range: [0, 9], colour: red, " + fall))) ==
          "unknown-key scale-order");
    // Under it: what stands there is looked at as well.
    CHECK(rules_about(file_with(question("a", "type: number, range: [0, 9], scroe: {piont: [[0, x]]}"))) ==
          "unknown-key unknown-key number-syntax");
    // Two that mean the same cannot both be it.
    CHECK(rules_about(file_with(question("a", "type: number, rnage: [0, 9], ragne: [0, 5], " + fall))) ==
          "unknown-key unknown-key scale-order");
    // And the file is never scored.
    std::string said;
    CHECK(load_text(file_with(question("a", "tpye: number, score: {target: 3}")), said) == nullptr);
    CHECK(rules_in(said) == "unknown-key");
}

TEST_CASE("An error hides only what may follow from it, in its own definition too") {
    const std::string fall = "type: number, range: [0, 9], score: {points: [[5, 0], [1, 100]]}";
    const std::string file_end = "sources:\n  - {id: law, title: x}\n  - {id: unread, title: x}\n";
    for (const std::string more : {"title: [x]", "tasks: [x]", "weight: x",
                                   "applies_if: {answer: nobody, is: yes}", "source: {ref: nil}"}) {
        INFO(more);
        const std::string id = more.starts_with("title") ? "    - {id: a, " : "    - {id: a, title: x, ";
        const std::string said = rules_about(file_with(
            id + fall + ", " + more + "}\n" + number_question("b", "source: {ref: law}"), file_end));
        CHECK(said.find("scale-order") != said.npos);
        CHECK(said.find("source-unused") != said.npos);
    }
    // A title that is missing is no reason either; a score that is missing is one for the check on it.
    CHECK(rules_about(file_with("    - {id: a, " + fall + "}\n")) == "missing-key scale-order");
    CHECK(rules_about(file_with("    - {id: a, type: number}\n") +
                      "checks:\n  - {id: k, title: x, when: {score: a, at_least: 50}}\n") ==
          "missing-key missing-key");
}

TEST_CASE("A requirement of evidence for nothing is not called idle too") {
    CHECK(rules_of_levels("{evidence: nobody, at_least: 0}", "{answer: b, at_least: 5}") ==
          "unknown-reference");
}

TEST_CASE("An error in what a merge key repeats is one of all that repeat it") {
    CHECK(rules_about(file_with(question("a", "type: number, range: [0, 9], score: {target: 9}")) +
                      "checks:\n"
                      "  - &c {id: c, title: x, when: {answer: a, above: x}}\n"
                      "  - {<<: *c, id: d}\n") == "unknown-option");
}

TEST_CASE("What a misspelt citation may have meant is not called unused") {
    const std::string cited =
        file_with(number_question("a", "source: {ref: laws}"), "sources:\n  - {id: law, title: x}\n");
    CHECK(rules_about(cited) == "unknown-reference");
}

TEST_CASE("Requirements of one ladder are judged each by itself") {
    const std::string idle = "{answer: a, at_least: 0}";
    CHECK(rules_of_levels("{answer: nobody, at_least: 1}, " + idle, "{answer: b, at_least: 5}") ==
          "unknown-reference requirement-idle");
    // Not where the error is below it.
    CHECK(
        rules_about(file_with(number_question("a", "range: [0, x]") + number_question("b", "range: [0, 9]")) +
                    "ladders:\n  - {id: f, title: x, levels: [{id: l, title: x, require: [" + idle +
                    ", {answer: b, at_least: 0}]}]}\n") == "number-syntax requirement-idle");
}

TEST_CASE("An error in an option set is reported once, and in a set that nobody uses as well") {
    const std::string sets =
        "option_sets:\n"
        "  used: [{id: x, score: 0, text: x}, {id: y, text: y}]\n"
        "  unused: [{id: x, score: 0, text: x}, {id: x, score: 1, text: y}]\n";
    CHECK(rules_about(file_with(
              question("a", "type: choice, options: used") + question("b", "type: choice, options: used"),
              sets)) == "missing-key duplicate-id");
}

// ---------------------------------------------------------------------------------------------- numbers and
// values

TEST_CASE("A line that runs on in ln x from 0 is reported, not fallen over") {
    const std::string rules = rules_about(file_with(question(
        "a",
        "type: number, range: [0, 100], score: {points: [[1, 0], [50, 30]], log: true, beyond: linear}")));
    CHECK(rules == "unbounded-line");
}

TEST_CASE("Numbers that no sum can hold are refused") {
    CHECK(rules_about(file_with(number_question("a", "weight: 1e308"))) == "number-bounds");
    CHECK(rules_about(file_with(question(
              "a", "type: number, range: [0, 1], score: {points: [[0, 0], [1, 1e308]], beyond: linear}"))) ==
          "number-bounds");
    CHECK(rules_about(file_with(number_question("a", "weight: 1e15"))) == "");
}

TEST_CASE("A factor of a sum is a number") {
    const std::string sum = "type: number, range: [0, 9], score: {target: 3}, derive: {sum: ";
    CHECK(rules_about(file_with(question("a", sum + "[[part, whole]]}"), inputs)) == "number-syntax");
    CHECK(rules_about(file_with(question("a", sum + "[[part, 2], whole]}"), inputs)) == "");
}

TEST_CASE("A threshold of a selector is an answer that is a number") {
    const std::string check =
        "checks:\n  - {id: k, title: x, when: {count: {under: total, scoring: {answer: ";
    CHECK(rules_about(file_with(number_question("a"), inputs) + check + "sector}}, at_least: 1}}\n") ==
          "wrong-reference");
    CHECK(rules_about(file_with(number_question("a"), inputs) + check + "part}}, at_least: 1}}\n") == "");
}

TEST_CASE("Answers may stand among the values of `in`") {
    const std::string text =
        file_with(number_question("a"), inputs) +
        "checks:\n  - {id: k, title: x, when: {answer: part, in: [5, {answer: whole}]}}\n";
    CHECK(rules_about(text) == "");
}

TEST_CASE("One answer has one weight and one score") {
    CHECK(rules_about(file_with(question("a", "type: yesno, score: {yes: 100, true: 50, no: 0}"))) ==
          "duplicate-key");
    CHECK(rules_about(file_with(number_question("a", "weight: {by: exports, yes: 1, true: 2, no: 1}"),
                                inputs)) == "duplicate-key");
}

TEST_CASE("A value that is empty is none") {
    const std::string check = "checks:\n  - {id: k, title: x, when: {answer: sector, ";
    for (const char* test : {"is: \"\"", "in: [discrete, \"\"]", "at_least: \"\""}) {
        INFO(test);
        CHECK(rules_about(file_with(number_question("a"), inputs) + check + test + "}}\n") == "wrong-type");
    }
}

TEST_CASE("What is found of a condition does not depend on its being right") {
    CHECK(rules_about(file_with(number_question("a"), inputs) +
                      "constraints:\n  - {id: k, title: x, never: {answer: sector, in: process}}\n") ==
          "wrong-type");
}

TEST_CASE("`is` and `in` exclude each other") {
    CHECK(rules_about(
              file_with(number_question("a"), inputs) +
              "checks:\n  - {id: k, title: x, when: {answer: sector, is: process, in: [discrete]}}\n") ==
          "key-conflict");
}

TEST_CASE("A number below its lowest value is told that value") {
    CHECK(lint_findings_in(file_with(number_question("a", "tasks: [0]"))).find("at least 1") !=
          std::string::npos);
}

TEST_CASE("Findings about a scale stand at the pair") {
    const std::string said = lint_findings_in(file_with(
        "    - id: a\n      title: x\n      type: number\n      range: [0, 9]\n"
        "      score:\n        points:\n          - [0, 0]\n          - [5, 1]\n          - [3, 2]\n"));
    CHECK(said.find("f:17:13: error") == 0);
}

// ----------------------------------------------------------------------------------------------
// applicability

TEST_CASE("A stage that applies to everyone is no skippable stage") {
    CHECK(rules_about(staged(stage_question("a"))) == "");
    CHECK(rules_about(staged(stage_question("a", ", derive: {percent: [part, whole]}"))) == "");
    CHECK(rules_about(staged("{id: g, title: x, weight: leaves, items: [" + stage_question("a") + "]}")) ==
          "");
    CHECK(rules_about(staged(stage_question("a", ", weight: {by: sector, process: 1, discrete: 0}") + ", " +
                             stage_question("b", ", weight: {by: sector, process: 0, discrete: 1}"))) == "");
    CHECK(rules_about(staged(stage_question("a", ", applies_if: {answer: sector, is: process}") + ", " +
                             stage_question("b", ", applies_if: {answer: sector, is: discrete}"))) == "");
}

TEST_CASE("A stage that may be left out is found") {
    CHECK(rules_about(staged(stage_question("a", ", not_applicable: exclude"))) == "skippable-stage");
    CHECK(rules_about(staged(stage_question("a", ", applies_if: {answer: sector, is: process}"))) ==
          "skippable-stage");
    CHECK(rules_about(staged(stage_question("a", ", weight: {by: sector, process: 1, discrete: 0}"))) ==
          "skippable-stage");
    CHECK(rules_about(staged(stage_question("a"), ", applies_if: {answer: exports, is: yes}")) ==
          "skippable-stage");
}

TEST_CASE("Weights by yes or no are found however the answers are written") {
    const std::string items =
        number_question("a", "range: [0, 100], weight: {by: exports, yes: 1, no: 0}") +
        number_question("b", "range: [0, 100], weight: {by: exports, true: 0, false: 1}");
    CHECK(rules_about(file_with(items, inputs) + "ladders:\n  - {id: f, title: x, levels: [{id: l, title: x, "
                                                 "require: [{score: total, at_least: 60}]}]}\n") == "");
}

// ---------------------------------------------------------------------------------------------- ladders

TEST_CASE("Levels that no answers reach are found") {
    CHECK(rules_of_levels("{score: a, at_least: 50}", "{score: a, below: 50}") == "level-unreachable");
    CHECK(rules_of_levels("{score: a, at_least: 50, below: 40}", "{score: b, at_least: 1}") ==
          "level-unreachable");
    CHECK(rules_of_levels("{percent: total, at_least: 101}", "{score: b, at_least: 1}") ==
          "level-unreachable");
    CHECK(rules_of_levels("{answer: exports, is: yes}", "{answer: exports, is: no}") == "level-unreachable");
    CHECK(rules_of_levels("{answer: sector, is: process}",
                          "{all: [{answer: sector, is: discrete}, {score: a, at_least: 2}]}") ==
          "level-unreachable");
    CHECK(rules_of_levels("{score: a, at_least: 50}", "{score: a, at_least: 60}") == "");
    CHECK(rules_of_levels("{score: a, at_least: 50}", "{score: a, at_most: 50}") == "");
}

TEST_CASE("A level that needs an unreachable level of another ladder is found") {
    const std::string ladders =
        "ladders:\n"
        "  - {id: g, title: x, levels: [{id: l, title: x, require: [{answer: a, above: 100}]}]}\n"
        "  - {id: f, title: x, levels: [{id: m, title: x, require: [{level: g, at_least: l}]}]}\n";
    CHECK(rules_about(file_with(number_question("a", "range: [0, 100]")) + ladders) ==
          "level-unreachable level-unreachable");
}

TEST_CASE("Weaker levels are found in levels of other ladders and inside `all`") {
    const std::string other =
        "  - {id: g, title: x, levels: [{id: g1, title: x, require: [{score: a, at_least: 10}]}, "
        "{id: g2, title: x, require: [{score: a, at_least: 20}]}]}\n";
    const std::string ladder =
        "ladders:\n" + other +
        "  - {id: f, title: x, levels: [{id: l, title: x, require: [{level: g, at_least: g2}]}, "
        "{id: m, title: x, require: [{level: g, at_least: g1}]}]}\n";
    CHECK(rules_about(file_with(number_question("a", "range: [0, 100]")) + ladder) == "level-weaker");
    CHECK(rules_of_levels("{score: a, at_least: 60}",
                          "{all: [{score: a, at_least: 50}, {score: b, at_least: 1}]}") == "level-weaker");
    CHECK(rules_of_levels("{answer: sector, is: discrete}", "{answer: sector, in: [process, discrete]}")
              .find("level-weaker") != std::string::npos);
}

TEST_CASE("Shares of different wholes are different subjects") {
    const std::string share = "{share: {part: {tag: t, scoring: 50}, of: {tag: t";
    const std::string text = file_with(number_question("a", "range: [0, 100], tags: [t]") +
                                       number_question("b", "range: [0, 100], tags: [t]")) +
                             "ladders:\n  - {id: f, title: x, levels: [{id: l, title: x, require: [" + share +
                             "}}, at_least: 0.9}]}, " + "{id: m, title: x, require: [" + share +
                             ", all: true}}, at_least: 0.8}]}]}\n";
    CHECK(rules_about(text) == "");
}

// ---------------------------------------------------------------------------------------------- options and
// selectors

TEST_CASE("Options that a constraint forbids are found however it says so") {
    const auto rules = [&](const std::string& never) {
        return rules_about(
            file_with(
                question("m",
                         "type: multi, options: [{id: p, text: x, score: 1}, {id: q, text: y, score: 2}]"),
                inputs) +
            "constraints:\n  - {id: k, title: x, never: " + never + "}\n");
    };
    CHECK(rules("{answer: sector, is: process}") == "option-never-picked");
    CHECK(rules("{answer: sector, at_most: process}") == "option-never-picked");
    CHECK(rules("{answer: m, includes: p}") == "option-never-picked");
    CHECK(rules("{any: [{answer: sector, is: process}, {score: m, above: 2}]}") == "option-never-picked");
    CHECK(rules("{all: [{answer: sector, is: process}, {score: m, above: 2}]}") == "");
}

TEST_CASE("An option of a derived question can be answered directly") {
    CHECK(rules_about(file_with(
              question("c",
                       "type: choice, options: [{id: x, text: x, score: 0}, {id: y, text: y, score: 1}], "
                       "derive: {first: [{value: x}]}"),
              inputs)) == "");
}

TEST_CASE("A check that reads a question by its evidence or through another check counts it twice") {
    const std::string questions = number_question("a", "tags: [t]");
    const std::string used =
        "  - {id: counted, title: x, when: {count: {tag: t, scoring: 50}, at_least: 1}}\n";
    CHECK(rules_about(file_with(questions) +
                      "checks:\n  - {id: k, title: x, tags: [t], when: {evidence: a, at_least: 1}}\n" +
                      used) == "counted-twice");
    CHECK(rules_about(file_with(questions) +
                      "checks:\n  - {id: k, title: x, when: {score: a, at_least: 50}}\n"
                      "  - {id: k2, title: x, tags: [t], when: {check: k}}\n" +
                      used) == "counted-twice");
}

TEST_CASE("A part that counts from a lower score than its whole is no part of it") {
    const auto rules = [&](const std::string& part, const std::string& whole) {
        return rules_about(file_with(number_question("a", "tags: [t]")) +
                           "checks:\n  - {id: k, title: x, when: {share: {part: {tag: t, scoring: " + part +
                           "}, of: {tag: t, scoring: " + whole + "}}, at_least: 0.5}}\n");
    };
    CHECK(rules("50", "80") == "part-outside-whole");
    CHECK(rules("80", "50") == "");
    CHECK(rules("best", "80") == "");
    CHECK(rules("80", "best") == "part-outside-whole");
}

TEST_CASE("A group with one possible score is flat under a range") {
    const std::string flat =
        "{id: a, title: x, type: number, range: [0, 9], score: {points: [[0, 5], [9, 5]]}}";
    const std::string text = file_with("    - {id: g, title: x, items: [" + flat + "]}\n" +
                                       number_question("b", "range: [0, 100]"));
    std::string ranged = text;
    ranged.replace(ranged.find("  items:"), 0, "  normalise: range\n");
    CHECK(rules_about(ranged) == "flat-normalised");
}

TEST_CASE("Options that read the same are found once each, in whatever language") {
    const auto rules = [](const std::string& first, const std::string& second, const std::string& third) {
        return rules_about(file_with(question("a", "type: choice, options: [{id: x, score: 0, text: " +
                                                       first + "}, {id: y, score: 50, text: " + second +
                                                       "}, {id: z, score: 100, text: " + third + "}]")));
    };
    CHECK(rules("{zh: 甲, en: A}", "{zh: 乙, en: B}", "{zh: 丙, en: C}") == "");
    CHECK(rules("same", "same", "same") == "options-alike options-alike");
    CHECK(rules("{zh: 甲, en: A}", "{zh: 乙, en: A}", "{zh: 甲, en: C}") == "options-alike options-alike");
}

TEST_CASE("Nobody names fewer than no pieces of evidence") {
    CHECK(rules_of_levels("{evidence: a, at_most: 3}", "{evidence: a, below: 0}") == "level-unreachable");
}

TEST_CASE("A count of what does not apply is 0, and `not` of a `not` says the same as its part") {
    const auto rules = [](const std::string& condition) {
        return rules_about(
            file_with(
                question("a", "type: yesno, score: {yes: 100, no: 0}, not_applicable: exclude, tags: [t]") +
                question("b", "type: yesno, score: {yes: 100, no: 100}, tags: [one_score]")) +
            "ladders: [{id: l, title: x, levels: [{id: one, title: x, require: [" + condition + "]}]}]\n");
    };
    CHECK(rules("{count: {tag: t, scoring: 50}, at_least: 1}") == "");
    CHECK(rules("{count: {tag: t, scoring: 50}, at_least: 2}") == "level-unreachable");
    CHECK(rules("{count: {tag: t, scoring: 50}, below: 0}") == "level-unreachable");
    CHECK(rules("{not: {not: {score: a, at_most: 100}}}") == "requirement-idle");
    // Silence counts 0, which is not the best of a question with one score.
    CHECK(rules("{count: {tag: one_score, scoring: best}, at_least: 1}") == "");
    CHECK(rules("{any: [{score: a, above: 100}, {count: {tag: t, scoring: 50}, above: 1}]}") ==
          "level-unreachable");
    CHECK(rules("{not: {score: a, at_least: 0}}") == "");  // met where it is not applicable
}

TEST_CASE("A share of checks of which none may hold can say nothing") {
    const auto rules = [](const std::string& of) {
        return rules_about(file_with(number_question("a", "range: [0, 100]")) +
                           "checks: [{id: k, title: x, tags: [t, part], when: {score: a, at_least: 50}}, "
                           "{id: k2, title: x, tags: [t], "
                           "when: {score: a, at_least: 60}}]\n"
                           "ladders: [{id: l, title: x, levels: [{id: one, title: x, require: [{share: "
                           "{part: {tag: part}, of: " +
                           of + "}, above: 1}]}]}]\n");
    };
    CHECK(rules("{tag: t}") == "");  // met where neither check holds
    CHECK(rules("{tag: t, all: true}") == "level-unreachable");
}
