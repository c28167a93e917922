// SPDX-License-Identifier: Apache-2.0
#include "wording.h"

#include <algorithm>
#include <cmath>

#include "phrases.h"
#include "tidu/text/number.h"

namespace tidu {
namespace {

/// An answer or a count: as many decimals as it has, at most `digits`, never rounded up over a threshold.
std::string plain_number(double value, int digits) {
    return format_cut(value, std::min(decimals_of(value), digits));
}

/// A share as percent without the dust of the product: 0.07 is 7, not 7.000000000000001.
double as_percent(double share) {
    return std::nearbyint(share * 1e11) / 1e9;
}

std::optional<Comparator> numeric_comparator(std::string_view name) {
    if (name == "at_least") return Comparator::at_least;
    if (name == "above") return Comparator::above;
    if (name == "at_most") return Comparator::at_most;
    if (name == "below") return Comparator::below;
    return std::nullopt;
}

Verdict verdict_of(Truth truth) {
    switch (truth) {
        case Truth::yes:
            return Verdict::met;
        case Truth::no:
            return Verdict::unmet;
        case Truth::unknown:
            return Verdict::unknown;
        case Truth::not_applicable:
            return Verdict::not_applicable;
    }
    return Verdict::unknown;
}

bool is_group(const ConditionReading& reading) {
    return reading.kind == "all" || reading.kind == "any" || reading.kind == "not";
}

}  // namespace

const Phrase& comparison_phrase(Comparator comparator) {
    switch (comparator) {
        case Comparator::at_least:
            return phrases::at_least;
        case Comparator::above:
            return phrases::above;
        case Comparator::at_most:
            return phrases::at_most;
        case Comparator::below:
            return phrases::below;
    }
    return phrases::at_least;
}

Tone tone_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::met:
            return Tone::good;
        case Verdict::unmet:
            return Tone::bad;
        case Verdict::unknown:
            return Tone::open;
        case Verdict::not_applicable:
            return Tone::muted;
    }
    return Tone::plain;
}

Wording::Wording(const Program& program, const AssessmentRecord& record, Language language, int digits)
    : program_(program),
      outline_(*program.outline),
      language_(language),
      digits_(digits),
      score_digits_(program),
      node_digits_(outline_.nodes().size(), digits),
      items_(outline_.items().size()) {
    for (const NodeRecord& node : record.nodes)
        if (const auto index = outline_.find_node(node.id); index && node.maximum)
            node_digits_[index->value] = digits_on_scale(*node.maximum, digits);
    for (const AnswerRecord& answer : record.answers) {
        const std::optional<ItemIndex> item = outline_.find_item(answer.id);
        if (!item || answer.state != AnswerState::known || answer.value.size() != 1) continue;
        const std::optional<double> number = parse_number(answer.value.front());
        if (!number) continue;
        items_[item->value].state = AnswerState::known;
        items_[item->value].number = *number;
    }
}

// ---------------------------------------------------------------------------------------------- names

std::string Wording::title_of(std::string_view id) const {
    if (const auto node = outline_.find_node(id)) return in(outline_[*node].node->title);
    if (const auto item = outline_.find_item(id)) return in(outline_[*item].item->title);
    if (const auto check = outline_.find_check(id)) return in(system().checks[check->value].title);
    if (const auto ladder = outline_.find_ladder(id)) return in(system().ladders[ladder->value].title);
    return std::string(id);
}

std::string Wording::level_title(const Ladder& ladder, std::string_view level) const {
    for (const Level& candidate : ladder.levels)
        if (candidate.id == level) return in(candidate.title);
    return phrase(phrases::below_first);
}

std::string Wording::level_text(const Ladder& ladder, std::string_view level) const {
    if (level == "not_applicable") return phrase(phrases::level_off);
    if (level == "unknown") return phrase(phrases::level_unknown);
    return level_title(ladder, level);
}

std::string Wording::attribute_label(std::string_view key) const {
    static constexpr std::pair<std::string_view, Phrase> labels[] = {
        {"id", phrases::fact_id},           {"name", phrases::fact_name},
        {"city", phrases::fact_city},       {"industry", phrases::fact_industry},
        {"cluster", phrases::fact_cluster}, {"chain", phrases::fact_chain},
        {"county", phrases::fact_county}};
    for (const auto& [name, label] : labels)
        if (name == key) return phrase(label);
    return std::string(key);
}

// ---------------------------------------------------------------------------------------------- numbers

std::string Wording::score(std::string_view node, double value) const {
    const std::optional<NodeIndex> index = outline_.find_node(node);
    return format_cut(value,
                      index ? score_digits_.of_score(*index, value, items_, digits_of(node)) : digits_);
}

int Wording::digits_of(std::string_view node) const {
    const std::optional<NodeIndex> index = outline_.find_node(node);
    return index ? node_digits_[index->value] : digits_;
}

std::string Wording::points(double value) const {
    return format_cut(value, digits_of(system().index.id.text));
}

std::string Wording::signed_points(double points) const {
    const std::string size = format_cut(std::abs(points), std::max(digits_, 2));
    if (std::abs(points) <= tolerance) return size;
    return (points < 0 ? "-" : "+") + size;
}

std::string Wording::maximum(double value) const {
    return plain_number(value, digits_);
}

std::string Wording::range(std::string_view node, double low, double high) const {
    const std::string from = score(node, low), to = score(node, high);
    return from == to ? from : phrase(phrases::range_text, from, to);
}

