// SPDX-License-Identifier: Apache-2.0
// Answer sheets in YAML and JSON.
#pragma once

#include <vector>

#include "tidu/answers/raw_answers.h"
#include "tidu/codec/tree.h"

namespace tidu {

/// Adds the sheets of one document: one for a mapping, one for each element of a list, none for an empty
/// document. What is not built as described becomes a problem of its sheet.
void read_tree(TreeView document, const SourcePtr& source, std::vector<RawSheet>& sheets);

}  // namespace tidu
