// SPDX-License-Identifier: Apache-2.0
// Scores of leaves and groups. Sums run leaf by leaf in file order within each row, as the plain path's do; a
// register holds the sums of several rows.
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

/// Scores of a leaf that no table of classes gives, and whether it is known and applicable.
void score_leaf(const FastTables& tables, u32 index, FastRows& out) {
    const FastLeaf& leaf = tables.leaves[index];
    add_looked_up_bytes(out.leaf_classes[index], leaf.known, out.known);
    add_looked_up_bytes(out.leaf_classes[index], leaf.applicable, out.applicable);
    if (leaf.source == FastSource::classes) return;
    double* scores = out.scores[leaf.score_slot];
    if (leaf.source == FastSource::number) {
        score_numbers(leaf, out.numbers[leaf.column], scores);
    } else {
        const u8(*chosen)[lanes] = out.chosen[leaf.column];
        if (!leaf.has_many_options)
            for (u32 row = 0; row < lanes; ++row)
                scores[row] = leaf.score_of_choice[chosen[0][row]];
        else
            for (u32 row = 0; row < lanes; ++row)
                scores[row] = leaf.score_of_choice[chosen[0][row] + 256u * chosen[1][row]];
    }
}

/// The same in every row.
bool is_fixed(const FastWeight& weight) {
    return weight.input == fast_none && weight.of_leaves == 0;
}

/// Weight of a node in its parent, whether it counts or not.
Wide weight_in_parent(const FastWeight& weight, u32 row, const FastRows& out) {
    if (weight.input == fast_none) return all(weight.fixed);
    return look_up(weight.by_class, load_classes(out.classes[weight.input] + row));
}

Wide weight_in_parent(const FastChild& group, u32 row, const FastRows& out) {
    return group.weight.of_leaves ? load(out.weights[group.index] + row)
                                  : weight_in_parent(group.weight, row, out);
}

/// Sums of one group in some rows.
struct WideSums {
    Wide value, high, low, weights;
};

template <bool has_low, bool weights_vary>
void add_leaf(const FastTables& tables, u32 index, u32 row, const FastRows& out, WideSums& sums) {
    const FastLeaf& leaf = tables.leaves[index];
    const WideWords classes = load_classes(out.leaf_classes[index] + row);
    Wide value = look_up(leaf.weighted, classes);
    const auto open = classes == u64{cell_empty};
    Wide high = open ? all(leaf.weighted_open_high) : value;
    Wide low = open ? all(leaf.weighted_open_low) : value;
    if (leaf.source != FastSource::classes) {
        const auto known = classes == u64{cell_other};
        const Wide own = leaf.weight.fixed * load(out.scores[leaf.score_slot] + row);
        value = known ? own : value;
        high = known ? own : high;
        low = known ? own : low;
    }
    Wide factor = all(1);  // where it varies, the tables hold products with 1
    if (weights_vary && leaf.weight.input != fast_none) {
        factor = weight_in_parent(leaf.weight, row, out);
        value *= factor;
        high *= factor;
        low *= factor;
    }
    sums.value += value;
    sums.high += high;
    if (has_low) sums.low += low;
    const Wide weight = look_up(leaf.weights, classes);
    sums.weights += weights_vary ? weight * factor : weight;
}

/// What a group's value is where its parent adds up percents.
Wide percent_of_maximum(const Wide& value, u32 index, u32 row, const FastRows& out) {
    const Wide maximum = load(out.maximum[index] + row);
    const Wide percent = 100 * value / maximum;
    return maximum > 0.0 ? percent : Wide{};
}

template <bool has_low>
__attribute__((always_inline)) inline void add_group(const FastGroup& parent, const FastChild& child, u32 row,
                                                     const FastRows& out, WideSums& sums) {
    const Wide weight =
        load(out.weights[child.index] + row) > 0.0 ? weight_in_parent(child, row, out) : Wide{};
    Wide value = load(out.value[child.index] + row);
    Wide high = load(out.high[child.index] + row);
    Wide low = has_low ? load(out.low[child.index] + row) : value;
    if (parent.is_percent) {
        value = percent_of_maximum(value, child.index, row, out);
        high = percent_of_maximum(high, child.index, row, out);
        low = percent_of_maximum(low, child.index, row, out);
    }
    sums.value += weight * value;
    sums.high += weight * high;
    if (has_low) sums.low += weight * low;
    sums.weights += weight;
}

