// SPDX-License-Identifier: Apache-2.0
// What indicators/gbt-39116.yaml says, against scores worked out by hand from the weights stated beside them.
#include "catch.h"
#include "instrument.h"

using namespace tidu;
using namespace tidu::test;

namespace {

const Instrument& maturity() {
    static const Instrument instrument("gbt-39116");
    return instrument;
}

const std::vector<std::string> sub_domains = {
    "strategy",  "skills",    "data",           "integration",     "security",
    "equipment", "network",   "product_design", "process_design",  "procurement",
    "planning",  "operation", "equipment_care", "warehousing",     "safety",
    "energy",    "logistics", "sales",          "product_service", "customer_service"};

std::string question(int level, const std::string& sub_domain) {
    return "l" + std::to_string(level) + "_" + sub_domain;
}

/// Every sub-domain at one grade, for the levels from `first` to `last`.
Answers all_at(const std::string& grade, int first, int last) {
    Answers answers;
    for (int level = first; level <= last; ++level)
        for (const std::string& sub_domain : sub_domains)
            answers[question(level, sub_domain)] = grade;
    return answers;
}

/// Levels below `level` fully met, those above not at all; `level` fully met but for `grades`.
Answers at_level(int level, const std::string& sector, const Answers& grades) {
    Answers answers = with(all_at("fully", 1, level), all_at("none", level + 1, 5));
    answers["sector"] = sector;
    for (const auto& [sub_domain, grade] : grades)
        answers[question(level, sub_domain)] = grade;
    return answers;
}

/// The same without the questions of the sub-domains that are cut.
Answers cut(Answers answers, const std::vector<std::string>& gone) {
    std::string list;
    for (const std::string& sub_domain : gone) {
        list += (list.empty() ? "" : "|") + sub_domain;
        for (int level = 1; level <= 5; ++level)
            answers.erase(question(level, sub_domain));
    }
    answers["cut"] = list;
    return answers;
}

double stage_score(int level, const Answers& answers) {
    return maturity().assess(answers).score("stage_" + std::to_string(level));
}

}  // namespace

TEST_CASE("A hundred requirements: twenty sub-domains at five levels") {
    CHECK(maturity().assess(with(all_at("fully", 1, 5), {{"sector", "discrete"}})).score("total") == 5);
    CHECK(maturity().outline().leaves_under({0}).size() == 100);
}

TEST_CASE("Levels that are met count one, the first that is not counts its score, later ones nothing") {
    // Process industry: personnel 6, technology 11 (data 46, integration 27, security 27), resources 15
    // (equipment 67, network 33), manufacturing 68.
    SECTION("a level above 0.8 counts one whatever it scored") {
        const Answers answers = at_level(2, "process", {{"data", "partly"}});
        CHECK(stage_score(2, answers) == Approx(0.06 + 0.11 * (0.46 * 0.5 + 0.54) + 0.15 + 0.68));  // 0.9747
        CHECK(maturity().assess(answers).score("total") == 2);
        CHECK(maturity().assess(answers).level("maturity") == "level_2");
    }
    SECTION("the first level below 0.8 counts what it scored") {
        Answers answers =
            at_level(3, "process", {{"strategy", "none"}, {"skills", "none"}, {"network", "none"}});
        for (const std::string& sub_domain : sub_domains)
            if (answers[question(3, sub_domain)] == "fully" && sub_domain != "equipment")
                answers[question(3, sub_domain)] = "mostly";
        // 0 + 0.11 x 0.8 + 0.15 x 0.67 + 0.68 x 0.8 = 0.7325
        CHECK(maturity().assess(answers).score("total") == Approx(2.7325));
        CHECK(maturity().assess(answers).level("maturity") == "level_2");
    }
    SECTION("a level that is met above one that is not counts nothing, and is pointed out") {
        Answers answers = at_level(3, "discrete", {});
        for (const std::string& sub_domain : sub_domains)
            answers[question(2, sub_domain)] = "partly";
        const Assessment assessment = maturity().assess(answers);
        CHECK(assessment.score("total") == Approx(1.5));
        CHECK(assessment.violated() == std::vector<std::string>{"level_3_before_2"});
    }
}

TEST_CASE("Mostly met everywhere is just enough for a level") {
    const Answers sector = {{"sector", "discrete"}};
    CHECK(maturity().assess(with(all_at("mostly", 1, 5), sector)).score("total") == 5);
    CHECK(maturity().assess(with(all_at("mostly", 1, 5), sector)).level("maturity") == "level_5");
    const Answers one_less = with(with(all_at("mostly", 1, 5), sector), {{"l5_sales", "partly"}});
    // 4 + 0.8 - 0.77 x 0.13 x 0.3
    CHECK(maturity().assess(one_less).score("total") == Approx(4.76997));
    CHECK(maturity().assess(one_less).level("maturity") == "level_4");
}

