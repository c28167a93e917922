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
#include "fast_kernel_cells.h"
#include "fast_kernel_conditions.h"
#include "fast_kernel_fields.h"
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
}

void score(const FastTables& tables, const FastFields& fields, u32 first_field, u32 rows, FastRows& out) {
    const Cursor cursor{tables, fields, first_field, rows};
    out.refused = 0;
    for (u32 column = 0; column < tables.class_column_count; ++column)
        read_class_column(cursor, column, out);
    for (u32 column = 0; column < tables.number_column_count; ++column)
        read_number_column(cursor, column, out);
    for (u32 column = 0; column < tables.multi_column_count; ++column)
        read_multi_column(cursor, column, out);
    score_leaves(tables, out);
    score_groups(tables, out);
    out.refused |= ~mask_at_least(out.weights[0], 5e-324);  // no total: the plain path says why
    for (u32 op = 0; op < tables.op_count; ++op)
        judge(tables, tables.ops[op], out);
    for (u32 constraint = 0; constraint < tables.constraint_count; ++constraint)
        out.refused |= out.masks[tables.constraints[constraint]].yes;
    find_units(tables, out);
    rank_gaps(tables, out);
    const u64 inside = rows == lanes ? ~u64{0} : (u64{1} << rows) - 1;
    out.refused &= inside;
    count_bare_not_applicable(tables, inside & ~out.refused, out);
}

}  // namespace

extern const FastKernel TIDU_JOIN(fast_kernel_, TIDU_KERNEL);
const FastKernel TIDU_JOIN(fast_kernel_, TIDU_KERNEL) = {TIDU_STRING(TIDU_KERNEL), scan, score};

}  // namespace tidu
