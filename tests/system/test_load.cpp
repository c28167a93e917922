// SPDX-License-Identifier: Apache-2.0
#include "catch.h"
#include "systems.h"
#include "tidu/system/outline.h"

using namespace tidu;

TEST_CASE("Every part of an indicator file arrives in the system") {
    const auto system = system_of(R"(tidu: 1
id: small-one
version: 2025.1
title: {zh: 小体系, en: Small system}
unit: {zh: 城市, en: city}
note: {zh: 注, en: remark}
sources:
  - {id: plan, title: {zh: 计划, en: Plan}, confidence: second_hand}
option_sets:
  grades:
    - {id: none, score: 0, text: {zh: 无, en: None}}
    - {id: some, score: 50.5, text: {zh: 有, en: Some}, effort: 3}
inputs:
  - {id: staff, type: number, title: {zh: 人数, en: Staff}, unit: {zh: 人, en: people}, range: [0, 010], required: true}
  - {id: kind, type: choice, title: {zh: 类, en: Kind}, options: grades, default: some}
  - id: big
    type: yesno
    title: {zh: 大, en: Big}
    derive: {first: [{when: {answer: staff, at_least: 5}, value: yes}, {value: no}]}
index:
  id: total
  title: {zh: 总, en: Total}
  aggregate: {sum: {base: 10}}
  items:
    - id: group
      title: {zh: 组, en: Group}
      weight: {by: kind, none: 1, some: 2}
      normalise: percent
      present: 0.5
      items:
        - {id: rate, title: {zh: 率, en: Rate}, type: number, unit: "%", derive: {percent: [staff, staff]},
           score: {points: [[0, 0], [50, 100]], beyond: linear, log: no}, range: [0, 50],
           not_applicable: {score: 30}, missing: worst, effort: {per_unit: 2}, tags: [a], tasks: [1, 17],
           evidence: {zh: 证, en: proof}, advice: {zh: 议, en: advice}, source: {ref: plan, own: true}}
        - {id: grade, title: {zh: 级, en: Grade}, type: choice, options: grades, applies_if: {answer: big, is: yes}}
        - {id: scope, title: {zh: 域, en: Scope}, type: multi, options: grades, score: {count: {1: 30, 2: 60}}}
        - {id: law, title: {zh: 法, en: Law}, type: yesno, score: {true: 100, no: -5}}
policies: {not_applicable_limit: 0.3}
checks:
  - {id: tidy, title: {zh: 齐, en: Tidy}, tags: [a], when: {not: {answer: scope, includes: none}}}
constraints:
  - {id: sane, severity: warning, title: {zh: 对, en: Sane}, never: {answer: rate, above: {answer: staff}}}
ladders:
  - id: steps
    title: {zh: 阶, en: Steps}
    levels:
      - {id: first, title: {zh: 一, en: First}, require: []}
      - id: second
        title: {zh: 二, en: Second}
        due: 2027-12-31
        require:
          - {count: {tag: a, scoring: best}, all: true, only_if: {check: tidy}}
          - {answer: grade, above: none, veto: true, on_not_applicable: fail}
    expected:
      - {when: {answer: kind, in: [some]}, level: second}
effort: {unit: {zh: 万元, en: 10000 yuan}}
)");
    CHECK(system->id == "small-one");
    CHECK(system->version == "2025.1");
    CHECK_FALSE(system->is_about_enterprises());
    CHECK(system->sources.at(0).confidence == Confidence::second_hand);
    CHECK(system->inputs.at(0).range->high == 10);
    CHECK(system->inputs.at(1).options.at(1).id == "some");
    CHECK_FALSE(system->inputs.at(1).options.at(1).score.has_value());
    CHECK(std::get<FirstOf>(system->inputs.at(2).derive->form).cases.size() == 2);
    CHECK(system->index.aggregate.base == 10);
    CHECK(system->not_applicable_limit == 0.3);
    CHECK(system->effort_unit.en == "10000 yuan");

    const Node& group = system->index.children.at(0);
    CHECK(std::get<WeightBy>(group.weight.value).weights.at(1).second == 2);
    CHECK(group.normalise == Normalise::percent);
    const Question& rate = *group.children.at(0).question;
    CHECK(std::get<PointsScore>(rate.scoring).beyond_linear);
    CHECK(rate.item.not_applicable.score == 30);
    CHECK(rate.item.unit.zh == "%");
    CHECK(rate.item.effort_per_unit == 2);
    CHECK(rate.missing == MissingRule::worst);
    CHECK(rate.item.source.own);
    CHECK(group.children.at(1).question->item.options.at(1).score == 50.5);
    CHECK(std::get<MultiScore>(group.children.at(2).question->scoring).steps.at(1) == std::pair(2.0, 60.0));
    CHECK(std::get<YesNoScore>(group.children.at(3).question->scoring).no == -5);

    CHECK(system->constraints.at(0).severity == Severity::warning);
    const Level& second = system->ladders.at(0).levels.at(1);
    CHECK(second.due == "2027-12-31");
    CHECK(std::get<CountCondition>(second.requirements.at(0).condition.form).all);
    CHECK(second.requirements.at(0).only_if.has_value());
    CHECK(second.requirements.at(1).veto);
    CHECK(
        std::get<AnswerCondition>(second.requirements.at(1).condition.form).option_comparisons.at(0).second ==
        "none");
}

