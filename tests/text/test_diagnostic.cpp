// SPDX-License-Identifier: Apache-2.0
#include "catch.h"
#include "tidu/text/diagnostic.h"

using namespace tidu;

namespace {

constexpr Phrase not_a_number{"权重不是数字：`{}`", "weight is not a number: `{}`"};
constexpr Phrase write_decimal{"请写成小数，如 0.35", "write a decimal such as 0.35"};
constexpr Phrase first{"第一处", "first"};
constexpr Phrase swapped{"{1}/{0}", "{0}/{1}"};

SourcePtr source_of(std::string name, std::string text) {
    return std::make_shared<const Source>(Source{std::move(name), std::move(text)});
}

Diagnostic finding(Place place, Severity severity = Severity::error) {
    return {severity, "number-syntax", say(not_a_number, "零点三五"), std::move(place), {}, {}, {}};
}

}  // namespace

TEST_CASE("A finding shows its line, with the caret under wide characters") {
    const SourcePtr source = source_of("my-index.yaml", "标题: x\n  设备: 零点三五  # 设备\n");
    Diagnostic diagnostic = finding(Place::of_text(source, {2, 7, 4}));
    diagnostic.help = say(write_decimal);
    diagnostic.notes.push_back(
        {Severity::note, {}, say(first), Place::of_text(source, {1, 1, 2}), {}, {}, {}});
    CHECK(render(diagnostic, Language::en, false) ==
          "my-index.yaml:2:7: error: weight is not a number: `零点三五` [number-syntax]\n"
          "  2 |   设备: 零点三五  # 设备\n"
          "    |         ^~~~~~~~\n"
          "  help: write a decimal such as 0.35\n"
          "my-index.yaml:1:1: note: first\n"
          "  1 | 标题: x\n"
          "    | ^~~~\n");
    CHECK(render(finding(Place::of_text(source, {2, 7, 4})), Language::zh, true) ==
          "my-index.yaml:2:7: \x1b[1;31m错误\x1b[0m：权重不是数字：`零点三五` [number-syntax]\n"
          "  2 |   设备: 零点三五  # 设备\n"
          "    |         \x1b[1;31m^~~~~~~~\x1b[0m\n");
}

TEST_CASE("Tabs, CRLF and control characters do not move the caret") {
    const SourcePtr source = source_of("f", "a\r\n\t\x1b:\tb\r\n");
    CHECK(render(finding(Place::of_text(source, {2, 5, 1}), Severity::warning), Language::en, false) ==
          "f:2:5: warning: weight is not a number: `零点三五` [number-syntax]\n"
          "  2 |     \\u{1b}:    b\n"
          "    |                ^\n");
}

TEST_CASE("A long line is cut around the caret") {
    const SourcePtr source = source_of("f", std::string(1000, 'a') + "中文" + std::string(1000, 'b'));
    CHECK(render(finding(Place::of_text(source, {1, 1001, 2})), Language::en, false) ==
          "f:1:1001: error: weight is not a number: `零点三五` [number-syntax]\n"
          "  1 | …" +
              std::string(59, 'a') + "中文" + std::string(45, 'b') +
              "…\n"
              "    | " +
              std::string(60, ' ') + "^~~~\n");
}

TEST_CASE("Places are described as their kind asks for") {
    const SourcePtr source = source_of("a.xlsx", "");
    CHECK(describe({}, Language::en).empty());
    CHECK(describe(Place::of_file(source), Language::en) == "a.xlsx");
    CHECK(describe(Place::of_text(source, {3, 0, 1}), Language::en) == "a.xlsx:3");
    CHECK(describe(Place::of_cell(source, {}, 3, 7), Language::en) == "a.xlsx:row 3, column 7");
    CHECK(describe(Place::of_cell(source, {}, 3, 7), Language::zh) == "a.xlsx:第 3 行第 7 列");
    CHECK(describe(Place::of_cell(source, {}, 3, 0), Language::en) == "a.xlsx:row 3");
    CHECK(describe(Place::of_cell(source, "设备", 7, 3), Language::zh) == "a.xlsx:设备!C7");
    CHECK(describe(Place::of_cell(source, "S", 0, 0), Language::en) == "a.xlsx:S");
    CHECK(cell_address(1, 26) == "Z1");
    CHECK(cell_address(1048576, 16384) == "XFD1048576");
}

TEST_CASE("Findings are sorted by file as first met, then by place, equals as they came") {
    const SourcePtr b = source_of("b", "");
    const SourcePtr a = source_of("a", "");
    Diagnostics diagnostics;
    const auto add = [&](const SourcePtr& source, Span span, std::string subject) {
        Diagnostic diagnostic = finding(Place::of_text(source, span));
        diagnostic.subject = std::move(subject);
        diagnostics.add(std::move(diagnostic));
    };
    add(b, {9, 1, 1}, "1");
    add(a, {1, 1, 1}, "2");
    add(b, {2, 5, 1}, "3");
    add(b, {2, 1, 1}, "4");
    add(b, {2, 5, 1}, "5");
    diagnostics.sort();
    std::string order;
    for (const Diagnostic& item : diagnostics.items())
        order += item.subject;
    CHECK(order == "43512");
    CHECK(diagnostics.count(Severity::error) == 5);
    CHECK(diagnostics.has_errors());
}

TEST_CASE("A message cuts what is too long to read, between characters") {
    static constexpr Phrase phrase{"看到 {}", "saw {}"};
    CHECK(say(phrase, std::string(1000, 'y')).in(Language::en) == "saw " + std::string(1000, 'y'));
    CHECK(say(phrase, std::string(5000, 'y')).in(Language::en) == "saw " + std::string(1000, 'y') + "…");
    std::string wide;
    for (int character = 0; character < 1001; ++character)
        wide += "甲";
    CHECK(say(phrase, wide).in(Language::zh) == "看到 " + wide.substr(0, 3000) + "…");
}

TEST_CASE("A message is filled in the reader's language") {
    CHECK(say(swapped, "a", 2).in(Language::en) == "a/2");
    CHECK(say(swapped, BilingualText{"甲", "x"}, std::string("y")).in(Language::zh) == "y/甲");
    CHECK(say(swapped, BilingualText{"甲", ""}, "y").in(Language::en) == "甲/y");
    CHECK(Message().in(Language::en).empty());
}
