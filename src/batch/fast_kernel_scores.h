// SPDX-License-Identifier: Apache-2.0
// Scores of leaves and groups, what they add to the total, and the largest gaps. Sums run leaf by leaf in
// file order within each row, as the plain path's do; a register holds the sums of several rows.
// Part of fast_kernel.cpp, compiled with it once for every instruction set. All of it is in an unnamed
// namespace, so that no code built for a newer processor is shared with the rest of the program.
#pragma once

#include "fast_kernel_lanes.h"

namespace tidu {
namespace {

/// Linear between points, flat outside. One division whatever the number of segments: the segment is selected
/// first.
void score_on_points(const double* x, const double* points, u32 last, const double* numbers, double* scores) {
    for (u32 row = 0; row < lanes; row += width) {
        const Wide number = load(numbers + row);
        Wide left_x = all(x[0]), left = all(points[0]), extent = all(1.0), rise = Wide{};
        for (u32 point = 0; point < last; ++point) {
            const auto beyond = number >= x[point];
            left_x = beyond ? all(x[point]) : left_x;
            left = beyond ? all(points[point]) : left;
            extent = beyond ? all(x[point + 1] - x[point]) : extent;
            rise = beyond ? all(points[point + 1] - points[point]) : rise;
        }
        Wide score = left + (number - left_x) / extent * rise;
        score = number <= x[0] ? all(points[0]) : score;
        score = number >= x[last] ? all(points[last]) : score;
        store(scores + row, score);
    }
}

/// Scores of known numbers. Steps and bands are compared with the tolerance by the very operations of the
/// plain path.
void score_numbers(const FastLeaf& leaf, const double* numbers, double* scores) {
    const u32 last = leaf.point_count - 1;
    const double* x = leaf.point_x;
    const double* points = leaf.point_score;
    if (leaf.rule == 0) {
        score_on_points(x, points, last, numbers, scores);
    } else if (leaf.rule == 1) {
        for (u32 row = 0; row < lanes; ++row) {
            double score = points[0];
            for (u32 point = 1; point <= last; ++point)
                score = numbers[row] >= x[point] - slack ? points[point] : score;
            scores[row] = score;
        }
    } else {
        for (u32 row = 0; row < lanes; ++row) {
            double score = points[last];
            for (u32 point = last; point-- > 0;)
                score = numbers[row] <= x[point] + slack ? points[point] : score;
            scores[row] = score;
        }
    }
}

/// Scores of the leaves that no table of classes gives, and how many leaves of a row are known and
/// applicable.
void score_leaves(const FastTables& tables, FastRows& out) {
    std::memset(out.known, 0, lanes);
    std::memset(out.applicable, 0, lanes);
    for (u32 index = 0; index < tables.leaf_count; ++index) {
        const FastLeaf& leaf = tables.leaves[index];
        add_looked_up_bytes(out.leaf_classes[index], leaf.known, out.known);
        add_looked_up_bytes(out.leaf_classes[index], leaf.applicable, out.applicable);
        if (leaf.source == FastSource::classes) continue;
        double* scores = out.scores[leaf.score_slot];
        if (leaf.source == FastSource::number) {
            score_numbers(leaf, out.numbers[leaf.column], scores);
        } else {
            const u8* chosen = out.chosen[leaf.column];
            for (u32 row = 0; row < lanes; ++row)
                scores[row] = leaf.score_of_choice[chosen[row]];
        }
    }
}

/// Sums of one group in some rows.
struct WideSums {
    Wide value, high, low, weights;
};

template <bool has_low>
void add_leaf(const FastTables& tables, u32 index, u32 row, const FastRows& out, WideSums& sums) {
    const FastLeaf& leaf = tables.leaves[index];
    const WideWords classes = load_classes(out.leaf_classes[index] + row);
    Wide value = look_up(leaf.weighted, classes);
    const auto open = classes == u64{cell_empty};
    Wide high = open ? all(leaf.weighted_open_high) : value;
    Wide low = open ? all(leaf.weighted_open_low) : value;
    if (leaf.source != FastSource::classes) {
        const auto known = classes == u64{cell_other};
        const Wide own = leaf.weight * load(out.scores[leaf.score_slot] + row);
        value = known ? own : value;
        high = known ? own : high;
        low = known ? own : low;
    }
    sums.value += value;
    sums.high += high;
    if (has_low) sums.low += low;
    sums.weights += look_up(leaf.weights, classes);
}

template <bool has_low>
void add_group(const FastChild& child, u32 row, const FastRows& out, WideSums& sums) {
    const Wide weight = load(out.weights[child.index] + row) > 0.0 ? all(child.weight) : Wide{};
    sums.value += weight * load(out.value[child.index] + row);
    sums.high += weight * load(out.high[child.index] + row);
    if (has_low) sums.low += weight * load(out.low[child.index] + row);
    sums.weights += weight;
}

template <bool has_low>
void score_group(const FastTables& tables, u32 index, FastRows& out) {
    const FastGroup& group = tables.groups[index];
    for (u32 row = 0; row < lanes; row += width) {
        WideSums sums{all(group.base), all(group.base), all(group.base), Wide{}};
        for (u32 position = 0; position < group.child_count; ++position) {
            const FastChild& child = tables.children[group.first_child + position];
            if (child.is_leaf)
                add_leaf<has_low>(tables, child.index, row, out, sums);
            else
                add_group<has_low>(child, row, out, sums);
        }
        const Wide divisor = group.is_sum != 0 ? all(1) : sums.weights == 0.0 ? all(1) : sums.weights;
        const Wide value = sums.value / divisor;
        store(out.value[index] + row, value);
        store(out.high[index] + row, sums.high / divisor);
        store(out.low[index] + row, has_low ? sums.low / divisor : value);
        store(out.weights[index] + row, sums.weights);
    }
}

void score_groups(const FastTables& tables, FastRows& out) {
    for (u32 group = tables.group_count; group-- > 0;) {
        if (tables.low_is_score)
            score_group<false>(tables, group, out);
        else
            score_group<true>(tables, group, out);
    }
}

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
            for (u32 row = 0; row < lanes; ++row)
                below[row] = unit[row] * child.weight;
        }
    }
}

