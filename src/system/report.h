// SPDX-License-Identifier: Apache-2.0
// Findings about a loaded system: all point into its one file.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "phrases.h"
#include "rules.h"
#include "tidu/system/system.h"
#include "tidu/text/diagnostic.h"
#include "tidu/text/suggest.h"

namespace tidu {

/// Adds findings of one severity about one file.
class Report {
  public:
    Report(const SourcePtr& source, Diagnostics& diagnostics) : source_(source), diagnostics_(diagnostics) {}

    Diagnostic& error(std::string_view rule, const Span& span, Message message, Message help = {}) const {
        return add(Severity::error, rule, span, std::move(message), std::move(help));
    }
    Diagnostic& add(Severity severity, std::string_view rule, const Span& span, Message message,
                    Message help = {}) const {
        return diagnostics_.add(
            {severity, rule, std::move(message), Place::of_text(source_, span), std::move(help), {}, {}});
    }
    /// A second place that explains the finding.
    void note(Diagnostic& finding, const Span& span, Message message) const {
        finding.notes.push_back(
            {Severity::note, {}, std::move(message), Place::of_text(source_, span), {}, {}, {}});
    }

    /// Ids that one list or name space holds twice. Empty ones were reported as missing before.
    void repeated_ids(const std::vector<const Name*>& ids, const Message& help = {}) const {
        std::map<std::string_view, const Name*> first;
        for (const Name* id : ids) {
            if (id->text.empty()) continue;
            const auto [known, is_new] = first.emplace(id->text, id);
            if (is_new) continue;
            Diagnostic& finding =
                error(rule::duplicate_id, id->span, say(phrases::duplicate_id, id->text), help);
            note(finding, known->second->span, say(phrases::first_defined_here));
        }
    }

  private:
    const SourcePtr& source_;
    Diagnostics& diagnostics_;
};

/// "Did you mean", or nothing when no candidate is near.
inline Message suggestion(std::string_view word, const std::vector<std::string>& candidates) {
    const auto near = nearest_match(word, candidates);
    return near ? say(phrases::did_you_mean, *near) : Message();
}

/// `a`, `b`, `c`
inline std::string in_backticks(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words)
        text += (text.empty() ? "`" : ", `") + word + "`";
    return text;
}

}  // namespace tidu
