// SPDX-License-Identifier: Apache-2.0
#include "tidu/result/assemble.h"

#include <algorithm>

#include "tidu/answers/canonical.h"
#include "tidu/result/problem.h"
#include "tidu/score/evaluate.h"
#include "tidu/score/explain.h"
#include "tidu/text/number.h"
#include "tidu/text/version.h"

namespace tidu {
namespace {

std::optional<double> when(bool there, double value) {
    return there ? std::optional<double>(value) : std::nullopt;
}

/// Builds the parts of one record; every part is a view of the same evaluation.
class Assembler {
  public:
    Assembler(const Program& program, const AnswerSheet& sheet, const Evaluation& evaluation)
        : program_(program), outline_(*program.outline), sheet_(sheet), evaluation_(evaluation) {}

    std::vector<AnswerRecord> answers() const {
        std::vector<AnswerRecord> records;
        for (std::uint32_t item = 0; item < evaluation_.items.size(); ++item)
            records.push_back(answer({item}));
        return records;
    }

    std::vector<NodeRecord> nodes(const std::vector<std::optional<double>>& gaps_by_node) const {
        const std::vector<std::optional<double>> points = contributions(program_, evaluation_);
        std::vector<NodeRecord> records;
        for (std::uint32_t node = 0; node < evaluation_.nodes.size(); ++node) {
            records.push_back(scores({node}));
            records.back().contribution = points[node];
            records.back().gap = gaps_by_node[node];
        }
        return records;
    }

    std::vector<GapRecord> gap_list(const std::vector<std::optional<double>>& gaps_by_node) const {
        std::vector<GapRecord> records;
        for (const Gap& gap : ordered_gaps(program_, gaps_by_node))
            records.push_back({outline_[gap.node].node->id.text, gap.points});
        return records;
    }

    std::vector<CheckRecord> checks() const {
        std::vector<CheckRecord> records;
        for (std::size_t check = 0; check < evaluation_.checks.size(); ++check)
            records.push_back({outline_.system().checks[check].id.text, evaluation_.checks[check]});
        return records;
    }

    std::vector<LadderRecord> ladders() const {
        std::vector<LadderRecord> records;
        for (std::size_t ladder = 0; ladder < evaluation_.ladders.size(); ++ladder)
            records.push_back(this->ladder(outline_.system().ladders[ladder], program_.ladders[ladder],
                                           evaluation_.ladders[ladder]));
        return records;
    }

  private:
    AnswerRecord answer(ItemIndex index) const {
        const Item& item = *outline_[index].item;
        const ItemValue& value = evaluation_.items[index.value];
        const Answer& given = sheet_.answers[index.value];
        const AnswerDetails& details = sheet_.details[index.value];
        AnswerRecord record;
        record.id = item.id.text;
        record.type = item.type;
        record.state = value.state;
        if (value.state == AnswerState::known)
            record.value = machine_values(item, value.number, value.chosen);
        record.derived = value.derived;
        const bool is_silence = value.state == AnswerState::not_applicable &&
                                given.state == AnswerState::missing && !value.derived && !value.off;
        record.assumed = value.assumed || is_silence;
        record.off = value.off;
        // Unproven under `--evidence strict`, or an answer to what does not apply: kept, not scored.
        record.unused = given.state == AnswerState::known && value.state != AnswerState::known;
        record.reason = details.reason;
        record.evidence = details.evidence;
        record.note = details.note;
        return record;
    }

    NodeRecord scores(NodeIndex index) const {
        const NodeValue& value = evaluation_.nodes[index.value];
        NodeRecord record;
        record.id = outline_[index].node->id.text;
        record.state = value.state;
        record.score = when(value.has_score, value.score);
        record.maximum = when(value.has_score, value.maximum);
        record.percent = when(value.has_score && value.maximum > 0, 100 * value.score / value.maximum);
        record.low = when(value.has_bounds, value.low);
        record.high = when(value.has_bounds, value.high);
        record.weight = value.weight;
        return record;
    }

    LadderRecord ladder(const Ladder& ladder, const CompiledLadder& compiled,
                        const LadderValue& value) const {
        LadderRecord record;
        record.id = ladder.id.text;
        record.state = value.state;
        if (value.state == LadderState::not_applicable || value.state == LadderState::unknown) {
            record.level = record.possible =
                value.state == LadderState::unknown ? "unknown" : "not_applicable";
            if (value.state == LadderState::not_applicable)
                record.reason = value.total_missing ? "total" : "applies_if";
            return record;
        }
        record.level = level_id(ladder, value.level);
        record.possible = level_id(ladder, value.possible);
        if (value.level < compiled.level_count) record.next = level_id(ladder, value.level + 1);
        add_requirements(ladder, compiled, value, record);
        record.expected = expectation(ladder, compiled, value);
        return record;
    }

