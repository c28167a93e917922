// SPDX-License-Identifier: Apache-2.0
#include "journal.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <functional>
#include <mutex>
#include <set>
#include <span>

#include "tidu/codec/json_write.h"
#include "tidu/codec/tree.h"
#include "tidu/text/error.h"
#include "tidu/text/number.h"

namespace tidu {
namespace {

/// A rule that outlives the run, as those of the program's own diagnostics do: a summary is shown after it.
/// There are only as many as the program has rules.
std::string_view kept_rule(std::string_view rule) {
    static std::mutex mutex;
    static std::set<std::string, std::less<>> rules;
    const std::lock_guard lock(mutex);
    return *rules.emplace(rule).first;
}

constexpr Phrase as_said{"{}", "{}"};

/// Size and time of change of a file: what a result is good for.
std::string stamp_of(const FileState& state) {
    return std::to_string(state.size) + " " + std::to_string(state.changed);
}

// ---------------------------------------------------------------------------------------------- out

void write_message(JsonWriter& json, const Message& message) {
    json.open_array();
    if (!message.empty()) {
        json.value(message.in(Language::zh));
        json.value(message.in(Language::en));
    }
    json.close_array();
}

void write_place(JsonWriter& json, const Place& place) {
    json.open_array();
    json.value(static_cast<int>(place.kind));
    json.value(place.source ? place.source->name : std::string());
    json.value(place.sheet);
    json.value(place.span.line);
    json.value(place.span.column);
    json.value(place.span.length);
    json.close_array();
}

void write_problem(JsonWriter& json, const Diagnostic& problem, const std::string& enterprise) {
    json.open_array();
    json.value(static_cast<int>(problem.severity));
    json.value(problem.rule);
    write_message(json, problem.message);
    write_message(json, problem.help);
    write_place(json, problem.place);
    json.value(problem.subject);
    json.value(enterprise);
    json.close_array();
}

void write_entry(JsonWriter& json, const RowEntry& entry, std::span<const std::uint8_t> levels,
                 const Place& place) {
    json.open_array();
    for (const std::uint64_t number : {entry.key, std::uint64_t{entry.begin}, std::uint64_t{entry.status},
                                       std::uint64_t{entry.has_key}, std::uint64_t{entry.is_valid}})
        json.value(number);
    write_place(json, place);
    for (const std::uint8_t level : levels)
        json.value(level);
    json.close_array();
}

void write_facts(JsonWriter& json, const RowFacts& facts) {
    json.open_array();
    for (const std::string* text : {&facts.id, &facts.name, &facts.period})
        json.value(*text);
    json.open_array();
    for (const std::string& group : facts.groups)
        json.value(group);
    json.close_array();
    for (const std::uint32_t number : {std::uint32_t{facts.is_other}, std::uint32_t{facts.is_valid},
                                       facts.known_leaves, facts.applicable_leaves})
        json.value(number);
    json.value(facts.total);
    json.open_array();
    for (const std::optional<double>& percent : facts.percents)
        json.value(percent);
    json.close_array();
    json.open_array();
    for (const TableRow::LadderCell& cell : facts.ladders) {
        json.open_array();
        json.value(static_cast<unsigned>(cell.state));
        json.value(cell.level);
        json.value(cell.possible);
        for (const Verdict verdict : cell.next_verdicts)
            json.value(static_cast<unsigned>(verdict));
        json.close_array();
    }
    json.close_array();
    json.close_array();
}

// ---------------------------------------------------------------------------------------------- back in

/// Reads the parts of a list one after the other. A journal is our own: what does not fit reads as nothing.
class Parts {
  public:
    explicit Parts(TreeView list) : list_(list) {}

    TreeView next() { return list_[position_++]; }
    std::string text() { return std::string(next().text()); }
    bool at_end() const { return position_ >= list_.size(); }
    std::optional<double> score() {
        const TreeView value = next();
        return value.is_null() ? std::nullopt : parse_number(value.text());
    }
    template <typename Number>
    void number(Number& value) {
        const std::string_view digits = next().text();
        std::uint64_t read = 0;
        std::from_chars(digits.data(), digits.data() + digits.size(), read);
        value = static_cast<Number>(read);
    }

