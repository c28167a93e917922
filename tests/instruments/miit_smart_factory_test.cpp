// SPDX-License-Identifier: Apache-2.0
// What indicators/miit-smart-factory.yaml says. The heart is one test: each sample that just reaches its
// level loses it when any single requirement of that level or a lower one is taken away.
#include <algorithm>
#include <optional>
#include <set>

#include "catch.h"
#include "instrument.h"
#include "tidu/text/number.h"

using namespace tidu;
using namespace tidu::test;

namespace {

const Instrument& factory() {
    static const Instrument instrument("miit-smart-factory");
    return instrument;
}

RawSheet sample(const std::string& file) {
    auto sheets = factory().read_samples("miit-smart-factory/" + file + ".yaml");
    REQUIRE(sheets.size() == 1);
    return sheets.front();
}

const Ladder& capability() {
    return factory().outline().system().ladders.front();
}

// ---------------------------------------------------------------------------------------------- what a
// condition reads

/// Ids of the items whose answers decide a condition, in file order of the condition's parts.
class ItemsRead {
  public:
    explicit ItemsRead(const Condition& condition) { read(condition); }
    const std::vector<std::string>& ids() const { return ids_; }

  private:
    void read(const Condition& condition) {
        std::visit([this](const auto& form) { read_form(form); }, condition.form);
    }
    void read_form(const ScoreCondition& form) {
        add_leaves(outline_.leaves_under(*outline_.find_node(form.node.text)));
    }
    void read_form(const AnswerCondition& form) { ids_.push_back(form.item.text); }
    void read_form(const EvidenceCondition& form) { ids_.push_back(form.item.text); }
    void read_form(const CheckCondition& form) {
        read(outline_.system().checks[outline_.find_check(form.check.text)->value].when);
    }
    void read_form(const CountCondition& form) {
        add_leaves(outline_.leaves_tagged(form.selector.name.text));
    }
    void read_form(const ShareCondition& form) { add_leaves(outline_.leaves_tagged(form.part.name.text)); }
    void read_form(const LevelCondition&) {}
    void read_form(const AllOf& form) { read_parts(form.parts); }
    void read_form(const AnyOf& form) { read_parts(form.parts); }
    void read_form(const NotOf& form) { read_parts(form.part); }
    void read_parts(const std::vector<Condition>& parts) {
        for (const Condition& part : parts)
            read(part);
    }
    void add_leaves(const std::vector<NodeIndex>& leaves) {
        for (const NodeIndex leaf : leaves)
            ids_.push_back(outline_[leaf].node->id.text);
    }

