// SPDX-License-Identifier: Apache-2.0
// What conditions look at, need and see. A reading tells what was seen; the condition as its author wrote it
// (`written`, null where it is not known) tells what a reading leaves out: who is counted, which answer is a
// threshold.
#include <algorithm>
#include <cmath>

#include "phrases.h"
#include "tidu/text/number.h"
#include "tidu/text/overloaded.h"
#include "wording.h"

namespace tidu {
namespace {

/// Two comparisons of one subject are read as an `all` of two.
bool is_split(const ConditionReading& reading, const Condition* written) {
    return reading.kind == "all" && written != nullptr && !std::holds_alternative<AllOf>(written->form);
}

bool is_group(const ConditionReading& reading, const Condition* written) {
    const bool has_parts = reading.kind == "all" || reading.kind == "any" || reading.kind == "not";
    return has_parts && !is_split(reading, written);
}

/// The subject of a reading, with the truth of both its comparisons where there are two.
ConditionReading subject_of(const ConditionReading& reading, const Condition* written) {
    if (!is_split(reading, written)) return reading;
    ConditionReading subject = reading.parts.front();
    subject.truth = reading.truth;
    return subject;
}

const Condition* part_of(const Condition* written, std::size_t index) {
    if (written == nullptr) return nullptr;
    const std::vector<Condition>* parts =
        std::visit(Overloaded{[](const AllOf& form) { return &form.parts; },
                              [](const AnyOf& form) { return &form.parts; },
                              [](const NotOf& form) { return &form.part; },
                              [](const auto&) -> const std::vector<Condition>* { return nullptr; }},
                   written->form);
    return parts != nullptr && index < parts->size() ? &(*parts)[index] : nullptr;
}

const std::vector<Comparison>* comparisons_of(const Condition& condition) {
    return std::visit(Overloaded{[](const ScoreCondition& form) { return &form.comparisons; },
                                 [](const AnswerCondition& form) { return &form.comparisons; },
                                 [](const EvidenceCondition& form) { return &form.comparisons; },
                                 [](const CountCondition& form) { return &form.comparisons; },
                                 [](const ShareCondition& form) { return &form.comparisons; },
                                 [](const auto&) -> const std::vector<Comparison>* { return nullptr; }},
                      condition.form);
}

const Selector* counted_by(const Condition* condition) {
    if (condition == nullptr) return nullptr;
    if (const auto* count = std::get_if<CountCondition>(&condition->form)) return &count->selector;
    if (const auto* share = std::get_if<ShareCondition>(&condition->form)) return &share->part;
    return nullptr;
}

}  // namespace

RequirementList::Entry Wording::requirement(const Ladder& ladder, const RequirementRecord& record) const {
    const auto level =
        std::ranges::find_if(ladder.levels, [&](const Level& one) { return one.id == record.level; });
    const bool is_known = level != ladder.levels.end() && record.number < level->requirements.size();
    const Requirement* requirement = is_known ? &level->requirements[record.number] : nullptr;
    RequirementList::Entry entry =
        condition(record.condition, requirement != nullptr ? &requirement->condition : nullptr);
    entry.tone = tone_of(record.verdict);
    entry.verdict = verdict(record.verdict);
    entry.is_veto = record.veto;
    if (requirement == nullptr) return entry;
    if (!requirement->title.empty()) {
        // The title of a group says nothing of how its parts are joined.
        if (record.condition.kind == "any" || record.condition.kind == "not") entry.needed = entry.title;
        entry.title = in(requirement->title);
    }
    entry.origin = origin(requirement->source);
    entry.source = source(requirement->source);
    return entry;
}

RequirementList::Entry Wording::condition(const ConditionReading& reading, const Condition* written) const {
    RequirementList::Entry entry;
    const Verdict truth = verdict_of(reading.truth);
    entry.tone = tone_of(truth);
    entry.verdict = verdict(truth);
    entry.title = condition_title(reading, written);
    entry.needed = needed(reading, written);
    entry.present =
        is_group(reading, written) ? parts_present(reading) : present(subject_of(reading, written));
    if (!is_group(reading, written)) return entry;
    for (std::size_t part = 0; part < reading.parts.size(); ++part)
        entry.parts.push_back(condition(reading.parts[part], part_of(written, part)));
    return entry;
}

// ---------------------------------------------------------------------------------------------- one line

std::string Wording::rule(const ConditionReading& reading, const Condition* written) const {
    if (!is_group(reading, written)) return single_rule(reading, written);
    return phrase(phrases::label_value, condition_title(reading, written), rule_parts(reading, written));
}

std::string Wording::needed_rule(const ConditionReading& reading, const Condition* written,
                                 bool is_titled) const {
    if (!is_group(reading, written)) return needed(reading, written);
    return is_titled && reading.kind != "all" ? rule(reading, written) : rule_parts(reading, written);
}

std::string Wording::single_rule(const ConditionReading& reading, const Condition* written) const {
    const std::string title = condition_title(reading, written), needs = needed(reading, written);
    if (needs.empty()) return title;
    const std::string& comparator = subject_of(reading, written).comparator;
    const bool is_equal = comparator == "is" || comparator == "in";
    return phrase(is_equal ? phrases::title_is : phrases::title_and_needed, title, needs);
}

/// Groups within groups stand in brackets.
std::string Wording::rule_parts(const ConditionReading& reading, const Condition* written) const {
    std::string text;
    for (std::size_t index = 0; index < reading.parts.size(); ++index) {
        const ConditionReading& part = reading.parts[index];
        const Condition* part_written = part_of(written, index);
        if (!text.empty()) text += phrase(phrases::clause_separator);
        text += is_group(part, part_written)
                    ? phrase(phrases::with_remark, condition_title(part, part_written),
                             rule_parts(part, part_written))
                    : single_rule(part, part_written);
    }
    return text;
}

// ---------------------------------------------------------------------------------------------- subjects

std::string Wording::condition_title(const ConditionReading& reading, const Condition* written) const {
    if (is_group(reading, written))
        return phrase(reading.kind == "all"   ? phrases::all_of
                      : reading.kind == "any" ? phrases::any_of
                                              : phrases::none_of);
    const ConditionReading subject = subject_of(reading, written);
    if (subject.kind == "evidence") return phrase(phrases::evidence_of, title_of(subject.subject));
    if (subject.kind == "count") return phrase(phrases::number_of, selection(subject, written));
    if (subject.kind == "share") return share_title(subject, written);
    return title_of(subject.subject);
}

std::string Wording::share_title(const ConditionReading& reading, const Condition* written) const {
    const auto* share = written != nullptr ? std::get_if<ShareCondition>(&written->form) : nullptr;
    if (share == nullptr) return phrase(phrases::share_of, selection(reading, written));
    return phrase(phrases::share_of_whole, selection(share->part), selection(share->of));
}

std::string Wording::selection(const ConditionReading& reading, const Condition* written) const {
    if (const Selector* selector = counted_by(written)) return selection(*selector);
    const bool is_node = outline_.find_node(reading.subject).has_value();
    return is_node ? phrase(phrases::items_under, title_of(reading.subject))
                   : phrase(phrases::items_tagged, reading.subject);
}

std::string Wording::selection(const Selector& selector) const {
    if (selector.kind == Selector::Kind::tag) return phrase(phrases::items_tagged, selector.name.text);
    return phrase(phrases::items_under, title_of(selector.name.text));
}

std::string Wording::counted(const Selector& selector) const {
    if (selector.scoring_best) return phrase(phrases::counted_best);
    if (!selector.scoring) return {};
    const Operand& least = *selector.scoring;
    return phrase(phrases::counted_scoring,
                  std::visit(Overloaded{[](double points) { return format_number(points); },
                                        [&](const Name& item) { return title_of(item.text); }},
                             least.value));
}

// ---------------------------------------------------------------------------------------------- numbers

/// A number on the scale of what the condition looks at, with the digits its verdict needs.
std::string Wording::value_of(const ConditionReading& reading, double value) const {
    const std::optional<Comparator> comparator = find_comparator(reading.comparator);
    const auto digits = [&](double shown, double threshold, int at_least) {
        return comparator ? digits_against(shown, *comparator, threshold, at_least) : at_least;
    };
    const double needed = reading.needed.value_or(0);
    if (reading.kind == "score") return format_cut(value, digits(value, needed, digits_of(reading.subject)));
    if (reading.kind == "percent")
        return phrase(phrases::percent_text, format_cut(value, digits(value, needed, digits_)));
    if (reading.kind == "share") {
        const int decimals = digits(as_percent(value), as_percent(needed), digits_);
        return phrase(phrases::percent_text, format_cut(as_percent(value), decimals));
    }
    if (reading.kind == "count") return phrase(phrases::items, plain_number(value, 0));
    if (reading.kind == "evidence") return phrase(phrases::pieces_of_evidence, plain_number(value, 0));
    const std::optional<ItemIndex> index = outline_.find_item(reading.subject);
    const std::string number = plain_number(value, digits(value, needed, 2));
    if (!index || outline_[*index].item->unit.empty()) return number;
    return phrase(phrases::number_with_unit, number, in(outline_[*index].item->unit));
}

/// The threshold itself, with all the decimals its author gave it.
std::string Wording::threshold_of(const ConditionReading& reading) const {
    constexpr int as_written = 9;
    if (reading.kind == "score") return plain_number(*reading.needed, as_written);
    if (reading.kind == "percent")
        return phrase(phrases::percent_text, plain_number(*reading.needed, as_written));
    if (reading.kind == "share")
        return phrase(phrases::percent_text, plain_number(as_percent(*reading.needed), as_written));
    ConditionReading exact = reading;
    exact.comparator.clear();
    return value_of(exact, *reading.needed);
}

// ---------------------------------------------------------------------------------------------- needed

std::string Wording::needed(const ConditionReading& reading, const Condition* written) const {
    if (is_group(reading, written)) return {};
    std::string text;
    if (is_split(reading, written)) {
        for (std::size_t part = 0; part < reading.parts.size(); ++part)
            text += (part == 0 ? "" : phrase(phrases::list_separator)) +
                    needed_by(reading.parts[part], written, part);
    } else {
        text = needed_by(reading, written, 0);
    }
    const Selector* selector = counted_by(written);
    const std::string who = selector != nullptr ? counted(*selector) : std::string();
    return text.empty() || who.empty() ? text : phrase(phrases::with_remark, text, who);
}

/// A threshold that is an answer, and without a value now, is named.
std::string Wording::needed_by(const ConditionReading& reading, const Condition* written,
                               std::size_t position) const {
    const std::string text = needed_value(reading);
    const auto* comparisons = written != nullptr ? comparisons_of(*written) : nullptr;
    if (!text.empty() || comparisons == nullptr || position >= comparisons->size()) return text;
    const Comparison& comparison = (*comparisons)[position];
    const Name* item = std::get_if<Name>(&comparison.operand.value);
    return item == nullptr ? text : phrase(comparison_phrase(comparison.comparator), title_of(item->text));
}

std::string Wording::needed_value(const ConditionReading& reading) const {
    if (reading.kind == "check") return phrase(phrases::holds);
    if (reading.kind == "level") {
        const auto ladder = outline_.find_ladder(reading.subject);
        const std::string title =
            ladder ? level_title(system().ladders[ladder->value], reading.needed_text) : reading.needed_text;
        return phrase(phrases::at_least, title);
    }
    if (reading.comparator == "all")
        return reading.needed ? phrase(phrases::all_applicable, plain_number(*reading.needed, 0))
                              : phrase(phrases::every_one);
    const std::optional<Comparator> comparator = find_comparator(reading.comparator);
    if (reading.needed) {
        const std::string threshold = threshold_of(reading);
        return comparator ? phrase(comparison_phrase(*comparator), threshold) : threshold;
    }
    const std::optional<ItemIndex> index = outline_.find_item(reading.subject);
    if (!index || reading.needed_text.empty()) return reading.needed_text;
    const std::string options =
        listed_options(*outline_[*index].item, reading.needed_text, phrase(phrases::or_separator));
    if (reading.comparator == "includes") return phrase(phrases::includes, options);
    return comparator ? phrase(comparison_phrase(*comparator), options) : options;
}

// ---------------------------------------------------------------------------------------------- present

std::string Wording::parts_present(const ConditionReading& reading) const {
    if (reading.truth == Truth::not_applicable) return phrase(phrases::not_applicable);
    const auto met = std::ranges::count(reading.parts, Truth::yes, &ConditionReading::truth);
    return reading.parts.size() < 2 ? std::string() : phrase(phrases::parts_met, met, reading.parts.size());
}

std::string Wording::present(const ConditionReading& reading) const {
    if (reading.truth == Truth::not_applicable) return phrase(phrases::not_applicable);
    if (reading.kind == "check") {
        if (reading.truth == Truth::unknown) return phrase(phrases::verdict_unknown);
        return phrase(reading.truth == Truth::yes ? phrases::holds : phrases::does_not_hold);
    }
    if (reading.kind == "level") {
        const auto ladder = outline_.find_ladder(reading.subject);
        if (!ladder || reading.present_text.empty()) return phrase(phrases::verdict_unknown);
        return level_title(system().ladders[ladder->value], reading.present_text);
    }
    // All that was chosen would hide whether the one in question is among it.
    if (reading.comparator == "includes" && !reading.present_text.empty())
        return phrase(reading.truth == Truth::yes ? phrases::included : phrases::not_included);
    if (!reading.present_text.empty()) {
        const std::optional<ItemIndex> index = outline_.find_item(reading.subject);
        return index ? listed_options(*outline_[*index].item, reading.present_text,
                                      phrase(phrases::list_separator))
                     : reading.present_text;
    }
    return present_number(reading);
}

std::string Wording::present_number(const ConditionReading& reading) const {
    if (!reading.present) return phrase(phrases::not_answered);
    const std::string now = value_of(reading, *reading.present);
    if (!reading.present_low || !reading.present_high || reading.truth != Truth::unknown) return now;
    const std::string range = phrase(phrases::range_text, value_of(reading, *reading.present_low),
                                     value_of(reading, *reading.present_high));
    return phrase(phrases::present_with_range, now, range);
}

}  // namespace tidu
