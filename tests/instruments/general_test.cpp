// SPDX-License-Identifier: Apache-2.0
// What indicators/general.yaml says: what it asks, what its ladders want, and where the samples stand on
// them.
#include <algorithm>
#include <set>

#include "catch.h"
#include "instrument.h"
#include "tidu/system/lint.h"

using namespace tidu;
using namespace tidu::test;

namespace {

const Instrument& general() {
    static const Instrument instrument("general");
    return instrument;
}

std::vector<const Node*> questions() {
    std::vector<const Node*> found;
    for (const auto& entry : general().outline().nodes())
        if (entry.node->is_leaf()) found.push_back(entry.node);
    return found;
}

bool has_tag(const std::vector<std::string>& tags, std::string_view tag) {
    return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

/// The point with the highest score.
std::string best_number(const Question& question) {
    const auto& points = std::get<PointsScore>(question.scoring).points;
    const auto best = std::max_element(points.begin(), points.end(), [](const auto& left, const auto& right) {
        return left.second < right.second;
    });
    return std::to_string(best->first);
}

std::string best_answer(const Question& question) {
    if (question.item.type == AnswerType::number) return best_number(question);
    std::string best;
    double highest = -1;
    for (const Option& option : question.item.options) {
        if (question.item.type == AnswerType::multi && !option.exclusive)
            best += (best.empty() ? "" : "|") + option.id.text;
        if (question.item.type == AnswerType::choice && option.score.value_or(-1) > highest) {
            highest = *option.score;
            best = option.id.text;
        }
    }
    return best;
}

/// A large discrete enterprise with the best answer to every question and nothing that bars it from a level.
Answers best_answers() {
    Answers answers = {
        {"employees", "5000"},   {"revenue", "900000"},   {"finance_sound", "yes"},
        {"credit_clean", "yes"}, {"law_abiding", "yes"},  {"accident_grade", "none"},
        {"controllable", "yes"}, {"factory_body", "yes"}, {"cyber_risk_controlled", "yes"},
        {"pledge", "yes"},       {"maturity_score", "4"}, {"industry_leader", "yes"},
        {"breakthroughs", "1"},  {"agents", "1"},         {"ai_scenes", "30"},
    };
    for (const Node* node : questions())
        if (node->id.text != "apc_rate" && node->id.text != "ai_scene_share")
            answers[node->id.text] = best_answer(*node->question);
    return answers;
}

}  // namespace

TEST_CASE("Lint finds nothing in the general index") {
    Diagnostics found;
    lint_system(general().outline(), found);
    for (const Diagnostic& diagnostic : found.items())
        FAIL_CHECK(render(diagnostic, Language::en, false));
    CHECK(found.empty());
}

TEST_CASE("The general index asks what the plan's tasks are about") {
    std::set<int> tasks;
    std::size_t measured = 0;
    for (const Node* node : questions()) {
        const Item& item = node->question->item;
        tasks.insert(item.tasks.begin(), item.tasks.end());
        measured += item.type == AnswerType::number;
    }
    CHECK(tasks == std::set<int>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 17, 18, 19, 20});
    CHECK(questions().size() == 80);
    CHECK(measured == 37);
}

TEST_CASE(
    "Every question of the general index says how to ask, prove and improve it and where it comes from") {
    for (const Node* node : questions()) {
        INFO(node->id.text);
        const Item& item = node->question->item;
        CHECK_FALSE(item.ask.empty());
        CHECK_FALSE(item.evidence.empty());
        CHECK_FALSE(node->question->advice.empty());
        CHECK_FALSE(item.source.empty());
        CHECK_FALSE(item.tasks.empty());
    }
    for (const Ladder& ladder : general().outline().system().ladders)
        for (const Level& level : ladder.levels)
            for (const Requirement& requirement : level.requirements) {
                INFO(level.id.text << ": " << requirement.title.en);
                CHECK_FALSE(requirement.source.empty());
            }
}

TEST_CASE("The general index carries the 16 business scenes and infers the 40 factory scenes") {
    CHECK(general().outline().leaves_tagged("scene").size() == 16);
    CHECK(general().outline().leaves_tagged("scene_binding").size() == 10);
    std::size_t scenes = 0;
    for (const Check& check : general().outline().system().checks) {
        if (!has_tag(check.tags, "factory_scene")) continue;
        INFO(check.id.text);
        ++scenes;
        CHECK(std::count_if(check.tags.begin(), check.tags.end(),
                            [](const std::string& tag) { return tag.starts_with("link_"); }) == 1);
    }
    CHECK(scenes == 40);
}