    const Outline& outline_ = factory().outline();
    std::vector<std::string> ids_;
};

/// Other answers to an item, as a person writes them: every option, or both ends of the range.
std::vector<std::string> other_answers(const Item& item) {
    if (item.type == AnswerType::yesno) return {"no", "yes"};
    std::vector<std::string> answers;
    if (item.type == AnswerType::number)
        for (const double end : {item.range->low, item.range->high})
            answers.push_back(format_number(end));
    for (const Option& option : item.options)
        answers.push_back(option.id.text);
    return answers;
}

const Item& item_of(const std::string& id) {
    const Outline& outline = factory().outline();
    return *outline[*outline.find_item(id)].item;
}

/// The answer that is worth least: the first option, the low end. True of every question of this system.
std::string worst_answer(const Item& item) {
    return other_answers(item).front();
}

// ---------------------------------------------------------------------------------------------- taking
// requirements away

struct Demand {
    Rung rung;             ///< 1 is the lowest level
    std::size_t position;  ///< among all verdicts of the ladder
    const Requirement* requirement;
};

std::vector<Demand> requirements_up_to(const std::string& level) {
    std::vector<Demand> demands;
    Rung rung = 0;
    for (const Level& each : capability().levels) {
        ++rung;
        for (const Requirement& requirement : each.requirements)
            demands.push_back({rung, demands.size(), &requirement});
        if (each.id == level) break;
    }
    return demands;
}

Verdict verdict(const Assessment& assessment, const Demand& demand) {
    return assessment.evaluation.ladders.front().verdicts[demand.position];
}

bool is_score(const Demand& demand) {
    return std::holds_alternative<ScoreCondition>(demand.requirement->condition.form);
}

bool is_unmet_with(const Answers& changes, const RawSheet& sheet, const Demand& demand) {
    return verdict(factory().assess(sheet, changes), demand) == Verdict::unmet;
}

/// One changed answer that makes the requirement unmet.
std::optional<Answers> take_away_by_one(const RawSheet& sheet, const Demand& demand, const ItemsRead& read) {
    for (const std::string& id : read.ids())
        for (const std::string& answer : other_answers(item_of(id)))
            if (const Answers change = {{id, answer}}; is_unmet_with(change, sheet, demand)) return change;
    return std::nullopt;
}

/// Changes that make the requirement unmet: one answer where one is enough (of a score it seldom is), else
/// the worst answers one after another.
std::optional<Answers> take_away(const RawSheet& sheet, const Demand& demand) {
    const ItemsRead read(demand.requirement->condition);
    if (!is_score(demand))
        if (const auto change = take_away_by_one(sheet, demand, read)) return change;
    Answers changes;
    for (const std::string& id : read.ids()) {
        changes[id] = worst_answer(item_of(id));
        if (is_unmet_with(changes, sheet, demand)) return changes;
    }
    return std::nullopt;
}

/// A requirement that is already exceeded on purpose: dimension scores cannot all be tight under a tight
/// total, and a link with more scenes than it needs is covered many times over.
bool may_take_several(const Demand& demand, Rung rung) {
    return demand.rung < rung || is_score(demand) ||
           std::holds_alternative<CheckCondition>(demand.requirement->condition.form);
}

struct Case {
    std::string file;
    std::string level;
    std::size_t
        not_asked;  ///< requirements of the other profile and reading, or not applicable to this enterprise
};

const std::vector<Case> just_reached = {
    {"01-basic-die-caster", "basic", 3},
    {"02-advanced-motors", "advanced", 5},
    {"03-excellent-fine-chemicals", "excellent", 6},
    {"04-leading-appliances", "leading", 7},
    {"05-jiangsu-valves", "advanced", 4},
};

/// Sets the answers of one dimension's measured questions to the points that score `points`.
void answer_at(double points, NodeIndex dimension, Answers& answers) {
    const Outline& outline = factory().outline();
    for (const NodeIndex leaf : outline.leaves_under(dimension)) {
        const Question& question = *outline[leaf].node->question;
        const auto* scale = std::get_if<PointsScore>(&question.scoring);
        if (!scale) continue;
        for (const auto& [x, score] : scale->points)
            if (score == points) answers[question.item.id.text] = format_number(x);
    }
}

Rung rung_of(const std::string& level) {
    Rung rung = 0;
    for (const Level& each : capability().levels) {
        ++rung;
        if (each.id == level) return rung;
    }
    return 0;
}

}  // namespace

TEST_CASE("Each sample of the factory ladder stands where its README says") {
    struct Sample {
        std::string file;
        double score;
        std::string capability, possible, application;
    };
    for (const Sample& each : std::vector<Sample>{
             {"01-basic-die-caster", 40.0456, "basic", "basic", "basic"},
             {"02-advanced-motors", 60.0707, "advanced", "advanced", "advanced"},
             {"03-excellent-fine-chemicals", 75.1044, "excellent", "excellent", "excellent"},
             {"04-leading-appliances", 90.0320, "leading", "leading", "leading"},
             {"05-jiangsu-valves", 64.0259, "advanced", "advanced", "advanced"},
             {"06-vetoed-dyestuffs", 70.8646, "none", "none", "none"},
             {"07-half-filled-bearings", 11.1430, "none", "basic", "none"},
         }) {
        INFO(each.file);
        const Assessment assessment = factory().assess(sample(each.file));
        CHECK(assessment.is_valid());
        CHECK(assessment.violated().empty());
        CHECK(assessment.score("total") == Approx(each.score).margin(0.00005));
        CHECK(assessment.level("capability") == each.capability);
        CHECK(assessment.possible("capability") == each.possible);
        CHECK(assessment.level("application") == each.application);
    }
}

