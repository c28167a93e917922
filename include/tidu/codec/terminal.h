// SPDX-License-Identifier: Apache-2.0
// Whether a person sits at the other end of a standard stream. As for files, what depends on the operating
// system stands in src/codec/file_posix.cpp.
#pragma once

#include <cstddef>
#include <optional>

namespace tidu {

enum class StandardStream { input, output, errors };

bool is_terminal(StandardStream stream);
/// Width of the terminal behind standard output; nullopt where there is none or it does not say.
std::optional<std::size_t> terminal_columns();

}  // namespace tidu
