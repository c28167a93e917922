// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <random>
#include <sstream>

#include "drive_fixture.h"
#include "tidu/survey/response.h"

using namespace tidu;
using namespace tidu::survey;

namespace {

std::string shuffled(const std::string& csv, std::uint64_t seed) {
    std::istringstream lines(csv);
    std::string heading, line;
    std::getline(lines, heading);
    std::vector<std::string> rows;
    while (std::getline(lines, line))
        rows.push_back(line);
    std::mt19937_64 random(seed);
    std::shuffle(rows.begin(), rows.end(), random);
    std::string out = heading + "\n";
    for (const std::string& row : rows)
        out += row + "\n";
    return out;
}

SourcePtr source_of(std::string text) {
    return std::make_shared<const Source>(Source{"manifest.json", std::move(text)});
}

/// Results of everyone in the sample except those named.
std::string results_without(const SampleManifest& manifest, const std::vector<std::string>& silent) {
    std::string csv = "id,status,factory_level\n";
    for (const DrawnUnit& unit : manifest.draw->units)
        if (!unit.reserve && std::find(silent.begin(), silent.end(), unit.id) == silent.end())
            csv += unit.id + ",ok,basic\n";
    return csv;
}

}  // namespace

TEST_CASE(
    "Every city gets at least its rate, in every stratum at least two, and the large ones are drawn whole") {
    const Registry registry = small_registry();
    Diagnostics diagnostics;
    const auto plan = plan_sample(registry, UnitIds::any, {}, {}, diagnostics);
    REQUIRE(plan);
    REQUIRE(plan->cities.size() == 3);
    for (const CityPlan& city : plan->cities) {
        CHECK(10 * city.size >= city.population);
        CHECK(city.required == 8);
        CHECK(city.half_widths.size() == 4);
    }
    for (const StratumPlan& stratum : plan->strata) {
        CHECK(stratum.size >= std::min<std::uint64_t>(2, stratum.population));
        if (stratum.values[2] == "large") CHECK(stratum.size == stratum.population);
    }
    CHECK(plan->population == 240);
}

TEST_CASE("The order of the registry's rows changes neither the plan nor the list") {
    const std::string csv = small_registry_csv();
    RegistryOptions any;
    any.ids = UnitIds::any;
    const SampleManifest first = drawn_sample(checked(csv, any).registry);
    for (std::uint64_t seed = 1; seed <= 100; ++seed) {
        const SampleManifest again = drawn_sample(checked(shuffled(csv, seed), any).registry);
        REQUIRE(again.draw->list_sha256 == first.draw->list_sha256);
    }
}

TEST_CASE("An enterprise added elsewhere changes nothing in the other strata") {
    const SampleManifest before = drawn_sample(small_registry());
    RegistryOptions any;
    any.ids = UnitIds::any;
    const SampleManifest after =
        drawn_sample(checked(small_registry_csv() + "X1,New,320500,34,small\n", any).registry);
    for (const DrawnUnit& unit : before.draw->units) {
        const std::string& key = before.plan.strata[unit.stratum].key;
        if (key == "320500|34|small" || unit.reserve) continue;
        CHECK(std::any_of(after.draw->units.begin(), after.draw->units.end(),
                          [&](const DrawnUnit& other) { return other.id == unit.id && !other.reserve; }));
    }
}

TEST_CASE("A manifest reads back as it was written and verifies") {
    const Registry registry = small_registry();
    const SampleManifest manifest = drawn_sample(registry);
    const std::string text = manifest_json(manifest, {});
    Diagnostics diagnostics;
    const auto again = read_manifest(source_of(text), diagnostics);
    INFO(text_of(diagnostics));
    REQUIRE(again);
    CHECK(manifest_json(*again, {}) == text);
    CHECK(verify_manifest(registry, *again, diagnostics));
    CHECK(verify_list(table_of(list_csv(again->plan, *again->draw)), *again, diagnostics));
}

TEST_CASE("Verifying finds one enterprise that was swapped for another") {
    const Registry registry = small_registry();
    SampleManifest manifest = drawn_sample(registry);
    const std::string list = list_csv(manifest.plan, *manifest.draw);
    const std::string swapped = manifest.draw->units[3].id;
    Diagnostics diagnostics;
    std::string other = list;
    other.replace(other.find(swapped), swapped.size(), "U9999");
    CHECK_FALSE(verify_list(table_of(other), manifest, diagnostics));
    CHECK(text_of(diagnostics).find("`U9999` was not drawn") != std::string::npos);
    manifest.draw->units[3].id = "U9999";
    CHECK_FALSE(verify_manifest(registry, manifest, diagnostics));
}

