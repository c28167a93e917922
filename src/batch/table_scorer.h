// SPDX-License-Identifier: Apache-2.0
// Scores the records of a wide table: 64 rows at a time where the fast path can, one by one where it cannot.
// Both write through the same ResultTable.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "chunk.h"
#include "fast_plan.h"
#include "tidu/answers/bind.h"
#include "tidu/answers/read_table.h"
#include "tidu/batch/batch.h"
#include "tidu/codec/csv.h"
#include "tidu/result/table.h"
#include "tidu/score/evaluate.h"

namespace tidu {

/// Systems of sheets that name another one than the run's. For several threads.
class OtherSystems {
  public:
    struct System {
        std::shared_ptr<const Program> program;
        Binder binder;
    };
    /// Null: there is no such system.
    const System* find(const BatchSettings& settings, const std::string& name);

  private:
    std::mutex mutex_;
    std::map<std::string, std::unique_ptr<System>> systems_;
};

/// What does not change during a run; shared by all threads.
struct BatchContext {
    const BatchSettings& settings;
    const Program& program;
    Binder binder;
    ResultTable table;
    bool writes_json = false;
    std::vector<Grouping> groupings = {};  ///< where statistics are kept
    mutable OtherSystems other_systems = {};
};

/// One table of the input: its headings and, where it fits, its plan for the fast path.
struct InputTable {
    InputTable(const BatchContext& context, SourcePtr file, Diagnostics& diagnostics)
        : source(std::move(file)), reader(source, {}, &context.binder.names(), diagnostics) {}

    SourcePtr source;
    RecordKind kind = RecordKind::csv;
    bool is_large = true;  ///< worth the making of a plan
    char separator = ',';
    TableReader reader;
    std::unique_ptr<FastPlan> plan;
    const FastKernel* kernel = nullptr;
    std::int32_t id_field = -1;
    std::int32_t name_field = -1;
    std::int32_t period_field = -1;
    std::vector<std::int32_t>
        attribute_fields;  ///< per attribute column of the output; -1: the table has none
    std::uint64_t heading_records = 0;
};

/// Decides what the columns of a table are and whether the fast path can take it.
void plan_table(const BatchContext& context, std::uint32_t row, const std::vector<std::string_view>& headings,
                InputTable& table);

/// Scores single sheets; one per thread.
class SheetScorer {
  public:
    explicit SheetScorer(const BatchContext& context) : context_(context) {}

    /// Appends the row and the problems of one sheet. `record`: as in RowEntry.
    void score(const RawSheet& raw, std::uint32_t record, ChunkResult& out);
    /// A file or record of which no sheet could be read; `problems` holds at least one error.
    void score_broken(const std::string& name, const std::vector<Diagnostic>& problems, std::uint32_t record,
                      ChunkResult& out);
    /// Rows of the table before the one from which the rows of the next sheets count; 0 for whole files.
    void set_rows_before(std::uint64_t rows) { rows_before_ = rows; }
    /// Adds a row, from whatever path it comes.
    void add_row(const TableRow& row, std::string_view period, std::uint32_t record, ChunkResult& out);

  private:
    void refuse_other_system(const RawSheet& raw, std::uint32_t record, ChunkResult& out);
    void finish(const Program& program, AnswerSheet sheet, std::uint32_t record, ChunkResult& out);
    void add_problems(const AnswerSheet& sheet, ChunkResult& out);

    void place_in_table(AssessmentRecord& record) const;
    ReportFile make_report(const AssessmentRecord& record, const Program& program) const;

    const BatchContext& context_;
    Evaluation evaluation_;
    TableRow row_;
    std::uint64_t rows_before_ = 0;
};

/// Scores blocks of one table; one per thread and table.
class TableScorer {
  public:
    TableScorer(const BatchContext& context, const InputTable& table, SheetScorer& sheets,
                BatchStages& stages);

    /// Scores the block of a chunk.
    void score(Chunk& chunk, ChunkResult& out);

  private:
    bool score_fast(const TextBlock& block, ChunkResult& out);
    void score_plain(std::string_view text, std::uint32_t first_record, ChunkResult& out, bool count_records);
    void report_unreadable(const CsvRow& row, std::uint32_t record, ChunkResult& out) const;
    void move_to_line(Diagnostic& problem, std::uint32_t record) const;
    void score_lines(const TextBlock& block, ChunkResult& out);
    void write_fast_row(const FastFields& fields, std::size_t first_field, std::size_t lane,
                        std::uint32_t record, ChunkResult& out);
    void fill_fast_ladders(std::size_t lane);
    std::string_view field_text(const FastFields& fields, std::size_t number, std::string& scratch) const;
    bool has_doubtful_code(std::string_view id) const;

    const BatchContext& context_;
    const InputTable& table_;
    SheetScorer& sheets_;
    BatchStages& stages_;
    std::uint64_t first_record_ = 0;  ///< Chunk::first_record
    TableReader reader_;
    Diagnostics unused_;
    std::unique_ptr<FastWorkspace> workspace_;
    std::vector<std::uint32_t> ends_;
    std::vector<std::uint8_t> classes_;
    TableRow row_;
    std::vector<std::string> scratch_;  ///< unquoted texts of one row
    std::vector<std::size_t> dimension_groups_;
};

}  // namespace tidu
