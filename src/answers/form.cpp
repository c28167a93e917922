// SPDX-License-Identifier: Apache-2.0
#include "tidu/answers/form.h"

#include "form_text.h"
#include "form_workbook.h"

namespace tidu {

std::string make_form(const Outline& outline, FormFormat format, const FormOptions& options) {
    switch (format) {
        case FormFormat::xlsx:
            return make_form_workbook(outline, options);
        case FormFormat::csv:
            return make_form_csv(outline, options);
        case FormFormat::yaml:
            return make_form_yaml(outline, options);
        case FormFormat::html:
            break;
    }
    return make_form_html(outline, options);
}

}  // namespace tidu
