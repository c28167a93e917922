// SPDX-License-Identifier: Apache-2.0
// Where a change of the index comes from, exactly: every indicator's part in points.
#pragma once

#include <cstdint>
#include <vector>

#include "tidu/survey/index_tree.h"

namespace tidu::survey {

enum class EffectKind : std::uint8_t {
    value,    ///< the leaf's score changed
    weight,   ///< the node's share among its siblings changed (also: a child came or went)
    penalty,  ///< the Mazziotta-Pareto penalty of the node changed
};

struct Effect {
    std::uint32_t node = 0;
    EffectKind kind = EffectKind::value;
    double points = 0;  ///< of the root
};

/// Splits root(after) - root(before) into effects that add up to it (to rounding). `before` and `after` are
/// two years of one unit, or two units of one year ("why is A above B"). Both roots must be known. Effects of
/// 0 are left out.
///
/// With f(x) = x^p (ln x for p = 0) and f[a,b] = (f(b) - f(a))/(b - a), or f'(a) where a = b:
///   value effect of child j  = mean(w_j0, w_j1) f[c_j0, c_j1] / f[M_0, M_1] (c_j1 - c_j0)
///   weight effect of child j = mean(f(c_j0), f(c_j1)) (w_j1 - w_j0) / f[M_0, M_1]
/// multiplied down the tree. For p = 0 this is LMDI-I (Ang 2004, 2005), for p = 1 Bennet 1920; the general
/// form is our own derivation. A child known on one side only counts there with its score and on the other
/// with weight 0.
std::vector<Effect> split_change(const IndexTree& tree, const IndexScores& before, const IndexScores& after);

}  // namespace tidu::survey
