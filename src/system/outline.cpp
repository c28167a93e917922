// SPDX-License-Identifier: Apache-2.0
// Flattens a system into lists. Stands between loading and everything that evaluates.
#include "tidu/system/outline.h"

namespace tidu {

Outline::Outline(std::shared_ptr<const System> system) : system_(std::move(system)) {
    for (const Input& input : system_->inputs) {
        const ItemIndex item{static_cast<std::uint32_t>(items_.size())};
        items_.push_back({&input, &input, std::nullopt});
        item_by_id_.emplace(input.id.text, item);
    }
    add_node(system_->index, std::nullopt, 0);
    for (std::uint32_t check = 0; check < system_->checks.size(); ++check)
        check_by_id_.emplace(system_->checks[check].id.text, CheckIndex{check});
    for (std::uint32_t ladder = 0; ladder < system_->ladders.size(); ++ladder)
        ladder_by_id_.emplace(system_->ladders[ladder].id.text, LadderIndex{ladder});
}

void Outline::add_node(const Node& node, std::optional<NodeIndex> parent, std::uint32_t depth) {
    const NodeIndex index{static_cast<std::uint32_t>(nodes_.size())};
    nodes_.push_back({&node, parent, {}, std::nullopt, {}, depth});
    node_by_id_.emplace(node.id.text, index);
    if (parent) nodes_[parent->value].children.push_back(index);
    if (node.is_leaf()) {
        const ItemIndex item{static_cast<std::uint32_t>(items_.size())};
        items_.push_back({&node.question->item, nullptr, index});
        item_by_id_.emplace(node.id.text, item);
        nodes_[index.value].item = item;
    }
    for (const Node& child : node.children)
        add_node(child, index, depth + 1);
    nodes_[index.value].end = NodeIndex{static_cast<std::uint32_t>(nodes_.size())};
}

namespace {

template <typename Map>
std::optional<typename Map::mapped_type> find_in(const Map& map, std::string_view id) {
    const auto found = map.find(id);
    if (found == map.end()) return std::nullopt;
    return found->second;
}

bool carries(const std::vector<std::string>& tags, std::string_view tag) {
    for (const std::string& own : tags)
        if (own == tag) return true;
    return false;
}

}  // namespace

std::optional<ItemIndex> Outline::find_item(std::string_view id) const {
    return find_in(item_by_id_, id);
}
std::optional<NodeIndex> Outline::find_node(std::string_view id) const {
    return find_in(node_by_id_, id);
}
std::optional<CheckIndex> Outline::find_check(std::string_view id) const {
    return find_in(check_by_id_, id);
}
std::optional<LadderIndex> Outline::find_ladder(std::string_view id) const {
    return find_in(ladder_by_id_, id);
}

std::vector<NodeIndex> Outline::leaves_tagged(std::string_view tag) const {
    std::vector<NodeIndex> leaves;
    for (std::uint32_t node = 0; node < nodes_.size(); ++node)
        if (nodes_[node].item && carries(nodes_[node].node->question->item.tags, tag))
            leaves.push_back({node});
    return leaves;
}

std::vector<NodeIndex> Outline::leaves_under(NodeIndex node) const {
    std::vector<NodeIndex> leaves;
    for (std::uint32_t below = node.value; below < nodes_[node.value].end.value; ++below)
        if (nodes_[below].item) leaves.push_back({below});
    return leaves;
}

std::vector<CheckIndex> Outline::checks_tagged(std::string_view tag) const {
    std::vector<CheckIndex> checks;
    for (std::uint32_t check = 0; check < system_->checks.size(); ++check)
        if (carries(system_->checks[check].tags, tag)) checks.push_back({check});
    return checks;
}

std::optional<std::uint32_t> find_option(const Item& item, std::string_view id) {
    for (std::uint32_t option = 0; option < item.options.size(); ++option)
        if (item.options[option].id == id) return option;
    return std::nullopt;
}

}  // namespace tidu
