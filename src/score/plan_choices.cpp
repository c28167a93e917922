// SPDX-License-Identifier: Apache-2.0
// What an enterprise could answer instead, and at what cost: the decisions of a plan.
#include <algorithm>
#include <bit>
#include <cmath>
#include <map>
#include <tuple>

#include "leaf_score.h"
#include "plan_effort.h"
#include "plan_reads.h"
#include "tidu/score/plan.h"
#include "tidu/text/number.h"

namespace tidu {
namespace {

/// A number is planned on a grid of at most this many steps over its scale, so that plans name round figures.
constexpr double most_grid_steps = 200;
/// Combinations of a multi that are looked at.
constexpr std::size_t most_combinations = 4096;

/// Conditions that look at one item, and whether its value is used otherwise (as a threshold, or to derive
/// others).
struct Readers {
    std::vector<ConditionIndex> conditions;
    bool is_used_as_number = false;
};

std::vector<Readers> find_readers(const Program& program) {
    std::vector<Readers> readers(program.items.size());
    for (std::uint32_t condition = 0; condition < program.conditions.size(); ++condition) {
        const CompiledCondition& compiled = program.conditions[condition];
        const auto kind = compiled.kind;
        if (kind == ConditionKind::answer_compare || kind == ConditionKind::answer_in ||
            kind == ConditionKind::answer_includes)
            readers[compiled.subject].conditions.push_back({condition});
    }
    const auto use = [&](const CompiledOperand& operand) {
        if (operand.item) readers[operand.item->value].is_used_as_number = true;
    };
    for (const CompiledComparison& comparison : program.comparisons)
        use(comparison.operand);
    for (const CompiledOperand& operand : program.operands)
        use(operand);
    for (const CompiledSelector& selector : program.selectors)
        use(selector.scoring);
    for (std::uint32_t item = 0; item < program.items.size(); ++item) {
        const CompiledDerivation& derivation = program.items[item].derivation;
        // Counts and `first` look at conditions and scores, which have their own entries.
        if (std::holds_alternative<CountStep>(derivation) || std::holds_alternative<ShareStep>(derivation) ||
            std::holds_alternative<FirstStep>(derivation))
            continue;
        ItemReads parts(program);
        parts.see_parts({item});
        for (const ItemIndex part : parts.items())
            readers[part.value].is_used_as_number = true;
    }
    return readers;
}

/// Inputs that decide what applies, what weighs how much, or who stands on a ladder.
ItemReads find_gates(const Program& program) {
    ItemReads gates(program);
    for (const CompiledNode& node : program.nodes) {
        if (node.applies_if) gates.see(*node.applies_if);
        if (node.weight_input) gates.see(*node.weight_input);
    }
    for (const CompiledLadder& ladder : program.ladders)
        if (ladder.applies_if) gates.see(*ladder.applies_if);
    return gates;
}

Answer known_answer(double number, std::uint64_t chosen, std::uint32_t evidence_count) {
    Answer answer;
    answer.state = AnswerState::known;
    answer.number = number;
    answer.chosen = chosen;
    // The proof comes with the work.
    answer.evidence_count = std::max(evidence_count, 1U);
    return answer;
}

/// The moves of one item.
class MoveFinder {
  public:
    MoveFinder(const Program& program, const Evaluation& now, const Answer& given, ItemIndex item,
               const Readers& readers, const PlanOptions& options)
        : program_(program),
          compiled_(program[item]),
          item_(item),
          given_(given),
          value_(now.items[item.value]),
          readers_(readers),
          effort_(program, item, options.efforts),
          scratch_(now) {
        if (compiled_.node) score_ = &program[*compiled_.node].score;
    }

    PlanChoice find() {
        choice_.item = item_;
        choice_.moves.push_back({given_, 0});
        switch (compiled_.type) {
            case AnswerType::number:
                find_numbers();
                break;
            case AnswerType::multi:
                find_combinations();
                break;
            case AnswerType::choice:
            case AnswerType::yesno:
                find_options();
                break;
        }
        drop_equals();
        return std::move(choice_);
    }

