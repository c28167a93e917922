// SPDX-License-Identifier: Apache-2.0
// What a folder run has done so far, kept beside its output until that is whole: `--resume` takes the results
// of files from here instead of scoring them again. One line of JSON a file, so that a killed run leaves at
// most one broken line.
#pragma once

#include <cstdint>
#include <fstream>
#include <optional>
#include <string>
#include <unordered_map>

#include "chunk.h"
#include "tidu/codec/file.h"

namespace tidu {

/// Where the journal of a run that writes `output` is kept.
std::string journal_of(const std::string& output);

class Journal {
  public:
    /// `settings` is one line that names all that shapes a result. With `resumes`, lines that a run with the
    /// same settings left are kept, else they go. A journal that cannot be written is no error: the run
    /// cannot be resumed, that is all.
    Journal(std::string path, const std::string& settings, bool resumes);

    /// The result of a file (its state is known) that has not changed since; nullopt: it has to be scored.
    /// For several threads.
    std::optional<ChunkResult> find(const Chunk& file) const;
    /// What to keep of a file. For several threads.
    static std::string line_of(const Chunk& file, const ChunkResult& result);
    /// Keeps a line. Not for several threads.
    void add(const std::string& line);
    /// The output is whole.
    void remove();

  private:
    struct Line {
        std::uint64_t offset = 0;
        std::size_t size = 0;
    };

    void index_lines(const std::string& settings);
    std::optional<ChunkResult> read_line(const Line& line, const std::string& stamp) const;

    std::string path_;
    std::unordered_map<std::string, Line> lines_;  ///< per file
    std::optional<InputFile> before_;              ///< the journal of the run that is resumed
    std::ofstream out_;
};

}  // namespace tidu
