// SPDX-License-Identifier: Apache-2.0
// What a lint rule is: one line of the table in rules.cpp and one function, declared here.
#pragma once

#include <string>
#include <string_view>

#include "possibility.h"
#include "report.h"
#include "tidu/system/lint.h"
#include "tidu/system/outline.h"

namespace tidu {

/// What a rule looks at and where it reports. Its findings carry the id and severity of its line in the
/// table.
class LintRun {
  public:
    LintRun(const Outline& outline, const Possibilities& possible, const RuleInfo& rule,
            Diagnostics& diagnostics)
        : outline_(outline),
          possible_(possible),
          rule_(rule),
          report_(outline.system().source, diagnostics) {}

    const Outline& outline() const { return outline_; }
    const System& system() const { return outline_.system(); }
    const Possibilities& possible() const { return possible_; }

    /// `subject`: the id that the finding is about; marked where the file says nothing at `span`.
    Diagnostic& found(const Name& subject, const Span& span, Message message, Message help = {}) const {
        Diagnostic& finding = report_.add(rule_.severity, rule_.id, span.line > 0 ? span : subject.span,
                                          std::move(message), std::move(help));
        finding.subject = subject.text;
        return finding;
    }
    /// The same, marking the subject's id.
    Diagnostic& found(const Name& subject, Message message, Message help = {}) const {
        return found(subject, subject.span, std::move(message), std::move(help));
    }
    void note(Diagnostic& finding, const Span& span, Message message) const {
        report_.note(finding, span, std::move(message));
    }

  private:
    const Outline& outline_;
    const Possibilities& possible_;
    const RuleInfo& rule_;
    Report report_;
};

// Weights and aggregates: lint_weights.cpp
void find_zero_weights(const LintRun& run);
void find_partly_weighted(const LintRun& run);
void find_differing_maxima(const LintRun& run);
void find_flat_normalised(const LintRun& run);
void find_negative_means(const LintRun& run);
void find_skippable_stages(const LintRun& run);
void find_stages_off_scale(const LintRun& run);
void find_mpi_with_ladder(const LintRun& run);

// Scores of answers: lint_scores.cpp
void find_unordered_scales(const LintRun& run);
void find_scale_gaps(const LintRun& run);
void find_logarithms_of_nothing(const LintRun& run);
void find_unbounded_lines(const LintRun& run);
void find_missing_better_than_worst(const LintRun& run);

// Answers and applicability: lint_answers.cpp
void find_unsettled_applicability(const LintRun& run);
void find_missing_not_applicable(const LintRun& run);
void find_excused_derivations(const LintRun& run);
void find_unpickable_options(const LintRun& run);
void find_options_without_effect(const LintRun& run);
void find_options_alike(const LintRun& run);
void find_unreached_cases(const LintRun& run);

// Selectors: lint_selectors.cpp
void find_counts_without_scoring(const LintRun& run);
void find_parts_outside_whole(const LintRun& run);
void find_counted_twice(const LintRun& run);

// Checks and ladders: lint_ladders.cpp
void find_constant_checks(const LintRun& run);
void find_vetoes_on_defaults(const LintRun& run);
void find_unreachable_levels(const LintRun& run);
void find_weaker_levels(const LintRun& run);
void find_idle_requirements(const LintRun& run);

// The file: lint_sources.cpp
void find_unused_sources(const LintRun& run);

}  // namespace tidu
