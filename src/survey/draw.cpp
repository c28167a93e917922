// SPDX-License-Identifier: Apache-2.0
// Draws a planned sample, draws it again to verify it, and compares lists of two years.
#include <algorithm>
#include <unordered_map>

#include "need_column.h"
#include "phrases.h"
#include "rules.h"
#include "tidu/codec/csv.h"
#include "tidu/survey/manifest.h"
#include "tidu/survey/selection.h"
#include "tidu/text/digest.h"
#include "tidu/text/number.h"

namespace tidu::survey {
namespace {

/// Registry rows of each stratum, as candidates.
std::vector<std::vector<Candidate>> candidates_by_stratum(const Registry& registry, const SamplePlan& plan,
                                                          std::span<const std::uint32_t> stratum_of,
                                                          std::string_view seed) {
    std::vector<std::vector<Candidate>> candidates(plan.strata.size());
    for (std::size_t stratum = 0; stratum < plan.strata.size(); ++stratum)
        candidates[stratum].reserve(plan.strata[stratum].population);
    PermanentNumbers numbers(seed);
    for (std::size_t row = 0; row < stratum_of.size(); ++row) {
        const std::string_view id = registry.units.cell(row, registry.id_column);
        candidates[stratum_of[row]].push_back({id, row, numbers.of(id)});
    }
    return candidates;
}

DrawnUnit describe_unit(const Registry& registry, std::size_t row, PermanentNumbers& numbers) {
    DrawnUnit unit;
    unit.id = registry.units.cell(row, registry.id_column);
    unit.number = shown_number(numbers.of(unit.id).leading);
    for (std::size_t column = 0; column < registry.units.headings.size(); ++column)
        if (column != registry.id_column) unit.values.emplace_back(registry.units.cell(row, column));
    return unit;
}

bool check_frame(const Registry& registry, const SamplePlan& plan, Diagnostics& diagnostics) {
    if (registry.sha256 == plan.registry_sha256) return true;
    const Message message = plan.registry_sha256.empty()
                                ? say(phrases::plan_without_registry)
                                : say(phrases::registry_differs, plan.registry_sha256.substr(0, 12),
                                      registry.sha256.substr(0, 12));
    diagnostics.add({Severity::error,
                     rules::registry_differs,
                     message,
                     registry.units.place(),
                     say(phrases::registry_differs_help),
                     {},
                     {}});
    return false;
}

std::string_view role_of(const DrawnUnit& unit) {
    return unit.reserve ? "reserve" : "sample";
}

void report_difference(Diagnostics& diagnostics, Message message, Place place) {
    diagnostics.add({Severity::error,
                     rules::list_differs,
                     std::move(message),
                     std::move(place),
                     say(phrases::list_differs_help),
                     {},
                     {}});
}

}  // namespace

std::optional<Draw> draw_sample(const Registry& registry, const SamplePlan& plan, const DrawOptions& options,
                                Diagnostics& diagnostics) {
    if (!check_frame(registry, plan, diagnostics)) return std::nullopt;
    const auto stratum_of = assign_strata(registry, plan, diagnostics);
    if (!stratum_of) return std::nullopt;
    Draw draw;
    draw.options = options;
    draw.start = start_point(options.first_start, options.step, options.year);
    for (std::size_t column = 0; column < registry.units.headings.size(); ++column)
        if (column != registry.id_column) draw.columns.push_back(registry.units.headings[column]);
    const auto candidates = candidates_by_stratum(registry, plan, *stratum_of, options.seed);
    PermanentNumbers numbers(options.seed);
    for (std::uint32_t stratum = 0; stratum < plan.strata.size(); ++stratum) {
        const std::uint64_t size = plan.strata[stratum].size;
        const std::uint64_t reserve = share_rounded_up(options.reserve, size);
        std::uint64_t position = 0;
        for (std::size_t row : select_units(candidates[stratum], draw.start, size, reserve)) {
            DrawnUnit unit = describe_unit(registry, row, numbers);
            unit.stratum = stratum;
            unit.reserve = position >= size;
            unit.order = static_cast<std::uint32_t>(unit.reserve ? position - size + 1 : position + 1);
            draw.units.push_back(std::move(unit));
            ++position;
        }
    }
    draw.list_sha256 = to_hex(sha256(list_csv(plan, draw)));
    return draw;
}

std::string list_csv(const SamplePlan& plan, const Draw& draw) {
    std::string bytes;
    CsvWriter csv(bytes);
    csv.text("id");
    for (const std::string& column : draw.columns)
        csv.text(column);
    for (const char* heading : {"stratum", "role", "order", "number", "probability", "weight"})
        csv.text(heading);
    csv.end_row();
    for (const DrawnUnit& unit : draw.units) {
        const StratumPlan& stratum = plan.strata[unit.stratum];
        const double size = static_cast<double>(stratum.size),
                     population = static_cast<double>(stratum.population);
        csv.text(unit.id);
        for (const std::string& value : unit.values)
            csv.text(value);
        csv.text(stratum.key);
        csv.text(role_of(unit));
        csv.number(std::to_string(unit.order));
        csv.number(format_number(unit.number));
        csv.number(format_number(size / population));
        csv.number(unit.reserve ? "" : format_number(population / size));
        csv.end_row();
    }
    return bytes;
}

bool verify_manifest(const Registry& registry, const SampleManifest& manifest, Diagnostics& diagnostics) {
    constexpr int differences_shown = 10;
    const auto again = draw_sample(registry, manifest.plan, manifest.draw->options, diagnostics);
    if (!again) return false;
    const auto& published = manifest.draw->units;
    const Place place = registry.units.place();
    int differences = 0;
    if (again->start != manifest.draw->start) {
        ++differences;
        report_difference(diagnostics, say(phrases::start_differs, manifest.draw->start, again->start),
                          place);
    }
    if (published.size() != again->units.size()) {
        ++differences;
        report_difference(diagnostics, say(phrases::list_length, published.size(), again->units.size()),
                          place);
    }
    for (std::size_t unit = 0; unit < std::min(published.size(), again->units.size()); ++unit) {
        const DrawnUnit &is = published[unit], &should = again->units[unit];
        if (is.id == should.id && is.stratum == should.stratum && is.order == should.order &&
            is.reserve == should.reserve && is.values == should.values)
            continue;
        if (++differences <= differences_shown)
            report_difference(diagnostics,
                              say(phrases::list_unit, manifest.plan.strata[should.stratum].key,
                                  role_of(should), should.order, is.id, should.id),
                              place);
    }
    return differences == 0;
}

bool verify_list(const TextTable& list, const SampleManifest& manifest, Diagnostics& diagnostics) {
    constexpr int differences_shown = 10;
    const auto id = need_column(list, "id", diagnostics), role = need_column(list, "role", diagnostics);
    const auto order = list.column("order");
    if (!id || !role) return false;
    std::unordered_map<std::string_view, const DrawnUnit*> drawn;
    for (const DrawnUnit& unit : manifest.draw->units)
        drawn.emplace(unit.id, &unit);
    int differences = 0;
    const auto differ = [&](Message message, Place place) {
        if (++differences <= differences_shown)
            report_difference(diagnostics, std::move(message), std::move(place));
    };
    for (std::size_t row = 0; row < list.row_count(); ++row) {
        const std::string_view unit_id = list.cell(row, *id);
        const auto found = drawn.find(unit_id);
        if (found == drawn.end()) {
            differ(say(phrases::list_extra, unit_id), list.place(row, *id));
            continue;
        }
        const DrawnUnit& unit = *found->second;
        if (list.cell(row, *role) != role_of(unit) ||
            (order && list.cell(row, *order) != std::to_string(unit.order)))
            differ(say(phrases::list_role, unit_id, role_of(unit), unit.order), list.place(row, *role));
        drawn.erase(found);
    }
    for (const DrawnUnit& unit : manifest.draw->units)
        if (drawn.count(unit.id) > 0)
            differ(say(phrases::list_lacks, unit.id, role_of(unit), unit.order), list.place());
    return differences == 0;
}

std::vector<std::uint64_t> count_overlap(const SampleManifest& before, const SampleManifest& after) {
    std::unordered_map<std::string_view, char> earlier;
    for (const DrawnUnit& unit : before.draw->units)
        if (!unit.reserve) earlier.emplace(unit.id, 1);
    std::vector<std::uint64_t> overlap(after.plan.strata.size());
    for (const DrawnUnit& unit : after.draw->units)
        if (!unit.reserve && earlier.count(unit.id) > 0) ++overlap[unit.stratum];
    return overlap;
}

}  // namespace tidu::survey
