// SPDX-License-Identifier: Apache-2.0
// Tells JSON from CSV by looking at the first bytes, which are then read like all others.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "tidu/codec/byte_source.h"
#include "tidu/text/utf8.h"

namespace tidu::survey {

inline constexpr std::size_t chunk_bytes = std::size_t{1} << 16;

/// A source whose first bytes were looked at already.
class PeekedSource : public ByteSource {
  public:
    explicit PeekedSource(ByteSource& bytes) : bytes_(bytes), first_(chunk_bytes, '\0') {
        first_.resize(bytes.read(first_));
    }
    std::string_view first() const { return first_; }
    std::size_t read(std::span<char> buffer) override {
        if (taken_ == first_.size()) return bytes_.read(buffer);
        const std::size_t size = first_.copy(buffer.data(), buffer.size(), taken_);
        taken_ += size;
        return size;
    }

  private:
    ByteSource& bytes_;
    std::string first_;
    std::size_t taken_ = 0;
};

inline std::string_view without_bom(std::string_view text) {
    return text.starts_with("\xEF\xBB\xBF") ? text.substr(3) : text;
}

inline bool is_json(std::string_view first_bytes) {
    const std::string_view text = trim(without_bom(first_bytes));
    return text.starts_with('{') || text.starts_with('[');
}

/// All that is left of a source, without a byte order mark.
inline std::string read_rest(ByteSource& bytes) {
    std::string text, chunk(chunk_bytes, '\0');
    while (const std::size_t size = bytes.read(chunk))
        text.append(chunk, 0, size);
    return std::string(without_bom(text));
}

}  // namespace tidu::survey
