// SPDX-License-Identifier: Apache-2.0
// Small registries, plans and results for the tests of the drive.
#pragma once

#include <string>
#include <string_view>

#include "catch.h"
#include "tidu/survey/manifest.h"
#include "tidu/survey/registry.h"
#include "tidu/survey/table.h"

namespace tidu::survey {

inline TextTable table_of(std::string_view csv, std::string name = "t.csv") {
    Diagnostics diagnostics;
    auto table = read_table_from(std::move(name), csv, diagnostics);
    for (const Diagnostic& finding : diagnostics.items())
        UNSCOPED_INFO(render(finding, Language::en, false));
    REQUIRE(table);
    return std::move(*table);
}

inline RegistryCheck checked(std::string_view csv, RegistryOptions options = {}) {
    Diagnostics diagnostics;
    auto check = check_registry(table_of(csv), options, diagnostics);
    REQUIRE(check);
    return std::move(*check);
}

/// All findings in English, one after the other.
inline std::string text_of(const Diagnostics& diagnostics) {
    std::string text;
    for (const Diagnostic& finding : diagnostics.items())
        text += render(finding, Language::en, false);
    return text;
}

/// A registry of free ids: 3 cities, 2 industries, 2 sizes; `count` enterprises, the first of a city large.
inline std::string small_registry_csv(std::size_t count = 240) {
    std::string csv = "id,name,city,industry,size\n";
    for (std::size_t unit = 0; unit < count; ++unit) {
        const char* cities[] = {"320100", "320500", "321300"};
        csv += "U" + std::to_string(1000 + unit) + ",Works " + std::to_string(unit) + "," + cities[unit % 3] +
               "," + (unit / 3 % 2 == 0 ? "34" : "39") + "," + (unit % 40 == 0 ? "large" : "small") + "\n";
    }
    return csv;
}

inline Registry small_registry(std::size_t count = 240) {
    RegistryOptions options;
    options.ids = UnitIds::any;
    return checked(small_registry_csv(count), options).registry;
}

inline SampleManifest drawn_sample(const Registry& registry, const std::string& seed = "seed",
                                   PlanOptions options = {}, DrawOptions draw_options = {}) {
    Diagnostics diagnostics;
    auto plan = plan_sample(registry, UnitIds::any, options, {}, diagnostics);
    REQUIRE(plan);
    draw_options.seed = seed;
    auto draw = draw_sample(registry, *plan, draw_options, diagnostics);
    REQUIRE(draw);
    return {std::move(*plan), std::move(*draw)};
}

}  // namespace tidu::survey
