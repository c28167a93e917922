// SPDX-License-Identifier: Apache-2.0
// Levels that everybody declared, corrected by what reviewers verified in the sample, by domain.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tidu/survey/assisted.h"
#include "tidu/survey/estimate_table.h"

namespace tidu::survey {

struct AssistedRow {
    std::vector<std::string> domain;
    std::string measure;
    AssistedEstimate estimate;
    ConfidenceInterval interval;  ///< p +- t SE within 0 and 1
    ReliabilityVerdict reliability;
    bool is_hidden = false;  ///< fewer verified enterprises than the disclosure minimum
};

struct AssistedTable {
    std::vector<AssistedRow> rows;
    AgreementTable agreement;  ///< declared x verified rung, 0 first, in weighted enterprises
    double kappa = 0;
    MeanEstimate overstated;  ///< share that declared more than was verified
    MeanEstimate understated;
    ConfidenceInterval overstated_interval, understated_interval;
};

/// `declared` holds the results of every enterprise of the registry (columns `id`, `<ladder>_level`); the
/// sample's own results are the verified ones. `columns` are of the registry. Enterprises that declare to be
/// off the ladder are left out on both sides. Empty exactly when an error was reported: an enterprise without
/// a declared level, a level unknown.
std::optional<AssistedTable> assisted_table(const SurveySample& sample, const TextTable& results,
                                            const TextTable& declared, const Registry& registry,
                                            const LadderScale& scale, const std::vector<std::string>& columns,
                                            const TableOptions& options, Diagnostics& diagnostics);

}  // namespace tidu::survey
