// SPDX-License-Identifier: Apache-2.0
// What indicators/miit-sme.yaml says, against the published points and level rule, held here a second time.
#include "catch.h"
#include "instrument.h"

using namespace tidu;
using namespace tidu::test;

namespace {

const Instrument& sme() {
    static const Instrument instrument("miit-sme");
    return instrument;
}

/// Fifteen questions at 0 points.
const Answers no_points = {
    {"employees", "120"},
    {"q1_network", "none"},
    {"q2_digital_equipment", "0"},
    {"q3_networked_equipment", "0"},
    {"q4_data_collection", "none"},
    {"q5_software", "none"},
    {"q6_network_security", "none"},
    {"q7_data_security", "none"},
    {"q8_planning", "none"},
    {"q9_rules", "none"},
    {"q10_talent", "none"},
    {"q11_funds", "0"},
    {"q12_energy", "up"},
    {"q13_pass_rate", "down"},
    {"q14_head_revenue", "down"},
    {"q15_cost", "up"},
};

const std::vector<std::string> constrained_scenes = {
    "scene_product_design", "scene_marketing",  "scene_production_control",
    "scene_quality",        "scene_equipment",  "scene_work_safety",
    "scene_energy",         "scene_purchasing", "scene_warehousing",
    "scene_finance"};
const std::vector<std::string> guiding_scenes = {"scene_process_design", "scene_after_sales",
                                                 "scene_planning",       "scene_human_resources",
                                                 "scene_collaboration",  "scene_decision_support"};
const std::vector<std::string> level_ids = {"initial", "standardized", "integrated", "collaborative"};

/// `count` scenes at a level, `constrained` of them constrained, all others below initial level.
Answers scenes(const std::string& level, std::size_t count, std::size_t constrained) {
    Answers answers;
    for (std::size_t scene = 0; scene < constrained_scenes.size(); ++scene)
        answers[constrained_scenes[scene]] = scene < constrained ? level : "none";
    for (std::size_t scene = 0; scene < guiding_scenes.size(); ++scene)
        answers[guiding_scenes[scene]] = scene < count - constrained ? level : "none";
    return answers;
}

const Answers twenty = {{"q5_software", "all"},
                        {"q6_network_security", "rules|products|risk_assessment|border_control"},
                        {"q7_data_security", "rules|products|risk_assessment|data_ledger"}};
/// 19.975 points: 10 + 6 + 1.875 + 3 x 0.7, one fortieth of a point short.
const Answers nearly_twenty = {{"q5_software", "all"},
                               {"q8_planning", "changed"},
                               {"q9_rules", "workflow"},
                               {"q4_data_collection", "finance|quality|purchasing"}};
const Answers twenty_of_equipment = {
    {"q1_network", "control_network|application_network|industrial_5g|full_coverage"},
    {"q2_digital_equipment", "61"},
    {"q3_networked_equipment", "61"}};
const Answers twenty_of_results = {
    {"q12_energy", "down"}, {"q13_pass_rate", "up"}, {"q14_head_revenue", "up"}, {"q15_cost", "down"}};
const Answers all_talent_and_funds = {{"q10_talent", "staff|unit|training|pay|career"}, {"q11_funds", "61"}};
/// 7.5 + 7.5 + 5 x 0.7 + 1.5.
const Answers twenty_of_management =
    with(all_talent_and_funds,
         {{"q4_data_collection", "finance|quality|purchasing|planning|energy"}, {"q8_planning", "learning"}});
/// 7.5 + 7.5 + 4 x 1.25, beside `nearly_twenty`.
const Answers twenty_of_security =
    with(all_talent_and_funds, {{"q6_network_security", "rules|products|risk_assessment|border_control"}});

/// Answers worth exactly the threshold of a level (1 to 4), or 0.025 points less.
Answers points_for(std::size_t level, bool reached) {
    Answers answers = with(no_points, reached ? twenty : nearly_twenty);
    if (level >= 2) answers = with(answers, twenty_of_equipment);
    if (level >= 3) answers = with(answers, twenty_of_results);
    if (level >= 4) answers = with(answers, reached ? twenty_of_management : twenty_of_security);
    return answers;
}

struct Rule {
    std::size_t level;
    std::size_t scenes;
    std::size_t constrained;
};
const std::vector<Rule> level_rules = {{1, 6, 3}, {2, 6, 3}, {3, 8, 5}, {4, 10, 6}};

std::string level_of(const Answers& answers) {
    return sme().assess(answers).level("sme");
}

std::string below(std::size_t level) {
    return level == 1 ? "none" : level_ids[level - 2];
}

}  // namespace

