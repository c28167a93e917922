// SPDX-License-Identifier: Apache-2.0
// The world failed: a file, a disk, memory. Thrown, and caught once in `main`.
#pragma once

#include <stdexcept>
#include <string>
#include <utility>

#include "tidu/text/message.h"

namespace tidu {

/// A file or stream that cannot be read or written. Ends the command with exit code 3.
class IoError : public std::runtime_error {
  public:
    explicit IoError(Message message)
        : std::runtime_error(message.in(Language::en)), message_(std::move(message)) {}
    const Message& message() const { return message_; }

  private:
    Message message_;
};

}  // namespace tidu
