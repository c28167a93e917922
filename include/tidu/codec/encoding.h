// SPDX-License-Identifier: Apache-2.0
// Text in the encodings that people's machines save, into UTF-8. Detects which it is, streams, and says where
// bytes are no text.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tidu/codec/byte_source.h"
#include "tidu/text/diagnostic.h"

namespace tidu {

enum class Encoding { utf8, utf8_bom, utf16_le, utf16_be, gb18030 };

/// `utf-8`, `utf-8 with BOM`, `utf-16le`, `utf-16be`, `gb18030`.
std::string_view name_of(Encoding encoding);
/// The encoding that a user's word means (also `gbk`, `gb2312`, `utf8`, `utf-16` ...; case does not count).
std::optional<Encoding> find_encoding(std::string_view name);

/// Bytes that are no character of the encoding. In the text, U+FFFD stands in their place.
struct InvalidBytes {
    Span span;        ///< in the decoded text
    std::string hex;  ///< `0xE4`
};

/// UTF-8 text from bytes in any of the encodings. Without a byte order mark it stays open between UTF-8 and
/// GB18030 as long as only ASCII has come, and passes that on, so that a pipe is never held up.
class DecodingSource : public ByteSource {
  public:
    /// `bytes` must outlive this. With `forced` nothing is detected.
    explicit DecodingSource(ByteSource& bytes, std::optional<Encoding> forced = std::nullopt);
    ~DecodingSource() override;

    /// Valid UTF-8 without byte order mark at its start. A character may be cut at the end of a piece.
    std::size_t read(std::span<char> buffer) override;

    /// What was found so far; utf8 while only ASCII has come.
    Encoding encoding() const;
    /// How many places held invalid bytes so far, and the first hundred of them.
    std::size_t invalid_count() const { return invalid_count_; }
    const std::vector<InvalidBytes>& invalid() const { return invalid_; }

  private:
    class Converter;

    void refill();
    bool read_more();
    void decide();
    void convert_utf8();
    void convert_by_iconv();
    void emit(std::string_view text);
    void emit_invalid(std::string_view bytes);

    ByteSource& bytes_;
    std::optional<Encoding> encoding_;
    std::unique_ptr<Converter> converter_;
    std::string raw_;     ///< read, not converted yet
    bool ended_ = false;  ///< of `bytes_`
    std::string text_;    ///< converted, not handed on yet
    std::size_t text_used_ = 0;
    bool at_start_ = true;
    Span position_{1, 1, 1};  ///< behind `text_`
    std::size_t invalid_count_ = 0;
    std::vector<InvalidBytes> invalid_;
};

/// A whole text that is in memory.
struct DecodedText {
    std::string text;
    Encoding encoding = Encoding::utf8;
    std::size_t invalid_count = 0;
    std::vector<InvalidBytes> invalid;  ///< the first hundred
};
DecodedText decode_text(std::string bytes, std::optional<Encoding> forced = std::nullopt);

/// One error (rule `encoding`) for each of `invalid`, and one that tells how many more there are.
void report_invalid_bytes(const SourcePtr& source, Encoding encoding,
                          const std::vector<InvalidBytes>& invalid, std::size_t invalid_count,
                          Diagnostics& diagnostics);

}  // namespace tidu