TEST_CASE("Lint finds nothing in the SME index") {
    CHECK(sme().lint() == "");
}

TEST_CASE("Every option of the SME index is worth its points to the thousandth") {
    struct Worth {
        std::string question;
        std::string answer;
        int thousandths;
    };
    std::vector<Worth> worths = {
        {"q1_network", "none", 0},
        {"q1_network", "control_network", 2000},
        {"q1_network", "application_network", 2000},
        {"q1_network", "industrial_5g", 2000},
        {"q1_network", "full_coverage", 2000},
        {"q4_data_collection", "none", 0},
        {"q4_data_collection", "human_resources", 900},
        {"q5_software", "none", 0},
        {"q5_software", "one", 2500},
        {"q5_software", "several", 5000},
        {"q5_software", "most", 7500},
        {"q5_software", "all", 10000},
        {"q6_network_security", "rules", 1250},
        {"q6_network_security", "products", 1250},
        {"q6_network_security", "risk_assessment", 1250},
        {"q6_network_security", "border_control", 1250},
        {"q7_data_security", "rules", 1250},
        {"q7_data_security", "products", 1250},
        {"q7_data_security", "risk_assessment", 1250},
        {"q7_data_security", "data_ledger", 1250},
        {"q8_planning", "none", 0},
        {"q8_planning", "learning", 1500},
        {"q8_planning", "planned", 3000},
        {"q8_planning", "started", 4500},
        {"q8_planning", "changed", 6000},
        {"q8_planning", "exchanging", 7500},
        {"q9_rules", "workflow", 1875},
        {"q9_rules", "systems", 1875},
        {"q9_rules", "data", 1875},
        {"q9_rules", "incentives", 1875},
        {"q10_talent", "staff", 1500},
        {"q10_talent", "unit", 1500},
        {"q10_talent", "training", 1500},
        {"q10_talent", "pay", 1500},
        {"q10_talent", "career", 1500},
        {"q12_energy", "up", 0},
        {"q12_energy", "flat", 3500},
        {"q12_energy", "down", 7000},
        {"q13_pass_rate", "down", 0},
        {"q13_pass_rate", "flat", 3500},
        {"q13_pass_rate", "up", 7000},
        {"q14_head_revenue", "down", 0},
        {"q14_head_revenue", "flat", 1500},
        {"q14_head_revenue", "up", 3000},
        {"q15_cost", "up", 0},
        {"q15_cost", "flat", 1500},
        {"q15_cost", "down", 3000},
    };
    for (const char* link :
         {"product_design", "process_design", "marketing", "after_sales", "planning", "production_control",
          "quality", "equipment", "work_safety", "energy", "purchasing", "warehousing", "finance"})
        worths.push_back({"q4_data_collection", link, 700});
    for (const auto& [answer, steps] : std::vector<std::pair<std::string, int>>{{"0", 0},
                                                                                {"10", 0},
                                                                                {"10.001", 1},
                                                                                {"20", 1},
                                                                                {"20.001", 2},
                                                                                {"40", 2},
                                                                                {"40.001", 3},
                                                                                {"60", 3},
                                                                                {"60.001", 4},
                                                                                {"100", 4}}) {
        worths.push_back({"q2_digital_equipment", answer, steps * 1500});
        worths.push_back({"q3_networked_equipment", answer, steps * 1500});
        worths.push_back({"q11_funds", answer, steps * 1875});
    }
    for (const Worth& worth : worths) {
        INFO(worth.question << ": " << worth.answer);
        const Assessment assessment = sme().assess(with(no_points, {{worth.question, worth.answer}}));
        CHECK(assessment.is_valid());
        CHECK(assessment.score("total") == Approx(worth.thousandths / 1000.0).margin(1e-9));
        CHECK(assessment.score(worth.question) == Approx(worth.thousandths / 1000.0).margin(1e-9));
    }
}

