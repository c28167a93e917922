// SPDX-License-Identifier: Apache-2.0
// The rules of a system in one line each, as they stand in its file.
#pragma once

#include <string>

#include "tidu/score/evaluation.h"
#include "tidu/score/program.h"
#include "wording.h"

namespace tidu {

/// Reads conditions as an assessment does, on an empty sheet.
class RuleText {
  public:
    RuleText(const Program& program, const Wording& words);

    std::string condition(const Condition& condition) const;
    /// The requirement's own title; where it has none, what it looks at.
    std::string title(const Requirement& requirement) const;
    /// What it needs, where its title stands beside it.
    std::string needed(const Requirement& requirement) const;
    /// How the value of an item follows from other answers.
    std::string derivation(const Derivation& derivation, const Item& item) const;

  private:
    ConditionReading reading_of(const Condition& condition) const;
    std::string sum(const SumOf& form) const;
    std::string cases(const FirstOf& form, const Item& item) const;

    const Program& program_;
    const Wording& words_;
    Evaluation evaluation_;
};

}  // namespace tidu
