// SPDX-License-Identifier: Apache-2.0
// Which parts of a file are faulty: what lint may still say beside the errors of loading.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "tidu/codec/tree.h"
#include "tidu/system/dependencies.h"

namespace tidu {

/// What a finding rests on beyond the text that it marks.
enum class Reach : std::uint8_t {
    own,           ///< the definition that it is about; a requirement of a ladder is one
    below,         ///< that and all that it depends on
    ladder,        ///< all of a ladder
    below_ladder,  ///< that and all that it depends on
    mentions,      ///< its definition, and all that names what it is about
};

/// Knows which definition a place of a document belongs to, and which of them have errors.
class FaultPlaces {
  public:
    /// `document` as lint read it; `errors`: what keeps it from saying what its author meant.
    FaultPlaces(const TreeView& document, const Outline& outline, const Diagnostics& errors);

    /// Whether an error may be all that is behind a finding.
    bool may_explain(const Diagnostic& finding, Reach reach) const;

  private:
    /// A key of the document. Its text goes on to the next start; a place belongs to the last start before
    /// it.
    struct Start {
        Span span;
        std::string id;   ///< the definition: `question`, `ladder`, `ladder#3`; empty: the file's own keys
        std::string key;  ///< of that definition: `weight`, `options`; empty: in front of its keys
        TreeView value;
        bool is_descriptive = false;  ///< no score, level or condition reads it
    };

    void add_definitions(const TreeView& list);
    void add_definition(const TreeView& map);
    void add_definition(const TreeView& map, const std::string& id);
    void add_parts(const TreeView& value, const Start& definition_key);
    void add_levels(const TreeView& levels, const std::string& ladder);
    void add_fault(const Diagnostic& error);
    bool is_lack_of_name(const Diagnostic& error) const;
    void add_users_of_option_sets(const Outline& outline);
    const Start& start_of(const Span& span) const;

    bool is_faulty(const std::string& id, std::string_view key) const;
    bool is_ladder_faulty(const std::string& ladder) const;
    bool is_below_faulty(const std::string& id) const;
    bool is_mentioned_by_fault(const std::string& name) const;

    std::vector<Start> starts_;                                ///< by place
    using Position = std::pair<std::uint32_t, std::uint32_t>;  ///< line and column
    std::map<Position, TreeView> named_maps_;                  ///< by their id
    std::map<Position, std::size_t> missing_keys_;             ///< how many are reported there
    std::map<std::string, TreeView> requirements_;             ///< by `ladder#3`
    std::multimap<std::string, std::string> faults_;           ///< definition and key
    Ids mentioned_;                                            ///< texts under faulty keys
    std::vector<std::string> unknown_names_;                   ///< what references to nothing name
    Ids affected_;        ///< definitions with faults, and those that depend on them
    Ids affected_below_;  ///< the same without faults in ladders
};

}  // namespace tidu
