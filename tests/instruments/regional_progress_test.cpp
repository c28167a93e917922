// SPDX-License-Identifier: Apache-2.0
// What indicators/regional-progress.yaml says: attainment of targets, the straight path, who is asked what.
#include "catch.h"
#include "instrument.h"

using namespace tidu;
using namespace tidu::test;

namespace {

const Instrument& progress() {
    static const Instrument instrument("regional-progress");
    return instrument;
}

/// A city with a tenth of the province's enterprises at the end of 2026.
const Answers city = {{"plan_year", "2026"}, {"above_scale", "6000"}, {"province_above_scale", "60000"}};
const Answers province = {{"plan_year", "2026"},
                          {"region_kind", "province"},
                          {"above_scale", "60000"},
                          {"province_above_scale", "60000"}};

double score(const Answers& facts, const char* node) {
    return progress().assess(facts).score(node);
}

/// Every target met exactly, as a city answers.
Answers all_met() {
    Answers answers = city;
    answers["innovative_smes"] = "2000";
    answers["specialised_smes"] = "1000";
    answers["little_giants"] = "100";
    for (const auto& [level, enterprises] :
         std::vector<std::pair<std::string, std::string>>{{"basic", "3000"},
                                                          {"advanced", "600"},
                                                          {"excellent", "300"},
                                                          {"leading", "60"},
                                                          {"initial", "2000"},
                                                          {"standardized", "1000"},
                                                          {"integrated", "100"}}) {
        answers[level + "_enterprises"] = enterprises;
        answers[level + "_baseline"] = "0";
    }
    for (const auto& [amount, actual] : std::vector<std::pair<std::string, std::string>>{
             {"basic_push", "1000"},         {"advanced_push", "200"},
             {"advanced_recognised", "100"}, {"zero_carbon_recognised", "5"},
             {"excellent_push", "100"},      {"excellent_recognised", "10"},
             {"leading_push", "20"},         {"leading_recognised", "1"},
             {"initial_push", "1000"},       {"standardized_push", "300"},
             {"integrated_push", "100"},     {"racks", "80000"},
             {"ai_compute", "2.5"},          {"total_compute", "3.5"},
             {"enterprise_platforms", "20"}, {"industry_platforms", "15"},
             {"cross_platforms", "3"},       {"ai_benchmarks", "10"},
             {"intelligent_products", "10"}, {"security_solutions", "5"},
             {"software_enterprises", "10"}, {"software_products", "20"},
             {"systems_renewed", "8000"},    {"manufacturing_training", "10000"},
             {"digital_training", "10000"}})
        answers[amount + "_actual"] = actual;
    return with(answers, {{"workshop_enterprises", "5400"},
                          {"zones", "10"},
                          {"ten_gigabit_built", "6"},
                          {"security_drills", "1"},
                          {"self_assessed", "600"}});
}

}  // namespace

TEST_CASE("Lint finds nothing in the regional measure") {
    CHECK(progress().lint() == "");
}

TEST_CASE("An indicator of progress is the actual figure over the target, 100 points at the target") {
    CHECK(score(with(city, {{"basic_enterprises", "1500"}}), "basic_coverage") ==
          Approx(50));  // 25 % of 50 %
    CHECK(score(with(city, {{"basic_enterprises", "3000"}}), "basic_coverage") == Approx(100));
    CHECK(score(with(city, {{"basic_enterprises", "4500"}}), "basic_coverage") == Approx(100));
    CHECK(score(with(city, {{"self_assessed", "599"}}), "self_assessment_rate") < 100);
    CHECK(score(with(city, {{"self_assessed", "600"}}), "self_assessment_rate") == Approx(100));
}

TEST_CASE("A target of the province is spread by the share of above-scale enterprises") {
    const Assessment assessment =
        progress().assess(with(city, {{"basic_push_actual", "500"}, {"racks_actual", "80000"}}));
    CHECK(assessment.answer("province_share") == "10");
    CHECK(assessment.answer("basic_push_target") == "1000");
    CHECK(assessment.score("basic_push") == Approx(50));
    CHECK(assessment.score("racks") == Approx(100));
}

TEST_CASE("A region may enter a target of its own") {
    const Assessment share =
        progress().assess(with(city, {{"basic_enterprises", "1500"}, {"basic_target", "25"}}));
    CHECK(share.score("basic_coverage") == Approx(100));
    const Assessment amount =
        progress().assess(with(city, {{"advanced_push_actual", "300"}, {"advanced_push_target", "600"}}));
    CHECK(amount.is_valid());
    CHECK(amount.score("advanced_push") == Approx(50));
}

TEST_CASE("Coverage is on the path when it stands on the line from its baseline to its target") {
    const auto on_path = [](const char* year, const char* baseline, const char* enterprises) {
        return progress()
            .assess(
                with(city,
                     {{"plan_year", year}, {"basic_baseline", baseline}, {"basic_enterprises", enterprises}}))
            .check("basic_on_path");
    };
    // From 20 % to 50 %: 30, 40, 50 % are due, that is 1800, 2400, 3000 of 6000.
    CHECK(on_path("2025", "20", "1800") == Truth::yes);
    CHECK(on_path("2025", "20", "1799") == Truth::no);
    CHECK(on_path("2026", "20", "2400") == Truth::yes);
    CHECK(on_path("2026", "20", "2399") == Truth::no);
    CHECK(on_path("2027", "20", "3000") == Truth::yes);
    CHECK(on_path("2027", "20", "2999") == Truth::no);
    CHECK(on_path("2027", "60", "3000") == Truth::yes);  // a baseline above the target asks for the target
}

