// SPDX-License-Identifier: Apache-2.0
// Whole batches: the same bytes from every kernel, at any number of threads and any size of block, and the
// row that a sheet gets when it is scored alone. Random systems, random messy tables.
#include "catch.h"
#include "property/random_system.h"
#include "score/scored.h"
#include "scratch.h"
#include "tidu/answers/read.h"
#include "tidu/batch/batch.h"
#include "tidu/codec/file.h"
#include "tidu/codec/xlsx_read.h"
#include "tidu/result/problem.h"
#include "tidu/result/table.h"
#include "tidu/text/error.h"
#include "tidu/text/utf8.h"

using namespace tidu;
using namespace tidu::test;

namespace {

struct Ran {
    std::string rows;
    std::string problems;
    BatchSummary summary;
};

struct How {
    std::string kernel;
    unsigned jobs = 1;
    std::size_t block_bytes = std::size_t{256} << 10;
};

Ran run(const std::shared_ptr<const Program>& program, const std::vector<std::string>& inputs,
        const Scratch& scratch, const How& how = {}, BatchSettings settings = {}) {
    settings.inputs = inputs;
    settings.program = program;
    settings.output = scratch / "out.csv";
    settings.problems = scratch / "problems.csv";
    settings.kernel = how.kernel;
    settings.jobs = how.jobs;
    settings.block_bytes = how.block_bytes;
    settings.digits = 6;
    Ran ran;
    ran.summary = run_batch(settings);
    ran.rows = read_file(settings.output);
    ran.problems = read_file(settings.problems);
    return ran;
}

/// A field of a CSV file as people and programs write it.
std::string quoted(Random& random, const std::string& text) {
    return random.chance(0.05) && text.find('"') == std::string::npos ? "\"" + text + "\"" : text;
}

/// A table with about everything that may go wrong in one.
std::string messy_table(Random& random, const Outline& outline, std::size_t rows, double mess) {
    static const std::vector<std::string> names = {
        "plain", "江苏机械", "\"a, b\"", "\"two\nlines\"", "\"say \"\"x\"\"\"", "=1+1", " padded ", ""};
    static const std::vector<std::string> ends = {"\n", "\r\n"};
    const std::string end = random.pick(ends);
    std::string text = "id,name,city,junk";
    for (const Outline::ItemEntry& entry : outline.items())
        text += "," + entry.item->id.text;
    // What the encoding is, the first characters beyond ASCII decide: they stand at the front, whatever the
    // block.
    text += end + "E,江苏,," + std::string(outline.items().size(), ',') + end;
    for (std::size_t row = 0; row < rows; ++row) {
        std::string line = "E" + std::to_string(random.chance(mess / 4) ? row / 2 : row) + "," +
                           random.pick(names) + ",3205,";
        for (const Outline::ItemEntry& entry : outline.items()) {
            const bool may_be = entry.item->not_applicable.mode != NotApplicableMode::forbidden;
            line += "," + quoted(random, random_cell(random, *entry.item, may_be, mess / 10));
        }
        if (random.chance(mess / 5)) line += ",surplus";
        if (random.chance(mess / 5)) line.resize(line.size() / 2);
        if (random.chance(mess / 20)) line += std::string("\0", 1);
        if (random.chance(mess / 20)) line += "\xFF\xFE";
        if (random.chance(mess / 20)) line = "\xEF\xBB\xBF" + line;
        if (random.chance(mess / 20)) line += "\"";
        text += line + (random.chance(mess / 10) ? "\r" : end) + (random.chance(mess / 5) ? end : "");
    }
    if (random.chance(0.5)) text.resize(text.size() - end.size());
    return text;
}

/// The rows that the sheets of a file get one by one, without the help of batch.
std::string rows_alone(const std::shared_ptr<const Program>& program, const std::string& path) {
    TableOptions options{6, false, {"city"}};
    const ResultTable table(*program, options);
    ReadOptions how;
    how.outline = program->outline.get();
    Diagnostics diagnostics;
    std::string rows;
    table.write_heading(rows);
    for (const RawSheet& raw : read_answers(path, how, diagnostics)) {
        const AnswerSheet sheet = bind_answers(*program->outline, raw);
        Evaluation evaluation;
        if (sheet.is_valid()) evaluate(*program, sheet.answers, {}, evaluation);
        TableRow row;
        table.fill(sheet, evaluation, row);
        table.write_row(row, rows);
    }
    return rows;
}

void compare_runs(const std::shared_ptr<const Program>& program, const Scratch& scratch,
                  const std::string& path) {
    const Ran plain = run(program, {path}, scratch, {"none"});
    for (const How& how : {How{"", 1}, How{"baseline", 1, 1}, How{"baseline", 3, 700}, How{"", 2, 4096},
                           How{"none", 3, 333}}) {
        INFO("kernel " << how.kernel << ", jobs " << how.jobs << ", blocks of " << how.block_bytes);
        const Ran other = run(program, {path}, scratch, how);
        REQUIRE(other.rows == plain.rows);
        REQUIRE(other.problems == plain.problems);
        REQUIRE(other.summary.valid == plain.summary.valid);
        REQUIRE(other.summary.bare_not_applicable == plain.summary.bare_not_applicable);
        REQUIRE(other.summary.levels == plain.summary.levels);
    }
}

const std::string small_system =
    "tidu: 1\nid: small\nversion: \"1\"\ntitle: T\nindex:\n  id: total\n  title: T\n  items:\n"
    "    - {id: one, title: T, type: yesno, score: {yes: 100, no: 0}}\n"
    "    - {id: two, title: T, type: number, range: [0, 100], score: {target: 100}}\n";

std::shared_ptr<const Program> small_program() {
    return compile_text(small_system);
}

}  // namespace

