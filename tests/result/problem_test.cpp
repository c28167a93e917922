// SPDX-License-Identifier: Apache-2.0
#include "tidu/result/problem.h"

#include "assessed.h"
#include "catch.h"

using namespace tidu;

namespace {

/// All problems in one language, one a line.
std::string problems(std::string_view answers, Language language) {
    std::string text;
    for (const ProblemRecord& problem : test::assessed(*test::bakery(), answers).problems)
        text += problem.rule + " " + problem.subject + ": " + problem.message.in(language) + "\n";
    return text;
}

}  // namespace

TEST_CASE("what the kernel finds is said in both languages") {
    CHECK(problems("staff: 1\novens: 4\nlogged_ovens: 5\n", Language::en) ==
          "derived-out-of-range oven_logging: `Ovens logged` comes to 125 from other answers, outside its "
          "range [0, 100]\n"
          "constraint-violated logged_within_ovens: " +
              test::assessed(*test::bakery(), "staff: 1\novens: 4\nlogged_ovens: 5\n")
                  .problems.back()
                  .message.en +
              "\n");
    CHECK(problems("staff: 1\novens: 4\nlogged_ovens: 3\noven_logging: 80\n", Language::zh) ==
          "derived-disagrees oven_logging: “烤炉联网率”填报为 80，由其他答案算得 75，相差超过 1 "
          "%；以填报值为准\n");
}

TEST_CASE("a contradiction of severity warning leaves the sheet valid") {
    const AssessmentRecord record =
        test::assessed(*test::bakery(), "staff: 1\novens: 4\nlogged_ovens: 5\noven_logging: 100\n");
    CHECK(record.status == RecordStatus::ok);
    REQUIRE_FALSE(record.problems.empty());
    CHECK(record.problems.back().severity == Severity::warning);
    CHECK(record.problems.back().file == "test.yaml");
}
