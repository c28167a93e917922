// SPDX-License-Identifier: Apache-2.0
// Ids and values as people read them: titles, option texts, numbers with units (wording.cpp), what a
// condition needs and sees (wording_conditions.cpp).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "tidu/report/document.h"
#include "tidu/report/origin.h"
#include "tidu/result/digits.h"
#include "tidu/result/record.h"
#include "tidu/score/program.h"

namespace tidu {

/// An answer or a count: as many decimals as it has, at most `digits`, never rounded up over a threshold.
std::string plain_number(double value, int digits);

/// A share as percent without the dust of the product: 0.07 is 7, not 7.000000000000001.
double as_percent(double share);

/// `at least {}` and its like.
const Phrase& comparison_phrase(Comparator comparator);

class Wording {
  public:
    Wording(const Program& program, const AssessmentRecord& record, Language language, int digits);

    Language language() const { return language_; }
    const Outline& outline() const { return outline_; }
    const System& system() const { return outline_.system(); }

    const std::string& in(const BilingualText& text) const { return text.in(language_); }
    template <typename... Arguments>
    std::string phrase(const Phrase& phrase, Arguments&&... arguments) const {
        return say(phrase, std::forward<Arguments>(arguments)...).in(language_);
    }

    /// Title of a node, item, check, ladder, constraint; the id itself where nothing has that id.
    std::string title_of(std::string_view id) const;
    std::string level_title(const Ladder& ladder, std::string_view level) const;
    /// The same of a level in a result, which may be `not_applicable` or `unknown`.
    std::string level_text(const Ladder& ladder, std::string_view level) const;
    /// What an attribute of enterprises is called; the key itself where it has no usual name.
    std::string attribute_label(std::string_view key) const;

    /// A score with the decimals that the node's thresholds need.
    std::string score(std::string_view node, double value) const;
    /// Points of the total that no threshold looks at.
    std::string points(double value) const;
    /// Points won or lost, cut towards zero so that a small loss does not look larger than it is.
    std::string signed_points(double points) const;
    /// The end of a scale: no more decimals than it has.
    std::string maximum(double value) const;
    /// `low–high`, or one number where both print the same.
    std::string range(std::string_view node, double low, double high) const;
    std::string share(double share) const;

    /// The answer in words, with its unit; what it is instead where there is none.
    std::string answer(const Item& item, const AnswerRecord& record) const;
    std::string quantity(const Item& item, double value) const;
    /// An answer as written in the file, in words.
    std::string value(const Item& item, const std::string& written) const;

    RequirementList::Entry requirement(const Ladder& ladder, const RequirementRecord& record) const;
    std::string verdict(Verdict verdict) const;

    // `written`, here and below, is the condition in the system's file; null where it is not known.

    /// What a condition looks at, without what it needs.
    std::string condition_title(const ConditionReading& reading, const Condition* written) const;
    /// The whole condition in one line: `all of these: Total ≥ 40; Sector = Process industry`.
    std::string rule(const ConditionReading& reading, const Condition* written) const;
    /// What it needs, in one line beside its title: its own (`is_titled`) or that of the condition.
    std::string needed_rule(const ConditionReading& reading, const Condition* written, bool is_titled) const;
    /// The questions and checks that a selector names.
    std::string selection(const Selector& selector) const;
    /// Which of its questions count; empty where that does not depend on their scores.
    std::string counted(const Selector& selector) const;

    Origin origin(const Provenance& provenance) const;
    /// Title of the source and the note; empty where nothing is said.
    std::string source(const Provenance& provenance) const;
    /// The mark (sourced, ours, ...) with the source it refers to.
    std::string basis(const Provenance& provenance) const;

  private:
    RequirementList::Entry condition(const ConditionReading& reading, const Condition* written) const;
    std::string single_rule(const ConditionReading& reading, const Condition* written) const;
    std::string rule_parts(const ConditionReading& reading, const Condition* written) const;
    std::string share_title(const ConditionReading& reading, const Condition* written) const;
    std::string selection(const ConditionReading& reading, const Condition* written) const;
    std::string needed(const ConditionReading& reading, const Condition* written) const;
    std::string needed_by(const ConditionReading& reading, const Condition* written,
                          std::size_t position) const;
    std::string needed_value(const ConditionReading& reading) const;
    std::string threshold_of(const ConditionReading& reading) const;
    std::string parts_present(const ConditionReading& reading) const;
    std::string present(const ConditionReading& reading) const;
    std::string present_number(const ConditionReading& reading) const;
    std::string listed_options(const Item& item, std::string_view ids, std::string_view separator) const;
    int digits_of(std::string_view node) const;
    std::string value_of(const ConditionReading& reading, double value) const;

    const Program& program_;
    const Outline& outline_;
    Language language_;
    int digits_;
    ScoreDigits score_digits_;
    std::vector<int> node_digits_;  ///< by the node's maximum; one per NodeIndex
    std::vector<ItemValue> items_;  ///< known numbers of the record, for thresholds that are answers
};

/// Good, bad, open or muted.
Tone tone_of(Verdict verdict);

}  // namespace tidu
