// SPDX-License-Identifier: Apache-2.0
// Small indicator files as text, and what tidu says about them.
#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

#include "tidu/system/lint.h"
#include "tidu/system/load.h"

/// Loads a text under the name `f`; `said` receives what was reported.
inline std::shared_ptr<const tidu::System> load_text(std::string text, std::string& said,
                                                     tidu::Language language = tidu::Language::en) {
    tidu::Diagnostics diagnostics;
    const auto source = std::make_shared<const tidu::Source>(tidu::Source{"f", std::move(text)});
    const auto system = tidu::load_system(source, diagnostics);
    said.clear();
    for (const tidu::Diagnostic& finding : diagnostics.items())
        said += tidu::render(finding, language, false);
    return system;
}

/// What is reported about a text.
inline std::string findings_in(std::string text, tidu::Language language = tidu::Language::en) {
    std::string said;
    load_text(std::move(text), said, language);
    return said;
}

/// The same with what lint finds.
inline std::string lint_findings_in(std::string text, tidu::Language language = tidu::Language::en) {
    tidu::Diagnostics diagnostics;
    tidu::lint_source(std::make_shared<const tidu::Source>(tidu::Source{"f", std::move(text)}), diagnostics);
    std::string said;
    for (const tidu::Diagnostic& finding : diagnostics.items())
        said += tidu::render(finding, language, false);
    return said;
}

/// The system in a text that has no faults; throws what is reported otherwise.
inline std::shared_ptr<const tidu::System> system_of(std::string text) {
    std::string said;
    auto system = load_text(std::move(text), said);
    if (!said.empty()) throw std::runtime_error(said);
    return system;
}

/// An indicator file with these questions under the root (indented by four blanks) and this text behind it.
inline std::string file_with(const std::string& questions, const std::string& rest = {}) {
    return "tidu: 1\n"
           "id: small\n"
           "version: \"1\"\n"
           "title: {zh: 小, en: Small}\n" +
           rest +
           "index:\n"
           "  id: total\n"
           "  title: {zh: 总, en: Total}\n"
           "  items:\n" +
           questions;
}

/// A question of type number whose score is its answer.
inline std::string number_question(const std::string& id, const std::string& more = {}) {
    return "    - {id: " + id + ", title: x, type: number, score: {target: 100}" +
           (more.empty() ? "" : ", " + more) + "}\n";
}

/// The rules behind shown findings, in their order, notes left out.
inline std::string rules_in(const std::string& said) {
    std::string rules;
    for (std::size_t end = said.find("]\n"); end != said.npos; end = said.find("]\n", end + 1)) {
        const std::size_t start = said.rfind(" [", end) + 2;
        const std::string rule = said.substr(start, end - start);
        if (rule.find_first_not_of("abcdefghijklmnopqrstuvwxyz-") == rule.npos)
            rules += (rules.empty() ? "" : " ") + rule;
    }
    return rules;
}
