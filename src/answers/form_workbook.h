// SPDX-License-Identifier: Apache-2.0
// The form as a workbook.
#pragma once

#include <string>

#include "tidu/answers/form.h"

namespace tidu {

std::string make_form_workbook(const Outline& outline, const FormOptions& options);

}  // namespace tidu
