// SPDX-License-Identifier: Apache-2.0
#include "key_set.h"

#include <algorithm>
#include <cstring>
#include <span>
#include <string_view>
#include <utility>

#include "tidu/codec/file.h"

namespace tidu {
namespace {

static_assert(sizeof(KeyEntry) == 12);

/// The slot a key points to: a larger key never to an earlier one.
std::size_t slot_of(std::uint64_t key, std::size_t slots) {
    // The high half of the product of 64 bits with at most 32.
    const std::uint64_t low = (key & 0xffffffffu) * slots >> 32;
    return static_cast<std::size_t>(((key >> 32) * slots + low) >> 32);
}

KeyEntry entry_of(std::uint64_t key, std::uint32_t row) {
    return {static_cast<std::uint32_t>(key), static_cast<std::uint32_t>(key >> 32), row};
}

void prefetch([[maybe_unused]] const void* place) {
#if defined(__GNUC__)
    __builtin_prefetch(place);
#endif
}

}  // namespace

// ---------------------------------------------------------------------------------------------- in memory

KeyTable::KeyTable(std::size_t most_keys) : most_keys_(most_keys) {
    if (most_keys > 0) entries_.reserve(most_keys_ + most_keys_ / 4 + 1024);
}

std::optional<std::uint32_t> KeyTable::add(std::uint64_t key, std::uint32_t row) {
    if ((used_ + 1) * 8 > slots_ * 7) grow();
    std::size_t at = slot_of(key, slots_);
    while (at < entries_.size() && entries_[at].row != 0 && entries_[at].key() < key)
        ++at;
    if (at < entries_.size() && entries_[at].row != 0 && entries_[at].key() == key) return entries_[at].row;
    std::size_t free = at;
    while (free < entries_.size() && entries_[free].row != 0)
        ++free;
    if (free == entries_.size()) entries_.emplace_back();
    std::copy_backward(entries_.begin() + static_cast<std::ptrdiff_t>(at),
                       entries_.begin() + static_cast<std::ptrdiff_t>(free),
                       entries_.begin() + static_cast<std::ptrdiff_t>(free) + 1);
    entries_[at] = entry_of(key, row);
    ++used_;
    return std::nullopt;
}

void KeyTable::expect(std::uint64_t key) const {
    if (slots_ > 0) prefetch(&entries_[slot_of(key, slots_)]);
}

void KeyTable::clear() {
    used_ = slots_ = 0;
    entries_.clear();
}

/// Makes an eighth more slots and puts every entry where it now belongs.
void KeyTable::grow() {
    slots_ += slots_ / 8 + 64;
    entries_.resize(std::max(entries_.size(), slots_ + slots_ / 64 + 64));
    while (!spread())
        entries_.resize(entries_.size() + entries_.size() / 8);
}

/// In place: first all entries to the end, then each forward to its slot or the first free one behind it,
/// which is never behind the place it is read from as long as there is room for the rest. False where there
/// is not.
bool KeyTable::spread() {
    std::size_t read = entries_.size();
    for (std::size_t old = entries_.size(); old-- > 0;)
        if (entries_[old].row != 0) std::swap(entries_[--read], entries_[old]);
    std::size_t next = 0;
    for (; read < entries_.size(); ++read) {
        next = std::max(next, slot_of(entries_[read].key(), slots_));
        if (next > read) return false;
        std::swap(entries_[next++], entries_[read]);
    }
    return true;
}

// ---------------------------------------------------------------------------------------------- in files

namespace {

constexpr std::size_t entries_a_piece = 4096;

std::span<char> bytes_of(std::span<KeyEntry> entries) {
    return {reinterpret_cast<char*>(entries.data()), entries.size_bytes()};
}

/// Goes through the entries of a file.
class KeyFileReader {
  public:
    explicit KeyFileReader(const InputFile& file) : file_(file) { advance(); }
    /// Null at the end.
    const KeyEntry* entry() const { return at_ < count_ ? &piece_[at_] : nullptr; }
    void advance() {
        do {
            if (++at_ < count_) continue;
            piece_.resize(entries_a_piece);
            count_ = file_.read_at(offset_, bytes_of(piece_)) / sizeof(KeyEntry);
            offset_ += count_ * sizeof(KeyEntry);
            at_ = 0;
        } while (at_ < count_ && piece_[at_].row == 0);
    }

  private:
    const InputFile& file_;
    std::vector<KeyEntry> piece_;
    std::uint64_t offset_ = 0;
    std::size_t count_ = 0, at_ = 0;
};

}  // namespace

/// The layout of a KeyTable in a temporary file. Takes entries in the order of their keys, then finds them.
class KeyFile {
  public:
    explicit KeyFile(std::size_t keys)
        : keys_(keys), slots_(keys + keys / 4 + 1), writer_(std::make_unique<OutputFile>(file_.path())) {}

