// SPDX-License-Identifier: Apache-2.0
// Which keys (id and period) a run has seen, and where first, in bounded memory: the newest keys in a table,
// older ones in sorted files with a filter in front. Keys are 64-bit hashes; two different enterprises share
// one with a chance of one in 10^7 over a million rows.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace tidu {

/// Twelve bytes, so that a million fit beside everything else.
struct KeyEntry {
    std::uint32_t low = 0, high = 0;
    std::uint32_t row = 0;  ///< 0: a free slot

    std::uint64_t key() const { return std::uint64_t{high} << 32 | low; }
};

/// A hash table whose entries stand in the order of their keys, each at or behind the slot that its key
/// points to. So it grows, and is written to a file, by going through it once.
class KeyTable {
  public:
    explicit KeyTable(std::size_t most_keys);

    bool is_full() const { return used_ == most_keys_; }
    /// The row of a key that is there already; otherwise adds it. Not for a full table.
    std::optional<std::uint32_t> add(std::uint64_t key, std::uint32_t row);
    /// Takes all keys out and keeps the memory.
    void clear();
    /// Has the memory ready in which `key` belongs.
    void expect(std::uint64_t key) const;
    const std::vector<KeyEntry>& entries() const { return entries_; }
    std::size_t used() const { return used_; }

  private:
    void grow();
    bool spread();

    std::size_t most_keys_;
    std::size_t used_ = 0;
    std::size_t slots_ = 0;          ///< what keys point to; a few more follow in `entries_`
    std::vector<KeyEntry> entries_;  ///< its memory is reserved at once and touched as it fills
};

class KeyFile;
class KeyFilter;

class KeySet {
  public:
    static constexpr std::size_t usual_first = 1'050'000;  // 14 MB: a million rows do without files
    static constexpr std::size_t usual_later = 400'000;    // 5 MB, and 8 MB of filter

    /// `first`: keys that are held before any goes to a file; `later`: afterwards.
    explicit KeySet(std::size_t first = usual_first, std::size_t later = usual_later);
    ~KeySet();

    /// Adds a key seen in row number `row` of the run (from 1); if it was there already, the row it was seen
    /// in first. Throws IoError where no file can be written.
    std::optional<std::uint32_t> add(std::uint64_t key, std::uint32_t row);
    /// Has the memory ready that `add` of this key will need.
    void expect(std::uint64_t key) const;

  private:
    void write_to_file();
    std::optional<std::uint32_t> find_in_files(std::uint64_t key) const;

    std::size_t later_;
    KeyTable table_;
    std::unique_ptr<KeyFilter> filter_;
    std::vector<std::unique_ptr<KeyFile>> files_;  ///< each larger than the next
};

}  // namespace tidu
