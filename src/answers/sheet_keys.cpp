// SPDX-License-Identifier: Apache-2.0
#include "tidu/answers/sheet_keys.h"

#include "phrases.h"
#include "tidu/answers/rules.h"

namespace tidu {

void SheetKeys::check(AnswerSheet& sheet) {
    if (sheet.id.empty()) return;
    std::string key = sheet.id;
    key += '\0';  // in no id
    key += sheet.period;
    const auto [first, is_new] = first_places_.emplace(std::move(key), sheet.place);
    if (is_new) return;
    Diagnostic problem;
    problem.rule = rules::repeated_sheet;
    problem.message = sheet.period.empty() ? say(phrases::repeated_sheet, sheet.id)
                                           : say(phrases::repeated_sheet_period, sheet.id, sheet.period);
    problem.place = sheet.place;
    problem.help = say(phrases::keep_one_sheet);
    Diagnostic note;
    note.severity = Severity::note;
    note.rule = rules::repeated_sheet;
    note.message = say(phrases::first_sheet);
    note.place = first->second;
    problem.notes.push_back(std::move(note));
    sheet.problems.add(std::move(problem));
}

}  // namespace tidu
