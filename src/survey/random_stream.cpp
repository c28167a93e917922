// SPDX-License-Identifier: Apache-2.0
// Counter-based seeding by HMAC-SHA-256, xoshiro256** in between, normal numbers by inversion: no std::
// distribution, whose results differ between libraries.
#include "tidu/survey/random_stream.h"

#include <bit>
#include <cmath>
#include <string>

#include "keyed_hash.h"

namespace tidu::survey {
namespace {

/// Horner's rule, highest coefficient first.
template <std::size_t count>
double polynomial(const std::array<double, count>& coefficients, double x) {
    double value = coefficients[0];
    for (std::size_t term = 1; term < count; ++term)
        value = value * x + coefficients[term];
    return value;
}

// Coefficients of AS 241, PPND16.
constexpr std::array<double, 8> centre_above = {
    2.5090809287301226727e+3, 3.3430575583588128105e+4, 6.7265770927008700853e+4, 4.5921953931549871457e+4,
    1.3731693765509461125e+4, 1.9715909503065514427e+3, 1.3314166789178437745e+2, 3.3871328727963666080e+0};
constexpr std::array<double, 8> centre_below = {
    5.2264952788528545610e+3, 2.8729085735721942674e+4, 3.9307895800092710610e+4, 2.1213794301586595867e+4,
    5.3941960214247511077e+3, 6.8718700749205790830e+2, 4.2313330701600911252e+1, 1.0};
constexpr std::array<double, 8> middle_above = {7.74545014278341407640e-4, 2.27238449892691845833e-2,
                                                2.41780725177450611770e-1, 1.27045825245236838258e+0,
                                                3.64784832476320460504e+0, 5.76949722146069140550e+0,
                                                4.63033784615654529590e+0, 1.42343711074968357734e+0};
constexpr std::array<double, 8> middle_below = {1.05075007164441684324e-9, 5.47593808499534494600e-4,
                                                1.51986665636164571966e-2, 1.48103976427480074590e-1,
                                                6.89767334985100004550e-1, 1.67638483018380384940e+0,
                                                2.05319162663775882187e+0, 1.0};
constexpr std::array<double, 8> tail_above = {2.01033439929228813265e-7, 2.71155556874348757815e-5,
                                              1.24266094738807843860e-3, 2.65321895265761230930e-2,
                                              2.96560571828504891230e-1, 1.78482653991729133580e+0,
                                              5.46378491116411436990e+0, 6.65790464350110377720e+0};
constexpr std::array<double, 8> tail_below = {2.04426310338993978564e-15, 1.42151175831644588870e-7,
                                              1.84631831751005468180e-5,  7.86869131145613259100e-4,
                                              1.48753612908506148525e-2,  1.36929880922735805310e-1,
                                              5.99832206555887937690e-1,  1.0};

}  // namespace

double normal_quantile(double p) {
    const double q = p - 0.5;
    if (std::abs(q) <= 0.425) {
        const double r = 0.180625 - q * q;
        return q * polynomial(centre_above, r) / polynomial(centre_below, r);
    }
    double r = std::sqrt(-std::log(q < 0 ? p : 1 - p));
    double value = 0;
    if (r <= 5) {
        r -= 1.6;
        value = polynomial(middle_above, r) / polynomial(middle_below, r);
    } else {
        r -= 5;
        value = polynomial(tail_above, r) / polynomial(tail_below, r);
    }
    return q < 0 ? -value : value;
}

std::uint64_t RandomStream::next() {
    const std::uint64_t result = std::rotl(state_[1] * 5, 7) * 9;
    const std::uint64_t shifted = state_[1] << 17;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= shifted;
    state_[3] = std::rotl(state_[3], 45);
    return result;
}

double RandomStream::uniform() {
    return (static_cast<double>(next() >> 11) + 0.5) * 0x1p-53;
}

double RandomStream::normal() {
    return normal_quantile(uniform());
}

RandomStreams::RandomStreams(std::string_view seed) : hash_(std::make_unique<KeyedHash>(seed)) {}
RandomStreams::~RandomStreams() = default;
RandomStreams::RandomStreams(RandomStreams&&) noexcept = default;

RandomStream RandomStreams::open(std::uint64_t run, std::string_view name) {
    const Sha256 digest = hash_->of({"mc1\x1F", std::to_string(run), "\x1F", name});
    return RandomStream({word_of(digest, 0), word_of(digest, 1), word_of(digest, 2), word_of(digest, 3)});
}

}  // namespace tidu::survey
