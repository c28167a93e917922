// SPDX-License-Identifier: Apache-2.0
// The end of a text that grows by many small pieces: room is made once for a whole row, not asked for at
// every piece.
#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "tidu/text/number.h"

namespace tidu {

/// Appends to `out`, which has its new size once this is gone.
class RowText {
  public:
    /// `usual`: bytes that are likely to come; more are possible.
    RowText(std::string& out, std::size_t usual) : out_(out), used_(out.size()) {
        out_.resize(used_ + usual);
    }
    ~RowText() { out_.resize(used_); }
    RowText(const RowText&) = delete;
    RowText& operator=(const RowText&) = delete;

    void put(char byte) {
        make_room(1);
        out_[used_++] = byte;
    }

    void put(std::string_view text) {
        make_room(text.size());
        std::memcpy(out_.data() + used_, text.data(), text.size());
        used_ += text.size();
    }

    /// The text of format_cut.
    void put_cut(double value, int digits) {
        const double scaled = (value + tolerance) * power_of_ten(digits);
        if (!(scaled >= 0 && scaled < most_units)) {
            put(format_cut(value, digits));
            return;
        }
        make_room(2 + 2 * most_digits);
        const auto units = static_cast<std::uint32_t>(scaled);  // towards zero, which is down
        const auto unit = static_cast<std::uint32_t>(power_of_ten(digits));
        put_whole(units / unit);
        if (digits == 0) return;
        out_[used_++] = '.';
        put_digits(units % unit, static_cast<std::size_t>(digits));
    }

  private:
    static constexpr double most_units =
        4294967296.0;  // what 32 bits hold: their divisions are the fast ones
    static constexpr std::size_t most_digits = 10;

    static double power_of_ten(int digits) {
        static constexpr double powers[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
        return digits >= 0 && digits <= 9 ? powers[digits] : HUGE_VAL;
    }

    void make_room(std::size_t bytes) {
        if (out_.size() - used_ < bytes) out_.resize(2 * out_.size() + bytes);
    }

    void put_whole(std::uint32_t number) {
        std::size_t digits = 1;
        for (std::uint32_t rest = number; rest >= 10; rest /= 10)
            ++digits;
        put_digits(number, digits);
    }

    /// The last `digits` digits, zeros in front.
    void put_digits(std::uint32_t number, std::size_t digits) {
        static constexpr auto pairs = [] {
            std::array<char, 200> text{};
            for (std::size_t pair = 0; pair < 100; ++pair) {
                text[2 * pair] = static_cast<char>('0' + pair / 10);
                text[2 * pair + 1] = static_cast<char>('0' + pair % 10);
            }
            return text;
        }();
        char* const begin = out_.data() + used_;
        used_ += digits;
        for (; digits >= 2; digits -= 2, number /= 100)
            std::memcpy(begin + digits - 2, &pairs[2 * (number % 100)], 2);
        if (digits == 1) *begin = static_cast<char>('0' + number % 10);
    }

    std::string& out_;
    std::size_t used_;
};

}  // namespace tidu