TEST_CASE("Process and discrete industry weigh sub-domains differently") {
    struct Loss {
        std::string sub_domain;
        double process;
        double discrete;
    };
    // What level 1 loses when one sub-domain is not met: element x domain x sub-domain.
    for (const Loss& loss : std::vector<Loss>{
             {"strategy", 0.06 * 0.5, 0.06 * 0.5},
             {"data", 0.11 * 0.46, 0.11 * 0.46},
             {"security", 0.11 * 0.27, 0.11 * 0.27},
             {"equipment", 0.15 * 0.67, 0.06 * 0.5},
             {"network", 0.15 * 0.33, 0.06 * 0.5},
             {"process_design", 0.68 * 0.04 * 0.5, 0.77 * 0.13 * 0.5},
             {"procurement", 0.68 * 0.63 * 0.11, 0.77 * 0.48 * 0.13},
             {"operation", 0.68 * 0.63 * 0.23, 0.77 * 0.48 * 0.23},
             {"energy", 0.68 * 0.63 * 0.12, 0.77 * 0.48 * 0.11},
             {"logistics", 0.68 * 0.15, 0.77 * 0.13},
             {"sales", 0.68 * 0.15, 0.77 * 0.13},
             {"customer_service", 0.68 * 0.03 * 0.5, 0.77 * 0.13 * 0.5},
         }) {
        INFO(loss.sub_domain);
        CHECK(stage_score(1, at_level(1, "process", {{loss.sub_domain, "none"}})) ==
              Approx(1 - loss.process));
        CHECK(stage_score(1, at_level(1, "discrete", {{loss.sub_domain, "none"}})) ==
              Approx(1 - loss.discrete));
    }
}

TEST_CASE("The weight of a cut sub-domain goes to the rest of its domain") {
    const Answers half_designed = at_level(1, "process", {{"process_design", "partly"}});
    CHECK(stage_score(1, half_designed) == Approx(1 - 0.68 * 0.04 * 0.5 * 0.5));
    CHECK(stage_score(1, cut(half_designed, {"product_design", "product_service"})) ==
          Approx(1 - 0.68 * 0.04 * 0.5));
    const Answers ill_served = at_level(1, "discrete", {{"customer_service", "none"}});
    CHECK(stage_score(1, cut(ill_served, {"product_service"})) == Approx(1 - 0.77 * 0.13));
}

TEST_CASE("The weight of a domain that is cut whole goes to the other domains of its element") {
    Answers idle = at_level(1, "process", {});
    for (const char* sub_domain :
         {"procurement", "planning", "operation", "equipment_care", "warehousing", "safety", "energy"})
        idle[question(1, sub_domain)] = "none";
    // Design is gone: production 63, logistics 15, sales 15, service 3 make 96. 0.32 + 0.68 x 33 / 96 =
    // 0.55375
    const Answers answers = cut(idle, {"product_design", "process_design"});
    CHECK(stage_score(1, answers) == Approx(0.55375));
    CHECK(maturity().assess(answers).score("total") == Approx(0.55375));
    CHECK(maturity().assess(answers).level("maturity") == "none");
    CHECK_FALSE(maturity().assess(answers).has_score("l1_design"));
}

TEST_CASE("An answer to a sub-domain that is cut does not count") {
    Answers answers = at_level(1, "process", {{"logistics", "none"}});
    answers["cut"] = "logistics";
    CHECK(stage_score(1, answers) == Approx(1));
}

TEST_CASE("The other accounts of the weights can be chosen") {
    const Answers unsold = at_level(1, "process", {{"sales", "none"}});
    // Logistics, sales and service 15 together beside design 4 and production 63: 82 in all.
    CHECK(stage_score(1, with(unsold, {{"weights", "comparison"}})) == Approx(1 - 0.68 * 5 / 82));
    CHECK(stage_score(1, with(at_level(1, "discrete", {{"sales", "none"}}), {{"weights", "comparison"}})) ==
          Approx(1 - 0.77 * 0.13));
    for (const std::string& sub_domain : sub_domains) {
        INFO(sub_domain);
        const Answers one_missing = at_level(1, "process", {{sub_domain, "none"}});
        CHECK(stage_score(1, with(one_missing, {{"weights", "equal"}})) == Approx(0.95));
    }
}

TEST_CASE("Once a level is missed for certain the level stands, whatever is still open") {
    Answers answers = with(all_at("fully", 1, 1), all_at("partly", 2, 2));
    answers["sector"] = "discrete";
    const Assessment assessment = maturity().assess(answers);
    CHECK(assessment.score("total") == Approx(1.5));
    CHECK(assessment.level("maturity") == "level_1");
    CHECK(assessment.possible("maturity") == "level_1");
    answers["l2_operation"] = "fully";
    CHECK(maturity().assess(answers).possible("maturity") == "level_1");
    answers.erase("l2_operation");
    CHECK(maturity().assess(answers).possible("maturity") == "level_1");
    for (const std::string& sub_domain : sub_domains)
        if (sub_domain != "operation") answers[question(2, sub_domain)] = "mostly";
    CHECK(maturity().assess(answers).possible("maturity") == "level_5");
}

TEST_CASE("The samples of the maturity self-check stand where they say") {
    struct Sample {
        std::string file;
        double score;
        std::string level;
    };
    for (const Sample& sample : std::vector<Sample>{{"01-discrete-motors", 2.6570, "level_2"},
                                                    {"02-process-fine-chemicals", 3.5677, "level_3"},
                                                    {"03-discrete-appliances", 4.3386, "level_4"},
                                                    {"04-early-stop-bearings", 1.6481, "level_1"}}) {
        INFO(sample.file);
        const auto sheets = maturity().read_samples("gbt-39116/" + sample.file + ".yaml");
        REQUIRE(sheets.size() == 1);
        const Assessment assessment = maturity().assess(sheets.front());
        CHECK(assessment.is_valid());
        CHECK(assessment.score("total") == Approx(sample.score).margin(0.00005));
        CHECK(assessment.level("maturity") == sample.level);
        CHECK(assessment.possible("maturity") == sample.level);
    }
}
