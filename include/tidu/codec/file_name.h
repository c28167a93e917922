// SPDX-License-Identifier: Apache-2.0
// Names of files made from names of enterprises, and addresses made from names of files.
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace tidu {

/// A file name (without ending) that every common system takes: no separators, control characters or
/// `<>:"|?*`, no dots or blanks at its ends, no name that Windows keeps for itself, at most 120 bytes. Never
/// empty.
std::string safe_file_name(std::string_view text);

/// A path as a relative reference (RFC 3986): every byte that means something in an address, in HTML or in
/// Markdown is percent-encoded, so that no name can become a scheme, a query or markup.
std::string url_of_path(std::string_view path);

/// Makes names unique within one folder, on systems too that do not tell `A` from `a`, or `é` as one
/// character from `é` as two: `name`, `name-2`, ...
class FileNames {
  public:
    std::string make(std::string_view text);

  private:
    std::set<std::string> taken_;  ///< without case
};

}  // namespace tidu
