// SPDX-License-Identifier: Apache-2.0
// Builds the graph of what reads what and sorts it. Stands after loading, before compiling.
// Besides the definitions the graph has vertices for what many definitions share (a tag, the leaves under a
// node, whether a node applies), so that it grows with the file and not with the product of selectors and
// leaves.
#include "tidu/system/dependencies.h"

#include <algorithm>
#include <cassert>
#include <string>
#include <tuple>
#include <unordered_map>

#include "phrases.h"
#include "references.h"
#include "rules.h"
#include "tidu/text/overloaded.h"

namespace tidu {

namespace {

using Vertex = std::uint32_t;

/// Vertices in the order items, nodes, checks, constraints, ladders, applicability of nodes, leaves under
/// nodes, tags.
class DependencyGraph {
  public:
    explicit DependencyGraph(const Outline& outline);

    std::size_t size() const { return edges_.size(); }
    const std::vector<Vertex>& needs(Vertex vertex) const { return edges_[vertex]; }
    /// The definition that a vertex stands for; nullopt for the shared ones.
    std::optional<Definition> definition(Vertex vertex) const;
    /// Id of what a person would call the vertex, and its place.
    const Name& name(Vertex vertex) const;
    /// Where sorting starts: inputs, the root, then checks, constraints and ladders. All else hangs below
    /// these.
    std::vector<Vertex> starts() const;

  private:
    Vertex of(ItemIndex item) const { return item.value; }
    Vertex of(NodeIndex node) const { return first_node_ + node.value; }
    Vertex of(CheckIndex check) const { return first_check_ + check.value; }
    Vertex of(LadderIndex ladder) const { return first_ladder_ + ladder.value; }
    Vertex applies(NodeIndex node) const { return first_applies_ + node.value; }
    Vertex under(NodeIndex node) const { return first_under_ + node.value; }
    Vertex tagged(const std::string& tag);

    void add_item(ItemIndex item);
    void add_node(NodeIndex node);
    void add_tags();
    void add_weight_input(NodeIndex parent, const Node& child);
    void add_ladder(Vertex vertex, const Ladder& ladder);
    void read(Vertex vertex, const Condition& condition);
    void read(Vertex vertex, const Derivation& derivation);
    void read(Vertex vertex, const Reference& reference);
    void read(Vertex vertex, const Selector& selector);
    void need(Vertex vertex, Vertex needed) { edges_[vertex].push_back(needed); }

