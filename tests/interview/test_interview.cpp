// SPDX-License-Identifier: Apache-2.0
#include "catch.h"
#include "tidu/interview/dialogue.h"
#include "tidu/interview/interview.h"
#include "tidu/system/load.h"

using namespace tidu;

namespace {

// One heavy question decides the ladder; a furnace is asked about only in process industry; a rate follows
// from counts.
const char* const small_system = R"(
tidu: 1
id: small
version: "1"
title: {zh: 小体系, en: Small system}
inputs:
  - {id: employees, type: number, range: [1, 100000], required: true, title: {zh: 人数, en: Employees}}
  - id: sector
    type: choice
    default: discrete
    title: {zh: 行业, en: Sector}
    options: [{id: process, text: {zh: 流程, en: Process}}, {id: discrete, text: {zh: 离散, en: Discrete}}]
  - {id: machines, type: number, range: [0, 1000], title: {zh: 设备数, en: Machines}}
  - {id: networked, type: number, range: [0, 1000], title: {zh: 联网数, en: Networked}}
index:
  id: total
  title: {zh: 总分, en: Total}
  items:
    - id: all
      title: {zh: 全部, en: All}
      items:
        - {id: light, weight: 1, type: yesno, title: {zh: 小题, en: Light}, score: {yes: 100, no: 0}}
        - {id: heavy, weight: 8, type: yesno, title: {zh: 大题, en: Heavy}, score: {yes: 100, no: 0}}
        - id: furnace
          weight: 1
          type: yesno
          not_applicable: exclude
          applies_if: {answer: sector, is: process}
          title: {zh: 窑炉, en: Furnace}
          score: {yes: 100, no: 0}
        - id: rate
          weight: 1
          type: number
          range: [0, 100]
          derive: {percent: [networked, machines]}
          title: {zh: 联网率, en: Networked rate}
          score: {points: [[0, 0], [100, 100]]}
ladders:
  - id: way
    title: {zh: 梯度, en: Way}
    levels:
      - {id: low, title: {zh: 低, en: Low}, require: []}
      - {id: high, title: {zh: 高, en: High}, require: [{score: total, at_least: 50}]}
)";

std::shared_ptr<const Program> program() {
    Diagnostics diagnostics;
    auto system = load_system(std::make_shared<Source>(Source{"small.yaml", small_system}), diagnostics);
    for (const Diagnostic& problem : diagnostics.items())
        UNSCOPED_INFO(render(problem, Language::en, false));
    REQUIRE(system);
    return compile(std::make_shared<Outline>(system));
}

std::string next_id(const Interview& interview) {
    const auto item = interview.next();
    return item ? interview.outline()[*item].item->id.text : std::string();
}

void answer(Interview& interview, std::string_view id, std::string_view with) {
    REQUIRE_FALSE(interview.answer(*interview.outline().find_item(id), with));
}

/// A script that answers, what it saw, and how often the answers were saved.
struct Script {
    explicit Script(std::vector<std::string> typed) : lines(std::move(typed)) {}

    DialogueEnd run(Interview& interview, bool asks_enterprise = false) {
        const DialogueIo io{[this](const std::string&) -> std::optional<std::string> {
                                if (next == lines.size()) return std::nullopt;
                                return lines[next++];
                            },
                            [this](std::string_view words) { seen += words; },
                            [this](const RawSheet&) { ++saves; }};
        return run_dialogue(interview, io, {Language::en, 80, false, asks_enterprise});
    }

    std::vector<std::string> lines;
    std::size_t next = 0;
    std::string seen;
    int saves = 0;
};

bool contains(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("questions come in the order of the form, and only those that apply") {
    Interview interview(program(), {});
    CHECK(next_id(interview) == "employees");
    answer(interview, "employees", "1,200");
    CHECK(next_id(interview) == "sector");
    answer(interview, "sector", "离散");
    answer(interview, "light", "Y");
    answer(interview, "heavy", "否");
    CHECK(next_id(interview) == "machines");  // the furnace does not apply
    answer(interview, "machines", "10");
    answer(interview, "networked", "5");
    CHECK(next_id(interview).empty());  // the rate follows
    CHECK(interview.progress().answered == interview.progress().asked);
}

TEST_CASE("a derived value is asked for itself when its parts are passed over") {
    Interview interview(program(), {});
    for (const char* id : {"employees", "sector", "light", "heavy", "machines", "networked"})
        interview.pass(*interview.outline().find_item(id));
    CHECK(next_id(interview) == "rate");
}

TEST_CASE("the quick interview asks what everybody must say, then what decides most, and stops") {
    const auto compiled = program();
    Interview interview(compiled, {}, compiled->outline->find_ladder("way"));
    CHECK(next_id(interview) == "employees");
    answer(interview, "employees", "5");
    CHECK(next_id(interview) == "heavy");
    answer(interview, "heavy", "yes");
    CHECK(interview.is_decided());
    CHECK(next_id(interview).empty());
}

TEST_CASE("an answer that is not understood changes nothing") {
    Interview interview(program(), {});
    const auto problem = interview.answer(*interview.outline().find_item("employees"), "many");
    REQUIRE(problem);
    CHECK(interview.progress().answered == 0);
}

TEST_CASE("a script leads the dialogue, and every answer is saved") {
    Interview interview(program(), {});
    Script script(
        {"many", "5", "process", "y", ":n seen on site", "no", ":na no furnace", "10", ":b", "20", "5"});
    CHECK(script.run(interview) == DialogueEnd::finished);
    CHECK(script.next == script.lines.size());
    CHECK(contains(script.seen, "not a number: `many`"));
    CHECK(contains(script.seen, "that was all"));
    CHECK(script.saves == 9);
    CHECK(interview.answer_to(*interview.outline().find_item("heavy"))->note == "seen on site");
    CHECK(interview.answer_to(*interview.outline().find_item("furnace"))->reason == "no furnace");
    CHECK(interview.answer_to(*interview.outline().find_item("machines"))->values[0].text == "20");
}

TEST_CASE("one may leave, jump, skip and ask why") {
    Interview interview(program(), {});
    Script script({"甲公司", "", "2026", ":w", ":j heavy", ":j heavyy", ":?", ":x", "", ":l", ":q"});
    CHECK(script.run(interview, true) == DialogueEnd::left);
    CHECK(interview.sheet().attribute("name")->text == "甲公司");
    CHECK(interview.sheet().period == "2026");
    CHECK(contains(script.seen, "a fact about the enterprise"));
    CHECK(contains(script.seen, "did you mean `heavy`?"));
    CHECK(contains(script.seen, "there is no command `x`"));
    CHECK(contains(script.seen, "questions are open"));
}

TEST_CASE("the quick dialogue tells how many questions it took") {
    const auto compiled = program();
    Interview interview(compiled, {}, compiled->outline->find_ladder("way"));
    Script script({"5", "no"});
    CHECK(script.run(interview) == DialogueEnd::finished);
    CHECK(contains(script.seen, "decided: Way: Low, after 2 questions"));
}
