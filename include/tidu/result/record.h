// SPDX-License-Identifier: Apache-2.0
// One finished assessment, neutral of any output: what the result files hold and every report is built from.
// Made by `assemble` from an evaluation, or read back from a result file. Spec section 5.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tidu/score/evaluation.h"
#include "tidu/score/explain.h"
#include "tidu/text/diagnostic.h"

namespace tidu {

enum class RecordStatus : std::uint8_t { ok, invalid };

/// One answer as scored. `value` is the machine form: number as shortest decimal, option ids, yes/no.
struct AnswerRecord {
    std::string id;
    AnswerType type = AnswerType::number;
    AnswerState state = AnswerState::missing;
    std::vector<std::string> value;  ///< several for a multi; empty when missing or not applicable
    bool derived = false;            ///< computed from other answers
    bool assumed = false;            ///< not given: a default, or not applicable where silence means that
    bool off = false;                ///< its question does not apply
    bool unused =
        false;  ///< answered, but not scored: the question is off, or evidence is wanted and none named
    std::string reason;
    std::vector<std::string> evidence;
    std::string note;
};

/// Scores of a node in points. Absent values are absent, never 0.
struct NodeRecord {
    std::string id;
    NodeState state = NodeState::missing;
    std::optional<double> score;
    std::optional<double> maximum;
    std::optional<double> percent;
    std::optional<double> low;
    std::optional<double> high;
    double weight = 1;
    std::optional<double> contribution;
    std::optional<double> gap;
};

struct RequirementRecord {
    std::string level;
    std::uint32_t number = 0;  ///< position in the level's list, from 0
    Verdict verdict = Verdict::unknown;
    bool veto = false;
    ConditionReading condition;
};

struct ExpectationRecord {
    std::string level;
    std::string due;
    std::optional<bool> reached;  ///< absent: not decided yet
};

struct LadderRecord {
    std::string id;
    LadderState state = LadderState::not_applicable;
    std::string level = "none";  ///< level id, `none`, `not_applicable` or `unknown`
    std::string possible = "none";
    std::string next;                              ///< empty: the top is reached or the ladder does not apply
    std::string reason;                            ///< not_applicable: `applies_if` or `total`
    std::vector<RequirementRecord> requirements;   ///< of the next level, in file order
    std::vector<RequirementRecord> failed_vetoes;  ///< of all levels
    std::optional<ExpectationRecord> expected;
};

struct CheckRecord {
    std::string id;
    Truth truth = Truth::unknown;
};

struct GapRecord {
    std::string id;
    double points = 0;
};

/// One score among those of peers, in points. Quantiles are nearest ranks.
struct PeerScore {
    std::string id;           ///< total or a dimension
    std::uint64_t count = 0;  ///< peers with a score there
    double percentile = 0;    ///< share of them that score lower, in percent; equal ones count half
    double lower_quartile = 0;
    double median = 0;
    double upper_quartile = 0;
};

/// Where the enterprise stands among its peers. No scores: there are too few of them.
struct PeerRecord {
    struct TooFew {
        std::string industry;
        std::string size;
        std::uint64_t count = 0;
    };
    std::string source;           ///< name of the results compared with
    std::string industry;         ///< of the group; empty: any
    std::string size;             ///< option id, or as written; empty: any
    std::uint64_t count = 0;      ///< peers with a total
    std::vector<TooFew> too_few;  ///< narrower groups that had too few, narrowest first
    std::vector<PeerScore> scores;
};

/// A problem in the result, in both languages, with its place as text for machines.
struct ProblemRecord {
    Severity severity = Severity::error;
    std::string rule;
    std::string subject;
    BilingualText message;
    BilingualText help;
    std::string file;
    std::string sheet;
    std::uint32_t row = 0;  ///< line or row, 0: none
    std::uint32_t column = 0;
};

struct AssessmentRecord {
    std::string tidu_version;
    std::string system_id;
    std::string system_version;
    std::string system_sha256;
    std::string period;
    std::vector<std::pair<std::string, std::string>> enterprise;  ///< attributes in file order
    RecordStatus status = RecordStatus::ok;
    std::uint32_t known_leaves = 0;
    std::uint32_t applicable_leaves = 0;
    std::optional<double> total_evidenced;  ///< total under `--evidence strict`, where answers name evidence
    std::vector<AnswerRecord> answers;
    std::vector<NodeRecord> nodes;
    std::vector<CheckRecord> checks;
    std::vector<LadderRecord> ladders;
    std::vector<GapRecord> gaps;      ///< of leaves (and of nodes by spec 2.8), largest first
    std::optional<PeerRecord> peers;  ///< where it was compared with others
    std::vector<ProblemRecord> problems;
    std::vector<std::pair<std::string, std::string>>
        options;  ///< options that shaped the result: set, evidence, seed ...

    /// An invalid record that says no more than whose it is and by what it was to be scored.
    AssessmentRecord without_results() const;
    /// Of the enterprise; empty where it has none of that name.
    const std::string& attribute(std::string_view key) const;
    const NodeRecord* node(std::string_view id) const;  ///< null: none of that id
    const AnswerRecord* answer(std::string_view id) const;
    const LadderRecord* ladder(std::string_view id) const;
    /// The root; null for an invalid record.
    const NodeRecord* total() const { return nodes.empty() ? nullptr : &nodes.front(); }
    /// known / applicable leaves, 0-1; nullopt where no leaf is applicable.
    std::optional<double> completeness() const;
};

}  // namespace tidu
