// SPDX-License-Identifier: Apache-2.0
// Bytes as people read them in findings.
#pragma once

#include <string>
#include <string_view>

namespace tidu {

/// Two upper-case digits a byte.
inline std::string hexadecimal(std::string_view bytes) {
    constexpr char digits[] = "0123456789ABCDEF";
    std::string text;
    for (const char byte : bytes) {
        text += digits[static_cast<unsigned char>(byte) >> 4];
        text += digits[static_cast<unsigned char>(byte) & 15];
    }
    return text;
}

}  // namespace tidu
