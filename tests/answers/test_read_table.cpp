// SPDX-License-Identifier: Apache-2.0
#include "catch.h"
#include "reading.h"

using namespace tidu;
using test::read;
using test::value;

TEST_CASE("a wide table has a row per enterprise and columns by id or title") {
    const auto reading = read("a.csv",
                              "id,企业名称,enterprise.city,year,employees,关键工序数控化率（%）,MES\n"
                              "A1,甲公司,320500,2026,420,62.5,built\n"
                              "A2,\"乙,公司\",320100,2026,\"1,200\",NA：无,C\n");
    CHECK(reading.problems.empty());
    CHECK(reading.detected.format == AnswerFormat::csv_wide);
    REQUIRE(reading.sheets.size() == 2);
    CHECK(reading.sheets[0].attribute("id")->text == "A1");
    CHECK(reading.sheets[1].attribute("name")->text == "乙,公司");
    CHECK(reading.sheets[1].attribute("city")->text == "320100");
    CHECK(reading.sheets[1].period == "2026");
    CHECK(value(reading.sheets[0], "nc_rate") == "62.5");
    CHECK(value(reading.sheets[1], "employees") == "1,200");
    CHECK(value(reading.sheets[1], "mes") == "C");
}

TEST_CASE("a long table has a row per answer") {
    const auto reading = read("a.csv",
                              "id,question,value,evidence,note\n"
                              "A1,enterprise.name,甲公司,,\n"
                              "A1,employees,420,,\n"
                              "A1,mes,built,a.pdf; b.pdf,验收\n"
                              "A2,employees,7,,\n"
                              "A1,cloud_scope,[],,\n");
    CHECK(reading.problems.empty());
    CHECK(reading.detected.format == AnswerFormat::csv_long);
    REQUIRE(reading.sheets.size() == 2);
    CHECK(reading.sheets[0].attribute("name")->text == "甲公司");
    REQUIRE(reading.sheets[0].answers.size() == 3);
    CHECK(reading.sheets[0].answers[1].evidence == std::vector<std::string>{"a.pdf", "b.pdf"});
    CHECK(reading.sheets[0].answers[1].note == "验收");
    CHECK(value(reading.sheets[0], "cloud_scope") == "[]");
    CHECK(value(reading.sheets[1], "employees") == "7");
}

TEST_CASE("an unknown column is reported once, with the nearest match, and a repeated one too") {
    const auto reading = read("a.csv", "id,employes,mes,MES,\nA1,5,built,none,\nA2,6,built,none,\n");
    CHECK(reading.problems ==
          "a.csv:row 1, column 2: error: unknown column `employes`; what stands in it is not used "
          "[unknown-id]\n"
          "  help: did you mean `employees`?\n"
          "a.csv:row 1, column 4: error: column `MES` is there already (C1); the later one is not used "
          "[repeated-answer]\n"
          "  help: remove one of them\n");
    CHECK(value(reading.sheets[0], "mes") == "built");
}

TEST_CASE("rows of another length are noticed") {
    const auto reading = read("a.csv", "id,employees,mes\nA1,1,200,built\nA2,5\nA3,7,none,,\n");
    CHECK(reading.problems ==
          "a.csv:row 2, column 4: error: a cell beyond the 3 headings holds `built` [answer-shape]\n"
          "  help: a text that holds the separator must stand in quotes\n"
          "a.csv:row 3: warning: 2 cells under 3 headings; the rest counts as empty [answer-shape]\n");
}

TEST_CASE("what a cell without a heading holds is not lost silently") {
    CHECK(read("a.csv", "id,employees,\nA1,1,5\nA2,1,\n").problems ==
          "a.csv:row 2, column 3: error: a column without a heading holds `5` [answer-shape]\n"
          "  help: head it with the id or title of a question, or with enterprise.NAME for an attribute\n");
}

TEST_CASE("the format is found by name, by content, or forced") {
    CHECK(read("x", "answers: {employees: 1}\n").detected.format == AnswerFormat::yaml);
    CHECK(read("x", "{\"answers\": {\"employees\": 1}}").detected.format == AnswerFormat::json);
    CHECK(read("x", "id;employees\nA1;1\n").detected.format == AnswerFormat::csv_wide);
    CHECK(read("x", "id;employees\nA1;1\n").detected.separator == ';');
    ReadOptions options;
    options.format = AnswerFormat::csv_wide;
    CHECK(value(read("x.yaml", "employees\n5\n", options).sheets.at(0), "employees") == "5");
}

TEST_CASE("a file without answers says so") {
    CHECK(read("a.yaml", "# nothing\n").problems.find("the file holds no answers") != std::string::npos);
    CHECK(read("a.csv", "").problems.find("the file holds no answers") != std::string::npos);
    CHECK(read("a.xlsx", "\xD0\xCF\x11\xE0 old").problems.find("a.xlsx") == 0);
    CHECK(read("a.pdf", "%PDF-1.7").problems.find("a PDF or a picture") != std::string::npos);
}
