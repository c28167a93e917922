// SPDX-License-Identifier: Apache-2.0
#include "tidu/result/effect.h"

#include <algorithm>

namespace tidu {
namespace {

std::optional<double> total_of(const AssessmentRecord& record) {
    return record.total() ? record.total()->score : std::nullopt;
}

BilingualText first_error(const AssessmentRecord& record) {
    for (const ProblemRecord& problem : record.problems)
        if (problem.severity == Severity::error) return problem.message;
    return {};
}

bool goes(const EnterpriseEffect& effect, LadderChange::Direction direction) {
    return std::ranges::any_of(effect.ladders,
                               [&](const LadderChange& ladder) { return ladder.direction == direction; });
}

void count_passage(const LadderChange& ladder, std::vector<LevelPassage>& passages) {
    const auto is_same = [&](const LevelPassage& passage) {
        return passage.example.id == ladder.id && passage.example.before == ladder.before &&
               passage.example.after == ladder.after;
    };
    const auto found = std::ranges::find_if(passages, is_same);
    if (found == passages.end())
        passages.push_back({ladder, 1});
    else
        ++found->count;
}

RawAnswer raw_answer_of(const AnswerRecord& record) {
    RawAnswer answer;
    answer.key = record.id;
    for (const std::string& value : record.value)
        answer.values.push_back({.text = value, .span = {}});
    answer.is_list = record.type == AnswerType::multi && record.state == AnswerState::known;
    answer.not_applicable = record.state == AnswerState::not_applicable;
    answer.reason = record.reason;
    answer.evidence = record.evidence;
    answer.note = record.note;
    return answer;
}

}  // namespace

std::optional<double> EnterpriseEffect::total_change() const {
    if (!total_before || !total_after) return std::nullopt;
    return *total_after - *total_before;
}

EnterpriseEffect compare_versions(const AssessmentRecord& before, const AssessmentRecord& after,
                                  const Outline& outline_before, const Outline& outline_after) {
    EnterpriseEffect effect;
    effect.id = before.attribute("id");
    effect.name = before.attribute("name");
    effect.is_valid_before = before.status == RecordStatus::ok;
    effect.is_valid_after = after.status == RecordStatus::ok;
    effect.total_before = total_of(before);
    effect.total_after = total_of(after);
    effect.problem = first_error(effect.is_valid_before ? after : before);
    if (!effect.is_compared()) return effect;
    effect.problem = {};
    for (const Ladder& ladder : outline_after.system().ladders) {
        if (!outline_before.find_ladder(ladder.id.text)) continue;
        LadderChange change = compare_levels(before, after, ladder);
        if (change.direction != LadderChange::Direction::same) effect.ladders.push_back(std::move(change));
    }
    return effect;
}

EffectSummary summarise(const std::vector<EnterpriseEffect>& effects) {
    EffectSummary summary;
    double sum = 0;
    std::size_t totals = 0;
    for (const EnterpriseEffect& effect : effects) {
        if (!effect.is_compared()) {
            ++summary.refused;
            continue;
        }
        ++summary.compared;
        if (goes(effect, LadderChange::Direction::gained)) ++summary.rising;
        if (goes(effect, LadderChange::Direction::lost)) ++summary.falling;
        for (const LadderChange& ladder : effect.ladders)
            count_passage(ladder, summary.passages);
        const std::optional<double> change = effect.total_change();
        if (!change) continue;
        sum += *change;
        ++totals;
        summary.lowest_change = std::min(summary.lowest_change.value_or(*change), *change);
        summary.highest_change = std::max(summary.highest_change.value_or(*change), *change);
    }
    if (totals > 0) summary.mean_change = sum / static_cast<double>(totals);
    return summary;
}

RawSheet answers_for(const RawSheet& sheet, const ItemNames& own, const ItemNames& other) {
    RawSheet kept = sheet;
    std::erase_if(kept.answers, [&](const RawAnswer& answer) {
        return !own.find(answer.key) && other.find(answer.key).has_value();
    });
    return kept;
}

RawSheet answers_of(const AssessmentRecord& record, SourcePtr source) {
    RawSheet sheet;
    sheet.source = std::move(source);
    sheet.system = record.system_id;
    sheet.system_version = record.system_version;
    sheet.period = record.period;
    for (const auto& [key, value] : record.enterprise)
        sheet.enterprise.push_back({key, {.text = value, .span = {}}});
    for (const AnswerRecord& answer : record.answers)
        if (!answer.derived && !answer.assumed && answer.state != AnswerState::missing)
            sheet.answers.push_back(raw_answer_of(answer));
    return sheet;
}

}  // namespace tidu
