// SPDX-License-Identifier: Apache-2.0
// An indicator system as an index: its tree and its scored sheets. Leaf scores are the kernel's, so that
// their parameters are those frozen in the file.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tidu/answers/answer_sheet.h"
#include "tidu/score/program.h"
#include "tidu/survey/index_tree.h"
#include "tidu/text/diagnostic.h"

namespace tidu::survey {

/// Powers that replace a node's own mean, by node id.
using NodePowers = std::map<std::string, double, std::less<>>;

/// The tree of a system; its nodes have the numbers of the program's. Weighted, geometric and harmonic means
/// and mpi are indices; anything else, `normalise`, and powers of nodes that are not there are reported and
/// give nothing.
std::optional<IndexTree> index_tree_of(const Program& program, const NodePowers& powers,
                                       Diagnostics& diagnostics);

/// Scores a valid sheet with the kernel. Leaves that are open or not applicable are missing, whatever the
/// system lets them count: an index never fills in zeros. Nothing when the sheet has errors (reported).
std::optional<IndexUnit> index_unit_of(const Program& program, const AnswerSheet& sheet,
                                       Diagnostics& diagnostics);

/// Of every node: a leaf whose score falls as its figure rises.
std::vector<char> leaves_better_when_lower(const Program& program);

}  // namespace tidu::survey
