// SPDX-License-Identifier: Apache-2.0
// SHA-256 (FIPS 180-4) and HMAC-SHA-256 (RFC 2104), by nettle.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace tidu {

using Sha256 = std::array<std::uint8_t, 32>;

Sha256 sha256(std::string_view bytes);
Sha256 hmac_sha256(std::string_view key, std::string_view message);
/// Lower-case hexadecimal, 64 characters.
std::string to_hex(const Sha256& digest);

}  // namespace tidu
