// SPDX-License-Identifier: Apache-2.0
#include "catch.h"
#include "tidu/text/utf8.h"

using namespace tidu;

TEST_CASE("The first byte that is not UTF-8 is found") {
    CHECK_FALSE(first_invalid_utf8("plain ASCII of some length, 中文, 𠀀"));
    CHECK(first_invalid_utf8("abcdefghij\x80") == 10u);
    CHECK(first_invalid_utf8("中\xE4\xB8") == 3u);        // truncated
    CHECK(first_invalid_utf8("a\xC0\xAF") == 1u);         // overlong
    CHECK(first_invalid_utf8("a\xE0\x80\xAF") == 1u);     // overlong
    CHECK(first_invalid_utf8("\xED\xA0\x80") == 0u);      // surrogate
    CHECK(first_invalid_utf8("\xF4\x90\x80\x80") == 0u);  // above U+10FFFF
    CHECK(first_invalid_utf8("\xFF") == 0u);
}

TEST_CASE("Code points are walked and written") {
    std::string out;
    const std::string text = "aé中𠀀";
    for (std::size_t offset = 0; offset < text.size();)
        append_utf8(out, next_code_point(text, offset));
    CHECK(out == text);
    CHECK(code_point_count(text) == 4);
    CHECK(code_point_count("abcdefghij中klmnopqrst") == 21);
    CHECK(offset_of_code_point("abcdefghij中klmnopqrst", 11) == 13);
    CHECK(offset_of_code_point("abcdefghij中klmnopqrst", 20) == 22);
    CHECK(offset_of_code_point("中", 5) == 3);
    std::size_t offset = 0;
    CHECK(next_code_point("\xFFx", offset) == 0xFFFD);
    CHECK(offset == 1);
}

TEST_CASE("Widths are those of a terminal") {
    CHECK(display_width("abc") == 3);
    CHECK(display_width("中文，ａ") == 8);
    CHECK(display_width("e\u0301") == 1);
    CHECK(fit_width("数字化转型", 10) == "数字化转型");
    CHECK(fit_width("数字化转型", 9) == "数字化转…");
    CHECK(fit_width("数字化转型", 8) == "数字化…");
    CHECK(fit_width("abc", 0).empty());
    CHECK(pad_width("中", 4) == "中  ");
    CHECK(pad_width("中中中", 4) == "中中中");
}

TEST_CASE("Lines break at blanks and between Chinese characters, not before closing punctuation") {
    using Lines = std::vector<std::string>;
    CHECK(wrap_width("one two three", 7) == Lines{"one two", "three"});
    CHECK(wrap_width("设备数字化，网络化", 10) == Lines{"设备数字", "化，网络化"});
    CHECK(wrap_width("用（甲）乙", 4) == Lines{"用", "（甲", "）乙"});
    CHECK(wrap_width("a\nb", 10) == Lines{"a", "b"});
    CHECK(wrap_width("abcdefgh", 3) == Lines{"abc", "def", "gh"});
    CHECK(wrap_width("", 10) == Lines{""});
    CHECK(wrap_width(std::string(2'000'000, 'y'), 50).size() ==
          40'000);  // a cell of megabytes takes no minutes
}

TEST_CASE("Full-width forms become ASCII and outer blanks go") {
    CHECK(fold_width("　６２．５％　") == "62.5%");
    CHECK(fold_width("不适用：无窑炉") == "不适用:无窑炉");
    CHECK(trim(" \t中 文\r\n　") == "中 文");
    CHECK(trim("　 ").empty());
    CHECK(to_lower_ascii("ERP 系统 É") == "erp 系统 É");
}

TEST_CASE("Control characters and bidirectional overrides are made visible") {
    CHECK(escape_controls("a\x1b[31m\u202e\nb\t") == "a\\u{1b}[31m\\u{202e}\nb\t");
    CHECK(escape_controls("\xFF") == "\uFFFD");
}
