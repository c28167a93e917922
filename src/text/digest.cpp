// SPDX-License-Identifier: Apache-2.0
// Digests by nettle.
#include "tidu/text/digest.h"

#include <nettle/hmac.h>
#include <nettle/sha2.h>

namespace tidu {

namespace {

const std::uint8_t* bytes_of(std::string_view text) {
    return reinterpret_cast<const std::uint8_t*>(text.data());
}

}  // namespace

Sha256 sha256(std::string_view bytes) {
    sha256_ctx context;
    sha256_init(&context);
    sha256_update(&context, bytes.size(), bytes_of(bytes));
    Sha256 digest;
    sha256_digest(&context, digest.size(), digest.data());
    return digest;
}

Sha256 hmac_sha256(std::string_view key, std::string_view message) {
    hmac_sha256_ctx context;
    hmac_sha256_set_key(&context, key.size(), bytes_of(key));
    hmac_sha256_update(&context, message.size(), bytes_of(message));
    Sha256 digest;
    hmac_sha256_digest(&context, digest.size(), digest.data());
    return digest;
}

std::string to_hex(const Sha256& digest) {
    constexpr char digits[] = "0123456789abcdef";
    std::string hex;
    hex.reserve(2 * digest.size());
    for (const std::uint8_t byte : digest) {
        hex += digits[byte >> 4];
        hex += digits[byte & 15];
    }
    return hex;
}

}  // namespace tidu
