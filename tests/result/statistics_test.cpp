// SPDX-License-Identifier: Apache-2.0
#include "tidu/result/statistics.h"

#include "catch.h"
#include "score/scored.h"

using namespace tidu;

namespace {

constexpr std::string_view grouped =
    "tidu: 1\nid: grouped\nversion: \"1\"\ntitle: T\ninputs:\n"
    "  - {id: staff, type: number, range: [0, 100], title: T}\n"
    "  - id: size\n    type: choice\n    title: T\n"
    "    options: [{id: small, text: {zh: 小型, en: Small}}, {id: large, text: {zh: 大型, en: Large}}]\n"
    "    derive: {first: [{when: {answer: staff, at_least: 50}, value: large}, {value: small}]}\n"
    "  - {id: sme_status, type: choice, default: none, title: T, options: [{id: none, text: None}, {id: "
    "giant, text: "
    "Giant}]}\n"
    "index:\n  id: total\n  title: T\n  items:\n"
    "    - {id: one, title: T, type: yesno, score: {yes: 100, no: 0}}\n"
    "    - {id: two, title: T, type: number, range: [0, 100], score: {target: 100}, missing: exclude}\n"
    "ladders:\n  - id: steps\n    title: T\n    levels:\n"
    "      - {id: first, title: T, require: [{score: total, at_least: 40}, {answer: one, is: yes}]}\n"
    "      - {id: second, title: T, require: [{score: total, at_least: 90}]}\n";

std::string group(const test::Scored& scored, std::string_view attribute) {
    for (const Grouping& grouping : groupings_of(*scored.program->outline))
        if (grouping.attribute == attribute) return group_of(grouping, scored.sheet, scored.evaluation.items);
    return "?";
}

RowFacts facts(const test::Scored& scored) {
    const ResultTable table(*scored.program, {});
    TableRow row;
    table.fill(scored.sheet, scored.evaluation, row);
    return facts_of(*scored.program, groupings_of(*scored.program->outline), scored.sheet, scored.evaluation,
                    row);
}

}  // namespace

TEST_CASE("an attribute names the group, and where there is none the input that means the same") {
    test::Scored scored = test::score_text(grouped, "staff: 80\none: yes\nsme_status: giant\n");
    CHECK(group(scored, "size") == "large");
    CHECK(group(scored, "status") == "giant");
    CHECK(group(scored, "city").empty());
    scored.sheet.attributes = {{"size", " 小 型 "}, {"status", "other"}, {"city", " 320500 "}};
    CHECK(group(scored, "size") == "small");
    CHECK(group(scored, "status") == "other");
    CHECK(group(scored, "city") == "320500");
}

TEST_CASE("a sheet that was not scored is grouped by its attributes alone") {
    test::Scored scored = test::score_text(grouped, "staff: many\n");
    scored.sheet.attributes = {{"city", "X"}};
    const RowFacts row = facts(scored);
    CHECK_FALSE(row.is_valid);
    CHECK(row.groups == std::vector<std::string>{"X", "", "", "", "", ""});
    ResultStatistics statistics(*scored.program);
    statistics.add(row, "");
    CHECK(statistics.all.rows == 1);
    CHECK(statistics.all.invalid() == 1);
    CHECK(statistics.total.count() == 0);
}

TEST_CASE("rows are counted by level, requirement and indicator") {
    const auto program = test::compile_text(grouped);
    ResultStatistics statistics(*program);
    for (const char* answers :
         {"one: yes\ntwo: 100\n", "one: yes\ntwo: 20\n", "one: no\ntwo: 10\n", "one: no\n"})
        statistics.add(facts(test::score_text(program, answers)), "");
    CHECK(statistics.all.valid == 4);
    CHECK(statistics.all.ladders[0].rungs == std::vector<std::uint64_t>{2, 1, 1});
    CHECK(statistics.requirements[0][0].asked == 2);
    CHECK(statistics.requirements[0][0].unmet + statistics.requirements[0][0].unknown == 2);
    CHECK(statistics.requirements[0][1].unmet == 2);
    CHECK(statistics.requirements[0][2].asked == 1);
    CHECK(statistics.nodes[2].count == 3);  // left out where it is missing
    CHECK(*statistics.nodes[2].percent() == Approx(130.0 / 3));
    CHECK(statistics.all.total_sum == Approx(100 + 60 + 5 + 0));
}

TEST_CASE("a spread knows its quartiles and counts the maximum in the last part") {
    ScoreSpread spread;
    CHECK_FALSE(spread.quantile(0.5));
    for (const double percent : {100.0, 0.0, 20.0, 19.999, 60.0, 40.0 - 1e-12, 110.0, -5.0})
        spread.add(percent);
    CHECK(spread.histogram(5) == std::vector<std::uint64_t>{3, 1, 1, 1, 2});
    CHECK(*spread.quantile(0) == 0);
    CHECK(*spread.quantile(0.25) == 0);
    CHECK(*spread.quantile(0.5) == 20);
    CHECK(*spread.quantile(0.75) == 60);
    CHECK(*spread.quantile(1) == 100);
}

TEST_CASE("statistics keep their size whatever is in the rows") {
    const auto program = test::compile_text(grouped);
    test::Scored scored = test::score_text(program, "one: yes\ntwo: 20\n");
    ResultStatistics statistics(*program);
    constexpr std::uint64_t rows = 6000;
    for (std::uint64_t row = 0; row < rows; ++row) {
        scored.sheet.name = std::string(5000, 'n');
        scored.sheet.attributes = {{"city", std::to_string(row) + std::string(5000, 'c')}};
        statistics.add(facts(scored), "");
    }
    CHECK(statistics.all.rows == rows);
    CHECK(statistics.listed.size() == ResultStatistics::most_listed);
    CHECK(statistics.listed.front().name.size() < 200);
    CHECK(statistics.groups.front().size() == ResultStatistics::most_groups);
    CHECK(statistics.groups.front().begin()->first.size() < 200);
    CHECK(statistics.further_groups.front().rows == rows - ResultStatistics::most_groups);
}
