// SPDX-License-Identifier: Apache-2.0
// Many answer sheets in, one table out: every input row gives one output row, in input order, whatever the
// number of threads. Stands on answers, score and result; the command line only fills the settings and prints
// the summary.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tidu/answers/read.h"
#include "tidu/result/record.h"
#include "tidu/result/statistics.h"
#include "tidu/result/table.h"
#include "tidu/score/program.h"
#include "tidu/text/diagnostic.h"

namespace tidu {

/// A workbook is for small batches: it is made at the end, and has at most `most_workbook_rows` rows.
enum class BatchFormat { csv, jsonl, xlsx };
inline constexpr std::uint64_t most_workbook_rows = 100'000;

/// The k-th of n pieces of a table, cut by bytes at rows. Piece 1 has the heading; all pieces, one after the
/// other, are the whole.
struct BatchShard {
    std::uint32_t piece = 1;
    std::uint32_t pieces = 1;
};

struct BatchProgress {
    std::uint64_t rows = 0;
    std::uint64_t bytes_read = 0;
    std::optional<std::uint64_t> bytes_total;  ///< nullopt: a pipe
};

struct BatchSettings {
    /// Files in any answer format, folders (all files of such formats below them, sorted), `-` for standard
    /// input.
    std::vector<std::string> inputs;
    std::shared_ptr<const Program> program;
    std::string system_name;     ///< by which sheets may call `program` besides its id: the path of its file
    bool forces_system = false;  ///< sheets that name another system are taken all the same
    ReadOptions read;            ///< format and encoding where they are forced
    std::vector<std::pair<std::string, std::string>> overrides;  ///< `--set`
    bool evidence_strict = false;
    BatchFormat format = BatchFormat::csv;
    int digits = 2;
    bool full_digits = false;
    /// Attribute columns; nullopt: those of the table where one table is the only input, else the usual ones.
    std::optional<std::vector<std::string>> attributes;
    std::string output = "-";
    std::string problems;             ///< CSV of all problems; empty: none is written
    unsigned jobs = 0;                ///< threads; 0: as many as the machine has
    std::optional<BatchShard> shard;  ///< of a single table
    /// The system of a sheet that names another than `program`, for `jsonl`: one table holds one system. Null
    /// or not set: such a sheet is invalid. Called once a name, from one thread at a time.
    std::function<std::shared_ptr<const Program>(const std::string& name)> open_system;
    /// Reports of the enterprises, one each in `reports_directory`, named for the enterprise. Called from the
    /// threads that score, which then always take the plain path.
    std::function<std::string(const AssessmentRecord&, const Program&)> make_report;
    std::string reports_directory;
    std::string report_ending;   ///< `.html`
    std::string report_options;  ///< what else shapes the reports (language, date), for the journal
    /// Fills BatchSummary::statistics; rows then always take the plain path, since the fast one keeps no
    /// scores of questions.
    bool keeps_statistics = false;
    /// Takes results of files from the journal that an interrupted run left beside the output.
    bool resumes = false;
    std::function<void(const BatchProgress&)> on_progress;  ///< from one thread at a time
    /// What this run and its caller write: left out of folders without a word.
    std::vector<std::string> own_files;
    std::string kernel;  ///< forces a kernel of the fast path; `none`: the plain path alone
    std::size_t block_bytes = std::size_t{64} << 10;
};

/// Seconds of all threads together.
struct BatchStages {
    double read = 0;
    double scan = 0;
    double score = 0;
    double plain = 0;  ///< rows and files that took the plain path
    double format = 0;
    double write = 0;
};

struct BatchSummary {
    std::uint64_t rows = 0;
    std::uint64_t valid = 0;
    std::uint64_t invalid = 0;
    std::uint64_t errors = 0;
    std::uint64_t warnings = 0;
    std::uint64_t bare_not_applicable =
        0;  ///< answers declared not applicable without a reason; counted, not listed
    std::uint64_t fast_rows = 0;
    std::uint64_t resumed_files = 0;  ///< not scored again
    std::uint64_t bytes = 0;
    /// Per ladder: rows at `none`, at each level, not applicable, unknown.
    std::vector<std::vector<std::uint64_t>> levels;
    std::optional<ResultStatistics> statistics;  ///< of all rows, where the settings ask for it
    BatchStages stages;
    std::string kernel;                 ///< of the fast path; empty: not used
    std::vector<std::string> left_out;  ///< in the folders: files that are no answers by their names
    Diagnostics problems;               ///< the first of them, for showing
    std::uint64_t problem_count = 0;
};

/// The answer files that the inputs of a batch mean: files, those of folders and patterns, in order. Throws
/// IoError for an input that is not there.
std::vector<std::string> input_files(const std::vector<std::string>& inputs);

/// The system that the first sheet of the inputs names; broken files, and sheets whose system is not known,
/// are passed over as long as there are others. Empty where it names none, and from the first pipe on, which
/// can be read only once. `own_files`: as in BatchSettings. Throws IoError for an input that is not there.
std::string first_named_system(const std::vector<std::string>& inputs,
                               const std::vector<std::string>& own_files,
                               const std::function<bool(const std::string&)>& is_known);

/// Whether this machine runs the kernel of the fast path that has this name; `none` is one.
bool has_kernel(const std::string& name);

/// Runs a batch. Broken files and rows become `invalid` rows and problems; it never stops for them. Throws
/// IoError when an output cannot be written or an input that was named cannot be read at all, ClosedPipe when
/// nobody reads.
BatchSummary run_batch(const BatchSettings& settings);

}  // namespace tidu
