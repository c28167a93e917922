// SPDX-License-Identifier: Apache-2.0
#include "catch.h"
#include "systems.h"
#include "tidu/system/dependencies.h"
#include "tidu/text/overloaded.h"

using namespace tidu;

namespace {

/// The order of evaluation as ids; items that are questions in parentheses.
std::string order_of(const std::string& text) {
    const Outline outline(system_of(text));
    Diagnostics diagnostics;
    const auto order = evaluation_order(outline, diagnostics);
    if (!order) return "circle";
    std::string ids;
    for (const Definition& definition : *order)
        ids += (ids.empty() ? "" : " ") +
               std::visit(
                   Overloaded{
                       [&](ItemIndex item) {
                           const auto& entry = outline[item];
                           const std::string& id = entry.item->id.text;
                           return entry.input ? id : "(" + id + ")";
                       },
                       [&](NodeIndex node) { return outline[node].node->id.text; },
                       [&](CheckIndex check) { return outline.system().checks[check.value].id.text; },
                       [&](ConstraintIndex rule) { return outline.system().constraints[rule.value].id.text; },
                       [&](LadderIndex ladder) { return outline.system().ladders[ladder.value].id.text; }},
                   definition);
    return ids;
}

}  // namespace

TEST_CASE("Parts are evaluated after everything that they read, else in file order") {
    CHECK(order_of(file_with(number_question("a") + number_question("b"))) == "(a) a (b) b total");
    CHECK(order_of(file_with(number_question("a", "applies_if: {score: b, above: 1}") +
                             number_question("b"))) == "(b) b (a) a total");
    CHECK(
        order_of(file_with(
            number_question("a", "tags: [t]"),
            "inputs: [{id: n, title: x, type: number, derive: {count: {tag: t, scoring: 5}}}]\n"
            "checks:\n"
            "  - {id: k, title: x, when: {level: l, at_least: one}}\n"
            "ladders:\n"
            "  - {id: l, title: x, levels: [{id: one, title: x, require: [{answer: n, at_least: 1}]}]}\n")) ==
        "(a) a n total l k");
}

TEST_CASE("A definition that depends on itself is an error that shows the circle") {
    CHECK(findings_in(
              file_with(number_question("a"),
                        "checks:\n"
                        "  - {id: one, title: x, when: {check: two}}\n"
                        "  - {id: two, title: x, when: {any: [{check: one}, {score: a, above: 3}]}}\n")) ==
          "f:6:10: error: definition depends on itself: `one` -> `two` -> `one` [circular-definition]\n"
          "  6 |   - {id: one, title: x, when: {check: two}}\n"
          "    |          ^~~\n"
          "  help: break one link, so that everything can be computed before it is read\n");
    CHECK(findings_in(file_with(number_question("a", "tags: [t], derive: {count: {tag: t, scoring: 1}}"))) ==
          "f:9:12: error: definition depends on itself: `a` -> `t` -> `a` [circular-definition]\n"
          "  9 |     - {id: a, title: x, type: number, score: {target: 100}, tags: [t], derive: {count: "
          "{tag: t, scoring: 1}}}\n"
          "    |            ^\n"
          "  help: break one link, so that everything can be computed before it is read\n");
}

TEST_CASE("A chain of eight thousand derived values needs no deep stack") {
    std::string inputs = "inputs:\n";
    for (int input = 0; input < 8'000; ++input)
        inputs += "  - {id: i" + std::to_string(input) + ", title: x, type: number, derive: {sum: [i" +
                  std::to_string(input + 1) + "]}}\n";
    inputs += "  - {id: i8000, title: x, type: number}\n";
    const std::string order = order_of(file_with(number_question("a"), inputs));
    CHECK(order.substr(0, 12) == "i8000 i7999 ");
}
