// SPDX-License-Identifier: Apache-2.0
// What a condition needs and what it sees, for reports. A view: the truth comes from truth_of.
#include <cmath>

#include "selection.h"
#include "tidu/score/evaluate.h"
#include "tidu/score/explain.h"
#include "tidu/text/number.h"

namespace tidu {
namespace {

std::string answer_text(const Item& item, double number) {
    const auto position = static_cast<std::size_t>(number);
    switch (item.type) {
        case AnswerType::yesno:
            return number == 1 ? "yes" : "no";
        case AnswerType::choice:
        case AnswerType::multi:
            return position < item.options.size() ? item.options[position].id.text : std::string();
        case AnswerType::number:
            break;
    }
    return {};
}

class Reader {
  public:
    Reader(const Program& program, const Evaluation& evaluation)
        : program_(program), evaluation_(evaluation) {}

    ConditionReading read(ConditionIndex index) const {
        const CompiledCondition& condition = program_[index];
        ConditionReading reading = read_subject(condition);
        reading.truth = truth_of(program_, evaluation_, index);
        read_needs(condition, reading);
        return reading;
    }

  private:
    const Outline& outline() const { return *program_.outline; }
    const Item& item(const CompiledCondition& condition) const {
        return *outline()[ItemIndex{condition.subject}].item;
    }

    ConditionReading read_subject(const CompiledCondition& condition) const {
        switch (condition.kind) {
            case ConditionKind::score:
                return read_score(condition, false);
            case ConditionKind::percent:
                return read_score(condition, true);
            case ConditionKind::answer_compare:
            case ConditionKind::answer_in:
            case ConditionKind::answer_includes:
                return read_answer(condition);
            case ConditionKind::evidence:
                return read_evidence(condition);
            case ConditionKind::check:
                return named("check", outline().system().checks[condition.subject].id.text);
            case ConditionKind::count:
                return read_count(condition);
            case ConditionKind::share:
                return read_share(condition);
            case ConditionKind::level:
                return read_level(condition);
            case ConditionKind::all:
                return read_group("all", condition);
            case ConditionKind::any:
                return read_group("any", condition);
            case ConditionKind::negation:
                return read_group("not", condition);
        }
        return {};
    }

    static ConditionReading named(std::string_view kind, std::string_view subject) {
        ConditionReading reading;
        reading.kind = kind;
        reading.subject = subject;
        return reading;
    }

    static void set_range(ConditionReading& reading, double low, double high) {
        if (low == high) return;
        if (std::isfinite(low)) reading.present_low = low;
        if (std::isfinite(high)) reading.present_high = high;
    }

    ConditionReading read_score(const CompiledCondition& condition, bool percent) const {
        const NodeValue& node = evaluation_.nodes[condition.subject];
        ConditionReading reading =
            named(percent ? "percent" : "score", outline()[NodeIndex{condition.subject}].node->id.text);
        const auto scaled = [&](double points, double maximum) {
            return percent ? 100 * points / maximum : points;
        };
        if (node.has_score && (!percent || node.maximum > 0))
            reading.present = scaled(node.score, node.maximum);
        if (node.has_bounds && (!percent || node.open_maximum > 0))
            set_range(reading, scaled(node.low, node.open_maximum), scaled(node.high, node.open_maximum));
        return reading;
    }

    ConditionReading read_answer(const CompiledCondition& condition) const {
        const Item& subject = item(condition);
        const ItemValue& value = evaluation_.items[condition.subject];
        ConditionReading reading = named("answer", subject.id.text);
        if (value.state == AnswerState::not_applicable) return reading;
        if (subject.type == AnswerType::number) {
            if (value.state == AnswerState::known) reading.present = value.number;
            set_range(reading, value.possible.low, value.possible.high);
        } else if (value.state == AnswerState::known) {
            reading.present_text = subject.type == AnswerType::multi ? chosen_text(subject, value.chosen)
                                                                     : answer_text(subject, value.number);
        }
        return reading;
    }

    static std::string chosen_text(const Item& item, std::uint64_t chosen) {
        std::string text;
        for (std::size_t option = 0; option < item.options.size() && option < 64; ++option)
            if (chosen >> option & 1) text += (text.empty() ? "" : "|") + item.options[option].id.text;
        return text;
    }

    ConditionReading read_evidence(const CompiledCondition& condition) const {
        ConditionReading reading = named("evidence", item(condition).id.text);
        reading.present = evaluation_.items[condition.subject].evidence_count;
        return reading;
    }

