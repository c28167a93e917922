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

class Journal {
  public:
    /// `settings` is one line that names all that shapes a result. With `resumes`, lines that a run with the
    /// same settings left are kept, else they go. A journal that cannot be written is no error: the run
    /// cannot be resumed, that is all.
    Journal(std::string path, const std::string& settings, bool resumes);

    /// Size and time of change of a file: what a result is good for. Empty where there is no such file.
    static std::string stamp_of(const std::string& file);

    /// The result of a file with that stamp; nullopt: it has to be scored. For several threads.
    std::optional<ChunkResult> find(const std::string& file, const std::string& stamp) const;
    /// Keeps the result of a file. Not for several threads.
    void add(const std::string& file, const ChunkResult& result);
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
