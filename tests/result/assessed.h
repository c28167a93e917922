// SPDX-License-Identifier: Apache-2.0
// The bakery of tests/cli/shared, assessed: what tests of results and reports share.
#pragma once

#include <string>
#include <string_view>

#include "score/scored.h"
#include "tidu/result/assemble.h"

namespace tidu::test {

std::shared_ptr<const Program> bakery();

/// A record of one enterprise; `answers` as in `answers:` of a sheet, one a line; `enterprise` is a YAML map.
AssessmentRecord assessed(const Program& program, std::string_view answers,
                          std::string_view enterprise = "{id: B1, name: Old Street}",
                          const AssessSettings& settings = {});

/// All that a full sheet of the bakery answers.
inline constexpr std::string_view full_answers =
    "staff: 12\nclean: yes\novens: 4\nlogged_ovens: 3\nrecipes: {value: paper, evidence: [recipes.pdf]}\n"
    "channels: [counter, phone]\ndelivery: {not_applicable: true, reason: eat in}\n";

}  // namespace tidu::test
