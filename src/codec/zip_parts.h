// SPDX-License-Identifier: Apache-2.0
// The files inside a ZIP archive that is in memory, each read up to a limit. The only file that knows libzip
// and libdeflate.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace tidu {

class ZipParts {
  public:
    /// `bytes` must stay where they are.
    explicit ZipParts(std::string_view bytes);
    ~ZipParts();
    ZipParts(const ZipParts&) = delete;
    ZipParts& operator=(const ZipParts&) = delete;

    bool is_open() const { return archive_ != nullptr; }

    enum class Outcome { read, absent, too_large, encrypted, broken };
    /// Inflates one part. One that claims more than `max_bytes` is too large; one that holds more than it
    /// claims, or could not hold as much, is broken.
    Outcome read(const std::string& name, std::size_t max_bytes, std::string& part) const;

  private:
    struct Archive;
    std::unique_ptr<Archive> archive_;
};

}  // namespace tidu