TEST_CASE("A plan is not drawn from another registry") {
    const SampleManifest manifest = drawn_sample(small_registry());
    Diagnostics diagnostics;
    CHECK_FALSE(draw_sample(small_registry(241), manifest.plan, {}, diagnostics));
    CHECK(text_of(diagnostics).find("made from another registry") != std::string::npos);
}

TEST_CASE("A stratum without a value is refused with its place") {
    RegistryOptions any;
    any.ids = UnitIds::any;
    const Registry registry = checked("id,city,cluster\nA,320100,C01\nB,320100,\n", any).registry;
    PlanOptions options;
    options.strata = {"cluster"};
    Diagnostics diagnostics;
    CHECK_FALSE(plan_sample(registry, UnitIds::any, options, {}, diagnostics));
    CHECK(text_of(diagnostics).find("t.csv:row 3, column 3") != std::string::npos);
    options.strata = {"chain"};
    CHECK_FALSE(plan_sample(registry, UnitIds::any, options, {}, diagnostics));
}

TEST_CASE("A table of strata is planned before any registry exists") {
    Diagnostics diagnostics;
    const auto plan = plan_from_strata(table_of("stratum,city,N,weight,min,max\nlarge,320100,12,,12,"
                                                "12\nmedium,320100,200,3,,\nsmall,320100,800,1,,\n"),
                                       {}, diagnostics);
    REQUIRE(plan);
    CHECK(plan->cities[0].required == 102);
    CHECK(plan->size() == 102);
    CHECK(plan->strata[0].size == 12);
    CHECK(plan->strata[1].size == 67);  // of the remaining 90, by weights 3 to 1
    CHECK_FALSE(plan_from_strata(table_of("stratum,N\na,5\na,6\n"), {}, diagnostics));
    CHECK_FALSE(plan_from_strata(table_of("stratum,N,min\na,5,6\n"), {}, diagnostics));
    CHECK_FALSE(plan_from_strata(table_of("stratum,N\na,many\n"), {}, diagnostics));
}

TEST_CASE("Neyman allocation follows last year's shares, shrunk towards the city") {
    const Registry registry = small_registry(2400);
    PlanOptions options;
    options.method = AllocationMethod::neyman;
    options.strata = {"industry"};
    options.take_all.clear();
    Diagnostics diagnostics;
    const History history = {{"320100|34", {40, 20}}, {"320100|39", {40, 2}}};
    const auto plan = plan_sample(registry, UnitIds::any, options, history, diagnostics);
    REQUIRE(plan);
    CHECK(plan->strata[0].population == plan->strata[1].population);
    CHECK(plan->strata[0].size > plan->strata[1].size + 10);
}

TEST_CASE("Rotation moves the sample on and the overlap is counted by stratum") {
    const Registry registry = small_registry(3000);
    PlanOptions options;
    options.strata.clear();
    options.take_all.clear();
    DrawOptions next;
    next.step = {1, 50};
    next.year = 1;
    const SampleManifest first = drawn_sample(registry, "s", options);
    const SampleManifest second = drawn_sample(registry, "s", options, next);
    std::uint64_t common = 0;
    for (std::uint64_t stratum : count_overlap(first, second))
        common += stratum;
    CHECK(static_cast<double>(common) / 300 == Approx(0.8).margin(0.08));
}

TEST_CASE("Response counts who answered, who did not and why") {
    const SampleManifest manifest = drawn_sample(small_registry());
    std::vector<std::string> sample;
    for (const DrawnUnit& unit : manifest.draw->units)
        if (!unit.reserve) sample.push_back(unit.id);
    const std::vector<std::string> silent(sample.begin(), sample.begin() + 4);
    const TextTable results = table_of(results_without(manifest, silent) + "VOLUNTEER,ok,leading\n");
    const TextTable outcomes = table_of("id,outcome,reason\n" + silent[0] + ",refused,busy\n" + silent[1] +
                                        ",closed,\n" + silent[2] + ",not_reached,\n");
    Diagnostics diagnostics;
    const auto response = collect_response(manifest, results, &outcomes, diagnostics);
    INFO(text_of(diagnostics));
    REQUIRE(response);
    std::uint64_t respondents = 0, nonrespondents = 0, unknown = 0, ineligible = 0;
    for (const SampleStratum& stratum : response->strata) {
        respondents += stratum.respondents;
        nonrespondents += stratum.nonrespondents;
        unknown += stratum.unknown;
        ineligible += stratum.ineligible;
    }
    CHECK(respondents == sample.size() - 4);
    CHECK(nonrespondents == 2);
    CHECK(unknown == 1);
    CHECK(ineligible == 1);
    CHECK(response->volunteers.size() == 1);
}

