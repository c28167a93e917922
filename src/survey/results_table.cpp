// SPDX-License-Identifier: Apache-2.0
// Result records into the table that response and estimates read; CSV is such a table already.
#include "tidu/survey/results_table.h"

#include <algorithm>
#include <atomic>
#include <thread>

#include "hashing_source.h"
#include "peeked_source.h"
#include "phrases.h"
#include "rules.h"
#include "tidu/codec/file.h"
#include "tidu/result/file.h"
#include "tidu/text/number.h"

namespace tidu::survey {
namespace {

/// Lines of a source, without their ends.
class LineSplitter {
  public:
    explicit LineSplitter(ByteSource& bytes) : bytes_(bytes) {}

    bool next(std::string& line) {
        line.clear();
        for (;;) {
            const std::size_t end = buffer_.find('\n', start_);
            if (end != std::string::npos) {
                line.append(buffer_, start_, end - start_);
                start_ = end + 1;
                return true;
            }
            line.append(buffer_, start_);
            start_ = 0;
            buffer_.resize(chunk_bytes);
            buffer_.resize(bytes_.read(buffer_));
            if (buffer_.empty()) return !line.empty();
        }
    }

  private:
    ByteSource& bytes_;
    std::string buffer_;
    std::size_t start_ = 0;
};

/// A record on a line of its own: only then may the file be read line by line.
bool is_json_lines(std::string_view first_bytes) {
    const std::string_view line = trim(first_bytes.substr(0, first_bytes.find('\n')));
    return line.size() > 1 && (line.ends_with('}') || first_bytes.find('\n') == std::string_view::npos);
}

std::string digits_of(const std::optional<double>& number) {
    return number ? format_number(*number) : std::string{};
}

/// Gathers records, then lays them out in columns: attributes as they were first met, then what the first
/// valid record holds (those of one version hold the same).
class RecordTable {
  public:
    RecordTable(SourcePtr source, Diagnostics& diagnostics)
        : source_(std::move(source)), diagnostics_(diagnostics) {}

    /// False when the record is of another system or version than those before.
    bool add(const AssessmentRecord& record, std::uint32_t line) {
        const SystemVersion system{record.system_id, record.system_version, record.system_sha256};
        if (system_ && *system_ != system) return report_other_system(system, line);
        system_ = system;
        Row& row = rows_.emplace_back();
        row.line = line;
        row.attributes = record.enterprise;
        row.attributes.emplace_back("period", record.period);
        row.attributes.emplace_back("result_status", record.status == RecordStatus::ok ? "ok" : "invalid");
        if (record.status != RecordStatus::ok) return true;
        if (score_headings_.empty()) name_scores(record);
        for (const NodeRecord& node : record.nodes)
            row.scores.push_back(digits_of(node.score));
        for (const LadderRecord& ladder : record.ladders)
            row.scores.push_back(ladder.level);
        return true;
    }

    ScoredTable finish(std::string sha256) const {
        ScoredTable scored;
        scored.system = system_;
        TextTable& table = scored.table;
        table.source = source_;
        table.sha256 = std::move(sha256);
        table.headings = attribute_headings();
        const std::size_t attributes = table.headings.size();
        std::vector<char> is_kept;
        for (const std::string& heading : score_headings_) {
            is_kept.push_back(!table.column(heading));
            if (is_kept.back()) table.headings.push_back(heading);
        }
        std::vector<std::string_view> cells;
        for (const Row& row : rows_) {
            cells.assign(attributes, {});
            for (const auto& [name, value] : row.attributes)
                cells[*table.column(name)] = value;
            for (std::size_t score = 0; score < row.scores.size() && score < is_kept.size(); ++score)
                if (is_kept[score]) cells.emplace_back(row.scores[score]);
            table.add_row(cells, row.line);
        }
        return scored;
    }

  private:
    struct Row {
        std::uint32_t line = 0;
        std::vector<std::pair<std::string, std::string>> attributes;
        std::vector<std::string> scores;
    };

    bool report_other_system(const SystemVersion& system, std::uint32_t line) {
        diagnostics_.add({Severity::error,
                          rules::system_differs,
                          say(phrases::mixed_systems, describe(*system_), describe(system)),
                          Place::of_text(source_, {line, 0, 1}),
                          say(phrases::mixed_systems_help),
                          {},
                          {}});
        return false;
    }

    void name_scores(const AssessmentRecord& record) {
        for (const NodeRecord& node : record.nodes)
            score_headings_.push_back(node.id);
        for (const LadderRecord& ladder : record.ladders)
            score_headings_.push_back(ladder.id + "_level");
    }

    std::vector<std::string> attribute_headings() const {
        std::vector<std::string> headings = {"id"};
        for (const Row& row : rows_)
            for (const auto& [name, value] : row.attributes)
                if (std::ranges::find(headings, name) == headings.end()) headings.push_back(name);
        return headings;
    }

    SourcePtr source_;
    Diagnostics& diagnostics_;
    std::optional<SystemVersion> system_;
    std::vector<Row> rows_;
    std::vector<std::string> score_headings_;
};

/// One document of a file, its records and what is wrong with it.
struct Parsed {
    SourcePtr source;
    std::optional<std::vector<AssessmentRecord>> records = {};
    Diagnostics findings = {};

