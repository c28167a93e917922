// SPDX-License-Identifier: Apache-2.0
// Cuts a stream of text at record ends. Runs under the lock of the reader, so it looks at every byte only
// with the searches of the C library: for quotes, and backwards for the last line end.
#include "text_blocks.h"

#include <simdjson.h>

#include <algorithm>
#include <cstring>
#include <span>
#include <utility>

#include "tidu/codec/csv.h"

namespace tidu {
namespace {

/// A record larger than this is cut; the plain reader then says so.
constexpr std::size_t most_record_bytes = std::size_t{64} << 20;
/// Blocks that may be handed out as one.
constexpr std::size_t most_blocks = 4;

bool ends_field(char byte, char separator) {
    return byte == separator || byte == '\n' || byte == '\r';
}

/// Takes the CR out of CRLF outside quotes and returns the new size; nullopt where a CR stands alone. Quotes
/// are simple.
std::optional<std::size_t> unify_line_ends(std::span<char> text) {
    const auto first = static_cast<std::size_t>(std::ranges::find(text, '\r') - text.begin());
    bool quoted = std::ranges::count(text.first(first), '"') % 2 != 0;
    std::size_t size = first;
    for (std::size_t at = first; at < text.size(); ++at) {
        if (text[at] == '"') quoted = !quoted;
        if (text[at] == '\r' && !quoted) {
            if (at + 1 == text.size() || text[at + 1] != '\n') return std::nullopt;
            continue;
        }
        text[size++] = text[at];
    }
    return size;
}

}  // namespace

RecordCut cut_records(std::string_view text, char separator, bool at_end) {
    RecordCut cut;
    std::size_t outside = 0;  // where the current stretch outside quotes began
    const auto see_line_ends = [&](std::size_t end) {
        const std::string_view plain = text.substr(outside, end - outside);
        std::size_t at = plain.rfind('\n');
        // Old line ends, a CR alone; one at the very end may have an LF behind it.
        if (at == std::string_view::npos)
            at = plain.substr(0, std::min(plain.size(), text.size() - outside - 1)).rfind('\r');
        if (at != std::string_view::npos) cut.size = outside + at + 1;
    };
    std::size_t open = text.find('"');
    while (open != std::string_view::npos) {
        if (open > 0 && !ends_field(text[open - 1], separator)) {
            cut.simple = false;  // a quote inside a plain field is a character like any other
            open = text.find('"', open + 1);
            continue;
        }
        see_line_ends(open);
        const QuotedText quoted = quoted_text(text.substr(open), separator, at_end);
        if (!quoted.is_decided) return cut;
        if (quoted.size == 0) {
            cut.simple = false;
            open = text.find('"', open + 1);
            continue;
        }
        outside = open + quoted.size;
        cut.simple = cut.simple && (outside == text.size() || ends_field(text[outside], separator));
        open = text.find('"', outside);
    }
    see_line_ends(text.size());
    if (at_end) cut.size = text.size();
    return cut;
}

std::size_t first_record_size(std::string_view text, char separator) {
    bool field_begins = true;
    for (std::size_t position = 0; position < text.size(); ++position) {
        if (field_begins && text[position] == '"') {
            position += quoted_text(text.substr(position), separator, true).size;
            if (position == text.size()) break;
        }
        field_begins = text[position] == separator;
        if (text[position] == '\n') return position + 1;
        if (text[position] == '\r') return position + (text.substr(position + 1).starts_with('\n') ? 2 : 1);
    }
    return text.size();
}

/// UTF-8 is passed on as it is and checked a block at a time; anything else goes through the decoder.
class TextBlocks::TextSource {
  public:
    TextSource(InputFile& file, std::optional<Encoding> forced) : file_(file) {
        if (forced && *forced != Encoding::utf8 && *forced != Encoding::utf8_bom) use_decoder(forced);
    }

