// SPDX-License-Identifier: Apache-2.0
// Policy targets as data (indicators/targets-2027.yaml) and how estimates and counts stand against them.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tidu/codec/tree.h"
#include "tidu/survey/table.h"
#include "tidu/survey/verdict.h"
#include "tidu/text/diagnostic.h"
#include "tidu/text/language.h"

namespace tidu::survey {

enum class TargetCompare : std::uint8_t { at_least, above, about, exactly, within };

/// What the survey measures for a target: the share of a group on a level or above, or that assessed itself.
struct TargetMeasure {
    std::string ladder;
    std::string level;
    bool assessed = false;
    std::string of;  ///< id of the group
};

struct Target {
    std::string id;
    int task = 0;
    BilingualText title;
    std::optional<double> value;  ///< in `unit`; absent: the plan prints none, and nothing is judged
    std::optional<double> upper;  ///< of `within`
    BilingualText unit;           ///< `%` is a share in per cent
    TargetCompare compare = TargetCompare::at_least;
    std::string kind;      ///< `cumulative`, `annual`, `regular`
    std::string deadline;  ///< a date, `each_year`, or empty
    bool each_city = false;
    std::optional<TargetMeasure> measure;
    std::string printed;

    bool is_percent() const { return unit.en == "%"; }
};

struct TargetGroup {
    std::string id;
    BilingualText title;
    std::string status;  ///< value of the column `status`; empty: every enterprise
};

struct TargetList {
    std::string id;
    std::string version;
    BilingualText title;
    int first_year = 2025;
    int last_year = 2027;
    double near_share = 0.95;
    std::vector<TargetGroup> groups;
    std::vector<Target> targets;

    const TargetGroup* find_group(std::string_view id) const;
};

/// Reads a target file. Empty exactly when an error was reported.
std::optional<TargetList> read_targets(TreeView root, const SourcePtr& source, Diagnostics& diagnostics);

/// A figure held against a target, in the target's unit. Counted ones have lower = upper = value.
struct ActualFigure {
    double value = 0;
    double lower = 0;
    double upper = 0;
    std::optional<double> population;  ///< enterprises that a share is of
    bool is_estimate = false;
    std::optional<double> effective_size = {};  ///< of an estimated share; absent: unknown, or a census
};

enum class Standing : std::uint8_t { met, near, not_met, not_decided, not_judged };
/// `met`, `near`, `not_met`, `not_decided`, `not_judged`
std::string_view standing_name(Standing standing);

/// Judges one figure. With an interval: met where all of it meets the target, not met where none of it does
/// (for `about`: comes near), else not decided. `near`: of `about`, all of it at least `near_share` of the
/// target.
Standing judge_target(const ActualFigure& actual, const Target& target, double value, double near_share);

struct TargetResult {
    const Target* target = nullptr;
    std::string city;  ///< empty: the province
    std::optional<ActualFigure> actual;
    Standing standing = Standing::not_judged;
    std::optional<TargetGap> gap;  ///< in enterprises, of shares whose population is known
    std::optional<double> due;     ///< the straight path at the year, where a baseline is given
    Standing on_path = Standing::not_judged;
    std::optional<double> p_value = {};  ///< of an estimated share: against one that is at the target
    bool is_withheld = false;            ///< `not_decided` only because many cities were judged (Holm)
};

/// Figures by target id and city (empty: the province).
using Actuals = std::map<std::pair<std::string, std::string>, ActualFigure>;
struct Baseline {
    double value = 0;
    int year = 2024;
};
using Baselines = std::map<std::pair<std::string, std::string>, Baseline>;

/// Every target against its figures for `year`: the province's line first, then the cities'. A target of each
/// city is met by the province only when it is met in every city of `cities` (and not judged while one is
/// missing). With `family_level` (0.05) the verdicts on the cities of one target hold together at that level:
/// one that Holm's step-down does not keep is not decided.
std::vector<TargetResult> judge_targets(const TargetList& list, const Actuals& actuals,
                                        const Baselines& baselines, const std::vector<std::string>& cities,
                                        int year, std::optional<double> family_level = std::nullopt);

/// Takes the figures that `estimate` wrote: shares of the measures that targets name, everywhere and by one
/// column (`city`; `cluster`, `chain` ... stand in its place in the keys of `actuals`). False when an error
/// was reported.
bool add_estimates(const TextTable& estimates, const TargetList& list, Actuals& actuals,
                   Diagnostics& diagnostics, const std::string& by = "city");
/// Takes counted figures: `target`, `value`, and if wanted `city` and `population`.
bool add_counts(const TextTable& counts, const TargetList& list, Actuals& actuals, Diagnostics& diagnostics);
/// Takes baselines: `target`, `value`, and if wanted `city` and `year` (2024 where none is given).
std::optional<Baselines> read_baselines(const TextTable& table, const TargetList& list,
                                        Diagnostics& diagnostics);

}  // namespace tidu::survey
