// SPDX-License-Identifier: Apache-2.0
// Runs a batch: one reader under a lock hands out chunks in input order, threads score them, whoever holds
// the next one writes. A few finished chunks may wait for their turn, so that a slow one does not stop the
// others.
#include "tidu/batch/batch.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <map>
#include <mutex>
#include <system_error>
#include <thread>

#include "batch_output.h"
#include "inputs.h"
#include "journal.h"
#include "phrases.h"
#include "table_scorer.h"
#include "tidu/answers/attributes.h"
#include "tidu/codec/file.h"
#include "tidu/codec/json_write.h"
#include "tidu/text/error.h"
#include "tidu/text/version.h"

namespace tidu {
namespace {

using Clock = std::chrono::steady_clock;
double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Attribute columns of an output whose inputs are many: the usual attributes and the period.
std::vector<std::string> usual_attributes() {
    std::vector<std::string> names;
    for (const EnterpriseAttribute& attribute : enterprise_attributes())
        if (attribute.id != "id" && attribute.id != "name") names.push_back(attribute.id);
    names.emplace_back("period");
    return names;
}

/// All that shapes a result, for the journal: a run with other settings may not use it.
std::string line_of_settings(const BatchSettings& settings, const std::vector<std::string>& attributes) {
    std::string line;
    JsonWriter json(line);
    json.open_array();
    json.value(version());
    json.value(settings.program->outline->system().sha256);
    json.value(settings.system_name);
    json.value(settings.forces_system);
    json.value(static_cast<int>(settings.read.format));
    json.value(settings.read.encoding);
    for (const auto& [item, value] : settings.overrides)
        json.value(item + "=" + value);
    json.value(settings.evidence_strict);
    json.value(static_cast<int>(settings.format));
    json.value(settings.digits);
    json.value(settings.full_digits);
    for (const std::string& attribute : attributes)
        json.value(attribute);
    json.value(settings.reports_directory + "/*" + settings.report_ending);
    json.value(settings.report_options);
    json.value(settings.keeps_statistics);
    json.close_array();
    return line;
}

class BatchRun {
  public:
    BatchRun(const BatchSettings& settings, Inputs& inputs, std::vector<std::string> attributes)
        : context_{settings,
                   *settings.program,
                   Binder(*settings.program->outline),
                   ResultTable(*settings.program,
                               {settings.digits, settings.full_digits, std::move(attributes)}),
                   settings.format == BatchFormat::jsonl,
                   settings.keeps_statistics ? groupings_of(*settings.program->outline)
                                             : std::vector<Grouping>()},
          inputs_(inputs),
          journal_(open_journal()),
          output_(
              context_, journal_.get(), [this](const Chunk& chunk) { return reports_of(chunk); }, summary_) {}

    BatchSummary run() {
        if (!context_.settings.shard || context_.settings.shard->piece == 1) output_.write_heading();
        const unsigned jobs = thread_count();
        std::vector<std::thread> others;
        try {
            for (unsigned job = 1; job < jobs; ++job)
                others.emplace_back([this] { work(); });
        } catch (const std::system_error&) {
            // The system gives no more threads: those that there are do the work.
        }
        work();
        for (std::thread& thread : others)
            thread.join();
        if (failure_) std::rethrow_exception(failure_);
        summary_.kernel = inputs_.kernel();
        for (const std::string& path : inputs_.left_out())
            output_.write_left_out(path);
        write_heading_problems(next_read_);
        output_.commit();
        return std::move(summary_);
    }

  private:
    static constexpr std::size_t most_waiting = 8;

    /// A run over files that are read whole, into a file, can be resumed.
    std::unique_ptr<Journal> open_journal() const {
        const BatchSettings& settings = context_.settings;
        if (inputs_.is_one_table() || inputs_.files().size() < 2 || !is_replaceable_file(settings.output))
            return nullptr;
        return std::make_unique<Journal>(journal_of(settings.output),
                                         line_of_settings(settings, context_.table.options().attributes),
                                         settings.resumes);
    }

