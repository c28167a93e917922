// SPDX-License-Identifier: Apache-2.0
#include "catch.h"
#include "tidu/answers/read.h"

using namespace tidu;

namespace {

struct Reading {
    std::vector<RawSheet> sheets;
    std::string problems;  ///< of the file and of every sheet, in English
};

Reading read(std::string text, AnswerFormat format = AnswerFormat::automatic) {
    Diagnostics diagnostics;
    ReadOptions options;
    options.format = format;
    Reading reading;
    reading.sheets = read_answers_from("a.yaml", std::move(text), options, diagnostics);
    for (const RawSheet& sheet : reading.sheets)
        diagnostics.append(sheet.problems);
    for (const Diagnostic& problem : diagnostics.items())
        reading.problems += render(problem, Language::en, false);
    return reading;
}

}  // namespace

TEST_CASE("a sheet in YAML has its answers with their places") {
    const Reading reading = read(
        "system: general\n"
        "period: \"2026\"\n"
        "enterprise: {id: 91320000123456789X, name: 甲公司, city: \"320500\"}\n"
        "answers:\n"
        "  employees: 420\n"
        "  cloud_scope: [erp, mes]\n"
        "  none_chosen: []\n"
        "  silent:\n"
        "  furnace: {not_applicable: true, reason: 无窑炉}\n"
        "  mes: {value: built, evidence: [a.pdf, b.pdf], note: ok}\n");
    CHECK(reading.problems.empty());
    REQUIRE(reading.sheets.size() == 1);
    const RawSheet& sheet = reading.sheets[0];
    CHECK(sheet.system == "general");
    CHECK(sheet.period == "2026");
    CHECK(sheet.attribute("name")->text == "甲公司");
    CHECK(sheet.attribute("city")->quoted);
    REQUIRE(sheet.answers.size() == 6);
    CHECK(sheet.answers[0].values[0].text == "420");
    CHECK(sheet.answers[0].values[0].span == Span{5, 14, 3});
    CHECK(sheet.answers[1].values.size() == 2);
    CHECK(sheet.answers[1].is_list);
    CHECK(sheet.answers[2].is_list);
    CHECK(sheet.answers[2].values.empty());
    CHECK_FALSE(sheet.answers[3].is_list);
    CHECK(sheet.answers[4].not_applicable);
    CHECK(sheet.answers[4].reason == "无窑炉");
    CHECK(sheet.answers[5].evidence == std::vector<std::string>{"a.pdf", "b.pdf"});
    CHECK(sheet.answers[5].note == "ok");
}

TEST_CASE("several documents, or a list of them, are several sheets") {
    CHECK(read("answers: {a: 1}\n---\nanswers: {a: 2}\n").sheets.size() == 2);
    CHECK(read("- answers: {a: 1}\n- answers: {a: 2}\n").sheets.size() == 2);
    CHECK(read("# nothing yet\n").sheets.empty());
}

TEST_CASE("what is not built as a sheet is a problem of that sheet") {
    const Reading reading =
        read("anwers: {a: 1}\n---\nanswers: {mes: {valu: built}}\n---\nanswers: {mes: [[a]]}\n");
    REQUIRE(reading.sheets.size() == 3);
    CHECK(reading.problems ==
          "a.yaml:1:1: error: an answer sheet has no key `anwers` [answer-shape]\n"
          "  1 | anwers: {a: 1}\n"
          "    | ^~~~~~\n"
          "  help: did you mean `answers`?\n"
          "a.yaml:3:17: error: an answer has no key `valu` [answer-shape]\n"
          "  3 | answers: {mes: {valu: built}}\n"
          "    |                 ^~~~\n"
          "  help: did you mean `value`?\n"
          "a.yaml:5:17: error: the answer to `mes` is nested too deeply [answer-shape]\n"
          "  5 | answers: {mes: [[a]]}\n"
          "    |                 ^\n"
          "  help: write 62.5, [erp, mes] or {value: built, evidence: [file], note: text}; or "
          "{not_applicable: true, "
          "reason: why}\n");
}
