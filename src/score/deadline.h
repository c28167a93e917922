// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>

namespace tidu {

/// A moment that is so many seconds away when it is made.
class Deadline {
  public:
    explicit Deadline(double seconds)
        : end_(std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds)) {}
    /// Seconds until then; below 0 when it has passed.
    double left() const {
        return std::chrono::duration<double>(end_ - std::chrono::steady_clock::now()).count();
    }

  private:
    std::chrono::time_point<std::chrono::steady_clock, std::chrono::duration<double>> end_;
};

}  // namespace tidu
