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
#include <cmath>
#include <cstring>

#include "fast_tables.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#define TIDU_JOIN_(a, b) a##b
#define TIDU_JOIN(a, b) TIDU_JOIN_(a, b)
#define TIDU_STRING_(a) #a
#define TIDU_STRING(a) TIDU_STRING_(a)

namespace tidu {
namespace {

using u8 = std::uint8_t;
using u32 = std::uint32_t;
using u64 = std::uint64_t;

constexpr u32 lanes = fast_lanes;
constexpr double slack = 1e-9;  // the tolerance of every comparison

// ---------------------------------------------------------------------------------------------- fields

constexpr u8 class_of_byte(unsigned char byte) {
    const unsigned char lower = byte | 0x20;
    if (lower >= 'a' && lower <= 'h') return static_cast<u8>(cell_letter_a + (lower - 'a'));
    if (lower == 'y') return cell_y;
    if (lower == 'n') return cell_n;
    if (byte == '1') return cell_1;
    if (byte == '0') return cell_0;
    return cell_other;
}

struct ByteClasses {
    alignas(64) u8 of[128];
    constexpr ByteClasses() : of{} {
        for (unsigned byte = 0; byte < 128; ++byte)
            of[byte] = class_of_byte(static_cast<unsigned char>(byte));
    }
};
constexpr ByteClasses byte_classes;

/// Bit n: an odd number of quotes stands at or before byte n.
u64 prefix_xor(u64 bits) {
    for (int shift = 1; shift < 64; shift *= 2)
        bits ^= bits << shift;
    return bits;
}

struct ByteMasks {
    u64 separators = 0;  ///< separators and newlines
    u64 newlines = 0;
    u64 quotes = 0;
};

#if defined(__AVX512BW__)
ByteMasks masks_of(const char* text, char separator) {
    const __m512i bytes = _mm512_loadu_si512(text);
    const u64 newlines = _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('\n'));
    return {_mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8(separator)) | newlines, newlines,
            _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('"'))};
}
#elif defined(__AVX2__)
u64 equal_mask(const __m256i& first, const __m256i& second, char byte) {
    const __m256i wanted = _mm256_set1_epi8(byte);
    const u32 low = static_cast<u32>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(first, wanted)));
    const u32 high = static_cast<u32>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(second, wanted)));
    return low | static_cast<u64>(high) << 32;
}
ByteMasks masks_of(const char* text, char separator) {
    const __m256i first = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(text));
    const __m256i second = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(text + 32));
    const u64 newlines = equal_mask(first, second, '\n');
    return {equal_mask(first, second, separator) | newlines, newlines, equal_mask(first, second, '"')};
}
#elif defined(__SSE2__)
ByteMasks masks_of(const char* text, char separator) {
    ByteMasks masks;
    for (int part = 0; part < 4; ++part) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text + 16 * part));
        const auto equal = [&](char byte) {
            return static_cast<u64>(
                       static_cast<u32>(_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(byte)))))
                   << (16 * part);
        };
        masks.newlines |= equal('\n');
        masks.separators |= equal(separator);
        masks.quotes |= equal('"');
    }
    masks.separators |= masks.newlines;
    return masks;
}
#else
ByteMasks masks_of(const char* text, char separator) {
    ByteMasks masks;
    for (u32 byte = 0; byte < 64; ++byte) {
        masks.newlines |= static_cast<u64>(text[byte] == '\n') << byte;
        masks.separators |= static_cast<u64>(text[byte] == separator) << byte;
        masks.quotes |= static_cast<u64>(text[byte] == '"') << byte;
    }
    masks.separators |= masks.newlines;
    return masks;
}
#endif

/// Where the field stands that the next separator will end.
struct ScanState {
    u32 begin = 0;
    u32 count = 0;
    bool quoted = false;
};