TEST_CASE("every kernel, thread count and block size gives the bytes of the plain path", "[batch]") {
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        Random random(seed);
        const std::string yaml =
            random_system(random, {.only_fast = random.chance(0.7), .only_monotone = false});
        const auto program = compile_text(yaml);
        const double mess = random.chance(0.3) ? 0 : random.chance(0.5) ? 0.1 : 0.6;
        const std::string text = messy_table(random, *program->outline, 1 + random.below(300), mess);
        INFO("seed " << seed << "\n" << yaml);
        const Scratch scratch;
        write_file(scratch / "table.csv", text);
        compare_runs(program, scratch, scratch / "table.csv");
    }
}

TEST_CASE("a row of a batch is the row of its sheet alone", "[batch]") {
    for (std::uint64_t seed = 101; seed <= 120; ++seed) {
        Random random(seed);
        const auto program =
            compile_text(random_system(random, {.only_fast = random.chance(0.7), .only_monotone = false}));
        const std::string text = messy_table(random, *program->outline, 200, random.chance(0.5) ? 0 : 0.5);
        INFO("seed " << seed);
        const Scratch scratch;
        write_file(scratch / "table.csv", text);
        const Ran batch = run(program, {scratch / "table.csv"}, scratch);
        // Only a batch looks at other sheets: those that repeat an enterprise are set aside.
        if (batch.problems.find("repeated-sheet") == std::string::npos)
            REQUIRE(batch.rows == rows_alone(program, scratch / "table.csv"));
    }
}

TEST_CASE("a batch understands the files that people send", "[batch]") {
    const auto program = small_program();
    const Scratch scratch;
    const std::string path = scratch / "table.csv";
    const auto rows_of = [&](const std::string& text, const std::string& kernel) {
        write_file(path, text);
        return run(program, {path}, scratch, {kernel});
    };
    const std::string expected = rows_of("id,name,one,two\nE1,N,yes,50\nE2,N,no,20\n", "none").rows;
    REQUIRE(expected.find("E1,N,ok,75.000000") != std::string::npos);
    for (const char* kernel : {"none", "baseline"}) {
        INFO(kernel);
        CHECK(rows_of("id,name,one,two\r\nE1,N,yes,50\r\nE2,N,no,20\r\n", kernel).rows == expected);
        CHECK(rows_of("id,name,one,two\rE1,N,yes,50\rE2,N,no,20\r", kernel).rows == expected);
        CHECK(rows_of("id,name,one,two\nE1,N,yes,50\nE2,N,no,20", kernel).rows == expected);
        CHECK(rows_of("\xEF\xBB\xBFid,name,one,two\nE1,N,yes,50\nE2,N,no,20\n", kernel).rows == expected);
        CHECK(rows_of("sep=;\nid;name;one;two\nE1;N;yes;50\nE2;N;no;20\n", kernel).rows == expected);
        CHECK(rows_of("\n\nid\tname\tone\ttwo\nE1\tN\tyes\t50\n\nE2\tN\tno\t20\n", kernel).rows == expected);
        CHECK(rows_of("id,\"name\",one,two\nE1,\"N\",\"yes\",50\nE2,N,no,\"20\"\n", kernel).rows == expected);
        CHECK(rows_of("i\"d,id,name,one,two\n,E1,N,yes,50\n,E2,N,no,20\n", kernel).rows == expected);
    }
}