TEST_CASE("The fifteen questions of the SME index make 50, 30 and 20 points; the scenes give none") {
    Answers best = with(with(with(no_points, twenty), twenty_of_equipment), twenty_of_results);
    best = with(best, with(all_talent_and_funds, {{"q8_planning", "exchanging"}}));
    best["q9_rules"] = "workflow|systems|data|incentives";
    best["q4_data_collection"] =
        "product_design|process_design|marketing|after_sales|planning|production_control|quality|equipment|"
        "work_safety|"
        "energy|purchasing|warehousing|finance|human_resources";
    for (const Answers& graded : {scenes("none", 0, 0), scenes("collaborative", 16, 10)}) {
        const Assessment assessment = sme().assess(with(best, graded));
        CHECK(assessment.score("foundation") == Approx(50).margin(1e-9));
        CHECK(assessment.score("management") == Approx(30).margin(1e-9));
        CHECK(assessment.score("results") == Approx(20).margin(1e-9));
        CHECK(assessment.score("total") == Approx(100).margin(1e-9));
    }
    CHECK(sme().assess(with(best, scenes("collaborative", 16, 10))).score("operations") == Approx(4));
}

TEST_CASE("Equipment shares follow from counts, the upper end of a band belonging to it") {
    Answers counted = no_points;
    counted.erase("q2_digital_equipment");
    counted.erase("q3_networked_equipment");
    counted["machines"] = "1000";
    for (const auto& [machines, points] : std::vector<std::pair<int, double>>{{0, 0},
                                                                              {100, 0},
                                                                              {101, 1.5},
                                                                              {200, 1.5},
                                                                              {201, 3},
                                                                              {400, 3},
                                                                              {401, 4.5},
                                                                              {600, 4.5},
                                                                              {601, 6},
                                                                              {1000, 6}}) {
        const std::string count = std::to_string(machines);
        const Assessment assessment =
            sme().assess(with(counted, {{"digital_machines", count}, {"networked_machines", count}}));
        INFO(count);
        CHECK(assessment.score("q2_digital_equipment") == points);
        CHECK(assessment.score("q3_networked_equipment") == points);
    }
    CHECK_FALSE(sme().assess(with(counted, {{"digital_machines", "1001"}})).is_valid());
    CHECK_FALSE(sme().assess(with(counted, {{"networked_machines", "1001"}})).is_valid());
}

TEST_CASE("A change within half a percent counts as flat") {
    Answers figures = no_points;
    figures.erase("q12_energy");
    figures.erase("q13_pass_rate");
    figures.erase("q14_head_revenue");
    figures.erase("q15_cost");
    const auto result = [&](const std::string& key, const std::string& question, const char* before,
                            const char* after) {
        return sme()
            .assess(with(figures, {{key + "_before", before}, {key + "_after", after}}))
            .answer(question);
    };
    for (const auto& [key, question] : std::vector<std::pair<std::string, std::string>>{
             {"energy", "q12_energy"}, {"head_revenue", "q14_head_revenue"}, {"cost", "q15_cost"}}) {
        CHECK(result(key, question, "200", "201") == "flat");
        CHECK(result(key, question, "200", "201.01") == "up");
        CHECK(result(key, question, "200", "199") == "flat");
        CHECK(result(key, question, "200", "198.99") == "down");
    }
    CHECK(result("pass_rate", "q13_pass_rate", "80", "80.4") == "flat");
    CHECK(result("pass_rate", "q13_pass_rate", "80", "80.41") == "up");
    CHECK(result("pass_rate", "q13_pass_rate", "80", "79.6") == "flat");
    CHECK(result("pass_rate", "q13_pass_rate", "80", "79.59") == "down");
}