#if defined(__AVX512VBMI2__) && defined(__AVX512VBMI__)
/// Positions of all set bits in one go: the byte numbers 0-63 compressed by the mask, with the bytes before
/// them, which are the last of each field.
void take_fields(FastFields& fields, ScanState& state, u32 base, u64 separators) {
    const u32 found = static_cast<u32>(__builtin_popcountll(separators));
    if (found == 0) return;
    const __m512i iota =
        _mm512_set_epi8(63, 62, 61, 60, 59, 58, 57, 56, 55, 54, 53, 52, 51, 50, 49, 48, 47, 46, 45, 44, 43,
                        42, 41, 40, 39, 38, 37, 36, 35, 34, 33, 32, 31, 30, 29, 28, 27, 26, 25, 24, 23, 22,
                        21, 20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
    const char* text = fields.text + base;
    const __m512i at = _mm512_maskz_compress_epi8(separators, iota);
    const __m512i last = _mm512_maskz_compress_epi8(separators, _mm512_loadu_si512(text - 1));
    const __m512i last_but_one = _mm512_maskz_compress_epi8(separators, _mm512_loadu_si512(text - 2));
    // Begin of each field: one past the separator before it. Only sizes 0, 1 and 2 matter, so the first field
    // of the chunk, which began up to a block ago, may saturate.
    const u32 distance = base - state.begin;
    const char first_begin = static_cast<char>(-static_cast<int>(distance > 64 ? 64 : distance));
    const __m512i shifted = _mm512_permutexvar_epi8(_mm512_sub_epi8(iota, _mm512_set1_epi8(1)), at);
    const __m512i begin = _mm512_mask_blend_epi8(1, _mm512_add_epi8(shifted, _mm512_set1_epi8(1)),
                                                 _mm512_set1_epi8(first_begin));
    const __m512i size = _mm512_sub_epi8(at, begin);
    const __m512i single = _mm512_permutex2var_epi8(_mm512_load_si512(byte_classes.of), last,
                                                    _mm512_load_si512(byte_classes.of + 64));
    const __m512i case_bit = _mm512_set1_epi8(0x20);
    __m512i out = _mm512_set1_epi8(cell_other);
    out = _mm512_mask_mov_epi8(
        out, _mm512_cmpeq_epi8_mask(size, _mm512_set1_epi8(1)) & ~_mm512_movepi8_mask(last), single);
    out = _mm512_mask_mov_epi8(out, _mm512_testn_epi8_mask(size, size), _mm512_setzero_si512());
    const __mmask64 na =
        _mm512_cmpeq_epi8_mask(size, _mm512_set1_epi8(2)) &
        _mm512_cmpeq_epi8_mask(_mm512_or_si512(last, case_bit), _mm512_set1_epi8('a')) &
        _mm512_cmpeq_epi8_mask(_mm512_or_si512(last_but_one, case_bit), _mm512_set1_epi8('n'));
    out = _mm512_mask_mov_epi8(out, na, _mm512_set1_epi8(cell_na));
    _mm512_storeu_si512(fields.classes + state.count, out);
    alignas(64) u8 positions[64];
    _mm512_store_si512(positions, at);
    const __m512i offset = _mm512_set1_epi32(static_cast<int>(base));
    for (u32 part = 0; part < found; part += 16) {
        const __m128i bytes = _mm_load_si128(reinterpret_cast<const __m128i*>(positions + part));
        _mm512_storeu_si512(fields.ends + state.count + part,
                            _mm512_add_epi32(_mm512_cvtepu8_epi32(bytes), offset));
    }
    state.count += found;
    state.begin = fields.ends[state.count - 1] + 1;
}
#else
u8 class_of_field(const char* end, u32 size) {
    if (size == 0) return cell_empty;
    const auto last = static_cast<unsigned char>(end[-1]);
    if (size == 1) return last < 128 ? byte_classes.of[last] : static_cast<u8>(cell_other);
    if (size == 2 && (last | 0x20) == 'a' && (end[-2] | 0x20) == 'n') return cell_na;
    return cell_other;
}

void take_fields(FastFields& fields, ScanState& state, u32 base, u64 separators) {
    for (u64 rest = separators; rest != 0; rest &= rest - 1) {
        const u32 end = base + static_cast<u32>(__builtin_ctzll(rest));
        fields.ends[state.count] = end;
        fields.classes[state.count] = class_of_field(fields.text + end, end - state.begin);
        state.begin = end + 1;
        ++state.count;
    }
}
#endif

void scan(FastFields& fields, char separator) {
    ScanState state;
    u32 newlines = 0;
    for (u32 base = 0; base < fields.size; base += 64) {
        ByteMasks masks = masks_of(fields.text + base, separator);
        if (fields.size - base < 64) {
            const u64 inside = (u64{1} << (fields.size - base)) - 1;
            masks.separators &= inside;
            masks.newlines &= inside;
            masks.quotes &= inside;
        }
        if (masks.quotes != 0 || state.quoted) {
            const u64 quoted = prefix_xor(masks.quotes) ^ (state.quoted ? ~u64{0} : 0);
            masks.separators &= ~quoted;
            masks.newlines &= ~quoted;
            state.quoted = (quoted >> 63) != 0;
        }
        newlines += static_cast<u32>(__builtin_popcountll(masks.newlines));
        take_fields(fields, state, base, masks.separators);
    }
    fields.count = state.count;
    fields.newlines = newlines;
    fields.open_quote = state.quoted;
}

// ---------------------------------------------------------------------------------------------- small loops
// over 64 rows

/// Adds table[class] to three sums at once.
void add_from_tables(const u8* classes, const double* first, const double* second, const double* third,
                     double* to_first, double* to_second, double* to_third) {
#if defined(__AVX512F__) && defined(__AVX512BW__)
    const __m512d first_low = _mm512_load_pd(first), first_high = _mm512_load_pd(first + 8);
    const __m512d second_low = _mm512_load_pd(second), second_high = _mm512_load_pd(second + 8);
    const __m512d third_low = _mm512_load_pd(third), third_high = _mm512_load_pd(third + 8);
    for (u32 row = 0; row < lanes; row += 8) {
        const __m512i index =
            _mm512_cvtepu8_epi64(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(classes + row)));
        const auto add = [&](double* to, const __m512d& low, const __m512d& high) {
            _mm512_store_pd(
                to + row, _mm512_add_pd(_mm512_load_pd(to + row), _mm512_permutex2var_pd(low, index, high)));
        };
        add(to_first, first_low, first_high);
        add(to_second, second_low, second_high);
        add(to_third, third_low, third_high);
    }
#else
    for (u32 row = 0; row < lanes; ++row) {
        const u8 cell = classes[row];
        to_first[row] += first[cell];
        to_second[row] += second[cell];
        to_third[row] += third[cell];
    }
#endif
}

