// SPDX-License-Identifier: Apache-2.0
// What the batch fast path works on: a program laid out as plain tables, and the columns of 64 rows. Plain
// data and raw pointers only, because fast_kernel.cpp is compiled several times for different processors and
// must not share inline functions of the library with the rest of the program. Made by fast_plan.cpp.
#pragma once

#include <cstddef>
#include <cstdint>

namespace tidu {

/// Rows that are scored together: one bit of a mask, one lane of a column each.
inline constexpr std::size_t fast_lanes = 64;
/// Gaps that are ranked.
inline constexpr std::size_t fast_gaps = 3;
inline constexpr std::uint16_t fast_no_leaf = 0xffff;

/// What the scanner says of a cell without knowing its column.
enum CellClass : std::uint8_t {
    cell_empty = 0,
    cell_letter_a = 1,  ///< ... to cell_letter_h = 8, upper or lower case
    cell_letter_h = 8,
    cell_y = 9,
    cell_n = 10,
    cell_1 = 11,
    cell_0 = 12,
    cell_na = 13,     ///< `NA` in any case
    cell_other = 14,  ///< anything longer: looked up or parsed; afterwards a number or a choice that was read
    cell_off = 15,    ///< set by the kernel: the question does not apply to this row
};
inline constexpr std::size_t cell_classes = 16;

inline constexpr std::uint32_t fast_none = 0xffffffff;

/// A text that a column understands besides single letters: an option's id or text, `yes` ...
struct FastWord {
    std::uint64_t key = 0;  ///< its first 8 bytes, the first one lowest, the rest 0
    const char* text = nullptr;
    std::uint32_t size = 0;  ///< 0: a place of the table where no word stands
    std::uint8_t means = 0;  ///< class of the cell; of a multi the position of the option
};

/// The words of a column, each at the place of its hash (fast_words.h).
struct FastWords {
    const FastWord* places = nullptr;
    std::uint64_t multiplier = 0;
    std::uint32_t shift = 63;  ///< 64 minus the bits of a place
};

/// A column of a choice or a yes/no.
struct FastClassColumn {
    std::uint32_t field = 0;
    std::uint8_t present = 0;        ///< 0: the table has no such column; every cell is empty
    std::uint8_t reads_reasons = 0;  ///< `NA: reason` is that, and no option
    alignas(16) std::uint8_t refused[cell_classes] = {};  ///< 1: the plain path must look at the row
    FastWords words;
};

struct FastNumberColumn {
    std::uint32_t field = 0;
    std::uint8_t present = 0;
    std::uint8_t na_refused = 1;
    std::uint8_t reads_reasons = 0;
    std::uint8_t empty_refused = 0;  ///< a required input
    std::uint8_t given_refused = 0;  ///< a threshold of scores: only rows with its default are understood
    std::uint8_t has_default = 0;
    std::uint8_t takes_percent_sign = 0;
    double default_value = 0;
    double low = 0;  ///< range of what is given or derived, both ends allowed
    double high = 0;
    double open_low = 0;  ///< what an open answer may be; infinite where no range is stated
    double open_high = 0;
    std::uint32_t bounds = fast_none;  ///< into FastRows::bounds: what an open count or share may still be
};

/// What may stand between the options of a multi: where no option's own text contains it.
enum FastSeparator : std::uint8_t { between_bar = 1, between_semicolon = 2, between_ideographic_comma = 4 };
inline constexpr std::size_t fast_options = 16;  ///< most options of a multi

struct FastMultiColumn {
    std::uint32_t field = 0;
    std::uint8_t na_refused = 1;
    std::uint8_t reads_reasons = 0;
    std::uint8_t reads_letters = 0;  ///< `a|c`: at most 8 options, each letter at its place
    std::uint8_t separators = 0;
    std::uint8_t has_default = 0;
    std::uint16_t default_chosen = 0;
    std::uint16_t exclusive = 0;  ///< bits of options that must stand alone
    std::uint32_t option_count = 0;
    FastWords words;
};

enum class FastSource : std::uint8_t { classes, number, multi };

/// The weight of a node in its parent: 1 under a sum; 0 keeps it out.
struct FastWeight {
    double fixed = 0;                  ///< 1 where the weight differs between rows
    std::uint32_t input = fast_none;   ///< class column of the input that decides
    std::uint8_t of_leaves = 0;        ///< the weights below it that count
    const double* by_class = nullptr;  ///< by the class of the input's cell
};

/// What a leaf adds to its parent. Tables are indexed by cell class; number and multi leaves use the entries
/// of empty, not applicable and off cells and compute the rest. They hold products with the fixed weight.
struct FastLeaf {
    FastSource source = FastSource::classes;
    std::uint32_t column = 0;
    std::uint32_t group = 0;  ///< its parent
    std::uint32_t child = 0;  ///< its entry among the children of that
    FastWeight weight;
    double best = 0;
    alignas(64) double weighted[cell_classes] = {};      ///< weight * score where it counts, else 0
    alignas(64) double weights[cell_classes] = {};       ///< weight where it counts, else 0
    alignas(64) double weighted_gap[cell_classes] = {};  ///< (best - score) * weight where it applies
    alignas(64) double applying[cell_classes] = {};      ///< weight where it is applicable, else 0
    alignas(64) double asked[cell_classes] = {};         ///< weight where `applies_if` holds, else 0
    alignas(64) double declared[cell_classes] = {};      ///< weight where declared not applicable, else 0
    double weighted_open_high =
        0;  ///< what an empty cell adds to the upper bound; other cells add their score
    double weighted_open_low = 0;
    double worst = 0;  ///< what conditions take an open answer for at least; `best` at most
    alignas(16) std::uint8_t known[cell_classes] = {};
    alignas(16) std::uint8_t applicable[cell_classes] = {};
    std::uint32_t score_slot = 0;  ///< of numbers and multis: their column of scores
    // numbers: points (segments), steps or bands
    std::uint8_t rule = 0;  ///< 0 points, 1 steps, 2 bands
    std::uint32_t point_count = 0;
    const double* point_x = nullptr;
    const double* point_score = nullptr;
    // multi: score of every choice, by its option bits
    const double* score_of_choice = nullptr;
    std::uint8_t has_many_options = 0;  ///< more than 8
};

struct FastChild {
    std::uint8_t is_leaf = 0;
    std::uint32_t index = 0;  ///< into leaves or groups
    FastWeight weight;        ///< of a group child
};

struct FastGroup {
    std::uint32_t parent = fast_none;
    std::uint32_t child = 0;  ///< its entry among the children of its parent
    std::uint8_t is_sum = 0;
    std::uint8_t is_percent = 0;  ///< children (groups) enter as percent of their maxima
    double base = 0;
    std::uint32_t first_child = 0;
    std::uint32_t child_count = 0;
};

/// An item that is computed where its cell is empty, by the operations of score/derive.cpp.
enum class FastDerivationKind : std::uint8_t {
    percent,
    change,
    difference,
    sum,
    count,
    share,
    first_number,
    first_class
};

struct FastDerivation {
    FastDerivationKind kind = FastDerivationKind::percent;
    std::uint32_t column = 0;  ///< that it fills: a class column of first_class, else a number column
    std::uint32_t part = 0;    ///< number columns: a and b of percent, difference and change
    std::uint32_t whole = 0;
    std::uint32_t first = 0;  ///< addends of a sum, cases of a first, terms of a count or share
    std::uint32_t count = 0;
    std::uint32_t first_of = 0;  ///< share: terms of `of`
    std::uint32_t count_of = 0;
    std::uint8_t required = 0;  ///< rows without a value are the plain path's
};

struct FastAddend {
    std::uint32_t column = 0;  ///< number column
    double factor = 1;
};

struct FastCase {
    std::uint32_t when = fast_none;  ///< mask slot; fast_none: always
    std::uint8_t cell = cell_empty;  ///< of a choice or yes/no
    double number = 0;
};

/// One step of the plan: scoring a node, deriving an item, or the truth of a condition in 64 rows. Steps
/// stand in the order of the program, each after all that it reads.
enum class FastOpKind : std::uint8_t {
    leaf,
    group,
    derive,
    switch_off,     ///< the question `subject` of kind `source` where a part is false or not applicable
    group_compare,  ///< low and high of a group against a number
    class_lookup,   ///< truth by the class of a cell
    number_compare,
    multi_includes,
    leaf_compare,  ///< score of a number or multi leaf against a number
    count,         ///< terms counted for certain and possibly, against a number
    count_all,     ///< as many terms as there are applicable ones
    share,         ///< two counts
    all,
    any,
    negation,
    level,   ///< a rung of a ladder
    ladder,  ///< levels of a ladder from its requirements; writes no slot
};

enum class FastComparator : std::uint8_t { at_least, above, at_most, below };

/// A leaf or check that a count looks at.
struct FastTerm {
    FastSource source = FastSource::classes;
    std::uint8_t is_check = 0;
    std::uint8_t counts_any = 0;                       ///< a check counts whether it holds or not
    std::uint32_t column = 0;                          ///< class column, leaf or mask slot
    double threshold = 0;                              ///< of a leaf's score
    alignas(16) std::uint8_t low[cell_classes] = {};   ///< 1: counts for certain
    alignas(16) std::uint8_t high[cell_classes] = {};  ///< 1: may count
};

struct FastOp {
    FastOpKind kind = FastOpKind::all;
    FastComparator comparator = FastComparator::at_least;
    FastSource source = FastSource::classes;
    std::uint32_t slot = 0;     ///< mask slot written
    std::uint32_t subject = 0;  ///< node, column, ladder, derivation ...
    std::uint32_t other = 0;    ///< option, rung ...
    double threshold = 0;
    std::uint8_t is_percent = 0;        ///< of a score: of its maximum
    std::uint32_t operand = fast_none;  ///< number column that is the threshold
    std::uint32_t first = 0;            ///< terms or part slots
    std::uint32_t count = 0;
    std::uint32_t first_of = 0;  ///< terms of `of`, or the applicable ones
    std::uint32_t count_of = 0;
    alignas(16) std::uint8_t truth[cell_classes] = {};  ///< bit 0 yes, bit 1 no, bit 2 not applicable
};

struct FastRequirement {
    std::uint32_t condition = 0;  ///< mask slot
    std::int32_t only_if = -1;
    std::uint8_t fails_not_applicable = 0;
    std::uint32_t rung = 0;
};

struct FastLadder {
    std::int32_t applies_if = -1;
    std::uint32_t level_count = 0;
    std::uint32_t first_requirement = 0;
    std::uint32_t requirement_count = 0;
    std::uint32_t first_level_slot = 0;  ///< masks: level_count certain ones, then level_count possible ones
};

struct FastTables {
    std::uint32_t fields = 0;  ///< fields of a row
    const FastClassColumn* class_columns = nullptr;
    std::uint32_t class_column_count = 0;
    const FastNumberColumn* number_columns = nullptr;
    std::uint32_t number_column_count = 0;
    const FastMultiColumn* multi_columns = nullptr;
    std::uint32_t multi_column_count = 0;
    const FastLeaf* leaves = nullptr;  ///< in file order
    std::uint32_t leaf_count = 0;
    std::uint32_t score_count = 0;      ///< columns of scores
    const FastGroup* groups = nullptr;  ///< in preorder; 0 is the root
    std::uint32_t group_count = 0;
    const FastChild* children = nullptr;
    const FastOp* ops = nullptr;
    std::uint32_t op_count = 0;
    const FastTerm* terms = nullptr;
    const std::uint32_t* parts = nullptr;
    std::uint32_t slot_count = 0;
    const FastRequirement* requirements = nullptr;
    std::uint32_t requirement_count = 0;
    const FastLadder* ladders = nullptr;
    std::uint32_t ladder_count = 0;
    std::uint32_t level_slot_count = 0;
    const std::uint32_t* constraints = nullptr;  ///< mask slots; violated: the plain path words the problem
    std::uint32_t constraint_count = 0;
    const FastDerivation* derivations = nullptr;
    const FastAddend* addends = nullptr;
    const FastCase* cases = nullptr;
    std::uint32_t bounds_count = 0;
    std::uint8_t low_is_score = 0;         ///< no open leaf can count more than its worst
    std::uint8_t leaf_weights_vary = 0;    ///< some leaf's weight differs between rows
    std::uint8_t counts_inapplicable = 0;  ///< some leaf counts though it is not applicable
    std::uint8_t reads_maxima = 0;         ///< a percent is asked for somewhere
    std::uint8_t is_staged = 0;            ///< the root is: children (groups) are stages
    double pass = 0;
    std::uint8_t has_limit = 0;  ///< of what may be declared not applicable
    double not_applicable_limit = 0;
};

/// Truth of one condition in 64 rows; rows in none of the three are unknown.
struct FastMask {
    std::uint64_t yes = 0;
    std::uint64_t no = 0;
    std::uint64_t not_applicable = 0;
};

using FastColumn = double[fast_lanes];

/// Working memory of one thread, and what one call of the kernel leaves for the writer.
struct FastRows {
    std::uint64_t refused = 0;  ///< rows that the plain path must score
    std::uint64_t bare_not_applicable =
        0;                            ///< cells declared not applicable without a reason, in rows not refused
    std::uint8_t* reasons = nullptr;  ///< per row: cells declared so with one
    std::uint8_t (*classes)[fast_lanes] = nullptr;       ///< per class column
    FastColumn* numbers = nullptr;                       ///< per number column
    std::uint8_t (*number_class)[fast_lanes] = nullptr;  ///< cell_empty, cell_na or cell_other (known)
    FastColumn (*bounds)[2] = nullptr;                   ///< low and high of open counts and shares
    std::uint8_t (*chosen)[2][fast_lanes] = nullptr;     ///< per multi column: options 1 to 8, 9 to 16
    std::uint8_t (*multi_class)[fast_lanes] = nullptr;
    const std::uint8_t** leaf_classes = nullptr;  ///< per leaf: its column in one of the class arrays above
    FastColumn* scores = nullptr;                 ///< per number and multi leaf, of known answers
    FastColumn* value = nullptr;                  ///< per group
    FastColumn* low = nullptr;
    FastColumn* high = nullptr;
    FastColumn* weights = nullptr;   ///< sum of the weights that count; 0: no score
    FastColumn* applying = nullptr;  ///< sum of the weights that are applicable; 0: not applicable
    FastColumn* maximum = nullptr;   ///< where a percent is asked for
    FastColumn* asked = nullptr;     ///< weights whose `applies_if` holds; where there is a limit
    FastColumn* declared = nullptr;  ///< share of them that is declared not applicable
    FastColumn* unit = nullptr;      ///< what one weighted point of a child is worth in the total
    FastColumn* gap_key = nullptr;   ///< for ranking: the gap, then the leaf, in one number
    std::uint16_t (*gap_leaf)[fast_lanes] = nullptr;  ///< the largest gap first; fast_no_leaf: no more
    FastColumn* gap_points = nullptr;                 ///< what the total gains with that leaf at its best
    std::uint8_t* known = nullptr;                    ///< leaves per row
    std::uint8_t* applicable = nullptr;
    FastMask* masks = nullptr;
    std::uint64_t* stands = nullptr;  ///< per requirement
    std::uint64_t* unmet = nullptr;
    std::uint64_t* level_masks = nullptr;  ///< per level slot
    std::uint64_t* off_ladder = nullptr;   ///< per ladder
};

/// A block of whole lines, scanned. `ends` and `classes` have one entry a field; ends[-1] is the byte before
/// the block.
struct FastFields {
    const char* text = nullptr;  ///< readable 64 bytes before and after
    std::uint32_t size = 0;
    std::uint32_t* ends = nullptr;  ///< offset of the separator that ends the field
    std::uint8_t* classes = nullptr;
    std::uint32_t count = 0;
    std::uint32_t newlines = 0;  ///< outside quotes
    bool open_quote = false;     ///< the block ends inside quotes
};

/// One compilation of the kernel.
struct FastKernel {
    const char* name;
    /// Finds every field of a block. Room needed: size + 64 entries in `ends` and `classes`.
    void (*scan)(FastFields& fields, char separator);
    /// Scores `rows` (1 to 64) rows from field `first_field` on.
    void (*score)(const FastTables& tables, const FastFields& fields, std::uint32_t first_field,
                  std::uint32_t rows, FastRows& out);
};

/// The best kernel that this processor runs; `wanted` (baseline, avx2, avx512) forces one, null if it cannot
/// run.
const FastKernel* choose_fast_kernel(const char* wanted = nullptr);

}  // namespace tidu
