// SPDX-License-Identifier: Apache-2.0
// Compares a document with the tables of format.h. What it passes can be read without looking back.
#pragma once

#include "tidu/codec/tree.h"
#include "tidu/text/diagnostic.h"

namespace tidu {

/// Reports unknown and missing keys, wrong kinds of values, numbers, identifiers, words and dates that are
/// none, and texts without one of the languages. References and everything else that needs two places at once
/// come later. Misspelt keys and words go to `mended`, and the document then says what was meant, so that what
/// depends on them can be looked at too; everything else goes to `faults`.
void check_structure(Tree& document, const SourcePtr& source, Diagnostics& mended, Diagnostics& faults);

}  // namespace tidu
