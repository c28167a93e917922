// SPDX-License-Identifier: Apache-2.0
// Rules about how answers become scores.
#include <algorithm>

#include "lint_rule.h"
#include "tidu/text/number.h"
#include "tidu/text/overloaded.h"

namespace tidu {

namespace {

template <typename Visit>
void for_each_question(const LintRun& run, const Visit& visit) {
    for (std::uint32_t node = 0; node < run.outline().nodes().size(); ++node)
        if (run.outline().nodes()[node].item)
            visit(NodeIndex{node}, *run.outline().nodes()[node].node->question);
}

/// The pairs of a scoring rule that has some.
const ScorePoints* pairs_of(const Scoring& scoring) {
    return std::visit(Overloaded{[](const PointsScore& rule) { return &rule.points; },
                                 [](const StepsScore& rule) { return &rule.steps; },
                                 [](const BandsScore& rule) { return &rule.bands; },
                                 [](const MultiScore& rule) { return &rule.steps; },
                                 [](const auto&) -> const ScorePoints* { return nullptr; }},
                      scoring);
}

/// `target` has pairs that nobody wrote: then its key is marked.
const Span& place_of_pair(const Question& question, std::size_t pair) {
    return pair < question.pair_spans.size() ? question.pair_spans[pair] : question.scoring_span;
}

}  // namespace

void find_unordered_scales(const LintRun& run) {
    for_each_question(run, [&](NodeIndex, const Question& question) {
        const ScorePoints* pairs = pairs_of(question.scoring);
        if (pairs == nullptr) return;
        const auto fall = std::adjacent_find(
            pairs->begin(), pairs->end(),
            [](const auto& left, const auto& right) { return left.first >= right.first - tolerance; });
        if (fall == pairs->end()) return;
        const auto fallen = static_cast<std::size_t>(fall - pairs->begin()) + 1;
        run.found(question.item.id, place_of_pair(question, fallen),
                  say(phrases::unordered_scale, question.item.id.text, format_number(fall->first),
                      format_number(std::next(fall)->first)));
    });
}

void find_scale_gaps(const LintRun& run) {
    for_each_question(run, [&](NodeIndex, const Question& question) {
        const Item& item = question.item;
        const auto* steps = std::get_if<StepsScore>(&question.scoring);
        const auto* bands = std::get_if<BandsScore>(&question.scoring);
        if (steps != nullptr && !steps->steps.empty() &&
            (!item.range || item.range->low < steps->steps.front().first))
            run.found(item.id, place_of_pair(question, 0),
                      say(phrases::gap_below, item.id.text, format_number(steps->steps.front().first)),
                      say(phrases::gap_below_help));
        if (bands != nullptr && !bands->bands.empty() &&
            (!item.range || item.range->high > bands->bands.back().first))
            run.found(item.id, place_of_pair(question, bands->bands.size() - 1),
                      say(phrases::gap_above, item.id.text, format_number(bands->bands.back().first)),
                      say(phrases::gap_above_help));
    });
}

void find_logarithms_of_nothing(const LintRun& run) {
    for_each_question(run, [&](NodeIndex, const Question& question) {
        const auto* rule = std::get_if<PointsScore>(&question.scoring);
        if (rule == nullptr || !rule->logarithmic) return;
        for (std::size_t pair = 0; pair < rule->points.size(); ++pair)
            if (const double x = rule->points[pair].first; x <= 0) {
                run.found(question.item.id, place_of_pair(question, pair),
                          say(phrases::log_of_nothing, question.item.id.text, format_number(x)));
                return;
            }
    });
}

void find_unbounded_lines(const LintRun& run) {
    for_each_question(run, [&](NodeIndex, const Question& question) {
        const auto* rule = std::get_if<PointsScore>(&question.scoring);
        if (rule == nullptr || !rule->beyond_linear) return;
        const Item& item = question.item;
        if (!item.range)
            run.found(item.id, question.scoring_span, say(phrases::unbounded_line, item.id.text),
                      say(phrases::unbounded_line_help));
        else if (rule->logarithmic && item.range->low <= 0)
            run.found(item.id, question.scoring_span,
                      say(phrases::unbounded_log, item.id.text, format_number(item.range->low)));
    });
}

void find_missing_better_than_worst(const LintRun& run) {
    for_each_question(run, [&](NodeIndex node, const Question& question) {
        const double worst = run.possible()[node].answers.low;
        if (question.missing == MissingRule::zero && worst < 0)
            run.found(question.item.id, question.missing_span,
                      say(phrases::missing_beats_worst, question.item.id.text, format_number(worst)),
                      say(phrases::missing_beats_worst_help));
    });
}

}  // namespace tidu
