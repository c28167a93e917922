// SPDX-License-Identifier: Apache-2.0
// Conditions, selectors and derived values out of a checked document.
#include <algorithm>

#include "build.h"
#include "values.h"

namespace tidu {

namespace {

constexpr std::pair<std::string_view, Comparator> comparators[] = {{"at_least", Comparator::at_least},
                                                                   {"above", Comparator::above},
                                                                   {"at_most", Comparator::at_most},
                                                                   {"below", Comparator::below}};

}  // namespace

std::string_view name_of(Comparator comparator) {
    return std::ranges::find(comparators, comparator, [](const auto& entry) { return entry.second; })->first;
}

std::optional<Comparator> find_comparator(std::string_view name) {
    for (const auto& [known, comparator] : comparators)
        if (known == name) return comparator;
    return std::nullopt;
}

namespace {

/// A number or `{answer: ID}`; nullopt for another word (an option).
std::optional<Operand> build_operand(const TreeView& view) {
    if (view.is_mapping()) return Operand{read_name(view.find("answer")), view.span()};
    if (const auto number = read_number(view)) return Operand{*number, view.span()};
    return std::nullopt;
}

std::vector<Comparison> build_comparisons(const TreeView& map) {
    std::vector<Comparison> comparisons;
    for (const auto& [key, comparator] : comparators)
        if (const TreeView value = map.find(key); value.exists())
            if (const auto operand = build_operand(value)) comparisons.push_back({comparator, *operand});
    return comparisons;
}

std::vector<std::pair<Comparator, Name>> build_option_comparisons(const TreeView& map) {
    std::vector<std::pair<Comparator, Name>> comparisons;
    for (const auto& [key, comparator] : comparators)
        if (const TreeView value = map.find(key); value.exists() && !build_operand(value))
            comparisons.emplace_back(comparator, read_name(value));
    return comparisons;
}

AnswerCondition build_answer_condition(const TreeView& map) {
    AnswerCondition condition{read_name(map.find("answer")), {}, {}, {}, build_comparisons(map),
                              build_option_comparisons(map)};
    const auto add_value = [&](const TreeView& value) {
        if (value.is_mapping())
            condition.is_any_answer.push_back({read_name(value.find("answer")), value.span()});
        else
            condition.is_any_of.push_back(read_name(value));
    };
    if (const TreeView is = map.find("is"); is.exists()) add_value(is);
    if (const TreeView in = map.find("in"); in.exists() && in.is_sequence())
        for (std::size_t value = 0; value < in.size(); ++value)
            add_value(in[value]);
    if (const TreeView includes = map.find("includes"); includes.exists())
        condition.includes = read_name(includes);
    return condition;
}

CountCondition build_count_condition(const TreeView& map) {
    const TreeView selector = map.find("count");
    CountCondition condition{build_selector(selector), read_flag(map.find("all")), build_comparisons(map)};
    condition.all = condition.all || std::exchange(condition.selector.all, false);
    return condition;
}

ShareCondition build_share_condition(const TreeView& map) {
    const TreeView share = map.find("share");
    return {build_selector(share.find("part")), build_selector(share.find("of")), build_comparisons(map)};
}

std::vector<Condition> build_conditions(const TreeView& list) {
    return build_list<Condition>(list, [](const TreeView& map) { return build_condition(map); });
}

decltype(Condition::form) build_form(const TreeView& map) {
    const auto has = [&](std::string_view key) { return map.find(key).exists(); };
    if (has("score")) return ScoreCondition{read_name(map.find("score")), false, build_comparisons(map)};
    if (has("percent")) return ScoreCondition{read_name(map.find("percent")), true, build_comparisons(map)};
    if (has("answer")) return build_answer_condition(map);
    if (has("evidence")) return EvidenceCondition{read_name(map.find("evidence")), build_comparisons(map)};
    if (has("check")) return CheckCondition{read_name(map.find("check"))};
    if (has("count")) return build_count_condition(map);
    if (has("share") && map.find("share").is_mapping()) return build_share_condition(map);
    if (has("level")) return LevelCondition{read_name(map.find("level")), read_name(map.find("at_least"))};
    if (has("any")) return AnyOf{build_conditions(map.find("any"))};
    if (has("not") && map.find("not").is_mapping()) return NotOf{{build_condition(map.find("not"))}};
    return AllOf{has("all") ? build_conditions(map.find("all")) : std::vector<Condition>()};
}

}  // namespace

Condition build_condition(const TreeView& map) {
    if (!map.exists() || !map.is_mapping()) return {AllOf{}, {}};
    return {build_form(map), map.span()};
}

std::optional<Condition> build_optional_condition(const TreeView& map) {
    if (!map.exists()) return std::nullopt;
    return build_condition(map);
}

Selector build_selector(const TreeView& map) {
    if (!map.exists() || !map.is_mapping()) return {};
    Selector selector;
    selector.span = map.span();
    const TreeView tag = map.find("tag");
    selector.kind = tag.exists() ? Selector::Kind::tag : Selector::Kind::under;
    selector.name = read_name(tag.exists() ? tag : map.find("under"));
    if (const TreeView scoring = map.find("scoring"); scoring.exists()) {
        selector.scoring = build_operand(scoring);
        selector.scoring_best = !selector.scoring && scoring.is_scalar() && scoring.text() == "best";
    }
    selector.all = read_flag(map.find("all"));
    return selector;
}

// ---------------------------------------------------------------------------------------------- derived
// values

namespace {

SumOf build_sum(const TreeView& list) {
    SumOf sum;
    if (!list.is_sequence()) return sum;
    for (std::size_t term = 0; term < list.size(); ++term) {
        const TreeView view = list[term];
        if (view.is_scalar())
            sum.terms.emplace_back(read_name(view), 1.0);
        else if (view.is_sequence() && view.size() == 2)
            sum.terms.emplace_back(read_name(view[0]), read_number_or(view[1], 1.0));
    }
    return sum;
}

FirstOf build_first(const TreeView& list) {
    return {build_list<FirstOf::Case>(list, [](const TreeView& map) {
        return FirstOf::Case{build_optional_condition(map.find("when")), read_name(map.find("value"))};
    })};
}

std::pair<Name, Name> read_pair(const TreeView& list) {
    if (!list.is_sequence() || list.size() != 2) return {};
    return {read_name(list[0]), read_name(list[1])};
}

}  // namespace

std::optional<Derivation> build_derivation(const TreeView& map) {
    if (!map.exists() || !map.is_mapping()) return std::nullopt;
    const auto derived = [&](auto form) { return Derivation{std::move(form), map.span()}; };
    if (const TreeView pair = map.find("percent"); pair.exists()) {
        auto [part, whole] = read_pair(pair);
        return derived(PercentOf{std::move(part), std::move(whole)});
    }
    if (const TreeView pair = map.find("change"); pair.exists()) {
        auto [after, before] = read_pair(pair);
        return derived(ChangeOf{std::move(after), std::move(before)});
    }
    if (const TreeView pair = map.find("difference"); pair.exists()) {
        auto [minuend, subtrahend] = read_pair(pair);
        return derived(DifferenceOf{std::move(minuend), std::move(subtrahend)});
    }
    if (const TreeView terms = map.find("sum"); terms.exists()) return derived(build_sum(terms));
    if (const TreeView selector = map.find("count"); selector.exists())
        return derived(CountOf{build_selector(selector)});
    if (const TreeView share = map.find("share"); share.exists() && share.is_mapping())
        return derived(ShareOf{build_selector(share.find("part")), build_selector(share.find("of"))});
    if (const TreeView cases = map.find("first"); cases.exists()) return derived(build_first(cases));
    return std::nullopt;
}

}  // namespace tidu
