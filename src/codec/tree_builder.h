// SPDX-License-Identifier: Apache-2.0
// Builds a Tree from the events of a parser (YAML or JSON) and keeps it within its limits.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "text_check.h"
#include "tidu/codec/tree.h"

namespace tidu {

/// Thrown, after reporting why, to leave a parser from any depth. Caught by parse_checked.
struct TreeRefused {};

class TreeBuilder {
  public:
    TreeBuilder(SourcePtr source, const TreeLimits& limits, Diagnostics& diagnostics)
        : source_(std::move(source)), limits_(limits), diagnostics_(diagnostics) {}

    /// Each adds one node to the collection that is open (or as root) and returns it.
    std::uint32_t add_null(Span span);
    std::uint32_t add_scalar(ScalarStyle style, Span span, std::string_view text);
    /// The same content as `node` at another place. `name` is for messages.
    std::uint32_t add_alias(std::uint32_t node, Span span, std::string_view name);
    std::uint32_t open(TreeKind kind, Span span);
    /// Closes the innermost collection. Checks the keys of a mapping and merges what its `<<` name.
    void close();

    /// Place of the key whose value comes next; nullopt elsewhere.
    std::optional<Span> pending_key() const;
    void report(std::string_view rule, Message message, Span span, Message help = {});
    /// The finished document; the builder is ready for the next.
    Tree take();

  private:
    bool at_root() const { return frames_.empty(); }

    /// What a node costs where it is repeated.
    struct Extent {
        std::size_t nodes = 1;   ///< with everything below it
        std::size_t height = 0;  ///< levels of collections, its own included
        bool is_open = false;
    };
    struct Frame {
        std::uint32_t node;
        std::size_t first_pending;
    };

    std::uint32_t add(Tree::Node node, Extent extent);
    void check_limits(const Extent& extent, Span span);
    void resolve_keys(std::size_t first_pending);
    void add_explicit_entry(std::uint32_t key, std::uint32_t value);
    void merge(std::uint32_t value);
    void merge_mapping(std::uint32_t mapping);
    std::string_view text_of(std::uint32_t node) const;

    SourcePtr source_;
    TreeLimits limits_;
    Diagnostics& diagnostics_;
    Tree tree_;
    std::size_t expanded_nodes_ = 0;
    std::vector<Extent> extents_;  ///< one for each node
    std::vector<Frame> frames_;
    std::vector<std::uint32_t> pending_;  ///< children of the open collections, innermost last
    std::vector<std::uint32_t> entries_;  ///< of the mapping being closed (reused)
    std::unordered_map<std::string_view, std::uint32_t> keys_;  ///< of the mapping being closed (reused)
};

using ParseTrees = std::function<std::vector<Tree>(const LineIndex&, TreeBuilder&)>;

/// The frame of every parser: checks the text, runs `parse` over it, and returns the trees that came of it.
/// None where the file is refused as a whole.
std::vector<Tree> parse_as_far_as_possible(const SourcePtr& source, const TreeLimits& limits,
                                           Diagnostics& diagnostics, const ParseTrees& parse);

/// The same, nullopt where an error was reported.
std::optional<std::vector<Tree>> parse_checked(const SourcePtr& source, const TreeLimits& limits,
                                               Diagnostics& diagnostics, const ParseTrees& parse);

}  // namespace tidu
