// SPDX-License-Identifier: Apache-2.0
// Trees and findings as short texts, for comparing whole.
#pragma once

#include <memory>
#include <string>

#include "tidu/codec/tree.h"

inline tidu::SourcePtr source_of(std::string text, std::string name = "f") {
    return std::make_shared<const tidu::Source>(tidu::Source{std::move(name), std::move(text)});
}

/// `{key@line:column+length: value@..., ...}`; quoted scalars in quotes, null as `~`.
inline std::string show(const tidu::TreeView& view, bool with_places = true) {
    std::string text;
    const auto list = [&](char open, char close) {
        text += open;
        for (std::size_t child = 0; child < view.size(); ++child) {
            if (child > 0) text += ", ";
            if (view.is_mapping()) text += show(view.key(child), with_places) + ": ";
            text += show(view[child], with_places);
        }
        text += close;
    };
    switch (view.kind()) {
        case tidu::TreeKind::null:
            text = "~";
            break;
        case tidu::TreeKind::scalar: {
            const std::string quote = view.style() == tidu::ScalarStyle::quoted ? "\"" : "";
            text = quote + std::string(view.text()) + quote;
            break;
        }
        case tidu::TreeKind::sequence:
            list('[', ']');
            break;
        case tidu::TreeKind::mapping:
            list('{', '}');
            break;
    }
    if (!with_places) return text;
    const tidu::Span span = view.span();
    return text + "@" + std::to_string(span.line) + ":" + std::to_string(span.column) + "+" +
           std::to_string(span.length);
}

inline std::string show(const tidu::Diagnostics& diagnostics, tidu::Language language = tidu::Language::en) {
    std::string text;
    for (const tidu::Diagnostic& item : diagnostics.items())
        text += render(item, language, false);
    return text;
}