void add_from_table(const u8* classes, const double* table, double* to) {
#if defined(__AVX512F__) && defined(__AVX512BW__)
    const __m512d low = _mm512_load_pd(table), high = _mm512_load_pd(table + 8);
    for (u32 row = 0; row < lanes; row += 8) {
        const __m512i index =
            _mm512_cvtepu8_epi64(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(classes + row)));
        _mm512_store_pd(to + row,
                        _mm512_add_pd(_mm512_load_pd(to + row), _mm512_permutex2var_pd(low, index, high)));
    }
#else
    for (u32 row = 0; row < lanes; ++row)
        to[row] += table[classes[row]];
#endif
}

void from_table(const u8* classes, const double* table, double* to) {
#if defined(__AVX512F__) && defined(__AVX512BW__)
    const __m512d low = _mm512_load_pd(table), high = _mm512_load_pd(table + 8);
    for (u32 row = 0; row < lanes; row += 8) {
        const __m512i index =
            _mm512_cvtepu8_epi64(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(classes + row)));
        _mm512_store_pd(to + row, _mm512_permutex2var_pd(low, index, high));
    }
#else
    for (u32 row = 0; row < lanes; ++row)
        to[row] = table[classes[row]];
#endif
}

/// to[row] = table[classes[row]], bytes.
void look_up_bytes(const u8* classes, const u8* table, u8* to) {
#if defined(__SSSE3__)
    const __m128i entries = _mm_load_si128(reinterpret_cast<const __m128i*>(table));
    for (u32 row = 0; row < lanes; row += 16) {
        const __m128i cells = _mm_loadu_si128(reinterpret_cast<const __m128i*>(classes + row));
        _mm_storeu_si128(reinterpret_cast<__m128i*>(to + row), _mm_shuffle_epi8(entries, cells));
    }
#else
    for (u32 row = 0; row < lanes; ++row)
        to[row] = table[classes[row]];
#endif
}

void add_looked_up_bytes(const u8* classes, const u8* table, u8* to) {
    alignas(64) u8 found[lanes];
    look_up_bytes(classes, table, found);
    for (u32 row = 0; row < lanes; ++row)
        to[row] = static_cast<u8>(to[row] + found[row]);
}

/// Bit per row: (byte & wanted) != 0.
u64 mask_of_bytes(const u8* bytes, u8 wanted) {
#if defined(__AVX512BW__)
    return _mm512_test_epi8_mask(_mm512_loadu_si512(bytes), _mm512_set1_epi8(static_cast<char>(wanted)));
#elif defined(__SSE2__)
    u64 mask = 0;
    const __m128i bit = _mm_set1_epi8(static_cast<char>(wanted));
    for (u32 row = 0; row < lanes; row += 16) {
        const __m128i loaded = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + row));
        const __m128i zero = _mm_cmpeq_epi8(_mm_and_si128(loaded, bit), _mm_setzero_si128());
        mask |= static_cast<u64>(static_cast<u32>(~_mm_movemask_epi8(zero)) & 0xffffu) << row;
    }
    return mask;
#else
    u64 mask = 0;
    for (u32 row = 0; row < lanes; ++row)
        mask |= static_cast<u64>((bytes[row] & wanted) != 0) << row;
    return mask;
#endif
}

u64 mask_equal(const u8* bytes, u8 wanted) {
    alignas(64) u8 equal[lanes];
    for (u32 row = 0; row < lanes; ++row)
        equal[row] = bytes[row] == wanted ? 1 : 0;
    return mask_of_bytes(equal, 1);
}