TEST_CASE("A level of the SME index is reached exactly at its score, scenes and constrained scenes") {
    for (const Rule& rule : level_rules) {
        const std::string& level = level_ids[rule.level - 1];
        INFO(level);
        const Answers enough = points_for(rule.level, true);
        CHECK(sme().assess(enough).score("total") ==
              Approx(20.0 * static_cast<double>(rule.level)).margin(1e-9));
        CHECK(level_of(with(enough, scenes(level, rule.scenes, rule.constrained))) == level);
    }
}

TEST_CASE("Each of the three conditions alone takes a level of the SME index away") {
    for (const Rule& rule : level_rules) {
        const std::string& level = level_ids[rule.level - 1];
        INFO(level);
        const Answers enough = points_for(rule.level, true);
        const Answers short_of_points = points_for(rule.level, false);
        CHECK(sme().assess(short_of_points).score("total") ==
              Approx(20.0 * static_cast<double>(rule.level) - 0.025).margin(1e-9));
        CHECK(level_of(with(short_of_points, scenes(level, rule.scenes, rule.constrained))) ==
              below(rule.level));
        CHECK(level_of(with(enough, scenes(level, rule.scenes - 1, rule.constrained))) != level);
        CHECK(level_of(with(enough, scenes(level, rule.scenes, rule.constrained - 1))) != level);
    }
}

TEST_CASE("Scenes of a higher level count for the lower ones, those of a lower level not for the higher") {
    CHECK(level_of(with(points_for(1, true), scenes("collaborative", 6, 3))) == "initial");
    CHECK(level_of(with(points_for(4, true), scenes("initial", 16, 10))) == "initial");
    CHECK(level_of(with(points_for(4, true), scenes("standardized", 16, 10))) == "standardized");
    CHECK(level_of(with(points_for(4, true), scenes("integrated", 16, 10))) == "integrated");
    CHECK(level_of(with(points_for(4, true), scenes("collaborative", 16, 10))) == "collaborative");
}

TEST_CASE("A scene that is not applicable counts as not reached") {
    Answers answers = with(points_for(1, true), scenes("initial", 6, 3));
    answers["scene_marketing"] = "NA: sells to its parent company only";
    const Assessment assessment = sme().assess(answers);
    CHECK(assessment.level("sme") == "none");
    CHECK(assessment.score("scene_marketing") == 0);
}

TEST_CASE("Where sources disagree, a switch gives the other reading") {
    const Answers six_integrated = with(points_for(3, true), scenes("integrated", 6, 3));
    CHECK(level_of(six_integrated) == "standardized");
    CHECK(level_of(with(six_integrated, {{"integrated_reading", "six"}})) == "integrated");

    Answers with_warehousing = with(points_for(1, true), scenes("initial", 6, 2));
    with_warehousing["scene_decision_support"] = "none";
    with_warehousing["scene_warehousing"] = "initial";
    with_warehousing["scene_collaboration"] = "initial";
    CHECK(level_of(with_warehousing) == "initial");
    CHECK(level_of(with(with_warehousing, {{"constrained_reading", "nine"}})) == "none");

    Answers counted = no_points;
    counted.erase("q2_digital_equipment");
    counted.erase("q3_networked_equipment");
    counted = with(counted, {{"machines", "100"}, {"digital_machines", "20"}, {"networked_machines", "15"}});
    CHECK(sme().assess(counted).score("equipment_systems") == 3);  // 1.5 for 20 %, 1.5 for 15 %
    counted["networked_base"] = "digital_equipment";
    CHECK(sme().assess(counted).score("equipment_systems") == 7.5);  // 6 for 15 of 20
    CHECK(sme().assess(counted).score("total") == Approx(7.5).margin(1e-9));
}

