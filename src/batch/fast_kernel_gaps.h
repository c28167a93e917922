// SPDX-License-Identifier: Apache-2.0
// What a weighted point of each node is worth in the total, and the largest gaps.
// Part of fast_kernel.cpp, compiled with it once for every instruction set. All of it is in an unnamed
// namespace, so that no code built for a newer processor is shared with the rest of the program.
#pragma once

#include "fast_kernel_scores.h"

namespace tidu {
namespace {

/// What a weighted point of each group's children is worth in the total.
void find_units(const FastTables& tables, FastRows& out) {
    for (u32 row = 0; row < lanes; ++row)
        out.unit[0][row] = 1;  // first the factor of the group, then its unit
    // Groups stand in preorder, so that a parent's unit is known.
    for (u32 index = 0; index < tables.group_count; ++index) {
        const FastGroup& group = tables.groups[index];
        double* unit = out.unit[index];
        const double* weights = out.weights[index];
        if (!group.is_sum)
            for (u32 row = 0; row < lanes; ++row)
                unit[row] = weights[row] > 0 ? unit[row] / weights[row] : 0;
        for (u32 position = 0; position < group.child_count; ++position) {
            const FastChild& child = tables.children[group.first_child + position];
            if (child.is_leaf) continue;
            double* below = out.unit[child.index];
            if (is_fixed(child.weight))
                for (u32 row = 0; row < lanes; ++row)
                    below[row] = unit[row] * child.weight.fixed;
            else
                for (u32 row = 0; row < lanes; row += width)
                    store(below + row, load(unit + row) * weight_in_parent(child, row, out));
            if (group.is_percent)
                for (u32 row = 0; row < lanes; ++row)
                    below[row] *= 100 / out.maximum[child.index][row];
        }
    }
}

/// What the total gains with a leaf at its best.
template <bool weights_vary>
Wide gaps_of_leaf(const FastTables& tables, u32 index, u32 row, const FastRows& out) {
    const FastLeaf& leaf = tables.leaves[index];
    const WideWords classes = load_classes(out.leaf_classes[index] + row);
    Wide gap = look_up(leaf.weighted_gap, classes);
    if (leaf.source != FastSource::classes) {
        const Wide own = (leaf.best - load(out.scores[leaf.score_slot] + row)) * leaf.weight.fixed;
        gap = classes == u64{cell_other} ? own : gap;
    }
    if (weights_vary && leaf.weight.input != fast_none) gap *= weight_in_parent(leaf.weight, row, out);
    return gap * load(out.unit[leaf.group] + row);
}

/// A group's value with one of its children (by its entry) adding something else than it does.
Wide value_with(const FastTables& tables, u32 index, u32 changed, const Wide& instead, u32 row,
                const FastRows& out) {
    const FastGroup& group = tables.groups[index];
    WideSums sums{all(group.base), Wide{}, Wide{}, Wide{}};
    for (u32 entry = group.first_child; entry < group.first_child + group.child_count; ++entry) {
        const FastChild& child = tables.children[entry];
        if (entry == changed)
            sums.value += instead;
        else if (child.is_leaf)
            add_leaf<false, true>(tables, child.index, row, out, sums);
        else
            add_group<false>(group, child, row, out, sums);
    }
    const Wide weights = load(out.weights[index] + row);
    return group.is_sum != 0 ? sums.value : sums.value / (weights == 0.0 ? all(1) : weights);
}

/// The same under stages, where a point has no fixed worth: the total with the leaf at its best, less the
/// total.
Wide gaps_under_stages(const FastTables& tables, u32 index, u32 row, const FastRows& out) {
    const FastLeaf& leaf = tables.leaves[index];
    const auto applies = look_up(leaf.applying, load_classes(out.leaf_classes[index] + row)) > 0.0;
    Wide instead = all(leaf.weight.fixed * leaf.best);
    if (leaf.weight.input != fast_none) instead *= weight_in_parent(leaf.weight, row, out);
    u32 group = leaf.group;
    Wide value = value_with(tables, group, leaf.child, instead, row, out);
    for (; tables.groups[group].parent != 0; group = tables.groups[group].parent) {
        const FastGroup& below = tables.groups[group];
        instead = weight_in_parent(tables.children[below.child], row, out) * value;
        value = value_with(tables, below.parent, below.child, instead, row, out);
    }
    const Wide total = climb_stages(tables, out.value, group, value, row, out);
    return applies ? total - load(out.value[0] + row) : Wide{};
}

/// The three largest gaps of some rows. A key is the gap in billionths, then the leaf, so that one comparison
/// of doubles keeps equal gaps in file order; all keys are whole numbers below 2^53.
template <bool weights_vary, bool is_staged>
void rank_gaps_from(const FastTables& tables, u32 row, FastRows& out) {
    constexpr double to_whole = 0x1p52;
    Wide first{}, second{}, third{};
    for (u32 leaf = 0; leaf < tables.leaf_count; ++leaf) {
        const Wide gap = is_staged ? gaps_under_stages(tables, leaf, row, out)
                                   : gaps_of_leaf<weights_vary>(tables, leaf, row, out);
        const Wide billionths = (gap * 1e9 + to_whole) - to_whole;
        Wide key = billionths * 1024 + static_cast<double>(1023 - leaf);
        key = gap > slack ? key : Wide{};
        const Wide top = first > key ? first : key;
        key = first > key ? key : first;
        const Wide middle = second > key ? second : key;
        key = second > key ? key : second;
        first = top;
        second = middle;
        third = third > key ? third : key;
    }
    store(out.gap_key[0] + row, first);
    store(out.gap_key[1] + row, second);
    store(out.gap_key[2] + row, third);
}

/// The gap of one leaf in one row, by the same operations.
double gap_of(const FastTables& tables, u32 index, u32 row, const FastRows& out) {
    if (tables.is_staged) return gaps_under_stages(tables, index, row / width * width, out)[row % width];
    const FastLeaf& leaf = tables.leaves[index];
    const u8 cell = out.leaf_classes[index][row];
    const bool is_scored = leaf.source != FastSource::classes && cell == cell_other;
    double gap = is_scored ? (leaf.best - out.scores[leaf.score_slot][row]) * leaf.weight.fixed
                           : leaf.weighted_gap[cell];
    if (leaf.weight.input != fast_none) gap *= leaf.weight.by_class[out.classes[leaf.weight.input][row]];
    return gap * out.unit[leaf.group][row];
}

void rank_gaps(const FastTables& tables, FastRows& out) {
    for (u32 row = 0; row < lanes; row += width) {
        if (tables.is_staged)
            rank_gaps_from<true, true>(tables, row, out);
        else if (tables.leaf_weights_vary)
            rank_gaps_from<true, false>(tables, row, out);
        else
            rank_gaps_from<false, false>(tables, row, out);
    }
    for (u32 rank = 0; rank < fast_gaps; ++rank)
        for (u32 row = 0; row < lanes; ++row) {
            const double key = out.gap_key[rank][row];
            const u32 leaf = 1023 - static_cast<u32>(static_cast<u64>(key) % 1024);
            out.gap_leaf[rank][row] = key > 0 ? static_cast<std::uint16_t>(leaf) : fast_no_leaf;
            out.gap_points[rank][row] = key > 0 ? gap_of(tables, leaf, row, out) : 0;
        }
}

}  // namespace
}  // namespace tidu
