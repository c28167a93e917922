// SPDX-License-Identifier: Apache-2.0
#include <random>

#include "catch.h"
#include "pieces.h"
#include "show.h"
#include "tidu/codec/csv.h"

using namespace tidu;

namespace {

/// Rows as `1/1:[a|b]` (row/line), with their problems.
std::string csv(const std::string& text, std::size_t piece_size = 1000, CsvLimits limits = {},
                std::optional<char> separator = {}) {
    Pieces pieces(text, piece_size);
    CsvReader reader(pieces, source_of("", "f.csv"), separator, limits);
    std::string shown;
    for (CsvRow row; reader.next(row);) {
        shown += std::to_string(row.number) + "/" + std::to_string(row.line) + ":[";
        for (std::size_t cell = 0; cell < row.cells.size(); ++cell) {
            if (cell > 0) shown += '|';
            shown += row.cells[cell];
        }
        shown += "]\n";
        for (const Diagnostic& problem : row.problems)
            shown += render(problem, Language::en, false);
    }
    return shown;
}

std::string written(const std::vector<std::vector<std::string>>& rows) {
    std::string out;
    CsvWriter writer(out);
    for (const auto& row : rows) {
        for (const std::string& cell : row)
            writer.text(cell);
        writer.end_row();
    }
    return out;
}

}  // namespace

TEST_CASE("CSV with quotes, quotes in quotes, line breaks in cells, CRLF, no last newline") {
    const std::string text =
        "id,名称,note\r\n1,\"甲,乙\",\"say \"\"no\"\"\"\r\n2,\"two\r\nlines\",\r\n3,5\" pipe,x";
    const std::string expected =
        "1/1:[id|名称|note]\n"
        "2/2:[1|甲,乙|say \"no\"]\n"
        "3/3:[2|two\r\nlines|]\n"
        "4/5:[3|5\" pipe|x]\n";
    for (std::size_t piece_size = 1; piece_size < 20; ++piece_size) {
        CAPTURE(piece_size);
        CHECK(csv(text, piece_size) == expected);
    }
}

TEST_CASE("The separator of a CSV is the one its heading uses, or what a sep= line says") {
    CHECK(csv("a;b,c;d\n1;2,5;3\n") == "1/1:[a|b,c|d]\n2/2:[1|2,5|3]\n");
    CHECK(csv("a\tb\n1\t2\n") == "1/1:[a|b]\n2/2:[1|2]\n");
    CHECK(csv("\"a;b;c\",d\n") == "1/1:[a;b;c|d]\n");
    CHECK(csv("single\n1\n") == "1/1:[single]\n2/2:[1]\n");
    CHECK(csv("sep=;\r\na;b\r\n") == "1/2:[a|b]\n");
    CHECK(csv("a|b;c\n", 1000, {}, '|') == "1/1:[a|b;c]\n");
}

TEST_CASE("Blank lines are left out but counted; empty cells and trailing columns stay") {
    CHECK(csv("a,b\n\n1,2,,\n,,\n\"\"\n") == "1/1:[a|b]\n3/3:[1|2||]\n4/4:[||]\n5/5:[]\n");
    CHECK(csv("").empty());
    CHECK(csv("\n\r\n\n").empty());
    CHECK(csv("a,\r2,3\r") == "1/1:[a|]\n2/2:[2|3]\n");
}

TEST_CASE("A byte order mark in the middle of a CSV is not part of a cell") {
    for (const std::size_t piece_size : {1u, 2u, 1000u})
        CHECK(csv("\xEF\xBB\xBFid,a\n\xEF\xBB\xBF\"1\",2\n\xEF\xBB\xBF", piece_size) ==
              "1/1:[id|a]\n2/2:[1|2]\n");
}

TEST_CASE("Text behind a closing quote is taken as it stands") {
    CHECK(csv("a,b\n\"x\"y\"z,2\n") == "1/1:[a|b]\n2/2:[xy\"z|2]\n");
}