    ConditionReading read_count(const CompiledCondition& condition) const {
        ConditionReading reading = named("count", selector_name(condition));
        const auto count = count_selected(program_, evaluation_, program_.selectors[condition.subject]);
        if (!count) return reading;
        reading.present = count->low;
        set_range(reading, count->low, count->high);
        if (condition.every) reading.needed = count->applicable;
        if (condition.every) reading.comparator = "all";
        return reading;
    }

    ConditionReading read_share(const CompiledCondition& condition) const {
        ConditionReading reading = named("share", selector_name(condition));
        const auto part = count_selected(program_, evaluation_, program_.selectors[condition.subject]);
        const auto of = count_selected(program_, evaluation_, program_.selectors[condition.other]);
        if (!part || !of) return reading;
        if (of->low > 0) reading.present = std::min(1.0, part->low / of->low);
        if (const auto share = share_of(*part, *of)) set_range(reading, share->low, share->high);
        return reading;
    }

    std::string selector_name(const CompiledCondition& condition) const {
        const auto& form = condition.origin->form;
        if (const auto* count = std::get_if<CountCondition>(&form)) return count->selector.name.text;
        return std::get<ShareCondition>(form).part.name.text;
    }

    ConditionReading read_level(const CompiledCondition& condition) const {
        const Ladder& ladder = outline().system().ladders[condition.subject];
        ConditionReading reading = named("level", ladder.id.text);
        reading.comparator = "at_least";
        reading.needed_text = ladder.levels[condition.other - 1].id.text;
        const LadderValue& value = evaluation_.ladders[condition.subject];
        if (value.state == LadderState::not_applicable || value.state == LadderState::unknown) return reading;
        reading.present_text = value.level == 0 ? "none" : ladder.levels[value.level - 1].id.text;
        return reading;
    }

    ConditionReading read_group(std::string_view kind, const CompiledCondition& condition) const {
        ConditionReading reading = named(kind, {});
        for (std::uint32_t part = 0; part < condition.parts.count; ++part)
            reading.parts.push_back(read(program_.condition_parts[condition.parts.first + part]));
        return reading;
    }

    /// Comparisons and listed values. Two comparisons make an `all` of two readings of the same subject.
    void read_needs(const CompiledCondition& condition, ConditionReading& reading) const {
        if (condition.kind == ConditionKind::answer_includes) {
            reading.comparator = "includes";
            reading.needed_text = item(condition).options[condition.other].id.text;
        }
        if (condition.kind == ConditionKind::answer_in) read_listed(condition, reading);
        if (condition.comparisons.count == 0) return;
        std::vector<ConditionReading> parts(condition.comparisons.count, reading);
        for (std::uint32_t position = 0; position < condition.comparisons.count; ++position)
            read_comparison(condition, program_.comparisons[condition.comparisons.first + position],
                            parts[position]);
        if (parts.size() == 1) {
            reading = std::move(parts.front());
            return;
        }
        const Truth truth = reading.truth;
        reading = named("all", {});
        reading.truth = truth;
        reading.parts = std::move(parts);
    }

    void read_comparison(const CompiledCondition& condition, const CompiledComparison& comparison,
                         ConditionReading& reading) const {
        reading.comparator = name_of(comparison.comparator);
        const auto needed = operand_range(evaluation_, comparison.operand);
        if (!needed) return;
        const bool by_option =
            condition.kind == ConditionKind::answer_compare && item(condition).type != AnswerType::number;
        if (by_option)
            reading.needed_text = answer_text(item(condition), needed->low);
        else if (needed->low == needed->high)
            reading.needed = needed->low;
    }

    void read_listed(const CompiledCondition& condition, ConditionReading& reading) const {
        const Item& subject = item(condition);
        reading.comparator = condition.operands.count == 1 ? "is" : "in";
        for (std::uint32_t position = 0; position < condition.operands.count; ++position) {
            const auto listed =
                operand_range(evaluation_, program_.operands[condition.operands.first + position]);
            if (!listed || listed->low != listed->high) continue;
            const bool is_number = subject.type == AnswerType::number;
            if (is_number && condition.operands.count == 1) {
                reading.needed = listed->low;
                continue;
            }
            if (!reading.needed_text.empty()) reading.needed_text += '|';
            reading.needed_text += is_number ? format_number(listed->low) : answer_text(subject, listed->low);
        }
    }

    const Program& program_;
    const Evaluation& evaluation_;
};

}  // namespace

ConditionReading read_condition(const Program& program, const Evaluation& evaluation,
                                ConditionIndex condition) {
    return Reader(program, evaluation).read(condition);
}

}  // namespace tidu