TEST_CASE("an enterprise is one however its code is written", "[batch]") {
    const auto program = small_program();
    const Scratch scratch;
    const std::string path = scratch / "table.csv";
    write_file(
        path,
        "id,name,one,two\n91320000123456789A,N,yes,50\n91320000123456789a,N,no,20\n"
        "９１３２００００１２３４５６７８９Ａ,N,no,20\n9.132E+17,N,no,20\n某企业某企业某企业,N,no,20\n");
    compare_runs(program, scratch, path);
    const Ran ran = run(program, {path}, scratch, {"baseline"});
    CHECK(ran.summary.valid == 3);
    CHECK(ran.problems.find("repeated-sheet") != std::string::npos);
    CHECK(ran.problems.find("9.132E+17") != std::string::npos);
    CHECK(ran.rows.find("１") == std::string::npos);
}

TEST_CASE("an invalid row without id and name is called after its file", "[batch]") {
    const Scratch scratch;
    write_file(scratch / "a.yaml", "foo: bar\n");
    const Ran ran = run(small_program(), {scratch / "a.yaml"}, scratch, {});
    CHECK(ran.rows.find("\n," + (scratch / "a.yaml") + ",") != std::string::npos);
}

TEST_CASE("a broken file or cell costs its own row and no other", "[batch]") {
    const auto program = small_program();
    const Scratch scratch;
    const std::string path = scratch / "table.csv";
    const std::string huge(std::size_t{50} << 20, 'x');
    write_file(path, "id,name,one,two\nE1,N,yes,50\nE2,\"" + huge + "\",no,20\nE3,N,no,20\n");
    const Ran ran = run(program, {path}, scratch, {"", 2});
    CHECK(ran.summary.rows == 3);
    CHECK(ran.summary.valid == 2);
    CHECK(ran.rows.find("\nE3,N,ok,10") != std::string::npos);

    write_file(scratch / "a.yaml", "enterprise: {id: A}\nanswers: {one: yes}\n");
    write_file(scratch / "b.yaml", "answers: [\n");
    write_file(scratch / "c.csv", "");
    write_file(scratch / "d.jsonl", "{\"enterprise\": {\"id\": \"D\"}, \"answers\": {\"one\": true}}\n{\n");
    write_file(scratch / "e.xlsx", "no workbook");
    const std::vector<std::string> inputs = {scratch / "a.yaml", scratch / "b.yaml", scratch / "c.csv",
                                             scratch / "d.jsonl", scratch / "e.xlsx"};
    const Ran folder = run(program, inputs, scratch, {"", 2});
    CHECK(folder.summary.rows == 6);
    CHECK(folder.summary.valid == 2);
}

TEST_CASE("a forgotten quote costs its row and no other, whatever the block", "[batch]") {
    const auto program = small_program();
    const Scratch scratch;
    const std::string path = scratch / "table.csv";
    std::string text = "id,name,one,two\n";
    for (int row = 0; row < 2000; ++row)
        text += "E" + std::to_string(row) +
                (row == 3      ? ",\"N,yes,50\n"
                 : row == 1500 ? ",\"N\",yes,50\n"
                               : ",N,yes,50\n");
    write_file(path, text);
    for (const char* kernel : {"none", "baseline"}) {
        for (const std::size_t block : {std::size_t{1}, std::size_t{700}, std::size_t{65536}}) {
            INFO(kernel << ", blocks of " << block);
            const Ran ran = run(program, {path}, scratch, {kernel, 2, block});
            CHECK(ran.summary.rows == 2000);
            CHECK(ran.summary.valid == 1999);
            CHECK(ran.problems.find(",,5,2,E3,error,csv-quote,") != std::string::npos);
        }
    }
}

