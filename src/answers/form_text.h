// SPDX-License-Identifier: Apache-2.0
// The form in text formats: a long table, an answer file with comments, a page to print.
#pragma once

#include <string>

#include "tidu/answers/form.h"
#include "tidu/system/system.h"

namespace tidu {

std::string make_form_csv(const Outline& outline, const FormOptions& options);
std::string make_form_yaml(const Outline& outline, const FormOptions& options);
std::string make_form_html(const Outline& outline, const FormOptions& options);

/// What may be answered, in one line: `0 至 100`, `A none 未建 | B ...`, `是/否`.
std::string allowed_in_words(const Item& item, Language language);

}  // namespace tidu
