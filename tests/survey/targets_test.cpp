// SPDX-License-Identifier: Apache-2.0
#include "tidu/survey/targets.h"

#include "drive_fixture.h"
#include "tidu/system/bundled.h"

using namespace tidu;
using namespace tidu::survey;

namespace {

TargetList plan_targets() {
    for (const BundledFile& file : bundled_files()) {
        if (file.id != "targets-2027") continue;
        Diagnostics diagnostics;
        const Tree tree = unpack_tree(file.tree);
        const auto source = std::make_shared<const Source>(Source{"targets-2027", std::string(file.text)});
        auto list = read_targets(tree.view(), source, diagnostics);
        INFO(text_of(diagnostics));
        REQUIRE(list);
        return *list;
    }
    FAIL("the target file is not bundled");
    return {};
}

Target target_with(TargetCompare compare) {
    Target target;
    target.compare = compare;
    return target;
}

const TargetResult& result_of(const std::vector<TargetResult>& results, std::string_view id,
                              std::string_view city = "") {
    for (const TargetResult& result : results)
        if (result.target->id == id && result.city == city) return result;
    FAIL("no result for " << id);
    return results.front();
}

}  // namespace

TEST_CASE("The plan's own target file is read with its groups, measures and values") {
    const TargetList list = plan_targets();
    CHECK(list.first_year == 2025);
    CHECK(list.last_year == 2027);
    CHECK(list.targets.size() >= 38);
    CHECK(list.find_group("little_giant")->status == "little_giant");
    const auto basic = std::ranges::find(list.targets, "t01b", &Target::id);
    REQUIRE(basic != list.targets.end());
    CHECK(basic->value == 50.0);
    CHECK(basic->measure->level == "basic");
    CHECK(std::ranges::find(list.targets, "t20a", &Target::id)->each_city);
    CHECK_FALSE(std::ranges::find(list.targets, "t01c", &Target::id)->value);
}

TEST_CASE("The interval decides: met, not met, near or not decided") {
    const auto judge = [](TargetCompare compare, double lower, double upper) {
        return judge_target({(lower + upper) / 2, lower, upper, std::nullopt, true}, target_with(compare), 50,
                            0.95);
    };
    using enum Standing;
    CHECK(judge(TargetCompare::at_least, 50, 60) == met);
    CHECK(judge(TargetCompare::at_least, 49, 51) == not_decided);
    CHECK(judge(TargetCompare::at_least, 40, 49.9) == not_met);
    CHECK(judge(TargetCompare::above, 50, 60) == not_decided);
    CHECK(judge(TargetCompare::above, 40, 50) == not_met);
    CHECK(judge(TargetCompare::above, 50.1, 60) == met);
    CHECK(judge(TargetCompare::about, 47.5, 49.9) == near);
    CHECK(judge(TargetCompare::about, 40, 47) == not_met);
    CHECK(judge(TargetCompare::about, 47, 51) == not_decided);
    CHECK(judge(TargetCompare::exactly, 55, 55) == met);
}

TEST_CASE("A target of each city is met by the province only when every city meets it") {
    const TargetList list = plan_targets();
    const std::vector<std::string> cities = {"320100", "320200"};
    Actuals actuals;
    actuals[{"t20a", "320100"}] = {10, 10, 10, 100, false};
    CHECK(result_of(judge_targets(list, actuals, {}, cities, 2026), "t20a").standing ==
          Standing::not_decided);
    actuals[{"t20a", "320200"}] = {10.5, 10.5, 10.5, 200, false};
    CHECK(result_of(judge_targets(list, actuals, {}, cities, 2026), "t20a").standing == Standing::met);
    actuals[{"t20a", "320200"}].lower = actuals[{"t20a", "320200"}].upper = 9.99;
    CHECK(result_of(judge_targets(list, actuals, {}, cities, 2026), "t20a").standing == Standing::not_met);
}

TEST_CASE("Estimates and counts find their targets; the gap and the path follow") {
    const TargetList list = plan_targets();
    Actuals actuals;
    Diagnostics diagnostics;
    REQUIRE(add_estimates(table_of("by,domain,measure,kind,population,value,lower,upper\n"
                                   ",,factory:basic,share,1000,0.4,0.37,0.43\n"
                                   "city,320100,factory:basic,share,200,0.55,0.51,0.6\n"
                                   "status,little_giant,sme:integrated,share,50,0.9,0.8,0.95\n"
                                   "industry,34,factory:basic,share,10,0.1,0.1,0.1\n"),
                          list, actuals, diagnostics));
    REQUIRE(add_counts(table_of("target,value\nt02c,1000\n"), list, actuals, diagnostics));
    const auto baselines = read_baselines(table_of("target,value,year\nt01b,20,2024\n"), list, diagnostics);
    REQUIRE(baselines);
    const auto results = judge_targets(list, actuals, *baselines, {"320100"}, 2026);
    const TargetResult& basic = result_of(results, "t01b");
    CHECK(basic.standing == Standing::not_met);
    CHECK(basic.gap->gap == Approx(100));
    CHECK(*basic.due == Approx(40));
    CHECK(basic.on_path == Standing::not_decided);
    CHECK(result_of(results, "t01b", "320100").standing == Standing::met);
    CHECK(result_of(results, "t07b").actual->value == Approx(90));
    CHECK(result_of(results, "t02c").standing == Standing::met);
    CHECK(result_of(results, "t01c").standing == Standing::not_judged);
}

TEST_CASE("A figure of a target that is not there is refused with the nearest one") {
    const TargetList list = plan_targets();
    Actuals actuals;
    Diagnostics diagnostics;
    CHECK_FALSE(add_counts(table_of("target,value\nt20b2,1\nt02c,many\n"), list, actuals, diagnostics));
    CHECK(text_of(diagnostics).find("there is no target `t20b2`") != std::string::npos);
    CHECK(text_of(diagnostics).find("`many` is not a number") != std::string::npos);
}

TEST_CASE("With Holm, verdicts on the cities of one target hold together or are not decided") {
    // Smallest p first against 0.05/3, 0.05/2, 0.05: the third fails, and with it what comes after.
    const TargetList list = plan_targets();
    const std::vector<std::string> cities = {"320100", "320200", "320300", "320400"};
    Actuals actuals;
    const auto estimate = [](double value, double reach, double size) {
        return ActualFigure{value, value - reach, value + reach, 500, true, size};
    };
    actuals[{"t01b", "320100"}] = estimate(70, 8, 150);
    actuals[{"t01b", "320200"}] = estimate(40, 7, 100);
    actuals[{"t01b", "320300"}] = estimate(52, 9, 120);
    actuals[{"t01b", "320400"}] = {51, 51, 51, 500, true, {}};  // a census is certain and no member
    const auto plain = judge_targets(list, actuals, {}, cities, 2026);
    CHECK(result_of(plain, "t01b", "320200").standing == Standing::not_met);
    CHECK(*result_of(plain, "t01b", "320200").p_value == Approx(0.0455).epsilon(1e-2));
    const auto together = judge_targets(list, actuals, {}, cities, 2026, 0.05);
    CHECK(result_of(together, "t01b", "320100").standing == Standing::met);
    CHECK(result_of(together, "t01b", "320200").standing == Standing::not_decided);
    CHECK(result_of(together, "t01b", "320200").is_withheld);
    CHECK(result_of(together, "t01b", "320300").standing == Standing::not_decided);
    CHECK_FALSE(result_of(together, "t01b", "320300").is_withheld);
    CHECK(result_of(together, "t01b", "320400").standing == Standing::met);
}
