// SPDX-License-Identifier: Apache-2.0
// A sheet as it was written into the one way that every format and every reader of files agrees on.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tidu/answers/bind.h"
#include "tidu/answers/raw_answers.h"

namespace tidu {

/// The same answers with ids for titles and letters, plain numbers, yes/no, and not applicable declared with
/// its reason. What is not understood stays as it was written (bind says why); evidence, notes and places are
/// kept.
RawSheet canonical_sheet(const Binder& binder, const RawSheet& raw);

/// An answer in machine form: the shortest decimal, yes/no, or option ids (several of a multi). `number` and
/// `chosen` are those of a known Answer.
std::vector<std::string> machine_values(const Item& item, double number, std::uint64_t chosen);

}  // namespace tidu
