// SPDX-License-Identifier: Apache-2.0
// Made-up answers to any indicator system, as an enterprise writes them that minds what it is asked: for
// tests and benchmarks of whole tables.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "random_system.h"
#include "tidu/answers/bind.h"
#include "tidu/score/evaluate.h"

namespace tidu::test {

enum class ChoiceStyle { ids, texts, letters };

/// An answer to any item: about 5 % empty and, where allowed, 5 % NA.
std::string made_up_cell(Random& random, const Outline::ItemEntry& entry, ChoiceStyle style);

/// A number that questions are derived from, and no question of its own.
bool is_part(const Outline::ItemEntry& entry);

/// Draws sheets. Half of them give the counts that rates are derived from, the others the rates; choices are
/// ids, texts or letters; what does not apply is left empty; and what the plain path has something to say
/// about is drawn again.
class CarefulEnterprise {
  public:
    CarefulEnterprise(Random& random, std::shared_ptr<const Program> program);

    /// What is asked: the columns of a table.
    const std::vector<const Outline::ItemEntry*>& asked() const { return asked_; }
    /// A cell for each, in that order.
    std::vector<std::string> draw();

  private:
    using Cells = std::vector<std::string>;

    void rank_parts();
    std::uint32_t number_of(const Outline::ItemEntry& entry) const;
    std::string draw_cell(const Outline::ItemEntry& entry);
    std::string count_cell(std::uint32_t number, const Item& item);
    bool accept(Cells& cells);
    void blame(ItemIndex item);
    void blame(ConditionIndex index);
    bool score(const Cells& cells);

    Random& random_;
    std::shared_ptr<const Program> program_;
    Binder binder_;
    std::vector<const Outline::ItemEntry*> asked_;
    std::map<std::uint32_t, std::uint32_t> whole_of_;
    std::map<std::uint32_t, bool> is_used_;  ///< a derived item is computed from it
    std::vector<bool> blamed_;               ///< per item: drawn again
    Evaluation evaluation_;
    bool gives_counts_ = false;
    ChoiceStyle style_ = ChoiceStyle::ids;
};

}  // namespace tidu::test
