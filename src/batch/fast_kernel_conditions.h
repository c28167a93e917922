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

FastMask judge_group(const FastTables& tables, const FastOp& op, const FastRows& out) {
    const double* weights = out.weights[op.subject];
    const u64 applies = mask_at_least(weights, 5e-324);  // any weight above 0
    const double* low = out.low[op.subject];
    const double* high = out.high[op.subject];
    (void)tables;
    FastMask mask = compare(low, high, op.comparator, op.threshold);
    return {mask.yes & applies, mask.no & applies, ~applies};
}

FastMask judge_number(const FastTables& tables, const FastOp& op, const FastRows& out) {
    const FastNumberColumn& column = tables.number_columns[op.subject];
    const u8* classes = out.number_class[op.subject];
    alignas(64) double low[lanes], high[lanes];
    for (u32 row = 0; row < lanes; ++row) {
        const bool known = classes[row] == cell_other;
        low[row] = known ? out.numbers[op.subject][row] : column.low;
        high[row] = known ? out.numbers[op.subject][row] : column.high;
    }
    const u64 not_applicable = mask_equal(classes, cell_na);
    const FastMask mask = compare(low, high, op.comparator, op.threshold);
    return {mask.yes & ~not_applicable, mask.no & ~not_applicable, not_applicable};
}

FastMask judge_inclusion(const FastOp& op, const FastRows& out) {
    const u8* classes = out.multi_class[op.subject];
    const u64 known = mask_equal(classes, cell_other);
    const u64 chosen = mask_of_bytes(out.chosen[op.subject], static_cast<u8>(1u << op.other));
    return {known & chosen, known & ~chosen, mask_equal(classes, cell_na)};
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
    const u64 not_applicable = mask_equal(out.leaf_classes[op.subject], cell_na);
    const FastMask mask = compare(low, high, op.comparator, op.threshold);
    return {mask.yes & ~not_applicable, mask.no & ~not_applicable, not_applicable};
}

void add_mask(u64 mask, u8* to) {
    for (u32 row = 0; row < lanes; ++row)
        to[row] = static_cast<u8>(to[row] + (mask >> row & 1));
}

/// Counts the terms that count for certain and that may.
void count_terms(const FastTables& tables, u32 first, u32 count, const FastRows& out, u8* low, u8* high) {
    std::memset(low, 0, lanes);
    std::memset(high, 0, lanes);
    for (u32 position = first; position < first + count; ++position) {
        const FastTerm& term = tables.terms[position];
        if (term.is_check) {
            const FastMask& mask = out.masks[term.column];
            add_mask(mask.yes, low);
            add_mask(~(mask.no | mask.not_applicable), high);
        } else if (term.source == FastSource::classes) {
            add_looked_up_bytes(out.classes[term.column], term.low, low);
            add_looked_up_bytes(out.classes[term.column], term.high, high);
        } else {
            alignas(64) double from[lanes], to[lanes];
            bound_scores(tables, term.column, out, from, to);
            const u64 applies = ~mask_equal(out.leaf_classes[term.column], cell_na);
            add_mask(applies & mask_at_least(from, term.threshold - slack), low);
            add_mask(applies & mask_at_least(to, term.threshold - slack), high);
        }
    }
}

FastMask judge_count(const FastTables& tables, const FastOp& op, const FastRows& out) {
    alignas(64) u8 low[lanes], high[lanes];
    alignas(64) double from[lanes], to[lanes];
    count_terms(tables, op.first, op.count, out, low, high);
    for (u32 row = 0; row < lanes; ++row) {
        from[row] = low[row];
        to[row] = high[row];
    }
    return compare(from, to, op.comparator, op.threshold);
}

/// A share lies between part_low/of_high and min(1, part_high/of_low).
FastMask judge_share(const FastTables& tables, const FastOp& op, const FastRows& out) {
    alignas(64) u8 part_low[lanes], part_high[lanes], of_low[lanes], of_high[lanes];
    alignas(64) double from[lanes], to[lanes];
    count_terms(tables, op.first, op.count, out, part_low, part_high);
    count_terms(tables, op.first_of, op.count_of, out, of_low, of_high);
    for (u32 row = 0; row < lanes; ++row) {
        from[row] = of_high[row] == 0 ? 0 : double(part_low[row]) / double(of_high[row]);
        const double whole =
            of_low[row] == 0 ? (part_high[row] == 0 ? 0 : 1) : double(part_high[row]) / double(of_low[row]);
        to[row] = whole < 1 ? whole : 1;
    }
    const u64 none = ~mask_of_bytes(of_high, 0xff);
    const FastMask mask = compare(from, to, op.comparator, op.threshold);
    return {mask.yes & ~none, mask.no & ~none, none};
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

void judge(const FastTables& tables, const FastOp& op, FastRows& out) {
    FastMask mask;
    switch (op.kind) {
        case FastOpKind::constant:
            mask = {op.other == 1 ? ~u64{0} : 0, op.other == 2 ? ~u64{0} : 0, op.other == 4 ? ~u64{0} : 0};
            break;
        case FastOpKind::group_compare:
            mask = judge_group(tables, op, out);
            break;
        case FastOpKind::class_lookup:
            mask = look_up_truth(out.classes[op.subject], op);
            break;
        case FastOpKind::number_compare:
            mask = judge_number(tables, op, out);
            break;
        case FastOpKind::multi_includes:
            mask = judge_inclusion(op, out);
            break;
        case FastOpKind::leaf_compare:
            mask = judge_leaf(tables, op, out);
            break;
        case FastOpKind::count:
            mask = judge_count(tables, op, out);
            break;
        case FastOpKind::share:
            mask = judge_share(tables, op, out);
            break;
        case FastOpKind::all:
            mask = judge_parts(tables, op, out, true);
            break;
        case FastOpKind::any:
            mask = judge_parts(tables, op, out, false);
            break;
        case FastOpKind::negation: {
            const FastMask& part = out.masks[tables.parts[op.first]];
            mask = {part.no, part.yes, part.not_applicable};
            break;
        }
        case FastOpKind::level:
            mask = judge_level(tables, op, out);
            break;
        case FastOpKind::ladder:
            climb(tables, op, out);
            return;
    }
    out.masks[op.slot] = mask;
}

}  // namespace
}  // namespace tidu
