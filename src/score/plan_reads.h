// SPDX-License-Identifier: Apache-2.0
// What a condition depends on in the end: the answers that can change it.
#pragma once

#include <vector>

#include "tidu/score/program.h"

namespace tidu {

/// Collects items, following nodes, checks, levels and derivations down to the answers.
class ItemReads {
  public:
    explicit ItemReads(const Program& program) : program_(program), seen_(program.items.size(), false) {}

    void see(ItemIndex item);
    void see(NodeIndex node);
    void see(ConditionIndex condition);
    void see(SelectorIndex selector);
    /// Only what the item is derived from, not the item.
    void see_parts(ItemIndex item);

    bool contains(ItemIndex item) const { return seen_[item.value]; }
    std::vector<ItemIndex> items() const;

  private:
    void see(const CompiledOperand& operand) {
        if (operand.item) see(*operand.item);
    }

    const Program& program_;
    std::vector<bool> seen_;
};

}  // namespace tidu