  private:
    TreeView list_;
    std::size_t position_ = 0;
};

Message read_message(TreeView texts) {
    if (texts.size() != 2) return {};
    return say(as_said, BilingualText{std::string(texts[0].text()), std::string(texts[1].text())});
}

Place read_place(TreeView list) {
    Parts parts(list);
    Place place;
    parts.number(place.kind);
    place.source = std::make_shared<const Source>(Source{parts.text(), {}});
    place.sheet = parts.text();
    parts.number(place.span.line);
    parts.number(place.span.column);
    parts.number(place.span.length);
    return place;
}

void read_entry(TreeView list, ChunkResult& result) {
    Parts parts(list);
    RowEntry& entry = result.entries.emplace_back();
    parts.number(entry.key);
    parts.number(entry.begin);
    parts.number(entry.status);
    parts.number(entry.has_key);
    parts.number(entry.is_valid);
    result.places.push_back(read_place(parts.next()));
    while (!parts.at_end())
        parts.number(result.levels.emplace_back());
}

RowFacts read_facts(TreeView list) {
    Parts parts(list);
    RowFacts facts;
    facts.id = parts.text();
    facts.name = parts.text();
    facts.period = parts.text();
    for (Parts groups(parts.next()); !groups.at_end();)
        facts.groups.push_back(groups.text());
    parts.number(facts.is_other);
    parts.number(facts.is_valid);
    parts.number(facts.known_leaves);
    parts.number(facts.applicable_leaves);
    facts.total = parts.score();
    for (Parts percents(parts.next()); !percents.at_end();)
        facts.percents.push_back(percents.score());
    for (Parts ladders(parts.next()); !ladders.at_end();) {
        Parts cells(ladders.next());
        TableRow::LadderCell& cell = facts.ladders.emplace_back();
        cells.number(cell.state);
        cells.number(cell.level);
        cells.number(cell.possible);
        while (!cells.at_end())
            cells.number(cell.next_verdicts.emplace_back());
    }
    return facts;
}

// ---------------------------------------------------------------------------------------------- check

/// Stands before a line. A machine that lost its power may leave lines that look whole and are not.
std::string check_of(std::string_view line) {
    return std::to_string(std::hash<std::string_view>{}(line)) + " ";
}

/// The line behind its check; empty where that does not fit.
std::string_view without_check(std::string_view checked) {
    const std::string_view line = checked.substr(std::min(checked.size(), checked.find(' ') + 1));
    return checked.substr(0, checked.size() - line.size()) == check_of(line) ? line : std::string_view();
}

}  // namespace

std::string journal_of(const std::string& output) {
    return output + ".journal";
}

Journal::Journal(std::string path, const std::string& settings, bool resumes) : path_(std::move(path)) {
    if (resumes) index_lines(settings);
    out_.open(path_, lines_.empty() ? std::ios::binary | std::ios::trunc : std::ios::binary | std::ios::app);
    if (lines_.empty()) out_ << settings << '\n';
}

/// Finds the whole lines of a run with the same settings, and cuts off one that is not whole.
void Journal::index_lines(const std::string& settings) {
    if (!file_exists(path_)) return;
    const std::string text = read_file(path_, std::size_t{1} << 40);
    if (!text.starts_with(settings + "\n")) return;
    std::size_t begin = settings.size() + 1;
    for (std::size_t end = text.find('\n', begin); end != std::string::npos; end = text.find('\n', begin)) {
        const std::string_view line = without_check(std::string_view(text).substr(begin, end - begin));
        // The file's name comes first, as a JSON string.
        const auto name = std::make_shared<const Source>(
            Source{path_, std::string(line.substr(0, line.find("\",\"") + 1)) + "]"});
        Diagnostics unused;
        if (const auto documents = parse_json(name, {}, unused); documents && documents->size() == 1)
            lines_[std::string(documents->front().view()[0].text())] = {end - line.size(), line.size()};
        begin = end + 1;
    }
    std::error_code ignored;
    std::filesystem::resize_file(path_, begin, ignored);
    if (!lines_.empty()) before_.emplace(path_);
}

std::optional<ChunkResult> Journal::find(const Chunk& file) const {
    const auto line = lines_.find(file.path);
    if (line == lines_.end()) return std::nullopt;
    return read_line(line->second, stamp_of(*file.state));
}

std::optional<ChunkResult> Journal::read_line(const Line& line, const std::string& stamp) const {
    auto source = std::make_shared<Source>(Source{path_, std::string(line.size, '\0')});
    before_->read_at(line.offset, source->text);
    Diagnostics unused;
    TreeLimits limits;
    limits.bytes = line.size + 1;
    limits.nodes = line.size + 1;
    const auto documents = parse_json(source, limits, unused);
    if (!documents || documents->size() != 1) return std::nullopt;
    Parts parts(documents->front().view());
    parts.next();  // the name
    if (parts.text() != stamp) return std::nullopt;
    ChunkResult result;
    result.is_resumed = true;
    result.rows = parts.text();
    parts.number(result.bare_not_applicable);
    const TreeView entries = parts.next();
    for (std::size_t entry = 0; entry < entries.size(); ++entry)
        read_entry(entries[entry], result);
    const TreeView problems = parts.next();
    for (std::size_t position = 0; position < problems.size(); ++position) {
        Parts problem(problems[position]);
        Diagnostic read;
        problem.number(read.severity);
        read.rule = kept_rule(problem.next().text());
        read.message = read_message(problem.next());
        read.help = read_message(problem.next());
        read.place = read_place(problem.next());
        read.subject = problem.text();
        result.problems.push_back(std::move(read));
        result.problem_ids.push_back(problem.text());
    }
    const TreeView reports = parts.next();
    for (std::size_t report = 0; report < reports.size(); ++report)
        result.reports.push_back({std::string(reports[report].text()), {}, {}, nullptr});
    for (Parts rows(parts.next()); !rows.at_end();)
        result.facts.push_back(read_facts(rows.next()));
    return result;
}

std::string Journal::line_of(const Chunk& file, const ChunkResult& result) {
    std::string line;
    JsonWriter json(line);
    json.open_array();
    json.value(file.path);
    json.value(stamp_of(*file.state));
    json.value(result.rows);
    json.value(result.bare_not_applicable);
    json.open_array();
    const std::size_t ladders = result.entries.empty() ? 0 : result.levels.size() / result.entries.size();
    for (std::size_t entry = 0; entry < result.entries.size(); ++entry)
        write_entry(json, result.entries[entry], std::span(result.levels).subspan(entry * ladders, ladders),
                    result.places[entry]);
    json.close_array();
    json.open_array();
    for (std::size_t problem = 0; problem < result.problems.size(); ++problem)
        write_problem(json, result.problems[problem], result.problem_ids[problem]);
    json.close_array();
    json.open_array();
    for (const ReportFile& report : result.reports)
        json.value(report.name);
    json.close_array();
    json.open_array();
    for (const RowFacts& facts : result.facts)
        write_facts(json, facts);
    json.close_array();
    json.close_array();
    return check_of(line) + line + "\n";
}

void Journal::add(const std::string& line) {
    out_ << line;
}

void Journal::remove() {
    out_.close();
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
}

}  // namespace tidu
