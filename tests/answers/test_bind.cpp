// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "catch.h"
#include "small_system.h"
#include "tidu/answers/bind.h"
#include "tidu/answers/rules.h"

using namespace tidu;

namespace {

/// A sheet as a wide table would give it; every answer stands in row 2.
RawSheet sheet_of(const std::vector<std::pair<std::string, std::string>>& answers) {
    RawSheet raw;
    raw.source = std::make_shared<Source>(Source{"answers.csv", ""});
    raw.place_kind = PlaceKind::cell;
    raw.span = {2, 0, 1};
    std::uint32_t column = 0;
    for (const auto& [key, text] : answers) {
        RawAnswer answer;
        answer.key = key;
        answer.key_span = {1, ++column, 1};
        answer.values.push_back({text, {2, column, 1}, false});
        raw.answers.push_back(std::move(answer));
    }
    return raw;
}

std::string shown(const AnswerSheet& sheet, Language language = Language::en) {
    std::string text;
    for (const Diagnostic& problem : sheet.problems.items())
        text += render(problem, language, false);
    return text;
}

std::vector<std::string_view> rules_of(const AnswerSheet& sheet) {
    std::vector<std::string_view> found;
    for (const Diagnostic& problem : sheet.problems.items())
        found.push_back(problem.rule);
    return found;
}

const Answer& answer(const Outline& outline, const AnswerSheet& sheet, std::string_view id) {
    return sheet.answers[outline.find_item(id)->value];
}

using Rules = std::vector<std::string_view>;

}  // namespace

TEST_CASE("answers are found by id and by title in either language") {
    const Outline outline = test::small_outline();
    const AnswerSheet sheet = bind_answers(outline, sheet_of({{"employees", "420"},
                                                              {"关键工序数控化率（%）", "62.5"},
                                                              {"mes", "built"},
                                                              {"Cloud Scope", "A"}}));
    CHECK(shown(sheet).empty());
    CHECK(answer(outline, sheet, "nc_rate").number == 62.5);
    CHECK(answer(outline, sheet, "mes").number == 2);
    CHECK(answer(outline, sheet, "cloud_scope").chosen == 1);
    CHECK(answer(outline, sheet, "furnace_monitoring").state == AnswerState::missing);
}

TEST_CASE("a default is filled in and marked, a required answer is asked for") {
    const Outline outline = test::small_outline();
    const AnswerSheet sheet = bind_answers(outline, sheet_of({{"employees", ""}}));
    CHECK(answer(outline, sheet, "sector").number == 1);
    CHECK(answer(outline, sheet, "sector").assumed);
    REQUIRE(rules_of(sheet) == Rules{rules::required_answer});
    CHECK(sheet.problems.items()[0].place.span == Span{2, 1, 1});
    CHECK(sheet.problems.items()[0].message.in(Language::zh) == "缺少必填项 `employees`（从业人数）");
    CHECK_FALSE(sheet.is_valid());
}

TEST_CASE("an answer that is not understood is one problem, not two") {
    const Outline outline = test::small_outline();
    const AnswerSheet sheet = bind_answers(outline, sheet_of({{"employees", "many"}}));
    CHECK(rules_of(sheet) == Rules{rules::not_a_number});
}

TEST_CASE("an unknown id is an error with the nearest match") {
    const Outline outline = test::small_outline();
    const AnswerSheet sheet =
        bind_answers(outline, sheet_of({{"employees", "1"}, {"nc_rat", "5"}, {"equipment", "5"}}));
    REQUIRE(rules_of(sheet) == Rules{rules::unknown_id, rules::not_a_question});
    CHECK(sheet.problems.items()[0].help.in(Language::en) == "did you mean `nc_rate`?");
}

TEST_CASE("a question answered twice names both places") {
    const Outline outline = test::small_outline();
    const AnswerSheet sheet =
        bind_answers(outline, sheet_of({{"employees", "1"}, {"mes", "built"}, {"MES", "none"}}));
    REQUIRE(rules_of(sheet) == Rules{rules::repeated_answer});
    const Diagnostic& problem = sheet.problems.items()[0];
    CHECK(problem.place.span.column == 3);
    REQUIRE(problem.notes.size() == 1);
    CHECK(problem.notes[0].place.span.column == 2);
}

TEST_CASE("not applicable without a reason is a warning, for an input that forbids it an error") {
    const Outline outline = test::small_outline();
    const AnswerSheet bare = bind_answers(outline, sheet_of({{"employees", "1"}, {"nc_rate", "NA"}}));
    CHECK(rules_of(bare) == Rules{rules::not_applicable_reason});
    CHECK(bare.is_valid());
    const AnswerSheet forbidden = bind_answers(outline, sheet_of({{"employees", "不适用：无"}}));
    CHECK(rules_of(forbidden) == Rules{rules::not_applicable_forbidden});
    CHECK_FALSE(forbidden.is_valid());
}

TEST_CASE("the structured form declares not applicable, and contradicts itself with a value") {
    const Outline outline = test::small_outline();
    RawSheet raw = sheet_of({{"employees", "1"}, {"nc_rate", ""}});
    raw.answers[1].not_applicable = true;
    raw.answers[1].reason = "无窑炉";
    raw.answers[1].evidence = {"a.pdf", "b.pdf"};
    const AnswerSheet sheet = bind_answers(outline, raw);
    CHECK(shown(sheet).empty());
    CHECK(answer(outline, sheet, "nc_rate").state == AnswerState::not_applicable);
    CHECK(answer(outline, sheet, "nc_rate").evidence_count == 2);
    CHECK(sheet.details[outline.find_item("nc_rate")->value].reason == "无窑炉");
    raw.answers[1].values[0].text = "5";
    CHECK(rules_of(bind_answers(outline, raw)) == Rules{rules::answer_shape});
}

