// SPDX-License-Identifier: Apache-2.0
// The line that shows how far a batch is: rows, rate and time left, on a terminal only.
#pragma once

#include <chrono>

#include "cli/console.h"
#include "tidu/batch/batch.h"

namespace tidu::cli {

class BatchProgressLine {
  public:
    explicit BatchProgressLine(const Console& console);
    /// Draws at most ten times a second.
    void show(const BatchProgress& progress);
    void clear();

  private:
    using Clock = std::chrono::steady_clock;

    bool is_shown_;
    Language language_;
    Clock::time_point start_;
    Clock::time_point drawn_;
    bool has_drawn_ = false;
};

}  // namespace tidu::cli
