// SPDX-License-Identifier: Apache-2.0
#include "tidu/result/file.h"

#include "assessed.h"
#include "catch.h"

using namespace tidu;

namespace {

std::string as_json(const AssessmentRecord& record, ResultLayout layout = ResultLayout::pages) {
    std::string text;
    append_result_json(text, record, layout);
    return text;
}

std::optional<std::vector<AssessmentRecord>> read(const std::string& text, Diagnostics& diagnostics) {
    return read_results(std::make_shared<const Source>(Source{"result.json", text}), diagnostics);
}

}  // namespace

TEST_CASE("a record comes back from its file as it was written") {
    const auto program = test::bakery();
    for (const std::string_view answers :
         {test::full_answers, std::string_view("staff: 3\n"), std::string_view("staff: many\n"),
          std::string_view("staff: 1\nkind: factory\n")}) {
        const std::string text = as_json(test::assessed(*program, answers));
        Diagnostics diagnostics;
        const auto records = read(text, diagnostics);
        REQUIRE(records);
        REQUIRE(records->size() == 1);
        CHECK(as_json(records->front()) == text);
    }
}

TEST_CASE("several records in lines are read in order") {
    const auto program = test::bakery();
    const std::string first =
        as_json(test::assessed(*program, test::full_answers, "{id: A}"), ResultLayout::line);
    const std::string second = as_json(test::assessed(*program, "staff: 3\n", "{id: B}"), ResultLayout::line);
    CHECK(first.find('\n') == std::string::npos);
    Diagnostics diagnostics;
    const auto records = read(first + "\n" + second + "\n", diagnostics);
    REQUIRE(records);
    REQUIRE(records->size() == 2);
    CHECK(records->at(0).attribute("id") == "A");
    CHECK(records->at(1).attribute("id") == "B");
}

TEST_CASE("an invalid sheet has only problems") {
    const std::string text = as_json(test::assessed(*test::bakery(), "staff: many\n"));
    CHECK(text.find("\"status\": \"invalid\"") != std::string::npos);
    for (const char* key :
         {"\"score\"", "\"nodes\"", "\"ladders\"", "\"gaps\"", "\"answers\"", "\"completeness\""})
        CHECK(text.find(key) == std::string::npos);
}

TEST_CASE("names full of quotes, line ends and markup survive") {
    const auto program = test::bakery();
    const std::string enterprise = R"({id: "\"<script>\\", name: "a\nb\u202e\U0001F600"})";
    const AssessmentRecord record = test::assessed(*program, test::full_answers, enterprise);
    Diagnostics diagnostics;
    const auto records = read(as_json(record), diagnostics);
    REQUIRE(records);
    CHECK(records->front().enterprise == record.enterprise);
}

TEST_CASE("what is no result is refused with its place") {
    for (const char* text : {"{}", "[]", "{\"answers\": {\"a\": 1}}", "{\"tidu\": \"1\"}"}) {
        Diagnostics diagnostics;
        CHECK_FALSE(read(text, diagnostics));
        REQUIRE(diagnostics.items().size() == 1);
        CHECK(diagnostics.items()[0].rule == "result-format");
    }
}

TEST_CASE("states that no result has are refused, whatever else is in the file") {
    std::string text = as_json(test::assessed(*test::bakery(), test::full_answers));
    const std::string state = "\"state\": \"known\"";
    text.replace(text.find(state), state.size(), "\"state\": \"knwon\"");
    Diagnostics diagnostics;
    CHECK_FALSE(read(text, diagnostics));
    CHECK(diagnostics.has_errors());
}

TEST_CASE("totals with and without evidence stand beside each other where evidence is named") {
    const AssessmentRecord record = test::assessed(*test::bakery(), test::full_answers);
    REQUIRE(record.total_evidenced);
    CHECK(*record.total_evidenced == Approx(62.5));
    const AssessmentRecord unproven = test::assessed(*test::bakery(), "staff: 12\nrecipes: system\n");
    CHECK_FALSE(unproven.total_evidenced);
    const AssessmentRecord strict =
        test::assessed(*test::bakery(), "staff: 12\nrecipes: system\n", "{id: B}", {true, {}});
    CHECK(strict.answer("recipes")->unused);
    CHECK(strict.total()->score == 0.0);
}
