// SPDX-License-Identifier: Apache-2.0
#include "catch.h"
#include "small_system.h"
#include "tidu/answers/rules.h"
#include "tidu/answers/understand.h"

using namespace tidu;

namespace {

const Item& item(const Outline& outline, std::string_view id) {
    return *outline[*outline.find_item(id)].item;
}

/// One question of the small system and how its answers are read.
struct Asked {
    explicit Asked(std::string_view id) : outline(test::small_outline()), reader(item(outline, id)) {}

    Outline outline;
    AnswerReader reader;
};

double number_of(const Asked& asked, std::string_view text) {
    const Understanding result = asked.reader.understand(text);
    INFO(text);
    REQUIRE_FALSE(result.problem);
    REQUIRE(result.answer.state == AnswerState::known);
    return result.answer.number;
}

std::uint64_t chosen_of(const Asked& asked, std::string_view text) {
    const Understanding result = asked.reader.understand(text);
    INFO(text);
    REQUIRE_FALSE(result.problem);
    REQUIRE(result.answer.state == AnswerState::known);
    return result.answer.chosen;
}

std::string rule_of(const Asked& asked, std::string_view text) {
    const Understanding result = asked.reader.understand(text);
    INFO(text);
    REQUIRE(result.problem);
    CHECK(result.answer.state == AnswerState::missing);
    return std::string(result.problem->rule);
}

}  // namespace

TEST_CASE("numbers are read as people write them") {
    const Asked rate("nc_rate");
    for (const char* text : {"62", "62%", " 62 % ", "62.0", "６２", "６２％", "62％", "+62", "6.2e1", "062"})
        CHECK(number_of(rate, text) == 62);
    const Asked employees("employees");
    for (const char* text :
         {"1200", "1,200", "1，200", "１，２００", "1,200 人", "1200人", "1200 people", "1,200.0"})
        CHECK(number_of(employees, text) == 1200);
    CHECK(number_of(employees, "1,234,567") == 1234567);
}

TEST_CASE("what is no number is refused, not guessed") {
    const Asked rate("nc_rate");
    for (const char* text : {"62,5", "1,20", "abc", "0x10", "nan", "inf", "50-60", ">60", "约60", "--",
                             ",200", "1,,200", "60 人"})
        CHECK(rule_of(rate, text) == rules::not_a_number);
    // A share of people is no number of people.
    CHECK(rule_of(Asked("employees"), "62%") == rules::not_a_number);
}

TEST_CASE("a range includes its ends exactly") {
    const Asked rate("nc_rate");
    CHECK(number_of(rate, "0") == 0);
    CHECK(number_of(rate, "100") == 100);
    CHECK(rule_of(rate, "100.0000001") == rules::out_of_range);
    CHECK(rule_of(rate, "-0.5") == rules::out_of_range);
    CHECK(rule_of(rate, "−1") == rules::out_of_range);
}

TEST_CASE("yes and no have many words") {
    const Asked furnace("furnace_monitoring");
    for (const char* text : {"yes", "Yes", "Y", "y", "true", "TRUE", "1", "１", "是", "有", "√", "✓", " 是 "})
        CHECK(number_of(furnace, text) == 1);
    for (const char* text : {"no", "N", "false", "0", "否", "无", "×", "没有"})
        CHECK(number_of(furnace, text) == 0);
    CHECK(rule_of(furnace, "maybe") == rules::not_yes_or_no);
    CHECK(rule_of(furnace, "2") == rules::not_yes_or_no);
}

TEST_CASE("an option is written as id, letter or text in either language") {
    const Asked mes("mes");
    for (const char* text : {"built", "BUILT", "C", "c", "Ｃ", "已建成", " 已 建 成 ", "Built", "C. 已建成",
                             "C、已建成", "(C) built"})
        CHECK(number_of(mes, text) == 2);
    CHECK(number_of(mes, "partly built") == 1);
    CHECK(rule_of(mes, "A. 已建成") == rules::unknown_option);
    CHECK(rule_of(mes, "D") == rules::unknown_option);
    CHECK(rule_of(mes, "built|none") == rules::one_answer);
}

