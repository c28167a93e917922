// SPDX-License-Identifier: Apache-2.0
#include "inputs.h"

#include <algorithm>
#include <array>

#include "phrases.h"
#include "tidu/codec/csv.h"
#include "tidu/codec/encoding.h"
#include "tidu/codec/file.h"
#include "tidu/text/error.h"
#include "tidu/text/utf8.h"

namespace tidu {
namespace {

constexpr std::array<std::string_view, 9> answer_extensions = {".yaml", ".yml",   ".json", ".jsonl", ".ndjson",
                                                               ".csv",  ".tsv",   ".xlsx", ".xlsm"};
constexpr std::uint64_t small_bytes = std::uint64_t{64} << 10;

bool has_extension(std::string_view path, std::string_view extension) { return to_lower_ascii(path).ends_with(extension); }

bool is_answer_file(const std::string& path) {
    return std::ranges::any_of(answer_extensions, [&](std::string_view extension) { return has_extension(path, extension); });
}

/// Tables and JSON Lines are read piece by piece; other formats, and what is forced to be one, as whole files.
bool is_table_file(const std::string& path, AnswerFormat forced) {
    if (forced != AnswerFormat::automatic) return forced == AnswerFormat::csv_wide || forced == AnswerFormat::jsonl;
    for (const std::string_view extension : {".csv", ".tsv", ".jsonl", ".ndjson"})
        if (has_extension(path, extension)) return true;
    return path == standard_stream;
}

std::optional<std::uint64_t> size_of(const std::string& path) { return InputFile(path).size(); }

/// Whether a pipe whose format nobody named holds a table: its first line has separators and is no `key: value`.
bool looks_like_table(std::string_view first_line) {
    return first_line.find_first_of(",;\t") != std::string_view::npos && first_line.find(": ") == std::string_view::npos &&
           !first_line.starts_with('#') && !first_line.starts_with("PK\x03\x04");
}

bool begins_like_json(std::string_view text) {
    const std::string_view start = trim(text.substr(0, 256));
    return start.starts_with('{') || start.starts_with('[');
}

}  // namespace

Inputs::Inputs(const BatchSettings& settings) : settings_(settings) {
    for (const std::string& path : settings.inputs) add_path(path);
    only_table_ = files_.size() == 1 && is_table_file(files_.front(), settings.read.format);
    if (settings.shard && !only_table_) throw IoError(say(phrases::shard_needs_table));
    if (settings.inputs.size() == 1 && files_.empty()) throw IoError(say(phrases::no_inputs, settings.inputs.front()));
}

Inputs::~Inputs() = default;

std::string first_named_system(const std::vector<std::string>& paths) {
    BatchSettings settings;
    settings.inputs = paths;
    const std::vector<std::string> files = Inputs(settings).files();
    if (files.empty() || files.front() == standard_stream) return {};
    Diagnostics unused;
    std::vector<RawSheet> sheets;
    if (is_table_file(files.front(), AnswerFormat::automatic)) {
        TextBlocks blocks(files.front(), std::nullopt, settings.block_bytes);
        // The headings and the first row.
        std::string text(blocks.peek_first_record(RecordKind::csv));
        blocks.skip(text.size());
        text += blocks.peek_first_record(RecordKind::csv);
        sheets = read_answers_from(files.front(), text, {}, unused);
    } else {
        try {
            sheets = read_answers(files.front(), {}, unused);
        } catch (const IoError&) {
            return {};  // reported with its row when the batch comes to it
        }
    }
    return sheets.empty() ? std::string() : sheets.front().system;
}

void Inputs::add_path(const std::string& path) {
    if (path != standard_stream && is_directory(path)) {
        for (const std::string& file : list_files(path))
            if (is_answer_file(file)) add_file(file);
        return;
    }
    if (path == standard_stream || file_exists(path)) {
        add_file(path);
        return;
    }
    const std::vector<std::string> found = expand_pattern(path);
    if (found.empty()) throw IoError(say(phrases::bad_pattern, path));
    for (const std::string& file : found) add_path(file);
}

void Inputs::add_file(const std::string& path) {
    files_.push_back(path);
    const auto size = path == standard_stream ? std::nullopt : size_of(path);
    sizes_.push_back(size.value_or(0));
    if (!size) total_bytes_.reset();
    else if (total_bytes_) *total_bytes_ += *size;
}

bool Inputs::is_small() const { return total_bytes_ && *total_bytes_ < small_bytes; }

std::vector<std::string> Inputs::attributes_of_only_table(const Outline& outline) {
    if (!is_one_table() || !open_table(files_.front())) return {};
    if (begins_like_json(blocks_->peek_first_record(RecordKind::line))) return {};
    char separator = ',';
    const std::vector<std::string> cells = heading_cells(blocks_->peek_first_record(RecordKind::csv), separator);
    Diagnostics unused;
    const ItemNames names(outline);
    TableReader reader(std::make_shared<const Source>(), {}, &names, unused);
    std::vector<std::string_view> views(cells.begin(), cells.end());
    if (detect_shape(views) == TableShape::long_) return {};
    reader.read_headings(1, views, TableShape::wide);
    std::vector<std::string> attributes;
    for (std::size_t column = 0; column < reader.column_count(); ++column) {
        const std::string attribute(reader.attribute_of(column));
        if (!attribute.empty() && attribute != "id" && attribute != "name") attributes.push_back(attribute);
    }
    return attributes;
}

bool Inputs::open_table(const std::string& path) {
    if (!blocks_) {
        const auto forced = settings_.read.encoding.empty() ? std::nullopt : find_encoding(settings_.read.encoding);
        blocks_ = std::make_unique<TextBlocks>(path, forced, settings_.block_bytes);
    }
    return true;
}

std::vector<std::string> Inputs::heading_cells(std::string_view record, char& separator) const {
    MemorySource bytes(record);
    CsvReader csv(bytes, std::make_shared<const Source>());
    CsvRow row;
    std::vector<std::string> cells;
    if (csv.next(row)) cells.assign(row.cells.begin(), row.cells.end());
    separator = csv.separator();
    return cells;
}

bool Inputs::next(const BatchContext& context, Chunk& chunk, Diagnostics& diagnostics) {
    for (;;) {
        chunk.path.clear();
        chunk.content.reset();
        chunk.table = nullptr;
        if (table_) {
            if (next_block(chunk)) return true;
            table_ = nullptr;
            blocks_.reset();
            bytes_before_ += sizes_[next_file_ - 1];
        }
        if (next_file_ == files_.size()) return false;
        const std::string& path = files_[next_file_++];
        if (is_table_file(path, settings_.read.format)) {
            try {
                if (open_table(path) && start_table(context, diagnostics)) continue;
            } catch (const IoError&) {
                // Reported with its row by whoever reads the whole file.
            }
            if (path == standard_stream) chunk.content = blocks_->read_rest();
            blocks_.reset();
        }
        chunk.path = path;
        bytes_before_ += sizes_[next_file_ - 1];
        chunk.bytes_read = bytes_before_;
        return true;
    }
}

/// Reads the headings. false: not a table that can be read piece by piece.
bool Inputs::start_table(const BatchContext& context, Diagnostics& diagnostics) {
    const std::string& path = files_[next_file_ - 1];
    auto table = std::make_unique<InputTable>(context, std::make_shared<const Source>(Source{display_name_of_input(path), {}}), diagnostics);
    const std::string_view first = blocks_->peek_first_record(RecordKind::csv);
    if (settings_.read.format == AnswerFormat::jsonl || begins_like_json(first)) {
        const bool lines = settings_.read.format == AnswerFormat::jsonl || !has_extension(path, ".json");
        if (!lines) return false;
        table->kind = RecordKind::line;
    } else if (path == standard_stream && settings_.read.format == AnswerFormat::automatic && !looks_like_table(first)) {
        return false;
    } else {
        MemorySource bytes(first);
        CsvReader csv(bytes, table->source);
        CsvRow row;
        if (!csv.next(row)) return false;
        if (detect_shape(row.cells) == TableShape::long_) return false;
        table->separator = csv.separator();
        table->heading_records = csv.row_count();
        for (const Diagnostic& problem : row.problems) diagnostics.add(problem);
        plan_table(context, row.number, row.cells, *table);
        blocks_->set_separator(table->separator);
        blocks_->skip(first.size());
        if (table->plan) kernel_ = table->kernel->name;
    }
    if (settings_.shard) {
        const std::uint64_t size = blocks_->size().value_or(0);
        const BatchShard& shard = *settings_.shard;
        table->heading_records +=
            blocks_->restrict_to(size * (shard.piece - 1) / shard.pieces, shard.piece == shard.pieces ? ~std::uint64_t{0} : size * shard.piece / shard.pieces);
    }
    table_ = table.get();
    tables_.push_back(std::move(table));
    return true;
}

bool Inputs::next_block(Chunk& chunk) {
    if (!blocks_->next(table_->kind, chunk.block)) return false;
    chunk.table = table_;
    chunk.bytes_read = bytes_before_ + chunk.block.bytes_read;
    return true;
}

}  // namespace tidu
