// SPDX-License-Identifier: Apache-2.0
// The two languages of every text that a person reads. Everything in tidu that shows words speaks through
// these types.
#pragma once

#include <string>

namespace tidu {

enum class Language { zh, en };

/// One text in both languages. A language without a text of its own is empty.
struct BilingualText {
    std::string zh;
    std::string en;

    bool empty() const { return zh.empty() && en.empty(); }
    /// The text in `language`; the other language where that one is empty.
    const std::string& in(Language language) const {
        const std::string& wanted = language == Language::zh ? zh : en;
        if (!wanted.empty()) return wanted;
        return language == Language::zh ? en : zh;
    }
    bool operator==(const BilingualText&) const = default;
};

}  // namespace tidu