TEST_CASE("Without a baseline there is no light") {
    CHECK(progress().assess(with(city, {{"basic_enterprises", "3000"}})).check("basic_on_path") ==
          Truth::unknown);
}

TEST_CASE("A group of enterprises that a region does not have is not applicable") {
    const Assessment assessment =
        progress().assess(with(all_met(), {{"little_giants", "0"}, {"integrated_enterprises", "0"}}));
    CHECK(assessment.is_valid());
    CHECK(assessment.answer("integrated_share") == "not_applicable");
    CHECK(assessment.check("integrated_on_path") == Truth::not_applicable);
    CHECK(assessment.level("path") == "fulfilled");
}

TEST_CASE("Coverage falls from level to level") {
    CHECK_FALSE(progress()
                    .assess(with(city, {{"basic_enterprises", "10"}, {"advanced_enterprises", "11"}}))
                    .is_valid());
    CHECK(progress()
              .assess(with(city, {{"basic_enterprises", "10"}, {"advanced_enterprises", "10"}}))
              .is_valid());
    CHECK_FALSE(progress().assess(with(city, {{"basic_enterprises", "6001"}})).is_valid());
    const Assessment recognised =
        progress().assess(with(city, {{"advanced_enterprises", "10"}, {"advanced_recognised_actual", "11"}}));
    CHECK(recognised.is_valid());
    CHECK(recognised.violated() == std::vector<std::string>{"advanced_recognised_is_assessed"});
}

TEST_CASE("A city is asked for a drill, the province for the cities that held one") {
    const auto applies = [](const Answers& facts, const char* node) {
        const Assessment assessment = progress().assess(facts);
        return assessment.evaluation.nodes[assessment.program->outline->find_node(node)->value].state !=
               NodeState::not_applicable;
    };
    CHECK(applies(city, "security_drills"));
    CHECK_FALSE(applies(city, "cities_with_drills"));
    CHECK(applies(province, "cities_with_drills"));
    CHECK_FALSE(applies(province, "security_drills"));
    const Answers cluster = with(city, {{"region_kind", "cluster"}});
    CHECK_FALSE(applies(cluster, "infrastructure"));
    CHECK_FALSE(applies(cluster, "security"));
    CHECK(applies(cluster, "basic_coverage"));
    CHECK(applies(cluster, "self_assessment_rate"));
    CHECK(applies(with(city, {{"region_kind", "chain"}}), "initial_coverage"));
}

TEST_CASE("A region that meets every target has fulfilled the plan; one short figure and it has not") {
    const Assessment assessment = progress().assess(all_met());
    CHECK(assessment.is_valid());
    CHECK(assessment.score("total") == Approx(100));
    CHECK(assessment.level("path") == "fulfilled");
    CHECK(progress().assess(with(all_met(), {{"racks_actual", "79999"}})).level("path") ==
          "nearly_fulfilled");
    CHECK(progress().assess(with(all_met(), {{"racks_actual", "75999"}})).level("path") == "on_path");
    CHECK(progress().assess(with(all_met(), {{"self_assessed", "599"}})).level("path") == "half_way");
}

TEST_CASE("A dimension with too few figures has no score and is left out") {
    Answers answers = all_met();
    for (const char* figure : {"racks_actual", "ai_compute_actual", "total_compute_actual", "zones"})
        answers.erase(figure);
    const Assessment assessment = progress().assess(answers);
    CHECK_FALSE(assessment.has_score("computing"));
    CHECK_FALSE(assessment.has_score("infrastructure"));
    CHECK(assessment.score("total") == Approx(100));
}

TEST_CASE("The invented figures of thirteen cities are valid and tell the stories of their README") {
    const auto sheets = progress().read_samples("regional-progress/cities-2026.csv");
    REQUIRE(sheets.size() == 13);
    std::map<std::string, Assessment> cities;
    for (const RawSheet& sheet : sheets) {
        Assessment assessment = progress().assess(sheet);
        CHECK(assessment.is_valid());
        cities.emplace(assessment.sheet.id, std::move(assessment));
    }
    CHECK(cities.at("320500").check("basic_on_path") == Truth::yes);      // Suzhou is ahead
    CHECK(cities.at("320700").check("basic_on_path") == Truth::unknown);  // Lianyungang has no baselines
    CHECK(cities.at("320300").score("self_assessment_rate") == 100);      // Xuzhou exactly at the ceiling
    CHECK(cities.at("321300").score("self_assessment_rate") < 100);       // Suqian below 10 %
    CHECK(cities.at("320800").score("security_drills") == 0);             // Huai'an without a drill
    CHECK_FALSE(cities.at("321100").has_score("computing"));  // Zhenjiang without figures on computing

    const auto whole = progress().read_samples("regional-progress/province-2026.yaml");
    REQUIRE(whole.size() == 1);
    CHECK(progress().assess(whole.front()).is_valid());
}