TEST_CASE("Taking away any single requirement takes the level away") {
    for (const Case& each : just_reached) {
        const RawSheet sheet = sample(each.file);
        const Assessment before = factory().assess(sheet);
        const Rung rung = rung_of(each.level);
        std::size_t not_asked = 0;
        for (const Demand& demand : requirements_up_to(each.level)) {
            INFO(each.file << ": " << capability().levels[demand.rung - 1].id.text << ": "
                           << demand.requirement->title.en);
            if (verdict(before, demand) == Verdict::not_applicable) {
                ++not_asked;
                continue;
            }
            REQUIRE(verdict(before, demand) == Verdict::met);
            const auto changes = take_away(sheet, demand);
            REQUIRE(changes);
            CHECK(factory().assess(sheet, *changes).evaluation.ladders.front().level < rung);
            CHECK((changes->size() == 1 || may_take_several(demand, rung)));
        }
        INFO(each.file);
        CHECK(not_asked == each.not_asked);
    }
}

TEST_CASE("A failed general requirement leaves no level, whatever the score") {
    const RawSheet leading = sample("04-leading-appliances");
    for (const Answers& change : std::vector<Answers>{{{"safety_accident", "larger"}},
                                                      {{"environment_accident", "larger"}},
                                                      {{"revenue", "1999"}, {"revenue_previous", "1850"}},
                                                      {{"bad_credit_record", "yes"}},
                                                      {{"violations", "1"}},
                                                      {{"truthful", "no"}}}) {
        INFO(change.begin()->first);
        const Assessment assessment = factory().assess(leading, change);
        CHECK(assessment.level("capability") == "none");
        CHECK(assessment.possible("capability") == "none");
        CHECK(assessment.score("total") >= 90 - 1e-9);
    }
}

TEST_CASE("General accidents are no bar, larger ones are, and Jiangsu bars from major on up to advanced") {
    const RawSheet advanced = sample("02-advanced-motors");
    const auto level = [&](const std::string& accident, const std::string& profile) {
        return factory()
            .assess(advanced, {{"safety_accident", accident}, {"profile", profile}})
            .level("capability");
    };
    CHECK(level("general", "national") == "advanced");
    CHECK(level("larger", "national") == "none");
    CHECK(level("larger", "jiangsu") == "advanced");
    CHECK(level("major", "jiangsu") == "none");
    CHECK(factory()
              .assess(sample("03-excellent-fine-chemicals"),
                      {{"profile", "jiangsu"}, {"safety_accident", "larger"}})
              .level("capability") == "advanced");
}

TEST_CASE("The Jiangsu profile asks for 60 points in the general self-test, the national one does not") {
    const RawSheet motors = sample("02-advanced-motors");
    const auto level = [&](const std::string& points, const std::string& profile) {
        return factory()
            .assess(motors, {{"general_score", points}, {"profile", profile}})
            .level("capability");
    };
    CHECK(level("60", "jiangsu") == "advanced");
    CHECK(level("59.9", "jiangsu") == "basic");
    CHECK(level("59.9", "national") == "advanced");
}

TEST_CASE("Fifteen scenes are fixed under the Jiangsu profile and a default under the national one") {
    const RawSheet motors = sample("02-advanced-motors");  // fifteen scenes
    const auto level = [&](const Answers& changes) {
        return factory().assess(motors, changes).level("capability");
    };
    CHECK(level({{"scenes_advanced_min", "16"}}) == "basic");
    CHECK(level({{"scenes_advanced_min", "16"}, {"profile", "jiangsu"}}) == "advanced");
    CHECK(level({{"smart_warehousing", "none"}, {"scenes_advanced_min", "14"}, {"profile", "jiangsu"}}) ==
          "basic");
}

TEST_CASE("The share of AI scenes is over the scenes built, or over all forty") {
    const RawSheet chemicals = sample("03-excellent-fine-chemicals");  // 20 built, 4 of them with AI
    const auto level = [&](const Answers& changes) {
        return factory().assess(chemicals, changes).level("capability");
    };
    CHECK(level({{"ai_share_denominator", "all_40"}}) == "advanced");
    CHECK(level({{"ai_share_denominator", "all_40"},
                 {"digital_twin", "ai"},
                 {"smart_decision", "ai"},
                 {"supply_risk", "ai"}}) == "advanced");
    CHECK(level({{"ai_share_denominator", "all_40"},
                 {"digital_twin", "ai"},
                 {"smart_decision", "ai"},
                 {"supply_risk", "ai"},
                 {"traceability", "ai"}}) == "excellent");
}

