// SPDX-License-Identifier: Apache-2.0
// What another version of a system makes of the same answers: who changes level, and how far totals move.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "tidu/answers/item_names.h"
#include "tidu/answers/raw_answers.h"
#include "tidu/result/compare.h"
#include "tidu/text/language.h"

namespace tidu {

/// One enterprise by both versions.
struct EnterpriseEffect {
    std::string id;
    std::string name;
    BilingualText place;                 ///< of the sheet, for those without a name
    std::optional<double> total_before;  ///< absent: none, or the sheet is invalid by the old version
    std::optional<double> total_after;
    std::vector<LadderChange> ladders;  ///< those of both versions where the level differs
    bool is_valid_before = false;
    bool is_valid_after = false;
    BilingualText problem;  ///< the first error by the version that refuses the sheet; empty: compared

    bool is_compared() const { return is_valid_before && is_valid_after; }
    std::optional<double> total_change() const;
    bool changes_level() const { return !ladders.empty(); }
};

/// Ladders and their levels are matched by id; `after` is the new version, whose order of levels counts.
EnterpriseEffect compare_versions(const AssessmentRecord& before, const AssessmentRecord& after,
                                  const Outline& outline_before, const Outline& outline_after);

/// How many enterprises go one way on a ladder.
struct LevelPassage {
    LadderChange example;  ///< ladder, levels and direction
    std::size_t count = 0;
};

struct EffectSummary {
    std::size_t compared = 0;
    std::size_t refused = 0;  ///< invalid by either version
    std::size_t rising = 0;   ///< on some ladder
    std::size_t falling = 0;
    /// Of the total, over those that have one by both versions.
    std::optional<double> mean_change;
    std::optional<double> lowest_change;
    std::optional<double> highest_change;
    std::vector<LevelPassage> passages;  ///< in order of the first enterprise that goes that way
};

EffectSummary summarise(const std::vector<EnterpriseEffect>& effects);

/// The sheet without the answers to what only the other version asks.
RawSheet answers_for(const RawSheet& sheet, const ItemNames& own, const ItemNames& other);

/// The answers of a result as a sheet to be scored again. What was derived or assumed is left to the kernel.
RawSheet answers_of(const AssessmentRecord& record, SourcePtr source);

}  // namespace tidu