TEST_CASE("headings alone give no rows, a wide table keeps its columns, unknown columns are told once",
          "[batch]") {
    const auto program = small_program();
    const Scratch scratch;
    const std::string path = scratch / "table.csv";
    write_file(path, "id,name,one,two\n");
    CHECK(run(program, {path}, scratch).summary.rows == 0);

    std::string heading = "id,one,two", row = ",yes,50";
    for (int column = 0; column < 5000; ++column)
        heading += ",u" + std::to_string(column), row += ",1";
    std::string text = heading + "\n";
    for (int enterprise = 0; enterprise < 20; ++enterprise)
        text += "E" + std::to_string(enterprise) + row + "\n";
    write_file(path, text);
    for (const char* kernel : {"", "none"}) {
        const Ran ran = run(program, {path}, scratch, {kernel, 2, 9000});
        CHECK(ran.summary.valid == 20);
        CHECK(ran.summary.errors == 5000);
    }
}

TEST_CASE("texts in other encodings are decoded as they come", "[batch]") {
    const auto program = small_program();
    const Scratch scratch;
    const std::string gb18030 = "id,name,one,two\nE1,\xBD\xAD\xCB\xD5,\xCA\xC7,50\n";
    write_file(scratch / "table.csv", gb18030);
    const Ran first = run(program, {scratch / "table.csv"}, scratch);
    CHECK(first.rows.find("E1,江苏,ok,75") != std::string::npos);
    // Plain ASCII for long before the first Chinese name: decided in the stream.
    std::string late = "id,name,one,two\n";
    for (int row = 0; row < 3000; ++row)
        late += "A" + std::to_string(row) + ",N,yes,50\n";
    write_file(scratch / "table.csv", late + gb18030.substr(gb18030.find('\n') + 1));
    const Ran second = run(program, {scratch / "table.csv"}, scratch, {"", 2, 1000});
    CHECK(second.summary.valid == 3001);
    CHECK(second.rows.find("E1,江苏,ok,75") != std::string::npos);
    // The first character beyond ASCII, of bytes that might begin one of UTF-8, lies across the end of what
    // is read at once.
    const std::string start = "id,name,one,two\nE0,", end = ",yes,50\nE1,";
    for (std::size_t place = 4090; place < 4100; ++place) {
        INFO("at byte " << place);
        write_file(scratch / "table.csv", start + std::string(place - start.size() - end.size(), 'N') + end +
                                              "\xCB\xD5\xD6\xDD,\xCA\xC7,50\n");
        CHECK(run(program, {scratch / "table.csv"}, scratch, {"", 1, 1}).rows.find("E1,苏州,ok,75") !=
              std::string::npos);
    }
    std::string utf16 = "\xFF\xFE";
    for (const char c : std::string("id,name,one,two\r\nE1,N,yes,50\r\n"))
        utf16 += {c, '\0'};
    write_file(scratch / "table.csv", utf16);
    CHECK(run(program, {scratch / "table.csv"}, scratch).rows.find("E1,N,ok,75") != std::string::npos);
}

TEST_CASE("the pieces of a table, one after the other, are the whole", "[batch]") {
    const auto program = small_program();
    const Scratch scratch;
    const std::string path = scratch / "table.csv";
    const auto check_pieces = [&] {
        const Ran whole = run(program, {path}, scratch);
        for (const std::uint32_t pieces : {1u, 2u, 7u, 300u}) {
            std::string rows, problems = whole.problems.substr(0, whole.problems.find('\n') + 1);
            for (std::uint32_t piece = 1; piece <= pieces; ++piece) {
                BatchSettings settings;
                settings.shard = BatchShard{piece, pieces};
                const Ran part = run(program, {path}, scratch, {"", 1, 500}, settings);
                rows += part.rows;
                problems += part.problems.substr(part.problems.find('\n') + 1);
            }
            CHECK(rows == whole.rows);
            // Pieces do not know of each other.
            if (whole.problems.find("repeated-sheet") == std::string::npos) CHECK(problems == whole.problems);
        }
    };
    for (std::uint64_t seed = 7; seed < 10; ++seed) {
        Random random(seed);
        INFO("seed " << seed);
        std::string text = messy_table(random, *program->outline, 100, 0.2);
        for (std::size_t row = 0, at = 0; (at = text.find("\nE", at)) != std::string::npos; ++row)
            text.insert(at += 2, std::to_string(row) + "-");  // no two of one code
        write_file(path, text);
        check_pieces();
    }
    // A long table cannot be cut: it is the first piece.
    write_file(path, "id,question,value\nE1,one,yes\nE2,one,no\nE1,two,5\n");
    check_pieces();
}

