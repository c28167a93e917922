// SPDX-License-Identifier: Apache-2.0
// The version of tidu, kept in one place: the project version in CMakeLists.txt, refined by `git describe`.
#pragma once

#include <string_view>

namespace tidu {

/// `0.1.0`, or `0.1.0-12-gabc1234` for a build 12 commits after the tag.
std::string_view version();

}  // namespace tidu
