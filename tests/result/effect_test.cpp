// SPDX-License-Identifier: Apache-2.0
#include "tidu/result/effect.h"

#include "assessed.h"
#include "catch.h"
#include "tidu/answers/bind.h"

using namespace tidu;

TEST_CASE("the answers of a result, scored again, give the result") {
    const auto program = test::bakery();
    const AssessmentRecord first = test::assessed(*program, test::full_answers);
    const RawSheet sheet = answers_of(first, std::make_shared<const Source>(Source{"result.json", ""}));
    Evaluation evaluation;
    const AssessmentRecord second = assess(*program, bind_answers(*program->outline, sheet), {}, evaluation);
    REQUIRE(second.status == RecordStatus::ok);
    REQUIRE(second.answers.size() == first.answers.size());
    for (std::size_t place = 0; place < first.answers.size(); ++place) {
        INFO(first.answers[place].id);
        CHECK(second.answers[place].state == first.answers[place].state);
        CHECK(second.answers[place].value == first.answers[place].value);
        CHECK(second.answers[place].evidence == first.answers[place].evidence);
        CHECK(second.answers[place].derived == first.answers[place].derived);
    }
    const EnterpriseEffect effect = compare_versions(first, second, *program->outline, *program->outline);
    CHECK(effect.total_change() == 0.0);
    CHECK_FALSE(effect.changes_level());
}

TEST_CASE("what only the other version asks is no unknown question") {
    const auto program = test::bakery();
    const auto other = test::compile_text(R"(tidu: 1
id: other
version: "1"
title: T
index: {id: total, title: T, items: [{id: brand_new, title: New, type: yesno, score: {yes: 100, no: 0}}]}
)");
    const ItemNames own(*program->outline);
    const ItemNames theirs(*other->outline);
    RawSheet sheet;
    for (const char* key : {"staff", "brand_new", "misspelt"}) {
        sheet.answers.emplace_back();
        sheet.answers.back().key = key;
    }
    const RawSheet kept = answers_for(sheet, own, theirs);
    REQUIRE(kept.answers.size() == 2);
    CHECK(kept.answers[0].key == "staff");
    CHECK(kept.answers[1].key == "misspelt");
}
