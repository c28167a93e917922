// SPDX-License-Identifier: Apache-2.0
// The generated parts of the documentation are current. `test_system` with TIDU_UPDATE=1 in its environment
// rewrites them.
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "catch.h"
#include "tidu/system/schema.h"

namespace {

const std::string marker = "<!-- generated: do not edit below -->\n";

std::string read_page(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    REQUIRE(in);
    return {std::istreambuf_iterator<char>(in), {}};
}

void check_page(const std::string& name, const std::string& generated) {
    const std::string path = TIDU_SOURCE_DIR "/docs/" + name;
    const std::string page = read_page(path);
    const std::size_t start = page.find(marker);
    REQUIRE(start != page.npos);
    const std::string current = page.substr(0, start) + marker + "\n" + generated;
    if (std::getenv("TIDU_UPDATE") != nullptr) {
        std::ofstream(path, std::ios::binary) << current;
        return;
    }
    INFO(path << " is not current; run test_system with TIDU_UPDATE=1");
    CHECK((page == current));
}

}  // namespace

TEST_CASE("The pages about the file format and the rules are current") {
    check_page("indicator-file.md", tidu::indicator_reference());
    check_page("lint-rules.md", tidu::rule_reference());
}