TEST_CASE("A reserve unit counts only with a record of whom it replaces and why, and in its order") {
    const SampleManifest manifest = drawn_sample(small_registry());
    std::string gone, first_reserve, second_reserve;
    for (const DrawnUnit& unit : manifest.draw->units) {
        if (manifest.plan.strata[unit.stratum].key != "320100|34|small") continue;
        if (!unit.reserve && unit.order == 1) gone = unit.id;
        if (unit.reserve && unit.order == 1) first_reserve = unit.id;
        if (unit.reserve && unit.order == 2) second_reserve = unit.id;
    }
    REQUIRE_FALSE(second_reserve.empty());
    const auto collect = [&](const std::string& outcomes_csv, const std::string& answered) {
        Diagnostics diagnostics;
        const TextTable results = table_of(results_without(manifest, {gone}) + answered + ",ok,basic\n");
        const TextTable outcomes = table_of("id,outcome,replaces\n" + outcomes_csv);
        const auto response = collect_response(manifest, results, &outcomes, diagnostics);
        return response ? "replacements " + std::to_string(response->replacements) : text_of(diagnostics);
    };
    CHECK(collect(gone + ",refused,\n" + first_reserve + ",," + gone + "\n", first_reserve) ==
          "replacements 1");
    CHECK(collect(gone + ",refused,\n", first_reserve).find("nothing says whom it replaces") !=
          std::string::npos);
    CHECK(collect(first_reserve + ",," + gone + "\n", first_reserve).find("no reason is recorded") !=
          std::string::npos);
    CHECK(collect(gone + ",refused,\n" + second_reserve + ",," + gone + "\n", second_reserve)
              .find("which comes first") != std::string::npos);
}

TEST_CASE("Results and outcomes are matched with the sample whatever the case and width of their letters") {
    const SampleManifest manifest = drawn_sample(small_registry());
    std::vector<std::string> sample;
    for (const DrawnUnit& unit : manifest.draw->units)
        if (!unit.reserve) sample.push_back(unit.id);
    const auto lower = [](const std::string& id) { return "u" + id.substr(1); };
    const auto wide = [](const std::string& id) { return "Ｕ" + id.substr(1); };
    const TextTable results =
        table_of("id,status\n" + lower(sample[0]) + ",ok\n" + wide(sample[1]) + ",ok\n");
    const TextTable outcomes = table_of("id,outcome\n" + lower(sample[2]) + ",refused\n");
    Diagnostics diagnostics;
    const auto response = collect_response(manifest, results, &outcomes, diagnostics);
    INFO(text_of(diagnostics));
    REQUIRE(response);
    const auto count = [&](Outcome outcome) {
        return std::count_if(response->units.begin(), response->units.end(),
                             [&](const UnitResponse& unit) { return unit.outcome == outcome; });
    };
    CHECK(count(Outcome::complete) == 2);
    CHECK(count(Outcome::refused) == 1);
    CHECK(response->volunteers.empty());

    const TextTable twice = table_of("id,status\n" + sample[0] + ",ok\n" + lower(sample[0]) + ",ok\n");
    CHECK_FALSE(collect_response(manifest, twice, nullptr, diagnostics));
}

TEST_CASE("A result of an unknown status is neither counted nor passed over") {
    const SampleManifest manifest = drawn_sample(small_registry());
    const std::string id = manifest.draw->units.front().id;
    const auto findings = [&](const std::string& csv) {
        Diagnostics diagnostics;
        const auto response = collect_response(manifest, table_of(csv), nullptr, diagnostics);
        return response ? "accepted" : text_of(diagnostics);
    };
    CHECK(findings("id,status\n" + id + ",ok\n") == "accepted");
    CHECK(findings("id,status\n" + id + ",invalid\n") == "accepted");
    const std::string found = findings("id,status\n" + id + ",weird\n");
    INFO(found);
    CHECK(found.find("`weird` is no status of a result") != std::string::npos);
    CHECK(found.find("row 2") != std::string::npos);
    // The status of the enterprise is another thing where the result has a column of its own.
    CHECK(findings("id,status,result_status\n" + id + ",little_giant,ok\n") == "accepted");
}
