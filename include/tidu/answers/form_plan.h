// SPDX-License-Identifier: Apache-2.0
// The lines of a questionnaire in the order in which people fill it in; every format of `form` prints the
// same plan.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tidu/answers/attributes.h"
#include "tidu/system/outline.h"

namespace tidu {

/// One line: a heading within a dimension, or a question (`item` is set).
struct FormLine {
    std::optional<ItemIndex> item;
    BilingualText heading;  ///< of a heading
    std::string number;     ///< `2.13`, counted through its part; `F3` in the facts; empty for headings
};

/// The enterprise facts (inputs) or one dimension.
struct FormPart {
    BilingualText title;
    std::vector<FormLine> lines;
};

/// Inputs first (a part without lines where the system has none), then a part for each dimension, last the
/// thresholds of the system, where it has any.
std::vector<FormPart> plan_form(const Outline& outline);

/// What the question asks; its title where it asks nothing more.
const std::string& question_text(const Item& item, Language language);

/// The attributes that a form asks for: all of an enterprise; id and name, under plain names, of anything
/// else. Those that the system asks as an input are left to it.
std::vector<EnterpriseAttribute> asked_attributes(const Outline& outline);

/// Ids of the numbers that an arithmetic derivation (percent, change, difference, sum) is made of; empty for
/// any other item.
std::vector<std::string> arithmetic_parts(const Item& item);

}  // namespace tidu
