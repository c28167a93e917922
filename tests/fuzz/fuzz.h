// SPDX-License-Identifier: Apache-2.0
// What the fuzz targets share: their entry point and a check that also works without assertions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>

#include "tidu/text/diagnostic.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

inline std::string text_of(const std::uint8_t* data, std::size_t size) {
    return std::string(reinterpret_cast<const char*>(data), size);
}

inline void require(bool holds, const char* sentence) {
    if (holds) return;
    std::fprintf(stderr, "does not hold: %s\n", sentence);
    std::abort();
}

inline tidu::SourcePtr fuzz_source(std::string text) {
    return std::make_shared<const tidu::Source>(tidu::Source{"fuzz", std::move(text)});
}

/// Findings must be fit to show, in both languages, whatever they point at.
inline void show_all(const tidu::Diagnostics& diagnostics) {
    std::size_t shown = 0;
    for (const tidu::Diagnostic& item : diagnostics.items()) {
        if (++shown > 20) break;
        for (const tidu::Language language : {tidu::Language::zh, tidu::Language::en})
            require(!render(item, language, true).empty(), "a finding has a text");
    }
}
