// SPDX-License-Identifier: Apache-2.0
#include "catch.h"
#include "reading.h"
#include "tidu/answers/write.h"

using namespace tidu;
using test::canonical;
using test::content;
using test::read;

namespace {

const char* const rich =
    "system: small\n"
    "period: \"2026\"\n"
    "enterprise: {id: A1, name: '甲 \"引号\" 公司', city: \"010500\", rank: '-5'}\n"
    "answers:\n"
    "  employees: '1,200 人'\n"
    "  sector: 流程型\n"
    "  listed: 否\n"
    "  nc_rate: {value: 62.5%, evidence: ['a;b.pdf', c.pdf], note: \"两行\\n说明: #1\"}\n"
    "  mes: {not_applicable: true, reason: '无, 产线'}\n"
    "  cloud_scope: A、C\n"
    "  furnace_monitoring: {evidence: [only.pdf]}\n"
    "---\n"
    "enterprise: {id: A2}\n"
    "answers: {employees: 7, mes: misspelt, cloud_scope: []}\n";

}  // namespace

TEST_CASE("canonical sheets speak in ids and plain numbers") {
    const auto sheets = canonical(read("a.yaml", rich).sheets);
    CHECK(test::value(sheets[0], "employees") == "1200");
    CHECK(test::value(sheets[0], "sector") == "process");
    CHECK(test::value(sheets[0], "listed") == "no");
    CHECK(test::value(sheets[0], "nc_rate") == "62.5");
    CHECK(test::value(sheets[0], "cloud_scope") == "erp|plm");
    CHECK(test::value(sheets[1], "mes") == "misspelt");
}

TEST_CASE("every text format gives back the same sheets") {
    const auto sheets = canonical(read("a.yaml", rich).sheets);
    for (const AnswerFormat format : {AnswerFormat::yaml, AnswerFormat::json, AnswerFormat::jsonl,
                                      AnswerFormat::csv_wide, AnswerFormat::csv_long}) {
        ReadOptions options;
        options.format = format;
        const std::string written = write_answers(format, sheets);
        INFO(written);
        const auto again = read("again", written, options);
        CHECK(again.problems.empty());
        auto back = canonical(again.sheets);
        // A wide table asks every enterprise everything: what stays empty is no difference.
        for (RawSheet& sheet : back)
            std::erase_if(sheet.answers, [](const RawAnswer& answer) {
                return answer.values.empty() && !answer.is_list && !answer.not_applicable &&
                       answer.evidence.empty();
            });
        CHECK(content(back) == content(sheets));
    }
}

TEST_CASE("YAML is written so that every reader sees the same text") {
    RawSheet sheet;
    sheet.period = "2026";
    sheet.enterprise.emplace_back("name", RawValue{"yes", {}, false});
    RawAnswer answer;
    answer.key = "mes";
    answer.values.push_back({"- a: b # c", {}, false});
    sheet.answers.push_back(answer);
    CHECK(write_answers(AnswerFormat::yaml, {sheet}) ==
          "period: \"2026\"\nenterprise:\n  name: \"yes\"\nanswers:\n  mes: \"- a: b # c\"\n");
}
