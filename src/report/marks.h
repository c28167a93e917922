// SPDX-License-Identifier: Apache-2.0
// Signs and words that several renderers share.
#pragma once

#include <string>
#include <string_view>

#include "tidu/report/document.h"

namespace tidu {

/// ✓ ✗ ? – for tones that say something; empty for a plain one.
std::string_view sign_of(Tone tone);

/// 有出处 / sourced ...; empty where nothing is said.
std::string origin_word(Origin origin, Language language);

}  // namespace tidu
