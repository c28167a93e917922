// SPDX-License-Identifier: Apache-2.0
// How well the facts of a system are founded, and the word for it. The same mark everywhere it is shown.
#pragma once

#include <string>

#include "tidu/report/document.h"
#include "tidu/system/system.h"

namespace tidu {

/// Entry of `sources` that a provenance names; null: none.
const SourceEntry* source_entry(const System& system, const Provenance& provenance);

/// What is the author's own is `own` whatever it refers to; else its own confidence, else that of its source.
Origin origin_of(const System& system, const Provenance& provenance);

/// 有出处 / sourced ...; empty where nothing is said.
std::string origin_word(Origin origin, Language language);

}  // namespace tidu
