// SPDX-License-Identifier: Apache-2.0
// What must hold for every tree, whatever it was read from.
#pragma once

#include "fuzz.h"
#include "tidu/codec/json_write.h"
#include "tidu/codec/tree.h"

/// Walks a tree as its readers do: expanded. Returns the number of nodes.
inline std::size_t check_node(const tidu::TreeView& view) {
    require(view.span().line >= 1 && view.span().column >= 1 && view.span().length >= 1,
            "a node has a place");
    std::size_t nodes = 1;
    for (std::size_t child = 0; child < view.size(); ++child) {
        if (view.is_mapping()) nodes += check_node(view.key(child));
        nodes += check_node(view[child]);
    }
    return nodes;
}

inline void check_tree(const tidu::Tree& tree, const tidu::TreeLimits& limits) {
    require(check_node(tree.view()) <= limits.nodes, "a tree keeps within its limits");
    const tidu::Tree copy = tidu::unpack_tree(tidu::pack_tree(tree));
    require(copy.texts == tree.texts && copy.nodes.size() == tree.nodes.size(),
            "a packed tree comes back the same");
}

inline void write_json(tidu::JsonWriter& json, const tidu::TreeView& view) {
    if (view.is_null()) return json.null();
    if (view.is_scalar()) return json.value(view.text());
    view.is_mapping() ? json.open_object() : json.open_array();
    for (std::size_t child = 0; child < view.size(); ++child) {
        if (view.is_mapping()) json.key(view.key(child).text());
        write_json(json, view[child]);
    }
    view.is_mapping() ? json.close_object() : json.close_array();
}