TEST_CASE("lines of JSON have pieces too, with and without a last line end", "[batch]") {
    const auto program = small_program();
    const Scratch scratch;
    const std::string path = scratch / "lines.jsonl";
    std::string lines;
    for (const char* id : {"E1", "E2", "E3"})
        lines += std::string(lines.empty() ? "" : "\n") + "{\"enterprise\": {\"id\": \"" + id + "\"}}";
    for (const std::string end : {"", "\n"}) {
        write_file(path, lines + end);
        const Ran whole = run(program, {path}, scratch);
        for (std::uint32_t pieces = 1; pieces <= 10; ++pieces) {
            std::string rows;
            for (std::uint32_t piece = 1; piece <= pieces; ++piece) {
                BatchSettings settings;
                settings.shard = BatchShard{piece, pieces};
                rows += run(program, {path}, scratch, {}, settings).rows;
            }
            CHECK(rows == whole.rows);
        }
    }
}

TEST_CASE("a run that was stopped continues without scoring again and gives the same bytes", "[batch]") {
    const auto program = small_program();
    const Scratch scratch;
    std::filesystem::create_directory(scratch / "in");
    for (int number = 100; number < 160; ++number) {
        const std::string id = number == 150 ? "E105" : "E" + std::to_string(number);  // a repeated one
        const std::string answer = number % 20 == 0 ? "maybe" : "yes";
        write_file(scratch / ("in/" + std::to_string(number) + ".yaml"),
                   "enterprise: {id: " + id + ", name: 企业}\nanswers: {one: " + answer + ", two: 40}\n");
    }
    const Ran undisturbed = run(program, {scratch / "in"}, scratch);
    CHECK(undisturbed.summary.resumed_files == 0);
    CHECK_FALSE(file_exists(scratch / "out.csv.journal"));

    struct Stop {};
    std::filesystem::remove(scratch / "out.csv");
    BatchSettings stopping;
    stopping.on_progress = [](const BatchProgress& progress) {
        if (progress.rows == 40) throw Stop{};
    };
    CHECK_THROWS_AS(run(program, {scratch / "in"}, scratch, {"", 2}, stopping), Stop);
    CHECK_FALSE(file_exists(scratch / "out.csv"));
    REQUIRE(file_exists(scratch / "out.csv.journal"));
    // What a killed process leaves: the last line is cut. And one of the files has changed meanwhile.
    std::filesystem::resize_file(scratch / "out.csv.journal",
                                 std::filesystem::file_size(scratch / "out.csv.journal") - 10);
    std::filesystem::last_write_time(scratch / "in/110.yaml", std::filesystem::file_time_type{});

    BatchSettings resuming;
    resuming.resumes = true;
    const Ran resumed = run(program, {scratch / "in"}, scratch, {"", 2}, resuming);
    CHECK(resumed.summary.resumed_files == 38);
    CHECK(resumed.rows == undisturbed.rows);
    CHECK(resumed.problems == undisturbed.problems);
    CHECK(resumed.summary.levels == undisturbed.summary.levels);
    CHECK(resumed.summary.invalid == undisturbed.summary.invalid);
    CHECK_FALSE(file_exists(scratch / "out.csv.journal"));
}

