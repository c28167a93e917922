// SPDX-License-Identifier: Apache-2.0
// The report on a batch: hostile names stay inert in every form, the one script is the one the policy knows.
#include "catch.h"
#include "result/assessed.h"
#include "tidu/report/build_summary.h"
#include "tidu/report/render.h"
#include "tidu/text/utf8.h"

using namespace tidu;

namespace {

std::size_t count(const std::string& text, std::string_view part) {
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size()))
        ++found;
    return found;
}

const std::vector<std::string> hostile{"</script><script>alert(1)</script>",
                                       "\" onmouseover=\"x' <img src=x onerror=alert(1)>",
                                       "\u202eevil\u0007 \u200f",
                                       "=cmd|' /C calc'!A0",
                                       "@SUM(A1)",
                                       "[a](javascript:x) `|`",
                                       std::string(5000, 'n')};

ResultStatistics statistics_of(const Program& program) {
    ResultStatistics statistics(program);
    const std::vector<Grouping> groupings = groupings_of(*program.outline);
    for (std::size_t row = 0; row < 2 * hostile.size(); ++row) {
        const std::string& text = hostile[row / 2];
        test::Scored scored =
            test::score_text(std::shared_ptr<const Program>(&program, [](const Program*) {}),
                             row % 2 == 0 ? "staff: 12\nrecipes: paper\n" : "staff: many\n");
        scored.sheet.id = scored.sheet.name = scored.sheet.period = text;
        scored.sheet.attributes = {{"city", text}, {"industry", text}};
        const ResultTable table(program, {});
        TableRow cells;
        table.fill(scored.sheet, scored.evaluation, cells);
        statistics.add(facts_of(program, groupings, scored.sheet, scored.evaluation, cells),
                       text + "?#.html");
    }
    return statistics;
}

Document summary(Language language = Language::en) {
    static const auto program = test::bakery();
    static const ResultStatistics statistics = statistics_of(*program);
    return build_summary(statistics, *program,
                         {.language = language, .date = "<2026>", .reports = "re ports/"});
}

}  // namespace

TEST_CASE("no text of a batch becomes markup in its summary") {
    const Document document = summary();
    const std::string html = render_html({&document, 1});
    CHECK(count(html, "<script") == 1);
    CHECK(count(html, "</script") == 1);
    CHECK(count(html, "<img") == 0);
    CHECK(count(html, "javascript:x") == count(html, "[a](javascript:x)"));
    CHECK(count(html, " onmouseover=\"") == 0);
    CHECK(html.find("\xE2\x80\xAE") == std::string::npos);
    CHECK(html.find('\a') == std::string::npos);
    CHECK(count(html, "http://") + count(html, "https://") == 0);
}

TEST_CASE("links of a summary lead to files and nowhere else") {
    const Document document = summary();
    const std::string html = render_html({&document, 1});
    CHECK(count(html, "href=\"re%20ports/%5Ba%5D%28javascript%3Ax%29%20%60%7C%60%3F%23.html\"") == 2);
    CHECK(count(html, "href=\"") == count(html, "href=\"#") + count(html, "href=\"re%20ports/"));
    const std::string markdown = render_markdown(document);
    CHECK(count(markdown, "](re%20ports/%5Ba%5D%28javascript%3Ax%29") == 2);
}

TEST_CASE("the policy of a summary allows its own script and style by their hashes") {
    const Document document = summary();
    const std::string html = render_html({&document, 1});
    CHECK(html.find("default-src &#39;none&#39;; style-src &#39;sha256-") != std::string::npos);
    CHECK(html.find("; script-src &#39;sha256-") != std::string::npos);
    CHECK(count(html, "unsafe") == 0);
    CHECK(count(html, " style=") == 0);
}

TEST_CASE("open and close tags of a summary agree, in both languages") {
    for (const Language language : {Language::zh, Language::en}) {
        const Document document = summary(language);
        const std::string html = render_html({&document, 1});
        const std::string body =
            html.substr(html.find("<body>"), html.find("<script>") - html.find("<body>"));
        for (const std::string tag : {"article", "section", "div", "table", "thead", "tbody", "tr", "th",
                                      "td", "ul", "svg", "span", "p", "h2", "h3", "a", "small"}) {
            INFO(tag);
            CHECK(count(body, "<" + tag + ">") + count(body, "<" + tag + " ") ==
                  count(body, "</" + tag + ">"));
        }
    }
}

TEST_CASE("no line of a summary in a terminal is wider than the terminal") {
    for (const std::size_t width : {60U, 80U, 120U})
        for (const Language language : {Language::zh, Language::en}) {
            const std::string text = render_terminal(summary(language), {.width = width});
            std::size_t widest = 0;
            for (std::size_t begin = 0; begin < text.size();) {
                const std::size_t end = std::min(text.find('\n', begin), text.size());
                widest = std::max(widest, display_width(std::string_view(text).substr(begin, end - begin)));
                begin = end + 1;
            }
            CHECK(widest <= width);
        }
}

TEST_CASE("a summary of nothing says so in every form") {
    const auto program = test::bakery();
    const Document document = build_summary(ResultStatistics(*program), *program, {});
    CHECK(render_html({&document, 1}).find("0 valid, 0 invalid") != std::string::npos);
    CHECK(render_markdown(document).find("Nobody stands on this ladder") != std::string::npos);
    CHECK(!render_terminal(document, {}).empty());
    CHECK(!render_xlsx(document).empty());
}
