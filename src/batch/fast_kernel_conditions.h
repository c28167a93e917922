// SPDX-License-Identifier: Apache-2.0
// Truth of conditions and levels of ladders, a mask of 64 rows each.
// Part of fast_kernel.cpp, compiled with it once for every instruction set. All of it is in an unnamed
// namespace, so that no code built for a newer processor is shared with the rest of the program.
#pragma once

#include "fast_kernel_lanes.h"

namespace tidu {
namespace {

FastMask look_up_truth(const u8* classes, const FastOp& op) {
    alignas(64) u8 truth[lanes];
    look_up_bytes(classes, op.truth, truth);
    return {mask_of_bytes(truth, 1), mask_of_bytes(truth, 2), mask_of_bytes(truth, 4)};
}

/// The rows in which a subject applies.
FastMask where(u64 applies, const FastMask& mask) {
    return {mask.yes & applies, mask.no & applies, ~applies};
}

FastMask judge_group(const FastTables& tables, const FastOp& op, const FastRows& out) {
    u64 applies = mask_at_least(out.weights[op.subject], 5e-324);  // any weight above 0
    if (tables.counts_inapplicable) applies &= mask_at_least(out.applying[op.subject], 5e-324);
    const double* low = out.low[op.subject];
    const double* high = out.high[op.subject];
    if (!op.is_percent) return where(applies, compare(low, high, op.comparator, op.threshold));
    const double* maximum = out.maximum[op.subject];
    alignas(64) double from[lanes], to[lanes];
    for (u32 row = 0; row < lanes; ++row) {
        from[row] = 100 * low[row] / maximum[row];
        to[row] = 100 * high[row] / maximum[row];
    }
    applies &= mask_at_least(maximum, 5e-324);
    return where(applies, compare(from, to, op.comparator, op.threshold));
}

/// What numbers are or may still be; returns the rows in which they are not applicable.
u64 bound_numbers(const FastTables& tables, u32 index, const FastRows& out, double* low, double* high) {
    const FastNumberColumn& column = tables.number_columns[index];
    const u8* classes = out.number_class[index];
    const double* numbers = out.numbers[index];
    for (u32 row = 0; row < lanes; ++row) {
        const bool known = classes[row] == cell_other;
        low[row] = known ? numbers[row] : column.open_low;
        high[row] = known ? numbers[row] : column.open_high;
    }
    if (column.bounds != fast_none)
        for (u32 row = 0; row < lanes; ++row) {
            low[row] = classes[row] == cell_empty ? out.bounds[column.bounds][0][row] : low[row];
            high[row] = classes[row] == cell_empty ? out.bounds[column.bounds][1][row] : high[row];
        }
    return not_applicable_cells(classes);
}

/// Against a threshold that is the same in every row, or stands in a column.
FastMask compare(const FastTables& tables, const FastOp& op, const FastRows& out, const double* low,
                 const double* high) {
    if (op.operand == fast_none) return compare(low, high, op.comparator, op.threshold);
    alignas(64) double needed_low[lanes], needed_high[lanes];
    const u64 no_threshold = bound_numbers(tables, op.operand, out, needed_low, needed_high);
    return where(~no_threshold, compare_rows(low, high, op.comparator, needed_low, needed_high));
}

FastMask judge_number(const FastTables& tables, const FastOp& op, const FastRows& out) {
    alignas(64) double low[lanes], high[lanes];
    const u64 not_applicable = bound_numbers(tables, op.subject, out, low, high);
    const FastMask mask = compare(tables, op, out, low, high);
    return where(~(not_applicable | mask.not_applicable), mask);
}

FastMask judge_inclusion(const FastOp& op, const FastRows& out) {
    const u8* classes = out.multi_class[op.subject];
    const u64 known = mask_equal(classes, cell_other);
    const u64 chosen =
        mask_of_bytes(out.chosen[op.subject][op.other / 8], static_cast<u8>(1u << op.other % 8));
    return {known & chosen, known & ~chosen, not_applicable_cells(classes)};
}

/// Scores of a leaf between its worst and its best where the answer is open.
void bound_scores(const FastTables& tables, u32 index, const FastRows& out, double* low, double* high) {
    const FastLeaf& leaf = tables.leaves[index];
    const u8* classes = out.leaf_classes[index];
    const double* scores = out.scores[leaf.score_slot];
    for (u32 row = 0; row < lanes; ++row) {
        low[row] = classes[row] == cell_other ? scores[row] : leaf.worst;
        high[row] = classes[row] == cell_other ? scores[row] : leaf.best;
    }
}

FastMask judge_leaf(const FastTables& tables, const FastOp& op, const FastRows& out) {
    alignas(64) double low[lanes], high[lanes];
    bound_scores(tables, op.subject, out, low, high);
    u64 applies = ~not_applicable_cells(out.leaf_classes[op.subject]);
    if (op.is_percent) {
        const double best = tables.leaves[op.subject].best;
        for (u32 row = 0; row < lanes; ++row) {
            low[row] = 100 * low[row] / best;
            high[row] = 100 * high[row] / best;
        }
        applies &= best > 0 ? ~u64{0} : 0;
    }
    return where(applies, compare(low, high, op.comparator, op.threshold));
}

void add_mask(u64 mask, u8* to) {
#if defined(__AVX512BW__)
    _mm512_storeu_si512(to, _mm512_sub_epi8(_mm512_loadu_si512(to), _mm512_movm_epi8(mask)));
#else
    for (u32 row = 0; row < lanes; ++row)
        to[row] = static_cast<u8>(to[row] + (mask >> row & 1));
#endif
}

/// Counts the terms that count for certain and that may.
void count_terms(const FastTables& tables, u32 first, u32 count, const FastRows& out, u8* low, u8* high) {
    std::memset(low, 0, lanes);
    std::memset(high, 0, lanes);
    for (u32 position = first; position < first + count; ++position) {
        const FastTerm& term = tables.terms[position];
        if (term.is_check) {
            const FastMask& mask = out.masks[term.column];
            add_mask(term.counts_any ? ~mask.not_applicable : mask.yes, low);
            add_mask(term.counts_any ? ~mask.not_applicable : ~(mask.no | mask.not_applicable), high);
        } else if (term.source == FastSource::classes) {
            add_looked_up_bytes(out.classes[term.column], term.low, low);
            add_looked_up_bytes(out.classes[term.column], term.high, high);
        } else {
            alignas(64) double from[lanes], to[lanes];
            bound_scores(tables, term.column, out, from, to);
            const u64 applies = ~not_applicable_cells(out.leaf_classes[term.column]);
            add_mask(applies & mask_at_least(from, term.threshold - slack), low);
            add_mask(applies & mask_at_least(to, term.threshold - slack), high);
        }
    }
}

void count_rows(const FastTables& tables, u32 first, u32 count, const FastRows& out, double* from,
                double* to) {
    alignas(64) u8 low[lanes], high[lanes];
    count_terms(tables, first, count, out, low, high);
    for (u32 row = 0; row < lanes; ++row) {
        from[row] = low[row];
        to[row] = high[row];
    }
}

FastMask judge_count(const FastTables& tables, const FastOp& op, const FastRows& out) {
    alignas(64) double from[lanes], to[lanes];
    count_rows(tables, op.first, op.count, out, from, to);
    return compare(tables, op, out, from, to);
}

FastMask judge_count_of_all(const FastTables& tables, const FastOp& op, const FastRows& out) {
    alignas(64) u8 low[lanes], high[lanes], applicable[lanes], all[lanes];
    count_terms(tables, op.first, op.count, out, low, high);
    count_terms(tables, op.first_of, op.count_of, out, applicable, all);
    alignas(64) u8 certain[lanes], possible[lanes];
    for (u32 row = 0; row < lanes; ++row) {
        certain[row] = low[row] == applicable[row] ? 1 : 0;
        possible[row] = high[row] == applicable[row] ? 1 : 0;
    }
    return where(mask_of_bytes(applicable, 0xff),
                 {mask_of_bytes(certain, 1), ~mask_of_bytes(possible, 1), 0});
}

/// A share lies between part_low/of_high and min(1, part_high/of_low); returns the rows without one.
u64 share_rows(const FastTables& tables, u32 first, u32 count, u32 first_of, u32 count_of,
               const FastRows& out, double* from, double* to) {
    alignas(64) u8 part_low[lanes], part_high[lanes], of_low[lanes], of_high[lanes];
    count_terms(tables, first, count, out, part_low, part_high);
    count_terms(tables, first_of, count_of, out, of_low, of_high);
    for (u32 row = 0; row < lanes; ++row) {
        from[row] = of_high[row] == 0 ? 0 : double(part_low[row]) / double(of_high[row]);
        const double whole =
            of_low[row] == 0 ? (part_high[row] == 0 ? 0 : 1) : double(part_high[row]) / double(of_low[row]);
        to[row] = whole < 1 ? whole : 1;
    }
    return ~mask_of_bytes(of_high, 0xff);
}

FastMask judge_share(const FastTables& tables, const FastOp& op, const FastRows& out) {
    alignas(64) double from[lanes], to[lanes];
    const u64 none = share_rows(tables, op.first, op.count, op.first_of, op.count_of, out, from, to);
    const FastMask mask = compare(tables, op, out, from, to);
    return where(~(none | mask.not_applicable), mask);
}

/// Kleene's `all`; `any` is the same with yes and no exchanged.
FastMask judge_parts(const FastTables& tables, const FastOp& op, const FastRows& out, bool all) {
    u64 decided = 0, open = 0, otherwise = 0;
    for (u32 position = 0; position < op.count; ++position) {
        const FastMask& part = out.masks[tables.parts[op.first + position]];
        decided |= all ? part.no : part.yes;
        otherwise |= all ? part.yes : part.no;
        open |= ~(part.yes | part.no | part.not_applicable);
    }
    otherwise &= ~decided & ~open;
    const u64 not_applicable = ~(decided | open | otherwise);
    return all ? FastMask{otherwise, decided, not_applicable} : FastMask{decided, otherwise, not_applicable};
}

FastMask judge_level(const FastTables& tables, const FastOp& op, const FastRows& out) {
    const FastLadder& ladder = tables.ladders[op.subject];
    const u64 off = out.off_ladder[op.subject];
    const u64 certain = out.level_masks[ladder.first_level_slot + op.other - 1];
    const u64 possible = out.level_masks[ladder.first_level_slot + ladder.level_count + op.other - 1];
    return {certain & ~off, ~possible & ~off, off};
}

void judge_requirement(const FastTables& tables, u32 index, FastRows& out) {
    const FastRequirement& requirement = tables.requirements[index];
    const FastMask& condition = out.masks[requirement.condition];
    u64 stands = condition.yes;
    u64 unmet = condition.no;
    (requirement.fails_not_applicable ? unmet : stands) |= condition.not_applicable;
    if (requirement.only_if >= 0) {
        const FastMask& only_if = out.masks[requirement.only_if];
        const u64 dropped = only_if.no | only_if.not_applicable;
        stands |= dropped;
        unmet &= only_if.yes;
    }
    out.stands[index] = stands;
    out.unmet[index] = unmet;
}

void climb(const FastTables& tables, const FastOp& op, FastRows& out) {
    const FastLadder& ladder = tables.ladders[op.subject];
    u64* certain = out.level_masks + ladder.first_level_slot;
    u64* possible = certain + ladder.level_count;
    for (u32 level = 0; level < ladder.level_count; ++level)
        certain[level] = possible[level] = ~u64{0};
    out.off_ladder[op.subject] = 0;
    if (ladder.applies_if >= 0) {
        const FastMask& applies = out.masks[ladder.applies_if];
        out.off_ladder[op.subject] = applies.no | applies.not_applicable;
        out.refused |= ~(applies.yes | applies.no |
                         applies.not_applicable);  // an unknown ladder: the plain path words it
    }
    for (u32 position = 0; position < ladder.requirement_count; ++position) {
        const u32 index = ladder.first_requirement + position;
        judge_requirement(tables, index, out);
        const u32 level = tables.requirements[index].rung - 1;
        certain[level] &= out.stands[index];
        possible[level] &= ~out.unmet[index];
    }
    for (u32 level = 1; level < ladder.level_count; ++level) {
        certain[level] &= certain[level - 1];
        possible[level] &= possible[level - 1];
    }
}

FastMask judge_negation(const FastTables& tables, const FastOp& op, const FastRows& out) {
    const FastMask& part = out.masks[tables.parts[op.first]];
    return {part.no, part.yes, part.not_applicable};
}

}  // namespace
}  // namespace tidu