TEST_CASE("lines of a journal that were damaged are not believed", "[batch]") {
    const auto program = small_program();
    const Scratch scratch;
    std::filesystem::create_directory(scratch / "in");
    for (int number = 100; number < 130; ++number)
        write_file(scratch / ("in/" + std::to_string(number) + ".yaml"),
                   "enterprise: {id: E" + std::to_string(number) + "}\nanswers: {one: yes, two: 40}\n");
    const Ran undisturbed = run(program, {scratch / "in"}, scratch);
    struct Stop {};
    BatchSettings stopping;
    stopping.on_progress = [](const BatchProgress& progress) {
        if (progress.rows == 30) throw Stop{};
    };
    CHECK_THROWS_AS(run(program, {scratch / "in"}, scratch, {}, stopping), Stop);
    std::string journal = read_file(scratch / "out.csv.journal");
    for (std::size_t at = 0; (at = journal.find("E10", at)) != std::string::npos; ++at)
        journal[at + 1] = '7';
    write_file(scratch / "out.csv.journal", journal);
    BatchSettings resuming;
    resuming.resumes = true;
    const Ran resumed = run(program, {scratch / "in"}, scratch, {}, resuming);
    CHECK(resumed.summary.resumed_files == 20);
    CHECK(resumed.rows == undisturbed.rows);
}

TEST_CASE("a journal of other settings is not used", "[batch]") {
    const auto program = small_program();
    const Scratch scratch;
    for (const char* name : {"a.yaml", "b.yaml"})
        write_file(scratch / name, "enterprise: {id: " + std::string(name) + "}\nanswers: {one: yes}\n");
    write_file(scratch / "out.csv.journal", "[\"another\"]\n[\"" + (scratch / "a.yaml") + "\"]\n");
    BatchSettings resuming;
    resuming.resumes = true;
    const Ran ran = run(program, {scratch / "a.yaml", scratch / "b.yaml"}, scratch, {}, resuming);
    CHECK(ran.summary.resumed_files == 0);
    CHECK(ran.summary.valid == 2);
}

