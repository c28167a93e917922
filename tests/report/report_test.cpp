// SPDX-License-Identifier: Apache-2.0
#include "catch.h"
#include "result/assessed.h"
#include "tidu/report/build_assessment.h"
#include "tidu/report/build_comparison.h"
#include "tidu/report/build_explanation.h"
#include "tidu/report/render.h"
#include "tidu/text/utf8.h"

using namespace tidu;

namespace {

Document report_on(std::string_view answers, std::string_view enterprise = "{id: B1, name: Old Street}",
                   Language language = Language::en, bool every_question = true) {
    const auto program = test::bakery();
    return build_assessment(test::assessed(*program, answers, enterprise), *program,
                            {.language = language, .every_question = every_question});
}

std::string html_of(const Document& document) {
    return render_html({&document, 1});
}

std::size_t count(const std::string& text, std::string_view part) {
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size()))
        ++found;
    return found;
}

/// What is between `<body>` and `</body>`.
std::string body_of(const std::string& html) {
    return html.substr(html.find("<body>"));
}

constexpr std::string_view hostile =
    R"({id: "\"><script>alert(1)</script>", name: "<img src=x onerror=alert(1)> & 'quoted' \u202eevil\u0007 \U0001F600"})";

}  // namespace

TEST_CASE("no text becomes markup in HTML") {
    const std::string answers =
        "staff: 12\nrecipes: {value: paper, evidence: [\"</dd><script>\"], note: \"<b "
        "onclick='x'>|`*_[a](javascript:x)\"}\n"
        "delivery: {not_applicable: true, reason: \"<svg/onload=1>\"}\n";
    const std::string html = html_of(report_on(answers, hostile));
    CHECK(count(html, "<script") == 0);
    CHECK(count(html, "<img") == 0);
    CHECK(count(html, "<b onclick") == 0);
    CHECK(count(html, "<svg/onload") == 0);
    CHECK(count(html, "&lt;script&gt;") > 0);
    CHECK(html.find("\xE2\x80\xAE") == std::string::npos);  // the right-to-left override is shown, not obeyed
    CHECK(html.find('\a') == std::string::npos);
}

TEST_CASE("an HTML report loads nothing and allows only its own style sheet") {
    const std::string html = html_of(report_on(test::full_answers));
    CHECK(html.find("default-src &#39;none&#39;; style-src &#39;sha256-") != std::string::npos);
    CHECK(count(html, "http://") + count(html, "https://") == 0);
    CHECK(count(body_of(html), "<style") + count(body_of(html), " style=") == 0);
    CHECK(count(html, "<link") + count(html, "url(") + count(html, "@import") == 0);
}

TEST_CASE("every chart of an HTML report says in words what it shows") {
    const std::string html = html_of(report_on("staff: 3\n"));
    for (std::size_t at = html.find("<svg"); at != std::string::npos; at = html.find("<svg", at + 1)) {
        const std::string tag = html.substr(at, html.find('>', at) - at);
        INFO(tag);
        CHECK(
            (tag.find("aria-label=\"") != std::string::npos || tag.find("aria-hidden") != std::string::npos));
    }
}

TEST_CASE("open and close tags of an HTML report agree") {
    for (const std::string_view answers :
         {test::full_answers, std::string_view("staff: 3\n"), std::string_view("staff: many\n")}) {
        const std::string body = body_of(html_of(report_on(answers, hostile)));
        for (const std::string tag : {"article", "section", "div", "table", "tr", "ul", "ol", "dl", "svg",
                                      "span", "p", "h2", "nav"}) {
            INFO(tag);
            CHECK(count(body, "<" + tag + ">") + count(body, "<" + tag + " ") ==
                  count(body, "</" + tag + ">"));
        }
    }
}

TEST_CASE("Markdown escapes what would be markup") {
    const std::string text = render_markdown(report_on(test::full_answers, hostile));
    for (const std::string tag : {"<script", "<img"}) {
        CHECK(count(text, tag) > 0);
        CHECK(count(text, tag) == count(text, "\\" + tag));
    }
}

TEST_CASE("no line of a terminal report is wider than the terminal") {
    for (const std::size_t width : {60U, 72U, 80U, 100U, 140U}) {
        for (const Language language : {Language::zh, Language::en}) {
            const Document document = report_on(test::full_answers, "{id: B1, name: 老街面包房}", language);
            for (const bool unicode : {false, true}) {
                const std::string text = render_terminal(document, {.width = width, .unicode = unicode});
                std::size_t start = 0;
                while (start < text.size()) {
                    const std::size_t end = text.find('\n', start);
                    const std::string line = text.substr(start, end - start);
                    INFO(line);
                    CHECK(display_width(line) <= width);
                    start = end + 1;
                }
            }
        }
    }
}

TEST_CASE("a plain terminal report in English is ASCII") {
    const std::string text = render_terminal(report_on(test::full_answers), {.width = 80});
    for (const char letter : text)
        CHECK(static_cast<unsigned char>(letter) < 0x80);
}

TEST_CASE("a report without scores is still a report: nothing answered, nothing applicable, invalid") {
    for (const std::string_view answers :
         {std::string_view("staff: 3\n"), std::string_view("staff: many\n"),
          std::string_view("staff: 3\ndelivery: {not_applicable: true}\n")}) {
        const Document document = report_on(answers);
        CHECK_FALSE(html_of(document).empty());
        CHECK_FALSE(render_markdown(document).empty());
        CHECK_FALSE(render_xlsx(document).empty());
    }
}

