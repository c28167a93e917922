// SPDX-License-Identifier: Apache-2.0
// The kernel against the slow reference: every value of random enterprises under random systems.
#include <cmath>

#include "catch.h"
#include "random_case.h"
#include "tidu/score/explain.h"

using namespace tidu;
using namespace tidu::test;

namespace {

bool agrees(Real left, Real right) {
    return left == right ||
           std::abs(left - right) <= 1e-9L * std::max<Real>(1, std::max(std::abs(left), std::abs(right)));
}

bool agrees(std::optional<Real> expected, std::optional<double> found) {
    return expected.has_value() == found.has_value() && (!expected || agrees(*expected, *found));
}

std::string shown(std::optional<Real> value) {
    return value ? std::to_string(*value) : "none";
}

class SideBySide {
  public:
    SideBySide(const Scored& scored, Reference& reference)
        : outline_(*scored.program->outline), scored_(scored), reference_(reference) {}

    void run() {
        const bool valid = reference_.is_valid();
        REQUIRE(scored_.evaluation.is_valid() == valid);
        if (!valid) return;
        for (std::uint32_t item = 0; item < outline_.items().size(); ++item)
            compare_item({item});
        const auto points = contributions(*scored_.program, scored_.evaluation);
        const auto gains = gaps(*scored_.program, scored_.evaluation);
        for (std::uint32_t node = 0; node < outline_.nodes().size(); ++node) {
            compare_node({node});
            const std::string& id = outline_[NodeIndex{node}].node->id.text;
            same("contribution", id, reference_.contribution(id), points[node]);
            same("gap", id, reference_.gap(id), gains[node]);
        }
        for (const Check& check : outline_.system().checks) {
            INFO("check " << check.id.text);
            REQUIRE(static_cast<int>(scored_.check(check.id.text)) ==
                    static_cast<int>(reference_.check(check.id.text)));
        }
        for (const Ladder& ladder : outline_.system().ladders)
            compare_ladder(ladder.id.text);
        compare_constraints();
    }

  private:
    void same(const char* what, const std::string& id, std::optional<Real> expected,
              std::optional<double> found) {
        INFO(what << " of " << id << ": expected " << shown(expected) << ", found " << shown(found));
        REQUIRE(agrees(expected, found));
    }

    void compare_item(ItemIndex index) {
        const std::string& id = outline_[index].item->id.text;
        const ReferenceItem& expected = reference_.item(id);
        const ItemValue& found = scored_.evaluation.items[index.value];
        INFO("item " << id);
        REQUIRE(static_cast<int>(found.state) == static_cast<int>(expected.state));
        REQUIRE(found.off == expected.off);
        REQUIRE(found.declared == expected.declared);
        if (found.state == AnswerState::known && outline_[index].item->type != AnswerType::multi)
            same("answer", id, expected.number, found.number);
    }

    void compare_node(NodeIndex index) {
        const std::string& id = outline_[index].node->id.text;
        const ReferenceNode& expected = reference_.node(id);
        const NodeValue& found = scored_.evaluation.nodes[index.value];
        const auto counted = [&](double value) {
            return found.has_score ? std::optional(value) : std::nullopt;
        };
        const auto bounded = [&](double value) {
            return found.has_bounds ? std::optional(value) : std::nullopt;
        };
        INFO("node " << id);
        REQUIRE(static_cast<int>(found.state) == static_cast<int>(expected.state));
        REQUIRE(found.applicable == expected.applicable);
        REQUIRE(found.known_leaves == static_cast<std::uint32_t>(expected.known_leaves));
        REQUIRE(found.applicable_leaves == static_cast<std::uint32_t>(expected.applicable_leaves));
        same("score", id, expected.score, counted(found.score));
        same("maximum", id, expected.maximum, counted(found.maximum));
        same("worst", id, expected.worst, counted(found.minimum));
        same("low", id, expected.low, bounded(found.low));
        same("high", id, expected.high, bounded(found.high));
        same("open maximum", id, expected.open_maximum, bounded(found.open_maximum));
        same("weight", id, expected.weight, found.weight);
    }

    void compare_ladder(const std::string& id) {
        const ReferenceLadder& expected = reference_.ladder(id);
        const LadderValue& found = scored_.ladder(id);
        INFO("ladder " << id);
        REQUIRE(static_cast<int>(found.state) == static_cast<int>(expected.state));
        REQUIRE(found.level == expected.level);
        REQUIRE(found.possible == expected.possible);
        REQUIRE(found.verdicts.size() == expected.verdicts.size());
        for (std::size_t requirement = 0; requirement < found.verdicts.size(); ++requirement) {
            INFO("requirement " << requirement);
            REQUIRE(static_cast<int>(found.verdicts[requirement]) ==
                    static_cast<int>(expected.verdicts[requirement]));
        }
        REQUIRE(found.expectation == expected.expectation);
        REQUIRE(found.expectation_unknown == expected.expectation_unknown);
    }

    void compare_constraints() {
        const auto& constraints = outline_.system().constraints;
        for (std::uint32_t position = 0; position < constraints.size(); ++position) {
            INFO("constraint " << position);
            bool found = false;
            for (const Finding& finding : scored_.evaluation.findings)
                found |= finding.constraint && finding.constraint->value == position;
            REQUIRE(found == reference_.constraint_violated(constraints[position].id.text));
        }
    }

    const Outline& outline_;
    const Scored& scored_;
    Reference& reference_;
};

}  // namespace

TEST_CASE("the kernel agrees with the slow reference on random systems", "[reference]") {
    std::size_t compared = 0;
    for (std::uint64_t seed = 1; seed < seeds_end(1, 400); ++seed) {
        RandomCase random_case(seed, {});
        for (int enterprise = 0; enterprise < 12; ++enterprise) {
            const AnswerSheet sheet = random_case.random_sheet();
            if (!sheet.is_valid()) continue;
            INFO("seed " << seed << ", enterprise " << enterprise << "\n" << random_case.yaml);
            for (const bool strict : {false, true}) {
                INFO("strict " << strict);
                const Scored scored = random_case.score(sheet, {strict});
                Reference reference = random_case.reference(sheet, {strict});
                SideBySide(scored, reference).run();
                compared += scored.evaluation.is_valid() ? 1u : 0u;
            }
        }
    }
    CHECK(compared > 1000);
}
