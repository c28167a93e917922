// SPDX-License-Identifier: Apache-2.0
// Finds the question that a key or a heading means: by id, or by its title in either language.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "tidu/system/outline.h"

namespace tidu {

/// The id that systems and registries give to a fact by whose usual name (as matching_key gives it) a column
/// is headed: `employees` for `从业人员`, `revenue` for `营业收入(万元)`. Empty: none.
std::string_view usual_fact_id(std::string_view key);

class ItemNames {
  public:
    explicit ItemNames(const Outline& outline);

    /// An id; else a title (case, blanks, width and a unit in parentheses at the end do not count) that only
    /// one item has; else the usual name of a fact that the system asks for.
    std::optional<ItemIndex> find(std::string_view key) const;
    /// Whether the key is an id as it stands.
    bool has_id(std::string_view key) const { return outline_->find_item(key).has_value(); }
    const std::string& id(ItemIndex item) const { return (*outline_)[item].item->id.text; }
    /// The id or title nearest to a key that was not found.
    std::optional<std::string> nearest(std::string_view key) const;

  private:
    const Outline* outline_;
    std::unordered_map<std::string, std::optional<ItemIndex>> by_title_;  ///< nullopt: several items share it
};

}  // namespace tidu
