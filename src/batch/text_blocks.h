// SPDX-License-Identifier: Apache-2.0
// A table or JSON Lines file as blocks of whole records, read ahead of the threads that score them.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "tidu/codec/encoding.h"
#include "tidu/codec/file.h"

namespace tidu {

/// Room before and after the text of a block, so that the kernel may load whole vectors.
inline constexpr std::size_t block_room = 64;

struct TextBlock {
    std::string bytes;             ///< room, text, room
    std::uint64_t bytes_read = 0;  ///< of the file so far, for progress
    /// Nothing in it needs the plain reader: valid UTF-8, quotes only around whole fields, no lone CR, no byte order mark.
    bool is_simple = false;

    std::string_view text() const { return std::string_view(bytes).substr(block_room, bytes.size() - 2 * block_room); }
};

enum class RecordKind { csv, line };

/// Where a table is cut: at the last record end. `simple` is false where quotes stand in unusual places.
struct RecordCut {
    std::size_t size = 0;  ///< bytes of whole records; 0: none
    bool simple = true;
};
RecordCut cut_records(std::string_view text, char separator, bool at_end);

class TextBlocks {
  public:
    /// Opens a file or standard input. Throws IoError.
    TextBlocks(const std::string& path, std::optional<Encoding> forced, std::size_t block_bytes);
    ~TextBlocks();

    /// The text until the end of the first record (the headings), without taking it. Empty for an empty file.
    std::string_view peek_first_record(RecordKind kind);
    /// Takes bytes that peek showed.
    void skip(std::size_t bytes);
    void set_separator(char separator) { separator_ = separator; }
    /// Restricts what follows to the records that begin in [begin, end) of the file's bytes; only of UTF-8 files. Records
    /// before are passed over; their number is returned.
    std::uint64_t restrict_to(std::uint64_t begin, std::uint64_t end);

    /// The next whole records; false at the end. What a pipe has is handed on without waiting for a full block.
    bool next(RecordKind kind, TextBlock& block);
    /// All that is left, in one piece.
    std::string read_rest();
    std::optional<std::uint64_t> size() const { return file_.size(); }
    Encoding encoding() const;

  private:
    class TextSource;

    bool fill(std::size_t wanted);

    InputFile file_;
    std::unique_ptr<TextSource> source_;
    std::size_t block_bytes_;
    char separator_ = ',';
    std::string pending_;     ///< decoded, not handed out
    std::size_t used_ = 0;    ///< of pending_
    bool ended_ = false;
    std::uint64_t taken_ = 0;  ///< bytes of text handed out or skipped
    std::optional<std::uint64_t> last_;  ///< text position behind which no record may begin
};

}  // namespace tidu