/// Bit per row: value >= threshold.
u64 mask_at_least(const double* values, double threshold) {
#if defined(__AVX512F__)
    u64 mask = 0;
    const __m512d limit = _mm512_set1_pd(threshold);
    for (u32 row = 0; row < lanes; row += 8)
        mask |= static_cast<u64>(_mm512_cmp_pd_mask(_mm512_load_pd(values + row), limit, _CMP_GE_OQ)) << row;
    return mask;
#elif defined(__SSE2__)
    u64 mask = 0;
    const __m128d limit = _mm_set1_pd(threshold);
    for (u32 row = 0; row < lanes; row += 2)
        mask |= static_cast<u64>(
                    static_cast<u32>(_mm_movemask_pd(_mm_cmpge_pd(_mm_load_pd(values + row), limit))))
                << row;
    return mask;
#else
    u64 mask = 0;
    for (u32 row = 0; row < lanes; ++row)
        mask |= static_cast<u64>(values[row] >= threshold) << row;
    return mask;
#endif
}

/// Three-valued comparison of the ranges [low, high] with a number, as score/selection.cpp compares.
FastMask compare(const double* low, const double* high, FastComparator comparator, double threshold) {
    const bool upwards = comparator == FastComparator::at_least || comparator == FastComparator::below;
    FastMask mask;
    if (upwards) {  // at_least: yes where even the low end reaches, no where the high end does not
        mask.yes = mask_at_least(low, threshold - slack);
        mask.no = low == high ? ~mask.yes : ~mask_at_least(high, threshold - slack);
    } else {  // at_most: x <= t is not (x > t), and x > t is x >= the next double above t
        const double above = std::nextafter(threshold + slack, HUGE_VAL);
        mask.no = mask_at_least(low, above);
        mask.yes = low == high ? ~mask.no : ~mask_at_least(high, above);
    }
    const bool opposite = comparator == FastComparator::below || comparator == FastComparator::above;
    return opposite ? FastMask{mask.no, mask.yes, 0} : mask;
}

// ---------------------------------------------------------------------------------------------- cells

struct Cursor {
    const FastTables& tables;
    const FastFields& fields;
    u32 first_field;
    u32 rows;

    u32 field_number(u32 row, u32 field) const { return first_field + row * tables.fields + field; }
    const char* begin(u32 number) const {
        return fields.text + (fields.ends[static_cast<std::ptrdiff_t>(number) - 1] + 1u);
    }
    u32 size(u32 number) const {
        return fields.ends[number] - fields.ends[static_cast<std::ptrdiff_t>(number) - 1] - 1u;
    }
};

u64 load_8(const char* text) {
    u64 word;
    std::memcpy(&word, text, sizeof word);
    return word;
}

/// The first `size` (1 to 8) bytes.
u64 key_of(const char* text, u32 size) {
    return load_8(text) & (~u64{0} >> (64 - 8 * size));
}

u8 class_of_word(const FastTables& tables, const FastClassColumn& column, const char* text, u32 size) {
    if (size == 0 || size > 8) return cell_bad;
    const u64 key = key_of(text, size);
    for (u32 word = 0; word < column.word_count; ++word)
        if (tables.words[column.first_word + word].key == key)
            return tables.words[column.first_word + word].cell;
    return cell_bad;
}

void read_class_column(const Cursor& cursor, u32 index, FastRows& out) {
    const FastClassColumn& column = cursor.tables.class_columns[index];
    u8* classes = out.classes[index];
    if (!column.present) {
        std::memset(classes, cell_empty, lanes);
        return;
    }
    const u8* cells = cursor.fields.classes + cursor.first_field + column.field;
    const std::size_t stride = cursor.tables.fields;
    if (cursor.rows == lanes) {
        for (u32 row = 0; row < lanes; ++row)
            classes[row] = cells[row * stride];
    } else {
        std::memset(classes, cell_empty, lanes);
        for (u32 row = 0; row < cursor.rows; ++row)
            classes[row] = cells[row * stride];
    }
    for (u64 others = mask_equal(classes, cell_other); others != 0; others &= others - 1) {
        const u32 row = static_cast<u32>(__builtin_ctzll(others));
        const u32 number = cursor.field_number(row, column.field);
        classes[row] = class_of_word(cursor.tables, column, cursor.begin(number), cursor.size(number));
    }
    alignas(64) u8 refused[lanes];
    look_up_bytes(classes, column.refused, refused);
    out.refused |= mask_of_bytes(refused, 1);
}

/// Eight rows as one value; the compiler splits it where the processor has shorter registers.
typedef double Eight __attribute__((vector_size(64)));
typedef u64 EightWords __attribute__((vector_size(64)));
typedef std::int64_t EightIntegers __attribute__((vector_size(64)));