TEST_CASE("A CSV row that is broken says so, and the next is read") {
    CHECK(csv("a,b\n123456789,2\nx,y\n", 3, {4, 10}) ==
          "1/1:[a|b]\n"
          "2/2:[1234|2]\n"
          "f.csv:row 2, column 1: error: the cell is larger than 4 bytes; the rest of it is left out "
          "[csv-cell-size]\n"
          "3/3:[x|y]\n");
    CHECK(csv("a,b\n1,2,3,4,5\nx,y\n", 3, {100, 3}) ==
          "1/1:[a|b]\n"
          "2/2:[1|2|3]\n"
          "f.csv:row 2, column 4: error: the row has more than 3 cells; the rest are left out [csv-cells]\n"
          "3/3:[x|y]\n");
    CHECK(csv(std::string("a\nx\0y\nz\n", 8)) == std::string("1/1:[a]\n2/2:[x\0y]\n", 18) +
                                                     "f.csv:row 2, column 1: error: control character U+0000 "
                                                     "is not allowed in a text [control-character]\n"
                                                     "3/3:[z]\n");
}

TEST_CASE("A quote that was forgotten costs its row and no other") {
    const std::string forgotten =
        "error: the quote that opens this cell is not closed; its row is read to the end of the line "
        "[csv-quote]\n  help: close it, or take it away\n";
    for (const std::size_t piece_size : {1u, 2u, 1000u}) {
        INFO("pieces of " << piece_size);
        CHECK(csv("a,b\n1,\"open\n2,3\n", piece_size) ==
              "1/1:[a|b]\n2/2:[1|open]\nf.csv:row 2, column 2: " + forgotten + "3/3:[2|3]\n");
        // The quote of a later cell does not close it.
        CHECK(csv("a,b\n\"one,1\n2,3\n\"two\",\"4\n5\"\n", piece_size) ==
              "1/1:[a|b]\n2/2:[one|1]\nf.csv:row 2, column 1: " + forgotten + "3/3:[2|3]\n4/4:[two|4\n5]\n");
        CHECK(csv("a,b\n\"x\"\"\n1,2", piece_size) ==
              "1/1:[a|b]\n2/2:[x\"\"]\nf.csv:row 2, column 1: " + forgotten + "3/3:[1|2]\n");
    }
    const std::string far = "a\n\"1\n" + std::string(most_quoted_bytes, 'x') + "\"\n";
    CHECK(csv(far, 1 << 20, {10, 10}).find("2/2:[1]\n") != std::string::npos);
}

TEST_CASE("A cell of 50 MB is cut at its limit") {
    const std::string text = "a,b\n\"" + std::string(50'000'000, 'x') + "\",2\n3,4\n";
    CHECK(csv(text, 1 << 20, {10, 10}).find("2/2:[xxxxxxxxxx|2]\n") != std::string::npos);
}

TEST_CASE("CSV is quoted only where it must be") {
    CHECK(written({{"a", "b c", "甲,乙", "\"q\"", "x\ny", "", " s "}, {""}, {"", ""}}) ==
          "a,b c,\"甲,乙\",\"\"\"q\"\"\",\"x\ny\",, s \n\"\"\n,\n");
}

TEST_CASE("Texts that a spreadsheet would run are defused, numbers are not") {
    CHECK(written({{"=1+1", "+x", "-5", "- a", "@SUM", "\tx", "'=x", "+8613800000000"}}) ==
          "'=1+1,'+x,-5,'- a,'@SUM,'\tx,''=x,+8613800000000\n");
    for (const std::string text : {"=1+1", "'=x", "''-a", "'plain", "-5", "'", ""})
        CHECK(without_formula_guard(guard_formula(text)) == text);
    std::string out;
    CsvWriter writer(out);
    writer.number("-1.5");
    writer.empty();
    writer.end_row();
    CHECK(out == "-1.5,\n");
}

TEST_CASE("What is written as CSV is read back the same") {
    constexpr unsigned seed = 7;
    std::mt19937 random(seed);
    const std::string pieces[] = {"a", ",", "\"", "\n", "\r\n", "中", "=", " ", "'", ";", "\t"};
    for (int round = 0; round < 500; ++round) {
        std::vector<std::vector<std::string>> rows(1 + random() % 4);
        for (auto& row : rows) {
            row.resize(1 + random() % 4);
            for (std::string& cell : row)
                for (auto count = random() % 5; count > 0; --count)
                    cell += pieces[random() % std::size(pieces)];
        }
        Pieces source(written(rows), 1 + random() % 7);
        CsvReader reader(source, source_of(""), ',');
        std::vector<std::vector<std::string>> read;
        for (CsvRow row; reader.next(row);) {
            read.emplace_back();
            for (const std::string_view cell : row.cells)
                read.back().emplace_back(without_formula_guard(cell));
        }
        CAPTURE(seed, round, written(rows));
        REQUIRE(read == rows);
    }
}