    unsigned thread_count() const {
        const unsigned wanted = context_.settings.jobs > 0
                                    ? context_.settings.jobs
                                    : std::max(1u, std::thread::hardware_concurrency());
        // Starting threads costs more than a few rows.
        return inputs_.is_small() ? 1 : wanted;
    }

    void work() {
        try {
            SheetScorer sheets(context_);
            std::shared_ptr<const InputTable> table;  // the one that `rows` scores
            std::optional<TableScorer> rows;
            BatchStages stages;
            std::unique_ptr<Chunk> chunk;
            while ((chunk = read_chunk(std::move(chunk), stages))) {
                std::unique_ptr<ChunkResult> result = spare_result();
                if (chunk->table) {
                    if (table != chunk->table) {
                        table = chunk->table;
                        rows.emplace(context_, *table, sheets, stages);
                    }
                    rows->score(*chunk, *result);
                } else {
                    const auto start = Clock::now();
                    take_file(*chunk, sheets, *result);
                    stages.plain += seconds_since(start);
                }
                chunk = hand_over(std::move(chunk), std::move(result));
            }
            add(stages);
        } catch (...) {
            const std::lock_guard lock(output_mutex_);
            if (!failure_) failure_ = std::current_exception();
            failed_ = true;
            turn_.notify_all();
        }
    }

    std::unique_ptr<Chunk> read_chunk(std::unique_ptr<Chunk> chunk, BatchStages& stages) {
        const std::lock_guard lock(input_mutex_);
        if (failed_) return nullptr;
        const auto start = Clock::now();
        if (!chunk) chunk = std::make_unique<Chunk>();
        Diagnostics diagnostics;
        const bool more = inputs_.next(context_, *chunk, diagnostics);
        chunk->number = next_read_;
        if (more) ++next_read_;
        if (!diagnostics.empty()) {
            const std::lock_guard heading_lock(heading_mutex_);
            for (const Diagnostic& problem : diagnostics.items())
                heading_problems_.emplace_back(chunk->number, problem);
        }
        stages.read += seconds_since(start);
        return more ? std::move(chunk) : nullptr;
    }

    /// From the journal of the run before, or scored.
    void take_file(const Chunk& chunk, SheetScorer& sheets, ChunkResult& out) const {
        const bool is_kept = journal_ && chunk.state;
        if (auto done = is_kept ? journal_->find(chunk) : std::nullopt) {
            out = std::move(*done);
            return;
        }
        score_file(chunk, sheets, out);
        if (is_kept && !out.uses_system_file) out.journal_line = Journal::line_of(chunk, out);
    }

    std::vector<ReportFile> reports_of(const Chunk& chunk) const {
        SheetScorer sheets(context_);
        ChunkResult result;
        score_file(chunk, sheets, result);
        return std::move(result.reports);
    }

    std::vector<RawSheet> read_file_sheets(const Chunk& chunk, Diagnostics& diagnostics) const {
        ReadOptions options = context_.settings.read;
        options.outline = context_.program.outline.get();
        try {
            return chunk.content ? read_answers_from(display_name_of_input(chunk.path), *chunk.content,
                                                     options, diagnostics)
                                 : read_answers(chunk.path, options, diagnostics);
        } catch (const IoError& error) {
            Diagnostic problem;
            problem.rule = "unreadable-file";
            problem.message = error.message();
            problem.place =
                Place::of_file(std::make_shared<const Source>(Source{display_name_of_input(chunk.path), {}}));
            diagnostics.add(std::move(problem));
            return {};
        }
    }

