// SPDX-License-Identifier: Apache-2.0
// Which definitions of a file are faulty: what lint may still say beside the errors of loading.
#pragma once

#include <string>
#include <vector>

#include "tidu/codec/tree.h"
#include "tidu/system/dependencies.h"

namespace tidu {

/// What a finding rests on beyond the text that it marks.
enum class Reach : std::uint8_t {
    own,    ///< the definition that it is about
    below,  ///< all that this one depends on
    file,   ///< anything in the file
};

/// Knows which definition a place of a document belongs to, and which of them have errors.
class FaultPlaces {
  public:
    FaultPlaces(const TreeView& document, const Outline& outline, const Diagnostics& errors);

    /// Whether an error may be all that is behind a finding here.
    bool may_explain(const Span& span, Reach reach) const;

  private:
    void add_definitions(const TreeView& list);
    void add_definition(const TreeView& map);
    const std::string& owner_of(const Span& span) const;

    /// The text from here to the next start belongs to this definition; to none (a title, a source) where it
    /// is empty.
    struct Start {
        Span span;
        std::string id;
    };
    std::vector<Start> starts_;  ///< by place
    Ids faulty_;
    Ids affected_;  ///< by a faulty one, directly or through others
};

}  // namespace tidu
