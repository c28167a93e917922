// SPDX-License-Identifier: Apache-2.0
#include "catch.h"
#include "systems.h"
#include "tidu/system/diff.h"

using namespace tidu;

namespace {

std::string changes_between(const std::string& before, const std::string& after) {
    std::string text;
    for (const Change& change : diff_systems(Outline(system_of(before)), Outline(system_of(after))))
        text += std::string(name_of(change.kind)) + " " + change.id +
                (change.field.empty()
                     ? ""
                     : " [" + change.field + "] " + change.before.en + " -> " + change.after.en) +
                "\n";
    return text;
}

std::string graded(const std::string& options, const std::string& more = {}) {
    return file_with("    - {id: a, title: x, type: choice, options: [" + options + "]" + more + "}\n");
}

}  // namespace

TEST_CASE("A system does not differ from itself") {
    const std::string text = file_with(number_question("a") + number_question("b"));
    CHECK(changes_between(text, text) == "");
}

TEST_CASE("Definitions that come, go, move and weigh differently are told") {
    CHECK(
        changes_between(
            file_with(number_question("a") + number_question("b", "weight: 2")),
            file_with(
                number_question("b", "weight: 3") +
                "    - {id: g, title: x, items: [{id: c, title: x, type: number, score: {target: 5}}]}\n")) ==
        "reweighted b [weight] 2 -> 3\nadded g\nadded c\nremoved a\n");
    CHECK(changes_between(
              file_with(
                  "    - {id: g, title: x, items: [{id: c, title: x, type: number, score: {target: 5}}]}\n" +
                  number_question("d")),
              file_with(
                  "    - {id: g, title: x, items: [{id: d, title: x, type: number, score: {target: 100}}]}\n"
                  "    - {id: c, title: x, type: number, score: {target: 6}}\n")) ==
          "moved d [parent] total -> g\nmoved c [parent] g -> total\n"
          "rescored c [score] {points: [[0, 0], [5, 100]]} -> {points: [[0, 0], [6, 100]]}\n");
}

TEST_CASE("Options are compared one by one") {
    CHECK(changes_between(graded("{id: no, score: 0, text: none}, {id: some, score: 5, text: a few}"),
                          graded("{id: no, score: 1, text: none}, {id: many, score: 9, text: lots}",
                                 ", missing: worst")) ==
          "rescored a [option no score] 0 -> 1\nadded a [option many]  -> many\n"
          "rescored a [missing] zero -> worst\nremoved a [option some] some -> \n");
    CHECK(changes_between(graded("{id: no, score: 0, text: none}"),
                          graded("{id: no, score: 0, text: nothing}")) ==
          "reworded a [option no text] none -> nothing\n");
}

TEST_CASE("Thresholds that move are told with their level") {
    const auto file = [](const std::string& requirements) {
        return file_with(number_question("a", "tags: [t]"),
                         "ladders:\n  - {id: l, title: x, levels: [{id: one, title: x, require: [" +
                             requirements + "]}]}\n");
    };
    CHECK(changes_between(
              file("{score: total, at_least: 40}, {answer: a, above: 1}"),
              file("{score: total, at_least: 45, veto: true}, {count: {tag: t, scoring: 1}, all: true}")) ==
          "threshold l [level one, score: total] {score: total, at_least: 40} -> {score: total, at_least: "
          "45} veto\n"
          "added l [level one, count: {tag: t, scoring: 1}]  -> {count: {tag: t, scoring: 1}, all: true}\n"
          "removed l [level one, answer: a] {answer: a, above: 1} -> \n");
}
