// SPDX-License-Identifier: Apache-2.0
#include "tidu/survey/estimates_file.h"

#include "drive_fixture.h"

namespace tidu::survey {

TEST_CASE("Estimates are the same table from CSV and from JSON") {
    Diagnostics diagnostics;
    const auto csv = read_estimates_from("e.csv",
                                         "by,domain,measure,kind,value,lower\n"
                                         "city,320500,factory:basic,share,0.45,0.4\n"
                                         "city,320700,factory:basic,share,,\n",
                                         diagnostics);
    const auto json = read_estimates_from(
        "e.json",
        R"({"figures": [{"by": "city", "domain": "320500", "measure": "factory:basic", "kind": "share",)"
        R"( "value": 0.45, "lower": 0.4}, {"by": "city", "domain": "320700", "measure": "factory:basic",)"
        R"( "kind": "share", "value": null, "lower": null}], "audit": {}})",
        diagnostics);
    INFO(text_of(diagnostics));
    REQUIRE(csv);
    REQUIRE(json);
    REQUIRE(csv->headings == json->headings);
    REQUIRE(csv->row_count() == json->row_count());
    for (std::size_t row = 0; row < csv->row_count(); ++row)
        for (std::size_t column = 0; column < csv->headings.size(); ++column)
            CHECK(csv->cell(row, column) == json->cell(row, column));
}

TEST_CASE("A file that holds no estimates is refused with what to do, in both languages") {
    for (const char* text : {"id,total\nU1,5\n", "{\"tidu_sample\": 1}", "[1, 2]", "{\"figures\": []}"}) {
        Diagnostics diagnostics;
        CHECK_FALSE(read_estimates_from("e", text, diagnostics));
        CHECK(text_of(diagnostics) ==
              "e: error: these are no estimates written by tidu estimate [estimates-format]\n"
              "  help: give a file written by tidu estimate -o estimates.csv (or .json)\n");
        const std::string chinese = render(diagnostics.items().front(), Language::zh, false);
        CHECK(chinese.find("不是 tidu estimate 写出的估计") != std::string::npos);
        CHECK(chinese.find("用 tidu estimate -o estimates.csv（或 .json）写出的文件") != std::string::npos);
    }
}

}  // namespace tidu::survey
