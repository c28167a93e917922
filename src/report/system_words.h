// SPDX-License-Identifier: Apache-2.0
// Words for the kinds of things in an indicator system.
#pragma once

#include "tidu/system/system.h"
#include "tidu/text/message.h"

namespace tidu {

/// 加权平均, weighted mean ...
const Phrase& aggregate_phrase(AggregateKind kind);

}  // namespace tidu
