// SPDX-License-Identifier: Apache-2.0
#include "tidu/result/compare.h"

#include "assessed.h"
#include "catch.h"

using namespace tidu;

namespace {

constexpr std::string_view better_answers =
    "staff: 12\nclean: yes\novens: 4\nlogged_ovens: 4\nrecipes: system\nchannels: [web]\ndelivery: yes\n";

double sum_of_parts(const ResultComparison& comparison) {
    double sum = 0;
    for (const NodeChange& node : comparison.nodes)
        if (node.is_part) sum += node.points.value_or(0);
    return sum;
}

}  // namespace

TEST_CASE("the parts of a change add up to it, also where weights are spread anew") {
    const auto program = test::bakery();
    const AssessmentRecord before = test::assessed(*program, test::full_answers);
    const AssessmentRecord after = test::assessed(*program, better_answers);
    const ResultComparison comparison = compare(before, after, *program->outline);
    REQUIRE(comparison.total_change());
    CHECK(sum_of_parts(comparison) == Approx(*comparison.total_change()).margin(1e-12));
    const ResultComparison back = compare(after, before, *program->outline);
    CHECK(sum_of_parts(back) == Approx(-*comparison.total_change()).margin(1e-12));
}

TEST_CASE("a level gained names what had been missing, a level lost what is missing now") {
    const auto program = test::bakery();
    const AssessmentRecord before = test::assessed(*program, test::full_answers);
    const AssessmentRecord after = test::assessed(*program, better_answers);
    const LadderChange gained = compare(before, after, *program->outline).ladders.at(0);
    CHECK(gained.direction == LadderChange::Direction::gained);
    CHECK(gained.before == "apprentice");
    CHECK(gained.after == "master");
    REQUIRE(gained.because.size() == 2);
    CHECK(gained.because[0].condition.subject == "total");
    const LadderChange lost = compare(after, before, *program->outline).ladders.at(0);
    CHECK(lost.direction == LadderChange::Direction::lost);
    CHECK(lost.because.size() == 2);
}

TEST_CASE("a ladder that applies on one side only is not compared") {
    const auto program = test::bakery();
    const AssessmentRecord shop = test::assessed(*program, test::full_answers);
    const AssessmentRecord factory = test::assessed(*program, "staff: 12\nkind: factory\n");
    CHECK(compare(shop, factory, *program->outline).ladders.at(1).direction ==
          LadderChange::Direction::incomparable);
}

TEST_CASE("a total that is no weighted mean of its parts is not split") {
    const auto program = test::compile_text(R"(tidu: 1
id: x
version: "1"
title: {zh: 甲, en: X}
index:
  id: total
  title: {zh: 总分, en: Total}
  aggregate: geometric_mean
  items:
    - {id: a, title: {zh: 甲, en: A}, type: number, range: [0, 100], score: {target: 100}}
    - {id: b, title: {zh: 乙, en: B}, type: number, range: [0, 100], score: {target: 100}}
)");
    const AssessmentRecord before = test::assessed(*program, "a: 50\nb: 50\n");
    const AssessmentRecord after = test::assessed(*program, "a: 90\nb: 50\n");
    const ResultComparison comparison = compare(before, after, *program->outline);
    CHECK(comparison.nodes.at(0).is_part);
    CHECK(sum_of_parts(comparison) == Approx(*comparison.total_change()));
    CHECK_FALSE(comparison.nodes.at(1).is_part);
}

TEST_CASE("equal results have no changes") {
    const auto program = test::bakery();
    const AssessmentRecord record = test::assessed(*program, test::full_answers);
    const ResultComparison comparison = compare(record, record, *program->outline);
    CHECK(comparison.answers.empty());
    CHECK(comparison.total_change() == 0.0);
    CHECK(comparison.same_system);
    CHECK(comparison.same_enterprise);
}
