// SPDX-License-Identifier: Apache-2.0
// An indicator system as a document: what it asks, how it scores, what each level needs, and where that comes
// from.
#pragma once

#include "tidu/report/document.h"
#include "tidu/score/program.h"

namespace tidu {

struct SystemReportSettings {
    Language language = Language::en;
    bool every_question = false;  ///< each with its text, scoring, evidence, advice and basis
};

Document build_system_report(const Program& program, const SystemReportSettings& settings);

}  // namespace tidu
