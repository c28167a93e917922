// SPDX-License-Identifier: Apache-2.0
#include "wording.h"

#include <algorithm>
#include <cmath>

#include "phrases.h"
#include "tidu/text/number.h"

namespace tidu {

std::string plain_number(double value, int digits) {
    return format_cut(value, std::min(decimals_of(value), digits));
}

double as_percent(double share) {
    return std::nearbyint(share * 1e11) / 1e9;
}

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

std::string Wording::value(const Item& item, const std::string& written) const {
    AnswerRecord record;
    record.type = item.type;
    record.state = AnswerState::known;
    record.value = {written};
    return answer(item, record);
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

std::string Wording::basis(const Provenance& provenance) const {
    const std::string mark = origin_word(origin(provenance), language_), title = source(provenance);
    if (mark.empty() || title.empty()) return mark + title;
    return phrase(phrases::with_remark, mark, title);
}

}  // namespace tidu
