// SPDX-License-Identifier: Apache-2.0
#include "catch.h"
#include "show.h"
#include "tidu/codec/json_write.h"

using namespace tidu;

namespace {

std::string written(JsonLayout layout, JsonEscapes escapes = JsonEscapes::minimal) {
    std::string out;
    JsonWriter json(out, layout, escapes);
    json.open_object();
    json.member("name", "甲<b>&\"\\\n\x01");
    json.member("score", 59.96);
    json.member("count", 3);
    json.member("valid", true);
    json.key("levels");
    json.open_array();
    json.value("a");
    json.null();
    json.open_object();
    json.close_object();
    json.close_array();
    json.key("none");
    json.open_array();
    json.close_array();
    json.close_object();
    return out;
}

}  // namespace

TEST_CASE("JSON is written on one line") {
    CHECK(
        written(JsonLayout::compact) ==
        R"({"name":"甲<b>&\"\\\n\u0001","score":59.96,"count":3,"valid":true,"levels":["a",null,{}],"none":[]})");
}

TEST_CASE("JSON is written for reading") {
    CHECK(written(JsonLayout::pretty) ==
          "{\n"
          "  \"name\": \"甲<b>&\\\"\\\\\\n\\u0001\",\n"
          "  \"score\": 59.96,\n"
          "  \"count\": 3,\n"
          "  \"valid\": true,\n"
          "  \"levels\": [\n"
          "    \"a\",\n"
          "    null,\n"
          "    {}\n"
          "  ],\n"
          "  \"none\": []\n"
          "}");
}

TEST_CASE("JSON for a web page cannot end its script") {
    std::string out;
    append_json_string(out, "</script>&\u2028\u2029", JsonEscapes::html);
    CHECK(out == R"("\u003c/script\u003e\u0026\u2028\u2029")");
}

TEST_CASE("Bytes that are not UTF-8 never reach a JSON text") {
    std::string out;
    append_json_string(out, "a\xFF");
    CHECK(out == "\"a\uFFFD\"");
}

TEST_CASE("What is written is read back the same") {
    for (const JsonLayout layout : {JsonLayout::compact, JsonLayout::pretty}) {
        Diagnostics diagnostics;
        const auto trees = parse_json(source_of(written(layout, JsonEscapes::html)), {}, diagnostics);
        REQUIRE(trees);
        CHECK(trees->front().view().find("name").text() == "甲<b>&\"\\\n\x01");
        CHECK(trees->front().view().find("score").text() == "59.96");
    }
}
