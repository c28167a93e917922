// SPDX-License-Identifier: Apache-2.0
#include "catch.h"
#include "pieces.h"
#include "show.h"
#include "tidu/codec/encoding.h"

using namespace tidu;

namespace {

/// `name: text`, the same whatever the pieces; then the invalid places.
std::string decoded(const std::string& bytes, std::optional<Encoding> forced = {}) {
    const DecodedText whole = decode_text(bytes, forced);
    for (const std::size_t piece_size : {1u, 2u, 3u, 5u, 1000u}) {
        Pieces pieces(bytes, piece_size);
        DecodingSource source(pieces, forced);
        std::string text;
        char buffer[3];
        while (const std::size_t size = source.read(buffer))
            text.append(buffer, size);
        CAPTURE(piece_size);
        CHECK(text == whole.text);
        CHECK(source.encoding() == whole.encoding);
        CHECK(source.invalid_count() == whole.invalid_count);
    }
    std::string shown = std::string(name_of(whole.encoding)) + ": " + whole.text;
    for (const InvalidBytes& bad : whole.invalid)
        shown += " " + std::to_string(bad.span.line) + ":" + std::to_string(bad.span.column) + " " + bad.hex;
    return shown;
}

std::string utf16(std::u16string_view text, bool little, bool mark) {
    std::string bytes;
    const auto put = [&](char16_t unit) {
        const char low = static_cast<char>(unit & 0xFF);
        const char high = static_cast<char>(unit >> 8);
        bytes += little ? low : high;
        bytes += little ? high : low;
    };
    if (mark) put(0xFEFF);
    for (const char16_t unit : text)
        put(unit);
    return bytes;
}

const std::string gb_text = "id,\xC3\xFB\xB3\xC6\n1,\xC4\xCF\xBE\xA9\n";  // id,名称 / 1,南京

}  // namespace

TEST_CASE("Encodings are detected") {
    CHECK(decoded("id,名称\n1,南京\n") == "utf-8: id,名称\n1,南京\n");
    CHECK(decoded("\xEF\xBB\xBFid,名称\n") == "utf-8 with BOM: id,名称\n");
    CHECK(decoded(gb_text) == "gb18030: id,名称\n1,南京\n");
    CHECK(decoded("plain") == "utf-8: plain");
    CHECK(decoded("") == "utf-8: ");
    for (const bool mark : {true, false}) {
        CHECK(decoded(utf16(u"id,名称\n1,南京\n", true, mark)) == "utf-16le: id,名称\n1,南京\n");
        CHECK(decoded(utf16(u"id,名称\n1,南京\n", false, mark)) == "utf-16be: id,名称\n1,南京\n");
    }
    CHECK(decoded(utf16(u"南京", false, true), find_encoding("utf-16")) == "utf-16be: 南京");
    CHECK(decoded("\x84\x31\x95\x33" + gb_text) == "gb18030: id,名称\n1,南京\n");
    CHECK(decoded("\x95\x32\x82\x36", Encoding::gb18030) == "gb18030: 𠀀");
}

TEST_CASE("GB18030 that begins with a long stretch of ASCII is still detected") {
    const std::string ascii(300'000, 'x');
    const DecodedText text = decode_text(ascii + gb_text);
    CHECK(text.encoding == Encoding::gb18030);
    CHECK(text.text == ascii + "id,名称\n1,南京\n");
}

TEST_CASE("Invalid bytes are reported with their place and replaced") {
    CHECK(decoded("名称和说明文字\n南京\xFF市\n") == "utf-8: 名称和说明文字\n南京\uFFFD市\n 2:3 0xFF");
    CHECK(decoded("名称和说明文字\xE5\x8D") == "utf-8: 名称和说明文字\uFFFD\uFFFD 1:8 0xE5 1:9 0x8D");
    CHECK(decoded(gb_text + "\xFF") == "gb18030: id,名称\n1,南京\n\uFFFD 3:1 0xFF");
    CHECK(decoded(utf16(u"a\xD800z", true, true)) == "utf-16le: a\uFFFDz 1:2 0x00D8");
    CHECK(decoded("\xFF\xFE"
                  "a") == "utf-16le: \uFFFD 1:1 0x61");
    Diagnostics diagnostics;
    const DecodedText text = decode_text("a\n" + std::string(102, '\xFF'), Encoding::utf8);
    report_invalid_bytes(source_of(text.text), text.encoding, text.invalid, text.invalid_count, diagnostics);
    REQUIRE(diagnostics.items().size() == 101);
    CHECK(render(diagnostics.items().back(), Language::en, false) ==
          "f: error: 2 more places with invalid bytes [encoding]\n");
    CHECK(render(diagnostics.items().front(), Language::zh, false)
              .find("f:2:1: 错误：字节 0xFF 不是有效的 utf-8 [encoding]\n") == 0);
}

TEST_CASE("Encodings have the names that people use") {
    CHECK(find_encoding("GBK") == Encoding::gb18030);
    CHECK(find_encoding("UTF-16") == Encoding::utf16_le);
    CHECK_FALSE(find_encoding("latin-1"));
}
