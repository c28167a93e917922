// SPDX-License-Identifier: Apache-2.0
#include "inputs.h"

#include <algorithm>
#include <array>

#include "journal.h"
#include "phrases.h"
#include "tidu/codec/csv.h"
#include "tidu/codec/encoding.h"
#include "tidu/codec/file.h"
#include "tidu/text/error.h"
#include "tidu/text/utf8.h"

namespace tidu {
namespace {

constexpr std::array<std::string_view, 9> answer_extensions = {".yaml", ".yml", ".json", ".jsonl", ".ndjson",
                                                               ".csv",  ".tsv", ".xlsx", ".xlsm"};
constexpr std::uint64_t small_bytes = std::uint64_t{64} << 10;
constexpr std::size_t most_heading_bytes = std::size_t{64} << 20;

bool has_extension(std::string_view path, std::string_view extension) {
    return to_lower_ascii(path).ends_with(extension);
}

bool is_answer_file(const std::string& path) {
    return std::ranges::any_of(answer_extensions,
                               [&](std::string_view extension) { return has_extension(path, extension); });
}

/// Tables and JSON Lines are read piece by piece; other formats, and what is forced to be one, as whole
/// files.
bool is_table_file(const std::string& path, AnswerFormat forced) {
    if (forced != AnswerFormat::automatic)
        return forced == AnswerFormat::csv_wide || forced == AnswerFormat::jsonl;
    for (const std::string_view extension : {".csv", ".tsv", ".jsonl", ".ndjson"})
        if (has_extension(path, extension)) return true;
    return path == standard_stream;
}

/// Whether a pipe whose format nobody named holds a table: its first line has separators and is no `key:
/// value`.
bool looks_like_table(std::string_view text) {
    const std::string_view first_line = text.substr(0, text.find_first_of("\r\n"));
    return first_line.find_first_of(",;\t") != std::string_view::npos &&
           first_line.find(": ") == std::string_view::npos && !first_line.starts_with('#') &&
           !first_line.starts_with("PK\x03\x04");
}

bool begins_like_json(std::string_view text) {
    const std::string_view start = trim(text);
    return start.starts_with('{') || start.starts_with('[');
}

/// Sheets of a file; of a table those of the headings and the first rows. A row that is cut does no harm.
/// None of a file that cannot be read: that is reported with its row when the batch comes to it.
std::vector<RawSheet> first_sheets(const std::string& path) {
    Diagnostics unused;
    try {
        if (!is_table_file(path, AnswerFormat::automatic)) return read_answers(path, {}, unused);
        TextBlocks blocks(path, std::nullopt, BatchSettings{}.block_bytes);
        blocks.read_more();
        return read_answers_from(path, std::string(blocks.pending().substr(0, small_bytes)), {}, unused);
    } catch (const IoError&) {
        return {};
    }
}

}  // namespace

Inputs::Inputs(const BatchSettings& settings) : settings_(settings) {
    for (const std::string& path : settings.own_files)
        if (const auto state = state_of_file(path)) own_states_.push_back(*state);
    if (const auto state = state_of_file(journal_of(settings.output))) own_states_.push_back(*state);
    for (const std::string& path : settings.inputs)
        add_path(path);
    only_table_ = files_.size() == 1 && is_table_file(files_.front(), settings.read.format);
    if (settings.shard && (!only_table_ || !total_bytes_)) throw IoError(say(phrases::shard_needs_table));
    if (settings.inputs.size() == 1 && files_.empty())
        throw IoError(left_out_.empty() ? say(phrases::no_inputs, settings.inputs.front())
                                        : say(phrases::only_other_files, settings.inputs.front(),
                                              left_out_.size(), left_out_.front()));
}

Inputs::~Inputs() = default;

std::vector<std::string> input_files(const std::vector<std::string>& paths) {
    BatchSettings settings;
    settings.inputs = paths;
    return Inputs(settings).files();
}

std::string first_named_system(const std::vector<std::string>& paths,
                               const std::vector<std::string>& own_files,
                               const std::function<bool(const std::string&)>& is_known) {
    BatchSettings settings;
    settings.inputs = paths;
    settings.own_files = own_files;
    const Inputs inputs(settings);
    std::string unknown;
    for (const std::string& file : inputs.files()) {
        if (!state_of_file(file)) break;
        for (const RawSheet& sheet : first_sheets(file)) {
            if (sheet.system.empty() || is_known(sheet.system)) return sheet.system;
            if (unknown.empty()) unknown = sheet.system;
        }
    }
    return unknown;
}

void Inputs::add_path(const std::string& path) {
    if (path != standard_stream && is_directory(path)) {
        for (const std::string& file : list_files(path, &left_out_)) {
            const auto state = state_of_file(file);
            if (is_own(state)) continue;
            if (is_answer_file(file) || file.ends_with('/')) {
                add_file(file, state);
            } else {
                left_out_.push_back(file);
            }
        }
        std::erase_if(left_out_, [&](const std::string& file) { return is_written_here(file); });
        std::ranges::sort(left_out_);
        return;
    }
    if (path == standard_stream || file_exists(path)) {
        add_file(path, path == standard_stream ? std::nullopt : state_of_file(path));
        return;
    }
    const std::vector<std::string> found = expand_pattern(path);
    if (found.empty()) throw IoError(say(phrases::bad_pattern, path));
    for (const std::string& file : found)
        if (!is_own(state_of_file(file))) add_path(file);
}

void Inputs::add_file(const std::string& path, const std::optional<FileState>& state) {
    files_.push_back(path);
    states_.push_back(state);
    if (!state)
        total_bytes_.reset();
    else if (total_bytes_)
        *total_bytes_ += state->size;
}

bool Inputs::is_own(const std::optional<FileState>& state) const {
    return state &&
           std::ranges::any_of(own_states_, [&](const FileState& own) { return own.is_same_file(*state); });
}

/// Whether a file is a report, or what an interrupted run left of one or of another output.
bool Inputs::is_written_here(const std::string& file) const {
    const std::string target = target_of_interrupted(file).value_or(file);
    const bool is_report = settings_.make_report && target.ends_with(settings_.report_ending) &&
                           is_same_file(folder_of(target), settings_.reports_directory);
    return is_report ||
           (target != file && std::ranges::any_of(settings_.own_files, [&](const std::string& own) {
                return is_same_file(own, target);
            }));
}

/// Of the file that was begun last; 0 where nobody knows.
std::uint64_t Inputs::bytes_of_current() const {
    const std::optional<FileState>& state = states_[next_file_ - 1];
    return state ? state->size : 0;
}

bool Inputs::is_small() const {
    return total_bytes_ && *total_bytes_ < small_bytes;
}

std::vector<std::string> Inputs::attributes_of_only_table(const Outline& outline) {
    std::vector<std::string> attributes;
    if (!is_one_table()) return attributes;
    open_table(files_.front());
    if (begins_like_json(blocks_->pending())) return attributes;
    Diagnostics unused;
    const ItemNames names(outline);
    TableReader reader(std::make_shared<const Source>(), {}, &names, unused);
    read_headings(nullptr, search_headings(names), [&](const CsvRow& row) {
        if (detect_shape(row.cells) == TableShape::wide)
            reader.read_headings(row.number, row.cells, TableShape::wide);
    });
    for (std::size_t column = 0; column < reader.column_count(); ++column) {
        const std::string attribute(reader.attribute_of(column));
        if (!attribute.empty() && attribute != "id" && attribute != "name") attributes.push_back(attribute);
    }
    return attributes;
}

void Inputs::open_table(const std::string& path) {
    if (blocks_) return;
    const auto forced =
        settings_.read.encoding.empty() ? std::nullopt : find_encoding(settings_.read.encoding);
    blocks_ = std::make_unique<TextBlocks>(path, forced, settings_.block_bytes);
    while (trim(blocks_->pending()).empty() && blocks_->read_more()) {
    }
}

/// Reads until the rows down to the headings are whole.
HeadingSearch Inputs::search_headings(const ItemNames& names) {
    for (;;) {
        MemorySource bytes(blocks_->pending());
        CsvReader csv(bytes, nullptr);
        HeadingSearch search(&names);
        CsvRow row;
        bool may_be_cut = false;  // a quote that seems forgotten may be closed further on
        while (!search.is_over() && csv.next(row)) {
            search.take(row.cells);
            may_be_cut = may_be_cut || std::ranges::find(row.problems, "csv-quote", &Diagnostic::rule) !=
                                           row.problems.end();
        }
        const bool whole = (csv.bytes_taken() < blocks_->pending().size() && !may_be_cut) ||
                           blocks_->pending().size() > most_heading_bytes;
        if (whole || !blocks_->read_more()) return search;
    }
}

/// JSON in a pipe: lines, or one document that goes on behind its first line.
bool Inputs::is_json_over_lines() {
    std::size_t start = 0, end = 0;
    do {
        start = blocks_->pending().find_first_of("{[");
        end = blocks_->pending().find('\n', start);
    } while (end == std::string_view::npos && blocks_->pending().size() < most_heading_bytes &&
             blocks_->read_more());
    if (end == std::string_view::npos) return false;
    const std::string_view line = trim(blocks_->pending().substr(start, end - start));
    return std::string_view("{[,:").find(line.back()) != std::string_view::npos;
}

/// Shows the headings. Nothing is taken; returns what they and the titles above them take up.
Inputs::Headings Inputs::read_headings(const SourcePtr& source, const HeadingSearch& search,
                                       const std::function<void(const CsvRow&)>& take) {
    MemorySource bytes(blocks_->pending());
    CsvReader csv(bytes, source);
    CsvRow row;
    bool found = csv.next(row);
    for (std::size_t above = search.rows_above(); found && above > 0; --above)
        found = csv.next(row);
    if (found) take(row);
    return {found, csv.bytes_taken(), csv.row_count(), csv.separator()};
}

bool Inputs::next(const BatchContext& context, Chunk& chunk, Diagnostics& diagnostics) {
    for (;;) {
        chunk.path.clear();
        chunk.content.reset();
        chunk.table.reset();
        if (table_) {
            if (next_block(chunk)) return true;
            table_.reset();
            blocks_.reset();
            bytes_before_ += bytes_of_current();
        }
        if (next_file_ == files_.size()) return false;
        const std::string& path = files_[next_file_++];
        if (is_table_file(path, settings_.read.format)) {
            try {
                open_table(path);
                if (start_table(context, diagnostics)) continue;
            } catch (const IoError&) {
                // Reported with its row by whoever reads the whole file.
            }
            if (path == standard_stream) chunk.content = blocks_->read_rest();
            blocks_.reset();
        }
        // What cannot be cut is the first piece.
        if (settings_.shard && settings_.shard->piece > 1) return false;
        chunk.path = path;
        chunk.state = states_[next_file_ - 1];
        bytes_before_ += bytes_of_current();
        chunk.bytes_read = bytes_before_;
        return true;
    }
}

/// Finds out what a table is and reads its headings. false: not a table that can be read piece by piece.
bool Inputs::start_table(const BatchContext& context, Diagnostics& all_diagnostics) {
    Diagnostics untold;  // the first piece has the headings, and what is wrong with them
    Diagnostics& diagnostics = settings_.shard && settings_.shard->piece > 1 ? untold : all_diagnostics;
    const std::string& path = files_[next_file_ - 1];
    const AnswerFormat forced = settings_.read.format;
    auto table = std::make_shared<InputTable>(
        context, std::make_shared<const Source>(Source{display_name_of_input(path), {}}), diagnostics);
    const bool is_guess = path == standard_stream && forced == AnswerFormat::automatic;
    if (forced == AnswerFormat::jsonl || begins_like_json(blocks_->pending())) {
        if (is_guess && is_json_over_lines()) return false;
        table->kind = RecordKind::line;
    } else {
        bool is_wide = true;
        const HeadingSearch search = search_headings(context.binder.names());
        const Headings headings = read_headings(table->source, search, [&](const CsvRow& row) {
            is_wide = detect_shape(row.cells) == TableShape::wide &&
                      !(is_guess && !looks_like_table(blocks_->pending()));
            if (!is_wide) return;
            search.report_titles(row.number, table->source, {}, diagnostics);
            for (const Diagnostic& problem : row.problems)
                diagnostics.add(problem);
            table->is_large = !total_bytes_ || bytes_of_current() > small_bytes;
            plan_table(context, row.number, row.cells, *table);
        });
        if (!headings.found || !is_wide) return false;
        table->separator = headings.separator;
        table->heading_records = headings.records;
        blocks_->set_separator(table->separator);
        blocks_->skip(headings.bytes);
        if (table->plan) kernel_ = table->kernel->name;
    }
    if (settings_.shard) restrict_to_shard(*table);
    next_record_ = table->heading_records;
    table_ = std::move(table);
    return true;
}

void Inputs::restrict_to_shard(InputTable& table) {
    const BatchShard& shard = *settings_.shard;
    const std::uint64_t size = *total_bytes_;
    // The last piece has no end: text that is decoded may be longer than the file.
    const std::uint64_t end =
        shard.piece == shard.pieces ? ~std::uint64_t{0} : size * shard.piece / shard.pieces;
    table.heading_records += blocks_->restrict_to(table.kind, size * (shard.piece - 1) / shard.pieces, end);
}

bool Inputs::next_block(Chunk& chunk) {
    if (!blocks_->next(table_->kind, chunk.block)) return false;
    chunk.table = table_;
    chunk.bytes_read = bytes_before_ + chunk.block.bytes_read;
    if (settings_.make_report || settings_.format == BatchFormat::jsonl) {
        chunk.first_record = next_record_;
        next_record_ += blocks_->count_records(table_->kind, chunk.block.text());
    }
    return true;
}

}  // namespace tidu
