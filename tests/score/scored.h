// SPDX-License-Identifier: Apache-2.0
// Text in, scores out: what the tests of this room share.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "tidu/answers/bind.h"
#include "tidu/answers/read.h"
#include "tidu/score/evaluate.h"
#include "tidu/score/explain.h"

namespace tidu::test {

/// A system compiled from YAML. Throws std::runtime_error with the diagnostics where it does not load.
std::shared_ptr<const Program> compile_text(std::string_view yaml);

/// One enterprise scored, with its values found by id.
struct Scored {
    std::shared_ptr<const Program> program;
    AnswerSheet sheet;
    Evaluation evaluation;

    const NodeValue& node(std::string_view id) const;
    const ItemValue& item(std::string_view id) const;
    Truth check(std::string_view id) const;
    const LadderValue& ladder(std::string_view id) const;
    /// Id of the level reached for certain, or `none`.
    std::string level(std::string_view ladder) const;
    std::string possible(std::string_view ladder) const;
    std::optional<double> contribution(std::string_view id) const;
    std::optional<double> gap(std::string_view id) const;
};

/// Scores the answers of a YAML mapping (`a: 1`), one line each.
Scored score_text(std::shared_ptr<const Program> program, std::string_view answers,
                  const EvaluateOptions& options = {});
Scored score_text(std::string_view system, std::string_view answers, const EvaluateOptions& options = {});

/// The frame of a system around its index and what follows; `index` is indented by two blanks.
std::string system_with(std::string_view index, std::string_view rest = {});

}  // namespace tidu::test
