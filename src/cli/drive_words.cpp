// SPDX-License-Identifier: Apache-2.0
#include "cli/drive_words.h"

#include <algorithm>
#include <array>

#include "cli/drive.h"
#include "tidu/answers/attributes.h"
#include "tidu/survey/divisions.h"
#include "tidu/survey/size_class.h"
#include "tidu/text/message.h"
#include "tidu/text/utf8.h"

namespace tidu::cli {
namespace {

constexpr Phrase everybody{"全部", "all"};
constexpr Phrase flag_with_reason{"{0}：{1}", "{0}: {1}"};

struct NamedPhrase {
    std::string_view id;
    Phrase words;
};

constexpr std::array<NamedPhrase, 3> status_words = {{
    {"innovative", {"创新型", "innovative"}},
    {"specialised", {"专精特新", "specialised"}},
    {"little_giant", {"“小巨人”", "little giant"}},
}};
constexpr std::array<NamedPhrase, 3> flags = {{
    {"review", {"慎用", "with care"}},
    {"suppress", {"不公布", "not shown"}},
    {"hidden", {"隐去", "hidden"}},
}};
constexpr std::array<NamedPhrase, 8> reasons = {{
    {"no_respondents", {"无人作答", "no answers"}},
    {"small_sample", {"样本太小", "small sample"}},
    {"wide_interval", {"区间太宽", "wide interval"}},
    {"relative_width", {"相对误差太大", "imprecise"}},
    {"few_degrees", {"自由度太少", "few degrees"}},
    {"no_events", {"样本中全无或全有", "none or all"}},
    {"no_variation", {"样本中没有差异", "no variation"}},
    {"disclosure", {"企业太少", "few enterprises"}},
}};
constexpr std::array<NamedPhrase, 8> outcomes = {{
    {"complete", {"已答", "complete"}},
    {"refused", {"拒答", "refused"}},
    {"not_reached", {"未联系上", "not reached"}},
    {"closed", {"已注销", "closed"}},
    {"out_of_scope", {"不在范围", "out of scope"}},
    {"duplicate", {"重复", "duplicate"}},
    {"successor", {"已由他企承继", "has a successor"}},
    {"silent", {"无回音", "silent"}},
}};

template <std::size_t size>
std::string words_of(const std::array<NamedPhrase, size>& table, std::string_view id, Language language) {
    const auto found = std::ranges::find(table, id, &NamedPhrase::id);
    return found == table.end() ? std::string(id) : say(found->words).in(language);
}

const Node* find_node(const Node& node, std::string_view id) {
    if (node.id.text == id) return &node;
    for (const Node& child : node.children)
        if (const Node* found = find_node(child, id)) return found;
    return nullptr;
}

const Level* find_level(const System& system, std::string_view ladder, std::string_view level) {
    for (const Ladder& candidate : system.ladders)
        for (const Level& rung : candidate.levels)
            if (candidate.id.text == ladder && rung.id.text == level) return &rung;
    return nullptr;
}

/// The words of a title, or what stands there without one.
std::string title_or(const BilingualText* title, const std::string& otherwise, Language language) {
    return title && !title->in(language).empty() ? title->in(language) : otherwise;
}

}  // namespace

std::string column_words(std::string_view column, Language language) {
    for (const EnterpriseAttribute& attribute : enterprise_attributes())
        if (attribute.id == column)
            return language == Language::en ? to_lower_ascii(attribute.title.en) : attribute.title.zh;
    return std::string(column);
}

std::string value_words(std::string_view column, const std::string& value, Language language) {
    if (column == "city")
        if (const auto name = survey::city_name(value)) return name->in(language);
    if (column == "size")
        if (const auto size = survey::parse_size(value)) return survey::size_title(*size).in(language);
    if (column == "status") return words_of(status_words, value, language);
    return value;
}

std::string domain_words(const std::string& columns, const std::string& values, Language language) {
    if (columns.empty()) return say(everybody).in(language);
    const std::vector<std::string> names = split_commas(columns), parts = split_commas(values);
    std::string words;
    for (std::size_t part = 0; part < parts.size(); ++part)
        words += (part > 0 ? " · " : "") +
                 (part < names.size() ? value_words(names[part], parts[part], language) : parts[part]);
    return words;
}

std::string measure_words(const System& system, const std::string& measure, Language language) {
    const std::size_t colon = measure.find(':');
    if (colon == std::string::npos) {
        const Node* node = find_node(system.index, measure);
        return title_or(node ? &node->title : nullptr, measure, language);
    }
    const std::string level = measure.substr(colon + 1);
    const Level* found = find_level(system, measure.substr(0, colon), level);
    return title_or(found ? &found->title : nullptr, level, language);
}

std::string short_level_words(const System& system, const std::string& level, Language language) {
    if (language == Language::en) return level;
    for (const Ladder& ladder : system.ladders)
        if (const Level* found = find_level(system, ladder.id.text, level))
            return title_or(&found->title, level, language);
    return level;
}

std::string short_measure_words(const System& system, const std::string& measure, Language language) {
    if (language == Language::en) return measure.substr(measure.find(':') + 1);
    return measure_words(system, measure, language);
}

std::string flag_words(std::string_view flag, std::string_view reason, Language language) {
    if (flag == "present") return {};
    const std::string words = words_of(flags, flag, language);
    if (reason.empty()) return words;
    return say(flag_with_reason, words, words_of(reasons, reason, language)).in(language);
}

std::string outcome_words(survey::Outcome outcome, Language language) {
    return words_of(outcomes, survey::outcome_name(outcome), language);
}

}  // namespace tidu::cli
