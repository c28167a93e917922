// SPDX-License-Identifier: Apache-2.0
// The index joins the kernel's leaf scores; where nothing is missing it must join them as the kernel does.
#include "tidu/survey/index_system.h"

#include "drive_fixture.h"
#include "tidu/answers/bind.h"
#include "tidu/answers/read.h"
#include "tidu/score/evaluate.h"
#include "tidu/system/load.h"

using namespace tidu;
using namespace tidu::survey;

namespace {

constexpr const char* system_text = R"(tidu: 1
id: regions
version: "1"
title: {zh: 地区, en: Regions}
unit: {zh: 地区, en: region}
index:
  id: total
  title: {zh: 总, en: Total}
  aggregate: AGGREGATE
  items:
    - id: means
      title: {zh: 一, en: One}
      weight: 3
      items:
        - {id: a, title: {zh: 甲, en: A}, weight: 2, ask: {zh: 甲, en: A}, type: number, range: [0, 100], score: {points: [[0, 0], [100, 100]]}, missing: exclude}
        - {id: b, title: {zh: 乙, en: B}, ask: {zh: 乙, en: B}, type: number, range: [0, 50], score: {points: [[0, 100], [50, 0]]}, missing: exclude}
    - id: balance
      title: {zh: 二, en: Two}
      weight: 1
      aggregate: mpi
      items:
        - {id: c, title: {zh: 丙, en: C}, ask: {zh: 丙, en: C}, type: number, range: [0, 10], score: {points: [[0, 0], [10, 100]]}, missing: exclude}
        - {id: d, title: {zh: 丁, en: D}, ask: {zh: 丁, en: D}, type: number, range: [0, 10], score: {points: [[0, 0], [10, 100]]}, missing: exclude}
)";

std::shared_ptr<const Program> program_with(const std::string& aggregate) {
    std::string text = system_text;
    text.replace(text.find("AGGREGATE"), 9, aggregate);
    Diagnostics diagnostics;
    const auto system =
        load_system(std::make_shared<const Source>(Source{"regions.yaml", text}), diagnostics);
    INFO(text_of(diagnostics));
    REQUIRE(system);
    return compile(std::make_shared<const Outline>(system));
}

AnswerSheet sheet_of(const Program& program, const std::string& answers) {
    Diagnostics diagnostics;
    const std::string text =
        "system: regions\nperiod: \"2026\"\nenterprise: {id: r}\nanswers: " + answers + "\n";
    ReadOptions options;
    options.format = AnswerFormat::yaml;
    const auto sheets = read_answers_from("r.yaml", text, options, diagnostics);
    INFO(text_of(diagnostics));
    REQUIRE(sheets.size() == 1);
    return bind_answers(*program.outline, sheets.front());
}

}  // namespace

TEST_CASE("Where nothing is missing the index is the kernel's score, whatever the mean") {
    for (const char* aggregate : {"weighted_mean", "geometric_mean", "harmonic_mean", "mpi"}) {
        INFO(aggregate);
        const auto program = program_with(aggregate);
        const AnswerSheet sheet = sheet_of(*program, "{a: 62, b: 12.5, c: 7, d: 4}");
        Diagnostics diagnostics;
        const auto tree = index_tree_of(*program, {}, diagnostics);
        const auto unit = index_unit_of(*program, sheet, diagnostics);
        REQUIRE(tree);
        REQUIRE(unit);
        Evaluation evaluation;
        evaluate(*program, sheet.answers, {}, evaluation);
        CHECK(score_index(*tree, *unit).scores[0] == Approx(evaluation.nodes[0].score).epsilon(1e-12));
    }
}

TEST_CASE("A silent figure is missing and reweighted, and figures keep their raw values") {
    const auto program = program_with("weighted_mean");
    Diagnostics diagnostics;
    auto tree = index_tree_of(*program, {}, diagnostics);
    const auto unit = index_unit_of(*program, sheet_of(*program, "{a: 62, c: 7, d: 4}"), diagnostics);
    REQUIRE(unit);
    const auto find = [&](std::string_view id) {
        for (std::size_t node = 0; node < tree->nodes.size(); ++node)
            if (tree->nodes[node].id == id) return node;
        return std::size_t{0};
    };
    CHECK_FALSE(unit->known[find("b")]);
    CHECK(unit->figures[find("a")] == 62.0);
    const IndexScores scores = score_index(*tree, *unit);
    CHECK(scores.scores[find("means")] == Approx(62));  // two of three parts of the weight: the threshold
    CHECK(leaves_better_when_lower(*program)[find("b")]);
    CHECK_FALSE(leaves_better_when_lower(*program)[find("a")]);
}

TEST_CASE("Powers replace a node's mean, and what is no index is refused") {
    const auto program = program_with("weighted_mean");
    Diagnostics diagnostics;
    const auto tree = index_tree_of(*program, {{"total", 0.5}}, diagnostics);
    REQUIRE(tree);
    CHECK(tree->nodes[0].aggregation.power == 0.5);
    CHECK_FALSE(index_tree_of(*program, {{"nowhere", 1}}, diagnostics));
    CHECK_FALSE(index_tree_of(*program_with("minimum"), {}, diagnostics));
}
