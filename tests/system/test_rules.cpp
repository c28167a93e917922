// SPDX-License-Identifier: Apache-2.0
// Every rule has two languages, a file that breaks it and one that does not.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "catch.h"
#include "systems.h"
#include "tidu/system/lint.h"

using namespace tidu;

namespace {

std::string fixture(const RuleInfo& rule, const std::string& name) {
    const std::string path =
        std::string(TIDU_SOURCE_DIR "/tests/system/fixtures/") + std::string(rule.id) + "/" + name;
    INFO(path);
    std::ifstream in(path, std::ios::binary);
    REQUIRE(in);
    return {std::istreambuf_iterator<char>(in), {}};
}

Diagnostics lint(std::string text) {
    Diagnostics diagnostics;
    lint_source(std::make_shared<const Source>(Source{"f", std::move(text)}), diagnostics);
    return diagnostics;
}

std::string shown(const Diagnostics& diagnostics) {
    std::string said;
    for (const Diagnostic& finding : diagnostics.items())
        said += render(finding, Language::en, false);
    return said;
}

bool reports(const Diagnostics& diagnostics, const RuleInfo& rule) {
    for (const Diagnostic& finding : diagnostics.items())
        if (finding.rule == rule.id && finding.severity == rule.severity) return true;
    return false;
}

/// A file too large to keep is made here.
std::string bad_file(const RuleInfo& rule) {
    if (rule.id == "file-size") return "note: " + std::string((16u << 20) + 1, 'x');
    return fixture(rule, "bad.yaml");
}
std::string good_file(const RuleInfo& rule) {
    if (rule.id == "file-size") return file_with(number_question("a"));
    return fixture(rule, "good.yaml");
}

}  // namespace

TEST_CASE("Every rule is described in both languages, under an id of its own") {
    std::set<std::string_view> ids;
    for (const RuleInfo& rule : lint_rules()) {
        INFO(rule.id);
        CHECK_FALSE(rule.summary.zh.empty());
        CHECK_FALSE(rule.summary.en.empty());
        CHECK(rule.id.find_first_not_of("abcdefghijklmnopqrstuvwxyz-") == rule.id.npos);
        CHECK(ids.insert(rule.id).second);
    }
}

TEST_CASE("Every rule finds its bad file and is silent on its good one") {
    for (const RuleInfo& rule : lint_rules()) {
        const Diagnostics bad = lint(bad_file(rule));
        INFO(rule.id << "\n" << shown(bad));
        CHECK(reports(bad, rule));
        CHECK(shown(lint(good_file(rule))) == "");
    }
}

TEST_CASE("No fixture is left of a rule that is gone") {
    std::set<std::string> ids;
    for (const RuleInfo& rule : lint_rules())
        ids.emplace(rule.id);
    for (const auto& folder : std::filesystem::directory_iterator(TIDU_SOURCE_DIR "/tests/system/fixtures"))
        CHECK(ids.count(folder.path().filename().string()) == 1);
}

TEST_CASE("What linting reports has the severity of its rule, and both languages") {
    const auto& rules = lint_rules();
    for (const RuleInfo& rule : rules) {
        const Diagnostics diagnostics = lint(bad_file(rule));
        for (const Diagnostic& finding : diagnostics.items()) {
            INFO(finding.rule);
            const auto known = std::find_if(rules.begin(), rules.end(), [&](const RuleInfo& candidate) {
                return candidate.id == finding.rule;
            });
            REQUIRE(known != rules.end());
            CHECK(known->severity == finding.severity);
            CHECK(finding.message.in(Language::zh) != finding.message.in(Language::en));
        }
    }
}
