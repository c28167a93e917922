// SPDX-License-Identifier: Apache-2.0
// The numbers that `select_units` orders by, and where a year starts on their circle.
#include "tidu/survey/permanent_number.h"

#include "keyed_hash.h"
#include "wide.h"

namespace tidu::survey {

PermanentNumbers::PermanentNumbers(std::string_view seed) : hash_(std::make_unique<KeyedHash>(seed)) {}
PermanentNumbers::~PermanentNumbers() = default;
PermanentNumbers::PermanentNumbers(PermanentNumbers&&) noexcept = default;
PermanentNumbers& PermanentNumbers::operator=(PermanentNumbers&&) noexcept = default;

PermanentNumber PermanentNumbers::of(std::string_view unit_id) {
    PermanentNumber number;
    number.digest = hash_->of({"prn1\x1F", unit_id});
    number.leading = word_of(number.digest, 0);
    return number;
}

double shown_number(std::uint64_t leading) {
    return static_cast<double>(leading >> 11) * 0x1p-53;
}

std::uint64_t start_point(std::uint64_t first_start, Rate step, std::uint64_t year) {
    const Unsigned128 turns = Unsigned128{year} * step.numerator % step.denominator;
    return first_start + static_cast<std::uint64_t>((turns << 64) / step.denominator);
}

}  // namespace tidu::survey
