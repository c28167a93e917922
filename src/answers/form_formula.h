// SPDX-License-Identifier: Apache-2.0
// Conditions and derived values as spreadsheet formulas, so that a form greys out what does not apply and
// computes rates while it is filled in.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tidu/system/outline.h"

namespace tidu {

/// Where a workbook keeps what formulas refer to. All are absolute references with their sheet.
struct FormCells {
    std::vector<std::string> answers;  ///< one per ItemIndex
    std::vector<std::string> states;   ///< one per ItemIndex: what the counter makes of the answer
    std::vector<std::vector<std::string>>
        option_texts;                       ///< per ItemIndex and option; of a multi: the cell to tick
    std::vector<std::string> option_lists;  ///< per ItemIndex: the range of option texts; empty: none
    std::string yes;
    std::string no;
};

class FormFormulas {
  public:
    FormFormulas(const Outline& outline, const FormCells& cells) : outline_(outline), cells_(cells) {}

    /// Formula that is FALSE only where the answers so far say that the question does not apply. nullopt: it
    /// always applies, or its condition is about something that a form does not know (scores, levels).
    std::optional<std::string> applies(NodeIndex leaf) const;

    /// Formula of a derived value, "" while a part is open. nullopt: it cannot be written as a formula.
    std::optional<std::string> derived(ItemIndex item) const;

  private:
    std::optional<std::string> condition(const Condition& condition, bool when_open) const;
    std::optional<std::string> joined(const std::vector<Condition>& parts, std::string_view function,
                                      bool when_open) const;
    std::optional<std::string> answer_condition(const AnswerCondition& condition, bool when_open) const;
    std::optional<std::string> comparison(ItemIndex item, const AnswerCondition& condition) const;
    std::optional<std::string> first_of(const FirstOf& first, ItemIndex item) const;
    std::optional<std::string> literal(ItemIndex item, const std::string& text) const;
    std::optional<std::string> operand(const Operand& operand) const;
    std::string value(ItemIndex item) const;
    std::optional<std::string> number(const Name& id) const;
    std::string arithmetic(const std::vector<std::string>& parts, const std::string& result) const;

    const Outline& outline_;
    const FormCells& cells_;
};

}  // namespace tidu
