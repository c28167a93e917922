// SPDX-License-Identifier: Apache-2.0
#include "catch.h"
#include "show.h"

using namespace tidu;

namespace {

/// The documents of a YAML text, or what is wrong with it.
std::string yaml(std::string text, bool with_places = false, TreeLimits limits = {}) {
    Diagnostics diagnostics;
    const auto trees = parse_yaml(source_of(std::move(text)), limits, diagnostics);
    if (!trees) return show(diagnostics);
    std::string shown;
    for (const Tree& tree : *trees)
        shown += (shown.empty() ? "" : " --- ") + show(tree.view(), with_places);
    return shown;
}

std::string nested(std::size_t levels, const std::string& open, const std::string& close) {
    std::string text;
    for (std::size_t level = 0; level < levels; ++level)
        text += open;
    for (std::size_t level = 0; level < levels; ++level)
        text += close;
    return text;
}

}  // namespace

TEST_CASE("YAML becomes a tree with the place of every node") {
    CHECK(yaml("a: 1\nb: [x, 'y', \"z\"]\nc:\n  - d: e\n", true) ==
          "{a@1:1+1: 1@1:4+1, b@2:1+1: [x@2:5+1, \"y\"@2:8+3, \"z\"@2:13+3]@2:4+1, "
          "c@3:1+1: [{d@4:5+1: e@4:8+1}@4:5+1]@4:3+1}@1:1+1");
}

TEST_CASE("YAML columns count characters, not bytes") {
    CHECK(yaml("{中文: 数值, b: [甲, 乙]}", true) ==
          "{中文@1:2+2: 数值@1:6+2, b@1:10+1: [甲@1:14+1, 乙@1:17+1]@1:13+1}@1:1+1");
}

TEST_CASE("A YAML null that is not written stands at its key or dash") {
    CHECK(yaml("a:\nb:\n  c:\nnullable: 1\n", true) ==
          "{a@1:1+1: ~@1:1+1, b@2:1+1: {c@3:3+1: ~@3:3+1}@3:3+1, nullable@4:1+8: 1@4:11+1}@1:1+1");
    CHECK(yaml("a:\n  - x\n  -\n  # nothing\n  - ~\n", true) ==
          "{a@1:1+1: [x@2:5+1, ~@3:3+1, ~@5:5+1]@2:3+1}@1:1+1");
    CHECK(yaml("a: null\nb: ~  # none\nc: {d, e: }\n", true) ==
          "{a@1:1+1: ~@1:4+4, b@2:1+1: ~@2:4+1, c@3:1+1: {d@3:5+1: ~@3:5+1, e@3:8+1: ~@3:8+1}@3:4+1}@1:1+1");
}

TEST_CASE("A YAML alias stands where it is written, not at its anchor") {
    CHECK(yaml("a: &x {p: 1}\nb: *x\nc: [*x, 2]\nd: &y text\ne: *y\n", true) ==
          "{a@1:1+1: {p@1:8+1: 1@1:11+1}@1:4+1, b@2:1+1: {p@1:8+1: 1@1:11+1}@2:4+2, "
          "c@3:1+1: [{p@1:8+1: 1@1:11+1}@3:5+2, 2@3:9+1]@3:4+1, d@4:1+1: text@4:7+4, e@5:1+1: "
          "text@5:4+2}@1:1+1");
}

TEST_CASE("YAML merge keys add what is not there; explicit keys win wherever they stand") {
    CHECK(yaml("base: &b {x: 1, y: 2}\nmore: &m {y: 3, z: 4}\none: {<<: *b, y: 9}\nboth: {w: 0, <<: [*b, "
               "*m]}\n") ==
          "{base: {x: 1, y: 2}, more: {y: 3, z: 4}, one: {y: 9, x: 1}, both: {w: 0, x: 1, y: 2, z: 4}}");
    CHECK(yaml("a: {<<: 1}\n") ==
          "f:1:9: error: `<<` merges a map or a list of maps [merge-key]\n"
          "  1 | a: {<<: 1}\n"
          "    |         ^\n");
    CHECK(yaml("a: {\"<<\": 1}\n") == "{a: {\"<<\": 1}}");
}

TEST_CASE("A duplicate YAML key is an error that names the first") {
    CHECK(yaml("名称: 1\nb: 2\n\"名称\": 3\n") ==
          "f:3:1: error: key `名称` stands twice [duplicate-key]\n"
          "  3 | \"名称\": 3\n"
          "    | ^~~~~~\n"
          "f:1:1: note: first used here\n"
          "  1 | 名称: 1\n"
          "    | ^~~~\n");
}

TEST_CASE("A YAML key that is no text is an error") {
    CHECK(yaml("? [a]\n: 1\n") ==
          "f:1:3: error: a key must be a text, not a list or a map [key-type]\n"
          "  1 | ? [a]\n"
          "    |   ^\n");
}

TEST_CASE("Scalars keep their text: 010, yes, quoted numbers, text blocks, folded lines") {
    CHECK(yaml("a: 010\nb: yes\nc: '1'\nd: |\n  x\n  y\ne: one\n  two\nf: 0x1F\n") ==
          "{a: 010, b: yes, c: \"1\", d: \"x\ny\n\", e: one two, f: 0x1F}");
}

TEST_CASE("A file may start with a byte order mark and end its lines with CRLF") {
    CHECK(yaml("\xEF\xBB\xBF"
               "a: 1\r\nb: '二'\r\nc: x y\r\n",
               true) == "{a@1:1+1: 1@1:4+1, b@2:1+1: \"二\"@2:4+3, c@3:1+1: x y@3:4+3}@1:1+1");
    CHECK(yaml("\xEF\xBB\xBF"
               "a: 1\r\na: 2\r\n") ==
          "f:2:1: error: key `a` stands twice [duplicate-key]\n"
          "  2 | a: 2\n"
          "    | ^\n"
          "f:1:1: note: first used here\n"
          "  1 | a: 1\n"
          "    | ^\n");
}

