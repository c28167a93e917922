// SPDX-License-Identifier: Apache-2.0
// HMAC-SHA-256 (RFC 2104) under a key that is prepared once, by nettle: two compressions a short message.
// All randomness of the room comes from here.
#pragma once

#include <nettle/hmac.h>

#include <cstdint>
#include <initializer_list>
#include <string_view>

#include "tidu/text/digest.h"

namespace tidu::survey {

/// Digests under one seed. Keeps state; not for use by two threads.
class KeyedHash {
  public:
    explicit KeyedHash(std::string_view seed) { hmac_sha256_set_key(&context_, seed.size(), bytes_of(seed)); }

    /// Digest of the parts, one after the other.
    Sha256 of(std::initializer_list<std::string_view> parts) {
        for (std::string_view part : parts)
            hmac_sha256_update(&context_, part.size(), bytes_of(part));
        Sha256 digest{};
        hmac_sha256_digest(&context_, digest.size(), digest.data());  // also goes back to the keyed state
        return digest;
    }

  private:
    static const std::uint8_t* bytes_of(std::string_view text) {
        return reinterpret_cast<const std::uint8_t*>(text.data());
    }
    hmac_sha256_ctx context_;
};

/// Eight bytes of a digest as an unsigned number, big-endian.
inline std::uint64_t word_of(const Sha256& digest, std::size_t word) {
    std::uint64_t value = 0;
    for (std::size_t byte = 8 * word; byte < 8 * word + 8; ++byte)
        value = value << 8 | digest[byte];
    return value;
}

}  // namespace tidu::survey