TEST_CASE("a workbook keeps what a cell can hold of a text that is too long", "[batch]") {
    const auto program = small_program();
    const Scratch scratch;
    std::string name;
    for (int letter = 0; letter < 40'000; ++letter)
        name += "江";
    write_file(scratch / "table.csv", "id,name,one,two\nE1," + name + ",yes,50\n");
    BatchSettings settings;
    settings.format = BatchFormat::xlsx;
    const std::string bytes = run(program, {scratch / "table.csv"}, scratch, {}, settings).rows;
    Diagnostics diagnostics;
    const auto workbook = read_workbook(std::make_shared<const Source>(), bytes, {}, diagnostics);
    REQUIRE(workbook);
    const WorkbookCell* cell = find_cell(workbook->sheets.front(), 2, 2);
    REQUIRE(cell);
    CHECK(code_point_count(workbook->text(*cell)) == 32'767);
    CHECK(workbook->text(*cell).ends_with("江…"));
}

TEST_CASE("the summary counts levels of every ladder, and sheets of the run's system only", "[batch]") {
    std::string yaml = small_system + "ladders:\n";
    for (int ladder = 0; ladder < 12; ++ladder)
        yaml += "  - {id: l" + std::to_string(ladder) +
                ", title: T, levels: [{id: top, title: T, require: [{score: total, at_least: " +
                std::to_string(10 * ladder) + "}]}]}\n";
    const auto program = compile_text(yaml);
    const Scratch scratch;
    const std::string path = scratch / "lines.jsonl";
    write_file(path,
               "{\"enterprise\": {\"id\": \"E1\"}, \"answers\": {\"one\": true, \"two\": 100}}\n"
               "{\"enterprise\": {\"id\": \"E2\"}, \"answers\": {\"one\": false, \"two\": 0}}\n"
               "{\"system\": \"other\", \"enterprise\": {\"id\": \"E3\"}, \"answers\": {\"one\": true}}\n");
    BatchSettings settings;
    settings.format = BatchFormat::jsonl;
    settings.open_system = [](const std::string&) { return small_program(); };
    const BatchSummary summary = run(program, {path}, scratch, {}, settings).summary;
    CHECK(summary.valid == 3);
    using Counts = std::vector<std::uint64_t>;  // at none, at the top, off, unknown
    CHECK(summary.levels.front() == Counts{0, 2, 0, 0});
    CHECK(summary.levels[10] == Counts{1, 1, 0, 0});
    CHECK(summary.levels.back() == Counts{2, 0, 0, 0});
}

TEST_CASE("every enterprise gets its report under a name of its own", "[batch]") {
    const auto program = small_program();
    const Scratch scratch;
    const std::string path = scratch / "table.csv";
    write_file(path, "id,name,one,two\n../../E1,N,yes,50\n,甲,no,20\n,甲,no,20\nE2,N,maybe,1\n");
    BatchSettings settings;
    settings.reports_directory = scratch / "reports";
    settings.report_ending = ".txt";
    settings.make_report = [](const AssessmentRecord& record, const Program&) {
        return record.attribute("name") + "!";
    };
    run(program, {path}, scratch, {"", 2, 20}, settings);
    CHECK(list_files(scratch / "reports") ==
          std::vector<std::string>{scratch / "reports/E2.txt", scratch / "reports/_.._E1.txt",
                                   scratch / "reports/甲-2.txt", scratch / "reports/甲.txt"});
    CHECK(read_file(scratch / "reports/甲-2.txt") == "甲!");
}

TEST_CASE("results that show places count rows from the top of the file, whatever the block", "[batch]") {
    const auto program = small_program();
    const Scratch scratch;
    const std::string path = scratch / "table.csv";
    // Row 2 holds a line end, row 4 is blank, rows 3 and 6 are wrong.
    write_file(path, "id,name,one,two\nE1,\"a\nb\",yes,50\nE2,N,maybe,1\n\nE3,N,yes,1\nE4,N,yes,x\n");
    const std::string lines = scratch / "lines.jsonl";
    write_file(lines,
               "{\"enterprise\":{\"id\":\"E1\"},\"answers\":{\"one\":\"yes\"}}\n"
               "{\"enterprise\":{\"id\":\"E2\"},\"answers\":{\"one\":\"maybe\"}}\n");
    BatchSettings settings;
    settings.format = BatchFormat::jsonl;
    for (const std::size_t block : {std::size_t{1}, std::size_t{30}, std::size_t{4096}}) {
        INFO("blocks of " << block);
        const std::string rows = run(program, {path}, scratch, {"", 2, block}, settings).rows;
        CHECK(rows.find("\"row\":3,\"column\":3") != std::string::npos);
        CHECK(rows.find("\"row\":6,\"column\":4") != std::string::npos);
        const std::string of_lines = run(program, {lines}, scratch, {"", 2, block}, settings).rows;
        CHECK(of_lines.find("\"row\":2,") != std::string::npos);
    }
}

TEST_CASE("the report of a repeated enterprise shows no results either", "[batch]") {
    const auto program = small_program();
    const Scratch scratch;
    const std::string path = scratch / "table.csv";
    write_file(path, "id,name,one,two\nE1,N,yes,50\nE1,N,yes,60\n");
    BatchSettings settings;
    settings.reports_directory = scratch / "reports";
    settings.report_ending = ".txt";
    settings.make_report = [](const AssessmentRecord& record, const Program&) {
        return record.total() ? "scored" : record.problems.front().rule;
    };
    run(program, {path}, scratch, {}, settings);
    CHECK(read_file(scratch / "reports/E1.txt") == "scored");
    CHECK(read_file(scratch / "reports/E1-2.txt") == "repeated-sheet");
}

TEST_CASE("what a batch writes into a folder that it reads is no input", "[batch]") {
    const auto program = small_program();
    const Scratch scratch;
    create_directories(scratch / "in");
    write_file(scratch / "in/a.csv", "id,name,one,two\nE1,N,yes,50\n");
    write_file(scratch / "in/results.csv", "id,total\nE1,3\n");
    BatchSettings settings;
    settings.own_files = {scratch / "in/../in/results.csv"};
    const Ran ran = run(program, {scratch / "in"}, scratch, {}, settings);
    CHECK(ran.summary.rows == 1);
    CHECK(ran.summary.left_out.empty());
}

TEST_CASE("a full disk leaves no file and says so", "[batch]") {
    const auto program = small_program();
    const Scratch scratch;
    const std::string path = scratch / "table.csv";
    write_file(path, "id,name,one,two\nE1,N,yes,50\n");
    BatchSettings settings;
    settings.inputs = {path};
    settings.program = program;
    settings.output = "/dev/full";
    CHECK_THROWS_AS(run_batch(settings), IoError);
    settings.output = scratch / "no/such/folder.csv";
    CHECK_THROWS_AS(run_batch(settings), IoError);
}
