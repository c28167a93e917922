// SPDX-License-Identifier: Apache-2.0
// What a batch reads, in order: files, the files of folders, standard input; large tables piece by piece.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "chunk.h"
#include "table_scorer.h"
#include "tidu/batch/batch.h"
#include "tidu/codec/csv.h"
#include "tidu/codec/file.h"

namespace tidu {

class Inputs {
  public:
    /// Finds the files. Throws IoError for a path that is not there.
    explicit Inputs(const BatchSettings& settings);
    ~Inputs();

    /// The next piece of work; false at the end. What is wrong with headings goes to `diagnostics`.
    bool next(const BatchContext& context, Chunk& chunk, Diagnostics& diagnostics);

    const std::vector<std::string>& files() const { return files_; }
    /// What the folders hold besides answer files: other endings, hidden files, locks of open workbooks.
    const std::vector<std::string>& left_out() const { return left_out_; }
    bool is_one_table() const { return files_.size() == 1 && only_table_; }
    /// Attribute columns of the table that is the only input; empty where it is not.
    std::vector<std::string> attributes_of_only_table(const Outline& outline);
    /// Little enough for one thread.
    bool is_small() const;
    std::optional<std::uint64_t> total_bytes() const { return total_bytes_; }
    /// Name of the fast kernel in use; empty: none.
    std::string kernel() const { return kernel_; }

  private:
    /// The row of headings of a table, and what stands above it.
    struct Headings {
        bool found = false;
        std::uint64_t bytes = 0;
        std::uint64_t records = 0;
        char separator = ',';
    };

    void add_path(const std::string& path);
    void add_file(const std::string& path, const std::optional<FileState>& state);
    bool is_own(const std::optional<FileState>& state) const;
    std::uint64_t bytes_of_current() const;
    void open_table(const std::string& path);
    bool start_table(const BatchContext& context, Diagnostics& all_diagnostics);
    bool is_written_here(const std::string& file) const;
    bool is_json_over_lines();
    HeadingSearch search_headings(const ItemNames& names);
    Headings read_headings(const SourcePtr& source, const HeadingSearch& search,
                           const std::function<void(const CsvRow&)>& take);
    void restrict_to_shard(InputTable& table);
    bool next_block(Chunk& chunk);

    const BatchSettings& settings_;
    std::vector<std::string> files_;
    std::vector<std::string> left_out_;
    std::vector<std::optional<FileState>> states_;  ///< one per file; none of pipes
    std::vector<FileState> own_states_;  ///< of the files that this run replaces, as far as they are there
    std::size_t next_file_ = 0;
    std::optional<std::uint64_t> total_bytes_ = 0;
    std::uint64_t bytes_before_ = 0;  ///< of files that are done
    bool only_table_ = false;
    std::unique_ptr<TextBlocks> blocks_;  ///< of the table being read
    std::shared_ptr<InputTable> table_;   ///< the same; null: between files
    std::uint64_t next_record_ = 0;  ///< of the table: records before the next block, where they are counted
    std::string kernel_;
};

}  // namespace tidu