  private:
    bool is_open() const { return value_.state == AnswerState::missing; }
    double points(double number, std::uint64_t chosen) const {
        return score_ ? leaf_points(*score_, number, chosen).value_or(score_->worst) : 0;
    }
    bool is_no_loss(double points_after) const {
        return !score_ || is_open() || points_after >= points(value_.number, value_.chosen) - tolerance;
    }
    void offer(double number, std::uint64_t chosen, double effort) {
        if (!is_no_loss(points(number, chosen))) return;
        const double counted = counted_effort(std::max(0.0, effort));
        choice_.moves.push_back({known_answer(number, chosen, given_.evidence_count), counted});
    }

    void find_options() {
        const std::uint32_t count = compiled_.type == AnswerType::yesno ? 2 : compiled_.option_count;
        const bool known = !is_open();
        const double paid = known ? effort_.of_option(static_cast<std::uint32_t>(value_.number)) : 0;
        for (std::uint32_t option = 0; option < count; ++option) {
            if (known && option == static_cast<std::uint32_t>(value_.number)) continue;
            const bool answerable =
                compiled_.type == AnswerType::yesno || option >= 64 || (compiled_.answerable >> option & 1);
            if (answerable) offer(option, 0, effort_.of_option(option) - paid);
        }
    }

    // ---- numbers

    void find_numbers() {
        const double start = is_open() ? worst_number() : value_.number;
        for (const double x : candidates(start)) {
            if (!is_open() && x == value_.number) continue;
            if (compiled_.range && (x < compiled_.range->low || x > compiled_.range->high)) continue;
            if (score_ && !leaf_points(*score_, x, 0)) continue;
            offer(x, 0, effort_.of_number(start, x, points(start, 0), points(x, 0)));
        }
    }

    /// Where an open number is taken to start: the end of its range that scores worse, the low one where that
    /// is no matter.
    double worst_number() const {
        if (!compiled_.range) return score_ && !score_->points.empty() ? score_->points.front().first : 0;
        const auto [low, high] = *compiled_.range;
        return points(high, 0) < points(low, 0) ? high : low;
    }

    /// Points of the scale, thresholds that conditions hold the answer against, and the grid between them.
    std::vector<double> candidates(double start) const {
        std::vector<double> values{start};
        if (score_)
            for (const auto& [x, ignored] : score_->points)
                values.push_back(x);
        for (const ConditionIndex reader : readers_.conditions)
            add_thresholds(program_[reader], values);
        const bool goes_on = score_ ? score_->beyond_linear : readers_.is_used_as_number;
        if (compiled_.range && goes_on) {
            values.push_back(compiled_.range->low);
            values.push_back(compiled_.range->high);
        }
        const auto [low, high] = std::ranges::minmax(values);
        add_grid(low, high, values);
        std::ranges::sort(values);
        values.erase(std::unique(values.begin(), values.end()), values.end());
        return values;
    }

    void add_thresholds(const CompiledCondition& condition, std::vector<double>& values) const {
        for (std::uint32_t place = 0; place < condition.comparisons.count; ++place) {
            const auto& comparison = program_.comparisons[condition.comparisons.first + place];
            const CompiledOperand& operand = comparison.operand;
            const double threshold =
                operand.item ? scratch_.items[operand.item->value].number : operand.number;
            values.push_back(threshold);
        }
        for (std::uint32_t place = 0; place < condition.operands.count; ++place)
            values.push_back(program_.operands[condition.operands.first + place].number);
    }

    /// Multiples of a power of ten; steps beyond the thresholds, for `above` and `below`.
    static void add_grid(double low, double high, std::vector<double>& values) {
        if (high <= low) return;
        const double exponent = std::ceil(std::log10((high - low) / most_grid_steps) - tolerance);
        const double step = std::pow(10.0, std::abs(exponent));
        // Divided where it is below one, so that 0.3 is the double that people write.
        const auto at = [&](double count) { return exponent < 0 ? count / step : count * step; };
        const double first = std::floor(exponent < 0 ? low * step : low / step);
        for (double count = first; at(count - 1) <= high; ++count)
            values.push_back(at(count));
    }

