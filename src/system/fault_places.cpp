// SPDX-License-Identifier: Apache-2.0
#include "fault_places.h"

#include <algorithm>
#include <array>
#include <functional>
#include <tuple>

#include "rules.h"
#include "tidu/text/suggest.h"
#include "values.h"

namespace tidu {

namespace {

std::pair<std::uint32_t, std::uint32_t> position(const Span& span) {
    return {span.line, span.column};
}

template <std::size_t size>
bool is_one_of(const std::array<std::string_view, size>& words, std::string_view word) {
    return std::ranges::find(words, word) != words.end();
}

/// Keys for people. No score, level or condition depends on what stands under them.
constexpr std::array<std::string_view, 10> descriptive_keys = {
    "title", "ask", "unit", "tasks", "evidence", "advice", "effort", "source", "note", "due"};
/// The same in the parts of a definition (options, levels), where conditions have keys of these names.
constexpr std::array<std::string_view, 4> descriptive_keys_of_parts = {"title", "text", "source", "note"};
/// How a definition is used and what its answer may be computed from: findings about its other keys do not
/// rest on that.
constexpr std::array<std::string_view, 4> separate_keys = {"weight", "applies_if", "tags", "derive"};
/// Keys of selectors: they stand for definitions that they do not name.
constexpr std::array<std::string_view, 2> selecting_keys = {"tag", "under"};

constexpr std::string_view option_sets = "option_sets";
constexpr char part_mark = '#';

/// Errors behind which everything is built as written.
bool is_harmless(const Diagnostic& finding) {
    return finding.severity != Severity::error || finding.rule == rule::duplicate_key ||
           finding.rule == rule::date_syntax || finding.rule == rule::unknown_key;
}

/// The ladder of a requirement; any other definition itself.
std::string whole_of(const std::string& id) {
    return id.substr(0, id.find(part_mark));
}

/// Every text in here, keys and values.
void for_each_text(const TreeView& view, const std::function<void(std::string_view)>& visit) {
    if (view.is_scalar()) return visit(view.text());
    for (std::size_t entry = 0; entry < view.size(); ++entry) {
        if (view.is_mapping()) for_each_text(view.key(entry), visit);
        for_each_text(view[entry], visit);
    }
}

}  // namespace

// ---------------------------------------------------------------------------------------------- the document

FaultPlaces::FaultPlaces(const TreeView& document, const Outline& outline, const Diagnostics& errors) {
    for (std::size_t entry = 0; document.is_mapping() && entry < document.size(); ++entry) {
        const TreeView key = document.key(entry);
        starts_.push_back({key.span(), {}, std::string(key.text()), document[entry]});
    }
    for (const std::string_view list : {"inputs", "checks", "constraints", "ladders"})
        add_definitions(document.find(list));
    add_definition(document.find("index"));
    std::ranges::stable_sort(starts_, {}, [](const Start& start) { return position(start.span); });

    for (const Diagnostic& error : errors.items())
        if (error.rule == rule::missing_key) ++missing_keys_[position(error.place.span)];
    for (const Diagnostic& error : errors.items())
        if (!is_harmless(error)) add_fault(error);
    add_users_of_option_sets(outline);

    Ids faulty, faulty_below;
    for (const auto& [id, key] : faults_) {
        faulty.insert(whole_of(id));
        if (id.find(part_mark) == id.npos) faulty_below.insert(id);
    }
    affected_ = dependents_of(outline, faulty);
    affected_below_ = dependents_of(outline, faulty_below);
}

void FaultPlaces::add_definitions(const TreeView& list) {
    for (std::size_t element = 0; list.is_sequence() && element < list.size(); ++element)
        add_definition(list[element]);
}

void FaultPlaces::add_definition(const TreeView& map) {
    add_definition(map, read_string(map.find("id")));
    add_definitions(map.find("items"));
    add_levels(map.find("levels"), read_string(map.find("id")));
}

/// Each key is a start of its own: the keys of a group go on behind its items.
void FaultPlaces::add_definition(const TreeView& map, const std::string& id) {
    if (!map.is_mapping()) return;
    starts_.push_back({map.span(), id, {}, map});
    if (map.find("id").exists()) named_maps_[position(map.find("id").span())] = map;
    for (std::size_t entry = 0; entry < map.size(); ++entry) {
        const TreeView name = map.key(entry);
        // A requirement may be a condition on evidence.
        const bool is_condition = name.text() == "evidence" && requirements_.contains(id);
        const Start key{name.span(), id, std::string(name.text()), map[entry],
                        !is_condition && is_one_of(descriptive_keys, name.text())};
        starts_.push_back(key);
        if (key.key != "items" && key.key != "levels") add_parts(map[entry], key);
    }
}

/// Options, and whatever else has parts of its own: their names and texts are descriptive too.
void FaultPlaces::add_parts(const TreeView& value, const Start& definition_key) {
    if (value.is_sequence())
        for (std::size_t element = 0; element < value.size(); ++element)
            add_parts(value[element], definition_key);
    if (!value.is_mapping()) return;
    if (value.find("id").exists()) named_maps_[position(value.find("id").span())] = value;
    for (std::size_t entry = 0; entry < value.size(); ++entry) {
        const TreeView name = value.key(entry);
        Start part = definition_key;
        part.span = name.span();
        part.is_descriptive |= is_one_of(descriptive_keys_of_parts, name.text());
        starts_.push_back(part);
        add_parts(value[entry], part);
    }
}

void FaultPlaces::add_levels(const TreeView& levels, const std::string& ladder) {
    std::size_t requirement = 0;
    for (std::size_t level = 0; levels.is_sequence() && level < levels.size(); ++level) {
        add_definition(levels[level], ladder);
        const TreeView require = levels[level].find("require");
        for (std::size_t element = 0; require.is_sequence() && element < require.size(); ++element) {
            const std::string id = ladder + part_mark + std::to_string(++requirement);
            requirements_.emplace(id, require[element]);
            add_definition(require[element], id);
        }
    }
}

// ---------------------------------------------------------------------------------------------- the faults

void FaultPlaces::add_fault(const Diagnostic& error) {
    if (error.rule == rule::unknown_reference) unknown_names_.push_back(error.subject);
    // What aliases and merge keys repeat stands in several definitions.
    const Start& nearest = start_of(error.place.span);
    const auto same_place = std::ranges::equal_range(starts_, position(nearest.span), {},
                                                     [](const Start& start) { return position(start.span); });
    for (const Start& start : same_place) {
        for_each_text(start.value, [&](std::string_view text) { mentioned_.emplace(text); });
        if (!start.is_descriptive && !is_lack_of_name(error)) faults_.emplace(start.id, start.key);
    }
}

/// A title or a text that is missing, and nothing else. Missing keys are reported at the id of what lacks
/// them, one finding a key.
bool FaultPlaces::is_lack_of_name(const Diagnostic& error) const {
    if (error.rule != rule::missing_key) return false;
    const auto map = named_maps_.find(position(error.place.span));
    return map != named_maps_.end() && missing_keys_.at(map->first) == 1 &&
           !map->second.find("title").exists() && !map->second.find("text").exists();
}

/// Option sets stand apart from the questions that use them.
void FaultPlaces::add_users_of_option_sets(const Outline& outline) {
    const auto [first, last] = faults_.equal_range({});
    if (std::none_of(first, last, [](const auto& fault) { return fault.second == option_sets; })) return;
    for (const Outline::ItemEntry& entry : outline.items())
        if (!entry.item->options.empty()) faults_.emplace(entry.item->id.text, "options");
}

const FaultPlaces::Start& FaultPlaces::start_of(const Span& span) const {
    static const Start nothing;
    const auto behind = std::ranges::upper_bound(starts_, position(span), {},
                                                 [](const Start& start) { return position(start.span); });
    return behind == starts_.begin() ? nothing : *std::prev(behind);
}

// ---------------------------------------------------------------------------------------------- findings

bool FaultPlaces::may_explain(const Diagnostic& finding, Reach reach) const {
    const Start& start = start_of(finding.place.span);
    switch (reach) {
        case Reach::own:
            return is_faulty(start.id, start.key);
        case Reach::below:
            return is_faulty(start.id, start.key) || is_below_faulty(start.id);
        case Reach::ladder:
            return is_ladder_faulty(whole_of(start.id));
        case Reach::below_ladder:
            return affected_.contains(whole_of(start.id));
        case Reach::mentions:
            return start.id.empty() ? is_mentioned_by_fault(finding.subject)
                                    : faults_.contains(start.id) || is_mentioned_by_fault(start.id);
    }
    return true;
}

bool FaultPlaces::is_faulty(const std::string& id, std::string_view key) const {
    const auto [first, last] = faults_.equal_range(id);
    return std::any_of(first, last, [&](const auto& entry) {
        return entry.second == key || !is_one_of(separate_keys, entry.second);
    });
}

bool FaultPlaces::is_ladder_faulty(const std::string& ladder) const {
    return std::ranges::any_of(faults_, [&](const auto& fault) { return whole_of(fault.first) == ladder; });
}

/// Whether what a definition depends on is faulty. A requirement depends on what it names and selects.
bool FaultPlaces::is_below_faulty(const std::string& id) const {
    const auto requirement = requirements_.find(id);
    if (requirement == requirements_.end()) return affected_.contains(id);
    const bool is_selection_faulty = affected_below_.contains(whole_of(id));
    bool is_faulty = false;
    for_each_text(requirement->second, [&](std::string_view text) {
        is_faulty |= affected_.contains(text) || (is_selection_faulty && is_one_of(selecting_keys, text));
    });
    return is_faulty;
}

/// Whether something that is faulty names it, or meant to.
bool FaultPlaces::is_mentioned_by_fault(const std::string& name) const {
    return mentioned_.contains(name) || std::ranges::any_of(unknown_names_, [&](const std::string& unknown) {
               return nearest_match(unknown, {name}).has_value();
           });
}

}  // namespace tidu
