// SPDX-License-Identifier: Apache-2.0
// Random numbers for Monte Carlo runs: named streams under one recorded seed, the same on every machine and
// with any number of threads.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string_view>

namespace tidu::survey {

class KeyedHash;

/// xoshiro256** 1.0 (Blackman and Vigna 2018).
class RandomStream {
  public:
    explicit RandomStream(std::array<std::uint64_t, 4> state) : state_(state) {}

    std::uint64_t next();
    /// In (0, 1): the upper 53 bits plus one half, times 2^-53. Never 0 or 1.
    double uniform();
    /// Standard normal by inversion (Wichura 1988, algorithm AS 241).
    double normal();

  private:
    std::array<std::uint64_t, 4> state_;
};

/// Opens streams: the state is HMAC-SHA-256(seed, "mc1" 0x1F run 0x1F name), eight bytes a word, big-endian.
/// Holds a keyed hash state; not for use by two threads.
class RandomStreams {
  public:
    explicit RandomStreams(std::string_view seed);
    ~RandomStreams();
    RandomStreams(RandomStreams&&) noexcept;

    RandomStream open(std::uint64_t run, std::string_view name);

  private:
    std::unique_ptr<KeyedHash> hash_;
};

/// Quantile of the standard normal distribution, relative error about 1e-16 (AS 241, PPND16). 0 < p < 1.
double normal_quantile(double p);

}  // namespace tidu::survey
