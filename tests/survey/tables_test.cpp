// SPDX-License-Identifier: Apache-2.0
// From a drawn sample and its results to published rows, and what is refused on the way.
#include <algorithm>

#include "drive_fixture.h"
#include "tidu/survey/assisted_table.h"
#include "tidu/survey/change_table.h"
#include "tidu/survey/estimate_table.h"
#include "tidu/survey/history.h"
#include "tidu/survey/response.h"
#include "tidu/survey/survey_sample.h"

using namespace tidu;
using namespace tidu::survey;

namespace {

const LadderScale factory{"factory", {"basic", "advanced"}};

/// Every drawn enterprise answers; its level follows from its number.
std::string results_csv(const SampleManifest& manifest, int shift = 0) {
    std::string csv = "id,status,total,factory_level\n";
    for (const DrawnUnit& unit : manifest.draw->units) {
        if (unit.reserve) continue;
        const int number = std::stoi(unit.id.substr(1)) + shift;
        const char* levels[] = {"none", "basic", "advanced"};
        csv += unit.id + ",ok," + std::to_string(number % 100) + "," + levels[number % 3] + "\n";
    }
    return csv;
}

struct Year {
    Registry registry = small_registry(900);
    SampleManifest manifest;
    TextTable results;
    SurveySample sample;

    explicit Year(int shift = 0)
        : manifest(drawn_sample(registry)), results(table_of(results_csv(manifest, shift))) {
        Diagnostics diagnostics;
        const auto response = collect_response(manifest, results, nullptr, diagnostics);
        REQUIRE(response);
        auto made = sample_from_manifest(manifest, *response, {}, diagnostics);
        INFO(text_of(diagnostics));
        REQUIRE(made);
        sample = std::move(*made);
    }
    std::vector<Measure> measures() const {
        Diagnostics diagnostics;
        const auto levels = read_levels(sample, results, factory, diagnostics);
        REQUIRE(levels);
        return level_measures(*levels, factory);
    }
};

EstimateTable table_by(const Year& year, const std::vector<std::string>& columns, TableOptions options = {}) {
    Diagnostics diagnostics;
    const auto table = estimate_table(year.sample, year.results, columns, year.measures(),
                                      count_frame(year.registry, columns), options, diagnostics);
    INFO(text_of(diagnostics));
    REQUIRE(table);
    return *table;
}

std::string refused(const std::string& results, const std::string& population) {
    Diagnostics diagnostics;
    CHECK_FALSE(sample_from_strata(table_of(results), "stratum", table_of(population), {}, diagnostics));
    return text_of(diagnostics);
}

}  // namespace

TEST_CASE("A table has a row for every domain and level, levels fall and domains add up to the whole") {
    const Year year;
    const EstimateTable whole = table_by(year, {}), cities = table_by(year, {"city"});
    REQUIRE(whole.rows.size() == 2);
    REQUIRE(cities.rows.size() == 6);
    CHECK(whole.rows[0].estimate.mean >= whole.rows[1].estimate.mean);
    double count = 0;
    for (const EstimateRow& row : cities.rows)
        if (row.measure == "basic") count += row.estimate.total;
    CHECK(count == Approx(whole.rows[0].estimate.total));
    CHECK(cities.rows[0].frame_population == 300.0);
    CHECK(whole.rows[0].interval.lower < whole.rows[0].estimate.mean);
}

TEST_CASE("Small cells are hidden with a partner") {
    const Year year;
    TableOptions options;
    options.disclosure_minimum = 9;
    const EstimateTable table = table_by(year, {"city", "size"}, options);
    std::size_t hidden = 0;
    for (const EstimateRow& row : table.rows)
        if (row.is_hidden) ++hidden;
    CHECK(hidden >= 2);
}

TEST_CASE("A level of another system is refused with what to do") {
    Year year;
    year.results = table_of([&] {
        std::string csv = results_csv(year.manifest);
        csv.replace(csv.find("advanced"), 8, "glorious");
        return csv;
    }());
    Diagnostics diagnostics;
    CHECK_FALSE(read_levels(year.sample, year.results, factory, diagnostics));
    CHECK(text_of(diagnostics).find("`factory` has no level `glorious`") != std::string::npos);
    CHECK_FALSE(read_levels(year.sample, year.results, {"sme", {"initial"}}, diagnostics));
}

TEST_CASE("Post-stratified counts are those of the registry") {
    Year year;
    Diagnostics diagnostics;
    REQUIRE(post_stratify_to_registry(year.sample, year.results, year.registry, {"city", "industry"},
                                      diagnostics));
    const EstimateTable table = table_by(year, {"city"});
    CHECK(table.rows[0].estimate.population == Approx(300));
    CHECK_FALSE(post_stratify_to_registry(year.sample, year.results, year.registry, {"chain"}, diagnostics));
}

