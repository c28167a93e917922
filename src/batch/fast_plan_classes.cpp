// SPDX-License-Identifier: Apache-2.0
// What each class of a cell means: answers by the readers, scores and truths by the plain path.
#include <algorithm>

#include "fast_planner.h"

namespace tidu {
namespace {

/// A cell that has this class, for asking the readers.
constexpr std::array<std::string_view, cell_classes> text_of_class = {"",  "a", "b", "c", "d", "e",  "f", "g",
                                                                      "h", "y", "n", "1", "0", "NA", "",  ""};

bool same_answer(const Answer& left, const Answer& right) {
    return left.state == right.state && left.number == right.number && left.chosen == right.chosen;
}

/// The program with every item on its own: nothing switched off, derived or limited. What an answer is worth
/// and what a condition makes of it do not depend on these, so that all items can be asked at once.
Program without_links(const Program& program) {
    Program bare = program;
    for (CompiledNode& node : bare.nodes)
        node.applies_if.reset();
    for (CompiledItem& item : bare.items) {
        item.derivation = std::monostate();
        item.required_when_derived = false;
    }
    bare.not_applicable_limit.reset();
    bare.constraints.clear();
    std::erase_if(bare.order,
                  [](const Definition& entry) { return std::holds_alternative<ConstraintIndex>(entry); });
    return bare;
}

}  // namespace

/// One evaluation a class for all items together.
void FastPlanner::evaluate_classes() {
    const Program bare = without_links(program_);
    meanings_.resize(program_.items.size());
    for (std::uint32_t cell = 0; cell < cell_classes; ++cell) {
        std::vector<Answer> answers = base_;
        for (std::uint32_t number = 0; number < program_.items.size(); ++number)
            answers[number] = meaning({number}, cell);
        evaluate(bare, answers, {}, evaluations_[cell]);
    }
    for (std::uint32_t number = 0; number < program_.items.size(); ++number)
        if (sources_[number].kind == FastSource::classes && has_column({number})) add_class_words({number});
    refuse_forbidden();
}

/// What the reader of an item makes of a class; a class that it does not understand is refused.
Answer FastPlanner::meaning(ItemIndex item, std::uint32_t cell) {
    Answer answer = base_[item.value];
    const Source source = sources_[item.value];
    bool refused = cell == cell_other;  // a word that stands in no table
    if (cell == cell_off) {
        if (program_[item].node) answer = Answer{AnswerState::not_applicable};
    } else if (cell == cell_empty) {
        refused = is_required(item) && answer.state == AnswerState::missing;
    } else if (!varies_[item.value]) {
        refused = false;  // the cell is always empty
    } else if (cell != cell_other && (source.kind == FastSource::classes || cell == cell_na)) {
        const Understanding understood = binder_.reader(item).understand(text_of_class[cell]);
        refused = understood.problem.has_value();
        answer = refused ? Answer{} : understood.answer;
        // An option may be called `na`.
        if (cell == cell_na && answer.state != AnswerState::not_applicable) {
            refused = true;
            refuse_not_applicable(item);
        }
    }
    if (source.kind == FastSource::classes)
        plan_->class_columns_[source.column].refused[cell] = refused ? 1 : 0;
    meanings_[item.value][cell] = answer;
    return answer;
}

/// The class by which a column stands for an answer.
std::optional<std::uint8_t> FastPlanner::class_with(ItemIndex item, const Answer& answer) const {
    const FastClassColumn& column = plan_->class_columns_[sources_[item.value].column];
    for (std::uint8_t cell = cell_letter_a; cell < cell_na; ++cell)
        if (!column.refused[cell] && same_answer(meanings_[item.value][cell], answer)) return cell;
    return std::nullopt;
}

/// Not applicable where that is forbidden, and whatever else the kernel of score calls an error.
void FastPlanner::refuse_forbidden() {
    for (std::uint32_t cell = 0; cell < cell_off; ++cell)
        for (const Finding& finding : evaluations_[cell].findings) {
            if (finding.severity != Severity::error || !finding.item) continue;
            const Source source = sources_[finding.item->value];
            if (source.kind == FastSource::classes)
                plan_->class_columns_[source.column].refused[cell] = 1;
            else if (cell == cell_na)
                refuse_not_applicable(*finding.item);
        }
    for (std::uint32_t number = 0; number < program_.outline->input_count(); ++number)
        if (!program_.items[number].not_applicable_allowed) refuse_not_applicable({number});
}

void FastPlanner::refuse_not_applicable(ItemIndex item) {
    const Source source = sources_[item.value];
    switch (source.kind) {
        case FastSource::classes:
            plan_->class_columns_[source.column].refused[cell_na] = 1;
            return;
        case FastSource::number:
            plan_->number_columns_[source.column].na_refused = 1;
            return;
        case FastSource::multi:
            plan_->multi_columns_[source.column].na_refused = 1;
            return;
    }
}

}  // namespace tidu