std::string Wording::share(double share) const {
    return phrase(phrases::percent_text, plain_number(as_percent(share), digits_));
}

std::string Wording::quantity(const Item& item, double value) const {
    const std::string number = plain_number(value, std::max(digits_, 2));
    return item.unit.empty() ? number : phrase(phrases::number_with_unit, number, in(item.unit));
}

// ---------------------------------------------------------------------------------------------- answers

std::string Wording::listed_options(const Item& item, std::string_view ids,
                                    std::string_view separator) const {
    std::string text;
    while (!ids.empty()) {
        const std::size_t end = std::min(ids.find('|'), ids.size());
        const std::string_view id = ids.substr(0, end);
        ids.remove_prefix(std::min(end + 1, ids.size()));
        if (!text.empty()) text += separator;
        const std::optional<std::uint32_t> option = find_option(item, id);
        if (option)
            text += in(item.options[*option].text);
        else
            text += id == "yes" ? phrase(phrases::yes) : id == "no" ? phrase(phrases::no) : std::string(id);
    }
    return text;
}

std::string Wording::answer(const Item& item, const AnswerRecord& record) const {
    if (record.state == AnswerState::not_applicable) return phrase(phrases::not_applicable);
    if (record.state == AnswerState::missing) return phrase(phrases::not_answered);
    if (item.type == AnswerType::number) {
        const std::optional<double> number =
            record.value.empty() ? std::nullopt : parse_number(record.value.front());
        return number ? quantity(item, *number) : phrase(phrases::not_answered);
    }
    if (record.value.empty()) return phrase(phrases::none_chosen);
    std::string ids;
    for (const std::string& id : record.value)
        ids += (ids.empty() ? "" : "|") + id;
    return listed_options(item, ids, phrase(phrases::list_separator));
}

// ---------------------------------------------------------------------------------------------- conditions

std::string Wording::verdict(Verdict verdict) const {
    switch (verdict) {
        case Verdict::met:
            return phrase(phrases::verdict_met);
        case Verdict::unmet:
            return phrase(phrases::verdict_unmet);
        case Verdict::unknown:
            return phrase(phrases::verdict_unknown);
        case Verdict::not_applicable:
            return phrase(phrases::verdict_not_applicable);
    }
    return {};
}

RequirementList::Entry Wording::requirement(const Ladder& ladder, const RequirementRecord& record) const {
    RequirementList::Entry entry = condition(record.condition);
    entry.tone = tone_of(record.verdict);
    entry.verdict = verdict(record.verdict);
    entry.is_veto = record.veto;
    const auto level =
        std::ranges::find_if(ladder.levels, [&](const Level& one) { return one.id == record.level; });
    if (level == ladder.levels.end() || record.number >= level->requirements.size()) return entry;
    const Requirement& requirement = level->requirements[record.number];
    if (!requirement.title.empty()) entry.title = in(requirement.title);
    entry.origin = origin(requirement.source);
    entry.source = source(requirement.source);
    return entry;
}

RequirementList::Entry Wording::condition(const ConditionReading& reading) const {
    RequirementList::Entry entry;
    const Verdict truth = verdict_of(reading.truth);
    entry.tone = tone_of(truth);
    entry.verdict = verdict(truth);
    entry.title = condition_title(reading);
    entry.needed = needed(reading);
    entry.present = present(reading);
    for (const ConditionReading& part : reading.parts)
        entry.parts.push_back(condition(part));
    return entry;
}

std::string Wording::condition_title(const ConditionReading& reading) const {
    if (reading.kind == "all") return phrase(phrases::all_of);
    if (reading.kind == "any") return phrase(phrases::any_of);
    if (reading.kind == "not") return phrase(phrases::none_of);
    if (reading.kind == "evidence") return phrase(phrases::evidence_of, title_of(reading.subject));
    const bool is_selection = reading.kind == "count" || reading.kind == "share";
    if (!is_selection) return title_of(reading.subject);
    const bool is_node = outline_.find_node(reading.subject).has_value();
    const std::string what = is_node ? title_of(reading.subject) : phrase(phrases::tagged, reading.subject);
    return reading.kind == "share" ? phrase(phrases::share_of, what) : what;
}

/// A number on the scale of what the condition looks at, with the digits its verdict needs.
std::string Wording::value_of(const ConditionReading& reading, double value) const {
    const std::optional<Comparator> comparator = numeric_comparator(reading.comparator);
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

std::string Wording::needed(const ConditionReading& reading) const {
    if (is_group(reading)) return {};
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
    const std::optional<Comparator> comparator = numeric_comparator(reading.comparator);
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

std::string Wording::present(const ConditionReading& reading) const {
    if (reading.truth == Truth::not_applicable) return phrase(phrases::not_applicable);
    if (is_group(reading)) {
        const auto met = std::ranges::count(reading.parts, Truth::yes, &ConditionReading::truth);
        return reading.parts.size() < 2 ? std::string()
                                        : phrase(phrases::parts_met, met, reading.parts.size());
    }
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

// ---------------------------------------------------------------------------------------------- provenance

Origin Wording::origin(const Provenance& provenance) const {
    return origin_of(system(), provenance);
}

std::string Wording::source(const Provenance& provenance) const {
    const SourceEntry* entry = source_entry(system(), provenance);
    const std::string title = entry ? in(entry->title) : std::string();
    const std::string& note = in(provenance.note);
    if (title.empty() || note.empty()) return title + note;
    return phrase(phrases::source_with_note, title, note);
}

}  // namespace tidu
