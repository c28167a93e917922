// SPDX-License-Identifier: Apache-2.0
// Sentences that the program says: a phrase in both languages and the values that fill it.
// Rooms keep their phrases in their own `phrases.h`; nothing else in the code holds words.
#pragma once

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "tidu/text/language.h"

namespace tidu {

/// One sentence in both languages with `{}` or `{0}` places as in fmt. Lives as long as the program
/// (constexpr).
struct Phrase {
    std::string_view zh;
    std::string_view en;
};

/// A phrase with its arguments. Rendered late, in the language of whoever reads it.
class Message {
  public:
    using Argument = std::variant<std::string, BilingualText>;

    Message() = default;
    /// An argument of more than 1000 characters (a cell of megabytes, say) is cut, ending in `…`.
    Message(const Phrase& phrase, std::vector<Argument> arguments);

    bool empty() const { return phrase_ == nullptr; }
    /// The finished sentence. A phrase whose places do not fit its arguments is a mistake of ours and
    /// asserts.
    std::string in(Language language) const;

  private:
    const Phrase* phrase_ = nullptr;
    std::vector<Argument> arguments_;
};

namespace detail {
inline Message::Argument as_argument(BilingualText text) {
    return text;
}
inline Message::Argument as_argument(std::string text) {
    return text;
}
inline Message::Argument as_argument(std::string_view text) {
    return std::string(text);
}
inline Message::Argument as_argument(const char* text) {
    return std::string(text);
}
template <typename Integer>
requires std::is_integral_v<Integer> Message::Argument as_argument(Integer number) {
    return std::to_string(number);
}
}  // namespace detail

/// Fills a phrase. Numbers with decimals are formatted by the caller (text/number.h), so that nothing depends
/// on a locale.
template <typename... Arguments>
Message say(const Phrase& phrase, Arguments&&... arguments) {
    return Message(phrase, {detail::as_argument(std::forward<Arguments>(arguments))...});
}

}  // namespace tidu
