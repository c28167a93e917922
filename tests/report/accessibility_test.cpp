// SPDX-License-Identifier: Apache-2.0
// What of accessibility can be checked without a browser: language, landmarks, headings, names of pictures
// and tables, identifiers, and the contrast of the colours in report.css. axe in a browser has the last word
// (docs/developing.md).
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <string>

#include "catch.h"
#include "result/assessed.h"
#include "tidu/report/build_assessment.h"
#include "tidu/report/build_comparison.h"
#include "tidu/report/render.h"

using namespace tidu;

namespace {

/// An assessment with open answers, a comparison, and a document of the blocks that neither has.
std::string pages_in(Language language) {
    const auto program = test::bakery();
    const AssessmentRecord open = test::assessed(*program, "staff: 3\n", "{id: B1, name: Old Street}");
    const AssessmentRecord full = test::assessed(*program, test::full_answers, "{id: B1, name: Old Street}");
    std::vector<Document> documents;
    documents.push_back(build_assessment(open, *program, {.language = language, .every_question = true}));
    documents.push_back(build_assessment(full, *program, {.language = language, .every_question = true}));
    const std::vector<ResultComparison> changes{compare(open, full, *program->outline)};
    documents.push_back(build_comparison({open, full}, changes, *program, {.language = language}));
    Document rest;
    rest.language = language;
    rest.title = "Rest";
    rest.blocks.push_back(Heading{2, "Tables"});
    rest.blocks.push_back(Table{{{"name"}, {"one", true}, {"two", true}}, {{{"a", "1", "2"}}}});
    rest.blocks.push_back(Table{{{"name"}, {"number", true}}, {{{"a", "1"}}}, true});
    Distribution groups{"group", "all", {{"low"}, {"high"}}, {}, {}};
    groups.rows.push_back({"a", {1, 2}, {}, Tone::plain, false});
    rest.blocks.push_back(groups);
    documents.push_back(rest);
    return render_html(documents);
}

/// Every start tag of the body, as `name attributes`.
std::vector<std::string> tags_of(const std::string& html) {
    std::vector<std::string> tags;
    const std::size_t end = std::min(html.find("<script"), html.size());
    for (std::size_t at = html.find("<body"); at < end; at = html.find('<', at + 1))
        if (html[at + 1] != '/') tags.push_back(html.substr(at + 1, html.find('>', at) - at - 1));
    return tags;
}

bool is_tag(const std::string& tag, std::string_view name) {
    return tag == name || (tag.starts_with(name) && tag[name.size()] == ' ');
}

/// Empty where the tag has no such attribute.
std::string attribute_of(const std::string& tag, const std::string& name) {
    const std::size_t at = tag.find(" " + name + "=\"");
    if (at == std::string::npos) return {};
    const std::size_t start = at + name.size() + 3;
    return tag.substr(start, tag.find('"', start) - start);
}

using Palette = std::map<std::string, std::string>;

/// The `--name: #colour` that a style sheet sets after a place, up to the end of the block.
Palette palette_at(const std::string& css, std::size_t place) {
    Palette palette;
    const std::string block = css.substr(place, css.find('}', place) - place);
    for (std::size_t at = block.find("--"); at != std::string::npos; at = block.find("--", at + 2)) {
        const std::size_t colon = block.find(':', at);
        if (block[colon + 2] == '#')
            palette[block.substr(at + 2, colon - at - 2)] = block.substr(colon + 3, 6);
    }
    return palette;
}

/// WCAG 2.2, relative luminance of sRGB.
double luminance(const std::string& colour) {
    std::array<double, 3> parts{};
    for (std::size_t part = 0; part < parts.size(); ++part) {
        const double value = std::stoi(colour.substr(2 * part, 2), nullptr, 16) / 255.0;
        parts[part] = value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
}

double contrast(const std::string& one, const std::string& other) {
    const double first = luminance(one);
    const double second = luminance(other);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

}  // namespace

TEST_CASE("an HTML report names its language and has one main part") {
    CHECK(pages_in(Language::zh).find("<html lang=\"zh-Hans\">") != std::string::npos);
    const std::string html = pages_in(Language::en);
    CHECK(html.find("<html lang=\"en\">") != std::string::npos);
    const auto tags = tags_of(html);
    CHECK(std::ranges::count_if(tags, [](const std::string& tag) { return is_tag(tag, "main"); }) == 1);
    CHECK(html.find("<title></title>") == std::string::npos);
}

TEST_CASE("headings of an HTML report leave no level out") {
    int level = 0;
    for (const std::string& tag : tags_of(pages_in(Language::en))) {
        if (tag.size() < 2 || tag[0] != 'h' || tag[1] < '1' || tag[1] > '6') continue;
        const int next = tag[1] - '0';
        INFO(tag);
        CHECK(next <= level + 1);
        level = next;
    }
}

TEST_CASE("pictures, headings of tables and what scrolls in an HTML report have a name") {
    const std::string html = pages_in(Language::zh);
    CHECK(html.find("<th scope=\"col\"></th>") == std::string::npos);
    for (const std::string& tag : tags_of(html)) {
        INFO(tag);
        if (is_tag(tag, "svg"))
            CHECK((attribute_of(tag, "aria-hidden") == "true" ||
                   (attribute_of(tag, "role") == "img" && !attribute_of(tag, "aria-label").empty())));
        if (is_tag(tag, "th")) CHECK_FALSE(attribute_of(tag, "scope").empty());
        if (!attribute_of(tag, "tabindex").empty()) CHECK_FALSE(attribute_of(tag, "aria-label").empty());
    }
}

TEST_CASE("identifiers of an HTML report are unique, and every link within it leads somewhere") {
    std::set<std::string> ids;
    const auto tags = tags_of(pages_in(Language::en));
    for (const std::string& tag : tags) {
        const std::string id = attribute_of(tag, "id");
        INFO(tag);
        if (!id.empty()) CHECK(ids.insert(id).second);
    }
    for (const std::string& tag : tags) {
        const std::string href = attribute_of(tag, "href");
        INFO(tag);
        if (href.starts_with("#")) CHECK(ids.count(href.substr(1)) == 1);
    }
}

TEST_CASE("text of HTML reports has a contrast of 4.5, what charts draw of 3, in light, dark and print") {
    const std::string css = pages_in(Language::en);
    const std::size_t light = css.find(":root {");
    const std::size_t dark = css.find(":root {", css.find("prefers-color-scheme: dark"));
    const std::size_t print = css.find(":root {", css.find("@media print"));
    for (const std::size_t place : {light, dark, print}) {
        Palette palette = palette_at(css, place);
        REQUIRE(palette.size() >= 15);
        for (const char* text : {"ink", "soft", "good", "bad", "open", "accent"})
            for (const char* ground : {"paper", "panel"}) {
                INFO(text << " on " << ground);
                CHECK(contrast(palette.at(text), palette.at(ground)) >= 4.5);
            }
        for (const char* fill : {"good-fill", "bad-fill", "open-fill", "aside", "step", "ink"})
            for (const char* ground : {"paper", "panel", "track"}) {
                INFO(fill << " on " << ground);
                CHECK(contrast(palette.at(fill), palette.at(ground)) >= 3);
            }
    }
}
