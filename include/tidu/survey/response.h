// SPDX-License-Identifier: Apache-2.0
// What came in: results and recorded outcomes against the list that was drawn.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tidu/survey/design.h"
#include "tidu/survey/manifest.h"
#include "tidu/survey/table.h"

namespace tidu::survey {

/// One enterprise of the list.
struct UnitResponse {
    Outcome outcome = Outcome::silent;
    bool approached = false;  ///< in the sample, or a reserve unit that was called in
    bool successor_answered = false;
    bool has_invalid_answers = false;  ///< a result came in with status `invalid`
    std::optional<std::uint32_t> result_row;
    std::string reason;
    std::string replaces;  ///< of a reserve unit: the id it stands in for
};

struct Response {
    std::vector<UnitResponse> units;    ///< one per `Draw::units`
    std::vector<SampleStratum> strata;  ///< one per `SamplePlan::strata`
    std::vector<std::uint32_t>
        volunteers;  ///< result rows of enterprises that were not drawn; never estimated from
    std::uint64_t replacements = 0;
};

/// Matches results (columns `id` and, if there, `status`) and outcomes (`id`, `outcome`, and if wanted
/// `reason`, `successor`, `replaces`) with the manifest. A reserve unit counts only when an outcome row says
/// whom it replaces, that enterprise has an outcome other than complete, and the reserve is used in its
/// order: then the sample is as random as before with n_h larger. Anything else is refused. Empty exactly
/// when an error was reported.
std::optional<Response> collect_response(const SampleManifest& manifest, const TextTable& results,
                                         const TextTable* outcomes, Diagnostics& diagnostics);

}  // namespace tidu::survey
