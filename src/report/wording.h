// SPDX-License-Identifier: Apache-2.0
// Ids and values as people read them: titles, option texts, numbers with units, what a condition needs and
// sees.
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

    RequirementList::Entry requirement(const Ladder& ladder, const RequirementRecord& record) const;
    std::string verdict(Verdict verdict) const;

    Origin origin(const Provenance& provenance) const;
    /// Title of the source and the note; empty where nothing is said.
    std::string source(const Provenance& provenance) const;

  private:
    RequirementList::Entry condition(const ConditionReading& reading) const;
    std::string condition_title(const ConditionReading& reading) const;
    std::string needed(const ConditionReading& reading) const;
    std::string threshold_of(const ConditionReading& reading) const;
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
