// SPDX-License-Identifier: Apache-2.0
// Cuts a stream of text at record ends. Runs under the lock of the reader, so it looks at every byte only with the
// searches of the C library: for quotes, and backwards for the last line end.
#include "text_blocks.h"

#include <algorithm>
#include <cstring>

#include <simdjson.h>

namespace tidu {
namespace {

/// A record larger than this is cut; the plain reader then says so.
constexpr std::size_t most_record_bytes = std::size_t{64} << 20;

bool ends_field(char byte, char separator) { return byte == separator || byte == '\n' || byte == '\r'; }

/// CRLF line ends become LF; false where a CR stands elsewhere.
bool unify_line_ends(std::string& bytes) {
    const std::size_t first = bytes.find('\r');
    if (first == std::string::npos) return true;
    for (std::size_t at = first; at != std::string::npos; at = bytes.find('\r', at + 1))
        if (at + 1 == bytes.size() || bytes[at + 1] != '\n') return false;
    bytes.erase(std::remove(bytes.begin() + static_cast<std::ptrdiff_t>(first), bytes.end(), '\r'), bytes.end());
    return true;
}

}  // namespace

RecordCut cut_records(std::string_view text, char separator, bool at_end) {
    RecordCut cut;
    std::size_t outside = 0;  // where the current stretch outside quotes began
    const auto see_line_ends = [&](std::size_t end) {
        const std::size_t at = text.substr(outside, end - outside).rfind('\n');
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
        while (close != std::string_view::npos && close + 1 < text.size() && text[close + 1] == '"') close = text.find('"', close + 2);
        const bool is_open = close == std::string_view::npos;
        if (!at_end && (is_open || close + 1 == text.size())) return cut;  // what follows decides
        outside = is_open ? text.size() : close + 1;
        cut.simple = cut.simple && !is_open && (outside == text.size() || ends_field(text[outside], separator));
        open = text.find('"', outside);
    }
    see_line_ends(text.size());
    if (at_end) cut.size = text.size();
    return cut;
}

/// End of the first record, line end included; the size of the text where there is no line end.
std::size_t first_record_size(std::string_view text) {
    bool quoted = false;
    for (std::size_t position = 0; position < text.size(); ++position) {
        if (text[position] == '"') quoted = !quoted;
        if (text[position] == '\n' && !quoted) return position + 1;
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
            if (bytes.starts_with("PK\x03\x04")) only_ascii_ = false;  // a workbook: no text, passed on as it is
            else if (needs_decoder(bytes)) return decode_from(bytes, buffer);
            if (bytes.starts_with("\xEF\xBB\xBF")) {
                std::memmove(buffer.data(), buffer.data() + 3, size - 3);
                return size == 3 ? read(buffer) : size - 3;
            }
        }
        // Only ASCII so far, and now bytes that are no UTF-8: the file is one of the older encodings after all.
        if (only_ascii_ && size > 0) {
            only_ascii_ = std::ranges::all_of(bytes, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
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
        if (bytes.substr(0, std::min<std::size_t>(whole, 4096)).find('\0') != std::string_view::npos) return true;
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

Encoding TextBlocks::encoding() const { return source_->encoding(); }

/// Reads once, so that at least `wanted` bytes may be pending; false at the end of the file.
bool TextBlocks::fill(std::size_t wanted) {
    if (ended_) return false;
    if (used_ > 0) {
        pending_.erase(0, used_);
        used_ = 0;
    }
    const std::size_t before = pending_.size();
    pending_.resize(std::max(wanted, before + 4096));
    const std::size_t size = source_->read(std::span(pending_).subspan(before));
    pending_.resize(before + size);
    ended_ = size == 0;
    return !ended_;
}

std::string_view TextBlocks::peek_first_record(RecordKind kind) {
    for (std::size_t wanted = block_bytes_;; wanted *= 2) {
        const std::string_view text = std::string_view(pending_).substr(used_);
        const std::size_t size = kind == RecordKind::csv ? first_record_size(text) : std::min(text.size(), text.find('\n') + 1);
        if (size > 0 && text[size - 1] == '\n') return text.substr(0, size);
        if (text.size() > most_record_bytes || !fill(wanted)) return std::string_view(pending_).substr(used_);
    }
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

std::uint64_t TextBlocks::restrict_to(std::uint64_t begin, std::uint64_t end) {
    std::uint64_t records = 0;
    // Quotes decide what is a record end, so everything before has to be looked at once; that runs at the speed of reading.
    while (taken_ < begin) {
        const std::string_view first = peek_first_record(RecordKind::csv);
        if (first.empty()) break;
        skip(first.size());
        ++records;
    }
    last_ = end;
    return records;
}

bool TextBlocks::next(RecordKind kind, TextBlock& block) {
    if (last_ && taken_ >= *last_) return false;
    std::size_t wanted = block_bytes_;
    RecordCut cut;
    for (;;) {
        // Once there is something from a pipe it is handed on; of a file, full blocks are.
        if (pending_.size() - used_ < (file_.size() ? wanted : 1)) fill(wanted);
        const std::string_view text = std::string_view(pending_).substr(used_);
        if (text.empty() && ended_) return false;
        if (kind == RecordKind::csv) {
            cut = cut_records(text, separator_, ended_);
        } else {
            cut = {ended_ ? text.size() : text.rfind('\n') + 1, true};
        }
        if (cut.size > 0 || ended_) break;
        if (text.size() > most_record_bytes) {
            cut = {text.size(), false};
            break;
        }
        wanted = std::max(wanted, text.size() * 2);
        fill(wanted);
    }
    if (last_ && taken_ + cut.size > *last_) {
        // Only the records that begin before the end of the piece.
        std::size_t size = 0;
        while (size < cut.size && taken_ + size < *last_)
            size += first_record_size(std::string_view(pending_).substr(used_ + size, cut.size - size));
        cut.size = size;
    }
    block.bytes.assign(block_room, '\n');
    block.bytes.append(pending_, used_, cut.size);
    block.bytes_read = source_->raw_bytes();
    skip(cut.size);
    const std::string_view text(block.bytes);
    // What the decoder gives is valid; bytes that were none stand there as U+FFFD, which the plain reader reports.
    block.is_simple = cut.simple && simdjson::validate_utf8(text.data(), text.size()) && text.find('\0') == std::string_view::npos &&
                      text.find("\xEF\xBB\xBF") == std::string_view::npos && text.find("\xEF\xBF\xBD") == std::string_view::npos;
    if (block.is_simple && text.find('\r') != std::string_view::npos)
        block.is_simple = text.find('"') == std::string_view::npos && unify_line_ends(block.bytes);
    if (block.is_simple && block.bytes.back() != '\n') block.bytes += '\n';  // the last line of a file may lack its end
    block.bytes.append(block_room, '\0');
    return true;
}

}  // namespace tidu
