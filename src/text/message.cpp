// SPDX-License-Identifier: Apache-2.0
// Fills phrases, in the language of whoever reads them.
#include "tidu/text/message.h"

#include <fmt/args.h>
#include <fmt/format.h>

#include <cassert>

#include "tidu/text/utf8.h"

namespace tidu {

namespace {

const std::string& text_of(const Message::Argument& argument, Language language) {
    if (const auto* text = std::get_if<std::string>(&argument)) return *text;
    return std::get<BilingualText>(argument).in(language);
}

constexpr std::size_t longest_argument = 1000;

void cut(std::string& text) {
    if (text.size() <= longest_argument) return;
    const std::size_t end = offset_of_code_point(text, longest_argument);
    if (end < text.size()) text.replace(end, text.size() - end, "…");
}

}  // namespace

Message::Message(const Phrase& phrase, std::vector<Argument> arguments)
    : phrase_(&phrase), arguments_(std::move(arguments)) {
    for (Argument& argument : arguments_)
        if (auto* text = std::get_if<std::string>(&argument)) cut(*text);
}

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