TEST_CASE("The best answers score 100 and lead; on the SME ladder a large enterprise does not stand") {
    const Assessment best = general().assess(best_answers());
    CHECK(best.is_valid());
    CHECK(best.violated().empty());
    CHECK(best.score("total") == Approx(100));
    CHECK(best.answer("size") == "large");
    CHECK(best.answer("built_scenes") == "39");  // advanced process control is for the process industry
    CHECK(best.level("factory") == "leading");
    CHECK(best.level("sme") == "none");
}

TEST_CASE("A gate that fails takes every level of a factory away") {
    for (const Answers& change : std::vector<Answers>{{{"finance_sound", "no"}},
                                                      {{"credit_clean", "no"}},
                                                      {{"law_abiding", "no"}},
                                                      {{"accident_grade", "larger"}},
                                                      {{"controllable", "no"}},
                                                      {{"cyber_risk_controlled", "no"}},
                                                      {{"factory_body", "no"}},
                                                      {{"pledge", "no"}}}) {
        INFO(change.begin()->first);
        CHECK(general().assess(with(best_answers(), change)).possible("factory") == "none");
    }
    CHECK(general().assess(with(best_answers(), {{"accident_grade", "ordinary"}})).level("factory") ==
          "leading");
}

TEST_CASE("Thresholds that have a source keep their numbers") {
    const auto level = [](const Answers& change) {
        return general().assess(with(best_answers(), change)).level("factory");
    };
    CHECK(level({{"maturity_score", "3.79"}}) == "excellent");
    CHECK(level({{"maturity_score", "2.79"}}) == "advanced");
    CHECK(level({{"maturity_score", "1.8"}}) == "advanced");
    CHECK(level({{"maturity_score", "1.79"}}) == "none");
    CHECK(level({{"ai_scene_share", "59.9"}}) == "excellent");
    CHECK(level({{"ai_scene_share", "20"}}) == "excellent");
    CHECK(level({{"ai_scene_share", "19.9"}}) == "advanced");
}

TEST_CASE("Contradictory answers are refused or pointed out") {
    const auto contradiction = [](const Answers& change) {
        return general().assess(with(best_answers(), change)).violated();
    };
    CHECK(contradiction({{"core_systems", "none"}}) ==
          std::vector<std::string>{"scene_needs_system", "control_without_system"});
    CHECK(contradiction({{"ai_adoption", "office"}}) == std::vector<std::string>{"ai_needs_use"});
    CHECK(contradiction({{"production_equipment", "10"}, {"key_equipment", "11"}}) ==
          std::vector<std::string>{"key_equipment_within_all"});
    CHECK(contradiction({{"sme_status", "little_giant"}}) == std::vector<std::string>{"status_of_large"});
    CHECK(contradiction({{"network_security", "none"}}) == std::vector<std::string>{"smart_scene_unguarded"});
}

TEST_CASE("The samples of the general index stand where their README says") {
    struct Sample {
        std::string file;
        double score;
        std::string factory;
        std::string sme;
        std::string expected;
    };
    for (const Sample& sample :
         std::vector<Sample>{{"workshop-12", 21.70, "none", "initial", "none"},
                             {"food-sme", 12.13, "none", "none", "initial"},
                             {"textile-mill", 30.90, "none", "initial", "none"},
                             {"injection-moulder", 44.28, "none", "standardized", "standardized"},
                             {"electronics-sme", 54.39, "basic", "standardized", "initial"},
                             {"float-glass-plant", 57.14, "basic", "standardized", "none"},
                             {"little-giant", 69.61, "basic", "integrated", "integrated"},
                             {"auto-parts-advanced", 70.53, "advanced", "integrated", "none"},
                             {"battery-greenfield", 77.85, "advanced", "none", "none"},
                             {"white-goods-giant", 88.73, "excellent", "none", "none"},
                             {"chemical-vetoed", 70.64, "none", "integrated", "none"},
                             {"half-filled", 24.65, "none", "initial", "initial"}}) {
        INFO(sample.file);
        const auto sheets = general().read_samples(sample.file + ".yaml");
        REQUIRE(sheets.size() == 1);
        const Assessment assessment = general().assess(sheets.front());
        CHECK(assessment.is_valid());
        CHECK(assessment.sheet.problems.empty());
        CHECK(assessment.violated().empty());
        CHECK(assessment.score("total") == Approx(sample.score).margin(0.01));
        CHECK(assessment.level("factory") == sample.factory);
        CHECK(assessment.level("sme") == sample.sme);
        CHECK(assessment.expected("sme") == sample.expected);
    }
    const Assessment half = general().assess(general().read_samples("half-filled.yaml").front());
    CHECK(half.possible("factory") == "basic");
    CHECK(half.possible("sme") == "standardized");
}
