// SPDX-License-Identifier: Apache-2.0
// Whether indicators/targets-2027.yaml is complete, keeps its own format and agrees with the regional
// measure.
#include <algorithm>
#include <set>

#include "catch.h"
#include "instrument.h"
#include "tidu/codec/tree.h"
#include "tidu/text/number.h"

using namespace tidu;
using namespace tidu::test;

namespace {

const Tree& targets_file() {
    static const Tree tree = [] {
        Diagnostics diagnostics;
        auto documents = parse_yaml(repository_file("indicators/targets-2027.yaml"), {}, diagnostics);
        REQUIRE(documents);
        REQUIRE(documents->size() == 1);
        return documents->front();
    }();
    return tree;
}

std::vector<TreeView> entries(TreeView list) {
    std::vector<TreeView> views;
    for (std::size_t entry = 0; entry < list.size(); ++entry)
        views.push_back(list[entry]);
    return views;
}

std::vector<TreeView> targets() {
    return entries(targets_file().view().find("targets"));
}

std::string text(TreeView entry, std::string_view key) {
    return std::string(entry.find(key).text());
}

TreeView target(std::string_view id) {
    for (const TreeView entry : targets())
        if (entry.find("id").text() == id) return entry;
    FAIL("no target " << id);
    return {};
}

void require_both_languages(TreeView value) {
    CHECK(value.exists());
    if (value.is_scalar()) return;
    CHECK_FALSE(value.find("zh").text().empty());
    CHECK_FALSE(value.find("en").text().empty());
}

}  // namespace

TEST_CASE("All 41 quantitative targets of the plan are there once, in the order of its tasks") {
    std::vector<std::string> ids;
    std::vector<int> tasks;
    for (const TreeView entry : targets()) {
        ids.push_back(text(entry, "id"));
        tasks.push_back(std::stoi(text(entry, "task")));
    }
    CHECK(ids == std::vector<std::string>{
                     "t01a", "t01b", "t01c", "t02a", "t02b", "t02c", "t02d", "t03a", "t03b", "t03c", "t04a",
                     "t04b", "t04c", "t05a", "t05b", "t06a", "t06b", "t07a", "t07b", "t08",  "t09a", "t09b",
                     "t09c", "t10a", "t10b", "t10c", "t10d", "t11",  "t12a", "t12b", "t12c", "t14",  "t15",
                     "t18a", "t18b", "t18c", "t19a", "t19b", "t20a", "t20b", "t20c"});
    CHECK(std::ranges::is_sorted(tasks));
}

TEST_CASE("Every target keeps to the format that its file explains") {
    const std::set<std::string> keys = {"id",      "task",      "title",    "value", "unit",
                                        "compare", "kind",      "deadline", "scope", "of",
                                        "measure", "indicator", "printed",  "source"};
    std::set<std::string> groups;
    for (const TreeView group : entries(targets_file().view().find("groups")))
        groups.insert(text(group, "id"));
    for (const TreeView entry : targets()) {
        INFO(text(entry, "id"));
        for (std::size_t key = 0; key < entry.size(); ++key)
            CHECK(keys.contains(std::string(entry.key(key).text())));
        require_both_languages(entry.find("title"));
        require_both_languages(entry.find("unit"));
        const std::string compare = text(entry, "compare");
        const TreeView value = entry.find("value");
        if (compare == "within") {
            REQUIRE(value.size() == 2);
            CHECK(parse_number(value[0].text()) < parse_number(value[1].text()));
        } else if (value.is_null()) {
            CHECK(entry.find("compare").is_null());
        } else {
            CHECK(std::set<std::string>{"at_least", "above", "about", "exactly"}.contains(compare));
            CHECK(parse_number(value.text()).value_or(0) > 0);
        }
        CHECK(std::set<std::string>{"cumulative", "annual", "regular"}.contains(text(entry, "kind")));
        CHECK(std::set<std::string>{"province", "each_city"}.contains(text(entry, "scope")));
        CHECK((text(entry, "kind") == "annual") == (text(entry, "deadline") == "each_year"));
        for (const TreeView group :
             {entry.find("of"),
              entry.find("measure").exists() ? entry.find("measure").find("of") : TreeView()})
            if (group.exists()) CHECK(groups.contains(std::string(group.text())));
        CHECK(text(entry.find("source"), "ref") == "plan");
    }
}

TEST_CASE("Each target is scored by the regional measure") {
    const Instrument progress("regional-progress");
    for (const TreeView entry : targets()) {
        INFO(text(entry, "id"));
        const auto node = progress.outline().find_node(entry.find("indicator").text());
        REQUIRE(node);
        const auto& tasks = progress.outline()[*node].node->question->item.tasks;
        CHECK(tasks == std::vector<int>{std::stoi(text(entry, "task"))});
    }
}

TEST_CASE("The regional measure spreads the figures of the plan and no others") {
    const Instrument progress("regional-progress");
    const Answers province = {{"plan_year", "2027"},
                              {"region_kind", "province"},
                              {"above_scale", "60000"},
                              {"province_above_scale", "60000"}};
    const Assessment assessment = progress.assess(province);
    for (const TreeView entry : targets()) {
        const std::string indicator = text(entry, "indicator");
        INFO(indicator);
        if (progress.outline().find_item(indicator + "_target"))
            CHECK(parse_number(assessment.answer(indicator + "_target")).value() ==
                  Approx(parse_number(entry.find("value").text()).value()));
        if (const TreeView measure = entry.find("measure");
            measure.exists() && measure.find("ladder").exists())
            CHECK(assessment.answer(text(measure, "level") + "_target") == entry.find("value").text());
    }
    CHECK(target("t20a").find("measure").find("assessed").text() == "true");
}
