// SPDX-License-Identifier: Apache-2.0
// Cuts a stream of text at record ends. Runs under the lock of the reader, so it looks at every byte only
// with the searches of the C library: for quotes, and backwards for the last line end.
#include "text_blocks.h"

#include <simdjson.h>

#include <algorithm>
#include <cstring>
#include <span>

namespace tidu {
namespace {

/// A record larger than this is cut; the plain reader then says so.
constexpr std::size_t most_record_bytes = std::size_t{64} << 20;

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
        std::size_t close = text.find('"', open + 1);
        while (close != std::string_view::npos && close + 1 < text.size() && text[close + 1] == '"')
            close = text.find('"', close + 2);
        const bool is_open = close == std::string_view::npos;
        if (!at_end && (is_open || close + 1 == text.size())) return cut;  // what follows decides
        outside = is_open ? text.size() : close + 1;
        cut.simple =
            cut.simple && !is_open && (outside == text.size() || ends_field(text[outside], separator));
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
            // A doubled quote reads like a field that closes and opens again, which comes to the same here.
            do {
                position = text.find('"', position + 1);
                if (position == std::string_view::npos) return text.size();
                ++position;
            } while (position < text.size() && text[position] == '"');
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
        const std::size_t size = file_.read(buffer);
        raw_bytes_ += size;
        const std::string_view bytes(buffer.data(), size);
        if (is_first_ && size > 0) {
            is_first_ = false;
            if (bytes.starts_with("PK\x03\x04"))
                only_ascii_ = false;  // a workbook: no text, passed on as it is
            else if (needs_decoder(bytes))
                return decode_from(bytes, buffer);
            if (bytes.starts_with("\xEF\xBB\xBF")) {
                std::memmove(buffer.data(), buffer.data() + 3, size - 3);
                return size == 3 ? read(buffer) : size - 3;
            }
        }
        // Only ASCII so far, and now bytes that are no UTF-8: the file is one of the older encodings after
        // all.
        if (only_ascii_ && size > 0) {
            only_ascii_ =
                std::ranges::all_of(bytes, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
            if (!only_ascii_ && needs_decoder(bytes)) return decode_from(bytes, buffer);
        }
        return size;
    }

    Encoding encoding() const { return decoder_ ? decoder_->encoding() : Encoding::utf8; }
    std::uint64_t raw_bytes() const { return raw_bytes_; }
    bool is_utf8() const { return decoder_ == nullptr; }

  private:
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
            const std::size_t size = owner_.file_.read(buffer);
            owner_.raw_bytes_ += size;
            return size;
        }
        TextSource& owner_;
        std::string bytes_;
        std::size_t used_ = 0;
    };

    /// Not UTF-8, apart from a character that the end of the piece cuts.
    static bool needs_decoder(std::string_view bytes) {
        if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return true;
        std::size_t whole = bytes.size();
        for (std::size_t back = 1; back <= 3 && back <= bytes.size(); ++back) {
            const auto byte = static_cast<unsigned char>(bytes[bytes.size() - back]);
            if (byte >= 0xC0) whole = bytes.size() - back;
            if (byte < 0x80 || byte >= 0xC0) break;
        }
        if (bytes.substr(0, std::min<std::size_t>(whole, 4096)).find('\0') != std::string_view::npos)
            return true;
        return !simdjson::validate_utf8(bytes.data(), whole);
    }

    void use_decoder(std::optional<Encoding> forced, std::string bytes = {}) {
        replay_ = std::make_unique<Replay>(*this, std::move(bytes));
        decoder_ = std::make_unique<DecodingSource>(*replay_, forced);
    }

    std::size_t decode_from(std::string_view bytes, std::span<char> buffer) {
        use_decoder(std::nullopt, std::string(bytes));
        return decoder_->read(buffer);
    }

    InputFile& file_;
    bool is_first_ = true;
    bool only_ascii_ = true;
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
    return kind == RecordKind::csv ? first_record_size(text, separator_)
                                   : std::min(text.size(), text.find('\n') + 1);
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
    for (; !text.empty(); ++records) {
        const std::size_t size = record_size(kind, text);
        text.remove_prefix(size == 0 ? text.size() : size);  // 0: a last line without its end
    }
    return records;
}

RecordCut TextBlocks::cut(RecordKind kind, std::string_view text) const {
    if (kind == RecordKind::csv) return cut_records(text, separator_, ended_);
    return {ended_ ? text.size() : text.rfind('\n') + 1, true};
}

bool TextBlocks::next(RecordKind kind, TextBlock& block) {
    if (last_ && taken_ >= *last_) return false;
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
    if (last_ && taken_ + found.size > *last_) {
        // Only the records that begin before the end of the piece.
        std::size_t inside = 0;
        while (inside < found.size && taken_ + inside < *last_)
            inside += record_size(kind, text().substr(inside, found.size - inside));
        found.size = inside;
    }
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