    static std::string level_id(const Ladder& ladder, Rung rung) {
        return rung == 0 ? "none" : ladder.levels[rung - 1].id.text;
    }

    void add_requirements(const Ladder& ladder, const CompiledLadder& compiled, const LadderValue& value,
                          LadderRecord& record) const {
        Rung rung = 0;
        std::uint32_t number = 0;
        for (std::size_t place = 0; place < compiled.requirements.size(); ++place) {
            const CompiledRequirement& requirement = compiled.requirements[place];
            number = requirement.rung == rung ? number + 1 : 0;
            rung = requirement.rung;
            const bool is_next = rung == value.level + 1;
            const bool failed_veto = requirement.veto && value.verdicts[place] == Verdict::unmet;
            if (!is_next && !failed_veto) continue;
            const RequirementRecord read{level_id(ladder, rung), number, value.verdicts[place],
                                         requirement.veto,
                                         read_condition(program_, evaluation_, requirement.condition)};
            if (failed_veto) record.failed_vetoes.push_back(read);
            if (is_next) record.requirements.push_back(read);
        }
    }

    static std::optional<ExpectationRecord> expectation(const Ladder& ladder, const CompiledLadder& compiled,
                                                        const LadderValue& value) {
        if (!value.expectation) return std::nullopt;
        const Rung rung = compiled.expected[*value.expectation].rung;
        ExpectationRecord record{level_id(ladder, rung), ladder.expected[*value.expectation].due,
                                 std::nullopt};
        if (value.level >= rung)
            record.reached = true;
        else if (value.possible < rung)
            record.reached = false;
        return record;
    }

    const Program& program_;
    const Outline& outline_;
    const AnswerSheet& sheet_;
    const Evaluation& evaluation_;
};

void add_identity(const System& system, const AnswerSheet& sheet, const AssessSettings& settings,
                  AssessmentRecord& record) {
    record.tidu_version = version();
    record.system_id = system.id;
    record.system_version = system.version;
    record.system_sha256 = system.sha256;
    record.period = sheet.period;
    record.enterprise = sheet.attributes;
    record.options = settings.options;
    if (settings.evidence_strict) record.options.emplace_back("evidence", "strict");
}

void add_scores(const Assembler& assembler, const Program& program, const Evaluation& evaluation,
                AssessmentRecord& record) {
    const std::vector<std::optional<double>> gaps_by_node = gaps(program, evaluation);
    record.answers = assembler.answers();
    record.nodes = assembler.nodes(gaps_by_node);
    record.gaps = assembler.gap_list(gaps_by_node);
    record.checks = assembler.checks();
    record.ladders = assembler.ladders();
    const NodeValue& total = evaluation.nodes.front();
    record.known_leaves = total.known_leaves;
    record.applicable_leaves = total.applicable_leaves;
}

bool names_evidence(const AnswerSheet& sheet) {
    return std::ranges::any_of(sheet.answers, [](const Answer& answer) { return answer.evidence_count > 0; });
}

}  // namespace

AssessmentRecord assemble(const Program& program, const AnswerSheet& sheet, const Evaluation& evaluation,
                          const AssessSettings& settings) {
    AssessmentRecord record;
    add_identity(program.outline->system(), sheet, settings, record);
    for (const Diagnostic& problem : sheet.problems.items())
        record.problems.push_back(problem_record(problem));
    for (const Diagnostic& finding : diagnose_findings(evaluation, program, sheet))
        record.problems.push_back(problem_record(finding));
    const bool is_valid = sheet.is_valid() && evaluation.is_valid();
    record.status = is_valid ? RecordStatus::ok : RecordStatus::invalid;
    if (is_valid) add_scores(Assembler(program, sheet, evaluation), program, evaluation, record);
    return record;
}

AssessmentRecord assess(const Program& program, const AnswerSheet& sheet, const AssessSettings& settings,
                        Evaluation& evaluation) {
    std::optional<double> evidenced;
    if (sheet.is_valid() && !settings.evidence_strict && names_evidence(sheet)) {
        evaluate(program, sheet.answers, {.evidence_strict = true}, evaluation);
        if (evaluation.is_valid())
            evidenced = when(evaluation.nodes.front().has_score, evaluation.nodes.front().score);
    }
    // Over a sheet that did not bind too: what is wrong with the rest of it is said in the same run.
    if (!sheet.answers.empty()) evaluate(program, sheet.answers, {settings.evidence_strict}, evaluation);
    AssessmentRecord record = assemble(program, sheet, evaluation, settings);
    if (record.status == RecordStatus::ok) record.total_evidenced = evidenced;
    return record;
}

}  // namespace tidu
