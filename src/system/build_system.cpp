// SPDX-License-Identifier: Apache-2.0
// The system as a whole out of a checked document.
#include "build.h"
#include "values.h"

namespace tidu {

namespace {

SourceEntry build_source_entry(const TreeView& map) {
    const Name id = read_name(map.find("id"));
    return {id, read_text(map.find("title")), read_text(map.find("note")),
            read_confidence(map.find("confidence")).value_or(Confidence::sourced), id.span};
}

/// Value of `key` in the map under `outer`; a view that does not exist where either is absent.
TreeView find_below(const TreeView& document, std::string_view outer, std::string_view key) {
    const TreeView map = document.find(outer);
    return map.exists() && map.is_mapping() ? map.find(key) : TreeView();
}

}  // namespace

System build_system(const TreeView& document, const SourcePtr& source, Diagnostics& diagnostics) {
    System system;
    system.source = source;
    if (!document.is_mapping()) return system;
    system.id = read_string(document.find("id"));
    system.version = read_string(document.find("version"));
    system.title = read_text(document.find("title"));
    if (const TreeView unit = document.find("unit"); unit.exists()) system.unit = read_text(unit);
    system.note = read_text(document.find("note"));
    system.sources = build_list<SourceEntry>(document.find("sources"), build_source_entry);
    const ItemBuilder items(document, source, diagnostics);
    system.inputs = items.build_inputs(document.find("inputs"));
    if (const TreeView index = document.find("index"); index.exists() && index.is_mapping())
        system.index = items.build_node(index);
    system.not_applicable_limit = read_number(find_below(document, "policies", "not_applicable_limit"));
    system.checks = build_checks(document.find("checks"));
    system.constraints = build_constraints(document.find("constraints"));
    system.ladders = build_ladders(document.find("ladders"));
    system.effort_unit = read_text(find_below(document, "effort", "unit"));
    return system;
}

}  // namespace tidu
