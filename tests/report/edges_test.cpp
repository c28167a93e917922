// SPDX-License-Identifier: Apache-2.0
// Reports where texts are hostile and systems extreme: three hundred questions, one dimension, nothing
// applicable. Every kind of report in every form.
#include <string>

#include "catch.h"
#include "result/assessed.h"
#include "tidu/report/build_assessment.h"
#include "tidu/report/build_comparison.h"
#include "tidu/report/build_effect.h"
#include "tidu/report/build_plan.h"
#include "tidu/report/render.h"
#include "tidu/result/effect.h"
#include "tidu/score/plan.h"

using namespace tidu;

namespace {

/// As a double-quoted YAML scalar: markup, quotes, a right-to-left override, emoji, table and link syntax.
constexpr std::string_view hostile =
    R"text("<script>alert(1)</script> \"q\" 's' \u202Eevil\u202C \U0001F600 & </td> `x` | [a](javascript:b)")text";

std::string long_text() {
    std::string text;
    for (int repeat = 0; repeat < 1000; ++repeat)
        text += "很长的名字";
    return text;
}

std::string question(int number) {
    const std::string id = "q" + std::to_string(number);
    const std::string title = number % 40 == 1 ? std::string(hostile) : number == 2 ? long_text() : id;
    const std::string head =
        "        - {id: " + id + ", tags: [s], not_applicable: exclude, title: " + title + ", ";
    switch (number % 3) {
        case 0:
            return head + "type: yesno, score: {yes: 100, no: 0}}\n";
        case 1:
            return head + "type: number, range: [0, 100], score: {target: 90}}\n";
        default:
            return head + "type: choice, options: [{id: a, score: 0, text: A}, {id: b, score: 60, text: " +
                   std::string(hostile) + ", effort: 7}, {id: c, score: 100, text: C, effort: 20}]}\n";
    }
}

std::string system_of(int dimensions, int questions_each) {
    std::string text = "tidu: 1\nid: x\nversion: \"1\"\ntitle: " + std::string(hostile) +
                       "\nindex:\n  id: total\n  title: T\n  items:\n";
    for (int dimension = 0; dimension < dimensions; ++dimension) {
        text += "    - id: d" + std::to_string(dimension) + "\n      title: " + std::string(hostile) +
                "\n      items:\n";
        for (int place = 0; place < questions_each; ++place)
            text += question(dimension * questions_each + place);
    }
    return text + "ladders:\n  - id: steps\n    title: " + std::string(hostile) +
           "\n    levels:\n      - {id: low, title: Low, require: [{score: total, at_least: 20}, {count: "
           "{tag: s, scoring: "
           "50}, at_least: 1}]}\n      - {id: high, title: " +
           std::string(hostile) + ", require: [{score: d0, at_least: 60}]}\n";
}

std::string answers_of(int questions, bool nothing_applies) {
    std::string text;
    for (int number = 0; number < questions; ++number) {
        const std::string value = number % 3 == 0   ? "no"
                                  : number % 3 == 1 ? "10"
                                                    : "{value: a, note: " + std::string(hostile) + "}";
        text += "q" + std::to_string(number) + ": " +
                (nothing_applies ? "{not_applicable: true, reason: " + std::string(hostile) + "}" : value) +
                "\n";
    }
    return text;
}

std::string every_form(const Document& document) {
    return render_html({&document, 1}) + render_markdown(document) +
           render_terminal(document, {.width = 60}) + render_xlsx(document);
}

/// All reports that an enterprise of this system can get.
std::vector<Document> reports_on(const std::shared_ptr<const Program>& program, const std::string& answers,
                                 Language language) {
    const std::string enterprise = "{id: " + std::string(hostile) + ", name: \"" + long_text() + "\"}";
    const AssessmentRecord record = test::assessed(*program, answers, enterprise);
    std::vector<Document> documents;
    documents.push_back(build_assessment(record, *program, {.language = language, .every_question = true}));
    const std::vector<ResultComparison> changes{compare(record, record, *program->outline)};
    documents.push_back(build_comparison({record, record}, changes, *program, {.language = language}));
    Document effect;
    effect.language = language;
    effect.title = "effect";
    effect.blocks = build_effect({compare_versions(record, record, *program->outline, *program->outline)},
                                 *program, *program, language);
    documents.push_back(effect);
    const test::Scored scored = test::score_text(program, answers);
    if (scored.evaluation.ladders[0].state == LadderState::not_applicable) return documents;
    const Plan plan = make_plan(*program, scored.sheet.answers, {0}, 2, {});
    CHECK(plan.status == PlanStatus::optimal);
    documents.push_back(build_plan(record, *program, plan, {.language = language, .date = {}}));
    return documents;
}

void check_reports(const std::shared_ptr<const Program>& program, const std::string& answers,
                   std::size_t expected) {
    for (const Language language : {Language::zh, Language::en}) {
        const std::vector<Document> documents = reports_on(program, answers, language);
        CHECK(documents.size() == expected);
        const std::string html = render_html(documents);
        for (const char* markup : {"<script", "<img", "\xE2\x80\xAE", "href=\"javascript"})
            CHECK(html.find(markup) == std::string::npos);
        for (const Document& document : documents)
            CHECK(render_markdown(document).find("\n<script") == std::string::npos);
        const std::vector<Document> again = reports_on(program, answers, language);
        for (std::size_t place = 0; place < documents.size(); ++place)
            CHECK(every_form(documents[place]) == every_form(again[place]));
    }
}

}  // namespace

TEST_CASE("three hundred questions with hostile texts make every report, the same bytes each time") {
    check_reports(test::compile_text(system_of(12, 25)), answers_of(300, false), 4);
}

TEST_CASE("one dimension makes every report") {
    check_reports(test::compile_text(system_of(1, 3)), answers_of(3, false), 4);
}

TEST_CASE("where nothing applies every report says so, and there is no plan to make") {
    check_reports(test::compile_text(system_of(2, 3)), answers_of(6, true), 3);
}