template <bool has_low, bool weights_vary>
void sum_children(const FastTables& tables, u32 index, FastRows& out) {
    const FastGroup& group = tables.groups[index];
    for (u32 row = 0; row < lanes; row += width) {
        WideSums sums{all(group.base), all(group.base), all(group.base), Wide{}};
        for (u32 position = 0; position < group.child_count; ++position) {
            const FastChild& child = tables.children[group.first_child + position];
            if (child.is_leaf)
                add_leaf<has_low, weights_vary>(tables, child.index, row, out, sums);
            else
                add_group<has_low>(group, child, row, out, sums);
        }
        const Wide divisor = group.is_sum != 0 ? all(1) : sums.weights == 0.0 ? all(1) : sums.weights;
        const Wide value = sums.value / divisor;
        store(out.value[index] + row, value);
        store(out.high[index] + row, sums.high / divisor);
        store(out.low[index] + row, has_low ? sums.low / divisor : value);
        store(out.weights[index] + row, sums.weights);
    }
}

/// The total of stages in some rows: 1 for each that passes, and the value of the first that does not.
/// `changed` is a stage that has another value, or fast_none.
Wide climb_stages(const FastTables& tables, const FastColumn* values, u32 changed, const Wide& other, u32 row,
                  const FastRows& out) {
    const FastGroup& root = tables.groups[0];
    Wide reached{}, total{};
    WideIntegers climbs = WideIntegers{} - 1;
    for (u32 position = 0; position < root.child_count; ++position) {
        const FastChild& child = tables.children[root.first_child + position];
        const Wide value = child.index == changed ? other : load(values[child.index] + row);
        const WideIntegers counts =
            (load(out.weights[child.index] + row) > 0.0) & (weight_in_parent(child, row, out) > 0.0);
        const WideIntegers takes_part = climbs & counts;
        const WideIntegers stops = takes_part & (value < tables.pass - slack);
        total = stops ? reached + value : total;
        reached += (takes_part & ~stops) ? all(1) : Wide{};
        climbs &= ~stops;
    }
    return climbs ? reached : total;
}

void score_stages(const FastTables& tables, FastRows& out) {
    const FastGroup& root = tables.groups[0];
    for (u32 row = 0; row < lanes; row += width) {
        store(out.value[0] + row, climb_stages(tables, out.value, fast_none, Wide{}, row, out));
        store(out.low[0] + row, climb_stages(tables, out.low, fast_none, Wide{}, row, out));
        store(out.high[0] + row, climb_stages(tables, out.high, fast_none, Wide{}, row, out));
        Wide weights{};
        for (u32 position = 0; position < root.child_count; ++position) {
            const FastChild& child = tables.children[root.first_child + position];
            const auto counts = load(out.weights[child.index] + row) > 0.0;
            weights += counts ? weight_in_parent(child, row, out) : Wide{};
        }
        store(out.weights[0] + row, weights);
    }
}

/// Weights of the children that are applicable: one that counts need not be (`not_applicable: zero`).
void sum_applying_weights(const FastTables& tables, u32 index, FastRows& out) {
    const FastGroup& group = tables.groups[index];
    for (u32 row = 0; row < lanes; row += width) {
        Wide sum{};
        for (u32 position = 0; position < group.child_count; ++position) {
            const FastChild& child = tables.children[group.first_child + position];
            if (child.is_leaf) {
                const FastLeaf& leaf = tables.leaves[child.index];
                const Wide own = look_up(leaf.applying, load_classes(out.leaf_classes[child.index] + row));
                sum += leaf.weight.input == fast_none ? own : own * weight_in_parent(leaf.weight, row, out);
            } else {
                const auto applies = load(out.applying[child.index] + row) > 0.0;
                sum += applies ? weight_in_parent(child, row, out) : Wide{};
            }
        }
        store(out.applying[index] + row, sum);
    }
}

