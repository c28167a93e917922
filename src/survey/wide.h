// SPDX-License-Identifier: Apache-2.0
// 128-bit integers: allocation and rates are exact, so that every machine draws the same sample.
#pragma once

#include <cstdint>

namespace tidu::survey {

__extension__ using Unsigned128 = unsigned __int128;
__extension__ using Signed128 = __int128;

}  // namespace tidu::survey
