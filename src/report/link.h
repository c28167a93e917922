// SPDX-License-Identifier: Apache-2.0
// Links from a document to files beside it.
#pragma once

#include <string>
#include <string_view>

namespace tidu {

/// A path as a relative reference (RFC 3986): every byte that means something in an address, in HTML or in
/// Markdown is percent-encoded, so that no name can become a scheme, a query or markup.
std::string url_of_path(std::string_view path);

}  // namespace tidu
