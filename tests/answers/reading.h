// SPDX-License-Identifier: Apache-2.0
// Reads answers from text and shows every problem, of the file, of each sheet and of binding.
#pragma once

#include <string>
#include <vector>

#include "small_system.h"
#include "tidu/answers/bind.h"
#include "tidu/answers/canonical.h"
#include "tidu/answers/read.h"

namespace tidu::test {

struct Reading {
    std::vector<RawSheet> sheets;
    DetectedInput detected;
    std::string problems;  ///< of the file and of the sheets' shape, in English
};

inline std::string shown(const Diagnostics& diagnostics, Language language = Language::en) {
    std::string text;
    for (const Diagnostic& problem : diagnostics.items())
        text += render(problem, language, false);
    return text;
}

inline Reading read(std::string name, std::string text, ReadOptions options = {}) {
    static const Outline outline = small_outline();
    if (!options.outline) options.outline = &outline;
    Diagnostics diagnostics;
    Reading reading;
    reading.sheets =
        read_answers_from(std::move(name), std::move(text), options, diagnostics, &reading.detected);
    for (const RawSheet& sheet : reading.sheets)
        diagnostics.append(sheet.problems);
    reading.problems = shown(diagnostics);
    return reading;
}

/// The answer to a question of a sheet as one text, options with `|` between them.
inline std::string value(const RawSheet& sheet, std::string_view key) {
    for (const RawAnswer& answer : sheet.answers) {
        if (answer.key != key) continue;
        std::string text;
        for (const RawValue& value : answer.values)
            text += (text.empty() ? "" : "|") + value.text;
        return text;
    }
    return "(no such key)";
}

/// Everything that a format must carry, as one text to compare.
inline std::string content(const std::vector<RawSheet>& sheets) {
    std::string text;
    for (const RawSheet& sheet : sheets) {
        text += "sheet " + sheet.system + " " + sheet.period + "\n";
        for (const auto& [key, value] : sheet.enterprise)
            text += "  " + key + "=" + value.text + "\n";
        for (const RawAnswer& answer : sheet.answers) {
            text += "  " + answer.key + (answer.is_list ? " list" : "") +
                    (answer.not_applicable ? " NA " : " ") + answer.reason;
            for (const RawValue& value : answer.values)
                text += " <" + value.text + ">";
            for (const std::string& piece : answer.evidence)
                text += " evidence " + piece;
            text += " note " + answer.note + "\n";
        }
    }
    return text;
}

inline std::vector<RawSheet> canonical(const std::vector<RawSheet>& sheets) {
    const Outline outline = small_outline();
    const Binder binder(outline);
    std::vector<RawSheet> result;
    for (const RawSheet& sheet : sheets)
        result.push_back(canonical_sheet(binder, sheet));
    return result;
}

}  // namespace tidu::test
