// SPDX-License-Identifier: Apache-2.0
// The statistics of a batch: counted again from the results it wrote, the same at any number of threads, and
// after an interruption.
#include <algorithm>
#include <cmath>
#include <map>

#include "catch.h"
#include "property/random_system.h"
#include "score/scored.h"
#include "scratch.h"
#include "tidu/batch/batch.h"
#include "tidu/codec/csv.h"
#include "tidu/codec/file.h"
#include "tidu/report/build_summary.h"
#include "tidu/report/render.h"
#include "tidu/text/number.h"

using namespace tidu;
using namespace tidu::test;

namespace {

/// A results table by column.
class Results {
  public:
    explicit Results(const std::string& text) {
        MemorySource source(text);
        CsvReader csv(source, nullptr, ',');
        CsvRow row;
        for (bool is_heading = true; csv.next(row); is_heading = false) {
            if (is_heading)
                for (const std::string_view cell : row.cells)
                    columns_.emplace_back(cell);
            else
                rows_.emplace_back(row.cells.begin(), row.cells.end());
        }
    }
    std::size_t size() const { return rows_.size(); }
    const std::string& at(std::size_t row, const std::string& column) const {
        const auto found = std::ranges::find(columns_, column);
        REQUIRE(found != columns_.end());
        return rows_[row][static_cast<std::size_t>(found - columns_.begin())];
    }

  private:
    std::vector<std::string> columns_;
    std::vector<std::vector<std::string>> rows_;
};

/// Tables in which cities and sizes are told, left out, and enterprises repeated.
std::string random_table(Random& random, const Outline& outline, std::size_t rows) {
    static const std::vector<std::string> cities{"320100", "320500", "", "<b>", "\"a, b\""};
    std::string text = "id,name,city,status";
    for (const Outline::ItemEntry& entry : outline.items())
        text += "," + entry.item->id.text;
    text += '\n';
    for (std::size_t row = 0; row < rows; ++row) {
        text += "E" + std::to_string(random.chance(0.05) ? row / 2 : row) + ",N," + random.pick(cities) + ",";
        for (const Outline::ItemEntry& entry : outline.items()) {
            const bool may_be = entry.item->not_applicable.mode != NotApplicableMode::forbidden;
            text += "," + random_cell(random, *entry.item, may_be, 0.004);
        }
        text += '\n';
    }
    return text;
}

BatchSettings settings_for(const std::shared_ptr<const Program>& program, const Scratch& scratch) {
    BatchSettings settings;
    settings.program = program;
    settings.output = scratch / "out.csv";
    settings.full_digits = true;
    settings.keeps_statistics = true;
    settings.jobs = 1;
    return settings;
}

/// Every number of the statistics, as the reports say it.
std::string words_of(const ResultStatistics& statistics, const Program& program) {
    return render_markdown(build_summary(statistics, program, {}));
}

/// Levels of one ladder, counted from the rows of one city (`*`: all).
void check_levels(const Results& results, const std::string& city, const Ladder& ladder,
                  const LevelCounts& counts) {
    LevelCounts again;
    again.rungs.resize(ladder.levels.size() + 1);
    for (std::size_t row = 0; row < results.size(); ++row) {
        if (city != "*" && results.at(row, "city") != city) continue;
        if (results.at(row, "status") != "ok") continue;
        const std::string& level = results.at(row, ladder.id.text + "_level");
        if (level == "not_applicable") {
            ++again.not_applicable;
        } else if (level == "unknown") {
            ++again.unknown;
        } else {
            std::size_t rung = 0;
            for (std::size_t place = 0; place < ladder.levels.size(); ++place)
                if (ladder.levels[place].id.text == level) rung = place + 1;
            ++again.rungs[rung];
            if (results.at(row, ladder.id.text + "_possible") != level) ++again.open;
        }
    }
    CHECK(counts.rungs == again.rungs);
    CHECK(counts.not_applicable == again.not_applicable);
    CHECK(counts.unknown == again.unknown);
    CHECK(counts.open == again.open);
}

/// Requirements by their names in the `unmet` column, `level.number`, with `?` where they are open.
void check_requirements(const Results& results, const Ladder& ladder,
                        const std::vector<RequirementCounts>& counts) {
    std::map<std::string, std::uint64_t> named, asked;
    for (std::size_t row = 0; row < results.size(); ++row) {
        if (results.at(row, "status") != "ok") continue;
        ++asked[results.at(row, ladder.id.text + "_next")];
        std::string names = results.at(row, ladder.id.text + "_unmet");
        while (!names.empty()) {
            const std::size_t end = std::min(names.find('|'), names.size());
            ++named[names.substr(0, end)];
            names.erase(0, std::min(end + 1, names.size()));
        }
    }
    std::size_t place = 0;
    for (const Level& level : ladder.levels)
        for (std::size_t number = 1; number <= level.requirements.size(); ++number, ++place) {
            const std::string name = level.id.text + "." + std::to_string(number);
            INFO(name);
            CHECK(counts[place].asked == asked[level.id.text]);
            CHECK(counts[place].unmet == named[name]);
            CHECK(counts[place].unknown == named[name + "?"]);
        }
}

void check_scores(const Results& results, const ResultStatistics& statistics) {
    std::uint64_t scored = 0, valid = 0;
    double sum = 0;
    for (std::size_t row = 0; row < results.size(); ++row) {
        if (results.at(row, "status") != "ok") continue;
        ++valid;
        const auto total = parse_number(results.at(row, "total"));
        if (!total) continue;
        ++scored;
        sum += *total;
    }
    CHECK(statistics.all.rows == results.size());
    CHECK(statistics.all.valid == valid);
    CHECK(statistics.all.scored == scored);
    CHECK(statistics.all.total_sum == sum);  // the same numbers in the same order
}

}  // namespace