/// What the total gains with a leaf at its best.
Wide gaps_of_leaf(const FastTables& tables, u32 index, u32 row, const FastRows& out) {
    const FastLeaf& leaf = tables.leaves[index];
    const WideWords classes = load_classes(out.leaf_classes[index] + row);
    Wide gap = look_up(leaf.weighted_gap, classes);
    if (leaf.source != FastSource::classes) {
        const Wide own = (leaf.best - load(out.scores[leaf.score_slot] + row)) * leaf.weight;
        gap = classes == u64{cell_other} ? own : gap;
    }
    return gap * load(out.unit[leaf.group] + row);
}

/// The three largest gaps of some rows. A key is the gap in billionths, then the leaf, so that one comparison
/// of doubles keeps equal gaps in file order; all keys are whole numbers below 2^53.
void rank_gaps_from(const FastTables& tables, u32 row, FastRows& out) {
    constexpr double to_whole = 0x1p52;
    Wide first{}, second{}, third{};
    for (u32 leaf = 0; leaf < tables.leaf_count; ++leaf) {
        const Wide gap = gaps_of_leaf(tables, leaf, row, out);
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
    const FastLeaf& leaf = tables.leaves[index];
    const u8 cell = out.leaf_classes[index][row];
    const bool is_scored = leaf.source != FastSource::classes && cell == cell_other;
    const double gap =
        is_scored ? (leaf.best - out.scores[leaf.score_slot][row]) * leaf.weight : leaf.weighted_gap[cell];
    return gap * out.unit[leaf.group][row];
}

void rank_gaps(const FastTables& tables, FastRows& out) {
    for (u32 row = 0; row < lanes; row += width)
        rank_gaps_from(tables, row, out);
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
