// SPDX-License-Identifier: Apache-2.0
// Which keys (id and period) a run has seen, and where first: 14 to 16 bytes a row. Parts are kept seven eighths full and
// grow by an eighth, one at a time: they are small enough for the cache, so that moving them costs less than the memory.
// Keys are 64-bit hashes; two different enterprises share one with a chance of one in 10^7 over a million rows.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace tidu {

class KeySet {
  public:
    /// Adds a key seen in row number `row` of the run (from 1); if it was there already, the row it was seen
    /// in first.
    std::optional<std::uint32_t> add(std::uint64_t key, std::uint32_t row) {
        Part& part = parts_[key >> 56];
        if ((part.used + 1) * 8 > part.rows.size() * 7) grow(part);
        const std::size_t slot = find(part, key);
        if (part.rows[slot] != 0) return part.rows[slot];
        part.keys[slot] = key;
        part.rows[slot] = row;
        ++part.used;
        return std::nullopt;
    }

  private:
    struct Part {
        std::vector<std::uint64_t> keys;
        std::vector<std::uint32_t> rows;  ///< 0: a free slot
        std::size_t used = 0;
    };

    static std::size_t find(const Part& part, std::uint64_t key) {
        std::size_t slot = static_cast<std::size_t>((key << 8 >> 32) * part.rows.size() >> 32);
        while (part.rows[slot] != 0 && part.keys[slot] != key)
            slot = slot + 1 == part.rows.size() ? 0 : slot + 1;
        return slot;
    }

    static void grow(Part& part) {
        Part larger;
        const std::size_t size = part.rows.size() * 9 / 8 + 16;
        larger.keys.resize(size);
        larger.rows.resize(size);
        larger.used = part.used;
        for (std::size_t old = 0; old < part.rows.size(); ++old) {
            if (part.rows[old] == 0) continue;
            const std::size_t slot = find(larger, part.keys[old]);
            larger.keys[slot] = part.keys[old];
            larger.rows[slot] = part.rows[old];
        }
        part = std::move(larger);
    }

    std::array<Part, 256> parts_;
};

}  // namespace tidu
