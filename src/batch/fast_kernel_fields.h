// SPDX-License-Identifier: Apache-2.0
// Fields of a block: where each ends, and the class of what stands in it.
// Part of fast_kernel.cpp, compiled with it once for every instruction set. All of it is in an unnamed
// namespace, so that no code built for a newer processor is shared with the rest of the program.
#pragma once

#include "fast_kernel_lanes.h"

namespace tidu {
namespace {

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

}  // namespace
}  // namespace tidu
