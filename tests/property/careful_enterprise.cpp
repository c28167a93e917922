// SPDX-License-Identifier: Apache-2.0
#include "careful_enterprise.h"

#include <algorithm>
#include <cmath>

#include "tidu/text/overloaded.h"

namespace tidu::test {
namespace {

std::string option_cell(const Item& item, std::size_t option, ChoiceStyle style) {
    const Option& entry = item.options[option];
    if (style == ChoiceStyle::texts && !entry.text.empty()) return entry.text.zh;
    return style == ChoiceStyle::letters ? option_letter(option) : entry.id.text;
}

std::string multi(Random& random, const Item& item, ChoiceStyle style) {
    std::string cell;
    for (std::size_t option = 0; option < item.options.size(); ++option)
        if (!item.options[option].exclusive && !item.options[option].not_applicable && random.chance(0.35))
            cell += (cell.empty() ? "" : "|") + option_cell(item, option, style);
    return cell;
}

std::string number(Random& random, const Item& item) {
    const Range range = item.range.value_or(Range{0, 1000});
    const int low = static_cast<int>(std::ceil(range.low));
    const int high = static_cast<int>(std::min(range.high, 1e8));
    // Where tenths do not fit, whole numbers do.
    const int digits = high - low > 1 ? 1 + static_cast<int>(random.below(2)) : 0;
    return random.decimal(low, high, digits);
}

/// Derived from other answers rather than from numbers of its own.
bool is_counted(const Item& item) {
    return std::holds_alternative<CountOf>(item.derive->form) ||
           std::holds_alternative<ShareOf>(item.derive->form) ||
           std::holds_alternative<FirstOf>(item.derive->form);
}

template <typename Visitor>
void visit_parts(const CompiledDerivation& derivation, Visitor visit) {
    std::visit(Overloaded{[&](const PercentStep& step) { visit(step.part), visit(step.whole); },
                          [&](const ChangeStep& step) { visit(step.after), visit(step.before); },
                          [&](const DifferenceStep& step) { visit(step.minuend), visit(step.subtrahend); },
                          [&](const SumStep& step) {
                              for (const auto& [term, factor] : step.terms)
                                  visit(term);
                          },
                          [](const auto&) {}},
               derivation);
}
}  // namespace

std::string made_up_cell(Random& random, const Outline::ItemEntry& entry, ChoiceStyle style) {
    const Item& item = *entry.item;
    if (!(entry.input && entry.input->required) && random.chance(0.05)) return {};
    if (item.not_applicable.mode != NotApplicableMode::forbidden && random.chance(0.05)) return "NA";
    switch (item.type) {
        case AnswerType::yesno:
            return random.chance(0.6) ? "Y" : "N";
        case AnswerType::choice:
            return option_cell(item, random.below(item.options.size()), style);
        case AnswerType::multi:
            return multi(random, item, style);
        case AnswerType::number:
            return number(random, item);
    }
    return {};
}

/// A number that questions are derived from, and no question of its own.
bool is_part(const Outline::ItemEntry& entry) {
    return entry.input && entry.item->type == AnswerType::number && !entry.input->required;
}

CarefulEnterprise::CarefulEnterprise(Random& random, std::shared_ptr<const Program> program)
    : random_(random), program_(std::move(program)), binder_(*program_->outline) {
    for (const Outline::ItemEntry& entry : program_->outline->items())
        if (!(entry.input && entry.item->derive)) asked_.push_back(&entry);
    rank_parts();
}

std::vector<std::string> CarefulEnterprise::draw() {
    gives_counts_ = random_.chance(0.5);
    style_ = random_.chance(0.5)   ? ChoiceStyle::ids
             : random_.chance(0.7) ? ChoiceStyle::texts
                                   : ChoiceStyle::letters;
    Cells cells(asked_.size());
    for (std::size_t cell = 0; cell < cells.size(); ++cell)
        cells[cell] = draw_cell(*asked_[cell]);
    for (int attempt = 0; attempt < 100 && !accept(cells); ++attempt)
        for (std::size_t cell = 0; cell < cells.size(); ++cell) {
            const bool again = blamed_[number_of(*asked_[cell])] || random_.chance(0.02);
            if (again) cells[cell] = draw_cell(*asked_[cell]);
        }
    return cells;
}

/// A part of a percent is less than the whole it belongs to, however long the chain.
void CarefulEnterprise::rank_parts() {
    for (const CompiledItem& item : program_->items) {
        const auto* step = std::get_if<PercentStep>(&item.derivation);
        if (step) whole_of_[step->part.value] = step->whole.value;
    }
    for (const CompiledItem& item : program_->items)
        visit_parts(item.derivation, [&](ItemIndex part) { is_used_[part.value] = true; });
}

std::uint32_t CarefulEnterprise::number_of(const Outline::ItemEntry& entry) const {
    return static_cast<std::uint32_t>(&entry - program_->outline->items().data());
}

std::string CarefulEnterprise::draw_cell(const Outline::ItemEntry& entry) {
    const Item& item = *entry.item;
    const std::uint32_t number = number_of(entry);
    if (is_part(entry) && !is_used_[number]) return {};  // thresholds and the like keep their defaults
    if (is_part(entry) && !gives_counts_) return {};
    if (is_used_[number] && item.type == AnswerType::number) return count_cell(number, item);
    if (item.derive && (gives_counts_ || is_counted(item))) return {};
    if (item.not_applicable.mode != NotApplicableMode::forbidden && random_.chance(0.03))
        return "不适用：无此业务";
    return made_up_cell(random_, entry, style_);
}

std::string CarefulEnterprise::count_cell(std::uint32_t number, const Item& item) {
    int high = 4000;
    const bool is_whole = whole_of_.find(number) == whole_of_.end();
    for (auto whole = whole_of_.find(number); whole != whole_of_.end(); whole = whole_of_.find(whole->second))
        high /= 4;
    const Range range = item.range.value_or(Range{0, 1e6});
    high = std::min(high, static_cast<int>(range.high));
    const int low = std::max(high / (is_whole ? 2 : 20), static_cast<int>(std::ceil(range.low)));
    return random_.decimal(low, high, 0);
}

/// Empties what does not apply. True: the plain path has nothing to say.
bool CarefulEnterprise::accept(Cells& cells) {
    score(cells);
    for (std::size_t cell = 0; cell < cells.size(); ++cell)
        if (evaluation_.items[number_of(*asked_[cell])].off) cells[cell].clear();
    const bool valid = score(cells);
    blamed_.assign(program_->items.size(), !valid);
    for (const Finding& finding : evaluation_.findings) {
        if (finding.item) blame(*finding.item);
        if (finding.constraint) blame(program_->constraints[finding.constraint->value].never);
    }
    return valid && evaluation_.findings.empty();
}

void CarefulEnterprise::blame(ItemIndex item) {
    blamed_[item.value] = true;
    visit_parts(program_->items[item.value].derivation, [&](ItemIndex part) { blame(part); });
}

void CarefulEnterprise::blame(ConditionIndex index) {
    const CompiledCondition& condition = (*program_)[index];
    const bool on_answer = condition.kind == ConditionKind::answer_compare ||
                           condition.kind == ConditionKind::answer_in ||
                           condition.kind == ConditionKind::answer_includes;
    if (on_answer) blame(ItemIndex{condition.subject});
    for (std::uint32_t part = 0; part < condition.parts.count; ++part)
        blame(program_->condition_parts[condition.parts.first + part]);
}

bool CarefulEnterprise::score(const Cells& cells) {
    RawSheet raw;
    for (std::size_t cell = 0; cell < cells.size(); ++cell) {
        if (cells[cell].empty()) continue;
        RawAnswer answer;
        answer.key = asked_[cell]->item->id.text;
        answer.values.push_back({cells[cell], {}, false});
        raw.answers.push_back(std::move(answer));
    }
    const AnswerSheet sheet = binder_.bind(raw);
    evaluate(*program_, sheet.answers, {}, evaluation_);
    return sheet.is_valid();
}

}  // namespace tidu::test
