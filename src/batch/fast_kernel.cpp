// SPDX-License-Identifier: Apache-2.0
// The batch fast path: fields of a block, then 64 rows at a time column by column. Compiled once for every
// instruction set named in CMakeLists.txt; TIDU_KERNEL is the name of this compilation. Nothing here may
// instantiate a template of the standard library: the linker could hand such code, built for a newer
// processor, to an older one.
//
// What was measured (docs/scale.md has the tables): strings and look-ups by name never pay; the layout does.
// One pass writes the end and the class of every field; answers are 4-bit classes; scores, weights and gaps
// come from tables of 16 doubles; conditions are masks of 64 rows. With AVX-512 the separators of 64 bytes
// are compressed to positions in a few instructions, where a loop over bits costs a nanosecond a field.
//
// The plain path (score/evaluate.cpp) is the reference: every sum here runs in the same order over the same
// products, and tests/batch holds the two together to the bit. What this file does not understand, it
// refuses.
#include "fast_kernel_conditions.h"
#include "fast_kernel_derive.h"
#include "fast_kernel_fields.h"
#include "fast_kernel_gaps.h"
#include "fast_kernel_multis.h"
#include "fast_kernel_numbers.h"
#include "fast_kernel_scores.h"

#define TIDU_JOIN_(a, b) a##b
#define TIDU_JOIN(a, b) TIDU_JOIN_(a, b)
#define TIDU_STRING_(a) #a
#define TIDU_STRING(a) TIDU_STRING_(a)

namespace tidu {
namespace {

void count_bare_not_applicable(const FastTables& tables, u64 rows, FastRows& out) {
    for (u32 column = 0; column < tables.class_column_count; ++column)
        out.bare_not_applicable +=
            static_cast<u64>(__builtin_popcountll(mask_equal(out.classes[column], cell_na) & rows));
    for (u32 column = 0; column < tables.number_column_count; ++column)
        out.bare_not_applicable +=
            static_cast<u64>(__builtin_popcountll(mask_equal(out.number_class[column], cell_na) & rows));
    for (u32 column = 0; column < tables.multi_column_count; ++column)
        out.bare_not_applicable +=
            static_cast<u64>(__builtin_popcountll(mask_equal(out.multi_class[column], cell_na) & rows));
    for (u64 reasoned = mask_of_bytes(out.reasons, 0xff) & rows; reasoned != 0; reasoned &= reasoned - 1)
        out.bare_not_applicable -= out.reasons[__builtin_ctzll(reasoned)];
}

/// Cells to classes, numbers and options.
void read(const Cursor& cursor, FastRows& out) {
    for (u32 column = 0; column < cursor.tables.class_column_count; ++column)
        read_class_column(cursor, column, out);
    for (u32 column = 0; column < cursor.tables.number_column_count; ++column)
        read_number_column(cursor, column, out);
    for (u32 column = 0; column < cursor.tables.multi_column_count; ++column)
        read_multi_column(cursor, column, out);
}

void run(const FastTables& tables, const FastOp& op, FastRows& out) {
    FastMask& truth = out.masks[op.slot];
    switch (op.kind) {
        case FastOpKind::leaf:
            return score_leaf(tables, op.subject, out);
        case FastOpKind::group:
            return score_group(tables, op.subject, out);
        case FastOpKind::derive:
            return derive(tables, tables.derivations[op.subject], out);
        case FastOpKind::switch_off:
            return switch_off(tables, op, out);
        case FastOpKind::ladder:
            return climb(tables, op, out);
        case FastOpKind::group_compare:
            truth = judge_group(tables, op, out);
            return;
        case FastOpKind::class_lookup:
            truth = look_up_truth(out.classes[op.subject], op);
            return;
        case FastOpKind::number_compare:
            truth = judge_number(tables, op, out);
            return;
        case FastOpKind::multi_includes:
            truth = judge_inclusion(op, out);
            return;
        case FastOpKind::leaf_compare:
            truth = judge_leaf(tables, op, out);
            return;
        case FastOpKind::count:
            truth = judge_count(tables, op, out);
            return;
        case FastOpKind::count_all:
            truth = judge_count_of_all(tables, op, out);
            return;
        case FastOpKind::share:
            truth = judge_share(tables, op, out);
            return;
        case FastOpKind::all:
            truth = judge_parts(tables, op, out, true);
            return;
        case FastOpKind::any:
            truth = judge_parts(tables, op, out, false);
            return;
        case FastOpKind::negation:
            truth = judge_negation(tables, op, out);
            return;
        case FastOpKind::level:
            truth = judge_level(tables, op, out);
            return;
    }
}

void score(const FastTables& tables, const FastFields& fields, u32 first_field, u32 rows, FastRows& out) {
    out.refused = 0;
    std::memset(out.reasons, 0, lanes);
    read({tables, fields, first_field, rows}, out);
    std::memset(out.known, 0, lanes);
    std::memset(out.applicable, 0, lanes);
    for (u32 op = 0; op < tables.op_count; ++op)
        run(tables, tables.ops[op], out);
    refuse_totals(tables, out);
    for (u32 constraint = 0; constraint < tables.constraint_count; ++constraint)
        out.refused |= out.masks[tables.constraints[constraint]].yes;
    if (!tables.is_staged) find_units(tables, out);
    rank_gaps(tables, out);
    const u64 inside = rows == lanes ? ~u64{0} : (u64{1} << rows) - 1;
    out.refused &= inside;
    count_bare_not_applicable(tables, inside & ~out.refused, out);
}

}  // namespace

extern const FastKernel TIDU_JOIN(fast_kernel_, TIDU_KERNEL);
const FastKernel TIDU_JOIN(fast_kernel_, TIDU_KERNEL) = {TIDU_STRING(TIDU_KERNEL), scan, score};

}  // namespace tidu
