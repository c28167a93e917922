// SPDX-License-Identifier: Apache-2.0
#include <fstream>
#include <iterator>

#include "catch.h"
#include "systems.h"
#include "tidu/codec/tree.h"
#include "tidu/system/bundled.h"
#include "tidu/text/digest.h"

using namespace tidu;

namespace {

bool is_system(const BundledFile& file) {
    return unpack_tree(file.tree).view().find("tidu").exists();
}

}  // namespace

TEST_CASE("Bundled files are those of the folder, text and digest") {
    REQUIRE_FALSE(bundled_files().empty());
    for (const BundledFile& file : bundled_files()) {
        std::ifstream in(TIDU_SOURCE_DIR "/indicators/" + std::string(file.id) + ".yaml", std::ios::binary);
        INFO(file.id);
        CHECK((std::string(std::istreambuf_iterator<char>(in), {}) == file.text));  // too long to print
        CHECK(to_hex(sha256(file.text)) == file.sha256);
    }
}

TEST_CASE("Bundled systems load and lint without a finding, and the same from text and from their tree") {
    for (const BundledFile& file : bundled_files()) {
        if (!is_system(file)) continue;
        CHECK(lint_findings_in(std::string(file.text)) == "");
        const auto system = load_bundled_system(file.id);
        REQUIRE(system);
        CHECK(system->id == file.id);
        CHECK(system->sha256 == file.sha256);
    }
}

TEST_CASE("What is not a bundled system is none") {
    CHECK_FALSE(load_bundled_system("no-such-system"));
    CHECK_FALSE(load_bundled_system("targets-2027"));
}