    void write(const KeyEntry& entry) {
        for (const std::size_t slot = slot_of(entry.key(), slots_); written_ < slot;)
            put({});
        put(entry);
    }
    void finish() {
        flush();
        writer_->commit(Durability::soon);
        writer_.reset();
        reader_ = std::make_unique<InputFile>(file_.path());
    }

    std::size_t keys() const { return keys_; }
    KeyFileReader entries() const { return KeyFileReader(*reader_); }

    std::optional<std::uint32_t> find(std::uint64_t key) const {
        KeyEntry near[32];
        for (std::uint64_t slot = slot_of(key, slots_);; slot += std::size(near)) {
            const std::size_t count =
                reader_->read_at(slot * sizeof(KeyEntry), bytes_of(near)) / sizeof(KeyEntry);
            for (const KeyEntry& entry : std::span(near).first(count)) {
                if (entry.row == 0 || entry.key() > key) return std::nullopt;
                if (entry.key() == key) return entry.row;
            }
            if (count < std::size(near)) return std::nullopt;
        }
    }

  private:
    void put(const KeyEntry& entry) {
        piece_.push_back(entry);
        ++written_;
        if (piece_.size() == entries_a_piece) flush();
    }
    void flush() {
        const std::span<char> bytes = bytes_of(piece_);
        writer_->write(std::string_view(bytes.data(), bytes.size()));
        piece_.clear();
    }

    TemporaryFile file_;
    std::size_t keys_, slots_;
    std::size_t written_ = 0;
    std::vector<KeyEntry> piece_;
    std::unique_ptr<OutputFile> writer_;
    std::unique_ptr<InputFile> reader_;
};

/// Says that a key is in no file, which is certain, or that it may be in one. A key sets three bits of one
/// word, so the second answer is wrong for one new key in a thousand after two million keys and one in
/// fifteen after ten.
class KeyFilter {
  public:
    KeyFilter() : words_(std::size_t{1} << word_bits) {}
    void add(std::uint64_t key) { words_[word(key)] |= bits(key); }
    bool may_hold(std::uint64_t key) const { return (words_[word(key)] & bits(key)) == bits(key); }
    void expect(std::uint64_t key) const { prefetch(&words_[word(key)]); }

  private:
    static constexpr unsigned word_bits = 20;  // 8 MB
    static std::size_t word(std::uint64_t key) { return static_cast<std::size_t>(key >> (64 - word_bits)); }
    static std::uint64_t bits(std::uint64_t key) {
        return std::uint64_t{1} << (key & 63) | std::uint64_t{1} << (key >> 6 & 63) |
               std::uint64_t{1} << (key >> 12 & 63);
    }
    std::vector<std::uint64_t> words_;
};

KeySet::KeySet(std::size_t first, std::size_t later) : later_(later), table_(first) {}
KeySet::~KeySet() = default;

void KeySet::expect(std::uint64_t key) const {
    if (filter_) filter_->expect(key);
    table_.expect(key);
}

std::optional<std::uint32_t> KeySet::add(std::uint64_t key, std::uint32_t row) {
    if (table_.is_full()) write_to_file();
    if (filter_ && filter_->may_hold(key))
        if (const auto first = find_in_files(key)) return first;
    return table_.add(key, row);
}

std::optional<std::uint32_t> KeySet::find_in_files(std::uint64_t key) const {
    for (const std::unique_ptr<KeyFile>& file : files_)
        if (const auto row = file->find(key)) return row;
    return std::nullopt;
}

namespace {

/// Two files of different keys as one.
std::unique_ptr<KeyFile> merge(const KeyFile& first, const KeyFile& second) {
    auto merged = std::make_unique<KeyFile>(first.keys() + second.keys());
    KeyFileReader left = first.entries(), right = second.entries();
    while (left.entry() || right.entry()) {
        const bool takes_left =
            !right.entry() || (left.entry() && left.entry()->key() < right.entry()->key());
        KeyFileReader& next = takes_left ? left : right;
        merged->write(*next.entry());
        next.advance();
    }
    merged->finish();
    return merged;
}

}  // namespace

void KeySet::write_to_file() {
    auto file = std::make_unique<KeyFile>(table_.used());
    for (const KeyEntry& entry : table_.entries())
        if (entry.row != 0) file->write(entry);
    file->finish();
    if (filter_) {
        table_.clear();
    } else {
        table_ = KeyTable(0);  // gives its memory back before the filter and a smaller table take theirs
        filter_ = std::make_unique<KeyFilter>();
        table_ = KeyTable(later_);
    }
    for (KeyFileReader keys = file->entries(); keys.entry(); keys.advance())
        filter_->add(keys.entry()->key());
    files_.push_back(std::move(file));
    // Every key is merged only as often as the files double, and few files are left to look into.
    while (files_.size() >= 2 && files_[files_.size() - 2]->keys() <= 2 * files_.back()->keys()) {
        std::unique_ptr<KeyFile> merged = merge(*files_[files_.size() - 2], *files_.back());
        files_.resize(files_.size() - 2);
        files_.push_back(std::move(merged));
    }
}

}  // namespace tidu