    std::size_t read(std::span<char> buffer) {
        if (decoder_) return decoder_->read(buffer);
        const std::size_t size = take(buffer);
        return is_decided_ || size == 0 ? size : decide(buffer, size);
    }

    Encoding encoding() const { return decoder_ ? decoder_->encoding() : Encoding::utf8; }
    std::uint64_t raw_bytes() const { return raw_bytes_; }

  private:
    static constexpr std::size_t longest_mark = 4;

    /// Bytes that were read before it was clear that they need decoding, then the file.
    struct Replay : ByteSource {
        Replay(TextSource& owner, std::string bytes) : owner_(owner), bytes_(std::move(bytes)) {}
        std::size_t read(std::span<char> buffer) override {
            if (used_ < bytes_.size()) {
                const std::size_t size = std::min(buffer.size(), bytes_.size() - used_);
                std::memcpy(buffer.data(), bytes_.data() + used_, size);
                used_ += size;
                return size;
            }
            return owner_.take(buffer);
        }
        TextSource& owner_;
        std::string bytes_;
        std::size_t used_ = 0;
    };

    std::size_t take(std::span<char> buffer) {
        if (!ahead_.empty()) {
            const std::size_t size = ahead_.copy(buffer.data(), buffer.size());
            ahead_.erase(0, size);
            return size;
        }
        const std::size_t size = file_.read(buffer);
        raw_bytes_ += size;
        return size;
    }

    /// Decides by the first bytes, then by the first beyond ASCII, whether the text needs the decoder.
    /// Returns how many bytes of text stand in the buffer.
    std::size_t decide(std::span<char> buffer, std::size_t size) {
        const bool at_start = std::exchange(at_start_, false);
        const std::string_view found(buffer.data(), size);
        if (!at_start && is_ascii(found)) return size;
        std::string bytes(found);
        if (at_start) {
            read_ahead(bytes, [&] { return bytes.size() < longest_mark; });
            is_decided_ = bytes.starts_with("PK\x03\x04");  // a workbook: no text, passed on as it is
            if (is_decided_ || (is_ascii(bytes) && bytes.find('\0') == std::string::npos)) return size;
        }
        read_ahead(bytes, [&] { return cut_character_size(bytes) > 0; });
        if (needs_decoder(bytes)) {
            ahead_.clear();
            use_decoder(std::nullopt, std::move(bytes));
            return decoder_->read(buffer);
        }
        is_decided_ = true;
        constexpr std::string_view mark = "\xEF\xBB\xBF";
        if (!at_start || !bytes.starts_with(mark)) return size;
        const std::size_t in_buffer = std::min(size, mark.size());
        ahead_.erase(0, mark.size() - in_buffer);
        std::memmove(buffer.data(), buffer.data() + in_buffer, size - in_buffer);
        return size > in_buffer ? size - in_buffer : take(buffer);
    }

    /// Neither a byte order mark nor a character is judged by its half: reads what is missing, byte by byte,
    /// so that no pipe is waited for in vain.
    template <typename IsCut>
    void read_ahead(std::string& bytes, const IsCut& is_cut) {
        constexpr int most_missing = 3;
        char byte = 0;
        for (int missing = 0; missing < most_missing && is_cut() && file_.read({&byte, 1}) == 1; ++missing) {
            ++raw_bytes_;
            ahead_ += byte;
            bytes += byte;
        }
    }

