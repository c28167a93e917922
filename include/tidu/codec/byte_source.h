// SPDX-License-Identifier: Apache-2.0
// Bytes in, piece by piece: what streaming readers (encoding, CSV) read from.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace tidu {

class ByteSource {
  public:
    virtual ~ByteSource() = default;
    /// Fills the front of `buffer` (not empty) and says how many bytes there were; 0 at the end. Fewer than
    /// asked for is not the end: a pipe gives what it has. Throws IoError.
    virtual std::size_t read(std::span<char> buffer) = 0;
};

/// Bytes that are in memory already (and stay there).
class MemorySource : public ByteSource {
  public:
    explicit MemorySource(std::string_view bytes) : rest_(bytes) {}
    std::size_t read(std::span<char> buffer) override {
        const std::size_t size = rest_.copy(buffer.data(), buffer.size());
        rest_.remove_prefix(size);
        return size;
    }

  private:
    std::string_view rest_;
};

}  // namespace tidu
