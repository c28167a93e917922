// SPDX-License-Identifier: Apache-2.0
// The list of enterprises that a drive is drawn from: checked, normalised, hashed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tidu/survey/table.h"
#include "tidu/text/diagnostic.h"

namespace tidu::survey {

enum class UnitIds {
    credit_code,  ///< unified social credit codes with right check characters
    any,          ///< whatever the list uses; only empty ones and duplicates are refused
};

struct RegistryOptions {
    UnitIds ids = UnitIds::credit_code;
    std::string
        reference_date;  ///< YYYY-MM-DD; statuses that ran out before it are reported; empty: not checked
    std::size_t examples = 10;  ///< findings shown with their place, per kind
};

/// A checked list. `units` holds the normalised rows in the order of their ids, so that the order of the file
/// never matters: upper-case ids, prefecture codes, two-digit divisions, size classes.
struct Registry {
    TextTable units;
    std::string sha256;  ///< of `registry_csv`
    std::size_t id_column = 0;
};

struct ProblemCount {
    std::string_view rule;
    Severity severity = Severity::error;
    std::uint64_t count = 0;
};

struct RegistryCheck {
    std::uint64_t rows = 0;
    std::uint64_t rows_with_errors = 0;
    std::vector<ProblemCount> problems;  ///< in the order of the rule ids
    Registry registry;                   ///< the rows without errors
    bool has_errors() const { return rows_with_errors > 0; }
};

/// Checks a list and makes its normalised copy. Findings go to `diagnostics`, at most `examples` of a kind.
/// Needs the columns `id` and `city`; nullopt when one is missing. Cost: O(N log N); about 300 bytes a row.
std::optional<RegistryCheck> check_registry(const TextTable& table, const RegistryOptions& options,
                                            Diagnostics& diagnostics);

/// The normalised copy as CSV: headings, then a row per enterprise in the order of the ids.
std::string registry_csv(const Registry& registry);

/// What became of last year's enterprises. Shape: one entry for each change, in the order of the ids.
struct RegistryChange {
    enum class Kind { born, dead, moved, renamed, succeeded };
    Kind kind = Kind::born;
    std::string id;      ///< this year's; of a dead one last year's
    std::string old_id;  ///< of `succeeded`: the code that ended
    std::string before;  ///< city or name of last year
    std::string after;
};
/// `born`, `dead`, `moved`, `renamed`, `succeeded`
std::string_view change_name(RegistryChange::Kind kind);

/// Compares two checked lists by id. An id that ended and a new one with the same name in the same city are
/// taken as successor; names that several share are not.
std::vector<RegistryChange> compare_registries(const Registry& before, const Registry& after);

}  // namespace tidu::survey
