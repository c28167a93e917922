// SPDX-License-Identifier: Apache-2.0
// What an answer costs: the enterprise's figure, else the system's, else the documented default.
#pragma once

#include <optional>
#include <span>

#include "tidu/score/plan.h"

namespace tidu {

/// Efforts of one item. Default, where nobody says anything: one unit for each percent of the way from the
/// item's worst answer to its best, in whole units (docs/methods/plan.md).
class ItemEffort {
  public:
    ItemEffort(const Program& program, ItemIndex item, std::span<const EffortOverride> overrides);

    /// Somebody says what the item costs.
    bool is_stated() const { return stated_; }
    /// Of reaching an option from none (of a yes/no: option 1 is yes).
    double of_option(std::uint32_t option) const;
    /// Of moving a number; `from` and `to` with the points they score (0 for inputs).
    double of_number(double from, double to, double points_from, double points_to) const;

  private:
    double default_of_option(std::uint32_t option) const;
    /// 0 at the worst, 1 at the best answer.
    double share_of_points(double points) const;

    const CompiledItem& compiled_;
    const LeafScore* score_ = nullptr;  ///< of a question
    const Item& item_;
    std::optional<double> whole_;  ///< per unit of a number, or of the best answer
    std::vector<std::optional<double>> options_;
    bool stated_ = false;
    bool stated_by_option_ = false;
};

}  // namespace tidu
