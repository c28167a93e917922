// SPDX-License-Identifier: Apache-2.0
// Sums that do not lose small terms. Terms are added in a fixed order, so that results repeat to the bit.
#pragma once

#include <cmath>

namespace tidu::survey {

/// Neumaier's compensated summation (1974).
class CompensatedSum {
  public:
    void add(double term) {
        const double next = sum_ + term;
        if (std::abs(sum_) >= std::abs(term))
            lost_ += (sum_ - next) + term;
        else
            lost_ += (term - next) + sum_;
        sum_ = next;
    }
    double value() const { return sum_ + lost_; }

  private:
    double sum_ = 0;
    double lost_ = 0;
};

}  // namespace tidu::survey
