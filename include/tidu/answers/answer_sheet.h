// SPDX-License-Identifier: Apache-2.0
// A checked answer sheet: one answer per item of the outline. What the scoring kernel takes.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "tidu/system/outline.h"
#include "tidu/text/diagnostic.h"

namespace tidu {

enum class AnswerState : std::uint8_t {
    missing,
    known,
    not_applicable,  ///< declared by the enterprise
};

/// One answer in machine form. Missing: when `state` is not `known`, `number` and `chosen` are 0 and must not
/// be read.
struct Answer {
    AnswerState state = AnswerState::missing;
    bool assumed = false;  ///< a default of the system, not given by the enterprise
    std::uint32_t evidence_count = 0;
    double number = 0;         ///< number: the value; choice: position of the option; yesno: 1 yes, 0 no
    std::uint64_t chosen = 0;  ///< multi: bit n is option n (a multi has at most 64 options)
};

/// What a person wrote beside an answer; never scored.
struct AnswerDetails {
    std::string reason;  ///< why not applicable
    std::vector<std::string> evidence;
    std::string note;
    Place place;  ///< of the answer; nowhere when none was written
};

struct AnswerSheet {
    std::string id;  ///< enterprise id (credit code); may be empty in a single assessment
    std::string name;
    std::string period;
    std::vector<std::pair<std::string, std::string>>
        attributes;                      ///< all enterprise attributes in file order, id and name too
    std::vector<Answer> answers;         ///< one per ItemIndex
    std::vector<AnswerDetails> details;  ///< one per ItemIndex
    Place place;                         ///< of the sheet
    Diagnostics problems;                ///< what bind found; with an error the sheet is invalid

    bool is_valid() const { return !problems.has_errors(); }
};

}  // namespace tidu
