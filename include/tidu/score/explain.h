// SPDX-License-Identifier: Apache-2.0
// Views of an evaluation that tell why: contributions, gaps, and what each condition needs and sees.
#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "tidu/score/evaluation.h"
#include "tidu/score/program.h"

namespace tidu {

/// One condition with what it needs and what is there; groups carry their parts.
struct ConditionReading {
    std::string kind;  ///< score, percent, answer, evidence, check, count, share, level, all, any, not
    std::string
        subject;  ///< id of the node, item, check, ladder, tag or group it looks at; empty for all, any, not
    std::string
        comparator;  ///< at_least, above, at_most, below, is, in, includes, all; empty for check and groups
    std::optional<double> needed;   ///< threshold, count or share
    std::string needed_text;        ///< option ids or several numbers (separated by `|`), yes/no, a level id
    std::optional<double> present;  ///< the value now, where it is certain or counts as it is
    std::optional<double> present_low;  ///< with open answers: the range it may still take
    std::optional<double> present_high;
    std::string present_text;  ///< chosen option, yes/no or level id
    Truth truth = Truth::unknown;
    std::vector<ConditionReading>
        parts;  ///< of all, any, not; of a condition with two comparisons one part each
};

ConditionReading read_condition(const Program& program, const Evaluation& evaluation,
                                ConditionIndex condition);

/// Points of the total that each node brings (spec 2.8), one per NodeIndex; nullopt where an aggregate on the
/// way up is neither a weighted mean nor a sum, or the node does not count. Cost: one pass.
std::vector<std::optional<double>> contributions(const Program& program, const Evaluation& evaluation);

/// What the total would gain with all applicable leaves below a node at their best (spec 2.8), one per
/// NodeIndex; nullopt where no leaf below applies or there is no total.
std::vector<std::optional<double>> gaps(const Program& program, const Evaluation& evaluation);

struct Gap {
    NodeIndex node;
    double points = 0;
};
/// The gaps above 0 of leaves, largest first, equal ones in file order; where all leaf gaps below a group are
/// 0 though its own is not, the group stands in the list. Ends after `most` of them.
std::vector<Gap> ordered_gaps(const Program& program, const std::vector<std::optional<double>>& gaps,
                              std::size_t most = std::numeric_limits<std::size_t>::max());

}  // namespace tidu
