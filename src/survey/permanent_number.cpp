// SPDX-License-Identifier: Apache-2.0
// HMAC-SHA-256 (RFC 2104) with a key prepared once, by nettle. Defines the numbers that `select` orders by.
#include "tidu/survey/permanent_number.h"

#include <nettle/hmac.h>

#include "wide.h"

namespace tidu::survey {
namespace {

const std::uint8_t* bytes_of(std::string_view text) {
    return reinterpret_cast<const std::uint8_t*>(text.data());
}

constexpr std::string_view message_prefix = "prn1\x1F";

}  // namespace

struct PermanentNumbers::Keyed {
    hmac_sha256_ctx context;
};

PermanentNumbers::PermanentNumbers(std::string_view seed) : keyed_(std::make_unique<Keyed>()) {
    hmac_sha256_set_key(&keyed_->context, seed.size(), bytes_of(seed));
}
PermanentNumbers::~PermanentNumbers() = default;
PermanentNumbers::PermanentNumbers(PermanentNumbers&&) noexcept = default;
PermanentNumbers& PermanentNumbers::operator=(PermanentNumbers&&) noexcept = default;

PermanentNumber PermanentNumbers::of(std::string_view unit_id) {
    hmac_sha256_update(&keyed_->context, message_prefix.size(), bytes_of(message_prefix));
    hmac_sha256_update(&keyed_->context, unit_id.size(), bytes_of(unit_id));
    PermanentNumber number;
    // Digesting also resets the context to the keyed state.
    hmac_sha256_digest(&keyed_->context, number.digest.size(), number.digest.data());
    for (std::size_t byte = 0; byte < 8; ++byte)
        number.leading = number.leading << 8 | number.digest[byte];
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
