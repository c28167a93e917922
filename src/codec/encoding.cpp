// SPDX-License-Identifier: Apache-2.0
// Detection by byte order marks and by what is valid; conversion by iconv, UTF-8 by hand because it is the
// usual case.
#include "tidu/codec/encoding.h"

#include <iconv.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "hexadecimal.h"
#include "phrases.h"
#include "rules.h"
#include "tidu/text/error.h"
#include "tidu/text/utf8.h"

namespace tidu {

namespace {

constexpr std::size_t chunk_size = std::size_t{64} << 10;
constexpr std::size_t most_invalid_kept = 100;
constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";
constexpr std::string_view replacement = "\xEF\xBF\xBD";

struct EncodingInfo {
    Encoding encoding;
    std::string_view name;
    std::string_view mark;  ///< byte order mark
    const char* iconv_name;
};

constexpr EncodingInfo infos[] = {
    {Encoding::utf8, "utf-8", {}, "UTF-8"},
    {Encoding::utf8_bom, "utf-8 with BOM", utf8_mark, "UTF-8"},
    {Encoding::utf16_le, "utf-16le", "\xFF\xFE", "UTF-16LE"},
    {Encoding::utf16_be, "utf-16be", "\xFE\xFF", "UTF-16BE"},
    {Encoding::gb18030, "gb18030", "\x84\x31\x95\x33", "GB18030"},
};

const EncodingInfo& info_of(Encoding encoding) {
    return infos[static_cast<std::size_t>(encoding)];
}

bool is_utf16(Encoding encoding) {
    return encoding == Encoding::utf16_le || encoding == Encoding::utf16_be;
}

std::optional<Encoding> by_mark(std::string_view bytes) {
    for (const EncodingInfo& info : infos)
        if (!info.mark.empty() && bytes.starts_with(info.mark)) return info.encoding;
    return std::nullopt;
}

/// UTF-16 without a mark: the separators and digits of any table have a zero byte, always on the same side. A
/// text in another encoding holds no zeros.
std::optional<Encoding> by_zero_bytes(std::string_view bytes) {
    std::size_t even = 0;
    std::size_t odd = 0;
    for (std::size_t offset = 0; offset < bytes.size(); ++offset)
        if (bytes[offset] == '\0') ++(offset % 2 == 0 ? even : odd);
    const std::size_t needed = std::max<std::size_t>(2, bytes.size() / 20);
    if (odd >= needed && even == 0) return Encoding::utf16_le;
    if (even >= needed && odd == 0) return Encoding::utf16_be;
    return std::nullopt;
}

bool is_ascii(char byte) {
    return static_cast<unsigned char>(byte) < 0x80;
}

std::size_t ascii_size(std::string_view bytes) {
    return static_cast<std::size_t>(std::find_if_not(bytes.begin(), bytes.end(), is_ascii) - bytes.begin());
}

/// Whether a valid character may begin with these few bytes and go on.
bool is_cut_character(std::string_view rest) {
    if (rest.size() > 3) return false;
    for (const std::string_view end :
         {"\x80", "\x80\x80", "\x80\x80\x80", "\xBF", "\xBF\xBF", "\xBF\xBF\xBF"})
        if (!first_invalid_utf8(std::string(rest).append(end))) return true;
    return false;
}

struct Utf8Tally {
    std::size_t valid = 0;    ///< characters beyond ASCII
    std::size_t invalid = 0;  ///< bytes
};

Utf8Tally tally_utf8(std::string_view bytes) {
    Utf8Tally tally;
    for (std::size_t offset = 0; offset < bytes.size();) {
        const std::size_t start = offset;
        next_code_point(bytes, offset);
        if (offset - start > 1) {
            ++tally.valid;
        } else if (!is_ascii(bytes[start])) {
            if (is_cut_character(bytes.substr(start))) break;
            ++tally.invalid;
        }
    }
    return tally;
}

/// UTF-8 with a few broken bytes is still mostly valid; GB18030 read as UTF-8 is mostly not.
Encoding utf8_or_gb18030(const Utf8Tally& tally) {
    return tally.invalid * 4 > tally.valid ? Encoding::gb18030 : Encoding::utf8;
}

}  // namespace

std::string_view name_of(Encoding encoding) {
    return info_of(encoding).name;
}

std::optional<Encoding> find_encoding(std::string_view name) {
    constexpr std::pair<std::string_view, Encoding> words[] = {
        {"utf-8", Encoding::utf8},      {"utf8", Encoding::utf8},         {"utf-16", Encoding::utf16_le},
        {"utf16", Encoding::utf16_le},  {"utf-16le", Encoding::utf16_le}, {"utf-16be", Encoding::utf16_be},
        {"gb18030", Encoding::gb18030}, {"gbk", Encoding::gb18030},       {"gb2312", Encoding::gb18030},
        {"cp936", Encoding::gb18030},
    };
    const std::string lower = to_lower_ascii(name);
    for (const auto& [word, encoding] : words)
        if (word == lower) return encoding;
    return std::nullopt;
}

/// An iconv descriptor into UTF-8.
class DecodingSource::Converter {
  public:
    explicit Converter(Encoding encoding) : descriptor_(::iconv_open("UTF-8", info_of(encoding).iconv_name)) {
        if (descriptor_ == reinterpret_cast<iconv_t>(-1))
            throw IoError(say(phrases::encoding_unavailable, name_of(encoding)));
    }
    ~Converter() { ::iconv_close(descriptor_); }
    Converter(const Converter&) = delete;
    Converter& operator=(const Converter&) = delete;