    void parse() { records = read_results(source, findings); }
};

bool add_records(Parsed& parsed, RecordTable& table, Diagnostics& diagnostics) {
    diagnostics.append(std::move(parsed.findings));
    return parsed.records && std::ranges::all_of(*parsed.records, [&](const AssessmentRecord& record) {
               return table.add(record, parsed.source->first_line);
           });
}

/// Parsing is nearly all the work, and lines know nothing of each other.
void parse_side_by_side(std::vector<Parsed>& block) {
    std::atomic<std::size_t> next{0};
    const auto take_lines = [&] {
        for (std::size_t line = next++; line < block.size(); line = next++)
            block[line].parse();
    };
    std::vector<std::jthread> helpers;
    for (unsigned helper = 1; helper < std::thread::hardware_concurrency(); ++helper)
        helpers.emplace_back(take_lines);
    take_lines();
}

bool add_lines(ByteSource& bytes, const std::string& name, RecordTable& table, Diagnostics& diagnostics) {
    constexpr std::size_t block_lines = 256;
    LineSplitter lines(bytes);
    std::string line;
    std::uint32_t number = 0;
    for (bool is_end = false; !is_end;) {
        std::vector<Parsed> block;
        while (block.size() < block_lines && !is_end) {
            is_end = !lines.next(line);
            const std::string_view text = is_end ? "" : trim(++number == 1 ? without_bom(line) : line);
            if (!text.empty())
                block.push_back({std::make_shared<const Source>(Source{name, std::string(text), number})});
        }
        parse_side_by_side(block);
        for (Parsed& parsed : block)
            if (!add_records(parsed, table, diagnostics)) return false;
    }
    return true;
}

bool add_whole(ByteSource& bytes, const std::string& name, RecordTable& table, Diagnostics& diagnostics) {
    Parsed parsed{std::make_shared<const Source>(Source{name, read_rest(bytes)})};
    parsed.parse();
    return add_records(parsed, table, diagnostics);
}

std::optional<ScoredTable> read_scored(ByteSource& bytes, const std::string& name, Diagnostics& diagnostics) {
    PeekedSource peeked(bytes);
    if (!is_json(peeked.first())) {
        auto table = read_table_from(peeked, name, diagnostics);
        if (!table) return std::nullopt;
        return ScoredTable{std::move(*table), std::nullopt};
    }
    HashingSource hashing(peeked);
    RecordTable table(std::make_shared<const Source>(Source{name, {}}), diagnostics);
    const bool good = is_json_lines(peeked.first()) ? add_lines(hashing, name, table, diagnostics)
                                                    : add_whole(hashing, name, table, diagnostics);
    if (!good) return std::nullopt;
    return table.finish(hashing.hex());
}

/// The dimensions that a table of `tidu batch` has columns for: those between `completeness` and the ladders
/// or gaps. Empty where the table is none of those.
std::vector<std::string> dimension_columns(const TextTable& table) {
    const auto completeness = table.column("completeness");
    std::vector<std::string> dimensions;
    for (std::size_t column = completeness.value_or(table.headings.size()) + 1;
         column < table.headings.size(); ++column) {
        const std::string& heading = table.headings[column];
        if (heading.ends_with("_level") || heading == "gap1") break;
        dimensions.push_back(heading);
    }
    return dimensions;
}

std::vector<std::string> dimensions_of(const System& system) {
    std::vector<std::string> dimensions;
    for (const Node& child : system.index.children)
        dimensions.push_back(child.id.text);
    return dimensions;
}

}  // namespace

std::string describe(const SystemVersion& system) {
    constexpr std::size_t shown = 12;
    return system.id + " " + system.version + " (" + system.sha256.substr(0, shown) + "...)";
}

std::optional<ScoredTable> read_results_table(const std::string& path, Diagnostics& diagnostics) {
    InputFile file(path);
    return read_scored(file, display_name_of_input(path), diagnostics);
}

std::optional<ScoredTable> read_results_table_from(std::string name, std::string_view bytes,
                                                   Diagnostics& diagnostics) {
    MemorySource memory(bytes);
    return read_scored(memory, name, diagnostics);
}

SystemVersion version_of(const System& system) {
    return {system.id, system.version, system.sha256};
}

bool check_scored_by(const ScoredTable& results, const System& system, Diagnostics& diagnostics) {
    const SystemVersion here = version_of(system);
    if (results.system) {
        if (*results.system == here) return true;
        diagnostics.add({Severity::error,
                         rules::system_differs,
                         say(phrases::other_system, describe(*results.system), describe(here)),
                         results.table.place(),
                         say(phrases::other_system_help),
                         {},
                         {}});
        return false;
    }
    const std::vector<std::string> columns = dimension_columns(results.table), wanted = dimensions_of(system);
    if (columns.empty() || columns == wanted) return true;
    const auto [column, dimension] = std::ranges::mismatch(columns, wanted);
    diagnostics.add({Severity::error,
                     rules::system_differs,
                     say(phrases::other_columns, column == columns.end() ? "" : *column,
                         dimension == wanted.end() ? "" : *dimension, describe(here)),
                     results.table.place(),
                     say(phrases::other_system_help),
                     {},
                     {}});
    return false;
}

bool check_planned_for(const SamplePlan& plan, const SystemVersion& scored_by, const TextTable& results,
                       Diagnostics& diagnostics) {
    if (!plan.system || plan.system->id != scored_by.id || *plan.system == scored_by) return true;
    diagnostics.add({Severity::error,
                     rules::system_differs,
                     say(phrases::other_than_planned, describe(scored_by), describe(*plan.system)),
                     results.place(),
                     say(phrases::other_than_planned_help),
                     {},
                     {}});
    return false;
}

}  // namespace tidu::survey
