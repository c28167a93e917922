// SPDX-License-Identifier: Apache-2.0
// Fills phrases, in the language of whoever reads them.
#include "tidu/text/message.h"

#include <fmt/args.h>
#include <fmt/format.h>

#include <cassert>

namespace tidu {

namespace {

const std::string& text_of(const Message::Argument& argument, Language language) {
    if (const auto* text = std::get_if<std::string>(&argument)) return *text;
    return std::get<BilingualText>(argument).in(language);
}

}  // namespace

std::string Message::in(Language language) const {
    if (!phrase_) return {};
    const std::string_view pattern = language == Language::zh ? phrase_->zh : phrase_->en;
    fmt::dynamic_format_arg_store<fmt::format_context> store;
    for (const Argument& argument : arguments_)
        store.push_back(std::cref(text_of(argument, language)));
    try {
        return fmt::vformat(fmt::string_view(pattern.data(), pattern.size()), store);
    } catch (const fmt::format_error&) {
        assert(false && "the places of a phrase fit its arguments");
        return std::string(pattern);
    }
}

}  // namespace tidu
