// SPDX-License-Identifier: Apache-2.0
// Questionnaires of a system: blank, or with answers already in. What `read_answers` reads back.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tidu/answers/raw_answers.h"
#include "tidu/system/outline.h"
#include "tidu/text/language.h"

namespace tidu {

enum class FormFormat {
    xlsx,  ///< a workbook to fill in with Excel, WPS or LibreOffice
    csv,   ///< long: a line per question
    yaml,
    html,  ///< one page to print and fill in by hand
};

/// What a workbook shows before a spreadsheet program calculates it for the first time. The kernel knows it
/// (its items' `off` and derived values); without it everything applies and derived values are blank.
struct FormPreview {
    std::vector<bool> off;             ///< one per ItemIndex, or empty
    std::vector<std::string> derived;  ///< one per ItemIndex in machine form (empty: open), or empty
};

struct FormOptions {
    Language language = Language::zh;
    std::string purpose;   ///< why it is asked, for the cover; empty: a general sentence
    std::string deadline;  ///< as people write it; empty: none
    std::string contact;   ///< whom to ask and where to send it; empty: none
    /// Answers, period and enterprise attributes to start from, in canonical form (canonical.h); null: blank.
    const RawSheet* filled = nullptr;
    FormPreview preview;
};

/// The bytes of a form. The same input gives the same bytes.
std::string make_form(const Outline& outline, FormFormat format, const FormOptions& options);

}  // namespace tidu
