// SPDX-License-Identifier: Apache-2.0
// How many decimals a printed score needs so that it never contradicts its verdict (spec section 2.7).
#pragma once

#include <span>
#include <string>
#include <vector>

#include "tidu/score/evaluation.h"
#include "tidu/score/program.h"

namespace tidu {

/// Decimals (at least `digits`, at most 9) with which `value`, cut, stands on the same side of `threshold` as
/// the comparison says: those of the threshold, and against `above` and `at_most` as many as it takes to
/// differ.
int digits_against(double value, Comparator comparator, double threshold, int digits);

/// Decimals of a score out of `maximum` where one out of 100 has `digits`: on a scale that ends at 10 or
/// before, one decimal would print most differences as 0.
int digits_on_scale(double maximum, int digits);

/// The thresholds that a system holds each node's score and percent against. Built once per program.
class ScoreDigits {
  public:
    explicit ScoreDigits(const Program& program);

    /// Decimals for one printed score or percent of a node. `items` are the evaluation's: a threshold can be
    /// an answer.
    int of_score(NodeIndex node, double value, std::span<const ItemValue> items, int digits) const;
    int of_percent(NodeIndex node, double value, std::span<const ItemValue> items, int digits) const;

  private:
    /// What a node is held against. Most thresholds only ask for their own decimals, whatever the value.
    struct Thresholds {
        int decimals = 0;                         ///< the most of those
        std::vector<CompiledComparison> telling;  ///< those that depend on the value or on an answer
    };
    static void add(const CompiledComparison& comparison, Thresholds& thresholds);
    static int needed(const Thresholds& thresholds, double value, std::span<const ItemValue> items,
                      int digits);

    std::vector<Thresholds> scores_;    ///< one per NodeIndex
    std::vector<Thresholds> percents_;  ///< one per NodeIndex
};

}  // namespace tidu
