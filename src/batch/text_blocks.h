// SPDX-License-Identifier: Apache-2.0
// A table or JSON Lines file as blocks of whole records, read ahead of the threads that score them.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "tidu/codec/encoding.h"
#include "tidu/codec/file.h"

namespace tidu {

/// Room before and after the text of a block, so that the kernel may load whole vectors.
inline constexpr std::size_t block_room = 64;

struct TextBlock {
    std::string bytes;             ///< room, text, room; longer than that where the block before was
    std::size_t size = 0;          ///< of the text
    std::uint64_t bytes_read = 0;  ///< of the file so far, for progress
    bool has_simple_quotes = false;

    std::string_view text() const { return std::string_view(bytes).substr(block_room, size); }
    /// Whether nothing needs the plain reader: valid UTF-8, quotes only around whole fields, no lone CR, no
    /// byte order mark. Then every line ends in LF afterwards, the last one too. For the thread that scores
    /// the block.
    bool simplify();
};

enum class RecordKind { csv, line };

/// Where a table is cut: at the last record end. `simple` is false where quotes stand in unusual places.
struct RecordCut {
    std::size_t size = 0;  ///< bytes of whole records; 0: none
    bool simple = true;
};
RecordCut cut_records(std::string_view text, char separator, bool at_end);
/// Bytes of the first record, line end included, by the rules of the plain reader; all of a text that has no
/// line end.
std::size_t first_record_size(std::string_view text, char separator);

class TextBlocks {
  public:
    /// Opens a file or standard input. Throws IoError.
    TextBlocks(const std::string& path, std::optional<Encoding> forced, std::size_t block_bytes);
    ~TextBlocks();

    /// What has been read and not taken yet. Empty before the first `read_more`.
    std::string_view pending() const { return std::string_view(pending_).substr(used_); }
    /// Reads on, once; false at the end of the file.
    bool read_more();
    /// Takes bytes of `pending`.
    void skip(std::size_t bytes);
    void set_separator(char separator) { separator_ = separator; }
    /// Restricts what follows to the records that begin in [begin, end) of the text's bytes. Records before
    /// are passed over; their number is returned.
    std::uint64_t restrict_to(RecordKind kind, std::uint64_t begin, std::uint64_t end);

    /// The next whole records; false at the end. What a pipe has is handed on without waiting for a full
    /// block.
    bool next(RecordKind kind, TextBlock& block);
    /// How many records a block holds.
    std::uint64_t count_records(RecordKind kind, std::string_view text) const;
    /// All that is left, in one piece.
    std::string read_rest();
    std::optional<std::uint64_t> size() const { return file_.size(); }
    Encoding encoding() const;

  private:
    class TextSource;

    std::size_t read(std::span<char> buffer);
    bool fill(std::size_t wanted);
    std::size_t record_size(RecordKind kind, std::string_view text) const;
    RecordCut cut(RecordKind kind, std::string_view text) const;
    std::size_t size_of_records(RecordKind kind, std::string_view whole, std::size_t bytes) const;
    void take_whole(RecordKind kind, TextBlock& block);

    InputFile file_;
    std::unique_ptr<TextSource> source_;
    std::size_t block_bytes_;
    char separator_ = ',';
    std::string pending_;    ///< decoded, not handed out
    std::size_t used_ = 0;   ///< of pending_
    std::size_t whole_ = 0;  ///< bytes of `pending` that are known to be whole records
    bool ended_ = false;
    std::uint64_t taken_ = 0;            ///< bytes of text handed out or skipped
    std::optional<std::uint64_t> last_;  ///< text position behind which no record may begin
};

}  // namespace tidu
