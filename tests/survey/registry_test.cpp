// SPDX-License-Identifier: Apache-2.0
#include "tidu/survey/registry.h"

#include <algorithm>

#include "drive_fixture.h"
#include "tidu/survey/size_class.h"

using namespace tidu;
using namespace tidu::survey;

namespace {

std::uint64_t count_of(const RegistryCheck& check, std::string_view rule) {
    for (const ProblemCount& problem : check.problems)
        if (problem.rule == rule) return problem.count;
    return 0;
}

}  // namespace

TEST_CASE("A right list has no findings and is normalised") {
    const RegistryCheck check = checked(
        "统一社会信用代码,企业名称,所在市,行业代码,从业人员,营业收入（万元）\n"
        "914403001922038216,甲,苏州市,C3411,\"1,200\",50000\n"
        "９１440300192317458f,乙,320583,39,250,3000\n");
    CHECK(check.problems.empty());
    CHECK(registry_csv(check.registry) ==
          "id,name,city,industry,employees,revenue,size\n"
          "914403001922038216,甲,320500,34,1200,50000,large\n"
          "91440300192317458F,乙,320500,39,250,3000,small\n");
}

TEST_CASE("Every kind of mistake is found with its place") {
    Diagnostics diagnostics;
    const TextTable table = table_of(
        "id,city,industry,employees,revenue,size,status_date,status_expiry\n"
        "914403001922038217,320100,34,10,3000,micro,,\n"
        "91440300192317458F,999,34,10,3000,micro,,\n"
        "91440300192317458F,320100,34,10,3000,micro,,\n"
        "91350900587527783P,320100,62,10,3000,micro,,\n"
        "9132070070404786XB,320100,34,ten,3000,micro,,\n"
        "913207006083959289,320100,34,10,100,large,2026-03-01,2025-03-01\n"
        ",320100,34,10,3000,huge,2026-13-01,\n"
        "91440300192317458F,320100,34,10,3000,micro,,\n");
    const auto check = check_registry(table, {}, diagnostics);
    REQUIRE(check);
    CHECK(count_of(*check, "credit-code") == 1);
    CHECK(count_of(*check, "registry-city") == 1);
    CHECK(count_of(*check, "registry-industry") == 1);
    CHECK(count_of(*check, "registry-number") == 1);
    CHECK(count_of(*check, "registry-date") == 2);
    CHECK(count_of(*check, "registry-id") == 1);
    CHECK(count_of(*check, "registry-size") == 1);
    CHECK(count_of(*check, "duplicate-id") == 1);
    CHECK(count_of(*check, "below-scale") == 1);
    CHECK(count_of(*check, "size-differs") == 1);
    CHECK(check->rows_with_errors == 7);
    CHECK(check->registry.units.row_count() == 1);
    CHECK(text_of(diagnostics)
              .find("the check character of `914403001922038217` is wrong, the others give `6`") !=
          std::string::npos);
}

TEST_CASE("At most ten findings of a kind are shown, all are counted") {
    std::string csv = "id,city\n";
    for (int row = 0; row < 25; ++row)
        csv += "x,320100\n";
    Diagnostics diagnostics;
    const auto check = check_registry(table_of(csv), {}, diagnostics);
    CHECK(count_of(*check, "credit-code") == 25);
    CHECK(diagnostics.items().size() == 10);
}

TEST_CASE("The hash of a registry does not depend on the order of its rows or the writing of its values") {
    const std::string first =
        checked("id,city\n914403001922038216,320100\n91440300192317458F,南京\n").registry.sha256;
    const std::string second =
        checked("id,city\r\n91440300192317458f,320102\r\n914403001922038216,Nanjing\r\n").registry.sha256;
    CHECK(first == second);
}

TEST_CASE("Without id or city there is nothing to check") {
    Diagnostics diagnostics;
    CHECK_FALSE(check_registry(table_of("name\nx\n"), {}, diagnostics));
    CHECK(text_of(diagnostics).find("the column `id` is missing") != std::string::npos);
}

TEST_CASE("Two lists tell who came, went, moved, was renamed and who succeeded whom") {
    RegistryOptions any;
    any.ids = UnitIds::any;
    const Registry before =
        checked("id,name,city\nA,Alpha,320100\nB,Beta,320100\nC,Gamma,320100\nD,Delta,320200\n", any)
            .registry;
    const Registry after =
        checked("id,name,city\nA,Alpha,320500\nB,Beta Works,320100\nE,Delta,320200\nF,Phi,320200\n", any)
            .registry;
    const auto changes = compare_registries(before, after);
    REQUIRE(changes.size() == 5);
    CHECK(changes[0].kind == RegistryChange::Kind::moved);
    CHECK(changes[0].after == "320500");
    CHECK(changes[1].kind == RegistryChange::Kind::renamed);
    CHECK(changes[2].kind == RegistryChange::Kind::dead);
    CHECK(changes[2].id == "C");
    CHECK(changes[3].kind == RegistryChange::Kind::succeeded);
    CHECK(changes[3].old_id == "D");
    CHECK(changes[4].kind == RegistryChange::Kind::born);
}

TEST_CASE("Size classes follow the statistical standard of 2017") {
    CHECK(classify_size(1000, 40000) == SizeClass::large);
    CHECK(classify_size(999, 40000) == SizeClass::medium);
    CHECK(classify_size(1000, 39999) == SizeClass::medium);
    CHECK(classify_size(300, 2000) == SizeClass::medium);
    CHECK(classify_size(299, 1e6) == SizeClass::small);
    CHECK(classify_size(20, 300) == SizeClass::small);
    CHECK(classify_size(19, 1e6) == SizeClass::micro);
    CHECK(parse_size("小型") == SizeClass::small);
    CHECK(parse_size("大") == SizeClass::large);
    CHECK_FALSE(parse_size("大小"));
}