/// Decimals of at most 8 bytes, digits with at most one point between digits; `words` holds the bytes, the
/// first one lowest, `sizes` is 1 to 8. Both parts of the division are exact doubles: the quotient is exactly
/// what a correct conversion gives. `wrong` is not 0 where the text is something else.
void parse_short_decimals(const u64* words, const u64* sizes, double* values, u64* wrong) {
    constexpr u64 ones = 0x0101010101010101u;
    constexpr u64 zeros = 0x3030303030303030u;
    constexpr u64 high_bits = 0x8080808080808080u;
    constexpr u64 high_halves = 0xf0f0f0f0f0f0f0f0u;
    constexpr u64 pairs = 0x000000ff000000ffu;
    constexpr double powers_of_ten[] = {1e6, 1e5, 1e4, 1e3, 1e2, 1e1};
    const EightWords one = EightWords{} + 1u;
    for (u32 row = 0; row < lanes; row += 8) {
        EightWords word, size;
        std::memcpy(&word, words + row, sizeof word);
        std::memcpy(&size, sizes + row, sizeof size);
        const EightWords unused = 64u - 8u * size;  // bits
        // Right-aligned: the last character in the highest byte, '0' below the first.
        word = (word << unused) | (zeros & ((one << unused) - 1u));
        const EightWords points = word ^ (0x2e * ones);
        const EightWords found = (points - ones) & ~points & high_bits;
        const EightWords point =
            (found & (0u - found)) >> 7;  // lowest bit of the byte of the first point; 0: none
        const EightWords before = word & (point - 1u);
        const EightWords behind = word & ~((point << 8) - 1u);
        word = point != 0u ? (behind | before << 8 | 0x30u) : word;
        const EightWords at_an_end = (point >> 56) | (point & (one << unused));
        const EightWords not_digits =
            ((word & high_halves) ^ zeros) | (((word + 6 * ones) & high_halves) ^ zeros);
        Eight divisor = Eight{} + 1.0;
        for (u32 byte = 1; byte <= 6; ++byte)
            divisor = point == (EightWords{} + (u64{1} << (8 * byte))) ? Eight{} + powers_of_ten[byte - 1]
                                                                       : divisor;
        word -= zeros;
        word = word * 10u + (word >> 8);
        word = ((word & pairs) * 0x000f424000000064u + ((word >> 16) & pairs) * 0x0000271000000001u) >> 32;
        const EightIntegers digits = reinterpret_cast<const EightIntegers&>(word);  // below 10^8
        const Eight value = __builtin_convertvector(digits, Eight) / divisor;
        const EightWords bad = at_an_end | not_digits;
        std::memcpy(values + row, &value, sizeof value);
        std::memcpy(wrong + row, &bad, sizeof bad);
    }
}

void read_number_column(const Cursor& cursor, u32 index, FastRows& out) {
    const FastNumberColumn& column = cursor.tables.number_columns[index];
    double* numbers = out.numbers[index];
    u8* classes = out.number_class[index];
    alignas(64) u64 words[lanes], sizes[lanes], misread[lanes];
    const u8* cells = cursor.fields.classes + cursor.first_field + column.field;
    const u32* ends = cursor.fields.ends + cursor.first_field + column.field;
    const std::ptrdiff_t stride = cursor.tables.fields;
    for (u32 row = 0; row < lanes; ++row) {
        if (row >= cursor.rows) {
            classes[row] = cell_empty;
            words[row] = sizes[row] = 1;
            continue;
        }
        const u32 begin = ends[row * stride - 1] + 1u;
        const u32 size = ends[row * stride] - begin;
        const u8 cell = cells[row * stride];
        classes[row] = cell == cell_empty || cell == cell_na ? cell : static_cast<u8>(cell_other);
        words[row] = load_8(cursor.fields.text + begin);
        sizes[row] = size - 1u < 8u ? size : 1u;
        if (size > 8) words[row] = 0;  // not a digit: refused
    }
    parse_short_decimals(words, sizes, numbers, misread);
    alignas(64) u8 wrong[lanes];
    for (u32 row = 0; row < lanes; ++row) {
        const bool understood =
            misread[row] == 0 && numbers[row] >= column.low && numbers[row] <= column.high;
        const bool refused_class = classes[row] == cell_na && column.na_refused != 0;
        wrong[row] = (classes[row] == cell_other && !understood) || refused_class ? 1 : 0;
    }
    out.refused |= mask_of_bytes(wrong, 1);
}

