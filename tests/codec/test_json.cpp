// SPDX-License-Identifier: Apache-2.0
#include <nlohmann/json.hpp>
#include <random>

#include "catch.h"
#include "show.h"

using namespace tidu;

namespace {

std::string json(std::string text, bool with_places = false, TreeLimits limits = {}) {
    Diagnostics diagnostics;
    const auto trees = parse_json(source_of(std::move(text)), limits, diagnostics);
    if (!trees) return show(diagnostics);
    std::string shown;
    for (const Tree& tree : *trees)
        shown += (shown.empty() ? "" : " --- ") + show(tree.view(), with_places);
    return shown;
}

bool is_json(const std::string& text) {
    Diagnostics diagnostics;
    const auto trees = parse_json(source_of(text), {}, diagnostics);
    return trees && trees->size() == 1;
}

/// As a reader of UTF-8 without a byte order mark, one document a text.
bool is_json_by_nlohmann(const std::string& text) {
    return nlohmann::json::accept(text);
}

}  // namespace

TEST_CASE("JSON becomes a tree with the place of every node, counted in characters") {
    CHECK(json("{\"名\": [1, true, \"甲\\n\"],\n \"b\": {\"c\": null}}", true) ==
          "{\"名\"@1:2+3: [1@1:8+1, true@1:11+4, \"甲\n\"@1:17+5]@1:7+1, \"b\"@2:2+3: {\"c\"@2:8+3: "
          "~@2:13+4}@2:7+1}@1:1+1");
}

TEST_CASE("JSON Lines and one document over many lines") {
    CHECK(json("{\"a\": 1}\n\n{\"a\": 2}\r\n[3]\n") == "{\"a\": 1} --- {\"a\": 2} --- [3]");
    CHECK(json("[\n1,\n2\n]\n") == "[1, 2]");
    CHECK(json(" \n") == "");
    CHECK(json("{} {}") ==
          "f:1:4: error: something follows the document (the next one starts on a new line) [json-syntax]\n"
          "  1 | {} {}\n"
          "    |    ^\n");
}

TEST_CASE("A duplicate JSON key is an error that names the first; `<<` means nothing in JSON") {
    CHECK(json("{\"a\": 1, \"\\u0061\": 2}") ==
          "f:1:10: error: key `a` stands twice [duplicate-key]\n"
          "  1 | {\"a\": 1, \"\\u0061\": 2}\n"
          "    |          ^~~~~~~~\n"
          "f:1:2: note: first used here\n"
          "  1 | {\"a\": 1, \"\\u0061\": 2}\n"
          "    |  ^~~\n");
    CHECK(json("{\"<<\": {\"a\": 1}}") == "{\"<<\": {\"a\": 1}}");
}

TEST_CASE("JSON escapes, surrogate pairs included") {
    CHECK(json(R"(["\"\\\/\b\f\r\t\u4E2d\ud840\udc00"])") == "[\"\"\\/\b\f\r\t中𠀀\"]");
    CHECK(json(R"(["\ud840"])").find("half a `\\u` surrogate pair") != std::string::npos);
    CHECK(json(R"(["\x"])").find("f:1:3: error: unknown escape [json-syntax]") == 0);
}

TEST_CASE("JSON syntax errors say what is wrong, where") {
    const std::pair<const char*, const char*> cases[] = {
        {"[1, 2", "f:1:6: error: `,` or `]` is missing here"},
        {"[1, 2,]", "f:1:6: error: no `,` may follow the last element"},
        {"{\"a\": 1,}", "f:1:8: error: no `,` may follow the last element"},
        {"{a: 1}", "f:1:2: error: a key in double quotes is missing here"},
        {"{\"a\" 1}", "f:1:6: error: `:` is missing behind the key"},
        {"{\"a\": }", "f:1:7: error: a value is missing here"},
        {"[是]", "f:1:2: error: neither a number nor true, false or null; a text needs double quotes"},
        {"[010]", "f:1:2: error: neither a number"},
        {"[NaN]", "f:1:2: error: neither a number"},
        {"[\"abc\n\"]", "f:1:2: error: a double quote is not closed on its line"},
        {"[\"a\tb\"]", "f:1:4: error: a tab or carriage return in a text is written `\\t`, `\\r`"},
        {"{\"a\": 1 \"b\": 2}", "f:1:9: error: `,` or `}` is missing here"},
    };
    for (const auto& [text, expected] : cases) {
        CAPTURE(text);
        CHECK(json(text).substr(0, std::string(expected).size()) == expected);
    }
}

TEST_CASE("JSON keeps within its limits") {
    CHECK(json(std::string(64, '[') + std::string(64, ']')).find("error") == std::string::npos);
    CHECK(json(std::string(1'000'000, '[')).find("nested deeper than 64 levels [nesting-depth]") !=
          std::string::npos);
    std::string many = "[0";
    for (int element = 0; element < 100'000; ++element)
        many += ",0";
    CHECK(json(many + "]").find("[node-count]") != std::string::npos);
    CHECK(json("[1,2,3]", false, {6, 10, 10}) == "f: error: the file is larger than 6 bytes [file-size]\n");
    CHECK(json("[\"\xE4\xB8\"]").find("[encoding]") != std::string::npos);
}

TEST_CASE("A piece of a file counts lines as the file does") {
    Diagnostics diagnostics;
    const auto piece = std::make_shared<const Source>(Source{"f", "[1\n2]", 100});
    CHECK_FALSE(parse_json(piece, {}, diagnostics));
    CHECK(show(diagnostics) ==
          "f:101:1: error: `,` or `]` is missing here [json-syntax]\n"
          "  101 | 2]\n"
          "      | ^\n");
}

TEST_CASE("What is JSON and what is not: as nlohmann-json says, for mangled documents") {
    const std::string seeds[] = {
        R"({"system":"general","answers":{"a":1.5e3,"b":["x","y\u4e2d"],"c":{"not_applicable":true,"reason":null}}})",
        R"([0,-0,1e5,-1.25E-3,"\ud83d\ude00",[],{},[[]],{"":{}}])",
    };
    const std::string bytes = "{}[]\",:\\u0019.eE+-tfn \n\ta/";
    constexpr unsigned seed = 20251124;
    std::mt19937 random(seed);
    int accepted = 0;
    for (int round = 0; round < 20'000; ++round) {
        std::string text = seeds[random() % 2];
        for (auto change = random() % 3 + 1; change > 0; --change) {
            const std::size_t at = random() % text.size();
            switch (random() % 3) {
                case 0:
                    text.erase(at, 1);
                    break;
                case 1:
                    text.insert(at, 1, bytes[random() % bytes.size()]);
                    break;
                default:
                    text[at] = bytes[random() % bytes.size()];
            }
        }
        Diagnostics diagnostics;
        const auto trees = parse_json(source_of(text), {}, diagnostics);
        const bool duplicate =
            diagnostics.has_errors() && diagnostics.items().front().rule == "duplicate-key";
        if (duplicate || (trees && trees->size() > 1)) continue;  // ours alone: strict keys, JSON Lines
        CAPTURE(seed, text);
        REQUIRE(is_json(text) == is_json_by_nlohmann(text));
        accepted += is_json(text) ? 1 : 0;
    }
    CHECK(accepted > 1000);
}