    const Outline& outline_;
    Vertex first_node_, first_check_, first_constraint_, first_ladder_, first_applies_, first_under_,
        first_tag_;
    std::unordered_map<std::string, Vertex> tags_;
    std::vector<Name> tag_names_;
    std::vector<std::vector<Vertex>> edges_;
};

template <typename List>
Vertex count(const List& list) {
    return static_cast<Vertex>(list.size());
}

DependencyGraph::DependencyGraph(const Outline& outline) : outline_(outline) {
    const System& system = outline.system();
    first_node_ = count(outline.items());
    first_check_ = first_node_ + count(outline.nodes());
    first_constraint_ = first_check_ + count(system.checks);
    first_ladder_ = first_constraint_ + count(system.constraints);
    first_applies_ = first_ladder_ + count(system.ladders);
    first_under_ = first_applies_ + count(outline.nodes());
    first_tag_ = first_under_ + count(outline.nodes());
    edges_.resize(first_tag_);
    add_tags();
    for (Vertex item = 0; item < outline.items().size(); ++item)
        add_item({item});
    for (Vertex node = 0; node < outline.nodes().size(); ++node)
        add_node({node});
    for (Vertex check = 0; check < system.checks.size(); ++check)
        read(first_check_ + check, system.checks[check].when);
    for (Vertex constraint = 0; constraint < system.constraints.size(); ++constraint)
        read(first_constraint_ + constraint, system.constraints[constraint].never);
    for (Vertex ladder = 0; ladder < system.ladders.size(); ++ladder)
        add_ladder(first_ladder_ + ladder, system.ladders[ladder]);
}

void DependencyGraph::add_tags() {
    for (Vertex node = 0; node < outline_.nodes().size(); ++node) {
        const Node& leaf = *outline_.nodes()[node].node;
        if (!leaf.is_leaf()) continue;
        for (const std::string& tag : leaf.question->item.tags)
            need(tagged(tag), of(NodeIndex{node}));
    }
    for (Vertex check = 0; check < outline_.system().checks.size(); ++check)
        for (const std::string& tag : outline_.system().checks[check].tags)
            need(tagged(tag), of(CheckIndex{check}));
}

Vertex DependencyGraph::tagged(const std::string& tag) {
    const auto [entry, is_new] = tags_.emplace(tag, static_cast<Vertex>(edges_.size()));
    if (is_new) {
        edges_.emplace_back();
        tag_names_.push_back({tag, {}});
    }
    return entry->second;
}

void DependencyGraph::add_item(ItemIndex item) {
    const Outline::ItemEntry& entry = outline_[item];
    if (entry.item->derive) read(of(item), *entry.item->derive);
    if (entry.node) need(of(item), applies(*entry.node));
}

void DependencyGraph::add_node(NodeIndex node) {
    const Outline::NodeEntry& entry = outline_[node];
    if (entry.parent) need(applies(node), applies(*entry.parent));
    if (entry.node->applies_if) read(applies(node), *entry.node->applies_if);
    need(of(node), applies(node));
    if (entry.item) {
        need(of(node), of(*entry.item));
        need(under(node), of(node));
    }
    for (const NodeIndex child : entry.children) {
        need(of(node), of(child));
        need(under(node), under(child));
        add_weight_input(node, *outline_[child].node);
    }
}

void DependencyGraph::add_weight_input(NodeIndex parent, const Node& child) {
    if (const auto* by = std::get_if<WeightBy>(&child.weight.value))
        if (const auto input = outline_.find_item(by->input.text)) need(of(parent), of(*input));
}

void DependencyGraph::add_ladder(Vertex vertex, const Ladder& ladder) {
    need(vertex, of(NodeIndex{0}));
    if (ladder.applies_if) read(vertex, *ladder.applies_if);
    for (const Level& level : ladder.levels)
        for (const Requirement& requirement : level.requirements) {
            read(vertex, requirement.condition);
            if (requirement.only_if) read(vertex, *requirement.only_if);
        }
    for (const Expectation& expectation : ladder.expected)
        if (expectation.when) read(vertex, *expectation.when);
}

void DependencyGraph::read(Vertex vertex, const Condition& condition) {
    visit_references(condition, [&](const Reference& reference) { read(vertex, reference); });
}

void DependencyGraph::read(Vertex vertex, const Derivation& derivation) {
    visit_references(derivation, [&](const Reference& reference) { read(vertex, reference); });
}

void DependencyGraph::read(Vertex vertex, const Reference& reference) {
    const auto need_found = [&](const auto& found) {
        if (found) need(vertex, of(*found));
    };
    switch (reference.kind) {
        case Reference::Kind::score:
            return need_found(outline_.find_node(reference.name->text));
        case Reference::Kind::answer:
        case Reference::Kind::evidence:
            return need_found(outline_.find_item(reference.name->text));
        case Reference::Kind::check:
            return need_found(outline_.find_check(reference.name->text));
        case Reference::Kind::level:
            return need_found(outline_.find_ladder(reference.name->text));
        case Reference::Kind::selector:
            return read(vertex, *reference.selector);
    }
}

void DependencyGraph::read(Vertex vertex, const Selector& selector) {
    if (selector.kind == Selector::Kind::tag) return need(vertex, tagged(selector.name.text));
    if (const auto node = outline_.find_node(selector.name.text)) need(vertex, under(*node));
}

std::optional<Definition> DependencyGraph::definition(Vertex vertex) const {
    if (vertex < first_node_) return ItemIndex{vertex};
    if (vertex < first_check_) return NodeIndex{vertex - first_node_};
    if (vertex < first_constraint_) return CheckIndex{vertex - first_check_};
    if (vertex < first_ladder_) return ConstraintIndex{vertex - first_constraint_};
    if (vertex < first_applies_) return LadderIndex{vertex - first_ladder_};
    return std::nullopt;
}

const Name& DependencyGraph::name(Vertex vertex) const {
    const System& system = outline_.system();
    if (vertex < first_node_) return outline_.items()[vertex].item->id;
    if (vertex < first_check_) return outline_.nodes()[vertex - first_node_].node->id;
    if (vertex < first_constraint_) return system.checks[vertex - first_check_].id;
    if (vertex < first_ladder_) return system.constraints[vertex - first_constraint_].id;
    if (vertex < first_applies_) return system.ladders[vertex - first_ladder_].id;
    if (vertex < first_under_) return outline_.nodes()[vertex - first_applies_].node->id;
    if (vertex < first_tag_) return outline_.nodes()[vertex - first_under_].node->id;
    return tag_names_[vertex - first_tag_];
}

std::vector<Vertex> DependencyGraph::starts() const {
    std::vector<Vertex> starts;
    for (Vertex input = 0; input < outline_.input_count(); ++input)
        starts.push_back(input);
    starts.push_back(first_node_);
    for (Vertex vertex = first_check_; vertex < first_applies_; ++vertex)
        starts.push_back(vertex);
    return starts;
}

// ---------------------------------------------------------------------------------------------- sorting

/// Depth-first sorting on a stack of its own: chains of definitions may be longer than the call stack is
/// deep.
class Sorting {
  public:
    Sorting(const DependencyGraph& graph, Diagnostics& diagnostics, const SourcePtr& source)
        : graph_(graph), diagnostics_(diagnostics), source_(source), marks_(graph.size(), Mark::untouched) {}

