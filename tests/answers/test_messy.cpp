// SPDX-License-Identifier: Apache-2.0
// Files as people's machines save them. Beside each stands what is read of it and every word that is said
// about it; TIDU_UPDATE_MESSY=1 writes those files anew, to be looked at before they are committed.
#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "catch.h"
#include "reading.h"
#include "tidu/answers/sheet_keys.h"
#include "tidu/codec/file.h"

using namespace tidu;

namespace {

const std::string folder = std::string(TIDU_SOURCE_DIR) + "/tests/answers/messy/";

std::string reading_of(const std::string& name) {
    const Outline outline = test::small_outline();
    const Binder binder(outline);
    ReadOptions options;
    options.outline = &outline;
    Diagnostics diagnostics;
    DetectedInput detected;
    const std::vector<RawSheet> sheets =
        read_answers_from(name, read_file(folder + name), options, diagnostics, &detected);
    std::vector<RawSheet> canonical;
    SheetKeys keys;
    for (const RawSheet& sheet : sheets) {
        AnswerSheet bound = binder.bind(sheet);
        keys.check(bound);
        diagnostics.append(bound.problems);
        canonical.push_back(canonical_sheet(binder, sheet));
        std::erase_if(canonical.back().answers, [](const RawAnswer& answer) { return answer.is_empty(); });
    }
    return "encoding " + detected.encoding + "\n" + test::content(canonical) + "\n" +
           test::shown(diagnostics);
}

}  // namespace

TEST_CASE("messy files are read for what they mean, and what they do not say is reported") {
    const bool update = std::getenv("TIDU_UPDATE_MESSY") != nullptr;
    std::size_t count = 0;
    for (const std::string& path : list_files(folder)) {
        if (path.ends_with(".expected")) continue;
        const std::string name = std::filesystem::path(path).filename().string();
        const std::string expected = folder + name + ".expected";
        const std::string read = reading_of(name);
        if (update) write_file(expected, read);
        INFO(name);
        CHECK(read == read_file(expected));
        ++count;
    }
    CHECK(count >= 16);
}

TEST_CASE("a cell of ten megabytes is cut off and reported, not swallowed") {
    const auto reading =
        test::read("big.csv", "id,employees,name\nA1,5," + std::string(10 << 20, 'x') + "\nA2,6,b\n");
    REQUIRE(reading.sheets.size() == 2);
    CHECK(reading.problems.find("row 2") != std::string::npos);
    CHECK(test::value(reading.sheets[1], "employees") == "6");
}
