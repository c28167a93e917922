// SPDX-License-Identifier: Apache-2.0
// Walking a parsed tree, and packing it for the program image.
#include "tidu/codec/tree.h"

#include <cassert>

namespace tidu {

// Readers look up every key that might be there, so this is where loading a system spends its time.
TreeView TreeView::find(std::string_view key_text) const {
    if (!is_mapping()) return {};
    const Tree::Node& map = node();
    const std::uint32_t* entry = tree_->children.data() + map.first_child;
    for (const std::uint32_t* end = entry + map.child_count; entry != end; entry += 2) {
        const Tree::Node& key_node = tree_->nodes[*entry];
        if (key_node.kind != TreeKind::scalar || key_node.text_size != key_text.size()) continue;
        if (std::string_view(tree_->texts.data() + key_node.text_offset, key_node.text_size) == key_text)
            return TreeView(*tree_, entry[1]);
    }
    return {};
}

void Tree::replace_text(const TreeView& scalar, std::string_view text) {
    assert(scalar.tree_ == this && scalar.is_scalar());
    nodes[scalar.node_].text_offset = static_cast<std::uint32_t>(texts.size());
    nodes[scalar.node_].text_size = static_cast<std::uint32_t>(text.size());
    texts += text;
}

namespace {

// The packed form: all numbers little-endian uint32. Header (nodes, children, text bytes, root), nodes,
// children, texts.
constexpr std::size_t packed_header_size = 4 * sizeof(std::uint32_t);
constexpr std::size_t packed_node_size = 8 * sizeof(std::uint32_t);

void put(std::string& out, std::size_t number) {
    assert(number <= UINT32_MAX);
    for (unsigned shift = 0; shift < 32; shift += 8)
        out += static_cast<char>(number >> shift & 0xFF);
}

/// Written out, so that compilers make one load of it: every start of the program reads thousands.
std::uint32_t take(std::string_view& bytes) {
    const auto byte = [&](std::size_t position) {
        return static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[position]));
    };
    const std::uint32_t number = byte(0) | byte(1) << 8 | byte(2) << 16 | byte(3) << 24;
    bytes.remove_prefix(sizeof number);
    return number;
}

void put_node(std::string& out, const Tree::Node& node) {
    put(out, static_cast<std::size_t>(node.kind) | static_cast<std::size_t>(node.style) << 8);
    for (const std::uint32_t number : {node.span.line, node.span.column, node.span.length, node.text_offset,
                                       node.text_size, node.first_child, node.child_count})
        put(out, number);
}

Tree::Node take_node(std::string_view& bytes) {
    const std::uint32_t kind_and_style = take(bytes);
    Tree::Node node;
    node.kind = static_cast<TreeKind>(kind_and_style & 0xFF);
    node.style = static_cast<ScalarStyle>(kind_and_style >> 8);
    for (std::uint32_t* number : {&node.span.line, &node.span.column, &node.span.length, &node.text_offset,
                                  &node.text_size, &node.first_child, &node.child_count})
        *number = take(bytes);
    return node;
}

}  // namespace

std::string pack_tree(const Tree& tree) {
    std::string out;
    out.reserve(packed_header_size + packed_node_size * tree.nodes.size() + 4 * tree.children.size() +
                tree.texts.size());
    put(out, tree.nodes.size());
    put(out, tree.children.size());
    put(out, tree.texts.size());
    put(out, tree.root);
    for (const Tree::Node& node : tree.nodes)
        put_node(out, node);
    for (const std::uint32_t child : tree.children)
        put(out, child);
    return out + tree.texts;
}

Tree unpack_tree(std::string_view bytes) {
    assert(bytes.size() >= packed_header_size);
    const std::uint32_t node_count = take(bytes);
    const std::uint32_t child_count = take(bytes);
    [[maybe_unused]] const std::uint32_t text_size = take(bytes);
    Tree tree;
    tree.root = take(bytes);
    assert(bytes.size() == packed_node_size * node_count + 4 * std::size_t{child_count} + text_size);
    tree.nodes.reserve(node_count);
    for (std::uint32_t node = 0; node < node_count; ++node)
        tree.nodes.push_back(take_node(bytes));
    tree.children.reserve(child_count);
    for (std::uint32_t child = 0; child < child_count; ++child)
        tree.children.push_back(take(bytes));
    tree.texts = std::string(bytes);
    return tree;
}

}  // namespace tidu