/// The group with every leaf that counts at its best.
void find_maximum(const FastTables& tables, u32 index, FastRows& out) {
    const FastGroup& group = tables.groups[index];
    for (u32 row = 0; row < lanes; row += width) {
        Wide sum = all(group.base);
        for (u32 position = 0; position < group.child_count; ++position) {
            const FastChild& child = tables.children[group.first_child + position];
            if (child.is_leaf) {
                const FastLeaf& leaf = tables.leaves[child.index];
                Wide weight = look_up(leaf.weights, load_classes(out.leaf_classes[child.index] + row));
                if (leaf.weight.input != fast_none) weight *= weight_in_parent(leaf.weight, row, out);
                sum += weight * leaf.best;
            } else {
                const auto counts = load(out.weights[child.index] + row) > 0.0;
                Wide best = load(out.maximum[child.index] + row);
                if (group.is_percent) best = percent_of_maximum(best, child.index, row, out);
                sum += (counts ? weight_in_parent(child, row, out) : Wide{}) * best;
            }
        }
        const Wide weights = load(out.weights[index] + row);
        store(out.maximum[index] + row, group.is_sum != 0 ? sum : sum / (weights == 0.0 ? all(1) : weights));
    }
}

/// Share of a group's weight that is declared not applicable, as `declared_share` of the plain path finds it.
void share_declared(const FastTables& tables, u32 index, FastRows& out) {
    const FastGroup& group = tables.groups[index];
    for (u32 row = 0; row < lanes; row += width) {
        Wide declared{}, asked{};
        for (u32 position = 0; position < group.child_count; ++position) {
            const FastChild& child = tables.children[group.first_child + position];
            if (child.is_leaf) {
                const FastLeaf& leaf = tables.leaves[child.index];
                const WideWords classes = load_classes(out.leaf_classes[child.index] + row);
                const Wide factor =
                    leaf.weight.input == fast_none ? all(1) : weight_in_parent(leaf.weight, row, out);
                declared += factor * look_up(leaf.declared, classes);
                asked += factor * look_up(leaf.asked, classes);
            } else {
                const Wide below = load(out.asked[child.index] + row);
                const Wide own = child.weight.of_leaves ? below : weight_in_parent(child.weight, row, out);
                const Wide weight = below > 0.0 ? own : Wide{};
                declared += weight * load(out.declared[child.index] + row);
                asked += weight;
            }
        }
        store(out.asked[index] + row, asked);
        store(out.declared[index] + row, declared / (asked == 0.0 ? all(1) : asked));
    }
}

void score_group(const FastTables& tables, u32 index, FastRows& out) {
    if (tables.is_staged && index == 0) {
        score_stages(tables, out);
    } else if (tables.leaf_weights_vary) {
        sum_children<true, true>(tables, index, out);
    } else if (tables.low_is_score) {
        sum_children<false, false>(tables, index, out);
    } else {
        sum_children<true, false>(tables, index, out);
    }
    if (tables.counts_inapplicable) sum_applying_weights(tables, index, out);
    if (tables.reads_maxima) find_maximum(tables, index, out);
    if (tables.has_limit) share_declared(tables, index, out);
}

/// Rows whose total is the plain path's: without one, with a child that has no percent, or with more declared
/// not applicable in a dimension than is allowed.
void refuse_totals(const FastTables& tables, FastRows& out) {
    out.refused |= ~mask_at_least(out.weights[0], 5e-324) | ~mask_at_least(out.applying[0], 5e-324);
    const double beyond = above(tables.not_applicable_limit + slack);
    for (u32 index = 0; index < tables.group_count; ++index) {
        const FastGroup& group = tables.groups[index];
        for (u32 position = 0; position < group.child_count; ++position) {
            const FastChild& child = tables.children[group.first_child + position];
            if (child.is_leaf) continue;
            if (group.is_percent)
                out.refused |= mask_at_least(out.weights[child.index], 5e-324) &
                               ~mask_at_least(out.maximum[child.index], 5e-324);
            if (tables.has_limit && index == 0)
                out.refused |= mask_at_least(out.declared[child.index], beyond);
        }
    }
}

}  // namespace
}  // namespace tidu
