// SPDX-License-Identifier: Apache-2.0
// Hashes a file while it is read: the audit block names every input by its SHA-256.
#pragma once

#include <nettle/sha2.h>

#include <cstdint>
#include <span>
#include <string>

#include "tidu/codec/byte_source.h"
#include "tidu/text/digest.h"

namespace tidu::survey {

/// Passes bytes on and hashes them on the way.
class HashingSource : public ByteSource {
  public:
    explicit HashingSource(ByteSource& bytes) : bytes_(bytes) { sha256_init(&context_); }
    std::size_t read(std::span<char> buffer) override {
        const std::size_t size = bytes_.read(buffer);
        sha256_update(&context_, size, reinterpret_cast<const std::uint8_t*>(buffer.data()));
        return size;
    }
    /// Of the bytes that were read. Once.
    std::string hex() {
        Sha256 digest{};
        sha256_digest(&context_, digest.size(), digest.data());
        return to_hex(digest);
    }

  private:
    ByteSource& bytes_;
    sha256_ctx context_;
};

}  // namespace tidu::survey