    static bool is_ascii(std::string_view bytes) {
        return std::ranges::all_of(bytes, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    }

    /// Bytes of a character at the end that is not whole; 0: there is none.
    static std::size_t cut_character_size(std::string_view bytes) {
        for (std::size_t back = 1; back <= std::min<std::size_t>(3, bytes.size()); ++back) {
            const auto byte = static_cast<unsigned char>(bytes[bytes.size() - back]);
            if (byte >= 0xC0) return back < (byte >= 0xF0 ? 4u : byte >= 0xE0 ? 3u : 2u) ? back : 0;
            if (byte < 0x80) break;
        }
        return 0;
    }

    /// Not UTF-8, apart from a character that the end of the piece cuts.
    static bool needs_decoder(std::string_view bytes) {
        if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return true;
        const std::size_t whole = bytes.size() - cut_character_size(bytes);
        if (bytes.substr(0, std::min<std::size_t>(whole, 4096)).find('\0') != std::string_view::npos)
            return true;
        return !simdjson::validate_utf8(bytes.data(), whole);
    }

    void use_decoder(std::optional<Encoding> forced, std::string bytes = {}) {
        replay_ = std::make_unique<Replay>(*this, std::move(bytes));
        decoder_ = std::make_unique<DecodingSource>(*replay_, forced);
    }

    InputFile& file_;
    bool at_start_ = true;
    bool is_decided_ = false;  ///< not as long as only ASCII has come
    std::string ahead_;        ///< read to decide, not passed on yet
    std::uint64_t raw_bytes_ = 0;
    std::unique_ptr<Replay> replay_;
    std::unique_ptr<DecodingSource> decoder_;
};

TextBlocks::TextBlocks(const std::string& path, std::optional<Encoding> forced, std::size_t block_bytes)
    : file_(path), source_(std::make_unique<TextSource>(file_, forced)), block_bytes_(block_bytes) {}

TextBlocks::~TextBlocks() = default;

Encoding TextBlocks::encoding() const {
    return source_->encoding();
}

std::size_t TextBlocks::read(std::span<char> buffer) {
    if (ended_) return 0;
    const std::size_t size = source_->read(buffer);
    ended_ = size == 0;
    return size;
}

/// Reads once, so that at least `wanted` bytes may be pending; false at the end of the file.
bool TextBlocks::fill(std::size_t wanted) {
    pending_.erase(0, used_);
    used_ = 0;
    const std::size_t before = pending_.size();
    pending_.resize(std::max(wanted, before + 4096));
    pending_.resize(before + read(std::span(pending_).subspan(before)));
    return !ended_;
}

bool TextBlocks::read_more() {
    return fill(std::max(block_bytes_, 2 * (pending_.size() - used_)));
}

void TextBlocks::skip(std::size_t bytes) {
    used_ += bytes;
    taken_ += bytes;
}

std::string TextBlocks::read_rest() {
    while (fill(pending_.size() - used_ + block_bytes_)) {
    }
    return pending_.substr(used_);
}

std::size_t TextBlocks::record_size(RecordKind kind, std::string_view text) const {
    if (kind == RecordKind::csv) return first_record_size(text, separator_);
    const std::size_t end = text.find('\n');
    return end == std::string_view::npos ? text.size() : end + 1;
}

std::uint64_t TextBlocks::restrict_to(RecordKind kind, std::uint64_t begin, std::uint64_t end) {
    std::uint64_t records = 0;
    // Quotes decide what is a record end, so everything before has to be looked at once.
    while (taken_ < begin) {
        const std::size_t whole = cut(kind, pending()).size;
        if (whole == 0 && !ended_) {
            read_more();
            continue;
        }
        if (whole == 0) break;
        for (std::size_t used = 0; used < whole && taken_ < begin; ++records) {
            const std::size_t size = record_size(kind, pending().substr(0, whole - used));
            skip(size);
            used += size;
        }
    }
    last_ = end;
    return records;
}

std::uint64_t TextBlocks::count_records(RecordKind kind, std::string_view text) const {
    std::uint64_t records = 0;
    for (; !text.empty(); ++records)
        text.remove_prefix(record_size(kind, text));
    return records;
}

RecordCut TextBlocks::cut(RecordKind kind, std::string_view text) const {
    if (kind == RecordKind::csv) return cut_records(text, separator_, ended_);
    return {ended_ ? text.size() : text.rfind('\n') + 1, true};
}

/// Records at the start of whole ones that begin within `bytes` and in the piece.
std::size_t TextBlocks::size_of_records(RecordKind kind, std::string_view whole, std::size_t bytes) const {
    std::size_t size = 0;
    while (size < std::min(whole.size(), bytes) && !(last_ && taken_ + size >= *last_))
        size += record_size(kind, whole.substr(size));
    return size;
}

/// Of records that are known to be whole, as many as a block takes.
void TextBlocks::take_whole(RecordKind kind, TextBlock& block) {
    const std::string_view whole = pending().substr(0, whole_);
    block.size = size_of_records(kind, whole, block_bytes_);
    block.bytes.assign(block_room, '\n').append(whole.substr(0, block.size)).append(block_room + 1, '\0');
    block.bytes_read = source_->raw_bytes();
    block.has_simple_quotes = cut_records(block.text(), separator_, true).simple;
    whole_ -= block.size;
    skip(block.size);
}

bool TextBlocks::next(RecordKind kind, TextBlock& block) {
    if (last_ && taken_ >= *last_) return false;
    if (whole_ > 0) {
        take_whole(kind, block);
        return true;
    }
    // A block is filled in place: what the one before left over, then straight from the file.
    std::size_t size = pending().size();
    std::size_t wanted = std::max(block_bytes_, size);
    const auto text = [&] { return std::string_view(block.bytes).substr(block_room, size); };
    const auto make_room = [&] {
        block.bytes.resize(std::max(block.bytes.size(), wanted + 2 * block_room + 1));
    };
    make_room();
    std::memcpy(block.bytes.data() + block_room, pending().data(), size);
    RecordCut found;
    // Once there is something from a pipe it is handed on; of a file, full blocks are.
    for (bool reads = size < (file_.size() ? wanted : 1);; reads = true) {
        if (reads) size += read(std::span(block.bytes).subspan(block_room + size, wanted - size));
        if (size == 0 && ended_) return false;
        found = cut(kind, text());
        if (found.size > 0 || ended_) break;
        if (size > most_record_bytes) {
            found = {size, false};
            break;
        }
        if (size == wanted) wanted *= 2;
        make_room();
    }
    if (found.size > most_blocks * block_bytes_) {
        // Much had to be read to see where a record ends: what came with it waits for its turn.
        pending_ = std::exchange(block.bytes, {});
        pending_.resize(block_room + size);
        used_ = block_room;
        whole_ = found.size;
        take_whole(kind, block);
        return true;
    }
    if (last_ && taken_ + found.size > *last_)
        found.size = size_of_records(kind, text().substr(0, found.size), found.size);
    pending_.assign(text().substr(found.size));
    used_ = 0;
    taken_ += found.size;
    block.size = found.size;
    block.bytes_read = source_->raw_bytes();
    block.has_simple_quotes = found.simple;
    return true;
}

bool TextBlock::simplify() {
    const std::string_view found = text();
    if (!has_simple_quotes || !simdjson::validate_utf8(found.data(), found.size())) return false;
    // What a decoder could not read stands there as U+FFFD, which the plain reader reports.
    for (const std::string_view unusual :
         {std::string_view("\0", 1), std::string_view("\xEF\xBB\xBF"), std::string_view("\xEF\xBF\xBD")})
        if (found.find(unusual) != std::string_view::npos) return false;
    if (found.find('\r') != std::string_view::npos) {
        const std::string before(found);
        const auto unified = unify_line_ends(std::span(bytes).subspan(block_room, size));
        if (!unified) {
            before.copy(bytes.data() + block_room, size);
            return false;
        }
        size = *unified;
    }
    std::memset(bytes.data(), '\n', block_room);
    if (size > 0 && found[size - 1] != '\n')
        bytes[block_room + size++] = '\n';  // the last line of a file may lack its end
    std::memset(bytes.data() + block_room + size, 0, block_room);
    return true;
}

}  // namespace tidu