TEST_CASE("a system of one question makes a report") {
    const auto program = test::compile_text(R"(tidu: 1
id: x
version: "1"
title: {zh: 甲, en: X}
index:
  id: total
  title: {zh: 总分, en: Total}
  items:
    - {id: a, title: {zh: 甲, en: A}, type: yesno, score: {yes: 100, no: 0}, not_applicable: exclude}
)");
    for (const std::string_view answers : {"a: yes\n", "a: {not_applicable: true, reason: none}\n"}) {
        const Document document =
            build_assessment(test::assessed(*program, answers), *program, {.every_question = true});
        CHECK(count(html_of(document), "class=\"radar\"") == 0);
        CHECK_FALSE(render_terminal(document, {}).empty());
    }
}

TEST_CASE(
    "where no requirement has a source there is no column of sources, and one requirement is no plural") {
    const auto program = test::compile_text(R"(tidu: 1
id: x
version: "1"
title: {zh: 甲, en: X}
index:
  id: total
  title: {zh: 总分, en: Total}
  items:
    - {id: a, title: {zh: 甲, en: A}, type: yesno, score: {yes: 5, no: 0}}
ladders:
  - id: rise
    title: {zh: 梯, en: Rise}
    levels: [{id: one, title: {zh: 一, en: One}, require: [{score: total, at_least: 3}]}]
)");
    const AssessmentRecord record = test::assessed(*program, "a: no\n");
    const std::string text = render_terminal(build_assessment(record, *program, {}), {.width = 80});
    CHECK(text.find("Basis") == std::string::npos);
    CHECK(text.find("\n1 requirement: 0 met, 1 not met") != std::string::npos);
    // A maximum of 5: one decimal more than out of 100.
    CHECK(text.find("0.00  out of 5") != std::string::npos);
    CHECK(text.find("+5.00  A") != std::string::npos);
}

TEST_CASE("thresholds at their defaults are counted, changed ones named") {
    const auto program = test::compile_text(R"(tidu: 1
id: x
version: "1"
title: {zh: 甲, en: X}
inputs:
  - {id: t1, type: number, range: [0, 100], default: 40, tags: [threshold], title: {zh: 线一, en: Line one}}
  - {id: t2, type: number, range: [0, 100], default: 60, tags: [threshold], title: {zh: 线二, en: Line two}}
  - {id: place, type: yesno, default: no, title: {zh: 在省内, en: In the province}}
index:
  id: total
  title: {zh: 总分, en: Total}
  items:
    - {id: a, title: {zh: 甲, en: A}, type: yesno, score: {yes: 100, no: 0}}
)");
    const auto remarks = [&](std::string_view answers) {
        const AssessmentRecord record = test::assessed(*program, answers);
        return render_terminal(build_assessment(record, *program, {}), {.width = 100});
    };
    const std::string plain = remarks("a: yes\n"), changed = remarks("a: yes\nt1: 40.0\nt2: 50\n");
    CHECK(plain.find("In the province") != std::string::npos);
    CHECK(plain.find("at its defaults: 2") != std::string::npos);
    CHECK(plain.find("Line") == std::string::npos);
    CHECK(changed.find("Line one") == std::string::npos);
    CHECK(changed.find("Line two: 50") != std::string::npos);
}

TEST_CASE("a table without room for words becomes a list; no-break spaces stay an indent") {
    Document document;
    document.blocks.push_back(
        Table{{{"indicator"}, {"kind"}, {"basis"}, {"weight", true}},
              {{{"\u00A0\u00A0Computing power in workshops", "one option", "second-hand", "4"}}}});
    CHECK(render_terminal(document, {.width = 40})
              .ends_with("    Computing power in workshops\n"
                         "      kind one option; basis\n"
                         "      second-hand; weight 4\n"));
    CHECK(render_terminal(document, {.width = 52}).find("\n    in workshops\n") != std::string::npos);
}

TEST_CASE("the same record gives the same bytes") {
    const Document first = report_on(test::full_answers), second = report_on(test::full_answers);
    CHECK(html_of(first) == html_of(second));
    CHECK(render_xlsx(first) == render_xlsx(second));
}

TEST_CASE("a name of five thousand characters fits in every form") {
    std::string name;
    for (int repeat = 0; repeat < 1250; ++repeat)
        name += "长名x ";
    const Document document = report_on(test::full_answers, "{id: B1, name: \"" + name + "\"}");
    CHECK(count(html_of(document), "长名x") > 1000);
    CHECK_FALSE(render_xlsx(document).empty());
    CHECK_FALSE(render_terminal(document, {.width = 40}).empty());
}

TEST_CASE("an explanation of a group lists its children, of a question its answer") {
    const auto program = test::bakery();
    const AssessmentRecord record = test::assessed(*program, test::full_answers);
    const auto explain = [&](std::string_view id) {
        return render_terminal(build_explanation(record, *program, *program->outline->find_node(id), {}),
                               {.width = 100});
    };
    CHECK(explain("baking").find("Ovens logged") != std::string::npos);
    CHECK(explain("recipes").find("On paper") != std::string::npos);
    CHECK(explain("recipes").find("Master") == std::string::npos);
    CHECK(explain("channels").find("Reaches its customers") != std::string::npos);
}