    std::vector<Definition> run() {
        for (const Vertex start : graph_.starts())
            visit(start);
        return std::move(order_);
    }
    bool found_circle() const { return found_circle_; }

  private:
    enum class Mark : std::uint8_t { untouched, open, done };
    struct Step {
        Vertex vertex;
        std::size_t next = 0;  ///< position in `needs` of what comes next
    };

    void visit(Vertex start) {
        if (marks_[start] == Mark::untouched) enter(start);
        while (!path_.empty()) {
            Step& step = path_.back();
            const std::vector<Vertex>& needs = graph_.needs(step.vertex);
            if (step.next == needs.size()) {
                leave();
                continue;
            }
            const Vertex needed = needs[step.next++];
            if (marks_[needed] == Mark::untouched)
                enter(needed);
            else if (marks_[needed] == Mark::open)
                report_circle(needed);
        }
    }
    void enter(Vertex vertex) {
        marks_[vertex] = Mark::open;
        path_.push_back({vertex});
    }
    void leave() {
        const Vertex vertex = path_.back().vertex;
        marks_[vertex] = Mark::done;
        if (const auto definition = graph_.definition(vertex)) order_.push_back(*definition);
        path_.pop_back();
    }

    /// The circle from `first`, somewhere on the path, to the end of the path and back.
    void report_circle(Vertex first) {
        found_circle_ = true;
        const auto start =
            std::find_if(path_.begin(), path_.end(), [&](const Step& s) { return s.vertex == first; });
        std::vector<const Name*> members;
        for (auto step = start; step != path_.end(); ++step)
            add_member(members, graph_.name(step->vertex));
        if (members.size() > 1 && members.front()->text == members.back()->text) members.pop_back();
        start_at_earliest(members);
        diagnostics_.add({Severity::error,
                          rule::circular_definition,
                          say(phrases::circular_definition, joined(members)),
                          Place::of_text(source_, members.front()->span),
                          say(phrases::circular_definition_help),
                          members.front()->text,
                          {}});
    }
    /// A question's item, node and applicability share one id, which a person wants to read once.
    static void add_member(std::vector<const Name*>& members, const Name& name) {
        if (members.empty() || members.back()->text != name.text) members.push_back(&name);
    }
    /// The same circle reads the same wherever sorting met it. Tags have no place and come last.
    static void start_at_earliest(std::vector<const Name*>& members) {
        const auto key = [](const Name* name) {
            return std::tuple(name->span.line == 0, name->span.line, name->span.column);
        };
        const auto earliest = std::min_element(members.begin(), members.end(),
                                               [&](const Name* a, const Name* b) { return key(a) < key(b); });
        std::rotate(members.begin(), earliest, members.end());
    }
    static std::string joined(const std::vector<const Name*>& members) {
        constexpr std::size_t shown_at_most = 12;
        const std::size_t half = members.size() > shown_at_most ? shown_at_most / 2 : members.size();
        std::string text;
        for (std::size_t member = 0; member < members.size(); ++member) {
            if (member < half || member + half >= members.size())
                text += "`" + members[member]->text + "` -> ";
            else if (member == half)
                text += "... -> ";
        }
        return text + "`" + members.front()->text + "`";
    }

    const DependencyGraph& graph_;
    Diagnostics& diagnostics_;
    const SourcePtr& source_;
    std::vector<Mark> marks_;
    std::vector<Step> path_;
    std::vector<Definition> order_;
    bool found_circle_ = false;
};

}  // namespace

std::optional<std::vector<Definition>> evaluation_order(const Outline& outline, Diagnostics& diagnostics) {
    const DependencyGraph graph(outline);
    Sorting sorting(graph, diagnostics, outline.system().source);
    std::vector<Definition> order = sorting.run();
    if (sorting.found_circle()) return std::nullopt;
    return order;
}

std::vector<Definition> order_with_circles(const Outline& outline) {
    Diagnostics none;
    const DependencyGraph graph(outline);
    return Sorting(graph, none, outline.system().source).run();
}

Ids dependents_of(const Outline& outline, const Ids& ids) {
    const DependencyGraph graph(outline);
    std::vector<std::vector<Vertex>> readers(graph.size());
    std::vector<bool> is_reached(graph.size());
    std::vector<Vertex> next;
    for (Vertex vertex = 0; vertex < graph.size(); ++vertex) {
        for (const Vertex needed : graph.needs(vertex))
            readers[needed].push_back(vertex);
        is_reached[vertex] = ids.contains(graph.name(vertex).text);
        if (is_reached[vertex]) next.push_back(vertex);
    }
    Ids dependents = ids;
    while (!next.empty()) {
        const Vertex vertex = next.back();
        next.pop_back();
        if (graph.definition(vertex)) dependents.insert(graph.name(vertex).text);
        for (const Vertex reader : readers[vertex])
            if (!is_reached[reader]) {
                is_reached[reader] = true;
                next.push_back(reader);
            }
    }
    return dependents;
}

}  // namespace tidu
