// SPDX-License-Identifier: Apache-2.0
#include "plan_reads.h"

#include "tidu/text/overloaded.h"

namespace tidu {

void ItemReads::see(ItemIndex item) {
    if (seen_[item.value]) return;
    seen_[item.value] = true;
    see_parts(item);
}

void ItemReads::see_parts(ItemIndex item) {
    std::visit(Overloaded{[](const std::monostate&) {},
                          [&](const PercentStep& step) { see(step.part), see(step.whole); },
                          [&](const ChangeStep& step) { see(step.after), see(step.before); },
                          [&](const SumStep& step) {
                              for (const auto& [term, factor] : step.terms)
                                  see(term);
                          },
                          [&](const DifferenceStep& step) { see(step.minuend), see(step.subtrahend); },
                          [&](const CountStep& step) { see(step.selector); },
                          [&](const ShareStep& step) { see(step.part), see(step.of); },
                          [&](const FirstStep& step) {
                              for (const FirstStep::Case& entry : step.cases)
                                  if (entry.when) see(*entry.when);
                          }},
               program_[item].derivation);
}

void ItemReads::see(NodeIndex node) {
    for (std::uint32_t below = node.value; below < program_[node].end.value; ++below)
        if (const auto& item = program_.nodes[below].item) see(*item);
}

void ItemReads::see(SelectorIndex index) {
    const CompiledSelector& selector = program_.selectors[index.value];
    see(selector.scoring);
    for (const NodeIndex leaf : selector.leaves)
        see(leaf);
    for (const CheckIndex check : selector.checks)
        see(program_.checks[check.value]);
}

void ItemReads::see(ConditionIndex index) {
    const CompiledCondition& condition = program_[index];
    for (std::uint32_t place = 0; place < condition.comparisons.count; ++place)
        see(program_.comparisons[condition.comparisons.first + place].operand);
    for (std::uint32_t place = 0; place < condition.operands.count; ++place)
        see(program_.operands[condition.operands.first + place]);
    for (std::uint32_t place = 0; place < condition.parts.count; ++place)
        see(program_.condition_parts[condition.parts.first + place]);
    switch (condition.kind) {
        case ConditionKind::score:
        case ConditionKind::percent:
            see(NodeIndex{condition.subject});
            break;
        case ConditionKind::answer_compare:
        case ConditionKind::answer_in:
        case ConditionKind::answer_includes:
        case ConditionKind::evidence:
            see(ItemIndex{condition.subject});
            break;
        case ConditionKind::check:
            see(program_.checks[condition.subject]);
            break;
        case ConditionKind::share:
            see(SelectorIndex{condition.other});
            [[fallthrough]];
        case ConditionKind::count:
            see(SelectorIndex{condition.subject});
            break;
        case ConditionKind::level:
            for (const CompiledRequirement& requirement : program_.ladders[condition.subject].requirements)
                if (requirement.rung <= condition.other) see(requirement.condition);
            break;
        case ConditionKind::all:
        case ConditionKind::any:
        case ConditionKind::negation:
            break;
    }
}

std::vector<ItemIndex> ItemReads::items() const {
    std::vector<ItemIndex> items;
    for (std::uint32_t item = 0; item < seen_.size(); ++item)
        if (seen_[item]) items.push_back({item});
    return items;
}

}  // namespace tidu
