// SPDX-License-Identifier: Apache-2.0
// A piece of the work and what came of it: made by the reader, scored by any thread, written in order.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "text_blocks.h"
#include "tidu/codec/file.h"
#include "tidu/result/record.h"
#include "tidu/result/statistics.h"
#include "tidu/score/program.h"
#include "tidu/text/diagnostic.h"

namespace tidu {

struct InputTable;

/// One file, or some records of a table.
struct Chunk {
    std::uint64_t number = 0;            ///< in input order, from 0
    std::string path;                    ///< of a file to read whole; empty: `block` of `table`
    std::optional<FileState> state;      ///< of that file, before it was read; none of a pipe
    std::optional<std::string> content;  ///< of a pipe that is no table
    std::shared_ptr<const InputTable> table;
    TextBlock block;
    /// Records of the table before this block, headings included. 0 unless results show places (JSON,
    /// reports): otherwise nobody but the writer needs it, who counts as blocks pass by.
    std::uint64_t first_record = 0;
    std::uint64_t bytes_read = 0;  ///< of all inputs, when this was read
};

/// Where one output row stands, so that it can be made invalid when its enterprise turns out to be a repeated
/// one.
struct RowEntry {
    std::uint64_t key = 0;     ///< hash of id and period
    std::uint32_t begin = 0;   ///< into ChunkResult::rows
    std::uint32_t status = 0;  ///< where the columns behind the attributes begin
    std::uint32_t record = 0;  ///< number within the chunk (1 is its first record); 0: see `place`
    bool has_key = false;
    bool is_valid = false;
};

/// Where a row stands on a ladder: the rung reached, or one of these.
struct LevelCode {
    static constexpr std::uint8_t uncounted = 253;  ///< invalid, or of another system
    static constexpr std::uint8_t off = 254;
    static constexpr std::uint8_t unknown = 255;
};

/// A report of one enterprise, ready to be written once its name is sure to be unique.
struct ReportFile {
    std::string name;  ///< of the enterprise, without ending
    std::string bytes;
    /// Who it is about, without results: for another report where the enterprise turns out to be a repeated
    /// one.
    AssessmentRecord subject;
    const Program* program = nullptr;

    /// Written by the run that is resumed: only its name is known.
    bool is_on_disk() const { return program == nullptr; }
};

struct ChunkResult {
    std::string rows;  ///< text of the output
    std::vector<RowEntry> entries;
    std::vector<std::uint8_t> levels;      ///< LevelCode per entry and ladder of the run's system
    std::vector<Place> places;             ///< of the entries of a whole file, one each
    std::vector<Diagnostic> problems;      ///< places in a table count records from the chunk's first
    std::vector<std::string> problem_ids;  ///< enterprise of each problem
    std::vector<ReportFile> reports;       ///< one per entry, or none at all
    std::vector<RowFacts> facts;           ///< one per entry where statistics are kept
    std::string journal_line;              ///< of a whole file, to be kept when it is written
    bool is_resumed = false;               ///< taken from the journal
    bool uses_system_file = false;         ///< a sheet names a system by its path: that may change
    std::uint64_t records = 0;             ///< of a table: rows of the file, blank ones included
    std::uint64_t bare_not_applicable = 0;
    std::uint64_t fast_rows = 0;

    void clear() {
        rows.clear();
        entries.clear();
        levels.clear();
        places.clear();
        problems.clear();
        problem_ids.clear();
        reports.clear();
        facts.clear();
        journal_line.clear();
        is_resumed = uses_system_file = false;
        records = bare_not_applicable = fast_rows = 0;
    }
};

}  // namespace tidu