    // ---- multis

    struct Combination {
        std::uint64_t chosen = 0;
        double effort = 0;
    };

    void find_combinations() {
        const std::uint64_t exclusive = exclusive_options();
        const std::uint64_t kept = is_open() ? 0 : value_.chosen & ~exclusive;
        double paid = 0;
        if (!is_open())
            for (std::uint64_t rest = value_.chosen & exclusive; rest != 0; rest &= rest - 1)
                paid += effort_.of_option(static_cast<std::uint32_t>(std::countr_zero(rest)));
        std::vector<Combination> combinations{{kept, -paid}};
        for (std::uint32_t option = 0; option < std::min(compiled_.option_count, 64U); ++option) {
            const std::uint64_t bit = std::uint64_t{1} << option;
            if ((compiled_.answerable & bit) == 0 || (kept & bit) != 0) continue;
            const double effort = effort_.of_option(option);
            if ((exclusive & bit) != 0) {
                if (kept == 0 && (is_open() || value_.chosen != bit)) offer(0, bit, effort - paid);
                continue;
            }
            add_option(bit, effort, combinations);
        }
        // Taking back `none of these` is no improvement by itself.
        for (const Combination& one : combinations)
            if (is_open() || (one.chosen != value_.chosen && one.chosen != 0))
                offer(0, one.chosen, one.effort);
    }

    std::uint64_t exclusive_options() const {
        std::uint64_t bits = 0;
        const auto& options = (*program_.outline)[item_].item->options;
        for (std::size_t option = 0; option < options.size() && option < 64; ++option)
            if (options[option].exclusive) bits |= std::uint64_t{1} << option;
        return bits;
    }

    /// Every combination with and without the option; of those that can never be told apart the cheapest.
    void add_option(std::uint64_t bit, double effort, std::vector<Combination>& combinations) {
        const std::size_t before = combinations.size();
        for (std::size_t place = 0; place < before; ++place)
            combinations.push_back({combinations[place].chosen | bit, combinations[place].effort + effort});
        std::map<std::tuple<double, double, int, std::uint64_t>, Combination> cheapest;
        const std::uint64_t looked_at = options_looked_at();
        for (const Combination& one : combinations) {
            const auto [sum, best] = sum_and_best(one.chosen);
            const auto key = std::tuple(sum, best, std::popcount(one.chosen), one.chosen & looked_at);
            const auto [found, is_new] = cheapest.try_emplace(key, one);
            if (!is_new &&
                std::tuple(one.effort, one.chosen) < std::tuple(found->second.effort, found->second.chosen))
                found->second = one;
        }
        combinations.clear();
        for (const auto& [key, one] : cheapest)
            combinations.push_back(one);
        if (combinations.size() <= most_combinations) return;
        choice_.complete = false;
        std::ranges::stable_sort(combinations, {}, &Combination::effort);
        combinations.resize(most_combinations);
    }

    std::uint64_t options_looked_at() const {
        std::uint64_t bits = 0;
        for (const ConditionIndex reader : readers_.conditions)
            if (program_[reader].kind == ConditionKind::answer_includes)
                bits |= std::uint64_t{1} << program_[reader].other;
        return bits;
    }

    std::pair<double, double> sum_and_best(std::uint64_t chosen) const {
        if (!score_) return {0, 0};
        double sum = 0;
        double best = -HUGE_VAL;
        for (std::uint64_t rest = chosen; rest != 0; rest &= rest - 1) {
            const double points = score_->options[static_cast<std::size_t>(std::countr_zero(rest))];
            sum += points;
            best = std::max(best, points);
        }
        return {sum, best};
    }

    // ---- equals

    /// What scores and conditions see of a move.
    std::vector<double> features(const PlanMove& move) {
        ItemValue& value = scratch_.items[item_.value];
        value.state = AnswerState::known;
        value.number = move.answer.number;
        value.chosen = move.answer.chosen;
        value.possible = {value.number, value.number};
        std::vector<double> seen{points(value.number, value.chosen)};
        for (const ConditionIndex reader : readers_.conditions)
            seen.push_back(static_cast<double>(truth_of(program_, scratch_, reader)));
        return seen;
    }

