// SPDX-License-Identifier: Apache-2.0
// Names of files made from names of enterprises.
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace tidu {

/// A file name (without ending) that every common system takes: no separators, control characters or
/// `<>:"|?*`, no dots or blanks at its ends, no name that Windows keeps for itself, at most 120 bytes. Never
/// empty.
std::string safe_file_name(std::string_view text);

/// Makes names unique within one folder, on systems too that do not tell `A` from `a`: `name`, `name-2`, ...
class FileNames {
  public:
    std::string make(std::string_view text);

  private:
    std::set<std::string> taken_;  ///< in lower case
};

}  // namespace tidu