TEST_CASE("A sample drawn elsewhere is described by a table of strata") {
    Diagnostics diagnostics;
    const auto sample =
        sample_from_strata(table_of("id,stratum,factory_level\na,x,basic\nb,x,none\nc,y,basic\nd,y,basic\n"),
                           "stratum", table_of("stratum,N,drawn\nx,20,3\ny,10,2\n"), {}, diagnostics);
    INFO(text_of(diagnostics));
    REQUIRE(sample);
    // One of x did not answer and both are thin: one class with phi = (2 * 20/3 + 2 * 5)/30.
    CHECK(sample->respondents.weight[0] == Approx(20.0 / 3 / (70.0 / 90)));
    CHECK(sample->respondents.weight[2] == Approx(5 / (70.0 / 90)));
}

TEST_CASE("Descriptions that do not fit the results are refused") {
    CHECK(refused("id,stratum\na,x\nb,z\n", "stratum,N\nx,20\n").find("has no stratum `z`") !=
          std::string::npos);
    CHECK(refused("id,stratum\na,x\nb,x\n", "stratum,N\nx,1\n").find("do not add up") != std::string::npos);
    CHECK(refused("id,stratum\na,x\nb,x\n", "stratum,N\nx,9\ny,9\n").find("none was drawn") !=
          std::string::npos);
    CHECK(refused("id,stratum\na,x\n", "stratum,N\nx,9\n").find("only one of the 9 enterprises") !=
          std::string::npos);
    CHECK(refused("id,stratum\na,x\nb,x\n", "stratum,N,drawn,group\nx,9,3,a\ny,9,3,b\n").find("answered") !=
          std::string::npos);
    CHECK(refused("id,level\na,x\n", "stratum,N\nx,9\n").find("column `stratum` is missing") !=
          std::string::npos);
}

TEST_CASE("Change between two years of one panel knows the overlap") {
    const Year before, after(1);
    const auto old_measures = before.measures(), new_measures = after.measures();
    const DriveYear first{&before.sample, &before.results, old_measures, &before.registry,
                          &before.manifest.plan};
    const DriveYear second{&after.sample, &after.results, new_measures, &after.registry,
                           &after.manifest.plan};
    Diagnostics diagnostics;
    const auto rows = change_table(first, second, {"city"}, {}, diagnostics);
    REQUIRE(rows);
    REQUIRE(rows->size() == 6);
    for (const ChangeRow& row : *rows) {
        CHECK(row.change.change == Approx(row.after.mean - row.before.mean));
        CHECK(row.change.common_units > 0);
        CHECK_FALSE(row.is_hidden);
        CHECK(row.interval.lower <= row.change.change);
    }
    const DriveYear alone{&before.sample, &before.results, old_measures, nullptr, nullptr};
    const auto apart = change_table(alone, {&after.sample, &after.results, new_measures, nullptr, nullptr},
                                    {}, {}, diagnostics);
    REQUIRE(apart);
    CHECK(apart->front().change.covariance == 0);
}

TEST_CASE("Verified levels correct declared ones, and an enterprise without a declaration stops it") {
    const Year year;
    std::string declared = "id,factory_level\n";
    for (std::size_t row = 0; row < year.registry.units.row_count(); ++row) {
        const std::string id(year.registry.units.cell(row, year.registry.id_column));
        const char* levels[] = {"none", "basic", "advanced"};
        declared += id + "," + levels[std::stoi(id.substr(1)) % 3] + "\n";
    }
    Diagnostics diagnostics;
    const auto same = assisted_table(year.sample, year.results, table_of(declared), year.registry, factory,
                                     {}, {}, diagnostics);
    INFO(text_of(diagnostics));
    REQUIRE(same);
    CHECK(same->rows[0].estimate.mean.mean ==
          Approx(2.0 / 3));  // declarations hold: the frame's own share, without error
    CHECK(same->rows[0].estimate.mean.variance == Approx(0).margin(1e-15));
    CHECK(same->kappa == Approx(1));
    declared.erase(declared.find("U1500"), std::string("U1500,none\n").size());
    CHECK_FALSE(assisted_table(year.sample, year.results, table_of(declared), year.registry, factory, {}, {},
                               diagnostics));
}

TEST_CASE("Last year's results are counted in this year's strata") {
    const Year year;
    Diagnostics diagnostics;
    const auto history =
        tally_history(year.registry, {"industry"}, year.results, factory, "basic", diagnostics);
    REQUIRE(history);
    std::uint64_t respondents = 0;
    for (const auto& [key, stratum] : *history) {
        respondents += stratum.respondents;
        CHECK(stratum.successes <= stratum.respondents);
    }
    CHECK(respondents == year.sample.ids.size());
}