    void drop_equals() {
        if (readers_.is_used_as_number) return;
        std::map<std::vector<double>, std::size_t> cheapest;
        if (!is_open()) cheapest.emplace(features({known_answer(value_.number, value_.chosen, 0), 0}), 0);
        for (std::size_t move = 1; move < choice_.moves.size(); ++move) {
            const auto [found, is_new] = cheapest.try_emplace(features(choice_.moves[move]), move);
            if (!is_new && choice_.moves[move].effort < choice_.moves[found->second].effort)
                found->second = move;
        }
        std::vector<bool> kept(choice_.moves.size(), false);
        kept[0] = true;
        for (const auto& [seen, move] : cheapest)
            kept[move] = true;
        std::size_t place = 0;
        std::erase_if(choice_.moves, [&](const PlanMove&) { return !kept[place++]; });
    }

    const Program& program_;
    const CompiledItem& compiled_;
    ItemIndex item_;
    const Answer& given_;
    ItemValue value_;
    const Readers& readers_;
    ItemEffort effort_;
    const LeafScore* score_ = nullptr;
    Evaluation scratch_;
    PlanChoice choice_;
};

bool contains(std::span<const ItemIndex> items, ItemIndex item) {
    return std::ranges::find(items, item) != items.end();
}

/// Walks the items after what they are derived from, so that it is known what follows what may change.
class ChoiceFinder {
  public:
    ChoiceFinder(const Program& program, std::span<const Answer> answers, const Evaluation& now,
                 const PlanOptions& options)
        : program_(program),
          answers_(answers),
          now_(now),
          options_(options),
          readers_(find_readers(program)),
          gates_(find_gates(program)),
          may_change_(program.items.size(), false) {}

    std::vector<PlanChoice> find() {
        std::vector<PlanChoice> choices;
        for (const Definition& definition : program_.order)
            if (const ItemIndex* item = std::get_if<ItemIndex>(&definition)) look_at(*item, choices);
        std::ranges::sort(choices, {}, &PlanChoice::item);
        return choices;
    }

  private:
    void look_at(ItemIndex item, std::vector<PlanChoice>& choices) {
        if (follows(item)) {
            may_change_[item.value] = true;
            return;
        }
        if (!is_free(item)) return;
        PlanChoice choice =
            MoveFinder(program_, now_, answers_[item.value], item, readers_[item.value], options_).find();
        if (choice.moves.size() == 1) return;
        may_change_[item.value] = true;
        choices.push_back(std::move(choice));
    }

    /// Derived, not answered directly, and from something that may change.
    bool follows(ItemIndex item) const {
        const Answer& given = answers_[item.value];
        const bool answered = given.state != AnswerState::missing && !given.assumed;
        if (answered || std::holds_alternative<std::monostate>(program_[item].derivation)) return false;
        ItemReads parts(program_);
        parts.see_parts(item);
        return std::ranges::any_of(parts.items(), [&](ItemIndex part) { return may_change_[part.value]; });
    }

    bool is_free(ItemIndex item) const {
        const ItemValue& value = now_.items[item.value];
        if (value.state == AnswerState::not_applicable || contains(options_.kept, item)) return false;
        if (program_[item].node) return true;
        if (gates_.contains(item) || !std::holds_alternative<std::monostate>(program_[item].derivation))
            return false;
        return contains(options_.freed, item) || ItemEffort(program_, item, options_.efforts).is_stated();
    }

    const Program& program_;
    std::span<const Answer> answers_;
    const Evaluation& now_;
    const PlanOptions& options_;
    std::vector<Readers> readers_;
    ItemReads gates_;
    std::vector<bool> may_change_;
};

}  // namespace

std::vector<PlanChoice> plan_choices(const Program& program, std::span<const Answer> answers,
                                     const Evaluation& now, const PlanOptions& options) {
    return ChoiceFinder(program, answers, now, options).find();
}

}  // namespace tidu
