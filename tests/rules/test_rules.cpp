// SPDX-License-Identifier: Apache-2.0
// Published maturity rules of other fields: that the format can say them, and that they come out as worked
// out by hand. The systems beside this file are our own; only the way they count is that of the models they
// name.
#include <string>

#include "catch.h"
#include "score/scored.h"
#include "tidu/codec/file.h"

using namespace tidu;
using namespace tidu::test;

namespace {

std::shared_ptr<const Program> rule(const std::string& name) {
    return compile_text(read_file(std::string(TIDU_SOURCE_DIR) + "/tests/rules/" + name + ".yaml"));
}

/// `PREFIX1: yes` and so on, one line for each answer.
std::string numbered(const std::string& prefix, std::initializer_list<const char*> answers) {
    std::string text;
    int number = 0;
    for (const char* answer : answers)
        text += prefix + std::to_string(++number) + ": " + answer + "\n";
    return text;
}

const std::string not_applicable = "{not_applicable: true, reason: none here}";

}  // namespace

TEST_CASE("SAMM 2.0: a practice is the sum over three levels of the mean of two streams", "[rules]") {
    const auto scored = score_text(rule("samm-2"),
                                   "threats_1_a: most\nthreats_1_b: half\n"            // 0.75
                                   "threats_2_a: half\nthreats_2_b: some\n"            // 0.375
                                   "threats_3_a: no\nthreats_3_b: some\n"              // 0.125
                                   "requirements_1_a: most\nrequirements_1_b: most\n"  // 1
                                   "requirements_2_a: most\nrequirements_2_b: half\n"  // 0.75
                                   "requirements_3_a: some\nrequirements_3_b: some\n"  // 0.25
                                   "incidents_1_a: half\nincidents_1_b: half\n"        // 0.5
                                   "incidents_2_a: no\nincidents_2_b: half\n"          // 0.25
                                   "incidents_3_a: no\nincidents_3_b: no");            // 0
    CHECK(scored.node("threats").score == 1.25);
    CHECK(scored.node("threats").maximum == 3);
    CHECK(scored.node("requirements").score == 2);
    CHECK(scored.node("design").score == 1.625);
    CHECK(scored.node("operations").score == 0.75);
    CHECK(scored.node("total").score == 1.1875);
}

TEST_CASE("SAMM 1.5: levels with different numbers of questions weigh the same", "[rules]") {
    const auto scored = score_text(rule("samm-1-5"),
                                   "training_1_a: most\ntraining_1_b: half\n"                    // 0.75
                                   "training_2_a: half\ntraining_2_b: few\ntraining_2_c: few\n"  // 0.3
                                   "training_3_a: no\ntraining_3_b: few\n"                       // 0.1
                                   "policy_1_a: most\npolicy_1_b: most\npolicy_1_c: half\n"      // 2.5/3
                                   "policy_2_a: half\npolicy_2_b: half\n"                        // 0.5
                                   "policy_3_a: no\npolicy_3_b: no");                            // 0
    CHECK(scored.node("training").score == Approx(1.15).epsilon(1e-14));
    CHECK(scored.node("policy").score == Approx(4.0 / 3).epsilon(1e-14));
    CHECK(scored.node("total").score == Approx((1.15 + 4.0 / 3) / 2).epsilon(1e-14));
}

TEST_CASE("gates: one no at a low level takes all higher levels away", "[rules]") {
    const auto gates = rule("gates");
    const auto level = [&](const std::string& answers) {
        return score_text(gates, answers).level("maturity");
    };
    const std::string low = numbered("stage1_", {"yes", "yes", "yes"});
    const std::string middle = numbered("stage2_", {"yes", "yes", "yes"});
    const std::string high = numbered("stage3_", {"yes", "yes", "yes"});
    CHECK(level(low + middle + high) == "level3");
    CHECK(level(low + middle + numbered("stage3_", {"yes", "no", "yes"})) == "level2");
    CHECK(level(low + numbered("stage2_", {"yes", "yes", "no"}) + high) == "level1");
    CHECK(level(numbered("stage1_", {"no", "yes", "yes"}) + middle + high) == "none");
    CHECK(level(numbered("stage1_", {not_applicable.c_str(), "yes", "yes"}) + middle + high) == "level3");

    const auto open = score_text(gates, low + "stage2_1: yes\nstage2_2: yes\n" + high);
    CHECK(open.level("maturity") == "level1");
    CHECK(open.possible("maturity") == "level3");
}

TEST_CASE("XCCDF default: weighted means up the tree, without what is not applicable", "[rules]") {
    const auto program = rule("xccdf-default");
    const std::string accounts = "password_length: yes\nlockout: no\nguest: " + not_applicable + "\n";
    const auto scored = score_text(program, accounts + "firewall: yes\nwireless: no");
    CHECK(scored.node("accounts").score == Approx(1000.0 / 15).epsilon(1e-14));
    CHECK(scored.node("network").score == Approx(1000.0 / 14).epsilon(1e-14));
    CHECK(scored.node("total").score == Approx((2 * 1000.0 / 15 + 3 * 1000.0 / 14) / 5).epsilon(1e-14));

    const auto alone =
        score_text(program, accounts + "firewall: " + not_applicable + "\nwireless: " + not_applicable);
    CHECK(alone.node("total").score == Approx(1000.0 / 15).epsilon(1e-14));
}

TEST_CASE("XCCDF flat: the weights that pass, out of those that apply", "[rules]") {
    const auto scored =
        score_text(rule("xccdf-flat"), "password_length: yes\nlockout: no\nguest: " + not_applicable +
                                           "\nfirewall: yes\nwireless: no");
    CHECK(scored.node("total").score == 20);
    CHECK(scored.node("total").maximum == 29);
    CHECK(scored.contribution("firewall") == 10);
    CHECK(scored.gap("lockout") == 5);
}

TEST_CASE("GB/T 39117: whole levels from 0.8 on, then the score of the first below", "[rules]") {
    const auto program = rule("staged");
    const auto stage = [](const std::string& number, const std::string& design, const std::string& production,
                          const std::string& logistics) {
        return "design" + number + ": " + design + "\nproduction" + number + ": " + production +
               "\nlogistics" + number + ": " + logistics + "\n";
    };
    const std::string full = stage("1", "fully", "fully", "fully");
    const auto scored =
        score_text(program, full + stage("2", "largely", "fully", "partly") +  // 0.84 passes
                                stage("3", "partly", "largely", "none") +      // 0.55 ends the climb
                                stage("4", "fully", "fully", "fully") + stage("5", "none", "none", "none"));
    CHECK(scored.node("stage2").score == Approx(0.84).epsilon(1e-14));
    CHECK(scored.node("total").score == Approx(2.55).epsilon(1e-14));
    CHECK(scored.level("maturity") == "level2");

    // 0.8 itself passes, though its mean is computed in binary.
    const auto edge = score_text(
        program, full + stage("2", "largely", "largely", "largely") + stage("3", "none", "none", "partly") +
                     stage("4", "none", "none", "none") + stage("5", "none", "none", "none"));
    CHECK(edge.node("total").score == Approx(2.1).epsilon(1e-14));
    CHECK(edge.level("maturity") == "level2");

    const auto low = score_text(
        program, stage("1", "largely", "largely", "partly") + stage("2", "fully", "fully", "fully") +
                     stage("3", "fully", "fully", "fully") + stage("4", "fully", "fully", "fully") +
                     stage("5", "fully", "fully", "fully"));
    CHECK(low.node("total").score == Approx(0.74).epsilon(1e-14));
    CHECK(low.level("maturity") == "none");
}
