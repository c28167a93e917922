// SPDX-License-Identifier: Apache-2.0
// Nodes are counted as if every alias were written out, so that an alias bomb is refused before anyone walks
// it.
#include "tree_builder.h"

#include <algorithm>
#include <cassert>

#include "phrases.h"
#include "rules.h"

namespace tidu {

std::uint32_t TreeBuilder::add(Tree::Node node, Extent extent) {
    check_limits(extent, node.span);
    const auto index = static_cast<std::uint32_t>(tree_.nodes.size());
    tree_.nodes.push_back(node);
    extents_.push_back(extent);
    expanded_nodes_ += extent.nodes;
    if (at_root()) {
        tree_.root = index;
    } else {
        pending_.push_back(index);
    }
    return index;
}

void TreeBuilder::check_limits(const Extent& extent, Span span) {
    if (frames_.size() + extent.height > limits_.depth) {
        report(rules::nesting_depth, say(phrases::too_deep, limits_.depth), span);
        throw TreeRefused{};
    }
    if (expanded_nodes_ + extent.nodes > limits_.nodes) {
        report(rules::node_count, say(phrases::too_many_nodes, limits_.nodes), span);
        throw TreeRefused{};
    }
}

std::uint32_t TreeBuilder::add_null(Span span) {
    return add({TreeKind::null, ScalarStyle::plain, span, 0, 0, 0, 0}, {});
}

std::uint32_t TreeBuilder::add_scalar(ScalarStyle style, Span span, std::string_view text) {
    const auto offset = static_cast<std::uint32_t>(tree_.texts.size());
    tree_.texts += text;
    return add({TreeKind::scalar, style, span, offset, static_cast<std::uint32_t>(text.size()), 0, 0}, {});
}

std::uint32_t TreeBuilder::add_alias(std::uint32_t node, Span span, std::string_view name) {
    if (extents_[node].is_open) {
        report(rules::alias, say(phrases::alias_inside_anchor, name), span);
        throw TreeRefused{};
    }
    Tree::Node copy = tree_.nodes[node];
    copy.span = span;
    return add(copy, extents_[node]);
}

std::uint32_t TreeBuilder::open(TreeKind kind, Span span) {
    const std::uint32_t node = add({kind, ScalarStyle::plain, span, 0, 0, 0, 0}, {1, 1, true});
    frames_.push_back({node, pending_.size()});
    return node;
}

void TreeBuilder::close() {
    const auto [node_index, first_pending] = frames_.back();
    frames_.pop_back();
    Extent& extent = extents_[node_index];
    extent.is_open = false;
    for (std::size_t child = first_pending; child < pending_.size(); ++child) {
        const Extent& child_extent = extents_[pending_[child]];
        extent.nodes += child_extent.nodes;
        extent.height = std::max(extent.height, child_extent.height + 1);
    }
    Tree::Node& node = tree_.nodes[node_index];
    if (node.kind == TreeKind::mapping) resolve_keys(first_pending);
    node.first_child = static_cast<std::uint32_t>(tree_.children.size());
    node.child_count = static_cast<std::uint32_t>(pending_.size() - first_pending);
    tree_.children.insert(tree_.children.end(), pending_.begin() + static_cast<std::ptrdiff_t>(first_pending),
                          pending_.end());
    pending_.resize(first_pending);
}

std::optional<Span> TreeBuilder::pending_key() const {
    if (at_root() || tree_.nodes[frames_.back().node].kind != TreeKind::mapping) return std::nullopt;
    const bool value_comes_next = (pending_.size() - frames_.back().first_pending) % 2 == 1;
    if (!value_comes_next) return std::nullopt;
    return tree_.nodes[pending_.back()].span;
}

void TreeBuilder::report(std::string_view rule, Message message, Span span, Message help) {
    diagnostics_.add(
        {Severity::error, rule, std::move(message), Place::of_text(source_, span), std::move(help), {}, {}});
}

Tree TreeBuilder::take() {
    assert(frames_.empty());
    expanded_nodes_ = 0;
    extents_.clear();
    return std::exchange(tree_, {});
}

std::string_view TreeBuilder::text_of(std::uint32_t node) const {
    return std::string_view(tree_.texts).substr(tree_.nodes[node].text_offset, tree_.nodes[node].text_size);
}

void TreeBuilder::resolve_keys(std::size_t first_pending) {
    entries_.clear();
    keys_.clear();
    std::vector<std::uint32_t> merged;
    assert((pending_.size() - first_pending) % 2 == 0);
    for (std::size_t entry = first_pending; entry < pending_.size(); entry += 2) {
        const std::uint32_t key = pending_[entry];
        const std::uint32_t value = pending_[entry + 1];
        add_explicit_entry(key, value);
        const Tree::Node& node = tree_.nodes[key];
        const bool is_merge =
            node.kind == TreeKind::scalar && node.style == ScalarStyle::plain && text_of(key) == "<<";
        if (!is_merge) continue;
        merged.push_back(value);
        entries_.resize(entries_.size() - 2);
    }
    // Explicit keys win wherever they stand, so merging comes last.
    for (const std::uint32_t value : merged)
        merge(value);
    pending_.resize(first_pending);
    pending_.insert(pending_.end(), entries_.begin(), entries_.end());
}

void TreeBuilder::add_explicit_entry(std::uint32_t key, std::uint32_t value) {
    const Tree::Node& node = tree_.nodes[key];
    entries_.insert(entries_.end(), {key, value});
    if (node.kind != TreeKind::scalar) {
        report(rules::key_type,
               say(node.kind == TreeKind::null ? phrases::key_missing : phrases::key_not_scalar), node.span);
        return;
    }
    const auto [first, is_new] = keys_.try_emplace(text_of(key), key);
    if (is_new) return;
    report(rules::duplicate_key, say(phrases::duplicate_key, text_of(key)), node.span);
    const Place first_place = Place::of_text(source_, tree_.nodes[first->second].span);
    diagnostics_.last().notes.push_back(
        {Severity::note, {}, say(phrases::first_here), first_place, {}, {}, {}});
}

void TreeBuilder::merge(std::uint32_t value) {
    const Tree::Node node = tree_.nodes[value];
    if (node.kind == TreeKind::mapping) {
        merge_mapping(value);
        return;
    }
    const auto children = tree_.children.begin() + node.first_child;
    const bool is_list_of_mappings =
        node.kind == TreeKind::sequence &&
        std::all_of(children, children + node.child_count,
                    [&](std::uint32_t child) { return tree_.nodes[child].kind == TreeKind::mapping; });
    if (!is_list_of_mappings) {
        report(rules::merge_key, say(phrases::merge_not_mapping), node.span);
        return;
    }
    for (std::uint32_t child = 0; child < node.child_count; ++child)
        merge_mapping(children[child]);
}

void TreeBuilder::merge_mapping(std::uint32_t mapping) {
    const Tree::Node& node = tree_.nodes[mapping];
    for (std::uint32_t child = node.first_child; child < node.first_child + node.child_count; child += 2) {
        const std::uint32_t key = tree_.children[child];
        if (keys_.try_emplace(text_of(key), key).second)
            entries_.insert(entries_.end(), {key, tree_.children[child + 1]});
    }
}

std::vector<Tree> parse_as_far_as_possible(const SourcePtr& source, const TreeLimits& limits,
                                           Diagnostics& diagnostics, const ParseTrees& parse) {
    // Places and yaml-cpp's marks are counted in 32 bits.
    if (!check_text(source, std::min<std::size_t>(limits.bytes, INT32_MAX), diagnostics)) return {};
    const LineIndex lines(without_bom(source->text), source->first_line);
    TreeBuilder builder(source, limits, diagnostics);
    try {
        return parse(lines, builder);
    } catch (const TreeRefused&) {
        return {};
    }
}

std::optional<std::vector<Tree>> parse_checked(const SourcePtr& source, const TreeLimits& limits,
                                               Diagnostics& diagnostics, const ParseTrees& parse) {
    Diagnostics found;
    std::vector<Tree> trees = parse_as_far_as_possible(source, limits, found, parse);
    const bool refused = found.has_errors();
    diagnostics.append(std::move(found));
    if (refused) return std::nullopt;
    return trees;
}

}  // namespace tidu