TEST_CASE("the statistics of a batch are those of the results it wrote", "[batch]") {
    for (std::uint64_t seed = 1; seed <= 25; ++seed) {
        Random random(seed);
        const auto program =
            compile_text(random_system(random, {.only_fast = random.chance(0.5), .only_monotone = false}));
        const System& system = program->outline->system();
        INFO("seed " << seed);
        const Scratch scratch;
        write_file(scratch / "table.csv", random_table(random, *program->outline, 200));
        BatchSettings settings = settings_for(program, scratch);
        settings.inputs = {scratch / "table.csv"};
        const BatchSummary summary = run_batch(settings);
        REQUIRE(summary.statistics);
        const ResultStatistics& statistics = *summary.statistics;
        const Results results(read_file(settings.output));
        check_scores(results, statistics);
        std::uint64_t errors = 0;
        for (const auto& [rule, counts] : statistics.problems)
            errors += counts.errors;
        CHECK(errors == summary.errors);
        const auto city = std::ranges::find(statistics.groupings, "city", &Grouping::attribute);
        const auto& cities = statistics.groups[static_cast<std::size_t>(city - statistics.groupings.begin())];
        for (std::size_t ladder = 0; ladder < system.ladders.size(); ++ladder) {
            check_levels(results, "*", system.ladders[ladder], statistics.all.ladders[ladder]);
            for (const auto& [name, group] : cities)
                check_levels(results, name, system.ladders[ladder], group.ladders[ladder]);
            check_requirements(results, system.ladders[ladder], statistics.requirements[ladder]);
        }
    }
}

TEST_CASE("the statistics and the rows are the same at any number of threads and any size of block",
          "[batch]") {
    Random random(7);
    const auto program = compile_text(random_system(random, {.only_fast = true, .only_monotone = false}));
    const Scratch scratch;
    write_file(scratch / "table.csv", random_table(random, *program->outline, 300));
    BatchSettings settings = settings_for(program, scratch);
    settings.inputs = {scratch / "table.csv"};
    const std::string words = words_of(*run_batch(settings).statistics, *program);
    settings.keeps_statistics = false;
    run_batch(settings);
    const std::string rows = read_file(settings.output);  // of the fast path
    settings.keeps_statistics = true;
    for (const auto& [jobs, block] : {std::pair(2U, 700U), std::pair(4U, 3000U), std::pair(3U, 1U)}) {
        settings.jobs = jobs;
        settings.block_bytes = block;
        CHECK(words_of(*run_batch(settings).statistics, *program) == words);
        CHECK(read_file(settings.output) == rows);
    }
}

TEST_CASE("a resumed batch has the statistics of one that was never interrupted", "[batch]") {
    Random random(11);
    const auto program = compile_text(random_system(random, {.only_fast = false, .only_monotone = false}));
    const Scratch scratch;
    BatchSettings settings = settings_for(program, scratch);
    for (int file = 0; file < 6; ++file) {
        std::string sheet = "enterprise: {id: E" + std::to_string(file) + ", city: \"320500\"}\nanswers:\n";
        for (const Outline::ItemEntry& entry : program->outline->items())
            if (const std::string cell = random_cell(random, *entry.item, false, 0); !cell.empty())
                sheet += "  " + entry.item->id.text + ": \"" + cell + "\"\n";
        settings.inputs.push_back(scratch / ("sheet" + std::to_string(file) + ".yaml"));
        write_file(settings.inputs.back(), sheet);
    }
    const std::string whole = words_of(*run_batch(settings).statistics, *program);
    settings.on_progress = [](const BatchProgress& progress) {
        if (progress.rows >= 4) throw std::runtime_error("stopped");
    };
    CHECK_THROWS(run_batch(settings));
    settings.on_progress = nullptr;
    settings.resumes = true;
    const BatchSummary resumed = run_batch(settings);
    CHECK(resumed.resumed_files >= 1);
    CHECK(words_of(*resumed.statistics, *program) == whole);
}

TEST_CASE("sheets of other systems are counted and nothing else", "[batch]") {
    const std::string index =
        "index:\n  id: total\n  title: T\n  items:\n    - {id: one, title: T, type: yesno, score: {yes: 100, "
        "no: 0}}\n";
    const auto program = compile_text("tidu: 1\nid: here\nversion: \"1\"\ntitle: T\n" + index);
    const auto other = compile_text("tidu: 1\nid: other\nversion: \"1\"\ntitle: T\n" + index +
                                    "    - {id: two, title: T, type: yesno, score: {yes: 100, no: 0}}\n");
    const Scratch scratch;
    write_file(scratch / "sheets.yaml",
               "system: other\nenterprise: {id: A}\nanswers: {one: yes, two: yes}\n---\n"
               "system: here\nenterprise: {id: B}\nanswers: {one: yes}\n");
    BatchSettings settings = settings_for(program, scratch);
    settings.format = BatchFormat::jsonl;
    settings.inputs = {scratch / "sheets.yaml"};
    settings.open_system = [&](const std::string&) { return other; };
    const BatchSummary summary = run_batch(settings);
    CHECK(summary.valid == 2);
    CHECK(summary.statistics->other_systems == 1);
    CHECK(summary.statistics->all.rows == 1);
    CHECK(summary.statistics->listed.front().id == "B");
    CHECK(summary.statistics->listed.front().number == 2);
}
