// SPDX-License-Identifier: Apache-2.0
// Numbers the parts of a system in file order and finds them by id. Everything after loading speaks in these
// indexes.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

#include "tidu/system/system.h"

namespace tidu {

/// A typed position: the item, node, check, constraint or ladder with that number.
template <typename Tag>
struct Index {
    std::uint32_t value = 0;
    auto operator<=>(const Index&) const = default;
};
using ItemIndex = Index<struct ItemTag>;  ///< inputs first, then questions, each in file order
using NodeIndex = Index<struct NodeTag>;  ///< the tree in preorder; 0 is the root
using CheckIndex = Index<struct CheckTag>;
using ConstraintIndex = Index<struct ConstraintTag>;
using LadderIndex = Index<struct LadderTag>;

/// What an id names.
using Definition = std::variant<ItemIndex, NodeIndex, CheckIndex, ConstraintIndex, LadderIndex>;

/// A system seen as flat lists. Keeps the system alive; the pointers point into it.
/// A question is both an item (its answer) and a node (its score).
class Outline {
  public:
    struct NodeEntry {
        const Node* node = nullptr;
        std::optional<NodeIndex> parent;  ///< none: the root
        std::vector<NodeIndex> children;
        std::optional<ItemIndex> item;  ///< of a leaf
        NodeIndex end;                  ///< one past the last node below this one (preorder)
        std::uint32_t depth = 0;
    };
    struct ItemEntry {
        const Item* item = nullptr;
        const Input* input = nullptr;   ///< null: a question
        std::optional<NodeIndex> node;  ///< of a question
    };

    /// Ids must be unique (lint says so where they are not; here the first one wins).
    explicit Outline(std::shared_ptr<const System> system);

    const System& system() const { return *system_; }
    std::shared_ptr<const System> shared_system() const { return system_; }
    const std::vector<NodeEntry>& nodes() const { return nodes_; }
    const std::vector<ItemEntry>& items() const { return items_; }
    const NodeEntry& operator[](NodeIndex node) const { return nodes_[node.value]; }
    const ItemEntry& operator[](ItemIndex item) const { return items_[item.value]; }
    std::size_t input_count() const { return system_->inputs.size(); }

    std::optional<ItemIndex> find_item(std::string_view id) const;  ///< input or question
    std::optional<NodeIndex> find_node(std::string_view id) const;  ///< question or group
    std::optional<CheckIndex> find_check(std::string_view id) const;
    std::optional<LadderIndex> find_ladder(std::string_view id) const;
    /// Leaves in file order that carry the tag.
    std::vector<NodeIndex> leaves_tagged(std::string_view tag) const;
    /// Leaves in file order at or below the node.
    std::vector<NodeIndex> leaves_under(NodeIndex node) const;
    std::vector<CheckIndex> checks_tagged(std::string_view tag) const;
    /// The children of the root.
    const std::vector<NodeIndex>& dimensions() const { return nodes_.front().children; }

  private:
    void add_node(const Node& node, std::optional<NodeIndex> parent, std::uint32_t depth);

    std::shared_ptr<const System> system_;
    std::vector<NodeEntry> nodes_;
    std::vector<ItemEntry> items_;
    std::unordered_map<std::string_view, ItemIndex> item_by_id_;
    std::unordered_map<std::string_view, NodeIndex> node_by_id_;
    std::unordered_map<std::string_view, CheckIndex> check_by_id_;
    std::unordered_map<std::string_view, LadderIndex> ladder_by_id_;
};

/// Position of an option in its list; nullopt: no such option.
std::optional<std::uint32_t> find_option(const Item& item, std::string_view id);

}  // namespace tidu
