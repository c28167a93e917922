// SPDX-License-Identifier: Apache-2.0
// Keeps the sheet in canonical form and evaluates it after every change, so that what applies, what derives
// and how far the ladders are decided is always the kernel's word.
#include "tidu/interview/interview.h"

#include <algorithm>

#include "tidu/answers/canonical.h"
#include "tidu/score/evaluate.h"

namespace tidu {
namespace {

/// How much one rung of a ladder's range, one undecided requirement and one point of the total weigh against
/// each other when questions are compared: the level is what is asked for, the rest breaks ties towards it.
constexpr double rung_weight = 1000;
constexpr double requirement_weight = 1;
constexpr double point_weight = 0.01;

/// Answers to try, from one end to the other: each option or yes and no, the ends and the middle of a number,
/// none and all of a multi.
std::vector<Answer> possible_answers(const CompiledItem& item) {
    std::vector<Answer> answers;
    const auto add = [&](double number, std::uint64_t chosen) {
        Answer answer;
        answer.state = AnswerState::known;
        answer.number = number;
        answer.chosen = chosen;
        answers.push_back(answer);
    };
    switch (item.type) {
        case AnswerType::yesno:
            add(0, 0);
            add(1, 0);
            break;
        case AnswerType::choice:
            for (std::uint32_t option = 0; option < item.option_count; ++option)
                if (option >= 64 || (item.answerable >> option & 1) != 0) add(option, 0);
            break;
        case AnswerType::multi:
            add(0, 0);
            add(0, item.answerable);
            break;
        case AnswerType::number:
            if (!item.range) break;
            add(item.range->low, 0);
            add((item.range->low + item.range->high) / 2, 0);
            add(item.range->high, 0);
            break;
    }
    return answers;
}

}  // namespace

Interview::Interview(std::shared_ptr<const Program> program, RawSheet start, std::optional<LadderIndex> quick)
    : program_(std::move(program)),
      binder_(*program_->outline),
      plan_(plan_form(*program_->outline)),
      quick_(quick),
      sheet_(std::move(start)),
      passed_(program_->outline->items().size()) {
    if (sheet_.system.empty()) sheet_.system = program_->outline->system().id;
    evaluate_again();
}

void Interview::evaluate_again() {
    answers_ = binder_.bind(sheet_).answers;
    evaluate(*program_, answers_, {}, evaluation_);
}

const RawAnswer* Interview::answer_to(ItemIndex item) const {
    const std::string& id = outline()[item].item->id.text;
    const auto found =
        std::ranges::find_if(sheet_.answers, [&](const RawAnswer& answer) { return answer.key == id; });
    return found == sheet_.answers.end() || found->is_empty() ? nullptr : &*found;
}

RawAnswer& Interview::entry(ItemIndex item) {
    const std::string& id = outline()[item].item->id.text;
    for (RawAnswer& answer : sheet_.answers)
        if (answer.key == id) return answer;
    RawAnswer& added = sheet_.answers.emplace_back();
    added.key = id;
    return added;
}

std::optional<Misunderstanding> Interview::answer(ItemIndex item, std::string_view text) {
    Understanding understanding = reader(item).understand(text);
    if (understanding.problem) return std::move(understanding.problem);
    if (understanding.answer.state == AnswerState::missing) return std::nullopt;
    RawAnswer& answer = entry(item);
    answer.values = {RawValue{std::string(text), {}, false}};
    answer.is_list = answer.not_applicable = false;
    answer.reason.clear();
    sheet_ = canonical_sheet(binder_, sheet_);
    evaluate_again();
    return std::nullopt;
}

void Interview::clear(ItemIndex item) {
    RawAnswer& answer = entry(item);
    answer.values.clear();
    answer.is_list = answer.not_applicable = false;
    answer.reason.clear();
    evaluate_again();
}

void Interview::declare_not_applicable(ItemIndex item, const std::string& reason) {
    RawAnswer& answer = entry(item);
    answer.values.clear();
    answer.is_list = false;
    answer.not_applicable = true;
    answer.reason = reason;
    evaluate_again();
}

void Interview::set_note(ItemIndex item, std::string note) {
    entry(item).note = std::move(note);
}

void Interview::set_evidence(ItemIndex item, std::vector<std::string> evidence) {
    entry(item).evidence = std::move(evidence);
    evaluate_again();
}

void Interview::set_attribute(const std::string& key, std::string value) {
    if (key == "period") {
        sheet_.period = std::move(value);
        return;
    }
    for (auto& [name, old] : sheet_.enterprise) {
        if (name != key) continue;
        old.text = std::move(value);
        return;
    }
    sheet_.enterprise.emplace_back(key, RawValue{std::move(value), {}, false});
}

void Interview::pass(ItemIndex item) {
    passed_[item.value] = true;
}

bool Interview::is_open(ItemIndex item) const {
    const ItemValue& value = evaluation_.items[item.value];
    return !value.off && (value.state == AnswerState::missing || value.assumed);
}

bool Interview::is_left(ItemIndex item) const {
    return is_open(item) && !passed_[item.value];
}

Interview::Progress Interview::progress() const {
    Progress progress;
    for (const ItemValue& value : evaluation_.items) {
        if (value.off) continue;
        ++progress.asked;
        if (value.state != AnswerState::missing && !value.assumed) ++progress.answered;
    }
    return progress;
}

std::optional<ItemIndex> Interview::next() const {
    return quick_ ? next_quick() : next_in_plan();
}

std::optional<ItemIndex> Interview::next_in_plan() const {
    for (const FormPart& part : plan_)
        for (const FormLine& line : part.lines)
            if (line.item && is_left(*line.item)) return open_part(*line.item).value_or(*line.item);
    return std::nullopt;
}

bool Interview::is_decided() const {
    if (!quick_) return false;
    const LadderState state = evaluation_.ladders[quick_->value].state;
    return state == LadderState::decided || state == LadderState::not_applicable;
}

/// What everybody must answer comes first: nothing is valid without it. Then whatever narrows the ladder
/// most.
std::optional<ItemIndex> Interview::next_quick() const {
    for (std::uint32_t item = 0; item < outline().input_count(); ++item)
        if (outline().items()[item].input->required && is_left({item})) return ItemIndex{item};
    if (is_decided()) return std::nullopt;
    std::optional<ItemIndex> best;
    double best_effect = 0;
    Evaluation trial;
    for (std::uint32_t item = 0; item < outline().items().size(); ++item) {
        if (!is_left({item}) || evaluation_.items[item].assumed) continue;
        const double effect = effect_of({item}, trial);
        if (effect <= best_effect) continue;
        best = ItemIndex{item};
        best_effect = effect;
    }
    if (!best) return next_in_plan();
    return open_part(*best).value_or(*best);
}

/// A derived value is asked for by its parts, in file order (the whole comes before its part); only when they
/// are not known is it asked itself.
std::optional<ItemIndex> Interview::open_part(ItemIndex item) const {
    std::optional<ItemIndex> first;
    for (const std::string& id : arithmetic_parts(*outline()[item].item))
        if (const auto part = outline().find_item(id); part && is_left(*part) && (!first || *part < *first))
            first = part;
    return first ? open_part(*first).value_or(*first) : first;
}

/// How much the answers that an item may have narrow the ladder on average.
double Interview::effect_of(ItemIndex item, Evaluation& trial) const {
    const std::vector<Answer> possible = possible_answers((*program_)[item]);
    if (possible.empty()) return 0;
    const double now = openness(evaluation_);
    std::vector<Answer> answers = answers_;
    double narrowed = 0;
    for (const Answer& answer : possible) {
        answers[item.value] = answer;
        evaluate(*program_, answers, {}, trial);
        narrowed += now - openness(trial);
    }
    return narrowed / static_cast<double>(possible.size());
}

double Interview::openness(const Evaluation& evaluation) const {
    const LadderValue& ladder = evaluation.ladders[quick_->value];
    if (ladder.state == LadderState::decided || ladder.state == LadderState::not_applicable) return 0;
    const CompiledLadder& compiled = program_->ladders[quick_->value];
    const Rung possible = ladder.state == LadderState::unknown ? compiled.level_count : ladder.possible;
    double open = rung_weight * (static_cast<double>(possible) - static_cast<double>(ladder.level));
    for (std::size_t requirement = 0; requirement < ladder.verdicts.size(); ++requirement) {
        const Rung rung = compiled.requirements[requirement].rung;
        if (rung > ladder.level && rung <= possible && ladder.verdicts[requirement] == Verdict::unknown)
            open += requirement_weight;
    }
    const NodeValue& total = evaluation.nodes.front();
    return open + (total.has_bounds ? point_weight * (total.high - total.low) : 0);
}

}  // namespace tidu