TEST_CASE("A misspelt key is marked, with the key that was meant") {
    CHECK(findings_in(
              file_with("    - {id: a, title: {zh: 数控化率, en: Rate}, typo: 1, wieght: 2, type: yesno, "
                        "score: {yes: 1, no: 0}}\n")) ==
          "f:9:44: error: unknown key `typo` [unknown-key]\n"
          "  9 |     - {id: a, title: {zh: 数控化率, en: Rate}, typo: 1, wieght: 2, type: yesno, score: "
          "{yes: 1, no: 0}}\n"
          "    |                                                ^~~~\n"
          "  help: did you mean `type`?\n"
          "f:9:53: error: unknown key `wieght` [unknown-key]\n"
          "  9 |     - {id: a, title: {zh: 数控化率, en: Rate}, typo: 1, wieght: 2, type: yesno, score: "
          "{yes: 1, no: 0}}\n"
          "    |                                                         ^~~~~~\n"
          "  help: did you mean `weight`?\n");
}

TEST_CASE("A missing key is reported at the key or the id of its map") {
    CHECK(findings_in(file_with("    - {id: a, type: yesno, score: {yes: 1}}\n")) ==
          "f:9:12: error: missing key `title` [missing-key]\n"
          "  9 |     - {id: a, type: yesno, score: {yes: 1}}\n"
          "    |            ^\n"
          "f:9:28: error: missing key: one of `no`, `false` [missing-key]\n"
          "  9 |     - {id: a, type: yesno, score: {yes: 1}}\n"
          "    |                            ^~~~~\n");
}

TEST_CASE("A number that is none is marked under Chinese text") {
    CHECK(findings_in(file_with(number_question("a", "unit: {zh: 台, en: pcs}, weight: 零点三五")),
                      Language::zh) ==
          "f:9:93: 错误：`weight` 不是数值：`零点三五` [number-syntax]\n"
          "  9 |     - {id: a, title: x, type: number, score: {target: 100}, unit: {zh: 台, en: pcs}, "
          "weight: 零点三五}\n"
          "    |                                                                                             "
          " ^~~~~~~~\n"
          "  建议：写成十进制数，例如 0.35\n");
}

TEST_CASE("Names of nothing get the nearest name") {
    CHECK(findings_in(file_with(number_question("cloud") +
                                number_question("b", "applies_if: {answer: cluod, above: 3}"))) ==
          "f:10:82: error: no question or input `cluod` [unknown-reference]\n"
          "  10 |     - {id: b, title: x, type: number, score: {target: 100}, applies_if: {answer: cluod, "
          "above: 3}}\n"
          "     |                                                                                  ^~~~~\n"
          "  help: did you mean `cloud`?\n");
}

TEST_CASE("All problems of a file are reported in one run, in the order of the file") {
    const std::string said = findings_in(file_with(
        "    - {id: A, title: x, type: yesno, score: {yes: 1, no: 0}}\n"
        "    - {id: b, title: x, type: number, score: {points: [[0, 0], [1]]}, range: [1, 2, 3]}\n"
        "    - {id: b, title: x, type: multiple, options: []}\n"
        "    - {id: c, title: x, type: choice, options: grade}\n"
        "    - {id: d, title: x, items: [{titel: x}], weight: -1, aggregate: average}\n",
        "option_sets: {grades: [{id: x, text: x, score: 0}]}\n"
        "checks: [{id: e, title: x, when: {score: b, at_least: high}}, {id: f, title: x, when: {anwser: c, "
        "is: x}}]\n"
        "ladders: [{id: g, title: x, levels: [{id: one, title: x, require: [], due: 2027-13-01}]}]\n"));
    CHECK(rules_in(said) ==
          "number-syntax unknown-key date-syntax identifier-syntax list-size list-size duplicate-id "
          "unknown-word "
          "unknown-reference missing-key number-bounds unknown-word");
}