TEST_CASE("Policy expects a level by the highest status that is valid, of industrial SMEs only") {
    const auto expected = [](const Answers& facts) {
        return sme().assess(with(no_points, facts)).expected("sme");
    };
    CHECK(expected({}) == "none");
    CHECK(expected({{"sme_status", "innovative"}}) == "initial");
    CHECK(expected({{"sme_status", "specialised"}}) == "standardized");
    CHECK(expected({{"sme_status", "little_giant"}}) == "integrated");
    CHECK(expected({{"sme_status", "little_giant"}, {"status_valid", "no"}}) == "none");
    CHECK(expected({{"sme_status", "little_giant"}, {"industrial", "no"}}) == "none");
    const Answers large = {{"sme_status", "little_giant"}, {"employees", "1000"}, {"revenue", "40000"}};
    CHECK(expected(large) == "none");
    CHECK(expected(with(large, {{"employees", "999"}})) == "integrated");
    CHECK(expected(with(large, {{"revenue", "39999"}})) == "integrated");
}

TEST_CASE("The size class needs both bounds") {
    const auto size = [](const char* employees, const char* revenue) {
        return sme().assess(with(no_points, {{"employees", employees}, {"revenue", revenue}})).answer("size");
    };
    CHECK(size("1000", "40000") == "large");
    CHECK(size("1000", "39999") == "medium");
    CHECK(size("999", "40000") == "medium");
    CHECK(size("300", "2000") == "medium");
    CHECK(size("299", "2000") == "small");
    CHECK(size("300", "1999") == "small");
    CHECK(size("20", "300") == "small");
    CHECK(size("19", "300") == "micro");
    CHECK(size("20", "299") == "micro");
}

TEST_CASE("A system-run scene without any system is a contradiction") {
    CHECK_FALSE(sme().assess(with(no_points, {{"scene_finance", "standardized"}})).is_valid());
    CHECK(sme().assess(with(no_points, {{"scene_finance", "initial"}})).is_valid());
    CHECK(sme()
              .assess(with(no_points, {{"scene_finance", "standardized"}, {"q5_software", "one"}}))
              .is_valid());
}

TEST_CASE("Doubtful answers of the SME index are warnings, not errors") {
    const Answers sound = with(no_points, {{"pledge", "yes"}, {"q5_software", "one"}});
    CHECK(sme().assess(sound).violated().empty());
    const auto warning = [&](const Answers& changes) {
        const Assessment assessment = sme().assess(with(sound, changes));
        CHECK(assessment.is_valid());
        return assessment.violated();
    };
    using Ids = std::vector<std::string>;
    CHECK(warning({{"scene_production_control", "integrated"}}) == Ids{"production_collects"});
    CHECK(warning({{"scene_production_control", "integrated"}, {"q4_data_collection", "production_control"}})
              .empty());
    CHECK(warning({{"scene_energy", "integrated"}}) == Ids{"energy_collects"});
    CHECK(warning({{"scene_equipment", "integrated"}, {"q3_networked_equipment", "11"}}) ==
          Ids{"equipment_collects"});
    CHECK(warning({{"scene_equipment", "integrated"},
                   {"q4_data_collection", "equipment"},
                   {"q3_networked_equipment", "10"}}) == Ids{"equipment_needs_network"});
    CHECK(warning({{"scene_quality", "collaborative"}}) == Ids{"top_level_needs_security"});
    CHECK(warning({{"scene_quality", "collaborative"}, {"q6_network_security", "rules"}}).empty());
    CHECK(warning({{"q1_network", "control_network|full_coverage"}}) == Ids{"network_coverage_builds_up"});
    CHECK(warning({{"q11_funds", "20"}}).empty());
    CHECK(warning({{"q11_funds", "20.1"}}) == Ids{"funds_plausible"});
    CHECK(warning({{"sme_status", "innovative"}, {"employees", "1000"}, {"revenue", "40000"}}) ==
          Ids{"status_fits_size"});
    CHECK(warning({{"pledge", "no"}}) == Ids{"pledge_given"});
    CHECK(warning({{"pilot_city", "yes"}}) == Ids{"pilot_on_site"});
}