TEST_CASE("--set replaces what the sheet says, even what is wrong in it") {
    const Outline outline = test::small_outline();
    BindOptions options;
    options.overrides = {{"employees", "500"}, {"mes", "B"}};
    const AnswerSheet sheet =
        bind_answers(outline, sheet_of({{"employees", "many"}, {"mes", "built"}}), options);
    CHECK(shown(sheet).empty());
    CHECK(answer(outline, sheet, "employees").number == 500);
    CHECK(answer(outline, sheet, "mes").number == 1);
    options.overrides = {{"employes", "500"}};
    CHECK(shown(bind_answers(outline, sheet_of({{"employees", "1"}}), options)) ==
          "--set employes=500: error: no question has the id or title `employes` [unknown-id]\n"
          "  help: did you mean `employees`?\n");
}

TEST_CASE("a form of another version says so and lists what is no longer asked") {
    const Outline outline = test::small_outline();
    RawSheet raw = sheet_of({{"employees", "1"}, {"old_question", "5"}});
    raw.system = "small";
    raw.system_version = "0";
    const AnswerSheet sheet = bind_answers(outline, raw);
    CHECK(rules_of(sheet) == Rules{rules::version_differs, rules::unknown_id});
    CHECK(sheet.is_valid());
}

TEST_CASE("a sheet of another system is named") {
    const Outline outline = test::small_outline();
    RawSheet raw = sheet_of({{"employees", "1"}});
    raw.system = "other";
    CHECK(rules_of(bind_answers(outline, raw)) == Rules{rules::system_differs});
}

TEST_CASE("a credit code is checked, another id is not") {
    const Outline outline = test::small_outline();
    RawSheet raw = sheet_of({{"employees", "1"}});
    raw.enterprise.emplace_back("id", RawValue{"91320000123456789X", {2, 1, 1}, false});
    CHECK(rules_of(bind_answers(outline, raw)) == Rules{rules::credit_code});
    CHECK(bind_answers(outline, raw).is_valid());
    raw.enterprise[0].second.text = "JS-0001";
    CHECK(shown(bind_answers(outline, raw)).empty());
}

TEST_CASE("a credit code is one code in lower case and full width too") {
    const Outline outline = test::small_outline();
    for (const char* written :
         {"91320000123456789A", "91320000123456789a", "９１３２００００１２３４５６７８９ａ"}) {
        RawSheet raw = sheet_of({{"employees", "1"}});
        raw.enterprise.emplace_back("id", RawValue{written, {2, 1, 1}, false});
        const AnswerSheet sheet = bind_answers(outline, raw);
        CHECK(sheet.id == "91320000123456789A");
        CHECK(sheet.attributes[0].second == sheet.id);
    }
}

TEST_CASE("an id that a spreadsheet made a number of is a warning") {
    const Outline outline = test::small_outline();
    RawSheet raw = sheet_of({{"employees", "1"}});
    raw.enterprise.emplace_back("id", RawValue{"9.132E+17", {2, 1, 1}, false});
    const AnswerSheet sheet = bind_answers(outline, raw);
    CHECK(shown(sheet) ==
          "answers.csv:row 2, column 1: warning: a spreadsheet has made a number of the id `9.132E+17`: its "
          "last "
          "digits are lost [credit-code]\n"
          "  help: format the column as text, then write the code again\n");
    CHECK(sheet.is_valid());
    raw.enterprise[0].second.text = "E+17";
    CHECK(shown(bind_answers(outline, raw)).empty());
}

TEST_CASE("a formula without a value is a warning, unless the kernel knows what it computes") {
    auto system = test::small_system();
    system->index.children[0].children[0].question->item.derive =
        Derivation{PercentOf{{"employees", {}}, {"employees", {}}}, {}};
    const Outline outline(system);
    RawSheet raw = sheet_of({{"employees", "1"}, {"nc_rate", "1"}, {"mes", "1"}});
    for (RawAnswer& answer : raw.answers)
        if (answer.key != "employees") {
            answer.values.clear();
            answer.is_uncomputed = true;
        }
    const AnswerSheet sheet = bind_answers(outline, raw);
    REQUIRE(rules_of(sheet) == Rules{rules::answer_shape});
    CHECK(sheet.problems.items()[0].subject == "mes");
    CHECK(sheet.is_valid());
}

TEST_CASE("what a reader found belongs to the sheet") {
    const Outline outline = test::small_outline();
    RawSheet raw = sheet_of({{"employees", "1"}});
    Diagnostic found;
    found.rule = rules::answer_shape;
    raw.problems.add(found);
    CHECK_FALSE(bind_answers(outline, raw).is_valid());
}

TEST_CASE("every rule of answers has a summary in both languages and stands once") {
    std::vector<std::string_view> ids;
    for (const AnswerRule& rule : answer_rules()) {
        CHECK_FALSE(rule.summary.zh.empty());
        CHECK_FALSE(rule.summary.en.empty());
        ids.push_back(rule.id);
    }
    CHECK(std::is_sorted(ids.begin(), ids.end()));
    CHECK(std::adjacent_find(ids.begin(), ids.end()) == ids.end());
}
