// SPDX-License-Identifier: Apache-2.0
#include "link.h"

namespace tidu {
namespace {

bool stands_for_itself(char letter) {
    const bool is_alphanumeric = (letter >= '0' && letter <= '9') || (letter >= 'A' && letter <= 'Z') ||
                                 (letter >= 'a' && letter <= 'z');
    return is_alphanumeric || std::string_view("-._~/").find(letter) != std::string_view::npos;
}

}  // namespace

std::string url_of_path(std::string_view path) {
    static constexpr std::string_view digits = "0123456789ABCDEF";
    std::string url;
    for (const char letter : path) {
        if (stands_for_itself(letter)) {
            url += letter;
            continue;
        }
        const auto byte = static_cast<unsigned char>(letter);
        url += '%';
        url += digits[byte >> 4];
        url += digits[byte & 15];
    }
    return url;
}

}  // namespace tidu
