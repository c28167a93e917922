// SPDX-License-Identifier: Apache-2.0
// What already stands in a form: finds the given answers and attributes, and says them in the form's
// language.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tidu/answers/attributes.h"
#include "tidu/answers/form.h"

namespace tidu {

/// The attributes that a form has lines for: those that it asks, and what else is known of its enterprise.
std::vector<EnterpriseAttribute> attributes_of_form(const Outline& outline, const RawSheet* filled);

class FormFill {
  public:
    FormFill(const Outline& outline, const FormOptions& options);

    /// Null: not answered.
    const RawAnswer* answer(ItemIndex item) const { return answers_[item.value]; }
    /// What stands in the answer cell: a number or option in the form's language, the words for not
    /// applicable or for none chosen; empty for options of a multi, which are ticked instead.
    std::string cell_text(ItemIndex item) const;
    /// The same in machine form, several options with `|` between them, `NA` for not applicable.
    std::string machine_text(ItemIndex item) const;
    bool is_ticked(ItemIndex item, std::uint32_t option) const;
    bool is_answered(ItemIndex item) const;
    bool applies(ItemIndex item) const;
    /// A derived value to show before the first calculation; empty: open.
    std::string derived_text(ItemIndex item) const;
    /// What counts while an input is left empty, as a sentence; empty: it has no default. Forms say it and do
    /// not fill it in: an answer stands, while a default moves with the system's version.
    std::string assumed_text(ItemIndex item) const;
    /// Attribute of the enterprise, or `period`.
    std::string attribute(const std::string& id) const;

  private:
    std::string in_language(const Item& item, const std::string& value) const;

    const Outline& outline_;
    const FormOptions& options_;
    std::vector<const RawAnswer*> answers_;  ///< one per ItemIndex
};

}  // namespace tidu
