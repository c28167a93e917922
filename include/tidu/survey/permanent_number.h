// SPDX-License-Identifier: Apache-2.0
// Permanent random numbers: every enterprise keeps one number for as long as the programme keeps its seed, so
// that samples of different years can be held together or moved apart, and anyone can check a draw.
// Literature: Brewer, Early, Joyce 1972; Ohlsson 1995; Lindblom and Teterukovsky 2007 (Sweden's SAMU).
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "tidu/survey/rate.h"
#include "tidu/text/digest.h"

namespace tidu::survey {

class KeyedHash;

/// D_i = HMAC-SHA-256(key = seed, message = "prn1" 0x1F unit-id) and its first 8 bytes, big-endian.
struct PermanentNumber {
    std::uint64_t leading = 0;
    Sha256 digest{};
};

/// Gives enterprises their numbers. Holds the keyed hash state: two compressions a number. Not for use by two
/// threads.
class PermanentNumbers {
  public:
    explicit PermanentNumbers(std::string_view seed);
    ~PermanentNumbers();
    PermanentNumbers(PermanentNumbers&&) noexcept;
    PermanentNumbers& operator=(PermanentNumbers&&) noexcept;

    /// `unit_id`: upper-case credit code, else trimmed NFC UTF-8.
    PermanentNumber of(std::string_view unit_id);

  private:
    std::unique_ptr<KeyedHash> hash_;
};

/// As shown to people: u in [0, 1), the upper 53 bits. Ordering never uses it.
double shown_number(std::uint64_t leading);

/// Start point of a year: s_0 + t c 2^64 (mod 2^64), cut. `step` is c, the share of the number line that the
/// window moves a year; `year` is t, counted from the programme's first.
std::uint64_t start_point(std::uint64_t first_start, Rate step, std::uint64_t year);

}  // namespace tidu::survey