/// Option bits of `a|c|d`: letters with `|` or `;` between them, each once. false: something else.
bool parse_letters(const char* text, u32 size, const FastMultiColumn& column, u8& chosen) {
    if (size % 2 == 0 || size > 15) return false;
    u32 bits = 0;
#if defined(__SSSE3__)
    const __m128i place = _mm_setr_epi8(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    const __m128i inside = _mm_cmpgt_epi8(_mm_set1_epi8(static_cast<char>(size)), place);
    const __m128i even = _mm_set1_epi16(0x00ff);
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text));
    const __m128i option = _mm_sub_epi8(_mm_or_si128(bytes, _mm_set1_epi8(0x20)), _mm_set1_epi8('a'));
    const __m128i allowed = _mm_cmpeq_epi8(
        _mm_min_epu8(option, _mm_set1_epi8(static_cast<char>(column.option_count - 1))), option);
    const __m128i between =
        _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('|')), _mm_cmpeq_epi8(bytes, _mm_set1_epi8(';')));
    const __m128i good = _mm_or_si128(_mm_and_si128(even, allowed), _mm_andnot_si128(even, between));
    if (_mm_movemask_epi8(_mm_andnot_si128(good, inside)) != 0) return false;
    const __m128i powers =
        _mm_setr_epi8(1, 2, 4, 8, 16, 32, 64, static_cast<char>(128), 0, 0, 0, 0, 0, 0, 0, 0);
    const __m128i letters = _mm_and_si128(_mm_and_si128(inside, even), _mm_shuffle_epi8(powers, option));
    const __m128i sums = _mm_sad_epu8(letters, _mm_setzero_si128());
    bits = static_cast<u32>(_mm_cvtsi128_si32(sums) + _mm_extract_epi16(sums, 4));
    // A letter given twice carries into another bit, so that fewer bits are left than letters.
    if (bits > 255 || static_cast<u32>(__builtin_popcount(bits)) != (size + 1) / 2) return false;
#else
    for (u32 at = 0; at < size; at += 2) {
        const u32 option = static_cast<u32>((static_cast<unsigned char>(text[at]) | 0x20) - 'a');
        if (option >= column.option_count || (bits >> option & 1) != 0) return false;
        if (at != 0 && text[at - 1] != '|' && text[at - 1] != ';') return false;
        bits |= 1u << option;
    }
#endif
    chosen = static_cast<u8>(bits);
    return (bits & column.exclusive) == 0 || (bits & (bits - 1)) == 0;
}

void read_multi_column(const Cursor& cursor, u32 index, FastRows& out) {
    const FastMultiColumn& column = cursor.tables.multi_columns[index];
    u8* chosen = out.chosen[index];
    u8* classes = out.multi_class[index];
    u64 refused = 0;
    for (u32 row = 0; row < lanes; ++row) {
        chosen[row] = 0;
        classes[row] = cell_empty;
        if (row >= cursor.rows) continue;
        const u32 number = cursor.field_number(row, column.field);
        const u8 cell = cursor.fields.classes[number];
        classes[row] = cell == cell_empty || cell == cell_na ? cell : static_cast<u8>(cell_other);
        if (cell == cell_na) refused |= static_cast<u64>(column.na_refused) << row;
        if (classes[row] != cell_other) continue;
        const bool read = parse_letters(cursor.begin(number), cursor.size(number), column, chosen[row]);
        refused |= static_cast<u64>(!read) << row;
    }
    out.refused |= refused;
}

// ---------------------------------------------------------------------------------------------- scores

/// Linear between points, flat outside. One division whatever the number of segments: the segment is selected
/// first.
void score_on_points(const double* x, const double* points, u32 last, const double* numbers, double* scores) {
    for (u32 row = 0; row < lanes; row += 8) {
        Eight number;
        std::memcpy(&number, numbers + row, sizeof number);
        Eight left_x = Eight{} + x[0], left = Eight{} + points[0], width = Eight{} + 1.0, rise = Eight{};
        for (u32 point = 0; point < last; ++point) {
            const auto beyond = number >= x[point];
            left_x = beyond ? Eight{} + x[point] : left_x;
            left = beyond ? Eight{} + points[point] : left;
            width = beyond ? Eight{} + (x[point + 1] - x[point]) : width;
            rise = beyond ? Eight{} + (points[point + 1] - points[point]) : rise;
        }
        Eight score = left + (number - left_x) / width * rise;
        score = number <= x[0] ? Eight{} + points[0] : score;
        score = number >= x[last] ? Eight{} + points[last] : score;
        std::memcpy(scores + row, &score, sizeof score);
    }
}

/// Scores of known numbers.
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
                score = numbers[row] >= x[point] ? points[point] : score;
            scores[row] = score;
        }
    } else {
        for (u32 row = 0; row < lanes; ++row) {
            double score = points[last];
            for (u32 point = last; point-- > 0;)
                score = numbers[row] <= x[point] ? points[point] : score;
            scores[row] = score;
        }
    }
}