    void score_file(const Chunk& chunk, SheetScorer& sheets, ChunkResult& out) const {
        Diagnostics diagnostics;
        const std::vector<RawSheet> found = read_file_sheets(chunk, diagnostics);
        if (found.empty() && diagnostics.has_errors()) {
            sheets.score_broken(display_name_of_input(chunk.path), diagnostics.items(), 0, out);
            return;
        }
        for (const Diagnostic& problem : diagnostics.items()) {
            out.problems.push_back(problem);
            out.problem_ids.emplace_back();
        }
        for (const RawSheet& sheet : found)
            sheets.score(sheet, 0, out);
    }

    std::unique_ptr<ChunkResult> spare_result() {
        const std::lock_guard lock(output_mutex_);
        if (spare_.empty()) return std::make_unique<ChunkResult>();
        std::unique_ptr<ChunkResult> result = std::move(spare_.back());
        spare_.pop_back();
        result->clear();
        return result;
    }

    /// Puts a result in line and writes all whose turn has come. Returns a chunk whose memory may be used
    /// again.
    std::unique_ptr<Chunk> hand_over(std::unique_ptr<Chunk> chunk, std::unique_ptr<ChunkResult> result) {
        std::unique_lock lock(output_mutex_);
        const std::uint64_t number = chunk->number;
        turn_.wait(lock,
                   [&] { return failed_ || waiting_.size() < most_waiting || number == next_written_; });
        if (failed_) return nullptr;
        waiting_.emplace(number, std::pair{std::move(chunk), std::move(result)});
        std::unique_ptr<Chunk> free;
        while (!waiting_.empty() && waiting_.begin()->first == next_written_) {
            auto [next_chunk, next_result] = std::move(waiting_.begin()->second);
            waiting_.erase(waiting_.begin());
            write_heading_problems(next_chunk->number);
            output_.write(*next_chunk, *next_result);
            ++next_written_;
            if (context_.settings.on_progress)
                context_.settings.on_progress({summary_.rows, next_chunk->bytes_read, inputs_.total_bytes()});
            summary_.bytes = next_chunk->bytes_read;
            spare_.push_back(std::move(next_result));
            free = std::move(next_chunk);
        }
        turn_.notify_all();
        return free;
    }

    void write_heading_problems(std::uint64_t before) {
        const std::lock_guard lock(heading_mutex_);
        while (!heading_problems_.empty() && heading_problems_.front().first <= before) {
            output_.write_problem(heading_problems_.front().second, {});
            heading_problems_.erase(heading_problems_.begin());
        }
    }

    void add(const BatchStages& stages) {
        const std::lock_guard lock(output_mutex_);
        BatchStages& all = summary_.stages;
        all.read += stages.read;
        all.scan += stages.scan;
        all.score += stages.score;
        all.plain += stages.plain;
        all.format += stages.format;
    }

    BatchContext context_;
    Inputs& inputs_;
    std::unique_ptr<Journal> journal_;
    BatchSummary summary_;
    BatchOutput output_;
    std::mutex input_mutex_;
    std::uint64_t next_read_ = 0;
    std::mutex heading_mutex_;
    std::vector<std::pair<std::uint64_t, Diagnostic>> heading_problems_;
    std::mutex output_mutex_;
    std::condition_variable turn_;
    std::map<std::uint64_t, std::pair<std::unique_ptr<Chunk>, std::unique_ptr<ChunkResult>>> waiting_;
    std::uint64_t next_written_ = 0;
    std::vector<std::unique_ptr<ChunkResult>> spare_;
    std::exception_ptr failure_;
    std::atomic<bool> failed_ = false;
};

}  // namespace

bool has_kernel(const std::string& name) {
    return name == "none" || choose_fast_kernel(name.c_str()) != nullptr;
}

BatchSummary run_batch(const BatchSettings& settings) {
    Inputs inputs(settings);
    std::vector<std::string> attributes = settings.attributes
                                              ? *settings.attributes
                                              : inputs.attributes_of_only_table(*settings.program->outline);
    if (!settings.attributes && attributes.empty() && !inputs.is_one_table()) attributes = usual_attributes();
    return BatchRun(settings, inputs, std::move(attributes)).run();
}

}  // namespace tidu