    enum class Stop { input_used, output_full, invalid, cut };
    /// Moves `input` past what was converted and appends that to `text`.
    Stop convert(std::string_view& input, std::string& text) {
        char* in = const_cast<char*>(input.data());  // iconv does not write there
        std::size_t in_left = input.size();
        const std::size_t size_before = text.size();
        text.resize(size_before + chunk_size);
        char* out = text.data() + size_before;
        std::size_t out_left = chunk_size;
        const std::size_t result = ::iconv(descriptor_, &in, &in_left, &out, &out_left);
        const int error = errno;
        text.resize(text.size() - out_left);
        input.remove_prefix(input.size() - in_left);
        if (result != static_cast<std::size_t>(-1)) return Stop::input_used;
        return error == E2BIG ? Stop::output_full : error == EINVAL ? Stop::cut : Stop::invalid;
    }

  private:
    iconv_t descriptor_;
};

DecodingSource::DecodingSource(ByteSource& bytes, std::optional<Encoding> forced)
    : bytes_(bytes), encoding_(forced) {}
DecodingSource::~DecodingSource() = default;

Encoding DecodingSource::encoding() const {
    return encoding_.value_or(Encoding::utf8);
}

std::size_t DecodingSource::read(std::span<char> buffer) {
    if (text_used_ == text_.size()) refill();
    const std::size_t size = text_.copy(buffer.data(), buffer.size(), text_used_);
    text_used_ += size;
    return size;
}

/// Ends with some text, or at the end of the bytes.
void DecodingSource::refill() {
    text_.clear();
    text_used_ = 0;
    while (text_.empty() && (read_more() || !raw_.empty())) {
        if (!encoding_ || at_start_) decide();
        const bool by_hand = encoding() == Encoding::utf8 || encoding() == Encoding::utf8_bom;
        by_hand ? convert_utf8() : convert_by_iconv();
    }
}

bool DecodingSource::read_more() {
    if (ended_) return false;
    const std::size_t size_before = raw_.size();
    raw_.resize(size_before + chunk_size);
    const std::size_t size = bytes_.read({raw_.data() + size_before, chunk_size});
    raw_.resize(size_before + size);
    ended_ = size == 0;
    return size > 0;
}

/// Leaves the question open where only ASCII has come.
void DecodingSource::decide() {
    constexpr std::size_t longest_mark = 4;
    if (at_start_) {
        while (raw_.size() < longest_mark && read_more()) {
        }
        const std::optional<Encoding> marked = by_mark(raw_);
        const bool other_end = encoding_ && is_utf16(*encoding_) && marked && is_utf16(*marked);
        if (!encoding_ || other_end) encoding_ = marked ? marked : by_zero_bytes(raw_);
    }
    if (encoding_) return;
    const std::size_t ascii = ascii_size(raw_);
    if (ascii == raw_.size()) return;
    Utf8Tally tally = tally_utf8(std::string_view(raw_).substr(ascii));
    while (tally.valid + tally.invalid == 0 && read_more())
        tally = tally_utf8(std::string_view(raw_).substr(ascii));
    encoding_ = utf8_or_gb18030(tally);
}

void DecodingSource::convert_utf8() {
    std::string_view rest = raw_;
    while (!rest.empty()) {
        const std::size_t valid = first_invalid_utf8(rest).value_or(rest.size());
        emit(rest.substr(0, valid));
        rest.remove_prefix(valid);
        if (rest.empty() || (!ended_ && is_cut_character(rest))) break;
        emit_invalid(rest.substr(0, 1));
        rest.remove_prefix(1);
    }
    raw_.erase(0, raw_.size() - rest.size());
}

void DecodingSource::convert_by_iconv() {
    if (!converter_) converter_ = std::make_unique<Converter>(*encoding_);
    std::string_view rest = raw_;
    std::string converted;
    while (!rest.empty()) {
        converted.clear();
        const Converter::Stop stop = converter_->convert(rest, converted);
        emit(converted);
        if (stop == Converter::Stop::cut && !ended_) break;
        if (stop != Converter::Stop::invalid && stop != Converter::Stop::cut) continue;
        const std::size_t unit = std::min<std::size_t>(is_utf16(*encoding_) ? 2 : 1, rest.size());
        emit_invalid(rest.substr(0, unit));
        rest.remove_prefix(unit);
    }
    raw_.erase(0, raw_.size() - rest.size());
}

void DecodingSource::emit(std::string_view text) {
    if (text.empty()) return;
    if (std::exchange(at_start_, false) && text.starts_with(utf8_mark)) text.remove_prefix(utf8_mark.size());
    text_ += text;
    const auto lines = static_cast<std::uint32_t>(std::count(text.begin(), text.end(), '\n'));
    if (lines > 0) {
        text = text.substr(text.rfind('\n') + 1);
        position_ = {position_.line + lines, 1, 1};
    }
    position_.column += static_cast<std::uint32_t>(code_point_count(text));
}

void DecodingSource::emit_invalid(std::string_view bytes) {
    at_start_ = false;
    ++invalid_count_;
    if (invalid_.size() < most_invalid_kept) invalid_.push_back({position_, "0x" + hexadecimal(bytes)});
    text_ += replacement;
    ++position_.column;
}

DecodedText decode_text(std::string bytes, std::optional<Encoding> forced) {
    DecodedText decoded;
    const bool may_be_utf8 = !forced || *forced == Encoding::utf8;
    if (may_be_utf8 && !by_mark(bytes) && !by_zero_bytes(bytes) && !first_invalid_utf8(bytes)) {
        decoded.text = std::move(bytes);  // the usual case costs no copy
        return decoded;
    }
    MemorySource memory(bytes);
    DecodingSource source(memory, forced);
    std::string chunk(chunk_size, '\0');
    while (const std::size_t size = source.read(chunk))
        decoded.text.append(chunk, 0, size);
    decoded.encoding = source.encoding();
    decoded.invalid_count = source.invalid_count();
    decoded.invalid = source.invalid();
    return decoded;
}

void report_invalid_bytes(const SourcePtr& source, Encoding encoding,
                          const std::vector<InvalidBytes>& invalid, std::size_t invalid_count,
                          Diagnostics& diagnostics) {
    const auto report = [&](Message message, Place place) {
        diagnostics.add({Severity::error, rules::encoding, std::move(message), std::move(place), {}, {}, {}});
    };
    for (const InvalidBytes& bytes : invalid)
        report(say(phrases::invalid_bytes, bytes.hex, name_of(encoding)), Place::of_text(source, bytes.span));
    if (invalid_count > invalid.size())
        report(say(phrases::more_invalid_bytes, invalid_count - invalid.size()), Place::of_file(source));
}

}  // namespace tidu