/// Adds a leaf whose scores are computed row by row.
void add_scored_leaf(const FastTables& tables, const FastLeaf& leaf, FastRows& out, double* sum,
                     double* weights, double* high, double* low, double* gap) {
    alignas(64) double scores[lanes];
    const u8* classes;
    if (leaf.source == FastSource::number) {
        classes = out.number_class[leaf.column];
        score_numbers(leaf, out.numbers[leaf.column], scores);
    } else {
        classes = out.multi_class[leaf.column];
        const u8* chosen = out.chosen[leaf.column];
        for (u32 row = 0; row < lanes; ++row)
            scores[row] = leaf.score_of_choice[chosen[row]];
    }
    alignas(64) double weighted[lanes], weighted_high[lanes], weighted_gap[lanes], own_weight[lanes];
    from_table(classes, leaf.weighted, weighted);
    from_table(classes, leaf.weighted_high, weighted_high);
    from_table(classes, leaf.weighted_gap, weighted_gap);
    from_table(classes, leaf.weights, own_weight);
    for (u32 row = 0; row < lanes; ++row) {
        const bool known = classes[row] == cell_other;
        const double own = leaf.weight * scores[row];
        sum[row] += known ? own : weighted[row];
        high[row] += known ? own : weighted_high[row];
        weights[row] += own_weight[row];
        gap[row] = known ? (leaf.best - scores[row]) * leaf.weight : weighted_gap[row];
    }
    if (!tables.low_is_score) {
        from_table(classes, leaf.weighted_low, weighted);
        for (u32 row = 0; row < lanes; ++row)
            low[row] += classes[row] == cell_other ? leaf.weight * scores[row] : weighted[row];
    }
    if (leaf.kept_score >= 0) {
        double* kept = out.kept[leaf.kept_score];
        double* kept_high = out.kept_high[leaf.kept_score];
        for (u32 row = 0; row < lanes; ++row) {
            // Conditions see an open leaf between its worst and its best; entry cell_bad holds the worst.
            kept[row] = classes[row] == cell_other ? scores[row] : leaf.weighted_low[cell_bad];
            kept_high[row] = classes[row] == cell_other ? scores[row] : leaf.best;
        }
    }
}

void add_leaf(const FastTables& tables, u32 index, FastRows& out, double* sum, double* weights, double* high,
              double* low) {
    const FastLeaf& leaf = tables.leaves[index];
    const u8* classes = leaf.source == FastSource::classes  ? out.classes[leaf.column]
                        : leaf.source == FastSource::number ? out.number_class[leaf.column]
                                                            : out.multi_class[leaf.column];
    if (leaf.source != FastSource::classes) {
        add_scored_leaf(tables, leaf, out, sum, weights, high, low, out.gap[index]);
    } else {
        add_from_tables(classes, leaf.weighted, leaf.weights, leaf.weighted_high, sum, weights, high);
        if (!tables.low_is_score) add_from_table(classes, leaf.weighted_low, low);
        from_table(classes, leaf.weighted_gap, out.gap[index]);
    }
    add_looked_up_bytes(classes, leaf.known, out.known);
    add_looked_up_bytes(classes, leaf.applicable, out.applicable);
}

void score_group(const FastTables& tables, u32 index, FastRows& out) {
    const FastGroup& group = tables.groups[index];
    alignas(64) double sum[lanes], weights[lanes], high[lanes], low[lanes];
    for (u32 row = 0; row < lanes; ++row) {
        sum[row] = high[row] = low[row] = group.base;
        weights[row] = 0;
    }
    for (u32 position = 0; position < group.child_count; ++position) {
        const FastChild& child = tables.children[group.first_child + position];
        if (child.is_leaf) {
            add_leaf(tables, child.index, out, sum, weights, high, low);
            continue;
        }
        const double* __restrict value = out.value[child.index];
        const double* __restrict value_high = out.high[child.index];
        const double* __restrict value_low = out.low[child.index];
        const double* __restrict child_weights = out.weights[child.index];
        for (u32 row = 0; row < lanes; ++row) {
            const double weight = child_weights[row] > 0 ? child.weight : 0;
            sum[row] += weight * value[row];
            high[row] += weight * value_high[row];
            low[row] += weight * value_low[row];
            weights[row] += weight;
        }
    }
    double* __restrict value = out.value[index];
    double* __restrict value_high = out.high[index];
    double* __restrict value_low = out.low[index];
    double* __restrict group_weights = out.weights[index];
    const double* lower = tables.low_is_score ? sum : low;
    const bool is_sum = group.is_sum != 0;
    for (u32 row = 0; row < lanes; ++row) {
        double divisor = weights[row] == 0 ? 1 : weights[row];
        divisor = is_sum ? 1 : divisor;
        value[row] = sum[row] / divisor;
        value_high[row] = high[row] / divisor;
        value_low[row] = lower[row] / divisor;
        group_weights[row] = weights[row];
    }
}