TEST_CASE("an option id wins over a letter") {
    Item item;
    item.type = AnswerType::choice;
    item.options = {test::option("b", {"甲", "first"}, 0), test::option("a", {"乙", "second"}, 0)};
    const AnswerReader reader(item);
    CHECK(reader.understand("a").answer.number == 1);
    CHECK(reader.understand("B").answer.number == 0);
}

TEST_CASE("a misspelt option is answered with the nearest and with all") {
    const Understanding result = Asked("mes").reader.understand("bilt");
    REQUIRE(result.problem);
    CHECK(result.problem->message.in(Language::en) == "no such option: `bilt`");
    CHECK(result.problem->help.in(Language::en) ==
          "did you mean `built`? allowed: none (not built), partly (partly built), built");
    CHECK(result.problem->help.in(Language::zh) ==
          "是不是想写 `built`？可选：none（未建）、partly（部分建成）、built（已建成）");
}

TEST_CASE("several options stand between any of the usual separators") {
    const Asked cloud("cloud_scope");
    for (const char* text :
         {"erp|plm", "erp;plm", "erp；plm", "erp、plm", "erp, plm", "A|C", "AC", "A、C", "erp|plm|",
          "erp\nplm", "A/C", "资源计划（ERP）、财务、研发设计", "ERP, finance, R&D", "erp|erp|plm"})
        CHECK(chosen_of(cloud, text) == 0b101);
    CHECK(chosen_of(cloud, "资源计划（ERP）、财务") == 0b001);
    CHECK(rule_of(cloud, "erp|xyz") == rules::unknown_option);
}

TEST_CASE("none chosen is an answer, an empty cell is not") {
    const Asked cloud("cloud_scope");
    CHECK(chosen_of(cloud, "[]") == 0);
    CHECK(cloud.reader.understand({}, true).answer.state == AnswerState::known);
    CHECK(cloud.reader.understand({}, false).answer.state == AnswerState::missing);
    CHECK(cloud.reader.understand("  ").answer.state == AnswerState::missing);
    CHECK(cloud.reader.understand("　").answer.state == AnswerState::missing);
}

TEST_CASE("an exclusive option stands alone") {
    const Asked cloud("cloud_scope");
    CHECK(chosen_of(cloud, "nothing") == 0b1000);
    CHECK(rule_of(cloud, "nothing|erp") == rules::exclusive_option);
}

TEST_CASE("not applicable carries its reason after a colon or in parentheses") {
    const Asked rate("nc_rate");
    for (const char* text : {"NA:无窑炉", "N/A：无窑炉", "不适用：无窑炉", "不适用: 无窑炉 ", "na（无窑炉）",
                             "Not applicable (无窑炉)"}) {
        INFO(text);
        const Understanding result = rate.reader.understand(text);
        CHECK_FALSE(result.problem);
        CHECK(result.answer.state == AnswerState::not_applicable);
        CHECK(result.reason == "无窑炉");
    }
    CHECK(Asked("cloud_scope").reader.understand("N/A").answer.state == AnswerState::not_applicable);
    CHECK(Asked("mes").reader.understand("不适用").reason.empty());
}

TEST_CASE("an option may be the answer that the question does not apply") {
    Item item;
    item.type = AnswerType::choice;
    item.options = {test::option("built", {"已建", "built"}, 100),
                    test::option("no_furnace", {"无窑炉", "no furnace"}, 0)};
    item.options.back().not_applicable = true;
    const Understanding result = AnswerReader(item).understand("无窑炉");
    CHECK(result.answer.state == AnswerState::not_applicable);
    CHECK(result.reason == "无窑炉");
}

TEST_CASE("one answer is one answer") {
    const Asked mes("mes");
    const std::vector<RawValue> two{{"built", {}, false}, {"none", {}, false}};
    CHECK(mes.reader.understand(two, true).problem->rule == rules::one_answer);
    CHECK(mes.reader.understand({}, true).problem->rule == rules::one_answer);
    CHECK(mes.reader.understand({{"built", {}, false}}, true).answer.number == 2);
}
