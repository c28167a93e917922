// SPDX-License-Identifier: Apache-2.0
// Two results of one system side by side: years, a self-assessment and its review, or two enterprises. Works
// on records; nothing is scored again.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tidu/result/record.h"
#include "tidu/system/outline.h"

namespace tidu {

/// One node before and after, in points of its own scale. Absent where it has no score.
struct NodeChange {
    std::string id;
    std::optional<double> before;
    std::optional<double> after;
    /// What it adds to the change of the total: the difference of its contributions. Of the nodes marked
    /// `is_part` these add up to the change of the total, up to bases of sums. Absent where an aggregate
    /// above it is not linear.
    std::optional<double> points;
    /// Of the finest split of the total that exists: questions, or groups below which contributions end.
    bool is_part = false;
};

struct AnswerChange {
    std::string id;
    const AnswerRecord* before = nullptr;  ///< of the records compared, which must outlive this
    const AnswerRecord* after = nullptr;
};

struct LadderChange {
    enum class Direction {
        same,
        gained,
        lost,
        incomparable,  ///< on one side the ladder does not apply or is not known
    };
    std::string id;
    std::string before;  ///< level id, `none`, `not_applicable` or `unknown`
    std::string after;
    Direction direction = Direction::same;
    /// What made the difference: gained, what the level above the old one had asked and lacked; lost, what
    /// the level above the new one asks and lacks.
    std::vector<RequirementRecord> because;
};

/// As JSON calls it.
std::string_view name_of(LadderChange::Direction direction);

struct ResultComparison {
    std::optional<double> total_before;
    std::optional<double> total_after;
    std::vector<NodeChange> nodes;      ///< every node, in file order
    std::vector<AnswerChange> answers;  ///< those that differ
    std::vector<LadderChange> ladders;
    bool same_system = true;  ///< both by the same file, byte for byte
    bool same_enterprise = true;

    std::optional<double> total_change() const {
        if (!total_before || !total_after) return std::nullopt;
        return *total_after - *total_before;
    }
};

/// The step of one ladder, in the order of `ladder`; a level that it does not have is incomparable.
LadderChange compare_levels(const AssessmentRecord& before, const AssessmentRecord& after,
                            const Ladder& ladder);

/// Both records must be valid. Nodes, items and ladders are those of `outline`; what a record lacks is
/// absent.
ResultComparison compare(const AssessmentRecord& before, const AssessmentRecord& after,
                         const Outline& outline);

/// All records with the change from each to the next, as JSON; described in docs/results.md. `comparisons`
/// has one entry less than `records`.
std::string comparison_json(const std::vector<AssessmentRecord>& records,
                            const std::vector<ResultComparison>& comparisons);

}  // namespace tidu