/// What a weighted point is worth in the total, and from it the gap of every leaf.
void find_gaps(const FastTables& tables, FastRows& out) {
    for (u32 row = 0; row < lanes; ++row)
        out.unit[0][row] = 1;  // first the factor of the group, then its unit
    for (u32 rank = 0; rank < tables.gap_count; ++rank)
        for (u32 row = 0; row < lanes; ++row)
            out.gap_key[rank][row] = 0;
    // Groups stand in preorder, so that a parent's unit is known; leaves may come in any order within their
    // parents.
    for (u32 index = 0; index < tables.group_count; ++index) {
        const FastGroup& group = tables.groups[index];
        double* unit = out.unit[index];
        const double* weights = out.weights[index];
        if (!group.is_sum)
            for (u32 row = 0; row < lanes; ++row)
                unit[row] = weights[row] > 0 ? unit[row] / weights[row] : 0;
        for (u32 position = 0; position < group.child_count; ++position) {
            const FastChild& child = tables.children[group.first_child + position];
            if (child.is_leaf) {
                double* gap = out.gap[child.index];
                for (u32 row = 0; row < lanes; ++row)
                    gap[row] *= unit[row];
            } else {
                double* below = out.unit[child.index];
                for (u32 row = 0; row < lanes; ++row)
                    below[row] = unit[row] * child.weight;
            }
        }
    }
}

/// The three largest gaps of each row. A key is the gap in billionths, then the leaf, so that one comparison
/// of doubles keeps equal gaps in file order; all keys are whole numbers below 2^53.
void rank_gaps(const FastTables& tables, FastRows& out) {
    constexpr double to_whole = 0x1p52;
    double* first = out.gap_key[0];
    double* second = out.gap_key[1];
    double* third = out.gap_key[2];
    for (u32 leaf = 0; leaf < tables.leaf_count; ++leaf) {
        const double* gap = out.gap[leaf];
        const double order = static_cast<double>(1023 - leaf);
        for (u32 row = 0; row < lanes; ++row) {
            const double billionths = (gap[row] * 1e9 + to_whole) - to_whole;
            double key = gap[row] > slack ? billionths * 1024 + order : 0;
            const double top = first[row] > key ? first[row] : key;
            key = first[row] > key ? key : first[row];
            const double middle = second[row] > key ? second[row] : key;
            key = second[row] > key ? key : second[row];
            first[row] = top;
            second[row] = middle;
            third[row] = third[row] > key ? third[row] : key;
        }
    }
}

// ---------------------------------------------------------------------------------------------- conditions

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

FastMask judge_kept(const FastTables& tables, const FastOp& op, const FastRows& out) {
    const FastLeaf& leaf = tables.leaves[op.subject];
    const u8* classes =
        leaf.source == FastSource::number ? out.number_class[leaf.column] : out.multi_class[leaf.column];
    const u64 not_applicable = mask_equal(classes, cell_na);
    const FastMask mask =
        compare(out.kept[leaf.kept_score], out.kept_high[leaf.kept_score], op.comparator, op.threshold);
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
            const FastLeaf& leaf = tables.leaves[term.column];
            const u8* classes = leaf.source == FastSource::number ? out.number_class[leaf.column]
                                                                  : out.multi_class[leaf.column];
            const u64 applies = ~mask_equal(classes, cell_na);
            add_mask(applies & mask_at_least(out.kept[leaf.kept_score], term.threshold - slack), low);
            add_mask(applies & mask_at_least(out.kept_high[leaf.kept_score], term.threshold - slack), high);
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
        case FastOpKind::kept_compare:
            mask = judge_kept(tables, op, out);
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

// ---------------------------------------------------------------------------------------------- the whole

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
    std::memset(out.known, 0, lanes);
    std::memset(out.applicable, 0, lanes);
    for (u32 group = tables.group_count; group-- > 0;)
        score_group(tables, group, out);
    out.refused |= ~mask_at_least(out.weights[0], 5e-324);  // no total: the plain path says why
    for (u32 op = 0; op < tables.op_count; ++op)
        judge(tables, tables.ops[op], out);
    for (u32 constraint = 0; constraint < tables.constraint_count; ++constraint)
        out.refused |= out.masks[tables.constraints[constraint]].yes;
    find_gaps(tables, out);
    rank_gaps(tables, out);
    const u64 inside = rows == lanes ? ~u64{0} : (u64{1} << rows) - 1;
    out.refused &= inside;
    count_bare_not_applicable(tables, inside & ~out.refused, out);
}

}  // namespace

extern const FastKernel TIDU_JOIN(fast_kernel_, TIDU_KERNEL);
const FastKernel TIDU_JOIN(fast_kernel_, TIDU_KERNEL) = {TIDU_STRING(TIDU_KERNEL), scan, score};

}  // namespace tidu
