// SPDX-License-Identifier: Apache-2.0
// What YAML and JSON files become: one tree of texts, lists and maps in which every node knows its place.
// Readers of indicator systems and answers see this tree, never a parser's types.
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tidu/text/diagnostic.h"

namespace tidu {

enum class TreeKind : std::uint8_t { null, scalar, sequence, mapping };

/// How a scalar was written: `plain` text may be a number or a yes/no, `quoted` text is always text.
/// JSON numbers and booleans are plain scalars, JSON strings quoted ones.
enum class ScalarStyle : std::uint8_t { plain, quoted };

class TreeView;

/// A parsed document. Nodes are stored flat; aliases and merge keys are resolved, so that one node may be
/// reached on several paths. Keeps the bytes its texts point into alive.
struct Tree {
    struct Node {
        TreeKind kind = TreeKind::null;
        ScalarStyle style = ScalarStyle::plain;
        Span span;
        std::uint32_t text_offset = 0;  ///< into `texts`
        std::uint32_t text_size = 0;
        std::uint32_t first_child = 0;  ///< into `children`; a mapping holds key, value, key, value ...
        std::uint32_t child_count = 0;
    };
    std::vector<Node> nodes;
    std::vector<std::uint32_t> children;
    std::string texts;
    std::uint32_t root = 0;

    TreeView view() const;
    bool empty() const { return nodes.empty(); }
    /// Another text for a scalar of this tree, at its old place. Texts of views are invalid then, views are
    /// not.
    void replace_text(const TreeView& scalar, std::string_view text);
};

/// One node of a tree: cheap to copy, valid while its tree lives and is not moved from. A view that does not
/// exist (made by default, or by a `find` without result) answers like a null without a place.
class TreeView {
  public:
    TreeView() = default;
    TreeView(const Tree& tree, std::uint32_t node) : tree_(&tree), node_(node) {}

    bool exists() const { return tree_ != nullptr; }
    TreeKind kind() const { return node().kind; }
    ScalarStyle style() const { return node().style; }
    bool is_null() const { return kind() == TreeKind::null; }
    bool is_scalar() const { return kind() == TreeKind::scalar; }
    bool is_sequence() const { return kind() == TreeKind::sequence; }
    bool is_mapping() const { return kind() == TreeKind::mapping; }
    /// The scalar's text (unescaped); empty for other kinds.
    std::string_view text() const {
        if (!is_scalar()) return {};
        return std::string_view(tree_->texts).substr(node().text_offset, node().text_size);
    }
    /// Where the node starts; a null value stands at its key, an alias at the alias (not at its anchor).
    Span span() const { return node().span; }
    /// Elements of a sequence or entries of a mapping.
    std::size_t size() const { return is_mapping() ? node().child_count / 2 : node().child_count; }
    /// Element of a sequence, or value of the n-th entry of a mapping.
    TreeView operator[](std::size_t position) const {
        return child(is_mapping() ? 2 * position + 1 : position);
    }
    /// Key of the n-th entry of a mapping, in file order (entries that come by merge keys stand last).
    TreeView key(std::size_t position) const {
        assert(is_mapping());
        return child(2 * position);
    }
    /// Value of the first entry with that key; a view that does not exist if there is none.
    TreeView find(std::string_view key) const;

  private:
    friend struct Tree;
    const Tree::Node& node() const {
        static constexpr Tree::Node absent;  // what a view that does not exist looks at
        return tree_ ? tree_->nodes[node_] : absent;
    }
    TreeView child(std::size_t position) const {
        assert(position < node().child_count);
        return {*tree_, tree_->children[node().first_child + position]};
    }

    const Tree* tree_ = nullptr;
    std::uint32_t node_ = 0;
};

inline TreeView Tree::view() const {
    return TreeView(*this, root);
}

/// What a file may cost at most; beyond it the file is refused with a diagnostic, never a crash (spec section
/// 1).
struct TreeLimits {
    std::size_t bytes = std::size_t{16} << 20;
    std::size_t nodes = 100'000;  ///< of one document, after expanding aliases
    std::size_t depth = 64;
};

/// All documents of a YAML text (none where it holds only blanks and comments). Problems (syntax, duplicate
/// keys, limits, bytes that are not UTF-8) go to `diagnostics`; nullopt exactly when one of them is an error.
std::optional<std::vector<Tree>> parse_yaml(const SourcePtr& source, const TreeLimits& limits,
                                            Diagnostics& diagnostics);

/// As much of a YAML text as can be read in spite of its errors, for looking at it and for nothing else. Of
/// keys that stand twice `find` sees the first; a document with a syntax error and all behind it are left
/// out.
std::vector<Tree> parse_faulty_yaml(const SourcePtr& source, const TreeLimits& limits,
                                    Diagnostics& diagnostics);

/// A JSON document, or one document a line where the text is JSON Lines. Same contract as parse_yaml.
std::optional<std::vector<Tree>> parse_json(const SourcePtr& source, const TreeLimits& limits,
                                            Diagnostics& diagnostics);

/// A tree as bytes and back, so that bundled systems are parsed when tidu is built and not when it starts.
std::string pack_tree(const Tree& tree);
Tree unpack_tree(std::string_view bytes);

}  // namespace tidu
