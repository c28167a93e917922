// SPDX-License-Identifier: Apache-2.0
// A drawn sample with all that lets anyone draw it again.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tidu/survey/audit.h"
#include "tidu/survey/plan.h"
#include "tidu/survey/registry.h"
#include "tidu/text/diagnostic.h"

namespace tidu::survey {

/// One enterprise of the list. In every stratum the sample comes first, then the reserve, each numbered from
/// 1 in the order of selection.
struct DrawnUnit {
    std::string id;
    std::uint32_t stratum = 0;
    std::uint32_t order = 0;
    bool reserve = false;
    double number = 0;                ///< the permanent random number, as shown
    std::vector<std::string> values;  ///< of `Draw::columns`
};

struct DrawOptions {
    std::string seed;               ///< one public text per programme, kept over the years
    std::uint64_t first_start = 0;  ///< s_0
    Rate step{0, 1};                ///< c: how far the window moves a year; 0 keeps the panel
    std::uint64_t year = 0;         ///< t: years since the programme began
    Rate reserve{1, 2};             ///< reserve units per drawn unit
};

struct Draw {
    DrawOptions options;
    std::uint64_t start = 0;           ///< s_t
    std::vector<std::string> columns;  ///< of the registry, without the id
    std::vector<DrawnUnit> units;      ///< by stratum, then order
    std::string list_sha256;           ///< of `list_csv`
};

/// A plan, and once it was drawn the list.
struct SampleManifest {
    SamplePlan plan;
    std::optional<Draw> draw;
};

/// Draws the sample of a plan. Refuses a registry whose hash is not the plan's. Empty exactly when an error
/// was reported.
std::optional<Draw> draw_sample(const Registry& registry, const SamplePlan& plan, const DrawOptions& options,
                                Diagnostics& diagnostics);

/// The list as CSV: id, the registry's columns, stratum, role (`sample`, `reserve`), order, number, inclusion
/// probability and design weight.
std::string list_csv(const SamplePlan& plan, const Draw& draw);

/// Draws again and compares; every difference is an error. True when there is none.
bool verify_manifest(const Registry& registry, const SampleManifest& manifest, Diagnostics& diagnostics);
/// Compares a published list (columns `id`, `role` and, if there, `order`) with the manifest. True when it is
/// the same.
bool verify_list(const TextTable& list, const SampleManifest& manifest, Diagnostics& diagnostics);

/// Enterprises of this year's sample that were in last year's, by stratum of this year.
std::vector<std::uint64_t> count_overlap(const SampleManifest& before, const SampleManifest& after);

std::string manifest_json(const SampleManifest& manifest, const Audit& audit);
/// Reads a plan or a manifest. Empty exactly when an error was reported.
std::optional<SampleManifest> read_manifest(const SourcePtr& source, Diagnostics& diagnostics);

}  // namespace tidu::survey
