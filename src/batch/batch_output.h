// SPDX-License-Identifier: Apache-2.0
// What comes out of a batch, in input order: rows, problems, counts. Finds repeated enterprises, since only
// here the order of the rows is known.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "chunk.h"
#include "journal.h"
#include "key_set.h"
#include "table_scorer.h"
#include "tidu/batch/batch.h"
#include "tidu/codec/file.h"
#include "tidu/codec/file_name.h"

namespace tidu {

/// Takes results one after the other. Not for several threads at once.
class BatchOutput {
  public:
    /// Scores a file for its reports, one per entry.
    using ReportsOfFile = std::function<std::vector<ReportFile>(const Chunk&)>;

    /// `journal`: null where the run cannot be resumed.
    BatchOutput(const BatchContext& context, Journal* journal, ReportsOfFile reports_of,
                BatchSummary& summary);
    ~BatchOutput();

    void write_heading();
    void write(const Chunk& chunk, ChunkResult& result);
    /// A problem that belongs to no row (headings, inputs).
    /// Notes a file that was not read; the summary names it, so it is not shown by itself.
    void write_left_out(const std::string& path);
    void write_problem(const Diagnostic& problem, const std::string& enterprise);
    /// Gives the outputs their final names.
    void commit();

  private:
    void list_problem(const Diagnostic& problem, const std::string& enterprise);
    /// Rows of one table or file, to find the place of an earlier row again.
    struct Stretch {
        std::uint32_t first_row = 0;
        SourcePtr source;
        std::uint64_t first_record = 0;
        std::vector<std::uint32_t> records;  ///< per row: record within the stretch; empty: consecutive
        std::vector<Place> places;           ///< of the rows of a whole file
    };

    struct ReportNames {
        std::vector<std::string> files;  ///< one per entry, or none at all
        bool are_plain = true;           ///< no other report had a name first
    };

    ReportNames write_reports(const Chunk& chunk, ChunkResult& result);
    void make_reports_again(const Chunk& chunk, ChunkResult& result) const;
    void keep_statistics(const ChunkResult& result, const std::vector<std::string>& reports);
    bool mark_repeated(const Chunk& chunk, ChunkResult& result);
    Place place_of_row(std::uint32_t row) const;
    Place place_of_entry(const Chunk& chunk, const ChunkResult& result, std::size_t entry) const;
    static std::string_view row_of(const ChunkResult& result, std::size_t entry);
    static std::optional<AssessmentRecord> record_of(const ChunkResult& result, std::size_t entry);
    std::string id_of(const ChunkResult& result, std::size_t entry) const;
    void invalidate(ChunkResult& result, std::size_t entry, const Diagnostic& problem) const;
    void count(const ChunkResult& result);
    void remember(const Chunk& chunk, const ChunkResult& result);

    const BatchContext& context_;
    BatchSummary& summary_;
    Journal* journal_;
    ReportsOfFile reports_of_;
    std::unique_ptr<TemporaryFile> table_of_workbook_;  ///< rows as CSV until the workbook is made of them
    OutputFile rows_;
    FileNames report_names_;
    std::unique_ptr<OutputFile> problems_;
    std::string problem_text_;
    KeySet keys_;
    std::vector<Stretch> stretches_;
    std::uint32_t row_ = 0;     ///< of the run
    std::uint64_t record_ = 0;  ///< of the table that is being written, before the current chunk
    std::shared_ptr<const InputTable> record_table_;
};

}  // namespace tidu