TEST_CASE("A result counts by pledge, review or assessment on site") {
    const auto standing = [](const Answers& facts) {
        return sme().assess(with(no_points, facts)).answer("standing");
    };
    CHECK(standing({}) == "not_counted");
    CHECK(standing({{"pledge", "yes"}}) == "self_reported");
    CHECK(standing({{"evidence_grade", "reviewed"}}) == "reviewed");
    CHECK(standing({{"evidence_grade", "reviewed"}, {"pilot_city", "yes"}}) == "not_counted");
    CHECK(standing({{"evidence_grade", "on_site"}, {"pilot_city", "yes"}}) == "on_site");
}

TEST_CASE("The level gives the digital item of the specialised-SME score sheet") {
    const std::vector<std::string> points = {"0", "3", "5", "5"};
    for (const Rule& rule : level_rules) {
        const Answers answers = with(points_for(rule.level, true), scenes(level_ids[rule.level - 1], 16, 10));
        CHECK(sme().assess(answers).answer("specialised_item") == points[rule.level - 1]);
    }
    CHECK(sme().assess(no_points).answer("specialised_item") == "0");  // no scene can help a score of 0
    CHECK(sme().assess(points_for(3, true)).answer("specialised_item") ==
          "missing");  // scenes are open, so the level is
}

TEST_CASE("One starter scene is a label of progress, not a level") {
    const Answers none = with(no_points, scenes("none", 0, 0));
    const auto progress = [&](const Answers& changes) {
        return sme().assess(with(none, changes)).answer("plan_progress");
    };
    CHECK(progress({}) == "not_started");
    for (const char* scene : {"scene_product_design", "scene_production_control", "scene_marketing",
                              "scene_warehousing", "scene_finance"})
        CHECK(progress({{scene, "initial"}}) == "single_scene");
    CHECK(progress({{"scene_quality", "initial"}}) == "not_started");
    CHECK(level_of(with(none, {{"scene_finance", "initial"}})) == "none");
    CHECK(sme().assess(with(points_for(1, true), scenes("initial", 6, 3))).answer("plan_progress") ==
          "on_ladder");
}

TEST_CASE("A result of the 2022 edition keeps its own bands") {
    const auto level = [](const char* score) {
        return sme().assess(with(no_points, {{"score_2022", score}})).answer("level_2022");
    };
    CHECK(level("19.99") == "none");
    CHECK(level("20") == "level_1");
    CHECK(level("40") == "level_2");
    CHECK(level("60") == "level_3");
    CHECK(level("80") == "level_4");
    CHECK(sme().assess(no_points).answer("level_2022") == "missing");
}

TEST_CASE("The samples of the SME index stand where their README says") {
    struct Sample {
        std::string file;
        double score;
        std::string level;
        std::string possible;
        Answers set;
    };
    for (const Sample& sample : std::vector<Sample>{
             {"01-machine-shop", 19.2, "none", "none", {}},
             {"02-tool-maker", 20, "initial", "initial", {}},
             {"03-injection-moulder", 59.55, "standardized", "standardized", {}},
             {"04-valve-maker", 71.225, "standardized", "standardized", {}},
             {"04-valve-maker", 71.225, "integrated", "integrated", {{"integrated_reading", "six"}}},
             {"05-servo-drives", 83.55, "integrated", "integrated", {}},
             {"06-sensor-maker", 92.5, "collaborative", "collaborative", {}},
             {"07-half-filled", 23.5, "initial", "integrated", {}},
             {"08-fastener-maker", 48.325, "standardized", "standardized", {}},
             {"08-fastener-maker", 48.325, "initial", "initial", {{"constrained_reading", "nine"}}},
             {"09-pilot-city", 46.975, "standardized", "standardized", {}}}) {
        INFO(sample.file);
        const auto sheets = sme().read_samples("miit-sme/" + sample.file + ".yaml");
        REQUIRE(sheets.size() == 1);
        const Assessment assessment = sme().assess(sheets.front(), sample.set);
        CHECK(assessment.is_valid());
        CHECK(assessment.score("total") == Approx(sample.score).margin(1e-9));
        CHECK(assessment.level("sme") == sample.level);
        CHECK(assessment.possible("sme") == sample.possible);
    }
    CHECK_FALSE(sme().assess(sme().read_samples("miit-sme/10-contradiction.yaml").front()).is_valid());
}