TEST_CASE("Excellent lets one link go with a reason, leading lets none go") {
    const Answers without_design = {{"digital_product_design", "none"},
                                    {"digital_process_design", "none"},
                                    {"scenes_excellent_min", "18"},
                                    {"total_excellent_min", "70"},
                                    {"dimension_excellent_min", "40"}};
    const RawSheet chemicals = sample("03-excellent-fine-chemicals");
    CHECK(factory().assess(chemicals, without_design).level("capability") == "advanced");
    CHECK(
        factory().assess(chemicals, with(without_design, {{"waived_link", "design"}})).level("capability") ==
        "excellent");
    CHECK(factory()
              .assess(chemicals, with(without_design, {{"waived_link", "construction"}}))
              .level("capability") == "advanced");
    const Assessment leading = factory().assess(
        sample("04-leading-appliances"),
        with(without_design,
             {{"virtual_verification", "none"}, {"waived_link", "design"}, {"scenes_leading_min", "22"}}));
    CHECK(leading.level("capability") == "excellent");
}

TEST_CASE("The level to apply for needs the title of the rung below and a finished factory") {
    const RawSheet leading = sample("04-leading-appliances");
    const auto level = [&](const Answers& changes) {
        return factory().assess(leading, changes).level("application");
    };
    CHECK(level({{"award", "excellent"}}) == "leading");
    CHECK(level({{"award", "advanced"}}) == "excellent");
    CHECK(level({{"award", "none"}}) == "advanced");
    CHECK(level({{"project_finished", "no"}}) == "basic");
    CHECK(level({{"maturity_score", "3.7"}}) == "excellent");
}

TEST_CASE("A scene that does not apply is no hindrance where the rules say so") {
    const RawSheet motors = sample("02-advanced-motors");
    const Answers no_emissions = {
        {"pollution_control", "NA: no outlet"}, {"scenes_advanced_min", "14"}, {"total_advanced_min", "59"}};
    CHECK(factory().assess(motors, no_emissions).level("capability") == "advanced");
    CHECK_FALSE(factory().assess(motors, {{"inline_inspection", "NA: none"}}).is_valid());
}

TEST_CASE("The maturity level follows from the score unless it is given") {
    const RawSheet motors = sample("05-jiangsu-valves");
    const auto level = [&](const std::string& score) {
        return factory().assess(motors, {{"maturity_score", score}}).answer("maturity_level");
    };
    CHECK(level("0.79") == "none");
    CHECK(level("0.8") == "level_1");
    CHECK(level("1.8") == "level_2");
    CHECK(level("2.8") == "level_3");
    CHECK(level("3.8") == "level_4");
    CHECK(level("4.8") == "level_5");
    const Assessment claimed =
        factory().assess(motors, {{"maturity_score", "2.1"}, {"maturity_level", "level_3"}});
    CHECK(claimed.violated() == std::vector<std::string>{"maturity_level_3_claimed", "maturity_barely"});
}

TEST_CASE("Forty scenes in five links, twenty KPIs") {
    const Outline& outline = factory().outline();
    CHECK(outline.leaves_tagged("scene").size() == 40);
    CHECK(outline.leaves_tagged("construction_scene").size() == 3);
    CHECK(outline.leaves_tagged("design_scene").size() == 4);
    CHECK(outline.leaves_tagged("operation_scene").size() == 10);
    CHECK(outline.leaves_tagged("management_scene").size() == 12);
    CHECK(outline.leaves_tagged("business_scene").size() == 11);
    CHECK(outline.leaves_tagged("kpi").size() == 20);
}

TEST_CASE("With every indicator on a level's anchor the dimensions score 40, 60, 80 and 100") {
    const Outline& outline = factory().outline();
    for (const double points : {40.0, 60.0, 80.0, 100.0})
        for (const char* dimension : {"design", "operation", "management", "business"}) {
            Answers answers = {{"sector", "mixed"}};
            answer_at(points, *outline.find_node(dimension), answers);
            INFO(dimension << " at " << points);
            CHECK(factory().assess(answers).score(dimension) == Approx(points));
        }
}

TEST_CASE("Every number of ours that a level asks for is an input that can be set") {
    std::set<std::string> thresholds;
    for (const Input& input : factory().outline().system().inputs)
        if (std::ranges::count(input.tags, "threshold") != 0) {
            INFO(input.id.text);
            CHECK(input.source.own);
            CHECK(input.default_value);
            thresholds.insert(input.id.text);
        }
    CHECK(thresholds.size() == 43);
}