TEST_CASE("Several YAML documents, and none") {
    CHECK(yaml("a: 1\n---\nb: 2\n...\n---\n- 3\n") == "{a: 1} --- {b: 2} --- [3]");
    CHECK(yaml("") == "");
    CHECK(yaml("# only a comment\n") == "");
    CHECK(yaml("---\n") == "~");
}

TEST_CASE("YAML syntax errors say what is wrong, where") {
    CHECK(yaml("a: 1\n\tb: 2\n").find("[yaml-syntax]") != std::string::npos);
    CHECK(yaml("问题: a: b\n") ==
          "f:1:6: error: `:` cannot stand here (one key a line; quote a text that contains `: `) "
          "[yaml-syntax]\n"
          "  1 | 问题: a: b\n"
          "    |        ^\n");
    CHECK(yaml("a: [1, 2\n") ==
          "f:1:4: error: `[` without its `]` [yaml-syntax]\n"
          "  1 | a: [1, 2\n"
          "    |    ^\n");
    CHECK(yaml("问题: [{a: 1}, {b: 2").find("f:1:14: error: `{` without its `}`") == 0);
    CHECK(yaml("title: {zh: 甲 en: A}\n").find("f:1:17: error: a `,` or `}` is missing before this") == 0);
    CHECK(yaml("a: [1, 2\nb: 3\n").find("f:2:2: error: a `,` or `]` is missing before this") == 0);
    CHECK(yaml("a: 1\n... \nb\n") == "{a: 1} --- b");
    for (const char* rest : {"{a: 1} {b: 2}", "\"a\" \"b\"", ", : & {x: q}\n", "...\n, a\n"})
        CHECK(yaml(rest).find("error: this belongs to nothing above") != std::string::npos);
    for (const char* tail : {"", "\n", "\nb: 1\n", "\nb: 'c'\n"})
        CHECK(yaml("甲: 'x'\na: \"abc" + std::string(tail))
                  .find("f:2:4: error: a quote is not closed before the end of the file") == 0);
    CHECK(yaml("a: *nobody\n") ==
          "f:1:4: error: the alias refers to no anchor [yaml-syntax]\n"
          "  1 | a: *nobody\n"
          "    |    ^\n");
    CHECK(yaml("a: !python/object x\n").find("tag `!python/object` has no meaning here [yaml-tag]") !=
          std::string::npos);
}

TEST_CASE("Bytes that are no text are refused with their place") {
    CHECK(yaml("a: 1\nb: \xE4\xB8\n") ==
          "f:2:4: error: byte 0xE4 is not valid UTF-8 [encoding]\n"
          "  2 | b: \xEF\xBF\xBD\xEF\xBF\xBD\n"
          "    |    ^\n"
          "  help: save the file as UTF-8\n");
    CHECK(yaml(std::string("甲: \0x\n", 8)) ==
          "f:1:4: error: control character U+0000 is not allowed in a text [control-character]\n"
          "  1 | 甲: \\u{00}x\n"
          "    |     ^~~~~~\n");
    CHECK(yaml("a: \x04 b: 1\n").find("U+0004") != std::string::npos);
}

TEST_CASE("An alias bomb is refused before it costs memory") {
    std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
    for (int level = 1; level < 40; ++level) {
        const std::string below = "*a" + std::to_string(level - 1);
        bomb += "a" + std::to_string(level) + ": &a" + std::to_string(level) + " [" + below;
        for (int copy = 1; copy < 10; ++copy)
            bomb += ", " + below;
        bomb += "]\n";
    }
    CHECK(yaml(bomb).find("error: expands to more than 100000 nodes [node-count]") != std::string::npos);
    CHECK(yaml("a: &a [b, *a]\n") ==
          "f:1:11: error: alias `*a` stands inside the node it refers to [alias]\n"
          "  1 | a: &a [b, *a]\n"
          "    |           ^~\n");
}

TEST_CASE("Deep nesting is refused, however it is written") {
    CHECK(yaml(nested(64, "[", "]")).find("error") == std::string::npos);
    CHECK(yaml(nested(65, "[", "]")).find("nested deeper than 64 levels [nesting-depth]") !=
          std::string::npos);
    for (const std::string open : {"[", "{a: ", "- ", "? ", "[[{a: [", "- - ? "})
        CHECK(yaml(nested(200'000, open, "")).find("[nesting-depth]") != std::string::npos);
    std::string aliases =
        "a: &a " + nested(40, "[", "]") + "\nb: " + nested(40, "[", "").append("*a").append(40, ']') + "\n";
    CHECK(yaml(aliases).find("[nesting-depth]") != std::string::npos);
}

TEST_CASE("A file that is too large is refused by its size alone") {
    CHECK(yaml(std::string(101, ' '), false, {100, 10, 10}) ==
          "f: error: the file is larger than 100 bytes [file-size]\n");
}

TEST_CASE("A packed tree comes back the same") {
    Diagnostics diagnostics;
    const auto trees = parse_yaml(source_of("a: [1, 'x', ~]\nb: {c: 中文}\n"), {}, diagnostics);
    REQUIRE(trees);
    CHECK(show(unpack_tree(pack_tree(trees->front())).view()) == show(trees->front().view()));
}

TEST_CASE("A view that does not exist answers like a null") {
    const TreeView none;
    CHECK_FALSE(none.exists());
    CHECK(none.is_null());
    CHECK(none.find("x").text().empty());
}
