// SPDX-License-Identifier: Apache-2.0
// Items that are computed where their cells are empty, and questions that do not apply: by the operations of
// score/derive.cpp and evaluate.cpp, in 64 rows at a time. What a person has to be told goes to the plain
// path: parts that are not applicable, divisions by zero, values out of range, answers that differ from their
// parts. Part of fast_kernel.cpp, compiled with it once for every instruction set. All of it is in an unnamed
// namespace, so that no code built for a newer processor is shared with the rest of the program.
#pragma once

#include "fast_kernel_conditions.h"

namespace tidu {
namespace {

/// A number before it is held against the cell.
struct DerivedNumber {
    alignas(64) double value[lanes] = {};
    u64 known = 0;
    u64 failed = 0;  ///< not missing either
};

u64 known_numbers(u32 column, const FastRows& out) {
    return mask_equal(out.number_class[column], cell_other);
}

/// Known where both are; a part that is not applicable is the plain path's.
void know_parts(const FastDerivation& step, const FastRows& out, DerivedNumber& derived) {
    derived.known = known_numbers(step.part, out) & known_numbers(step.whole, out);
    derived.failed = not_applicable_cells(out.number_class[step.part]) |
                     not_applicable_cells(out.number_class[step.whole]);
}

void derive_rate(const FastDerivation& step, const FastRows& out, DerivedNumber& derived) {
    const double* part = out.numbers[step.part];
    const double* whole = out.numbers[step.whole];
    know_parts(step, out, derived);
    if (derived.known == 0) return;
    const bool is_change = step.kind == FastDerivationKind::change;
    u64 divisible = mask_at_least(whole, above(slack));
    if (!is_change) divisible |= ~mask_at_least(whole, -slack);
    for (u32 row = 0; row < lanes; ++row)
        derived.value[row] = 100 * (is_change ? part[row] - whole[row] : part[row]) / whole[row];
    derived.failed |= derived.known & ~divisible;
    derived.known &= divisible;
}

void derive_difference(const FastDerivation& step, const FastRows& out, DerivedNumber& derived) {
    know_parts(step, out, derived);
    for (u32 row = 0; row < lanes; ++row)
        derived.value[row] = out.numbers[step.part][row] - out.numbers[step.whole][row];
}

void derive_sum(const FastTables& tables, const FastDerivation& step, const FastRows& out,
                DerivedNumber& derived) {
    derived.known = ~u64{0};
    for (u32 position = step.first; position < step.first + step.count; ++position) {
        const FastAddend& addend = tables.addends[position];
        derived.known &= known_numbers(addend.column, out);
        derived.failed |= not_applicable_cells(out.number_class[addend.column]);
        for (u32 row = 0; row < lanes; ++row)
            derived.value[row] += addend.factor * out.numbers[addend.column][row];
    }
}

/// Known where nothing that is counted is open; else the bounds say what it may still be.
void derive_tally(const FastTables& tables, const FastDerivation& step, const FastRows& out,
                  DerivedNumber& derived) {
    double(&low)[lanes] = out.bounds[tables.number_columns[step.column].bounds][0];
    double(&high)[lanes] = out.bounds[tables.number_columns[step.column].bounds][1];
    if (step.kind == FastDerivationKind::count)
        count_rows(tables, step.first, step.count, out, low, high);
    else
        derived.failed =
            share_rows(tables, step.first, step.count, step.first_of, step.count_of, out, low, high);
    alignas(64) u8 closed[lanes];
    for (u32 row = 0; row < lanes; ++row) {
        derived.value[row] = low[row];
        closed[row] = low[row] == high[row] ? 1 : 0;
    }
    derived.known = mask_of_bytes(closed, 1) & ~derived.failed;
}

/// Rows of the next case of a `first`, among those that no case before it has decided.
u64 take_case(const FastCase& entry, const FastRows& out, u64& undecided) {
    u64 yes = ~u64{0}, unknown = 0;
    if (entry.when != fast_none) {
        const FastMask& when = out.masks[entry.when];
        yes = when.yes;
        unknown = ~(when.yes | when.no | when.not_applicable);
    }
    const u64 taken = undecided & yes;
    undecided &= ~(yes | unknown);
    return taken;
}

void derive_first_number(const FastTables& tables, const FastDerivation& step, const FastRows& out,
                         DerivedNumber& derived) {
    u64 undecided = ~u64{0};
    for (u32 position = step.first; position < step.first + step.count; ++position) {
        const FastCase& entry = tables.cases[position];
        const u64 taken = take_case(entry, out, undecided);
        derived.known |= taken;
        for (u32 row = 0; row < lanes; ++row)
            if ((taken >> row & 1) != 0) derived.value[row] = entry.number;
    }
}

void derive_first_class(const FastTables& tables, const FastDerivation& step, FastRows& out) {
    u8* classes = out.classes[step.column];
    u64 undecided = mask_equal(classes, cell_empty);  // a direct answer wins
    for (u32 position = step.first; position < step.first + step.count; ++position) {
        const FastCase& entry = tables.cases[position];
        set_where(take_case(entry, out, undecided), entry.cell, classes);
    }
    if (step.required) out.refused |= mask_equal(classes, cell_empty);
}

/// A derived number fills an empty cell. A direct answer wins, and must not differ by more than 1 % of the
/// larger.
void take_number(const FastTables& tables, const FastDerivation& step, DerivedNumber& derived,
                 FastRows& out) {
    const FastNumberColumn& column = tables.number_columns[step.column];
    double* numbers = out.numbers[step.column];
    u8* classes = out.number_class[step.column];
    const u64 empty = mask_equal(classes, cell_empty);
    const u64 answered = mask_equal(classes, cell_other);
    alignas(64) u8 outside[lanes], differs[lanes];
    for (u32 row = 0; row < lanes; ++row) {
        const double value = derived.value[row];
        outside[row] = value < column.low - slack || value > column.high + slack ? 1 : 0;
        const double inside = value < column.low ? column.low : value > column.high ? column.high : value;
        derived.value[row] = outside[row] ? value : inside;
        const double own = std::fabs(numbers[row]), other = std::fabs(derived.value[row]);
        const double larger = own > other ? own : other;
        differs[row] = std::fabs(numbers[row] - derived.value[row]) > 0.01 * larger + slack ? 1 : 0;
    }
    const u64 out_of_range = derived.known & mask_of_bytes(outside, 1);
    out.refused |= empty & (derived.failed | out_of_range);
    out.refused |= answered & derived.known & mask_of_bytes(differs, 1);
    const u64 taken = empty & derived.known & ~out_of_range;
    set_where(taken, cell_other, classes);
    for (u32 row = 0; row < lanes; ++row)
        numbers[row] = (taken >> row & 1) != 0 ? derived.value[row] : numbers[row];
    if (step.required) out.refused |= mask_equal(classes, cell_empty);
}

void derive(const FastTables& tables, const FastDerivation& step, FastRows& out) {
    DerivedNumber derived;
    switch (step.kind) {
        case FastDerivationKind::first_class:
            derive_first_class(tables, step, out);
            return;
        case FastDerivationKind::percent:
        case FastDerivationKind::change:
            derive_rate(step, out, derived);
            break;
        case FastDerivationKind::difference:
            derive_difference(step, out, derived);
            break;
        case FastDerivationKind::sum:
            derive_sum(tables, step, out, derived);
            break;
        case FastDerivationKind::count:
        case FastDerivationKind::share:
            derive_tally(tables, step, out, derived);
            break;
        case FastDerivationKind::first_number:
            derive_first_number(tables, step, out, derived);
            break;
    }
    if ((derived.known | derived.failed) != 0 || step.required) take_number(tables, step, derived, out);
}

/// An answer where the question does not apply is a warning: the plain path words it.
void switch_off(const FastTables& tables, const FastOp& op, FastRows& out) {
    u64 off = 0;
    for (u32 position = 0; position < op.count; ++position) {
        const FastMask& applies = out.masks[tables.parts[op.first + position]];
        off |= applies.no | applies.not_applicable;
    }
    if (off == 0) return;
    u8* classes = op.source == FastSource::classes  ? out.classes[op.subject]
                  : op.source == FastSource::number ? out.number_class[op.subject]
                                                    : out.multi_class[op.subject];
    out.refused |= off & ~mask_equal(classes, cell_empty);
    set_where(off, cell_off, classes);
}

}  // namespace
}  // namespace tidu
