// SPDX-License-Identifier: Apache-2.0
#include "tidu/survey/results_table.h"

#include "drive_fixture.h"

namespace tidu::survey {
namespace {

std::string record(const std::string& id, const std::string& score, const std::string& sha256 = "aa") {
    return R"({"tidu":"0.1.0","system":{"id":"scale","version":"1","sha256":")" + sha256 +
           R"("},"period":"2026","enterprise":{"id":")" + id +
           R"(","status":"little_giant","city":"320500"},"status":"ok","score":{"total":)" + score +
           R"(},"completeness":{"known":1,"applicable":1,"share":1},"nodes":[{"id":"total","score":)" +
           score + R"(,"state":"known","weight":1},{"id":"lines","score":)" + score +
           R"(,"state":"known","weight":1}],"ladders":[{"id":"factory","state":"decided","level":"basic",)" +
           R"("possible":"basic","next":"","requirements":[]}]})";
}

const std::string invalid_record =
    R"({"tidu":"0.1.0","system":{"id":"scale","version":"1","sha256":"aa"},"period":"2026",)"
    R"("enterprise":{"id":"U9"},"status":"invalid"})";

System scale_system(std::string sha256) {
    System system;
    system.id = "scale";
    system.version = "1";
    system.sha256 = std::move(sha256);
    system.index.children.resize(1);
    system.index.children[0].id.text = "lines";
    return system;
}

std::optional<ScoredTable> read(const std::string& text, Diagnostics& diagnostics) {
    return read_results_table_from("results", text, diagnostics);
}

}  // namespace

TEST_CASE("JSON Lines become the columns that CSV has, with every node's score") {
    Diagnostics diagnostics;
    const auto scored =
        read(record("U1", "61.5") + "\n" + invalid_record + "\n\n" + record("U2", "40") + "\n", diagnostics);
    INFO(text_of(diagnostics));
    REQUIRE(scored);
    const TextTable& table = scored->table;
    CHECK(table.headings == std::vector<std::string>{"id", "status", "city", "period", "result_status",
                                                     "total", "lines", "factory_level"});
    REQUIRE(table.row_count() == 3);
    CHECK(table.cell(0, *table.column("total")) == "61.5");
    CHECK(table.cell(0, *table.column("status")) == "little_giant");
    CHECK(table.cell(0, *table.column("result_status")) == "ok");
    CHECK(table.cell(1, *table.column("result_status")) == "invalid");
    CHECK(table.cell(1, *table.column("total")).empty());
    CHECK(table.cell(2, *table.column("factory_level")) == "basic");
    CHECK(table.row_number(2) == 4);
    CHECK(scored->system == SystemVersion{"scale", "1", "aa"});
    CHECK(table.sha256.size() == 64);
}

TEST_CASE("One record over several lines is read as well, with a byte order mark in front") {
    Diagnostics diagnostics;
    std::string text = record("U1", "61.5");
    text.insert(1, "\n  ");
    const auto scored = read("\xEF\xBB\xBF" + text, diagnostics);
    INFO(text_of(diagnostics));
    REQUIRE(scored);
    CHECK(scored->table.row_count() == 1);
}

TEST_CASE("Results of two versions in one file are refused with the line of the second") {
    Diagnostics diagnostics;
    CHECK_FALSE(read(record("U1", "61.5") + "\n" + record("U2", "40", "bb") + "\n", diagnostics));
    CHECK(text_of(diagnostics) ==
          "results:2: error: the file mixes results of two systems or versions: scale 1 (aa...) and scale 1 "
          "(bb...) [system-differs]\n"
          "  help: score all answers with one version: tidu batch ANSWERS -s SYSTEM -o results.jsonl\n");
}

TEST_CASE("A broken line of JSON Lines is reported with its line") {
    Diagnostics diagnostics;
    CHECK_FALSE(read(record("U1", "61.5") + "\n{\"tidu\": }\n", diagnostics));
    CHECK(text_of(diagnostics).starts_with("results:2:"));
}

TEST_CASE("Results are held to their system by its hash, and a CSV table by its dimensions") {
    Diagnostics diagnostics;
    const auto scored = read(record("U1", "61.5"), diagnostics);
    REQUIRE(scored);
    CHECK(check_scored_by(*scored, scale_system("aa"), diagnostics));
    CHECK_FALSE(diagnostics.has_errors());
    CHECK_FALSE(check_scored_by(*scored, scale_system("bb"), diagnostics));
    CHECK(diagnostics.has_errors());

    const auto csv = [](const std::string& dimensions) {
        Diagnostics none;
        auto table = read("id,status,total,completeness," + dimensions + "factory_level\n", none);
        REQUIRE(table);
        return std::move(*table);
    };
    Diagnostics good, other, fewer;
    CHECK(check_scored_by(csv("lines,"), scale_system("bb"), good));
    CHECK(check_scored_by(csv(""), scale_system("bb"), good));
    CHECK_FALSE(check_scored_by(csv("machines,"), scale_system("bb"), other));
    CHECK_FALSE(check_scored_by(csv("lines,machines,"), scale_system("bb"), fewer));
}

TEST_CASE("A plan is for one version of its system, and no matter for other systems") {
    SamplePlan plan;
    const TextTable results = table_of("id\n");
    Diagnostics diagnostics;
    CHECK(check_planned_for(plan, {"scale", "1", "aa"}, results, diagnostics));
    plan.system = SystemVersion{"scale", "1", "aa"};
    CHECK(check_planned_for(plan, {"scale", "1", "aa"}, results, diagnostics));
    CHECK(check_planned_for(plan, {"other", "1", "bb"}, results, diagnostics));
    CHECK_FALSE(diagnostics.has_errors());
    CHECK_FALSE(check_planned_for(plan, {"scale", "2", "bb"}, results, diagnostics));
    CHECK(diagnostics.has_errors());
}

}  // namespace tidu::survey
