// SPDX-License-Identifier: Apache-2.0
#include "fault_places.h"

#include <algorithm>
#include <tuple>

#include "rules.h"
#include "values.h"

namespace tidu {

namespace {

auto position(const Span& span) {
    return std::tuple(span.line, span.column);
}

/// Errors behind which everything is built as written.
bool is_harmless(const Diagnostic& finding) {
    return finding.severity != Severity::error || finding.rule == rule::duplicate_key ||
           finding.rule == rule::date_syntax;
}

/// Option sets stand apart from the questions that use them.
constexpr std::string_view option_sets = "option_sets";

}  // namespace

FaultPlaces::FaultPlaces(const TreeView& document, const Outline& outline, const Diagnostics& errors) {
    for (std::size_t entry = 0; document.is_mapping() && entry < document.size(); ++entry) {
        const TreeView key = document.key(entry);
        starts_.push_back({key.span(), std::string(key.text() == option_sets ? option_sets : "")});
    }
    for (const std::string_view list : {"inputs", "checks", "constraints", "ladders"})
        add_definitions(document.find(list));
    add_definition(document.find("index"));
    std::ranges::stable_sort(starts_, {}, [](const Start& start) { return position(start.span); });

    bool is_option_set_faulty = false;
    for (const Diagnostic& error : errors.items()) {
        if (is_harmless(error)) continue;
        const std::string& id = owner_of(error.place.span);
        faulty_.insert(id);
        is_option_set_faulty |= id == option_sets;
    }
    if (is_option_set_faulty)
        for (const Outline::ItemEntry& entry : outline.items())
            if (!entry.item->options.empty()) faulty_.insert(entry.item->id.text);
    affected_ = dependents_of(outline, faulty_);
}

bool FaultPlaces::may_explain(const Span& span, Reach reach) const {
    if (reach == Reach::file) return !faulty_.empty();
    const Ids& ids = reach == Reach::own ? faulty_ : affected_;
    return ids.contains(owner_of(span));
}

void FaultPlaces::add_definitions(const TreeView& list) {
    for (std::size_t element = 0; list.is_sequence() && element < list.size(); ++element)
        add_definition(list[element]);
}

/// Each key is a start of its own: the keys of a group go on behind its items.
void FaultPlaces::add_definition(const TreeView& map) {
    if (!map.is_mapping()) return;
    const std::string id = read_string(map.find("id"));
    starts_.push_back({map.span(), id});
    for (std::size_t entry = 0; entry < map.size(); ++entry)
        starts_.push_back({map.key(entry).span(), id});
    add_definitions(map.find("items"));
}

const std::string& FaultPlaces::owner_of(const Span& span) const {
    static const std::string nothing;
    const auto behind = std::ranges::upper_bound(starts_, position(span), {},
                                                 [](const Start& start) { return position(start.span); });
    return behind == starts_.begin() ? nothing : std::prev(behind)->id;
}

}  // namespace tidu
