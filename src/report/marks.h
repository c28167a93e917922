// SPDX-License-Identifier: Apache-2.0
// Signs that several renderers share.
#pragma once

#include <string_view>

#include "tidu/report/document.h"

namespace tidu {

/// ✓ ✗ ? – for tones that say something; empty for a plain one.
std::string_view sign_of(Tone tone);

}  // namespace tidu
