// SPDX-License-Identifier: Apache-2.0
// Rules about counts and shares.
#include <algorithm>
#include <set>

#include "every_condition.h"
#include "lint_rule.h"
#include "references.h"
#include "tidu/text/number.h"
#include "tidu/text/overloaded.h"

namespace tidu {

namespace {

struct Selected {
    std::vector<NodeIndex> leaves;
    std::vector<CheckIndex> checks;
};

Selected select(const Outline& outline, const Selector& selector) {
    if (selector.kind == Selector::Kind::tag)
        return {outline.leaves_tagged(selector.name.text), outline.checks_tagged(selector.name.text)};
    const auto node = outline.find_node(selector.name.text);
    return {node ? outline.leaves_under(*node) : std::vector<NodeIndex>(), {}};
}

bool has_scoring(const Selector& selector) {
    return selector.scoring || selector.scoring_best;
}

/// What a system counts: selectors that count, and pairs of a part and its whole.
struct Counts {
    std::vector<const Selector*> counted;
    std::vector<std::pair<const Selector*, const Selector*>> shares;

    void add(const Selector& part, const Selector& whole) {
        counted.push_back(&part);
        shares.emplace_back(&part, &whole);
    }
};

Counts counts_of(const LintRun& run) {
    Counts counts;
    visit_every_condition(run.outline(), [&](const Condition& condition) {
        visit_conditions(condition, [&](const Condition& part) {
            std::visit(
                Overloaded{[&](const CountCondition& form) { counts.counted.push_back(&form.selector); },
                           [&](const ShareCondition& form) { counts.add(form.part, form.of); },
                           [](const auto&) {}},
                part.form);
        });
    });
    for (const Outline::ItemEntry& entry : run.outline().items())
        if (entry.item->derive)
            std::visit(
                Overloaded{[&](const CountOf& form) { counts.counted.push_back(&form.selector); },
                           [&](const ShareOf& form) { counts.add(form.part, form.of); }, [](const auto&) {}},
                entry.item->derive->form);
    return counts;
}

/// Leaves whose answer, score or evidence a check reads itself or through other checks.
class LeavesRead {
  public:
    LeavesRead(const Outline& outline, CheckIndex check) : outline_(outline) { read(check); }

    const std::set<NodeIndex>& leaves() const { return leaves_; }

  private:
    void read(CheckIndex check) {
        if (seen_.insert(check.value).second)
            visit_references(outline_.system().checks[check.value].when,
                             [&](const Reference& reference) { read(reference); });
    }
    void read(const Reference& reference) {
        if (reference.kind == Reference::Kind::check) {
            if (const auto other = outline_.find_check(reference.name->text)) read(*other);
        } else if (reference.kind == Reference::Kind::answer || reference.kind == Reference::Kind::score ||
                   reference.kind == Reference::Kind::evidence) {
            const auto node = outline_.find_node(reference.name->text);
            if (node && outline_[*node].item) leaves_.insert(*node);
        }
    }

    const Outline& outline_;
    std::set<NodeIndex> leaves_;
    std::set<std::uint32_t> seen_;
};

/// Whether every leaf that counts in the part counts in the whole as well.
bool counts_within(const LintRun& run, const Selector& part, const Selector& whole,
                   const std::vector<NodeIndex>& leaves) {
    if (!has_scoring(whole) || leaves.empty()) return true;
    if (whole.scoring_best) return part.scoring_best;
    const auto number = [](const Selector& selector) {
        return selector.scoring ? std::get_if<double>(&selector.scoring->value) : nullptr;
    };
    const double* needed = number(whole);
    if (needed == nullptr)  // an answer: only the same one is surely as high
        return part.scoring && std::holds_alternative<Name>(part.scoring->value) &&
               std::get<Name>(part.scoring->value).text == std::get<Name>(whole.scoring->value).text;
    if (part.scoring_best)
        return std::all_of(leaves.begin(), leaves.end(), [&](NodeIndex leaf) {
            return run.possible()[leaf].answers.high >= *needed - tolerance;
        });
    const double* given = number(part);
    return given != nullptr && *given >= *needed - tolerance;
}

}  // namespace

void find_counts_without_scoring(const LintRun& run) {
    for (const Selector* selector : counts_of(run).counted)
        if (!has_scoring(*selector) && !select(run.outline(), *selector).leaves.empty())
            run.found(selector->name, say(phrases::count_without_scoring, selector->name.text),
                      say(phrases::count_without_scoring_help));
}

void find_parts_outside_whole(const LintRun& run) {
    for (const auto& [part, whole] : counts_of(run).shares) {
        const Selected inside = select(run.outline(), *part), outside = select(run.outline(), *whole);
        const auto is_within = [](const auto& some, const auto& all) {
            return std::includes(all.begin(), all.end(), some.begin(), some.end());
        };
        if (!is_within(inside.leaves, outside.leaves) || !is_within(inside.checks, outside.checks))
            run.found(part->name, say(phrases::part_outside_whole, part->name.text, whole->name.text));
        else if (has_scoring(*part) && !counts_within(run, *part, *whole, inside.leaves))
            run.found(part->name, say(phrases::part_scores_less, part->name.text, whole->name.text),
                      say(phrases::part_scores_less_help));
    }
}

void find_counted_twice(const LintRun& run) {
    std::set<std::string_view> reported;
    for (const Selector* selector : counts_of(run).counted) {
        if (!reported.insert(selector->name.text).second) continue;
        const Selected selected = select(run.outline(), *selector);
        for (const CheckIndex index : selected.checks) {
            const Check& check = run.system().checks[index.value];
            const LeavesRead read(run.outline(), index);
            for (const NodeIndex leaf : read.leaves())
                if (std::binary_search(selected.leaves.begin(), selected.leaves.end(), leaf))
                    run.found(selector->name, say(phrases::counted_twice, selector->name.text,
                                                  run.outline()[leaf].node->id.text, check.id.text));
        }
    }
}

}  // namespace tidu
