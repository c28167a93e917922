// SPDX-License-Identifier: Apache-2.0
// What changed between two versions of an indicator system, definition by definition.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tidu/system/outline.h"
#include "tidu/text/language.h"

namespace tidu {

enum class ChangeKind {
    added,       ///< a definition, option, level or requirement that is new
    removed,     ///< one that is gone
    moved,       ///< a node under another parent
    reweighted,  ///< its weight
    rescored,    ///< how answers become points: scores, options, ranges, derived values, aggregates,
                 ///< applicability
    threshold,   ///< what a level, check or constraint asks for
    reworded,    ///< what people read
    annotated,   ///< tags, tasks, sources
};

/// One difference. Definitions are matched by their id, options and levels by theirs, requirements by what
/// they look at.
struct Change {
    ChangeKind kind = ChangeKind::rescored;
    std::string id;        ///< of the definition; empty: the system itself
    BilingualText title;   ///< of the definition, as it is now, or was
    std::string field;     ///< the key that changed, after its option or level: `weight`, `option some text`;
                           ///< empty: all of it
    BilingualText before;  ///< values in the notation of the file; empty: absent
    BilingualText after;
};

/// All changes in the order of the new file, what was removed behind them in the order of the old one.
std::vector<Change> diff_systems(const Outline& before, const Outline& after);

/// `added`, `removed` ...: as results name the kinds.
std::string_view name_of(ChangeKind kind);

}  // namespace tidu
