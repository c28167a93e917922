// SPDX-License-Identifier: Apache-2.0
// What enterprises are grouped by: where they are, their trade, size and status. An attribute says it, or,
// where a sheet lacks the attribute, a choice input of the system that means the same.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tidu/answers/answer_sheet.h"
#include "tidu/score/evaluation.h"
#include "tidu/system/outline.h"

namespace tidu {

struct Grouping {
    std::string attribute;           ///< city, industry, size, cluster, chain, status
    std::optional<ItemIndex> input;  ///< the choice input that stands in for it
    const Item* item = nullptr;      ///< of that input; null: there is none

    /// A value as the group's key: the option's id where the text is an option (by id or by its text in
    /// either language), else the text itself, trimmed. Empty: not stated.
    std::string key_of(std::string_view text) const;
};

/// One for each attribute that enterprises are known by, in the order of forms. The input that stands in for
/// `status` is the first choice input called `status` or ending in `_status`, and likewise for the others.
std::vector<Grouping> groupings_of(const Outline& outline);

/// The group of one sheet; its attribute wins over the answer. `items` is empty where the sheet was not
/// scored.
std::string group_of(const Grouping& grouping, const AnswerSheet& sheet, const std::vector<ItemValue>& items);

/// Value of an attribute of a sheet; empty where it has none.
std::string_view attribute_of(const AnswerSheet& sheet, std::string_view key);

}  // namespace tidu