TEST_CASE("What holds no map, another format and keys that are no text get one finding each") {
    CHECK(findings_in("- tidu: 1\n") ==
          "f:1:1: error: a file must hold a map, not a list [wrong-type]\n"
          "  1 | - tidu: 1\n"
          "    | ^\n");
    const std::string valid_rest =
        "id: x\nversion: 1\ntitle: x\nindex:\n  id: total\n  title: x\n  items:\n" + number_question("a");
    CHECK(findings_in("tidu: 2\n" + valid_rest).find("error: `2` is out of bounds: it must be 1 [") !=
          std::string::npos);
    CHECK(rules_in(findings_in("tidu: 1\n" + valid_rest + "? [a, b]\n: 1\n")) == "key-type");
}

TEST_CASE("What a file lacks is shown at its first key, below its comments") {
    CHECK(findings_in("# remark\n\nsystem: general\n").find("f:3:1: error: missing key `tidu`") !=
          std::string::npos);
    CHECK(findings_in("# remark\n{}\n").find("f:2:1: error: missing key `tidu`") != std::string::npos);
}

TEST_CASE("An option whose score is no number does not lack one") {
    CHECK(rules_in(findings_in(file_with("    - {id: a, title: x, type: choice, options: [{id: no, text: x, "
                                         "score: .5}, {id: all, text: y, score: 1}]}\n"))) ==
          "number-syntax");
}

TEST_CASE("Only what shares a name space is told so") {
    const std::string said = findings_in(file_with(
        "    - {id: a, title: x, type: choice, options: [{id: b, text: x, score: 0}, {id: b, text: y, score: "
        "1}]}\n" +
        number_question("a")));
    CHECK(rules_in(said) == "duplicate-id duplicate-id");
    CHECK(said.find("help: nodes, inputs") == said.rfind("help: nodes, inputs"));
}

TEST_CASE("A value of the wrong kind is reported wherever it stands") {
    struct Place {
        std::string before, after;
        std::vector<std::string> keys;
    };
    const std::vector<std::string> item_keys{"id",       "title",   "ask",    "type",   "unit",
                                             "range",    "options", "derive", "tags",   "tasks",
                                             "evidence", "source",  "note",   "effort", "not_applicable"};
    std::vector<Place> places;
    for (const std::string type : {"number", "choice", "multi", "yesno"}) {
        const std::string question = "    - {id: a, title: x, type: " + type;
        places.push_back({question, "}\n", item_keys});
        places.push_back({question, "}\n", {"weight", "score", "missing", "applies_if", "advice"}});
        for (const std::string rule :
             {"points", "steps", "bands", "target", "sum", "max", "mean", "count", "yes"})
            places.push_back({question + ", score: {", "}}\n", {rule}});
        for (const std::string form : {"percent", "change", "sum", "difference", "count", "share", "first"})
            places.push_back({question + ", derive: {", "}}\n", {form}});
    }
    const std::string group =
        "    - {id: g, title: x, items: [{id: h, title: x, type: yesno, score: {yes: 1, no: 0}}]";
    places.push_back({group, "}\n", {"aggregate", "normalise", "present", "weight", "items", "applies_if"}});
    places.push_back({group + ", aggregate: {", "}}\n", {"staged", "sum", "geometric_mean"}});
    const std::string condition =
        "    - {id: a, title: x, type: yesno, score: {yes: 1, no: 0}, applies_if: {";
    places.push_back(
        {condition,
         "}}\n",
         {"score", "answer", "evidence", "check", "count", "share", "level", "all", "any", "not"}});
    places.push_back({condition + "answer: a, ", "}}\n", {"is", "in", "includes", "at_least"}});
    places.push_back({condition + "count: {", "}}}\n", {"tag", "under", "scoring", "all"}});
    for (const Place& place : places)
        for (const std::string& key : place.keys)
            for (const std::string value :
                 {"[1, 2]", "{x: 1}", "[]", "{}", "[[1]]", "[{x: 1}]", "~", "\"2\""}) {
                INFO(place.before << key << ": " << value);
                const std::string comma =
                    place.before.ends_with("{") || place.before.ends_with(" ") ? "" : ", ";
                lint_findings_in(file_with(place.before + comma + key + ": " + value + place.after));
            }
    const std::string said = findings_in(file_with("    - {id: a, title: x, type: yesno, score: [1, 2]}\n"));
    CHECK(rules_in(said) == "wrong-type");
}

TEST_CASE("Numbers that are keys may stand in quotes, as in JSON") {
    const auto scored_by = [](const std::string& count) {
        return findings_in(
            file_with("    - {id: a, title: x, type: multi, options: [{id: b, text: b}, {id: c, text: c}], "
                      "score: {count: {" +
                      count + "}}}\n"));
    };
    CHECK(scored_by("\"1\": 30, \"2\": 60").empty());
    CHECK(scored_by("\"one\": 30").find("error: not a number: `one` [number-syntax]") != std::string::npos);
}
